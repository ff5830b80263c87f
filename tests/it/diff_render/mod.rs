//! A comparison as text, JSON, page and workbook: complete, harmless, the same every
//! time.

mod comparison;
mod index;
mod page;
mod text;
mod workbook;

use jiaokan::internals::diff::{Diff, schema};
use jiaokan::internals::render::diff::{Comparison, Options, differs, json, json_line};
use jiaokan::internals::words::Language;
use jiaokan::model::{Finding, Severity};

use comparison::{comparison, findings};

/// What is shown of the invented comparison.
fn shown<T>(
    language: Language,
    min_severity: Severity,
    show: impl Fn(&Comparison<'_>, Options) -> T,
) -> T {
    of(&comparison(), language, min_severity, show)
}

fn of<T>(
    diff: &Diff,
    language: Language,
    min_severity: Severity,
    show: impl Fn(&Comparison<'_>, Options) -> T,
) -> T {
    let [old_findings, new_findings]: [Vec<Finding>; 2] = findings();
    let comparison = Comparison { diff, old_findings: &old_findings, new_findings: &new_findings };
    let options = Options { language, min_severity, place: None };
    show(&comparison, options)
}

/// Two reports that are the same.
fn nothing() -> Diff {
    let mut diff = comparison();
    diff.summary = Default::default();
    diff.pairs.clear();
    diff.changes.clear();
    diff.not_comparable.clear();
    diff.text.clear();
    diff
}

#[test]
fn json_is_the_comparison_itself_and_fits_its_schema() {
    let diff = comparison();
    let bytes = json(&diff, Severity::Info).unwrap();
    assert_eq!(serde_json::from_slice::<Diff>(&bytes).unwrap(), diff);
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let schema = serde_json::to_value(schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new());
    let mut broken = value;
    broken["changes"][0]["change"] = "something else".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn one_line_of_json_says_the_same() {
    let diff = comparison();
    let line = json_line(&diff, Severity::Info).unwrap();
    assert!(!line.contains(&b'\n'));
    assert_eq!(serde_json::from_slice::<Diff>(&line).unwrap(), diff);
}

#[test]
fn changes_below_the_severity_asked_for_are_counted_and_not_listed() {
    let diff = comparison();
    let bytes = json(&diff, Severity::High).unwrap();
    let listed: Diff = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(listed.changes.len(), 3);
    assert_eq!(listed.summary, diff.summary);
    assert!(differs(&diff, Severity::High));
    let mut mild = diff;
    mild.changes.retain(|change| change.severity < Severity::High);
    assert!(!differs(&mild, Severity::High));
    assert!(differs(&mild, Severity::Medium));
}
