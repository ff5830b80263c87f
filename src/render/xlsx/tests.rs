use std::io::{Cursor, Read};

use super::*;
use crate::render::Table;

/// The names of the sheets and the number of rows of each, where a sheet takes four.
fn sheets(indicators: usize) -> (Vec<String>, Vec<usize>) {
    let spool = tempfile::tempdir().unwrap();
    let mut file = Vec::new();
    let link: Link = Box::new(|_| None);
    let mut writer =
        Box::new(XlsxTables::with_limit(&mut file, spool.path(), Language::Zh, link, 4).unwrap());
    let empty = |table: Table| vec![Some("1".to_owned()); table.columns().len()];
    let rows = Rows {
        indicators: vec![empty(Table::Indicators); indicators],
        reports: vec![empty(Table::Reports)],
        ..Rows::default()
    };
    writer.report(&rows).unwrap();
    writer.finish().unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let book = part("xl/workbook.xml");
    let names = book.split("<sheet name=\"").skip(1);
    let names: Vec<String> = names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let rows = (1..=names.len())
        .map(|sheet| part(&format!("xl/worksheets/sheet{sheet}.xml")).matches("<row ").count());
    let rows = rows.collect();
    (names, rows)
}

#[test]
fn a_table_of_more_rows_than_a_sheet_goes_on_on_the_next() {
    let (names, rows) = sheets(7);
    let parts =
        ["总览", "指标", "指标 (2)", "指标 (3)", "报告", "问题", "待复核清单", "错误", "说明"];
    assert_eq!(names, parts);
    assert_eq!(rows[1..8], [4, 4, 2, 2, 2, 2, 2]);
}

#[test]
fn a_table_that_fills_its_sheet_stays_on_it() {
    let (names, rows) = sheets(3);
    assert_eq!(names, ["总览", "指标", "报告", "问题", "待复核清单", "错误", "说明"]);
    assert_eq!(rows[1..6], [4, 2, 2, 2, 2]);
}
