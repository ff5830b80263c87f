//! What is true of each report fixture, written by hand and field by field,
//! against what is extracted.
//!
//! `<stem>.truth.toml` beside a fixture states the facts that matter; a key that
//! is left out is not compared. A row is
//! `[level1, level2, name, unit, target, actual, reason]`, `""` for null, a
//! quantity as comparator and number (`>=12.5`), range (`3..5`), `~` before an
//! approximate one, text, or `?` where it must be left unread. An optional eighth
//! element is the weight and a ninth the score.

use crate::support::{beside, extract_file, inputs, shown, truth};

#[test]
fn every_fixture_says_what_is_true_of_it() {
    for input in inputs("reports") {
        assert!(beside(&input, "truth.toml").is_file(), "{} has no .truth.toml", shown(&input));
    }
}

#[test]
fn clean_reports_give_what_is_true_of_them() {
    compare_all("reports/clean");
}

#[test]
fn damaged_reports_give_what_is_true_of_them_and_no_more() {
    compare_all("reports/damaged");
}

fn compare_all(folder: &str) {
    let inputs = inputs(folder);
    assert!(!inputs.is_empty(), "no fixtures in {folder}");
    let wrong: Vec<String> = inputs
        .iter()
        .flat_map(|input| {
            let truth = truth::read(&beside(input, "truth.toml"));
            truth::compare(input, &truth, &extract_file(input))
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
