//! Where a text is cut.

use rustc_hash::FxHashMap as HashMap;

use super::seen::{Seen, Shown};
use super::text::{is_beside, is_under_another};
use crate::layout::geometry::{Glyph, Rect, Ruling, Run};

/// Where a text is cut between two glyphs, its mark is so wide, in em.
const MARK: f32 = 0.06;

/// What is painted over the rest of a text and begins so near to where that ends, in em, stands
/// in its place.
const REPLACED: f32 = 0.12;

/// What stands in the place of a text is painted within so many glyphs after it.
const LATER: usize = 2_000;

/// Marks each place of a text where it is cut: the first of those that do not show, at the edge of
/// one that does. Whether there is any.
pub(super) fn mark(
    glyphs: &[Glyph],
    rulings: &[Ruling],
    seen: &[Seen],
    shown: &Shown<'_>,
    (from, to): (usize, usize),
    marks: &mut HashMap<usize, Rect>,
) -> bool {
    let before = marks.len();
    let printed: Vec<usize> = (from..to).filter(|&n| !glyphs[n].char.is_whitespace()).collect();
    for pair in printed.windows(2) {
        let (seen_one, hidden) = match (seen[pair[0]], seen[pair[1]]) {
            (Seen::Whole, two) if two.hides() => (pair[0], pair[1]),
            (one, Seen::Whole) if one.hides() => (pair[1], pair[0]),
            _ => continue,
        };
        let (glyph, next) = (&glyphs[seen_one], &glyphs[hidden]);
        if seen[hidden] == Seen::Covered && is_replaced(glyphs, rulings, glyph, hidden) {
            continue;
        }
        if is_under_another(glyphs, hidden, |n| seen[n] == Seen::Whole && !glyphs[n].invisible) {
            continue;
        }
        let part = shown.part(seen_one, glyph).unwrap_or(glyph.bbox);
        marks.entry(hidden).or_insert_with(|| at_edge(&part, glyph, next));
    }
    marks.len() > before
}

/// Whether another text, painted later, goes on where one that is painted over ends.
fn is_replaced(glyphs: &[Glyph], rulings: &[Ruling], glyph: &Glyph, hidden: usize) -> bool {
    let behind = glyphs[hidden].bbox.x() > glyph.bbox.x();
    // What stands behind a drawn line is the text of another cell.
    let parted = |later: &Glyph| {
        let (from, to) = (glyph.bbox.x().min(later.bbox.x()), glyph.bbox.x().max(later.bbox.x()));
        rulings.iter().any(|ruling| {
            !ruling.horizontal
                && (from..to).contains(&ruling.place)
                && (ruling.from..ruling.to).contains(&glyph.bbox.y())
        })
    };
    glyphs.iter().skip(hidden + 1).take(LATER).any(|later| {
        let gap = match behind {
            true => later.bbox.left - glyph.bbox.right,
            false => glyph.bbox.left - later.bbox.right,
        };
        let level = (later.bbox.y() - glyph.bbox.y()).abs() < glyph.size * 0.5;
        level
            && later.stretch != glyph.stretch
            && !later.invisible
            && !later.char.is_whitespace()
            && gap.abs() <= glyph.size * REPLACED
            && !parted(later)
    })
}

/// A narrow box at the edge of a glyph that looks towards the next one.
fn at_edge(part: &Rect, glyph: &Glyph, next: &Glyph) -> Rect {
    let width = glyph.size * MARK;
    let beside = is_beside(glyph, next);
    match glyph.run {
        Run::Down | Run::Up => {
            let below =
                if beside { next.bbox.y() > glyph.bbox.y() } else { glyph.run == Run::Down };
            if below {
                Rect { top: part.bottom - width, ..*part }
            } else {
                Rect { bottom: part.top + width, ..*part }
            }
        }
        Run::Right | Run::Left | Run::Askew => {
            let behind =
                if beside { next.bbox.x() > glyph.bbox.x() } else { glyph.run != Run::Left };
            if behind {
                Rect { left: part.right - width, ..*part }
            } else {
                Rect { right: part.left + width, ..*part }
            }
        }
    }
}
