//! A report as JSON.

use super::report::Report;
use crate::json;

/// The JSON of a report on one line: that of its `Serialize`, at three quarters of the cost of
/// `serde_json::to_vec`.
///
/// # Panics
/// Never: a report is always JSON.
///
/// ```
/// use jiaokan::{Options, model};
/// let text = "# 2023年度部门整体支出绩效自评报告";
/// let report = jiaokan::extract("report.md", text.as_bytes(), &Options::default())?;
/// assert_eq!(model::write(&report), serde_json::to_vec(&report)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write(report: &Report) -> Vec<u8> {
    json::to_vec(report, false).expect("a report is always JSON")
}
