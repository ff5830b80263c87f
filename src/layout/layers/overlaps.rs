//! Glyphs that overlap: painted twice, or of two texts.

use super::strokes::{same_color, same_size};
use crate::fold;
use crate::layout::geometry::Glyph;
use crate::layout::near::Near;

/// A glyph painted again this near, in em, is the same: bold by double printing,
/// fill and outline, a shadow.
const REPAINTED: f32 = 0.2;

/// What is painted again in another spacing drifts: behind one that is the same, the last of both
/// texts is the same up to this share of its width.
const DRIFTED: f32 = 0.6;

/// The next glyph of a text begins no further away, in em.
const NEXT: f32 = 0.4;

/// Glyphs overlap if boxes of this share of theirs, around their middles, do.
const CORE: f32 = 0.6;

/// A glyph this many times as large as another is not of its line: its ink fills its box as
/// seen from the other, of which this share counts.
const LARGER: f32 = 1.8;
const LARGE_CORE: f32 = 0.85;

/// Indexes of two glyphs.
pub(super) type Pair = (usize, usize);

/// Which glyphs paint the same character over itself, which pairs of others overlap,
/// and which show the same character twice in two styles.
pub(super) fn overlaps(glyphs: &[Glyph], near: &Near) -> (Vec<bool>, Vec<Pair>, Vec<Pair>) {
    let mut repainted = vec![false; glyphs.len()];
    // Of which glyph one is the same.
    let mut same_as: Vec<Option<usize>> = vec![None; glyphs.len()];
    let (mut pairs, mut doubles) = (Vec::new(), Vec::new());
    let most = |of: fn(&Glyph) -> f32| glyphs.iter().map(of).fold(0.0, f32::max);
    let (widest, tallest) = (most(|g| g.bbox.width()), most(|g| g.bbox.height()));
    for (own, glyph) in glyphs.iter().enumerate() {
        if glyph.char.is_whitespace() {
            continue;
        }
        let (x, y) = (glyph.bbox.x(), glyph.bbox.y());
        let (width, height) = (glyph.bbox.width(), glyph.bbox.height());
        // Narrow letters repeat within a fifth of an em.
        let same = (glyph.size * REPAINTED).min(width.max(glyph.size * 0.1) * 0.6);
        // The middles of two that overlap, or of the same painted again, are no further apart.
        let far = |own: f32, most: f32| {
            let again = same + (most - own).max(own) / 2.0 + 0.1;
            ((own + most) / 2.0 * LARGE_CORE).max(again)
        };
        let far = [far(width, widest), far(height, tallest)];
        for other in near.within((x, y), width.max(height) * LARGE_CORE, far) {
            let Some(before) = glyphs.get(other).filter(|_| other != own) else {
                continue;
            };
            let (dx, dy) = ((before.bbox.x() - x).abs(), (before.bbox.y() - y).abs());
            let high = if before.size * LARGER < glyph.size { LARGE_CORE } else { CORE };
            let (wide, tall) =
                ((width + before.bbox.width()) / 2.0, (height + before.bbox.height()) / 2.0);
            let same_char = before.char == glyph.char;
            // Nearly all that stand near stand beside.
            if !same_char && (dx >= wide * high || dy >= tall * high) {
                continue;
            }
            if same_char {
                let (dx, dy) =
                    (before.bbox.left - glyph.bbox.left, before.bbox.bottom - glyph.bbox.bottom);
                let behind_same = own > 0 && other > 0 && same_as[own - 1] == Some(other - 1);
                let drifted = behind_same && is_last(glyphs, own) && is_last(glyphs, other);
                let along = if drifted { same.max(width * DRIFTED) } else { same };
                if dx.abs() < along && dy.abs() < same {
                    if other < own && !repainted[other] {
                        if same_style(before, glyph) {
                            repainted[own] = true;
                            same_as[own] = Some(other);
                            break;
                        }
                        doubles.push((other, own));
                    }
                    continue;
                }
            }
            // Each pair is met from its larger glyph, which reaches further.
            let larger = (before.size, other) < (glyph.size, own);
            // Marks take half of their cell, and others may stand in the rest of it.
            let text = fold::is_of_word(glyph.char) && fold::is_of_word(before.char);
            let core = if text { high } else { CORE / 2.0 };
            if larger
                && dx < wide * core
                && dy < tall * high
                && !before.char.is_whitespace()
                && !is_drawn_over(before.char)
                && !is_drawn_over(glyph.char)
            {
                pairs.push((other, own));
            }
        }
    }
    pairs.retain(|&(a, b)| !repainted[a] && !repainted[b]);
    (repainted, pairs, doubles)
}

/// Whether the next glyph painted does not go on with the text of one.
fn is_last(glyphs: &[Glyph], n: usize) -> bool {
    let pair = glyphs.get(n).zip(glyphs.get(n + 1));
    pair.is_none_or(|(glyph, next)| {
        (next.bbox.left - glyph.bbox.right).abs() > glyph.size * NEXT
            || (next.bbox.y() - glyph.bbox.y()).abs() > glyph.size * 0.3
    })
}

fn same_style(a: &Glyph, b: &Glyph) -> bool {
    a.run == b.run
        && a.slanted == b.slanted
        && same_color(a.color, b.color)
        && same_size(a.size, b.size)
}

/// Marks that text is set on or in: lines to fill in, boxes to tick, rings.
fn is_drawn_over(char: char) -> bool {
    matches!(char, '_' | '-' | '/' | '\\' | '|' | '.' | '·' | '…' | '•' | '^' | '~' | '<' | '>' | '='
        | '\u{2010}'..='\u{2017}' | '\u{2190}'..='\u{21FF}' | '\u{2212}' | '\u{2500}'..='\u{27BF}'
        | '\u{3007}' | '\u{FE4D}'..='\u{FE4F}' | '\u{FF0F}' | '\u{FF3C}' | '\u{FF3F}' | '\u{FFE3}')
}
