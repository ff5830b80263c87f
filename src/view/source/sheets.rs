//! Workbooks as sheets, with the letters and numbers of their cells.

use std::collections::{BTreeMap, BTreeSet};

use super::super::html::{Html, push_text};
use super::super::marked::{self, Stretch, push_numbers};
use super::super::spots::Spots;
use super::SourceView;
use crate::document::{Document, Item, Page};
use crate::location::CellName;
use crate::words::words;

/// A cell of a sheet: its text, and how many rows and columns of the sheet it covers.
#[derive(Debug)]
struct Shown<'d> {
    text: &'d str,
    rows: u32,
    columns: u32,
}

/// The sheets of a workbook.
pub(super) fn view(document: &Document, spots: &Spots) -> SourceView {
    let mut html = String::new();
    for (index, page) in document.pages.iter().enumerate() {
        let number = page.number.unwrap_or(index as u32 + 1);
        html.push_str("<section class=\"sheet\"><h3>");
        html.push_str(&Html::words(&words!(en: "Sheet {number}", zh: "工作表 {number}")).0);
        html.push_str("</h3>");
        sheet(&mut html, page, number, spots);
        html.push_str("</section>");
    }
    SourceView { kind: "sheets", html: Html(html), missing: Vec::new() }
}

fn sheet(html: &mut String, page: &Page, number: u32, spots: &Spots) {
    let cells = cells(page);
    let columns: BTreeSet<u32> = cells.keys().map(|cell| cell.1).collect();
    let rows: BTreeSet<u32> = cells.keys().map(|cell| cell.0).collect();
    let by_cell = spots_by_cell(spots, number);
    html.push_str("<table class=\"grid\"><thead><tr><th></th>");
    for &column in &columns {
        let name = CellName { column, row: 0 }.to_string();
        html.push_str("<th scope=\"col\">");
        push_text(html, name.trim_end_matches('1'));
        html.push_str("</th>");
    }
    html.push_str("</tr></thead><tbody>");
    let mut covered: BTreeSet<(u32, u32)> = BTreeSet::new();
    for &row in &rows {
        html.push_str(&format!("<tr><th scope=\"row\">{}</th>", row + 1));
        for &column in &columns {
            if covered.contains(&(row, column)) {
                continue;
            }
            let Some(cell) = cells.get(&(row, column)) else {
                html.push_str("<td></td>");
                continue;
            };
            let below: Vec<u32> = rows.range(row..row.saturating_add(cell.rows)).copied().collect();
            let beside: Vec<u32> =
                columns.range(column..column.saturating_add(cell.columns)).copied().collect();
            // What spans nothing but empty cells ends before the next that is filled.
            let filled = |c: &&u32| **c != column && cells.contains_key(&(row, **c));
            let end = beside.iter().position(|c| filled(&c)).unwrap_or(beside.len());
            let beside = beside.get(..end).unwrap_or(&beside);
            covered.extend(below.iter().flat_map(|&r| beside.iter().map(move |&c| (r, c))));
            let here = by_cell.get(&(row, column)).map(Vec::as_slice).unwrap_or_default();
            td(html, cell, (below.len(), beside.len()), here, spots);
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}

fn td(
    html: &mut String,
    cell: &Shown<'_>,
    (rows, columns): (usize, usize),
    here: &[usize],
    spots: &Spots,
) {
    let is_whole = |spot: &usize| spots.get(*spot).is_some_and(|spot| spot.at.chars().is_none());
    let whole: Vec<usize> = here.iter().copied().filter(is_whole).collect();
    html.push_str("<td");
    for (name, span) in [("rowspan", rows), ("colspan", columns)] {
        if span > 1 {
            html.push_str(&format!(" {name}=\"{span}\""));
        }
    }
    if !whole.is_empty() {
        let value = whole.iter().any(|&spot| spots.get(spot).is_some_and(|spot| spot.value));
        html.push_str(if value { " class=\"v\" data-s=\"" } else { " data-s=\"" });
        push_numbers(html, &whole);
        html.push('"');
    }
    html.push('>');
    let parts = here.iter().filter_map(|&spot| {
        let [from, to] = spots.get(spot)?.at.chars()?;
        Some(Stretch { from: from as usize, to: to as usize, spot })
    });
    marked::push(html, cell.text, &parts.collect::<Vec<_>>(), spots);
    html.push_str("</td>");
}

/// The filled cells of a sheet by row and column.
fn cells(page: &Page) -> BTreeMap<(u32, u32), Shown<'_>> {
    let mut cells = BTreeMap::new();
    for item in &page.items {
        match item {
            Item::Line(line) => {
                if let Some(CellName { column, row }) = line.at.cell() {
                    // Text runs on over the empty cells beside it.
                    let shown = Shown { text: &line.text, rows: 1, columns: u32::MAX };
                    cells.entry((row, column)).or_insert(shown);
                }
            }
            Item::Grid(grid) => {
                // Which columns and rows of the sheet those of the grid are.
                let mut across = BTreeMap::new();
                let mut down = BTreeMap::new();
                for cell in &grid.cells {
                    if let Some(CellName { column, row }) = cell.at.cell() {
                        across.insert(cell.col, column);
                        down.insert(cell.row, row);
                    }
                }
                let reach = |map: &BTreeMap<u32, u32>, next: u32, start: u32, span: u32| {
                    map.range(next..)
                        .next()
                        .map_or(start.saturating_add(span), |(_, &end)| end)
                        .saturating_sub(start)
                };
                for cell in &grid.cells {
                    let Some(CellName { column, row }) = cell.at.cell() else { continue };
                    let columns = reach(&across, cell.col + cell.colspan, column, cell.colspan);
                    let rows = reach(&down, cell.row + cell.rowspan, row, cell.rowspan);
                    let (rows, columns) = match (cell.rowspan, cell.colspan) {
                        (1, 1) => (1, 1),
                        (1, _) => (1, columns),
                        (_, 1) => (rows, 1),
                        _ => (rows, columns),
                    };
                    let shown = Shown { text: &cell.text, rows, columns };
                    cells.insert((row, column), shown);
                }
            }
        }
    }
    cells
}

fn spots_by_cell(spots: &Spots, sheet: u32) -> BTreeMap<(u32, u32), Vec<usize>> {
    let mut by_cell: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (number, spot) in spots.iter() {
        if spot.at.page().is_none_or(|page| page == sheet)
            && let Some(CellName { column, row }) = spot.at.cell()
        {
            by_cell.entry((row, column)).or_default().push(number);
        }
    }
    by_cell
}
