//! What is painted in one stroke: glyphs one after the other, of one style.

use rustc_hash::FxHashSet as HashSet;

use crate::layout::geometry::{Glyph, Rect, Run};

/// Glyphs painted one after the other in one style.
pub(super) struct Stroke {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) color: [u8; 3],
    pub(super) size: f32,
    pub(super) slanted: bool,
    /// How many of its glyphs run askew, and how many it has; blanks do not count.
    pub(super) askew: usize,
    pub(super) count: usize,
    /// It says the same, in the same style, as one before ([`mark_repeats`]): watermarks are
    /// printed many times, and are not therefore the greater part of a page.
    pub(super) repeats: bool,
    pub(super) bbox: Rect,
}

/// Colours may differ this much in a part and be one.
const SAME_COLOR: u8 = 40;

/// Sizes of one style differ by no more than this factor.
const SAME_SIZE: f32 = 1.15;

pub(super) fn same_color(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOR)
}

pub(super) fn same_size(a: f32, b: f32) -> bool {
    a.max(b) <= a.min(b) * SAME_SIZE
}

/// The glyphs in strokes: of one style, each near the one before.
pub(super) fn strokes(glyphs: &[Glyph]) -> Vec<Stroke> {
    const FAR: f32 = 3.0;
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for (n, glyph) in glyphs.iter().enumerate() {
        let apart = |last: &Glyph| {
            let (dx, dy) = (glyph.bbox.x() - last.bbox.x(), glyph.bbox.y() - last.bbox.y());
            // Text that goes back on its own line begins anew.
            let back = last.run == Run::Right
                && glyph.run == Run::Right
                && dx < -glyph.size * 0.2
                && dy.abs() < glyph.size * 0.5;
            back || dx.abs().max(dy.abs()) > glyph.size * FAR
        };
        let goes_on = last.is_some_and(|last| {
            last.color == glyph.color
                && last.slanted == glyph.slanted
                && (last.size - glyph.size).abs() <= glyph.size * 0.02
                && !apart(last)
        });
        let counts = usize::from(!glyph.char.is_whitespace());
        let askew = usize::from(glyph.run == Run::Askew || glyph.watermark) * counts;
        match strokes.last_mut().filter(|_| goes_on) {
            Some(stroke) => {
                stroke.end = n + 1;
                stroke.askew += askew;
                stroke.count += counts;
                stroke.bbox = stroke.bbox.union(&glyph.bbox);
            }
            None => strokes.push(Stroke {
                first: n,
                end: n + 1,
                color: glyph.color,
                size: glyph.size,
                slanted: glyph.slanted,
                askew,
                count: counts,
                repeats: false,
                bbox: glyph.bbox,
            }),
        }
        last = Some(glyph);
    }
    strokes
}

/// Marks the strokes that say again what one before says.
pub(super) fn mark_repeats(glyphs: &[Glyph], strokes: &mut [Stroke]) {
    let mut known: HashSet<([u8; 3], String)> = HashSet::default();
    for stroke in strokes {
        stroke.repeats = !known.insert((stroke.color, text(glyphs, stroke)));
    }
}

/// The characters of a stroke without blanks.
pub(super) fn text(glyphs: &[Glyph], stroke: &Stroke) -> String {
    let glyphs = glyphs.get(stroke.first..stroke.end).unwrap_or_default();
    glyphs.iter().map(|glyph| glyph.char).filter(|char| !char.is_whitespace()).collect()
}

/// Whether the text of the page runs straight: what runs askew is none of it. A page
/// that was laid down a little turned runs askew as a whole.
pub(super) fn is_straight(strokes: &[Stroke]) -> bool {
    /// A watermark may say as much as a short page.
    const MANY: usize = 4;
    let own = || strokes.iter().filter(|stroke| !stroke.repeats);
    let askew: usize = own().map(|stroke| stroke.askew).sum();
    let straight = own().map(|stroke| stroke.count).sum::<usize>() - askew;
    straight * MANY > askew
}
