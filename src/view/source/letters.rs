//! Letters at their places, in a font of whoever looks at the page.

use std::fmt::Write;

use super::super::html::push_char;
use crate::layout::geometry::{Glyph, Run};

/// How far above the foot of a cell of type its base line lies, in em.
const FOOT: f32 = 0.12;

/// Adds glyphs to a drawing, a text for each run of them.
pub(super) fn push(svg: &mut String, glyphs: &[&Glyph]) {
    for line in glyphs.chunk_by(|a, b| goes_on(a, b)) {
        text(svg, line);
    }
}

/// Whether two glyphs stand on one line, in one colour and size.
fn goes_on(a: &Glyph, b: &Glyph) -> bool {
    a.run == Run::Right
        && b.run == Run::Right
        && !a.vertical
        && !b.vertical
        && (a.bbox.bottom - b.bbox.bottom).abs() < 0.05
        && (a.size - b.size).abs() < 0.05
        && a.color == b.color
}

fn text(svg: &mut String, line: &[&Glyph]) {
    let Some(first) = line.first() else { return };
    let [red, green, blue] = first.color;
    let y = first.bbox.bottom - FOOT * first.size;
    svg.push_str("<text x=\"");
    for (index, glyph) in line.iter().enumerate() {
        let gap = if index > 0 { " " } else { "" };
        let _ = write!(svg, "{gap}{:.2}", glyph.bbox.left);
    }
    let _ = write!(svg, "\" y=\"{y:.2}\" font-size=\"{:.2}\"", first.size);
    if first.color != [0, 0, 0] {
        let _ = write!(svg, " fill=\"#{red:02x}{green:02x}{blue:02x}\"");
    }
    // The middle of a turned glyph stays where it is.
    let turn = match first.run {
        Run::Right | Run::Askew => 0,
        Run::Down => 90,
        Run::Left => 180,
        Run::Up => 270,
    };
    if turn != 0 {
        let _ = write!(
            svg,
            " transform=\"rotate({turn} {:.2} {:.2})\"",
            first.bbox.x(),
            first.bbox.y()
        );
    }
    svg.push('>');
    for glyph in line {
        push_char(svg, glyph.char);
    }
    svg.push_str("</text>");
}
