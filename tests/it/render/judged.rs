//! An indicator is judged once: JSON, tables, `check` and `diff` say the same of it.

use jiaokan::Patterns;
use jiaokan::internals::diff;
use jiaokan::internals::render::{self, CsvTables, Guarded, TableWriter};
use jiaokan::model::Language;
use jiaokan::model::{Detail, Direction, Outcome, Severity};

use super::Shared;
use crate::support::{extract_file, fixtures, inputs};

const BARE: &str = "reports/clean/bare-targets.md";

/// A column of indicators.csv, row by row.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let place = reader.headers().unwrap().iter().position(|head| head == name).unwrap();
    reader.records().map(|record| record.unwrap()[place].to_owned()).collect()
}

#[test]
fn a_bare_target_has_one_direction_in_every_output() {
    let report = extract_file(&fixtures(BARE));
    let files = [(); 4].map(|()| Shared::default());
    let writer = CsvTables::new(files.clone(), Language::En, Guarded::No);
    let mut writer = Box::new(writer.unwrap());
    let rows = render::rows(&report, "a.md", Detail::Full, Patterns::builtin());
    writer.report(&rows).unwrap();
    writer.finish().unwrap();
    let csv = String::from_utf8(files[0].bytes()).unwrap();
    let words = |value: serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    let rows = || report.indicators.iter();
    let directions = rows().map(|row| words(serde_json::to_value(row.direction).unwrap()));
    assert_eq!(column(&csv, "direction"), directions.collect::<Vec<_>>());
    let met = rows().map(|row| words(serde_json::to_value(row.completion.met).unwrap()));
    assert_eq!(column(&csv, "met"), met.collect::<Vec<_>>());
    // Nothing is missed, so nothing is found.
    let found: Vec<_> = report
        .findings
        .iter()
        .filter(|f| f.outcome == Outcome::Finding && f.severity >= Severity::Medium)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_missed_and_when_follow_the_same_direction() {
    let old = extract_file(&fixtures("diff/bare-targets/old.md"));
    let new = extract_file(&fixtures("diff/bare-targets/new.md"));
    let diff = diff::diff(&old, &new, Patterns::builtin());
    let of = |kind: &str| -> Vec<&str> {
        let changes = diff.changes.iter().filter(|c| c.change.kind().name == kind);
        changes.filter_map(|change| change.indicator.as_deref()).collect()
    };
    assert_eq!(of("target_lowered"), ["病害处置用时", "招聘会场次"]);
    assert_eq!(of("target_raised"), ["登记失业人数", "单位耗电量", "群众投诉件数"]);
    assert!(of("met_to_unmet").is_empty() && of("unmet_to_met").is_empty());
}

#[test]
fn nothing_is_met_or_missed_where_the_direction_is_not_known() {
    let mut open = 0;
    for folder in ["reports/clean", "reports/damaged", "indicators"] {
        for input in inputs(folder) {
            for row in &extract_file(&input).indicators {
                if row.direction.is_none() {
                    open += 1;
                    assert_eq!(row.completion.met, None, "{}: {row:#?}", input.display());
                }
                let words = row.target.text.is_some();
                assert!(!words || row.direction == Some(Direction::Words), "{row:#?}");
            }
        }
    }
    assert!(open > 0);
}
