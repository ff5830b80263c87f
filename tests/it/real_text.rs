//! Real tables that lie outside the project: what is extracted from each of
//! their views, against what the table with its merged cells expanded says. The
//! expectation is computed here and stands nowhere in the project.

use std::fs;
use std::path::Path;

use crate::support::{extract, json, shared};
use jiaokan::internals::fold::{clean, key};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// A row of an indicator table as printed: level 1, level 2, name, target.
#[derive(Debug, Clone, PartialEq)]
struct Row([String; 4]);

type Matrix = Vec<Vec<String>>;

#[test]
fn tables_with_their_spans_told_are_read_whole() {
    let Some(dir) = shared("corpus/real-text") else {
        return;
    };
    for path in files(&dir, ".html") {
        let rows = expected(&from_html(&path));
        let text = fs::read_to_string(&path).unwrap();
        whole(&file_name(&path), "html", &rows, &text);
    }
    for path in files(&dir, ".grid.json") {
        let table = from_grid(&path);
        let rows = expected(&table);
        whole(&file_name(&path), "html", &rows, &spread_html(&table));
    }
}

#[test]
fn tables_with_merged_cells_left_empty_are_read_whole() {
    for_tables(|name, table| {
        let rows = expected(table);
        whole(name, "pipes", &rows, &pipes(&table.hollow));
        whole(name, "tabs", &rows, &tabs(&table.hollow));
    });
}

#[test]
fn tables_with_line_feeds_written_as_letters_are_read_whole() {
    let Some(dir) = shared("corpus/real-text") else {
        return;
    };
    for (html, text) in pairs(&dir, ".html", ".txt") {
        let rows = expected(&from_html(&html));
        let given = fs::read_to_string(&text).unwrap();
        whole(&file_name(&text), "as it is", &rows, &without_source(&given));
    }
}

#[test]
fn views_without_columns_are_read_whole() {
    let Some(dir) = shared("corpus/real-text") else {
        return;
    };
    for view in [".cells.txt", ".lines.txt"] {
        for (grid, text) in pairs(&dir, ".grid.json", view) {
            let rows = expected(&from_grid(&grid));
            let given = fs::read_to_string(&text).unwrap();
            let given = extracted(&file_name(&text), &without_source(&given));
            let right = given.iter().filter(|row| rows.iter().any(|r| agrees(r, row))).count();
            println!("{}: {right} of {} rows", file_name(&text), rows.len());
            assert_eq!(right, given.len(), "{}: {given:#?}", file_name(&text));
            assert_eq!(right, rows.len(), "{}: rows are lost", file_name(&text));
        }
    }
}

/// A table in two forms: every place filled, and merged cells filled only at
/// their start.
struct Table {
    full: Matrix,
    hollow: Matrix,
}

fn for_tables(check: impl Fn(&str, &Table)) {
    let Some(dir) = shared("corpus/real-text") else {
        return;
    };
    for path in files(&dir, ".html") {
        check(&file_name(&path), &from_html(&path));
    }
    for path in files(&dir, ".grid.json") {
        check(&file_name(&path), &from_grid(&path));
    }
}

fn whole(name: &str, view: &str, rows: &[Row], text: &str) {
    let given = extracted(name, text);
    let right = rows.iter().zip(&given).filter(|(r, g)| agrees(r, g)).count();
    println!("{name} as {view}: {right} of {} rows", rows.len());
    for (row, given) in rows.iter().zip(&given) {
        assert!(agrees(row, given), "{name} as {view}: expected {row:?}, but found {given:?}");
    }
    assert_eq!(rows.len(), given.len(), "{name} as {view}: {given:#?}");
}

/// Stands for a level 1 that is null because the level 2 of its row contradicts it.
const CONTRADICTED: &str = "?";

/// Whether an extracted row says what is printed. A label may be completed to
/// its full form; a unit in brackets moves out of the name.
fn agrees(printed: &Row, given: &Row) -> bool {
    let level = |index: usize| match (&*printed.0[index], &*given.0[index]) {
        // The source lost the label: none, or the one that its level 2 tells.
        ("", "") => true,
        // Carried down and left open, since the level 2 beside it belongs elsewhere.
        (_, CONTRADICTED) => index == 0,
        ("", level1) => index == 0 && is_subsequence(&key(level1), &key(&printed.0[1])),
        (printed, given) => is_subsequence(&key(printed), &key(given)),
    };
    let name = clean(&printed.0[2]);
    let rest = name.strip_prefix(&*given.0[2]);
    let bracketed = |rest: &str| rest.is_empty() || rest.starts_with(['(', '（']);
    level(0)
        && level(1)
        && !given.0[2].is_empty()
        && rest.is_some_and(bracketed)
        && clean(&printed.0[3]) == clean(&given.0[3])
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut chars = whole.chars();
    part.chars().all(|c| chars.any(|other| other == c))
}

fn extracted(name: &str, text: &str) -> Vec<Row> {
    let report = json(&extract(name, text));
    let value = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    report["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let level1 = match row["level1"]["reason_code"] == "levels_contradict" {
                true => CONTRADICTED.to_owned(),
                false => value(&row["level1"]["value"]),
            };
            Row([
                level1,
                value(&row["level2"]["value"]),
                value(&row["name"]["value"]),
                value(&row["target"]["raw"]),
            ])
        })
        .collect()
}

/// The rows below the header that hold a name or a target.
fn expected(table: &Table) -> Vec<Row> {
    let find =
        |row: &[String], wanted: &[&str]| row.iter().position(|cell| wanted.contains(&&*key(cell)));
    let header = table
        .full
        .iter()
        .position(|row| find(row, &["一级指标"]).is_some())
        .expect("every table has a header");
    let row = &table.full[header];
    let columns = [
        find(row, &["一级指标"]).unwrap(),
        find(row, &["二级指标"]).unwrap(),
        find(row, &["三级指标", "指标内容"]).unwrap(),
        row.iter().position(|cell| key(cell).ends_with("指标值")).unwrap(),
    ];
    table.full[header + 1..]
        .iter()
        .map(|row| Row(columns.map(|column| row[column].clone())))
        .filter(|row| !row.0[2].trim().is_empty() || !row.0[3].trim().is_empty())
        .collect()
}

fn from_html(path: &Path) -> Table {
    let page = Html::parse_document(&fs::read_to_string(path).unwrap());
    let (tr, td) = (Selector::parse("tr").unwrap(), Selector::parse("td").unwrap());
    let (mut full, mut hollow): (Vec<Vec<Option<String>>>, Matrix) = (Vec::new(), Vec::new());
    let rows: Vec<_> = page.select(&tr).collect();
    full.resize(rows.len(), Vec::new());
    hollow.resize(rows.len(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in row.select(&td) {
            while full[index].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let text: String = cell.text().collect();
            let (down, right) = (span(cell, "rowspan"), span(cell, "colspan"));
            for r in index..(index + down).min(full.len()) {
                for c in column..column + right {
                    if full[r].len() <= c {
                        full[r].resize(c + 1, None);
                        hollow[r].resize(c + 1, String::new());
                    }
                    full[r][c] = Some(text.clone());
                }
            }
            hollow[index][column] = text;
            column += right;
        }
    }
    let filled =
        |row: Vec<Option<String>>| row.into_iter().map(Option::unwrap_or_default).collect();
    Table { full: full.into_iter().map(filled).collect(), hollow }
}

fn span(cell: ElementRef, name: &str) -> usize {
    cell.attr(name).and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// A grid whose merged cells are empty: below the header, an empty level goes on
/// from above.
fn from_grid(path: &Path) -> Table {
    let grid: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let hollow: Matrix = serde_json::from_value(grid["table"].clone()).unwrap();
    let mut full = hollow.clone();
    let header =
        hollow.iter().position(|row| row.iter().any(|cell| key(cell) == "一级指标")).unwrap();
    for index in header + 2..full.len() {
        let above = full[index - 1].clone();
        for (cell, above) in full[index].iter_mut().zip(&above).skip(1).take(2) {
            if cell.is_empty() {
                cell.clone_from(above);
            }
        }
    }
    Table { full, hollow }
}

/// A grid as HTML: where a label was carried down, it spans its rows.
fn spread_html(table: &Table) -> String {
    let carried = |row: usize, column: usize| {
        table.hollow[row][column].is_empty() && !table.full[row][column].is_empty()
    };
    let mut out = String::from("<table>\n");
    for (index, row) in table.full.iter().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            if carried(index, column) {
                continue;
            }
            let below =
                (index + 1..table.full.len()).take_while(|&below| carried(below, column)).count();
            let text = cell.replace('&', "&amp;").replace('<', "&lt;");
            let text = text.replace('\n', "<br>");
            out.push_str(&format!("<td rowspan=\"{}\">{text}</td>", below + 1));
        }
        out.push_str("</tr>\n");
    }
    out + "</table>\n"
}

fn pipes(matrix: &Matrix) -> String {
    let line = |row: &Vec<String>| format!("| {} |\n", cells(row).join(" | "));
    let width = matrix.iter().map(Vec::len).max().unwrap_or(1);
    let mut lines: Vec<String> = matrix.iter().map(line).collect();
    lines.insert(1, format!("|{}\n", " --- |".repeat(width)));
    lines.concat()
}

fn tabs(matrix: &Matrix) -> String {
    let line = |row: &Vec<String>| cells(row).join("\t") + "\n";
    matrix.iter().map(line).collect()
}

fn cells(row: &[String]) -> Vec<String> {
    let one_line = |cell: &String| cell.replace('\n', " ").replace('|', "\\|");
    row.iter().map(one_line).collect()
}

/// The line that says where a sample comes from is no part of it.
fn without_source(text: &str) -> String {
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    if text.starts_with("# source") { rest.to_owned() } else { text.to_owned() }
}

fn files(dir: &Path, end: &str) -> Vec<std::path::PathBuf> {
    let mut found: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| file_name(path).ends_with(end))
        .collect();
    found.sort();
    found
}

/// Files that have a neighbour of the same stem and another end.
fn pairs(dir: &Path, one: &str, other: &str) -> Vec<(std::path::PathBuf, std::path::PathBuf)> {
    let neighbour = |path: std::path::PathBuf| {
        let stem = file_name(&path).strip_suffix(one)?.to_owned();
        let other = dir.join(stem + other);
        other.exists().then_some((path, other))
    };
    files(dir, one).into_iter().filter_map(neighbour).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
