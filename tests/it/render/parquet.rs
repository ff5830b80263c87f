use std::fs::File;
use std::io::Write;

use jiaokan::internals::render::{ParquetTables, Rows, Table, TableWriter};
use parquet::basic::LogicalType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

use super::{AWKWARD, Full, Shared, column, error, rows_of};

/// indicators.parquet, reports.parquet, findings.parquet and review.parquet.
fn written(all: &[Rows]) -> [Vec<u8>; 4] {
    let files = [(); 4].map(|()| Shared::default());
    let mut writer = Box::new(ParquetTables::new(files.clone()).unwrap());
    for rows in all {
        writer.report(rows).unwrap();
    }
    writer.error(&error("a.md")).unwrap();
    writer.finish().unwrap();
    files.map(|file| file.bytes())
}

fn read(bytes: Vec<u8>) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn cell(row: &Row, name: &str) -> Field {
    let found = row.get_column_iter().find(|(column, _)| *column == name);
    found.unwrap_or_else(|| panic!("no column {name}")).1.clone()
}

#[test]
fn values_arrive_with_their_types() {
    let [indicators, reports, findings, _] = written(&[rows_of(AWKWARD)]).map(read);
    let rows: Vec<Row> = indicators.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    let text = |text: &str| Field::Str(text.to_owned());
    assert_eq!(cell(&rows[1], "target_number").to_string(), "1472.700000");
    assert!(matches!(cell(&rows[1], "target_number"), Field::Decimal(_)));
    assert_eq!(cell(&rows[1], "target_raw"), text("1472.70平方米"));
    assert_eq!(cell(&rows[4], "completion_rate").to_string(), "0.9933");
    assert_eq!(cell(&rows[4], "target_base").to_string(), "150000000.000000");
    assert_eq!(cell(&rows[5], "target_number").to_string(), "-0.500000");
    assert_eq!(cell(&rows[4], "met"), Field::Bool(true));
    assert_eq!(cell(&rows[3], "met"), Field::Null);
    assert_eq!(cell(&rows[3], "flags"), text("level_repaired;actual_damaged"));
    assert_eq!(cell(&rows[0], "indicator_name"), text("=HYPERLINK(\"http://例\")次数"));
    assert_eq!(cell(&rows[0], "fiscal_year"), Field::Long(2023));
    assert_eq!(cell(&rows[0], "not_held"), Field::Null);
    let report = reports.get_row_iter(None).unwrap().next().unwrap().unwrap();
    assert_eq!(cell(&report, "phone"), text("07551234567"));
    assert_eq!(cell(&report, "report_date").to_string(), "2024-03-08");
    let outcomes = findings.get_row_iter(None).unwrap();
    let outcomes: Vec<Field> = outcomes.map(|row| cell(&row.unwrap(), "outcome")).collect();
    assert_eq!(outcomes.iter().filter(|o| **o == text("pass")).count(), 1);
    assert_eq!(outcomes.len(), 6);
}

#[test]
fn decimals_are_declared_as_decimals() {
    let [indicators, ..] = written(&[]).map(read);
    let schema = indicators.metadata().file_metadata().schema_descr_ptr();
    let of = |name: &str| {
        let column = schema.columns().iter().find(|c| c.name() == name).unwrap();
        column.logical_type_ref().cloned()
    };
    assert_eq!(of("target_number"), Some(LogicalType::decimal(6, 18)));
    assert_eq!(of("completion_rate"), Some(LogicalType::decimal(4, 18)));
    assert_eq!(of("report_date"), Some(LogicalType::Date));
    assert_eq!(of("indicator_name"), Some(LogicalType::String));
}

#[test]
fn a_number_that_does_not_fit_is_kept_apart_and_never_rounded() {
    let mut rows = rows_of(AWKWARD);
    let long = "0.123456789012345";
    let at = column(Table::Indicators, "target_number");
    rows.indicators[0][at] = Some(long.to_owned());
    let [indicators, ..] = written(&[rows]).map(read);
    let row = indicators.get_row_iter(None).unwrap().next().unwrap().unwrap();
    assert_eq!(cell(&row, "target_number"), Field::Null);
    assert_eq!(cell(&row, "not_held"), Field::Str(format!("target_number={long}")));
}

#[test]
fn many_rows_stand_in_several_groups_and_none_is_lost() {
    let mut rows = rows_of(AWKWARD);
    let at = column(Table::Indicators, "unmet_reason");
    rows.indicators[0][at] = Some("长".repeat(1 << 20));
    let all = vec![rows.clone(); 7];
    let [indicators, ..] = written(&all).map(read);
    let metadata = indicators.metadata();
    assert_eq!(metadata.num_row_groups(), 3);
    let counted: i64 = metadata.row_groups().iter().map(|group| group.num_rows()).sum();
    assert_eq!(counted as usize, all.len() * rows.indicators.len());
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let rows = [rows_of(AWKWARD), rows_of("reports/clean/hunan-department.txt")];
    assert_eq!(written(&rows), written(&rows));
}

#[test]
fn a_full_disk_is_an_error() {
    let outputs = [Full(1 << 20), Full(1 << 20), Full(200), Full(1 << 20)];
    let mut writer = Box::new(ParquetTables::new(outputs).unwrap());
    writer.report(&rows_of(AWKWARD)).unwrap();
    let failed = writer.finish().unwrap_err();
    assert_eq!(failed.kind(), std::io::ErrorKind::StorageFull);
}
