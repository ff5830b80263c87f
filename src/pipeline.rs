//! The whole flow on one screen. Read this first.

use crate::diff::Diff;
use crate::document::Document;
use crate::error::DecodeError;
use crate::form::Form;
use crate::model::{Finding, Report};
use crate::options::Options;
use crate::outline::Outline;
use crate::source::Source;
use crate::table::Tables;
use crate::{checks, decode, form, outline, prose, report, table};

/// Extracts one report, with the findings of the checks. `name` stands in the report as the
/// name of its source, and decides nothing.
///
/// # Errors
/// Only if the bytes cannot be decoded. Whatever is wrong with the report itself is an
/// absent value and a note.
pub fn extract(name: &str, bytes: &[u8], options: &Options) -> Result<Report, DecodeError> {
    observed(name, bytes, options, &mut ())
}

/// [`extract`], with somebody who looks at what each stage gives.
pub(crate) fn observed(
    name: &str,
    bytes: &[u8],
    options: &Options,
    observer: &mut impl Observer,
) -> Result<Report, DecodeError> {
    let source = Source {
        name,
        bytes,
        password: options.password.as_deref(),
        #[cfg(feature = "ocr")]
        recognition: &options.recognition,
    };
    let patterns = &options.patterns;
    let document = decode::document(&source, patterns)?; // nothing below this line can fail
    observer.document(&document);
    let input = report::source_info(&source, &document);
    let outline = outline::outline(document, patterns);
    observer.outline(&outline);
    let form = form::identify(&outline, patterns);
    observer.form(form);
    let prose = prose::prose(&outline, patterns);
    let tables = table::tables(&outline, form, &prose, patterns);
    observer.tables(&tables);
    let mut report = report::assemble(&outline, prose, tables, form, input, patterns);
    report.findings = check(&report, options);
    #[cfg(feature = "second-reader")]
    if options.second_reader {
        crate::witness::confirm(&mut report, &source);
    }
    Ok(report)
}

/// Looks at what each stage gives; `()` looks at nothing.
pub(crate) trait Observer {
    fn document(&mut self, _: &Document) {}
    fn outline(&mut self, _: &Outline) {}
    fn form(&mut self, _: &Form) {}
    fn tables(&mut self, _: &Tables) {}
}

impl Observer for () {}

/// What an auditor looks for in a report (核查): the outcome of each check that applies.
///
/// ```
/// use jiaokan::{Options, model::Outcome};
/// let text = "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n自评得分65分，评价等级为低。\n";
/// let mut options = Options::default();
/// let report = jiaokan::extract("report.md", text.as_bytes(), &options)?;
/// options.profile = Some("five_grades".to_owned());
/// let findings = jiaokan::check(&report, &options);
/// let grade = findings.iter().find(|f| f.check == "grade_does_not_fit_score").unwrap();
/// assert_eq!(grade.outcome, Outcome::Pass);
/// # Ok::<(), jiaokan::DecodeError>(())
/// ```
#[must_use]
pub fn check(report: &Report, options: &Options) -> Vec<Finding> {
    let patterns = &options.patterns;
    let form = patterns.form(&report.form.id);
    let profile = match &options.profile {
        None => Some(patterns.profiles().of(form.profile.as_deref())),
        Some(name) => patterns.profiles().find(name),
    };
    match (profile, &options.profile) {
        (Some(profile), _) => checks::judge(report, form, profile, patterns),
        (None, name) => vec![checks::unknown_profile(name.as_deref().unwrap_or_default())],
    }
}

/// What differs between the reports of two years (年度对照).
///
/// ```
/// use jiaokan::{Options, comparison::ChangeKind};
/// let options = Options::default();
/// let report = |year: i32, target: &str| {
///     let text = format!(
///         "青溪市水务局{year}年度部门整体支出绩效自评报告\n\n\
///          | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n\
///          |---|---|---|---|---|\n\
///          | 产出指标 | 数量指标 | 巡查河道次数（次） | {target} | 30 |\n"
///     );
///     jiaokan::extract("report.md", text.as_bytes(), &options)
/// };
/// let (old, new) = (report(2022, "≥28")?, report(2023, "≥24")?);
/// let diff = jiaokan::diff(&old, &new, &options);
/// assert_eq!(diff.changes[0].change, ChangeKind::TargetLowered);
/// assert_eq!(diff.changes[0].message, "the target was lowered from ≥28 to ≥24 (-14.3%)");
/// # Ok::<(), jiaokan::DecodeError>(())
/// ```
#[must_use]
pub fn diff(old: &Report, new: &Report, options: &Options) -> Diff {
    crate::diff::diff(old, new, &options.patterns)
}
