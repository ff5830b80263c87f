//! Ten year pairs whose prose is a template that each year fills in: what is grave is what
//! was planted as grave, and the template itself is one line for information.

use std::fs;
use std::path::PathBuf;

use jiaokan::internals::diff::{ChangeKind, TextClass};
use jiaokan::model::Severity;

use super::compare;
use crate::support::{extract_file, fixtures, shown};

fn pairs() -> Vec<PathBuf> {
    let folders = fs::read_dir(fixtures("diff-templates")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert_eq!(folders.len(), 10);
    folders
}

#[test]
fn only_what_was_planted_as_grave_is_grave() {
    let mut wrong = Vec::new();
    for folder in pairs() {
        let read = |name: &str| extract_file(&folder.join(name));
        let diff = compare(&read("old.md"), &read("new.md"));
        let grave = diff.changes.iter().filter(|change| change.severity == Severity::High);
        let mut grave: Vec<String> = grave
            .map(|change| {
                let indicator = change.indicator.as_deref().unwrap_or("-");
                format!("{} {indicator}", change.change.kind().name)
            })
            .collect();
        grave.sort();
        let text = fs::read_to_string(folder.join("high.json")).unwrap();
        let mut planted: Vec<String> = serde_json::from_str(&text).unwrap();
        planted.sort();
        if grave != planted {
            wrong.push(format!("{}: planted {planted:?}, found {grave:?}", shown(&folder)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_template_that_was_filled_in_is_one_line_for_information() {
    for folder in pairs() {
        let read = |name: &str| extract_file(&folder.join(name));
        let diff = compare(&read("old.md"), &read("new.md"));
        let of_kind = |kind: ChangeKind| {
            let of = diff.changes.iter().filter(move |change| change.change == kind);
            of.map(|change| change.severity).collect::<Vec<_>>()
        };
        let name = shown(&folder);
        assert_eq!(of_kind(ChangeKind::TemplateReused), [Severity::Info], "{name}");
        let filled = diff.text.iter().filter(|pair| pair.class == TextClass::Template).count();
        assert!(filled >= 1, "{name}: {filled}");
        assert!(diff.summary.template_characters > 0, "{name}");
    }
}

#[test]
fn a_limit_is_loosened_and_not_lowered() {
    let folder = fixtures("diff-templates").join("lishan-roads");
    let read = |name: &str| extract_file(&folder.join(name));
    let diff = compare(&read("old.md"), &read("new.md"));
    let lowered = diff.changes.iter().find(|c| c.change == ChangeKind::TargetLowered).unwrap();
    assert_eq!(lowered.message_zh, "上限由 ≤12 放宽为 ≤13（+8.3%）");
    assert_eq!(lowered.message, "the limit was loosened from ≤12 to ≤13 (+8.3%)");
    assert_eq!(lowered.severity, Severity::Medium);
}

#[test]
fn another_word_for_an_indicator_is_listed_for_information() {
    let folder = fixtures("diff-templates").join("tongxi-library");
    let read = |name: &str| extract_file(&folder.join(name));
    let diff = compare(&read("old.md"), &read("new.md"));
    let renamed = diff.changes.iter().find(|c| c.change == ChangeKind::Renamed).unwrap();
    assert_eq!(renamed.indicator.as_deref(), Some("图书上架准确比例"));
    assert!(renamed.severity <= Severity::Low, "{renamed:?}");
}
