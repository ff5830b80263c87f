//! Year over year: invented pairs of reports with planted changes, all of which must be
//! found and nothing else.
//!
//! `fixtures/diff/<what>/` holds `old.md`, `new.md` and, written by hand, what changed:
//! a line "severity kind indicator" for each change and "what indicator" for each entry
//! that is not comparable.

use std::collections::BTreeSet;
use std::fs;

use jiaokan::internals::diff::{self, Diff};
use serde_json::Value;

use super::{changes, compare, pairs, reports};

fn not_comparable(diff: &Diff) -> Vec<String> {
    let lines = diff.not_comparable.iter().map(|entry| {
        let name = entry.indicator.clone().unwrap_or_else(|| "-".to_owned());
        format!("{} {name}", entry.what)
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

/// What is in the first list more often than in the second.
fn beyond(list: &[String], other: &[String]) -> Vec<String> {
    let mut rest = other.to_vec();
    let mut more = Vec::new();
    for line in list {
        match rest.iter().position(|known| known == line) {
            Some(place) => {
                rest.swap_remove(place);
            }
            None => more.push(line.clone()),
        }
    }
    more
}

#[test]
fn planted_changes_are_found_and_nothing_else() {
    let (mut planted, mut found, mut wrong) = (0, 0, Vec::new());
    for folder in pairs() {
        let (old, new) = reports(&folder);
        let diff = compare(&old, &new);
        let text = fs::read_to_string(folder.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let lines =
            |key: &str| -> Vec<String> { serde_json::from_value(expected[key].clone()).unwrap() };
        for (expected, seen) in
            [(lines("changes"), changes(&diff)), (lines("not_comparable"), not_comparable(&diff))]
        {
            let missed = beyond(&expected, &seen);
            let extra = beyond(&seen, &expected);
            planted += expected.len();
            found += expected.len() - missed.len();
            let name = crate::support::shown(&folder);
            wrong.extend(missed.iter().map(|line| format!("{name}: missed {line}")));
            wrong.extend(extra.iter().map(|line| format!("{name}: extra {line}")));
        }
    }
    println!("planted {planted}, found {found}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_change_is_planted_somewhere() {
    let mut planted = BTreeSet::new();
    for folder in pairs() {
        let text = fs::read_to_string(folder.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let lines = expected["changes"].as_array().unwrap();
        let kinds = lines.iter().filter_map(|line| line.as_str()?.split(' ').nth(1));
        planted.extend(kinds.map(str::to_owned));
    }
    let all = diff::kinds().iter().map(|kind| kind.name);
    let missing: Vec<&str> = all.filter(|name| !planted.contains(*name)).collect();
    assert!(missing.is_empty(), "planted nowhere: {missing:?}");
}

#[test]
fn every_change_cites_both_reports() {
    for folder in pairs() {
        let (old, new) = reports(&folder);
        for change in compare(&old, &new).changes {
            let name = change.change.kind().name;
            let (old, new) = (name != "added", name != "dropped");
            let place = crate::support::shown(&folder);
            assert_eq!(change.at_old.is_some(), old, "{place}: {name}");
            assert_eq!(change.at_new.is_some(), new, "{place}: {name}");
            assert_eq!(change.old.is_some(), old, "{place}: {name}");
            assert_eq!(change.new.is_some(), new, "{place}: {name}");
            assert!(!change.message.is_empty() && !change.message_zh.is_empty());
        }
    }
}

#[test]
fn a_comparison_is_valid_by_its_schema_and_can_be_read_back() {
    let schema = serde_json::to_value(diff::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for folder in pairs() {
        let (old, new) = reports(&folder);
        let diff = compare(&old, &new);
        let json = serde_json::to_value(&diff).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        let text = serde_json::to_string(&diff).unwrap();
        assert_eq!(serde_json::from_str::<Diff>(&text).unwrap(), diff);
    }
}
