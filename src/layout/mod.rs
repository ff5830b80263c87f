//! What pages show to lines and grids, whoever made the pages: glyphs, drawn lines
//! and fills with their places go in, pages in reading order come out.
//!
//! ```text
//! geometry ─clean→ glyphs ─┬ rulings → lattice, borderless → pieces ┐
//!                          └ glyph_line, order → lines ─────────────┴─stitch→ sheets ─write→ pages
//! ```

mod borderless;
pub(crate) mod boxed;
mod clean;
mod columns_below;
mod cut;
pub(crate) mod drawing;
mod drawn_signs;
pub(crate) mod geometry;
mod glyph_line;
mod grounds;
mod laid_twice;
mod laid_under;
mod lattice;
mod layers;
mod levelled;
pub(crate) mod mesh;
mod near;
mod note_marks;
mod order;
mod page;
mod page_marks;
pub(crate) mod path;
mod piece;
mod reader;
mod rows_inside;
mod rulings;
#[cfg(test)]
pub(crate) mod sample;
mod sheet;
mod spacing;
mod stitch;
mod struck;
mod thin_pictures;
pub(crate) mod type_cell;
mod usable;
mod write;

pub(crate) use glyph_line::SURE;
pub(crate) use reader::{NoText, Reader, TextKind};
#[cfg(feature = "ocr")]
pub(crate) use usable::{PageText, lacks_lines, page_text};

#[cfg(feature = "second-reader")]
use geometry::{Glyph, PageGeometry};

/// The text in a box of a page (left, top, right, bottom), its lines one after the
/// other.
#[cfg(feature = "second-reader")]
pub(crate) fn text_within(
    page: &PageGeometry,
    [left, top, right, bottom]: [f32; 4],
) -> Option<String> {
    let inside = |glyph: &&Glyph| {
        let (x, y) = (glyph.bbox.x(), glyph.bbox.y());
        left <= x && x <= right && top <= y && y <= bottom
    };
    let part = PageGeometry {
        width: page.width,
        height: page.height,
        glyphs: page.glyphs.iter().filter(inside).copied().collect(),
        boxed: Some(1.0),
        ..PageGeometry::default()
    };
    let clean = clean::clean(part, true);
    let lines = glyph_line::lines(&clean.page.glyphs);
    Some(lines.iter().map(|line| line.text().text).collect())
}
