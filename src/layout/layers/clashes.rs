//! Which of two texts that overlap is that of the page.

use rustc_hash::FxHashMap as HashMap;

use super::strokes::{Stroke, is_straight, same_color, same_size, text};
use super::styles::Styles;
use crate::layout::geometry::Glyph;

/// Two strokes of which neither is known to be the text of the page.
pub(super) struct Clash {
    pub(super) strokes: (usize, usize),
    /// The glyphs that overlap.
    pub(super) glyphs: Vec<usize>,
}

/// Which strokes lie across the text of the page, and which two clash.
pub(super) fn decide(
    glyphs: &[Glyph],
    strokes: &[Stroke],
    overlaps: &[(usize, usize)],
) -> (Vec<bool>, Vec<Clash>) {
    let straight = is_straight(strokes);
    // The letters of a seal stand in a ring, some of them upright.
    let in_ring = |stroke: &Stroke| stroke.askew > 0 && stroke.askew * 3 >= stroke.count;
    let mut across: Vec<bool> = strokes.iter().map(|stroke| straight && in_ring(stroke)).collect();
    let styles = Styles::of(strokes);
    let owner = |glyph: usize| strokes.partition_point(|stroke| stroke.end <= glyph);
    let mut met: HashMap<(usize, usize), Vec<usize>> = HashMap::default();
    for &(a, b) in overlaps {
        let (one, other) = (owner(a), owner(b));
        if one != other {
            let pair = (one.min(other), one.max(other));
            met.entry(pair).or_default().extend([a, b]);
        }
    }
    let mut pairs: Vec<_> = met.into_iter().collect();
    pairs.sort_by_key(|(pair, _)| *pair);
    let mut open = Vec::new();
    for ((one, other), parts) in pairs {
        let (Some(a), Some(b)) = (strokes.get(one), strokes.get(other)) else {
            continue;
        };
        match styles.across(a, b, on_one_line(glyphs, &parts)) {
            Some(true) => across[one] = true,
            Some(false) => across[other] = true,
            None => open.push(Clash { strokes: (one, other), glyphs: parts }),
        }
    }
    gather(glyphs, strokes, &styles, &mut across);
    open.retain(|clash| !across[clash.strokes.0] && !across[clash.strokes.1]);
    (across, open)
}

/// Whether glyphs that overlap stand on one line and are of one size: a text typed
/// over another, not across it.
fn on_one_line(glyphs: &[Glyph], parts: &[usize]) -> bool {
    let pair = |pair: &[usize]| {
        let a = glyphs.get(*pair.first()?)?;
        let b = glyphs.get(*pair.get(1)?)?;
        let near = (a.bbox.bottom - b.bbox.bottom).abs() < a.size.max(b.size) * 0.12;
        Some(near && same_size(a.size, b.size))
    };
    parts.chunks(2).all(|parts| pair(parts).unwrap_or_default())
}

/// What of the colour of a seal or watermark lies within it belongs to it, and what
/// says the same in the same style: watermarks are printed many times.
fn gather(glyphs: &[Glyph], strokes: &[Stroke], styles: &Styles, across: &mut [bool]) {
    let other_color = |stroke: &Stroke| !same_color(stroke.color, styles.color);
    let marks: Vec<(&Stroke, String)> = strokes
        .iter()
        .zip(across.iter())
        .filter(|(stroke, across)| **across && other_color(stroke))
        .map(|(stroke, _)| (stroke, text(glyphs, stroke)))
        .collect();
    if marks.is_empty() {
        return;
    }
    let candidates = strokes.iter().zip(across).filter(|(stroke, _)| other_color(stroke));
    for (stroke, across) in candidates {
        let own = text(glyphs, stroke);
        *across |= marks.iter().any(|(mark, text)| {
            same_color(mark.color, stroke.color)
                && (mark.bbox.contains(stroke.bbox.x(), stroke.bbox.y())
                    || same_size(mark.size, stroke.size) && *text == own)
        });
    }
}
