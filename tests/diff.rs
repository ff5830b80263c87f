//! Year over year: invented pairs of reports with planted changes, all of which must be
//! found and nothing else.
//!
//! `fixtures/diff/<what>/` holds `old.md`, `new.md` and, written by hand, what changed:
//! a line "severity kind indicator" for each change and "what indicator" for each entry
//! that is not comparable.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it found"
)]

mod support;

use std::fs;
use std::path::PathBuf;

use jiaokan::diff::{self, Diff};
use jiaokan::{Patterns, Report};
use serde_json::Value;

fn compare(old: &Report, new: &Report) -> Diff {
    diff::diff(old, new, Patterns::builtin())
}

/// The folders of year pairs.
fn pairs() -> Vec<PathBuf> {
    let folders = fs::read_dir(support::fixtures("diff")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 12, "expected the year pairs");
    folders
}

/// The two reports of a folder.
fn reports(folder: &std::path::Path) -> (Report, Report) {
    let read = |name: &str| support::extract_file(&folder.join(name));
    (read("old.md"), read("new.md"))
}

/// Every change in a line of its own, in order.
fn changes(diff: &Diff) -> Vec<String> {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
    let lines = diff.changes.iter().map(|change| {
        let severity = serde_json::to_value(change.severity).unwrap();
        let kind = change.change.kind().name;
        format!(
            "{} {kind} {}",
            severity.as_str().unwrap(),
            name(&change.indicator)
        )
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

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
        for (expected, seen) in [
            (lines("changes"), changes(&diff)),
            (lines("not_comparable"), not_comparable(&diff)),
        ] {
            let missed = beyond(&expected, &seen);
            let extra = beyond(&seen, &expected);
            planted += expected.len();
            found += expected.len() - missed.len();
            let name = support::shown(&folder);
            wrong.extend(missed.iter().map(|line| format!("{name}: missed {line}")));
            wrong.extend(extra.iter().map(|line| format!("{name}: extra {line}")));
        }
    }
    println!("planted {planted}, found {found}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
