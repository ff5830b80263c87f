//! Rows told by the level of their values, where the lines of one cell stand no nearer than those
//! of two: each value is a row, and the texts beside it stand around its level.

use super::rows::Band;
use crate::layout::geometry::Rect;
use crate::layout::glyph_line::GlyphLine;
use crate::layout::levelled::{self, Setting};

/// The bands of the rows, told by any of the columns `leading`, which hold values. `None` if texts
/// beside them can be put to them in no way, or in two.
pub(super) fn bands(plain: &[Vec<&GlyphLine>], leading: &[usize]) -> Option<Vec<Band>> {
    let ways = leading.iter().flat_map(|&col| {
        [Setting::Middle, Setting::Top].into_iter().filter_map(move |way| led(plain, col, way))
    });
    ways.map(Some)
        .reduce(|one, other| match (one, other) {
            (Some(one), Some(other)) if same(&one, &other) => Some(one),
            _ => None,
        })
        .flatten()
}

fn same(one: &[Band], other: &[Band]) -> bool {
    let edges = |band: &Band| (band.top, band.bottom);
    one.iter().map(edges).eq(other.iter().map(edges))
}

/// The bands if each line of the column `leading` is a row, and texts stand beside it in this way.
fn led(plain: &[Vec<&GlyphLine>], leading: usize, setting: Setting) -> Option<Vec<Band>> {
    let values = plain.get(leading)?;
    let middles: Vec<f32> = values.iter().map(|line| line.bbox.y()).collect();
    let mut rows: Vec<Band> = values
        .iter()
        .map(|line| Band { top: line.bbox.top, bottom: line.bbox.bottom, cells: 1 })
        .collect();
    for (_, lines) in plain.iter().enumerate().filter(|(col, _)| *col != leading) {
        let boxes: Vec<&Rect> = lines.iter().map(|line| &line.bbox).collect();
        let parted = levelled::parted(&boxes, &middles, setting)?;
        for (row, own) in rows.iter_mut().zip(parted) {
            let own = boxes.get(own).unwrap_or_default();
            let Some(text) = Rect::around(own.iter().copied()) else { continue };
            (row.top, row.bottom) = (row.top.min(text.top), row.bottom.max(text.bottom));
            row.cells += 1;
        }
    }
    // A text that reaches into the next row may be of either.
    let apart = rows.windows(2).all(|two| match two {
        [above, below] => above.bottom <= below.top + (below.bottom - below.top).min(14.0) * 0.25,
        _ => true,
    });
    apart.then_some(rows)
}
