//! Cells separated by commas, as spreadsheets export them.

use super::{Field, Found, Lines, grid};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::patterns::Patterns;

/// Commas at least on each line: sentences hold as many, but not on each of
/// three lines in the same number under names of columns.
const LEAST_COMMAS: u32 = 3;

/// Lines at least.
const LEAST_LINES: usize = 3;

/// Header cells at least that must name a column.
const LEAST_NAMED: usize = 2;

/// A run of comma-separated rows whose first line names columns.
pub(crate) fn csv(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    // Before any cell is read: do enough lines look like rows?
    let row_like = |index| {
        lines.get(index).is_some_and(|(_, shape)| shape.commas >= LEAST_COMMAS && !shape.blank)
    };
    if shape.commas < LEAST_COMMAS || !(first + 1..first + LEAST_LINES).all(row_like) {
        return None;
    }
    let header = fields(piece)?;
    let named = header.iter().filter(|f| patterns.columns.role(&f.text).is_some());
    if named.count() < LEAST_NAMED {
        return None;
    }
    let width = header.len();
    let mut rows = vec![header];
    let mut index = first + 1;
    while let Some((piece, shape)) = lines.get(index) {
        if shape.blank || shape.commas < LEAST_COMMAS || !lines.same_page(first, index) {
            break;
        }
        let Some(row) = fields(piece).filter(|row| row.len() == width) else {
            break;
        };
        rows.push(row);
        index += 1;
    }
    (rows.len() >= LEAST_LINES).then(|| (grid(rows, Origin::Separators), index))
}

/// The fields of a line, or `None` if a quotation mark does not close.
fn fields(piece: &Piece) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let mut rest = piece.trim();
    loop {
        let end = if rest.text.starts_with('"') {
            quoted_end(rest.text)?
        } else {
            memchr::memchr(b',', rest.text.as_bytes()).unwrap_or(rest.text.len())
        };
        let (head, tail) = rest.split(end);
        let field = if head.text.starts_with('"') {
            let mut field = Field::of(&head.shorten(1, 1));
            field.text = field.text.replace("\"\"", "\"");
            field
        } else {
            Field::of(&head)
        };
        fields.push(field);
        if tail.text.is_empty() {
            return Some(fields);
        }
        if !tail.text.starts_with(',') {
            return None;
        }
        rest = tail.shorten(1, 0);
    }
}

/// Where a quoted field ends: after the mark that is not doubled.
fn quoted_end(text: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr::memchr(b'"', text.as_bytes().get(at..)?)? + 1;
        if text.as_bytes().get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}
