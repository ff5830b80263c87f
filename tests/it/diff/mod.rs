//! Comparisons of two years.

mod extractions;
mod jiangmen;
mod matching;
mod planted;
mod properties;
mod subject;
mod templates;
mod years;

use std::fs;
use std::path::{Path, PathBuf};

use jiaokan::internals::diff::{self, Diff};
use jiaokan::{Patterns, Report};

fn compare(old: &Report, new: &Report) -> Diff {
    diff::diff(old, new, Patterns::builtin())
}

/// The folders of year pairs.
fn pairs() -> Vec<PathBuf> {
    let folders = fs::read_dir(crate::support::fixtures("diff")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 12, "expected the year pairs");
    folders
}

/// The two reports of a folder.
fn reports(folder: &Path) -> (Report, Report) {
    let read = |name: &str| crate::support::extract_file(&folder.join(name));
    (read("old.md"), read("new.md"))
}

/// Every change in a line of its own, in order.
fn changes(diff: &Diff) -> Vec<String> {
    let lines = diff.changes.iter().map(|change| {
        let severity = serde_json::to_value(change.severity).unwrap();
        let severity = severity.as_str().unwrap();
        let indicator = change.indicator.as_deref().unwrap_or("-");
        format!("{severity} {} {indicator}", change.change.kind().name)
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}
