//! A grid as rows of fields, spans resolved.

use std::borrow::Cow;

use crate::document::{Cell, Grid};
use crate::location::At;

/// How a field came to stand in a row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// The cell stands here.
    Own,
    /// A cell that starts in a row above covers this place; the source says so.
    FromAbove,
    /// A cell that starts further left in this row covers this place.
    FromLeft,
}

/// What stands in one row and column.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) at: At,
    pub(super) holds: Holds,
    /// It is not told which label spans this place.
    pub(super) unowned: bool,
    /// The source reads the cell in two ways.
    pub(super) contested: bool,
    /// How sure the recogniser was of the cell, per cent, where that is not enough.
    pub(super) unsure: Option<u8>,
    /// The recogniser was hardly sure of it, whatever it is.
    pub(super) hardly_read: bool,
}

impl Field<'_> {
    /// Nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// One row of a grid: a field for each column, `None` where there is no cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Row<'a> {
    pub(super) fields: Vec<Option<Field<'a>>>,
    pub(super) at: At,
}

impl<'a> Row<'a> {
    /// The field of a column, if it holds text.
    pub(super) fn filled(&self, col: usize) -> Option<&Field<'a>> {
        self.fields.get(col)?.as_ref().filter(|field| !field.is_blank())
    }

    /// The fields that hold text of their own: not covered from above or left.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, &Field<'a>)> {
        let fields = self.fields.iter().enumerate();
        fields
            .filter_map(|(col, field)| Some((col, field.as_ref()?)))
            .filter(|(_, field)| field.holds == Holds::Own && !field.is_blank())
    }

    /// The only text of a row: of one cell, or of all that a converter repeated it in, which
    /// cannot tell that it spans them.
    pub(super) fn only(&self) -> Option<(usize, &Field<'a>)> {
        const REPEATED: usize = 4;
        let mut own = self.own();
        let first = own.next()?;
        let more: Vec<&Field<'a>> = own.map(|(_, field)| field).collect();
        let is_word = |c: char| crate::fold::is_cjk(c);
        let repeated = more.len() + 1 >= REPEATED
            && first.1.text.chars().filter(|&c| is_word(c)).count() >= REPEATED
            && more.iter().all(|field| field.text == first.1.text);
        (more.is_empty() || repeated).then_some(first)
    }

    /// Number of fields up to the last one with text.
    pub(super) fn width(&self) -> usize {
        (0..self.fields.len()).rev().find(|&col| self.filled(col).is_some()).map_or(0, |c| c + 1)
    }
}

/// The rows of a grid. A cell that covers several places stands in each of
/// them, and [`Holds`] tells which is its own.
pub(super) fn grid_to_rows(grid: &Grid) -> Vec<Row<'_>> {
    let (rows, cols) = (grid.rows as usize, grid.cols as usize);
    let mut out: Vec<Row<'_>> = vec![Row::default(); rows];
    for cell in &grid.cells {
        let (top, left) = (cell.row as usize, cell.col as usize);
        let bottom = (top + cell.rowspan.max(1) as usize).min(rows);
        let right = (left + cell.colspan.max(1) as usize).min(cols);
        for (r, row) in out.iter_mut().enumerate().take(bottom).skip(top) {
            if row.fields.len() < right {
                row.fields.resize(right, None);
            }
            for col in left..right {
                let holds = match (r > top, col > left) {
                    (_, true) => Holds::FromLeft,
                    (true, false) => Holds::FromAbove,
                    (false, false) => Holds::Own,
                };
                row.fields[col] = Some(field(cell, holds));
            }
        }
    }
    for row in &mut out {
        let placed = row.fields.iter().flatten().filter(|f| f.holds == Holds::Own);
        row.at = placed.map(|f| f.at).next().unwrap_or_default();
        row.at = line_of(row, row.at);
    }
    out
}

/// Rows with their columns as rows. A cell covered from the left is covered from above
/// afterwards, and the other way round.
pub(super) fn transposed<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let width = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
    let turned = |col: usize| {
        let fields = rows.iter().map(|row| {
            let mut field = row.fields.get(col).cloned().flatten()?;
            field.holds = match field.holds {
                Holds::Own => Holds::Own,
                Holds::FromAbove => Holds::FromLeft,
                Holds::FromLeft => Holds::FromAbove,
            };
            Some(field)
        });
        let fields: Vec<Option<Field<'a>>> = fields.collect();
        let at = fields.iter().flatten().find(|f| !f.is_blank()).map(|f| f.at);
        Row { fields, at: at.unwrap_or_default() }
    };
    (0..width).map(turned).collect()
}

/// What a recogniser is less sure of may well be another text.
const LIKELY: f32 = 0.6;

fn field(cell: &Cell, holds: Holds) -> Field<'_> {
    Field {
        text: Cow::Borrowed(&cell.text),
        at: cell.at,
        holds,
        unowned: cell.unowned,
        contested: cell.contested,
        unsure: cell.unsure.then(|| (cell.confidence.unwrap_or_default() * 100.0) as u8),
        hardly_read: cell.confidence.is_some_and(|sure| sure < LIKELY),
    }
}

/// The place of a row: from its first to its last cell on one line.
fn line_of(row: &Row<'_>, first: At) -> At {
    let same_line = |field: &&Field<'_>| field.at.line == first.line && field.holds == Holds::Own;
    let ends = row.fields.iter().flatten().filter(same_line).filter_map(|f| f.at.chars);
    let chars = first.chars.map(|[start, end]| [start, ends.map(|[_, e]| e).fold(end, u32::max)]);
    At { chars, ..first }
}
