//! Whole reports: each fixture gives the extraction that stands beside it.
//!
//! `UPDATE_EXPECT=1 cargo test --test it reports` rewrites the expectations; read
//! the difference before it is committed. What must be true of a report apart
//! from what the program prints stands in its `.truth.toml` (`tests/it/truths.rs`).

use std::collections::BTreeSet;
use std::fs;

use crate::support::{beside, count_status, expect_all, extract_file, inputs, json, shown};
use jiaokan::internals::patterns::builtin_files;

#[test]
fn every_fixture_gives_its_expected_extraction() {
    expect_all(
        "reports",
        |input| beside(input, "expected.json"),
        |input| serde_json::to_string_pretty(&extract_file(input)).unwrap() + "\n",
    );
}

#[test]
fn no_expectation_stands_without_its_input() {
    for folder in ["reports/clean", "reports/damaged"] {
        let stems: BTreeSet<_> =
            inputs(folder).iter().map(|path| path.file_stem().unwrap().to_owned()).collect();
        for entry in fs::read_dir(crate::support::fixtures(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            for end in [".expected.json", ".truth.toml"] {
                if let Some(stem) = name.strip_suffix(end) {
                    assert!(stems.contains(std::ffi::OsStr::new(stem)), "{name} has no input");
                }
            }
        }
    }
}

#[test]
fn every_extraction_is_valid_by_the_schema() {
    let schema = serde_json::to_value(jiaokan::model::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for input in inputs("reports") {
        let report = json(&extract_file(&input));
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}:\n{}", shown(&input), errors.join("\n"));
    }
}

#[test]
fn the_same_bytes_give_the_same_json() {
    for input in inputs("reports") {
        let once = serde_json::to_string(&extract_file(&input)).unwrap();
        let again = serde_json::to_string(&extract_file(&input)).unwrap();
        assert_eq!(once, again, "{}", shown(&input));
    }
}

#[test]
fn nothing_is_repaired_or_damaged_in_an_undamaged_report() {
    for input in inputs("reports/clean") {
        let report = json(&extract_file(&input));
        for status in ["repaired", "damaged"] {
            assert_eq!(count_status(&report, status), 0, "{} of {}", status, shown(&input));
        }
    }
}

#[test]
fn every_form_has_a_report() {
    let shown: BTreeSet<String> =
        inputs("reports").iter().map(|input| extract_file(input).form.id).collect();
    let missing: Vec<String> = form_ids().into_iter().filter(|id| !shown.contains(id)).collect();
    assert!(missing.is_empty(), "forms without a fixture: {missing:?}");
}

/// The `id` of each built-in form.
fn form_ids() -> Vec<String> {
    builtin_files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("forms/"))
        .map(|(name, text)| {
            let form: toml::Table = text.parse().unwrap();
            let id = form["id"].as_str().unwrap_or_else(|| panic!("{name} has no id"));
            id.to_owned()
        })
        .collect()
}
