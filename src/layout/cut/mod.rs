//! Text of which the page shows a part: its edge, or the outline in which something is painted,
//! cuts the rest off, or an area is painted over it. What is shown is not the whole text, so
//! U+FFFD stands where it is cut.

mod marks;
mod seen;
mod text;

use rustc_hash::FxHashMap as HashMap;

use super::geometry::{Glyph, PageGeometry, Rect, UNMAPPED};
use super::layers::{Overlay, OverlayKind};
use marks::mark;
use seen::{Seen, Shown, covered, painted_again};
use text::text_around;

/// What of a cell does not show stands in no gap between columns if it is wider, in em.
const HANGS: f32 = 0.1;

/// Takes away what the page does not show, and marks where it cuts text. Gives what was cut, and
/// what was outside of all that is shown.
pub(super) fn take(page: &mut PageGeometry) -> Vec<Overlay> {
    let edge = Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
    let windows = std::mem::take(&mut page.windows);
    let (glyphs, rulings) = (&mut page.glyphs, &page.rulings);
    let unseen = glyphs.iter().filter(|glyph| glyph.invisible).count() * 2 > glyphs.len();
    let shown = Shown { edge, windows: &windows, unseen };
    let inside = |glyph: &Glyph| edge.holds(&glyph.bbox);
    let covered = covered(glyphs);
    if windows.is_empty() && covered.is_empty() && glyphs.iter().all(inside) {
        return Vec::new();
    }
    let mut seen: Vec<Seen> = (0..glyphs.len()).map(|n| shown.of(n, &glyphs[n])).collect();
    for n in covered {
        seen[n] = Seen::Covered;
    }
    if seen.iter().all(|seen| *seen == Seen::Whole) {
        return Vec::new();
    }
    let again = painted_again(glyphs, &seen);
    let mut marks: HashMap<usize, Rect> = HashMap::default();
    let mut found = Vec::new();
    let mut outside = Outside::default();
    let mut at = 0;
    while at < glyphs.len() {
        if seen[at] == Seen::Whole || again[at] {
            at += 1;
            continue;
        }
        let (from, to) = text_around(glyphs, &shown, at);
        at = to;
        let text = glyphs.get(from..to).unwrap_or_default();
        let own = seen.get(from..to).unwrap_or_default();
        let printed = |wanted: fn(Seen) -> bool| {
            let pairs = text.iter().zip(own);
            pairs.filter(move |(glyph, seen)| !glyph.char.is_whitespace() && wanted(**seen))
        };
        let Some(bbox) = Rect::around(printed(|seen| !seen.hides()).map(|(g, _)| &g.bbox)) else {
            outside.add(printed(|_| true).map(|(glyph, _)| glyph));
            continue;
        };
        if printed(|seen| seen != Seen::Whole).next().is_none() {
            continue;
        }
        let bbox = edge.shared(&bbox).unwrap_or(bbox);
        let whole = printed(|_| true).map(|(glyph, _)| glyph.char).collect();
        if mark(glyphs, rulings, &seen, &shown, (from, to), &mut marks) {
            found.push(Overlay { kind: OverlayKind::Cut, text: whole, bbox });
        }
    }
    found.extend(outside.overlay(edge));
    for (n, glyph) in glyphs.iter_mut().enumerate() {
        // What does not show of a character stands in no gap between columns.
        let part = shown.part(n, glyph).filter(|_| seen[n] == Seen::Whole);
        let hangs = |part: &Rect| glyph.bbox.width() - part.width() > glyph.size * HANGS;
        if let Some(part) = part.filter(hangs) {
            (glyph.bbox.left, glyph.bbox.right) = (part.left, part.right);
        }
        if let Some(place) = marks.get(&n) {
            (glyph.char, glyph.bbox, glyph.invisible) = (UNMAPPED, *place, false);
        }
    }
    let mut n = 0;
    glyphs.retain(|_| {
        let keep = !again[n] && (seen[n] != Seen::Not || marks.contains_key(&n));
        n += 1;
        keep
    });
    found
}

/// Text of which nothing is shown.
#[derive(Default)]
struct Outside {
    text: String,
    bbox: Option<Rect>,
}

impl Outside {
    fn add<'g>(&mut self, glyphs: impl Iterator<Item = &'g Glyph>) {
        let before = self.text.len();
        for glyph in glyphs.filter(|glyph| !glyph.invisible) {
            if self.text.len() == before && before > 0 {
                self.text.push(' ');
            }
            self.text.push(glyph.char);
            let whole = self.bbox.map_or(glyph.bbox, |bbox| bbox.union(&glyph.bbox));
            self.bbox = Some(whole);
        }
    }

    fn overlay(self, edge: Rect) -> Option<Overlay> {
        let bbox = self.bbox?;
        let bbox = edge.shared(&bbox).unwrap_or(edge);
        Some(Overlay { kind: OverlayKind::Outside, text: self.text, bbox })
    }
}

#[cfg(test)]
mod tests;
