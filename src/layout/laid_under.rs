//! A text that a recogniser laid under a picture (双层PDF), as the boxes that it was made of: each
//! line, word or character is set into its box in type of no matter what size, stretched until it
//! fits. Only the boxes are true, not the sizes of type and the places of characters within them.

use super::boxed::{self, BoxedLine, BoxedPage};
use super::geometry::{Glyph, PageGeometry, Rect, Run};
use super::laid_twice;
use super::layers::Overlay;
use crate::fold;

/// What follows no further off is of the same box, in em: ideographs and marks, of which some
/// programs tell where their ink begins, and two letters or digits.
const NEXT: f32 = 0.5;
const NEXT_LETTER: f32 = 0.28;

/// Within what the file sets as one text, a wider gap parts two boxes, in em.
const PARTED: f32 = 0.6;

/// A mark takes at least this share of its cell.
const MARK: f32 = 0.3;

/// A space is so wide, in em.
const SPACE: f32 = 0.5;

/// One that is set takes more, in em, unless what follows stands in its place.
const NARROW: f32 = 0.1;

/// The middles of characters on one line are no further apart, in em.
const LEVEL: f32 = 0.3;

/// The upright page, its characters set anew into their boxes, and what two layers of text tell
/// differently.
pub(super) fn set_anew(page: PageGeometry) -> (PageGeometry, Option<Overlay>) {
    let (boxes, differing) = laid_twice::told_apart(boxes(&page.glyphs));
    let lines = boxes.iter().map(|(text, bbox)| BoxedLine {
        text,
        bbox: [bbox.left, bbox.top, bbox.right, bbox.bottom],
        confidence: None,
    });
    let size = Some((page.width, page.height));
    let boxed = BoxedPage { size, in_points: true, lines: lines.collect() };
    let PageGeometry { glyphs, boxed, .. } = boxed::geometry(&boxed);
    (PageGeometry { glyphs, boxed, ..page }, differing)
}

/// The texts of a page in their boxes, in the order in which they are set.
fn boxes(glyphs: &[Glyph]) -> Vec<(String, Rect)> {
    let usual = middle(stretches(glyphs).filter_map(stretched).collect());
    let mut boxes: Vec<(String, Rect)> = Vec::new();
    let mut last: Option<Glyph> = None;
    for stretch in stretches(glyphs) {
        let times = stretched(stretch).or(usual).unwrap_or(1.0);
        // Many end each word with a space, which takes room that the next word stands in.
        let mut blank = false;
        for glyph in stretch {
            if glyph.char.is_whitespace() {
                blank = true;
                continue;
            }
            let glyph = set_as(glyph, times);
            // Marks stand in a part of their cell; the next text may start in the rest of it.
            if let (Some(last), Some((_, bbox))) = (&last, boxes.last_mut()) {
                cut_before(&glyph, last, bbox);
            }
            let gap = last.and_then(|last| gap(&last, &glyph));
            match boxes.last_mut().zip(gap) {
                Some(((text, bbox), gap)) => {
                    let printed = usize::from(blank && gap > NARROW);
                    let spaces = ((gap / SPACE).max(0.0) as usize).max(printed);
                    text.extend(std::iter::repeat_n(' ', spaces));
                    text.push(glyph.char);
                    *bbox = bbox.union(&glyph.bbox);
                }
                None => boxes.push((glyph.char.to_string(), glyph.bbox)),
            }
            (last, blank) = (Some(glyph), false);
        }
    }
    boxes
}

/// What the file sets as one text each.
fn stretches(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| a.stretch == b.stretch && a.run == b.run && a.vertical == b.vertical)
}

/// How many times as wide as they are in their font most characters of a stretch are set.
fn stretched(stretch: &[Glyph]) -> Option<f32> {
    let times = |pair: &[Glyph]| {
        let [a, b] = pair else { return None };
        let ((from, to), (next, _)) = (along(a), along(b));
        let times = (next - from) / (to - from).max(0.1);
        (times > 0.2 && times < 5.0).then_some(times)
    };
    middle(stretch.windows(2).filter_map(times).collect())
}

fn middle(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f32::total_cmp).1)
}

/// Where a glyph starts and ends along its line.
fn along(glyph: &Glyph) -> (f32, f32) {
    match is_down(glyph) {
        true => (glyph.bbox.top, glyph.bbox.bottom),
        false => (glyph.bbox.left, glyph.bbox.right),
    }
}

fn is_down(glyph: &Glyph) -> bool {
    glyph.vertical || glyph.run == Run::Down
}

/// A glyph so many times as long.
fn set_as(glyph: &Glyph, times: f32) -> Glyph {
    let (from, to) = along(glyph);
    let end = from + (to - from) * times;
    let bbox = match is_down(glyph) {
        true => Rect { bottom: end, ..glyph.bbox },
        false => Rect { right: end, ..glyph.bbox },
    };
    Glyph { bbox, ..*glyph }
}

/// Ends a box where a glyph of the same line starts in its last one.
fn cut_before(glyph: &Glyph, last: &Glyph, bbox: &mut Rect) {
    let ((from, to), (next, _)) = (along(last), along(glyph));
    let inside = last.run == glyph.run && from + (to - from) * MARK < next && next < to;
    match is_down(glyph) {
        true if inside && is_level(last, glyph) => bbox.bottom = bbox.bottom.min(next),
        false if inside && is_level(last, glyph) => bbox.right = bbox.right.min(next),
        _ => {}
    }
}

fn is_level(last: &Glyph, glyph: &Glyph) -> bool {
    let off = match is_down(glyph) {
        true => glyph.bbox.x() - last.bbox.x(),
        false => glyph.bbox.y() - last.bbox.y(),
    };
    off.abs() < last.size.max(glyph.size) * LEVEL
}

/// How far a glyph stands behind the one before it, in em; `None` if it does not go on with its box.
fn gap(last: &Glyph, glyph: &Glyph) -> Option<f32> {
    let em = last.size.max(glyph.size);
    let gap = (along(glyph).0 - along(last).1) / em;
    let letters = !fold::is_cjk(last.char) && !fold::is_cjk(glyph.char);
    let most = match last.stretch == glyph.stretch {
        true => PARTED,
        false if letters && last.char.is_alphanumeric() && glyph.char.is_alphanumeric() => {
            NEXT_LETTER
        }
        false => NEXT,
    };
    let goes_on = last.run == glyph.run
        && last.vertical == glyph.vertical
        && is_level(last, glyph)
        && (-PARTED..most).contains(&gap);
    goes_on.then_some(gap)
}
