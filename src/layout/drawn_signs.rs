//! Signs that are drawn as strokes (划线代字): a minus may be no character of its font. What number
//! stands behind such a stroke is not told by its digits, so U+FFFD stands for the stroke.

use super::geometry::{Glyph, PageGeometry, Rect, Ruling, Run, UNMAPPED};

/// A stroke is so long, in em.
const LENGTH: std::ops::Range<f32> = 0.25..0.95;

/// It lies so high over the base line, in em.
const HIGH: std::ops::Range<f32> = 0.15..0.5;

/// Height of the base line over the lower end of the cell of type, in em.
const BASE: f32 = 0.12;

/// The digit begins so near to the end of the stroke, in em.
const NEAR: f32 = 0.35;

/// A dash of a broken line has others in its line no further off, in em.
const BROKEN: f32 = 2.0;

/// Lines that touch are borders, in points.
const TOUCH: f32 = 0.8;

/// So many pairs of strokes and lines of a page are looked at.
const MOST: usize = 2_000_000;

/// Puts U+FFFD where a stroke stands right before a digit, at the height of a minus, and takes the
/// stroke from the lines of the page.
pub(super) fn take(page: &mut PageGeometry) {
    let digit = |glyph: &Glyph| glyph.char.is_ascii_digit() && glyph.run == Run::Right;
    let largest = page.glyphs.iter().filter(|g| digit(g)).map(|g| g.size).fold(0.0, f32::max);
    let short =
        |ruling: &Ruling| ruling.horizontal && ruling.to - ruling.from < largest * LENGTH.end;
    if largest <= 0.0 || !page.rulings.iter().any(short) {
        return;
    }
    let base = |glyph: &Glyph| glyph.bbox.bottom - glyph.size * BASE;
    let mut digits: Vec<usize> =
        (0..page.glyphs.len()).filter(|&n| digit(&page.glyphs[n])).collect();
    digits.sort_by(|&a, &b| base(&page.glyphs[a]).total_cmp(&base(&page.glyphs[b])));
    let bases: Vec<f32> = digits.iter().map(|&n| base(&page.glyphs[n])).collect();
    let mut left = MOST;
    let mut signs: Vec<(usize, usize)> = Vec::new();
    for (number, ruling) in page.rulings.iter().enumerate().filter(|(_, ruling)| short(ruling)) {
        let first = bases.partition_point(|&y| y < ruling.place);
        let last = bases.partition_point(|&y| y <= ruling.place + largest * HIGH.end);
        let near = digits.get(first..last).unwrap_or_default();
        let Some(rest) = left.checked_sub(near.len()) else { break };
        left = rest;
        let behind = |&&n: &&usize| {
            let glyph = &page.glyphs[n];
            let (length, gap) = (ruling.to - ruling.from, glyph.bbox.left - ruling.to);
            let height = (base(glyph) - ruling.place) / glyph.size;
            LENGTH.contains(&(length / glyph.size))
                && HIGH.contains(&height)
                && (-0.1..NEAR).contains(&(gap / glyph.size))
        };
        let Some(&own) = near.iter().find(behind) else { continue };
        let Some(rest) = left.checked_sub(page.rulings.len() + page.glyphs.len()) else { break };
        left = rest;
        if is_alone(ruling, &page.glyphs[own], page) {
            signs.push((number, own));
        }
    }
    for &(number, own) in &signs {
        let (ruling, glyph) = (page.rulings[number], page.glyphs[own]);
        let bbox =
            Rect { left: ruling.from, right: glyph.bbox.left.max(ruling.from), ..glyph.bbox };
        page.glyphs.push(Glyph { char: UNMAPPED, bbox, ..glyph });
    }
    let mut number = 0;
    page.rulings.retain(|_| {
        number += 1;
        signs.binary_search_by_key(&(number - 1), |&(number, _)| number).is_err()
    });
}

/// Whether a stroke is no part of a broken line, meets no border and strikes nothing.
fn is_alone(ruling: &Ruling, digit: &Glyph, page: &PageGeometry) -> bool {
    let meets = page.rulings.iter().any(|other| {
        if other.horizontal {
            let level = (other.place - ruling.place).abs() <= TOUCH;
            let apart = (other.from - ruling.to).max(ruling.from - other.to);
            level && *other != *ruling && apart <= digit.size * BROKEN
        } else {
            ruling.from - TOUCH <= other.place
                && other.place <= ruling.to + TOUCH
                && other.from - TOUCH <= ruling.place
                && ruling.place <= other.to + TOUCH
        }
    });
    let struck = page.glyphs.iter().filter(|glyph| !glyph.char.is_whitespace()).any(|glyph| {
        let inside = ruling.from <= glyph.bbox.x() && glyph.bbox.x() <= ruling.to;
        inside && glyph.bbox.top < ruling.place && ruling.place < glyph.bbox.bottom
    });
    !meets && !struck
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn read(mut page: PageGeometry) -> String {
        take(&mut page);
        page.glyphs.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
        page.glyphs.iter().map(|glyph| glyph.char).collect()
    }

    #[test]
    fn a_stroke_before_a_number_is_a_sign_that_nobody_tells() {
        let page = page().text(60.0, 100.0, 10.0, "3.5%").horizontal(96.8, 54.0, 59.5);
        assert_eq!(read(page), "\u{FFFD}3.5%");
    }

    #[test]
    fn lines_of_a_table_and_under_text_are_no_signs() {
        let under = page().text(60.0, 100.0, 10.0, "3.5").horizontal(101.0, 54.0, 59.5);
        let long = page().text(60.0, 100.0, 10.0, "3.5").horizontal(96.8, 20.0, 59.5);
        let broken = page()
            .text(60.0, 100.0, 10.0, "3.5")
            .horizontal(96.8, 40.0, 46.0)
            .horizontal(96.8, 54.0, 59.5);
        let border = page()
            .text(60.0, 100.0, 10.0, "3.5")
            .horizontal(96.8, 54.0, 59.5)
            .vertical(54.0, 80.0, 120.0);
        for page in [under, long, broken, border] {
            assert_eq!(read(page), "3.5");
        }
    }
}
