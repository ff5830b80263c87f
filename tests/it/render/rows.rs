use std::collections::{BTreeMap, BTreeSet};

use jiaokan::internals::render::{self, Kind, Rows, Table};
use jiaokan::model::Detail;
use jiaokan::{Patterns, Report};
use serde_json::Value;

use super::{AWKWARD, column, report, rows_of};

#[test]
fn every_row_has_a_cell_for_each_column() {
    let rows = rows_of(AWKWARD);
    let tables = [
        (Table::Indicators, &rows.indicators),
        (Table::Reports, &rows.reports),
        (Table::Findings, &rows.findings),
    ];
    for (table, rows) in tables {
        assert!(!rows.is_empty());
        let width = table.columns().len();
        assert!(rows.iter().all(|row| row.len() == width), "{table:?}");
    }
}

#[test]
fn rows_come_through_a_pipe_unchanged() {
    let rows = rows_of(AWKWARD);
    let sent = serde_json::to_string(&rows).unwrap();
    assert_eq!(serde_json::from_str::<Rows>(&sent).unwrap(), rows);
}

#[test]
fn names_are_unique_and_headings_are_there_in_both_languages() {
    for table in Table::ALL {
        let columns = table.columns();
        let names: BTreeSet<_> = columns.iter().map(|column| column.name).collect();
        let headings: BTreeSet<_> = columns.iter().map(|column| column.zh).collect();
        assert_eq!(names.len(), columns.len(), "{table:?}");
        assert_eq!(headings.len(), columns.len(), "{table:?}");
    }
}

fn of(report: &Report) -> Rows {
    render::rows(report, "a.md", Detail::Full, Patterns::builtin())
}

#[test]
fn the_same_content_under_two_paths_is_two_reports_and_one_content() {
    let report = report(AWKWARD);
    let of = |path| render::rows(&report, path, Detail::Full, Patterns::builtin());
    let (a, b) = (of("2023/a.md"), of("2023/b.md"));
    let cell = |rows: &Rows, name| rows.reports[0][column(Table::Reports, name)].clone();
    assert_ne!(cell(&a, "report_id"), cell(&b, "report_id"));
    assert_eq!(cell(&a, "source_sha256"), cell(&b, "source_sha256"));
    let tied = a.indicators[0][column(Table::Indicators, "report_id")].clone();
    assert_eq!(tied, cell(&a, "report_id"));
}

#[test]
fn findings_are_counted_by_severity_and_what_is_not_evaluable_is_no_pass() {
    let rows = rows_of(AWKWARD);
    let count = |name| rows.reports[0][column(Table::Reports, name)].clone().unwrap();
    let names = [
        "findings_high",
        "findings_medium",
        "findings_low",
        "findings_info",
        "checks_passed",
        "checks_not_evaluable",
    ];
    assert_eq!(names.map(count), ["1"; 6]);
}

#[test]
fn an_amount_that_is_stated_in_two_ways_is_none_and_flagged() {
    let mut report = report("reports/clean/guangdong-department.md");
    let rows = |report: &Report| of(report);
    let cell = |rows: &Rows, name| rows.reports[0][column(Table::Reports, name)].clone();
    let before = rows(&report);
    assert_eq!(cell(&before, "spending_total").as_deref(), Some("1286.40"));
    assert_eq!(cell(&before, "flags"), None);
    let mut other = report.expenditure.iter().find(|e| e.item == "total").unwrap().clone();
    other.amount += rust_decimal::Decimal::ONE;
    report.expenditure.push(other);
    let after = rows(&report);
    assert_eq!(cell(&after, "spending_total"), None);
    assert_eq!(cell(&after, "spending_basic"), None);
    assert_eq!(cell(&after, "flags").as_deref(), Some("spending_ambiguous"));
}

#[test]
fn every_word_of_the_schema_has_a_chinese_word() {
    let schema = Value::from(jiaokan::model::schema());
    let lists = BTreeMap::from([
        ("report_type", "ReportKind"),
        ("name_status", "Status"),
        ("completion_kind", "CompletionKind"),
        ("source_format", "Format"),
        ("fiscal_year_how", "FiscalYearHow"),
        ("spending_basis", "Basis"),
        ("outcome", "Outcome"),
        ("severity", "Severity"),
    ]);
    let mut seen = BTreeSet::new();
    for column in Table::ALL.iter().flat_map(|table| table.columns()) {
        let (Kind::Code(words), Some(list)) = (column.kind, lists.get(column.name)) else {
            continue;
        };
        let known: BTreeSet<&str> = words.iter().map(|word| word.code).collect();
        let schema = codes(&schema["$defs"][list]);
        assert_eq!(known, schema.iter().map(String::as_str).collect(), "{list}");
        seen.insert(column.name);
    }
    assert_eq!(seen, lists.into_keys().collect());
}

/// The words of an enumeration in a JSON Schema.
fn codes(list: &Value) -> BTreeSet<String> {
    let branches = list["oneOf"].as_array().cloned().unwrap_or_default();
    let mut codes = BTreeSet::new();
    for branch in branches.iter().chain([list]) {
        let constant = branch["const"].as_str();
        let several = branch["enum"].as_array().into_iter().flatten();
        codes.extend(
            constant.into_iter().chain(several.filter_map(Value::as_str)).map(str::to_owned),
        );
    }
    codes
}
