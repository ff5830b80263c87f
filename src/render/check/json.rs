//! Findings as JSON: those of the extraction, with the ids of their checks and what is
//! printed at their places.

use serde_json::{Value, json};

use super::baseline::key;
use super::waiting::{Waiting, waiting};
use super::{Checked, Look, places};
use crate::checks;
use crate::model::{Finding, Outcome};

pub(super) fn json(checked: &Checked, look: &Look) -> Value {
    let head = &checked.head;
    let counts = checked.counts();
    let [info, low, medium, high] = counts.by_severity;
    let shown = checked.findings.iter();
    let shown = shown.filter(|finding| look.all || finding.outcome != Outcome::Pass);
    json!({
        "source": head.name,
        "sha256": head.sha256,
        "program": head.program,
        "form": head.form,
        "department": head.department,
        "project": head.project,
        "fiscal_year": head.fiscal_year,
        "counts": {
            "high": high, "medium": medium, "low": low, "info": info,
            "not_evaluable": counts.open, "pass": counts.passed,
            "accepted": counts.accepted, "below_severity": counts.below,
        },
        "unreadable": waiting(checked).0.iter().map(unreadable).collect::<Vec<_>>(),
        "findings": shown.map(|finding| one(finding, checked)).collect::<Vec<_>>(),
    })
}

/// A cell that cannot be read, and the checks that wait for it.
fn unreadable(cell: &Waiting<'_>) -> Value {
    let checks: Vec<&str> = cell.checks.iter().map(|finding| &*finding.check).collect();
    json!({
        "path": cell.cell.path, "raw": cell.cell.raw, "at": cell.cell.at, "checks": checks,
    })
}

fn one(finding: &Finding, checked: &Checked) -> Value {
    let mut value = serde_json::to_value(finding).unwrap_or_default();
    let ids: Vec<&str> =
        checks::find(&finding.check).flat_map(|check| check.ids.iter().copied()).collect();
    let quotes: Vec<Value> = places(finding)
        .into_iter()
        .map(|place| json!({ "page": place.at.page(), "line": place.at.line(), "text": place.quote }))
        .collect();
    if let Some(object) = value.as_object_mut() {
        object.insert("key".to_owned(), json!(key(&checked.head, finding)));
        object.insert("ids".to_owned(), json!(ids));
        object.insert("quotes".to_owned(), Value::Array(quotes));
    }
    value
}
