//! Tables drawn in columns of a fixed width, where a cell that is full goes on on the next line.

use unicode_width::UnicodeWidthStr;

use super::Field;
use super::pipes::split_raw;
use crate::decode::lines::Piece;

/// The cells of one line as they are set.
#[derive(Debug, Clone)]
pub(super) struct SetLine {
    pub(super) fields: Vec<Field>,
    cells: Vec<SetCell>,
}

#[derive(Debug, Clone, Copy)]
struct SetCell {
    /// Display columns between the lines drawn at its sides.
    room: usize,
    /// Display columns of its text.
    text: usize,
    /// Whether it prints a number and nothing else.
    number: bool,
}

impl SetLine {
    pub(super) fn of(piece: &Piece, fields: Vec<Field>) -> Self {
        let cells = split_raw(piece)
            .iter()
            .map(|cell| SetCell {
                room: cell.text.width(),
                text: cell.text.trim().width(),
                number: is_number(cell.text.trim()),
            })
            .collect();
        Self { fields, cells }
    }

    /// Whether a number stands below a number: two rows.
    pub(super) fn counts_below(&self, above: &SetLine) -> bool {
        self.cells.iter().zip(&above.cells).any(|(cell, above)| cell.number && above.number)
    }

    /// Takes in a line that goes on with this one: where it prints numbers, this one does.
    pub(super) fn absorb(&mut self, line: &SetLine) {
        for (cell, more) in self.cells.iter_mut().zip(&line.cells) {
            cell.number |= more.number;
        }
    }

    /// Whether the line goes on with the one above: each of its cells stands below one that
    /// is full, but for the `margin` that all cells keep and a column in which no sign finds room.
    fn continues(&self, above: &SetLine, margin: usize) -> bool {
        let filled = || self.cells.iter().zip(&above.cells).filter(|(cell, _)| cell.text > 0);
        let full = |cell: &SetCell| cell.text > 0 && cell.text + margin + 2 > cell.room;
        filled().next().is_some()
            && filled().all(|(_, above)| full(above))
            && !self.counts_below(above)
    }

    /// The least room that a filled cell leaves.
    fn margin(&self) -> Option<usize> {
        let filled = self.cells.iter().filter(|cell| cell.text > 0);
        filled.map(|cell| cell.room.saturating_sub(cell.text)).min()
    }
}

pub(super) fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

/// Columns at least of a table that is told by their width.
const LEAST_COLUMNS: usize = 3;

/// Columns by which a cell may differ: some signs (≥) take one or two.
const AMBIGUOUS: usize = 1;

/// Whether all lines have the same columns, set to the same width.
pub(super) fn is_set(lines: &[SetLine]) -> bool {
    let Some((first, rest)) = lines.split_first() else {
        return false;
    };
    let same = |line: &SetLine| {
        line.cells.len() == first.cells.len()
            && line
                .cells
                .iter()
                .zip(&first.cells)
                .all(|(a, b)| a.room.abs_diff(b.room) <= AMBIGUOUS)
    };
    first.cells.len() >= LEAST_COLUMNS && !rest.is_empty() && rest.iter().all(same)
}

/// Puts the lines of wrapped cells together.
pub(super) fn join(lines: Vec<SetLine>) -> Vec<Vec<Field>> {
    let margin = lines.iter().filter_map(SetLine::margin).min().unwrap_or(0);
    let mut rows: Vec<Vec<Field>> = Vec::new();
    let mut last: Option<SetLine> = None;
    for line in lines {
        if let (Some(above), Some(row)) = (&mut last, rows.last_mut())
            && line.continues(above, margin)
        {
            for (cell, field) in row.iter_mut().zip(&line.fields) {
                cell.wrap(field.clone());
            }
            // What is below a cell that ended is no part of it.
            above.cells = line.cells;
            continue;
        }
        rows.push(line.fields.clone());
        last = Some(line);
    }
    rows
}
