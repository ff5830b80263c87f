//! The reading order of a page: lines and tables from top to bottom, columns of
//! prose one after the other.

use super::geometry::Glyph;
use super::glyph_line::{self, GlyphLine};
use super::piece::Piece;

/// What stands on a page, one after the other.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Line(GlyphLine),
    Table(Piece),
}

impl Element {
    fn top(&self) -> f32 {
        match self {
            Element::Line(line) => line.bbox.top,
            Element::Table(piece) => piece.bbox.top,
        }
    }
}

/// Lines and tables in reading order.
pub(super) fn elements(glyphs: &[Glyph], pieces: Vec<Piece>) -> Vec<Element> {
    let lines = glyph_line::lines(glyphs).into_iter().map(Element::Line);
    let mut elements: Vec<Element> = lines
        .chain(pieces.into_iter().map(Element::Table))
        .collect();
    elements.sort_by(|a, b| a.top().total_cmp(&b.top()));
    elements
}
