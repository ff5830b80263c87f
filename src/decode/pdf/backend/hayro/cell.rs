//! The cell of type of a glyph as the library tells it.

use hayro_interpret::font::Glyph as FontGlyph;
use hayro_interpret::kurbo::{Affine, Point, Rect as Area};

use crate::layout::geometry::Rect;
use crate::layout::type_cell::TypeCell;

/// The cell of a glyph; `None` if it is too small to be seen.
pub(super) fn cell(glyph: &FontGlyph<'_>, transform: Affine, vertical: bool) -> Option<TypeCell> {
    const EM: f64 = 1000.0;
    let advance = match glyph {
        FontGlyph::Outline(outline) => outline.advance_width(),
        FontGlyph::Type3(glyph) => glyph.advance_width(),
    };
    let origin = transform * Point::ZERO;
    let up = transform * Point::new(0.0, EM) - origin;
    // The x scale also holds the stretch of a substitute font, so that only
    // its direction is taken; the advance is the file's own.
    let ahead = transform * Point::new(EM, 0.0) - origin;
    let width = if vertical { EM } else { f64::from(advance.unwrap_or(EM as f32)) };
    TypeCell::new((origin.x, origin.y), (up.x, up.y), (ahead.x, ahead.y), width / EM)
}

pub(super) fn rect(area: Area) -> Rect {
    Rect {
        left: area.x0 as f32,
        top: area.y0 as f32,
        right: area.x1 as f32,
        bottom: area.y1 as f32,
    }
}
