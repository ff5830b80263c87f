//! The lean form of an extraction: what a table or a person asks for, a fraction of the bytes.

use super::finding::Outcome;
use super::report::{Detail, Report};
#[cfg(feature = "cli")]
use crate::error::ExtractionError;
use crate::json;
#[cfg(feature = "cli")]
use crate::words::words;

/// The JSON of a report on one line without the checks that passed, nulls and `narrative`.
/// It reads back as a report; what was left out stays unknown there.
///
/// # Panics
/// Never: a report is always JSON.
///
/// ```
/// use jiaokan::{Options, model};
/// let text = "# 2023年度部门整体支出绩效自评报告";
/// let report = jiaokan::extract("report.md", text.as_bytes(), &Options::default())?;
/// let json = model::lean(report);
/// assert!(!String::from_utf8_lossy(&json).contains("null"));
/// assert_eq!(model::read("report.json", &json)?.fiscal_year.value, Some(2023));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn lean(report: Report) -> Vec<u8> {
    let mut out = Vec::new();
    write_lean(&mut out, report, false);
    out
}

/// Writes the same, in lines or on one.
pub(crate) fn write_lean(to: &mut impl json::Sink, mut report: Report, lines: bool) {
    report.detail = Detail::Lean;
    report.findings.retain(|finding| finding.outcome != Outcome::Pass);
    json::write_lean(to, &report, "narrative", lines).expect("a report is always JSON");
}

/// In so many bytes the first keys stand.
#[cfg(feature = "cli")]
pub(crate) const START: usize = 80;

/// Whether the JSON of a report is lean, by its first keys.
#[cfg(feature = "cli")]
pub(crate) fn is_lean(start: &[u8]) -> bool {
    String::from_utf8_lossy(start).contains(r#""detail":"lean""#)
}

/// A lean extraction lacks what checks look at: it cannot be judged anew.
#[cfg(feature = "cli")]
pub(crate) fn not_judged(name: &str) -> ExtractionError {
    let problem = words!(
        en: "a lean one, which cannot be judged anew",
        zh: "精简的提取结果，无法重新核查"
    );
    ExtractionError { name: name.to_owned(), problem }
}
