//! RapidTable: tables in HTML, the boxes of their cells, and the rows and columns of each
//! (`logic_points`: first and last row, first and last column).

use serde_json::Value;

use super::Made;
use super::json::{bbox, integer, items, list, text};
use super::output::Output;
use super::places::{place, union};
use super::witness;
use crate::document::{Cell, Grid};
use crate::model::Note;

pub(super) fn tables(values: &[Value], out: &mut Output<'_>) -> Made {
    let mut page = 0;
    for value in values {
        if value.get("pred_htmls").is_none() {
            page += 1;
            table(
                text(value, "pred_html"),
                value.get("cell_bboxes"),
                value.get("logic_points"),
                page,
                out,
            );
        }
        // A list for each picture.
        let (boxes, points) = (list(value, "cell_bboxes"), list(value, "logic_points"));
        for (index, html) in list(value, "pred_htmls").iter().enumerate() {
            page += 1;
            let html = html.as_str().unwrap_or_default();
            table(html, boxes.get(index), points.get(index), page, out);
        }
    }
    None
}

fn table(
    html: &str,
    boxes: Option<&Value>,
    points: Option<&Value>,
    page: u32,
    out: &mut Output<'_>,
) {
    out.page(page, None);
    let boxes: Vec<Option<[f32; 4]>> = items(boxes).iter().map(|cell| bbox(Some(cell))).collect();
    let points: Vec<[i64; 4]> = items(points).iter().filter_map(logic).collect();
    let around = boxes.iter().flatten().copied().reduce(union);
    out.table(html, place(Some(page), around), &|grid| put(grid, &boxes, &points));
}

fn logic(value: &Value) -> Option<[i64; 4]> {
    let numbers: Vec<i64> = items(Some(value)).iter().filter_map(integer).collect();
    numbers.try_into().ok()
}

/// Gives each cell the box of the entry with its rows and columns. Where the two do not tell the
/// same cells, none of the table is believed.
fn put(grid: &mut Grid, boxes: &[Option<[f32; 4]>], points: &[[i64; 4]]) -> Vec<Note> {
    if points.len() != boxes.len() {
        return Vec::new();
    }
    let mut told = Grid { rows: grid.rows, cols: grid.cols, ..Grid::default() };
    for &[top, bottom, left, right] in points {
        let whole = |place: i64| u32::try_from(place).unwrap_or(u32::MAX);
        told.cells.push(Cell {
            row: whole(top),
            col: whole(left),
            rowspan: whole(bottom.saturating_sub(top).saturating_add(1)),
            colspan: whole(right.saturating_sub(left).saturating_add(1)),
            ..Cell::default()
        });
    }
    let mut order: Vec<usize> = (0..told.cells.len()).collect();
    order.sort_by_key(|&index| told.cells.get(index).map(|cell| (cell.row, cell.col)));
    let same = order.len() == grid.cells.len()
        && order.iter().zip(&grid.cells).all(|(&index, cell)| {
            told.cells.get(index).is_some_and(|told| {
                (told.row, told.col, told.rowspan, told.colspan)
                    == (cell.row, cell.col, cell.rowspan, cell.colspan)
            })
        });
    if !same {
        return witness::of_other_shape(grid);
    }
    for (&index, cell) in order.iter().zip(&mut grid.cells) {
        let bbox = boxes.get(index).copied().flatten().or(cell.at.bbox());
        cell.at = cell.at.with_bbox(bbox);
    }
    Vec::new()
}
