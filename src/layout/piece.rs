//! The part of a table that stands on one page.

use super::geometry::Rect;
use super::glyph_line::GlyphLine;
use crate::document::Origin;

/// A table, or the part of one, on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// Index of the page.
    pub(super) page: usize,
    pub(super) bbox: Rect,
    /// The borders between its columns, the outer ones with them.
    pub(super) xs: Vec<f32>,
    /// Number of rows.
    pub(super) rows: usize,
    /// By row, then column; covered places have none.
    pub(super) cells: Vec<PieceCell>,
    /// Whether drawn lines told the cells, or alignment did.
    pub(super) origin: Origin,
    /// Its columns are those of the table with which the page before ended,
    /// wherever their borders seem to lie.
    pub(super) goes_on: bool,
    /// See [`crate::document::Grid::undrawn`].
    pub(super) undrawn: bool,
}

impl Piece {
    /// Without the rows in which no text starts: empty ones, and those that only
    /// stray lines tell, such as a border drawn beside its row.
    pub(super) fn without_blank_rows(mut self) -> Piece {
        let mut kept = vec![false; self.rows + 1];
        for cell in self.cells.iter().filter(|cell| !cell.lines.is_empty()) {
            if let Some(row) = kept.get_mut(cell.row) {
                *row = true;
            }
        }
        // For each row, how many are kept above it.
        let above: Vec<usize> = kept
            .iter()
            .scan(0, |count, &kept| {
                let above = *count;
                *count += usize::from(kept);
                Some(above)
            })
            .collect();
        let place = |row: usize| above.get(row).copied().unwrap_or_default();
        self.cells.retain_mut(|cell| {
            let (start, end) = (place(cell.row), place(cell.row + cell.rowspan));
            (cell.row, cell.rowspan) = (start, end.saturating_sub(start));
            cell.rowspan > 0
        });
        self.rows = place(self.rows);
        self
    }
}

/// A cell of a [`Piece`].
#[derive(Debug, Clone, Default)]
pub(super) struct PieceCell {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    /// The cell itself.
    pub(super) bbox: Rect,
    /// What stands in it.
    pub(super) lines: Vec<GlyphLine>,
    /// See [`crate::document::Cell::unowned`].
    pub(super) unowned: bool,
}
