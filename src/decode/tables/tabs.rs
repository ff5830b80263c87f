//! Cells separated by tabs.

use super::{Field, Found, Lines, found, grid};
use crate::decode::lines::Piece;
use crate::document::Origin;

/// A run of tab-separated rows from line `first` on. Two rows make a table, or
/// one row of four cells and more, as is left where a page break has cut a
/// table to pieces.
pub(crate) fn tabs(lines: Lines, first: usize) -> Found {
    let mut rows: Vec<Vec<Field>> = Vec::new();
    let (mut index, mut tabbed, mut most, mut widest) = (first, 0, 0, 0);
    while let Some((piece, shape)) = lines.get(index) {
        if !lines.same_page(first, index) {
            break;
        }
        let row_like = shape.tabbed() && (!shape.blank || !rows.is_empty());
        if row_like {
            tabbed += 1;
            most = most.max(shape.tabs);
            if shape.ruling {
                index += 1;
                continue;
            }
            if shape.blank {
                // A row of nothing but tabs is a separator at the end of a
                // piece, and an empty row of the form within it.
                if !lines.get(index + 1).is_some_and(|(_, s)| s.tabbed() && !s.blank) {
                    break;
                }
            }
            let (row, next) = row(lines, index, piece);
            widest = widest.max(row.len());
            rows.push(row);
            index = next;
        } else if wraps_last_cell(lines, index, rows.last(), widest) {
            if let Some(cell) = rows.last_mut().and_then(|r| r.last_mut()) {
                cell.wrap(Field::of(piece));
            }
            index += 1;
        } else if shape.ruling && !rows.is_empty() {
            index += 1;
        } else {
            break;
        }
    }
    let table = !rows.is_empty() && (tabbed >= 2 || most >= 3);
    table.then(|| found(grid(rows, Origin::Separators), index))
}

/// Longest cell, in lines, that quotation marks may hold together.
const MAX_QUOTED_LINES: usize = 40;

/// One row; a cell that opens with a quotation mark and does not close on its
/// line goes on until the mark closes, as spreadsheets copy wrapped cells.
fn row(lines: Lines, first: usize, piece: &Piece) -> (Vec<Field>, usize) {
    let mut fields = Vec::new();
    let mut rest = *piece;
    let mut index = first;
    loop {
        let tab = memchr::memchr(b'\t', rest.text.as_bytes());
        let (head, tail) = rest.split(tab.unwrap_or(rest.text.len()));
        if head.text.starts_with('"')
            && tab.is_none()
            && opens_quote(head.text)
            && let Some(end) = closing_line(lines, index)
        {
            let mut field = Field::of(&head.shorten(1, 0));
            for inner in lines.pieces.get(index + 1..end).unwrap_or_default() {
                field.wrap(Field::of(inner));
            }
            let Some((last, _)) = lines.get(end) else {
                break;
            };
            let quote = memchr::memchr(b'"', last.text.as_bytes()).unwrap_or(0);
            let (part, after) = last.split(quote);
            field.wrap(Field::of(&part));
            fields.push(field);
            index = end;
            let after = after.shorten(1, 0);
            if !after.text.starts_with('\t') {
                break;
            }
            rest = after.shorten(1, 0);
            continue;
        }
        fields.push(unquoted(&head));
        if tab.is_none() {
            break;
        }
        rest = tail.shorten(1, 0);
    }
    (fields, index + 1)
}

/// A field, without the quotation marks that enclose it whole.
fn unquoted(piece: &Piece) -> Field {
    let trimmed = piece.trim();
    let quoted = trimmed.text.len() > 2
        && trimmed.text.starts_with('"')
        && trimmed.text.ends_with('"')
        && memchr::memchr_iter(b'"', trimmed.text.as_bytes()).count() == 2;
    Field::of(&if quoted { trimmed.shorten(1, 1) } else { trimmed })
}

fn opens_quote(text: &str) -> bool {
    memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1
}

/// The line on which the quotation mark that opened on line `open` closes: the
/// mark must end the line or stand before a tab.
fn closing_line(lines: Lines, open: usize) -> Option<usize> {
    for index in open + 1..open + MAX_QUOTED_LINES {
        let (piece, _) = lines.get(index)?;
        if !lines.same_page(open, index) {
            return None;
        }
        if let Some(quote) = memchr::memchr(b'"', piece.text.as_bytes()) {
            let after = piece.text.get(quote + 1..).unwrap_or_default();
            let closes = after.trim().is_empty() || after.starts_with('\t');
            return closes.then_some(index);
        }
    }
    None
}

/// Whether a line without tabs within a table goes on with the last cell of the
/// row above: that row is full, and rows of the table follow.
fn wraps_last_cell(lines: Lines, index: usize, above: Option<&Vec<Field>>, widest: usize) -> bool {
    let Some((_, shape)) = lines.get(index) else {
        return false;
    };
    let follows = lines
        .get(index + 1)
        .is_some_and(|(_, s)| s.tabbed() && !s.blank && lines.same_page(index, index + 1));
    let full =
        above.is_some_and(|r| r.len() == widest && r.last().is_some_and(|f| !f.text.is_empty()));
    !shape.blank && shape.tabs == 0 && !shape.ruling && follows && full && widest >= 3
}
