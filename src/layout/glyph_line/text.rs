//! The text of a line: spaces where they are printed or left, and the place of
//! each stretch.

use super::GlyphLine;
use crate::fold;
use crate::layout::geometry::{Glyph, Rect};

/// Text with the place of each stretch of it.
#[derive(Debug, Clone, Default)]
pub(in crate::layout) struct PlacedText {
    pub(in crate::layout) text: String,
    /// Where stretches of evenly set characters start (bytes), and their boxes.
    pub(in crate::layout) boxes: Vec<(u32, Rect)>,
    /// The characters (bytes) of which a recogniser was not sure enough for a number.
    pub(in crate::layout) unsure: Vec<[u32; 2]>,
}

/// A character less sure is none of a number that is believed. Of 925 values of real pages this
/// finds each that is misread, and doubts 2 % of the others.
pub(crate) const SURE: f32 = 0.9;

/// A gap between two ideographs that is a space, in em.
const CHINESE_SPACE: f32 = 0.5;

/// A gap between two letters or digits that is a space, in em.
const LATIN_SPACE: f32 = 0.2;

/// No gap gives more spaces.
const MOST_SPACES: usize = 40;

impl GlyphLine {
    /// The pieces of the line that wider gaps than `ems` part.
    pub(in crate::layout) fn split(&self, ems: f32) -> Vec<GlyphLine> {
        let mut pieces: Vec<GlyphLine> = Vec::new();
        for glyph in &self.glyphs {
            if glyph.char.is_whitespace() {
                continue;
            }
            let goes_on = pieces.last_mut().filter(|piece| {
                let gap = self.gap(&piece.bbox, &glyph.bbox);
                gap <= ems * self.size
            });
            match goes_on {
                Some(piece) => {
                    piece.bbox = piece.bbox.union(&glyph.bbox);
                    piece.glyphs.push(*glyph);
                }
                None => pieces.push(GlyphLine {
                    glyphs: vec![*glyph],
                    bbox: glyph.bbox,
                    size: self.size,
                    vertical: self.vertical,
                }),
            }
        }
        pieces
    }

    /// The boxes of the pieces that [`GlyphLine::split`] gives.
    pub(in crate::layout) fn stretches(&self, ems: f32) -> Vec<Rect> {
        let mut stretches: Vec<Rect> = Vec::new();
        for glyph in self.glyphs.iter().filter(|glyph| !glyph.char.is_whitespace()) {
            match stretches.last_mut() {
                Some(last) if self.gap(last, &glyph.bbox) <= ems * self.size => {
                    *last = last.union(&glyph.bbox);
                }
                _ => stretches.push(glyph.bbox),
            }
        }
        stretches
    }

    fn gap(&self, before: &Rect, after: &Rect) -> f32 {
        if !self.vertical {
            after.left - before.right
        } else if after.top >= before.top {
            after.top - before.bottom
        } else {
            before.top - after.bottom
        }
    }

    /// The text, a space for each that is printed or left.
    pub(in crate::layout) fn text(&self) -> PlacedText {
        // An ideograph has three bytes.
        let text = String::with_capacity(self.glyphs.len() * 3);
        let mut out = PlacedText { text, ..PlacedText::default() };
        let mut last: Option<&Glyph> = None;
        let mut even = Even::default();
        let mut printed = false;
        for glyph in &self.glyphs {
            if glyph.char.is_whitespace() {
                printed = true;
                continue;
            }
            if let Some(before) = last {
                let gap = self.gap(&before.bbox, &glyph.bbox);
                let count = spaces(before, glyph, gap, std::mem::take(&mut printed));
                if count > 0 {
                    out.boxes.push((out.text.len() as u32, between(&before.bbox, &glyph.bbox)));
                    out.text.extend(std::iter::repeat_n(' ', count));
                    even = Even::default();
                }
            }
            if !even.takes(glyph, self.vertical) {
                out.boxes.push((out.text.len() as u32, glyph.bbox));
                even = Even::new(glyph, self.vertical);
            } else if let Some((_, whole)) = out.boxes.last_mut() {
                *whole = whole.union(&glyph.bbox);
            }
            let from = out.text.len() as u32;
            out.text.push(glyph.char);
            if glyph.confidence < SURE {
                out.unsure.push([from, out.text.len() as u32]);
            }
            last = Some(glyph);
        }
        out
    }
}

/// How many spaces a gap is.
fn spaces(before: &Glyph, after: &Glyph, gap: f32, printed: bool) -> usize {
    let em = before.size.min(after.size);
    let latin = !is_wide(before) && !is_wide(after);
    let least = if latin { LATIN_SPACE } else { CHINESE_SPACE };
    if gap < em * least && !(printed && gap > 0.0) {
        return 0;
    }
    let halves = (gap / em * 2.0).round() as usize;
    halves.clamp(1, MOST_SPACES)
}

/// Whether a glyph takes a square, as ideographs and their punctuation do.
fn is_wide(glyph: &Glyph) -> bool {
    fold::is_cjk(glyph.char) || glyph.bbox.width() >= glyph.size * 0.8
}

fn between(before: &Rect, after: &Rect) -> Rect {
    let whole = before.union(after);
    Rect {
        left: before.right.min(after.left.max(before.left)),
        right: after.left.max(before.left.min(after.right)),
        ..whole
    }
}

/// A stretch of characters that stand equally far apart, so that the place of
/// each follows from the place of all.
#[derive(Default)]
struct Even {
    count: f32,
    from: f32,
    to: f32,
    step: f32,
    size: f32,
}

impl Even {
    /// Characters may stand this much off, in em.
    const OFF: f32 = 0.1;

    fn new(glyph: &Glyph, vertical: bool) -> Even {
        let (from, to) = extent(glyph, vertical);
        Even { count: 1.0, from, to, step: to - from, size: glyph.size }
    }

    /// Takes one more, if it goes on evenly.
    fn takes(&mut self, glyph: &Glyph, vertical: bool) -> bool {
        if self.count == 0.0 || (glyph.size - self.size).abs() > self.size * 0.05 {
            return false;
        }
        let (from, to) = extent(glyph, vertical);
        let off = self.size * Even::OFF;
        let even = (from - self.to).abs() < off && ((to - from) - self.step).abs() < off;
        if even {
            self.count += 1.0;
            self.to = to;
            self.step = (self.to - self.from) / self.count;
        }
        even
    }
}

fn extent(glyph: &Glyph, vertical: bool) -> (f32, f32) {
    if vertical { (glyph.bbox.top, glyph.bbox.bottom) } else { (glyph.bbox.left, glyph.bbox.right) }
}
