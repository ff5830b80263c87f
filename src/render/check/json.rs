//! Findings as JSON: those of the extraction, with the ids of their checks and what is
//! printed at their places.

use serde_json::{Value, json};

use super::{Checked, Look};
use crate::checks;
use crate::model::{Finding, Outcome};

pub(super) fn json(checked: &Checked<'_>, look: &Look) -> Value {
    let report = checked.report;
    let counts = checked.counts();
    let [info, low, medium, high] = counts.by_severity;
    let shown = checked.findings.iter();
    let shown = shown.filter(|finding| look.all || finding.outcome != Outcome::Pass);
    json!({
        "source": checked.name,
        "sha256": report.source.sha256,
        "form": report.form.id,
        "department": report.fields.department.as_ref().and_then(|d| d.value.as_deref()),
        "fiscal_year": report.fiscal_year.value,
        "counts": {
            "high": high, "medium": medium, "low": low, "info": info,
            "not_evaluable": counts.open, "pass": counts.passed,
        },
        "findings": shown.map(|finding| one(finding, checked)).collect::<Vec<_>>(),
    })
}

fn one(finding: &Finding, checked: &Checked<'_>) -> Value {
    let mut value = serde_json::to_value(finding).unwrap_or_default();
    let ids: Vec<&str> =
        checks::find(&finding.check).flat_map(|check| check.ids.iter().copied()).collect();
    let quotes: Vec<Value> = checked
        .places(finding)
        .into_iter()
        .map(|place| json!({ "page": place.at.page, "line": place.at.line, "text": place.quote }))
        .collect();
    if let Some(object) = value.as_object_mut() {
        object.insert("ids".to_owned(), json!(ids));
        object.insert("quotes".to_owned(), Value::Array(quotes));
    }
    value
}
