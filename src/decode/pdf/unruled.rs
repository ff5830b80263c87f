//! Tables without a net of lines: with horizontal lines only (三线表), or with
//! none, their cells told by alignment.

use super::geometry::{Glyph, Ruling};
use super::piece::Piece;

/// Takes the glyphs of tables without a net of lines out of a page.
pub(super) fn pieces(_page: usize, _glyphs: &mut Vec<Glyph>, _horizontal: &[Ruling]) -> Vec<Piece> {
    Vec::new()
}
