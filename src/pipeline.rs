//! The whole flow on one screen. Read this first.

use crate::collate::{self, Collation, Witness};
use crate::decisions::{Decisions, Pending};
use crate::diff::Diff;
use crate::document::Document;
use crate::error::DecodeError;
use crate::form::Form;
use crate::model::{Finding, Report};
use crate::options::Options;
use crate::outline::Outline;
use crate::patterns::Patterns;
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
    extract_with(name, bytes, &[], options)
}

/// [`extract`] with witnesses: what the report itself does not tell is restored from them, as
/// [`collate`] does. Decisions of persons go before what witnesses say, whether they were made
/// with the witnesses at hand or without.
///
/// # Errors
/// Only if the bytes cannot be decoded.
pub fn extract_with(
    name: &str,
    bytes: &[u8],
    witnesses: &[Witness<'_>],
    options: &Options,
) -> Result<Report, DecodeError> {
    observed(&options.source(name, bytes), witnesses, options, &mut ())
}

/// [`extract_with`], with somebody who looks at what each stage gives.
pub(crate) fn observed(
    source: &Source<'_>,
    witnesses: &[Witness<'_>],
    options: &Options,
    observer: &mut impl Observer,
) -> Result<Report, DecodeError> {
    let patterns = &options.patterns;
    let report = read(source, patterns, observer)?;
    let mut pending = Pending::of(&report.source.sha256, &options.decisions);
    let mut report = pending.apply(report, patterns);
    if !witnesses.is_empty() {
        let collated = collate::collate(&report, witnesses, patterns).report;
        report = pending.apply(collated, patterns);
    }
    let mut report = pending.close(report);
    report.findings = check(&report, options);
    #[cfg(feature = "second-reader")]
    if options.second_reader {
        crate::witness::confirm(&mut report, source, &options.reads_again);
    }
    Ok(report)
}

/// What the bytes themselves say. Of what the stages made of them nothing is left afterwards: in a
/// large table it takes as much memory as the report.
fn read(
    source: &Source<'_>,
    patterns: &Patterns,
    observer: &mut impl Observer,
) -> Result<Report, DecodeError> {
    let document = decode::document(source, patterns)?; // nothing below this line can fail
    observer.document(&document);
    let input = report::source_info(source, &document);
    let outline = outline::outline(document, patterns);
    observer.outline(&outline);
    let form = form::identify(&outline, patterns);
    observer.form(form);
    let prose = prose::prose(&outline, patterns);
    let tables = table::tables(&outline, form, &prose, patterns);
    observer.tables(&tables);
    Ok(report::assemble(&outline, prose, tables, form, input, patterns))
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

/// A report with what persons decided on its values (人工复核), and what the checks find
/// then. Decisions that were made on other bytes are no decisions on it; those whose value no
/// longer reads the same are told by a note and not applied.
///
/// ```
/// use jiaokan::{Options, decisions, model::Status};
/// let text = "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n\
///     | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
///     | 产出指标 | 数量指标 | 巡查河道次数（次） | ≥24 | 3O |\n";
/// let report = jiaokan::extract("report.md", text.as_bytes(), &Options::default())?;
/// assert_eq!(report.indicators[0].actual.number, None);
/// let json = format!(r#"{{ "schema": "jiaokan.decisions/1",
///     "source": {{ "name": "report.md", "sha256": "{}" }},
///     "decisions": [{{ "place": {{ "table": 1, "ordinal": 1, "field": "actual" }},
///         "printed": "3O", "read": null, "decision": "correct", "value": "30" }}] }}"#,
///     report.source.sha256);
/// let decided = decisions::read("decisions.json", json.as_bytes())?;
/// let report = jiaokan::decide(report, &[decided], &Options::default());
/// let actual = &report.indicators[0].actual;
/// assert_eq!((actual.raw.as_str(), actual.status), ("3O", Status::Corrected));
/// assert_eq!(report.indicators[0].completion.rate.as_deref(), Some("1.2500"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn decide(report: Report, decisions: &[Decisions], options: &Options) -> Report {
    let mut pending = Pending::of(&report.source.sha256, decisions);
    let report = pending.apply(report, &options.patterns);
    let mut report = pending.close(report);
    report.findings = check(&report, options);
    report
}

/// A report beside other documents that bear witness to it (对校): the apparatus of where they
/// differ, and the report with what could be restored from them, checked again.
///
/// ```
/// use jiaokan::{Options, Witness, collation::Outcome};
/// let text = |name: &str| {
///     format!(
///         "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n\
///          | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
///          | 产出指标 | 数量指标 | 巡查河道次数 | ≥24次 | 30次 |\n\
///          | 产出指标 | 数量指标 | {name} | ≥12公里 | 14公里 |\n\
///          | 产出指标 | 质量指标 | 断面水质达标率 | ≥95% | 98% |\n\
///          | 效益指标 | 生态效益指标 | 河岸绿化面积 | ≥30公顷 | 31公顷 |\n"
///     )
/// };
/// let options = Options::default();
/// let base = jiaokan::extract("scan.md", text("清�河�长�").as_bytes(), &options)?;
/// let copy = jiaokan::extract("page.md", text("清淤河道长度").as_bytes(), &options)?;
/// assert_eq!(base.indicators[1].name.value, None);
/// let collation = jiaokan::collate(&base, &[Witness::new(&copy)], &options);
/// assert_eq!(collation.apparatus.entries[0].outcome, Outcome::Restored);
/// assert_eq!(collation.report.indicators[1].name.value.as_deref(), Some("清淤河道长度"));
/// # Ok::<(), jiaokan::DecodeError>(())
/// ```
#[must_use]
pub fn collate(base: &Report, witnesses: &[Witness<'_>], options: &Options) -> Collation {
    let mut collation = collate::collate(base, witnesses, &options.patterns);
    collation.report.findings = check(&collation.report, options);
    collation
}

/// The numbers of a PDF as another library reads them in their places: a witness of the kind
/// [`WitnessKind::SecondReader`](crate::model::WitnessKind) for [`collate`]. `None` if the bytes
/// are no PDF.
#[cfg(feature = "second-reader")]
#[must_use]
pub fn second_reading(report: &Report, bytes: &[u8], options: &Options) -> Option<Report> {
    let source = options.source(&report.source.name, bytes);
    crate::witness::second_reading(report, &source, &options.patterns, &options.reads_again)
}

/// What differs between the reports of two years (年度对比).
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
