//! Text that a drawn line strikes out: it runs through the middle of its characters, from the first
//! to the last.

use super::geometry::{Glyph, PageGeometry, Rect, Ruling, Run};
use super::layers::{Overlay, OverlayKind};

/// A line through a character lies so high over its base line, in em.
const THROUGH: std::ops::Range<f32> = 0.15..0.6;

/// Height of the base line over the lower end of the cell of type, in em.
const BASE: f32 = 0.12;

/// The line begins and ends with the text, or so far from it, in em.
const BEYOND: f32 = 0.8;

/// A character that it strikes sticks out of it by no more, in em.
const SHORT: f32 = 0.35;

/// So much of the line must run through characters.
const DENSE: f32 = 0.6;

/// Lines that meet belong to a table, in points.
const MEETS: f32 = 0.8;

/// So many pairs of lines and characters of a page are looked at.
const MOST: usize = 2_000_000;

/// Takes struck-out text out of a page, and the lines that strike it.
pub(super) fn take(page: &mut PageGeometry) -> Vec<Overlay> {
    let glyphs = &page.glyphs;
    let base = |glyph: &Glyph| glyph.bbox.bottom - glyph.size * BASE;
    let largest = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let mut order: Vec<usize> =
        (0..glyphs.len()).filter(|&n| glyphs[n].run == Run::Right).collect();
    order.sort_by(|&a, &b| base(&glyphs[a]).total_cmp(&base(&glyphs[b])));
    let bases: Vec<f32> = order.iter().map(|&n| base(&glyphs[n])).collect();
    let mut left = MOST;
    let mut found = Vec::new();
    let mut struck = vec![false; glyphs.len()];
    let mut lines = Vec::new();
    for (number, ruling) in page.rulings.iter().enumerate().filter(|(_, r)| r.horizontal) {
        let first = bases.partition_point(|&y| y < ruling.place);
        let last = bases.partition_point(|&y| y <= ruling.place + largest * THROUGH.end);
        let near = order.get(first..last).unwrap_or_default();
        if near.is_empty() {
            continue;
        }
        let Some(rest) = left.checked_sub(near.len() + page.rulings.len()) else { break };
        left = rest;
        let through = |&&n: &&usize| {
            let glyph = &glyphs[n];
            let height = (base(glyph) - ruling.place) / glyph.size;
            let slack = glyph.size * SHORT;
            THROUGH.contains(&height)
                && ruling.from <= glyph.bbox.left + slack
                && glyph.bbox.right - slack <= ruling.to
        };
        let mut own: Vec<usize> = near.iter().filter(through).copied().collect();
        own.sort_unstable();
        let printed = || own.iter().map(|&n| &glyphs[n]).filter(|g| !g.char.is_whitespace());
        let Some(bbox) = Rect::around(printed().map(|glyph| &glyph.bbox)) else { continue };
        let size = printed().map(|glyph| glyph.size).fold(0.0, f32::max);
        let inked: f32 = printed().map(|glyph| glyph.bbox.width()).sum();
        let fits = bbox.left - ruling.from <= size * BEYOND
            && ruling.to - bbox.right <= size * BEYOND
            && inked >= (ruling.to - ruling.from) * DENSE;
        if !fits || meets_another(ruling, &page.rulings) {
            continue;
        }
        let text = printed().map(|glyph| glyph.char).collect();
        found.push(Overlay { kind: OverlayKind::Struck, text, bbox });
        own.into_iter().for_each(|n| struck[n] = true);
        lines.push(number);
    }
    if found.is_empty() {
        return found;
    }
    let mut struck = struck.into_iter();
    page.glyphs.retain(|_| !struck.next().unwrap_or_default());
    let mut number = 0;
    page.rulings.retain(|_| {
        number += 1;
        lines.binary_search(&(number - 1)).is_err()
    });
    found
}

/// Whether another line goes on where one ends, or crosses its end, as borders of cells do.
fn meets_another(ruling: &Ruling, rulings: &[Ruling]) -> bool {
    rulings.iter().any(|other| {
        let near = |x: f32| (x - ruling.from).abs() <= MEETS || (x - ruling.to).abs() <= MEETS;
        if other.horizontal {
            let level = (other.place - ruling.place).abs() <= MEETS;
            let apart = other.from != ruling.from || other.to != ruling.to;
            level && apart && (near(other.from) || near(other.to))
        } else {
            near(other.place)
                && other.from - MEETS <= ruling.place
                && ruling.place <= other.to + MEETS
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn text(page: &PageGeometry) -> String {
        page.glyphs.iter().map(|g| g.char).collect()
    }

    #[test]
    fn struck_text_is_taken_with_its_line() {
        let mut page = page()
            .text(50.0, 100.0, 10.0, "731")
            .horizontal(96.7, 49.0, 66.0)
            .text(70.0, 100.0, 10.0, "842");
        let found = take(&mut page);
        assert_eq!((text(&page).as_str(), page.rulings.len()), ("842", 0));
        assert_eq!((found[0].kind, found[0].text.as_str()), (OverlayKind::Struck, "731"));
    }

    #[test]
    fn a_line_under_the_text_or_a_border_strikes_nothing() {
        let under = page().text(50.0, 100.0, 10.0, "731").horizontal(101.5, 50.0, 65.0);
        // The text of a row that is too low stands on the border of its cell.
        let border = page().net(&[48.0, 67.0], &[80.0, 96.7, 110.0]).text(50.0, 100.0, 10.0, "731");
        for mut page in [under, border] {
            assert!(take(&mut page).is_empty());
            assert_eq!(text(&page), "731");
        }
    }
}
