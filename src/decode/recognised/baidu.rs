//! Baidu: table recognition (`tables_result`: rows and columns end before `…_end`), its older form
//! (`forms_result`: the numbers of the rows and columns that a cell covers), and the recognition
//! of lines (`words_result`). One answer a page.

use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{bbox, list, number, range, share, sides, text, whole};
use super::output::{Loose, Output};
use super::places::{place, union};

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    for (page, value) in (1u32..).zip(values) {
        out.page(page, None);
        for table in list(value, "tables_result") {
            table_of(table, list(table, "body").iter().filter_map(cell), page, out);
        }
        for table in list(value, "forms_result") {
            let cells: Vec<Told> = list(table, "body").iter().filter_map(old_cell).collect();
            // Counted from 0 in some answers, from 1 in others.
            let first = |of: fn(&Told) -> i64| cells.iter().map(of).min().unwrap_or(0);
            let (row, col) = (first(|cell| cell.row), first(|cell| cell.col));
            let counted = cells.into_iter().map(|cell| {
                let row = cell.row.saturating_sub(row);
                Told { row, col: cell.col.saturating_sub(col), ..cell }
            });
            table_of(table, counted, page, out);
        }
        words(list(value, "words_result"), page, out);
    }
    None
}

/// A table with the lines above and below it.
fn table_of(table: &Value, cells: impl Iterator<Item = Told>, page: u32, out: &mut Output<'_>) {
    let lines = |key: &str, out: &mut Output<'_>| {
        for line in list(table, key) {
            out.text(words_of(line), place(Some(page), place_of(line)), None, sure(line));
        }
    };
    lines("header", out);
    let cells = cells.map(|mut cell| {
        cell.at = cell.at.with_page(Some(page));
        cell
    });
    let cells: Vec<Told> = cells.collect();
    let around = cells.iter().filter_map(|cell| cell.at.bbox()).reduce(union);
    let at = place(Some(page), bbox(table.get("table_location")).or(around));
    if !cells.is_empty() {
        out.cells(cells, at, &|_| Vec::new());
    }
    lines("footer", out);
}

fn cell(value: &Value) -> Option<Told> {
    let (row, col) = (whole(value, "row_start")?, whole(value, "col_start")?);
    let span = |key, from: i64| whole(value, key).map_or(1, |end| end.saturating_sub(from));
    Some(Told {
        row,
        col,
        rows: span("row_end", row),
        cols: span("col_end", col),
        text: words_of(value).to_owned(),
        at: place(None, place_of(value)),
        confidence: sure(value),
    })
}

fn old_cell(value: &Value) -> Option<Told> {
    let ((row, rows), (col, cols)) = (range(value, "row")?, range(value, "column")?);
    let at = place(None, place_of(value));
    let text = words_of(value).to_owned();
    Some(Told { row, col, rows, cols, text, at, confidence: sure(value) })
}

/// The recognition of lines; without places they come one after the other.
fn words(lines: &[Value], page: u32, out: &mut Output<'_>) {
    if lines.iter().all(|line| place_of(line).is_some()) {
        let loose = lines.iter().filter_map(|line| {
            let (text, bbox) = (words_of(line).to_owned(), place_of(line)?);
            Some(Loose { text, bbox, confidence: sure(line) })
        });
        return out.loose(page, loose);
    }
    for line in lines {
        out.text(words_of(line), place(Some(page), place_of(line)), None, sure(line));
    }
}

fn words_of(value: &Value) -> &str {
    match text(value, "words") {
        "" => text(value, "word"),
        words => words,
    }
}

fn place_of(value: &Value) -> Option<[f32; 4]> {
    let told = ["cell_location", "location", "rect"].iter().find_map(|key| value.get(key))?;
    bbox(Some(told)).or_else(|| sides(told))
}

fn sure(value: &Value) -> Option<f32> {
    let told = number(value, "probability.average").or_else(|| number(value, "probability"));
    share(told, 1.0)
}
