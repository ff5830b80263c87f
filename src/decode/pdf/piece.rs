//! The part of a table that stands on one page.

use super::geometry::Rect;
use super::glyph_line::GlyphLine;
use crate::decode::Origin;

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
}

impl Piece {
    /// Number of columns.
    pub(super) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
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
}
