//! Tables that go on over a page end: their pieces put together, rows and
//! spanning cells that the page end broke made whole.
//!
//! Only what the pages show decides here: that nothing but page numbers and
//! running heads stands between the pieces, that their columns are the same, and
//! for a broken row, that the text above ends where its line was full.

mod edges;
mod meet;

use super::geometry::Rect;
use super::page::PageLayout;
use super::sheet::Sheet;
use crate::joins;
use crate::model::Note;
use crate::patterns::Patterns;
use crate::words::Words;

use edges::{Edges, goes_on};
use meet::{is_broken, leading_spans, meeting, repeated_header, says_again, span_goes_on};

/// Borders of columns may stand this far off on the next page, in points.
const SAME_COLUMN: f32 = 5.0;

/// The tables of a document, each at the place of its first piece: by page and
/// element.
#[derive(Debug, Default)]
pub(super) struct Stitched {
    sheets: Vec<(usize, usize, Sheet)>,
}

impl Stitched {
    /// The table that starts at this element.
    pub(super) fn at(&self, page: usize, element: usize) -> Option<&Sheet> {
        let key = |&(page, element, _): &(usize, usize, Sheet)| (page, element);
        let place = self.sheets.binary_search_by_key(&(page, element), key);
        let (.., sheet) = self.sheets.get(place.ok()?)?;
        Some(sheet)
    }
}

/// Puts the pieces of tables together.
pub(super) fn stitch(
    pages: &mut [PageLayout],
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Stitched {
    let edges: Vec<Edges> = pages.iter().map(|page| Edges::of(page, patterns)).collect();
    let mut sheets: Vec<(usize, usize, Sheet)> = Vec::new();
    for index in 0..pages.len() {
        let Some(page) = pages.get_mut(index) else {
            continue;
        };
        let pieces = page.take_pieces();
        for (number, (place, piece)) in pieces.into_iter().enumerate() {
            let mut sheet = Sheet::of(piece);
            if number == 0
                && goes_on(&edges, index)
                && let Some((.., above)) = sheets.last_mut()
                && align(above, &mut sheet)
            {
                let (top, joined) = (sheet.bbox, join(above, sheet, patterns));
                note(&joined, page, &top, notes);
            } else {
                sheets.push((index, place, sheet));
            }
        }
    }
    Stitched { sheets }
}

/// What was found where two pieces meet.
#[derive(Debug, Default)]
struct Joined {
    header: bool,
    row: bool,
}

fn note(joined: &Joined, page: &PageLayout, place: &Rect, notes: &mut Vec<Note>) {
    let mut say = |code, message: Words| notes.push(Note::new(code, message, page.at(place)));
    say("table_joined", joins::table());
    if joined.header {
        say("repeated_header_dropped", joins::header());
    }
    if joined.row {
        say("row_joined", joins::row());
    }
}

/// Brings two pieces to the same columns, if they have them: one may lack
/// borders that the other has.
fn align(above: &mut Sheet, below: &mut Sheet) -> bool {
    if below.goes_on && below.cols() == above.cols() {
        below.xs.clone_from(&above.xs);
        return true;
    }
    let (Some(first), Some(start)) = (above.xs.first().copied(), below.xs.first().copied()) else {
        return false;
    };
    // Pages for two-sided printing have their margins on opposite sides.
    let moved = first - start;
    let find = |all: &[f32], x: f32| all.iter().position(|&b| (b - x).abs() <= SAME_COLUMN);
    let ends = |sheet: &Sheet| sheet.xs.last().copied().unwrap_or_default();
    if (ends(above) - ends(below) - moved).abs() > SAME_COLUMN {
        return false;
    }
    let shifted: Vec<f32> = below.xs.iter().map(|x| x + moved).collect();
    let into = |fine: &[f32], coarse: &[f32]| -> Option<Vec<usize>> {
        coarse.iter().map(|&x| find(fine, x)).collect()
    };
    if let Some(places) = into(&above.xs, &shifted) {
        below.respace(above.xs.clone(), &places);
        return above.cols() >= 2;
    }
    if let Some(places) = into(&shifted, &above.xs) {
        above.respace(shifted.clone(), &places);
        below.xs = shifted;
        return true;
    }
    false
}

/// Appends a piece to the table above.
fn join(above: &mut Sheet, mut below: Sheet, patterns: &Patterns) -> Joined {
    above.undrawn |= below.undrawn;
    let header = repeated_header(above, &below, patterns);
    below.drop_first(header);
    let mut joined = Joined { header: header > 0, row: false };
    let (Some(last), true) = (above.rows.checked_sub(1), below.rows > 0) else {
        return joined;
    };
    let pairs = meeting(above, last, &below);
    joined.row = is_broken(above, &below, &pairs, patterns);
    let merged: Vec<(usize, usize)> = if joined.row {
        pairs
    } else {
        let spanning = leading_spans(above, &below);
        let goes_on = |&(a, b): &(usize, usize)| {
            let (Some(a), Some(b)) = (above.cells.get(a), below.cells.get(b)) else {
                return false;
            };
            a.col + a.colspan <= spanning && span_goes_on(a, b, patterns)
        };
        pairs.into_iter().filter(goes_on).collect()
    };
    let offset = if joined.row { last } else { above.rows };
    let rows = below.rows;
    // Rows whose label is not told go on as such.
    let unowned: Vec<usize> = above
        .row(last)
        .into_iter()
        .filter_map(|a| above.cells.get(a).filter(|a| a.unowned).map(|a| a.col))
        .collect();
    for (index, mut cell) in below.cells.into_iter().enumerate() {
        cell.unowned |= cell.row == 0 && cell.is_blank() && unowned.contains(&cell.col);
        cell.row += offset;
        let upper =
            merged.iter().find(|&&(_, b)| b == index).and_then(|&(a, _)| above.cells.get_mut(a));
        match upper {
            Some(upper) => {
                let again = says_again(upper, &cell);
                upper.rowspan = cell.row + cell.rowspan - upper.row;
                if !again {
                    upper.lines.append(&mut cell.lines);
                }
            }
            None => above.cells.push(cell),
        }
    }
    above.rows = offset + rows;
    above.cells.sort_by_key(|cell| (cell.row, cell.col));
    joined
}

#[cfg(test)]
mod tests;
