//! Glyphs to lines of text.

use super::geometry::{Glyph, Rect, Run};
use crate::fold;

/// The glyphs of one line, in reading order.
#[derive(Debug, Clone, Default)]
pub(super) struct GlyphLine {
    pub(super) glyphs: Vec<Glyph>,
    /// Around all glyphs.
    pub(super) bbox: Rect,
    /// Em of its largest glyph.
    pub(super) size: f32,
    /// Runs from top to bottom.
    pub(super) vertical: bool,
}

/// Text with the place of each stretch of it.
#[derive(Debug, Clone, Default)]
pub(super) struct PlacedText {
    pub(super) text: String,
    /// Where stretches of evenly set characters start (bytes), and their boxes.
    pub(super) boxes: Vec<(u32, Rect)>,
}

/// The lines that glyphs make, from top to bottom; those of vertical writing
/// from right to left. Spaces only part what stands beside them.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<GlyphLine> {
    let mut lines = match writing(glyphs) {
        Writing::Horizontal => horizontal(glyphs),
        Writing::Vertical => columns(glyphs, true),
        Writing::Upwards => columns(glyphs, false),
    };
    lines.retain_mut(|line| {
        let first = line.glyphs.iter().position(|g| !g.char.is_whitespace());
        let last = line.glyphs.iter().rposition(|g| !g.char.is_whitespace());
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        line.glyphs.truncate(last + 1);
        line.glyphs.drain(..first);
        line.bbox = Rect::around(line.glyphs.iter().map(|g| &g.bbox)).unwrap_or_default();
        true
    });
    lines
}

/// How a block of glyphs is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Horizontal,
    /// From top to bottom, the next line to the left.
    Vertical,
    /// Turned counter-clockwise: from bottom to top, the next line to the right.
    Upwards,
}

/// Told by the font, by the way the glyphs run, or by the order of painting:
/// upright glyphs one below the other, in several columns.
fn writing(glyphs: &[Glyph]) -> Writing {
    let visible = || glyphs.iter().filter(|g| !g.char.is_whitespace());
    let (mut down, mut up, mut all) = (0, 0, 0);
    for glyph in visible() {
        all += 1;
        down += usize::from(glyph.vertical || glyph.run == Run::Down);
        up += usize::from(glyph.run == Run::Up && !glyph.vertical);
    }
    if up * 2 > all {
        return Writing::Upwards;
    }
    if down * 2 > all {
        return Writing::Vertical;
    }
    let (mut below, mut beside) = (0, 0);
    for (a, b) in visible().zip(visible().skip(1)) {
        let em = a.size.max(b.size);
        let (dx, dy) = (b.bbox.x() - a.bbox.x(), b.bbox.y() - a.bbox.y());
        below += usize::from(dx.abs() < em * 0.3 && (em * 0.7..em * 1.4).contains(&dy));
        beside += usize::from(dy.abs() < em * 0.5 && dx > 0.0);
    }
    // One column of single glyphs reads the same either way.
    if below > beside * 2 && below >= 2 && beside > 0 || (below >= 3 && beside == 0 && wide(glyphs))
    {
        Writing::Vertical
    } else {
        Writing::Horizontal
    }
}

/// Whether glyphs stand in more than one column.
fn wide(glyphs: &[Glyph]) -> bool {
    let whole = Rect::around(glyphs.iter().map(|g| &g.bbox));
    let size = glyphs.first().map_or(0.0, |g| g.size);
    whole.is_some_and(|whole| whole.width() > size * 2.0)
}

/// Horizontal lines: a glyph belongs to the line whose middle is inside the
/// larger of the two. Marks with a base line of their own (superscripts, full
/// stops of another font) stay in their line.
fn horizontal(glyphs: &[Glyph]) -> Vec<GlyphLine> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
    struct Open<'g> {
        glyphs: Vec<&'g Glyph>,
        middle: f32,
        size: f32,
    }
    let mut open: Vec<Open<'_>> = Vec::new();
    for glyph in order {
        let middle = glyph.bbox.y();
        let nearest = open
            .iter_mut()
            .rev()
            .take(3)
            .map(|line| ((middle - line.middle).abs(), line))
            .filter(|(distance, line)| *distance < line.size.max(glyph.size) * 0.5)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((_, line)) => {
                if glyph.size > line.size * 1.05 && !glyph.char.is_whitespace() {
                    (line.middle, line.size) = (middle, glyph.size);
                }
                line.glyphs.push(glyph);
            }
            None => open.push(Open {
                glyphs: vec![glyph],
                middle,
                size: glyph.size,
            }),
        }
    }
    open.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    let close = |mut line: Open<'_>| {
        line.glyphs
            .sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
        GlyphLine {
            glyphs: line.glyphs.into_iter().copied().collect(),
            size: line.size,
            ..GlyphLine::default()
        }
    };
    open.into_iter().map(close).collect()
}

/// Lines that run down, from right to left, or up, from left to right.
fn columns(glyphs: &[Glyph], down: bool) -> Vec<GlyphLine> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| a.bbox.x().total_cmp(&b.bbox.x()));
    let mut lines: Vec<GlyphLine> = Vec::new();
    for glyph in order {
        let x = glyph.bbox.x();
        let same = lines.last_mut().filter(|line| {
            let first = line.glyphs.first().map_or(x, |g| g.bbox.x());
            (x - first).abs() < line.size.max(glyph.size) * 0.5
        });
        match same {
            Some(line) => {
                line.size = line.size.max(glyph.size);
                line.glyphs.push(*glyph);
            }
            None => lines.push(GlyphLine {
                glyphs: vec![*glyph],
                size: glyph.size,
                vertical: true,
                ..GlyphLine::default()
            }),
        }
    }
    for line in &mut lines {
        line.glyphs
            .sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
        if !down {
            line.glyphs.reverse();
        }
    }
    if down {
        lines.reverse();
    }
    lines
}

/// A gap between two ideographs that is a space, in em.
const CHINESE_SPACE: f32 = 0.5;

/// A gap between two letters or digits that is a space, in em.
const LATIN_SPACE: f32 = 0.2;

/// No gap gives more spaces.
const MOST_SPACES: usize = 40;

impl GlyphLine {
    /// The pieces of the line that wider gaps than `ems` part.
    pub(super) fn split(&self, ems: f32) -> Vec<GlyphLine> {
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
    pub(super) fn text(&self) -> PlacedText {
        let mut out = PlacedText::default();
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
                    out.boxes
                        .push((out.text.len() as u32, between(&before.bbox, &glyph.bbox)));
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
            out.text.push(glyph.char);
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
        Even {
            count: 1.0,
            from,
            to,
            step: to - from,
            size: glyph.size,
        }
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
    if vertical {
        (glyph.bbox.top, glyph.bbox.bottom)
    } else {
        (glyph.bbox.left, glyph.bbox.right)
    }
}
