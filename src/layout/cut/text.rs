//! Which glyphs are of one text.

use super::seen::Shown;
use crate::layout::geometry::{Glyph, Run};
use crate::layout::near::run_around;

/// Glyphs of one text stand no further apart, in em.
const TOUCH: f32 = 0.4;

/// Lines of one text stand no further apart, in em.
const LEAD: f32 = 2.2;

/// Glyphs of one text share no more of the narrower one.
const SHARED: f32 = 0.5;

/// A glyph begins where the one before it ends if no more is between them, in em.
const FLUSH: f32 = 0.06;

/// The glyphs painted before and after one that are of its text: beside it on its line, or, within
/// one window, on the next lines.
pub(super) fn text_around(glyphs: &[Glyph], shown: &Shown<'_>, at: usize) -> (usize, usize) {
    let touches = |n: usize| {
        let pair = glyphs.get(n).zip(glyphs.get(n + 1));
        pair.is_some_and(|(one, two)| {
            let one_window = match (shown.window(n), shown.window(n + 1)) {
                (Some(a), Some(b)) => a.number == b.number && shown.is_cell(a),
                // Of what shows as a whole no window was taken down.
                (Some(window), None) => shown.is_cell(window) && window.area.holds(&two.bbox),
                (None, Some(window)) => shown.is_cell(window) && window.area.holds(&one.bbox),
                (None, None) => false,
            };
            one.color == two.color
                && (one.size - two.size).abs() <= one.size * 0.05
                && one.run == two.run
                && (is_beside(one, two) || one_window && is_below(one, two))
        })
    };
    run_around(at, touches)
}

/// Whether a glyph begins where the other one of its style ends, on its line.
pub(super) fn is_flush(one: &Glyph, two: &Glyph) -> bool {
    let gap = match one.run {
        Run::Right => two.bbox.left - one.bbox.right,
        Run::Left => one.bbox.left - two.bbox.right,
        Run::Down => two.bbox.top - one.bbox.bottom,
        Run::Up => one.bbox.top - two.bbox.bottom,
        Run::Askew => return false,
    };
    let (_, off) = apart(one, two);
    gap.abs() <= one.size * FLUSH
        && off <= one.size * FLUSH
        && one.run == two.run
        && one.color == two.color
        && (one.size - two.size).abs() <= one.size * 0.02
}

/// So many glyphs painted before and after one may stand where it does.
const AROUND: usize = 64;

/// Whether a text of which nothing shows has another one over it that does, as `shows` tells: that
/// one is not cut by it.
pub(super) fn is_under_another(
    glyphs: &[Glyph],
    hidden: usize,
    shows: impl Fn(usize) -> bool,
) -> bool {
    let Some(own) = glyphs.get(hidden).filter(|own| own.stretch != 0) else { return false };
    let near = hidden.saturating_sub(AROUND)..(hidden + AROUND).min(glyphs.len());
    let mut over = false;
    for n in near.filter(|&n| shows(n) && !glyphs[n].char.is_whitespace()) {
        let other = &glyphs[n];
        if other.stretch == own.stretch {
            return false;
        }
        let (across, off) = apart(own, other);
        let width = own.bbox.width().min(other.bbox.width());
        over |= across < -width / 2.0 && off <= own.size * 0.3;
    }
    over
}

/// How far two boxes are apart along the line of glyphs and across it.
fn apart(one: &Glyph, two: &Glyph) -> (f32, f32) {
    let (a, b) = (&one.bbox, &two.bbox);
    let across = ((b.left.max(a.left)) - a.right.min(b.right), (a.y() - b.y()).abs());
    let along = ((b.top.max(a.top)) - a.bottom.min(b.bottom), (a.x() - b.x()).abs());
    match one.run {
        Run::Down | Run::Up => along,
        Run::Right | Run::Left | Run::Askew => across,
    }
}

/// Whether two glyphs stand beside each other on one line, and not over each other.
pub(super) fn is_beside(one: &Glyph, two: &Glyph) -> bool {
    let (gap, off) = apart(one, two);
    let along = |glyph: &Glyph| match glyph.run {
        Run::Down | Run::Up => glyph.bbox.height(),
        Run::Right | Run::Left | Run::Askew => glyph.bbox.width(),
    };
    let over = along(one).min(along(two)) * SHARED;
    off <= one.size * 0.3 && (-over..=one.size * TOUCH).contains(&gap)
}

fn is_below(one: &Glyph, two: &Glyph) -> bool {
    let (_, off) = apart(one, two);
    off <= one.size * LEAD
}
