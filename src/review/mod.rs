//! What needs a person (待复核): the values of a report that are not sure, why each is not,
//! and what hangs on it. The page to decide on, the list in the workbook and the index of a
//! batch all take their lists from here.

mod anchor;
mod why;

use std::cmp::Reverse;

use crate::emend::{self, Part, Value};
use crate::model::{Finding, Outcome, Report, Severity};

pub(crate) use anchor::anchor;
pub use why::Why;

/// A value of a report with what there is to say of it.
#[derive(Debug)]
pub struct Item<'r> {
    /// The value.
    pub value: Value<'r>,
    /// Names its place on the page: `cell-t1-r5-target`.
    pub anchor: String,
    /// Why it needs a person, the gravest first; empty where it needs none.
    pub why: Vec<Why>,
    /// The findings that rest on it or name its place, by their numbers in the report from 0.
    pub findings: Vec<usize>,
    /// What hangs on it: findings by their severity, and the weight of its field.
    pub stake: u32,
}

/// All values of a report in reading order.
///
/// ```
/// use jiaokan::{Options, internals::review::{Why, items}};
/// let text = "| 一级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|\n\
///     | 产出指标 | 疏浚河道长度（公里） | ≥14 | 1l |\n";
/// let report = jiaokan::extract("a.md", text.as_bytes(), &Options::default())?;
/// let items = items(&report);
/// let actual = items.iter().find(|item| item.value.place.field == "actual").unwrap();
/// assert_eq!((actual.anchor.as_str(), &actual.why[..]), ("cell-t1-r1-actual", &[Why::Damaged][..]));
/// # Ok::<(), jiaokan::DecodeError>(())
/// ```
#[must_use]
pub fn items(report: &Report) -> Vec<Item<'_>> {
    let doubts = why::Doubts::of(report);
    let values = emend::values(report).into_iter();
    values
        .map(|value| {
            let findings = doubts.findings(report, &value);
            let why = doubts.why(report, &value, &findings);
            let severe = |&number: &usize| report.findings.get(number).map_or(0, severity);
            let stake = findings.iter().map(severe).sum::<u32>() + weight(&value);
            Item { anchor: anchor(&value.place), why, findings, stake, value }
        })
        .collect()
}

/// The values that need a person, those first on which most hangs.
#[must_use]
pub fn to_decide(report: &Report) -> Vec<Item<'_>> {
    let mut items = items(report);
    items.retain(|item| !item.why.is_empty());
    // Stable: what weighs the same stays in reading order.
    items.sort_by_key(|item| Reverse(item.stake));
    items
}

fn severity(finding: &Finding) -> u32 {
    match (finding.outcome, finding.severity) {
        (Outcome::Pass, _) => 0,
        (Outcome::NotEvaluable, _) => 3,
        (Outcome::Finding, Severity::High) => 8,
        (Outcome::Finding, Severity::Medium) => 4,
        (Outcome::Finding, Severity::Low) => 2,
        (Outcome::Finding, _) => 1,
    }
}

/// How much a field matters by itself: numbers carry the checks, names the comparison.
fn weight(value: &Value<'_>) -> u32 {
    match (value.place.part, value.place.field.as_str()) {
        (Part::Indicators, "target" | "actual" | "weight" | "score") => 3,
        (Part::Budget | Part::Conclusion | Part::Expenditure, _) => 3,
        (Part::Indicators, "name") | (Part::Head, _) => 2,
        (Part::Indicators, "level1" | "level2") | (Part::Fields, "department" | "project") => 1,
        _ => 0,
    }
}
