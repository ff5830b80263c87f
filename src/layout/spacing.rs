//! Letter-spaced figures (字符间距): a number whose digits stand equally far apart is
//! one number. The space behind each glyph belongs to its cell of type.

use super::geometry::{Glyph, Rect, Ruling, Run};

/// Narrower gaps part nothing, wider ones are columns. In em.
const GAPS: std::ops::Range<f32> = 0.15..0.8;

/// Gaps of one spacing differ by no more, in em.
const EVEN: f32 = 0.06;

/// So many texts show how a page is spaced.
const SHOWN: usize = 2;

/// Closes the gaps between evenly spaced figures. Digits alone may be so many numbers:
/// they are closed where other texts of the page (12.5, ≥90%) are spaced as they are. What a
/// drawn line parts is not one number.
pub(super) fn close(glyphs: &mut [Glyph], rulings: &[Ruling]) {
    let mut stretches = stretches(glyphs);
    stretches.retain(|stretch| {
        let part = glyphs.get(stretch.first..stretch.end).unwrap_or_default();
        let whole = Rect::around(part.iter().map(|glyph| &glyph.bbox)).unwrap_or_default();
        !rulings.iter().any(|r| {
            !r.horizontal
                && whole.left < r.place
                && r.place < whole.right
                && r.from < whole.y()
                && whole.y() < r.to
        })
    });
    if stretches.is_empty() {
        return;
    }
    let is_text = |stretch: &Stretch| {
        let part = glyphs.get(stretch.first..stretch.end).unwrap_or_default();
        part.len() > 2 && part.iter().any(|glyph| !glyph.char.is_ascii_digit())
    };
    let (texts, digits): (Vec<Stretch>, Vec<Stretch>) = stretches.into_iter().partition(is_text);
    let is_shown = |stretch: &Stretch| {
        let same = |text: &&Stretch| {
            (text.size - stretch.size).abs() < stretch.size * 0.05
                && (text.gap - stretch.gap).abs() <= stretch.size * EVEN
        };
        texts.iter().filter(same).count() >= SHOWN
    };
    for stretch in texts.iter().chain(digits.iter().filter(|stretch| is_shown(stretch))) {
        for glyph in glyphs.get_mut(stretch.first..stretch.end).unwrap_or_default() {
            glyph.bbox.right += stretch.gap;
        }
    }
}

/// Glyphs that stand equally far apart, digits among them.
struct Stretch {
    first: usize,
    end: usize,
    gap: f32,
    size: f32,
}

fn stretches(glyphs: &[Glyph]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut first = 0;
    while first + 1 < glyphs.len() {
        let Some(gap) = gap(glyphs, first) else {
            first += 1;
            continue;
        };
        let size = glyphs.get(first).map_or(0.0, |glyph| glyph.size);
        let mut end = first + 2;
        let mut even = true;
        while let Some(next) = self::gap(glyphs, end - 1) {
            even &= (next - gap).abs() <= size * EVEN;
            end += 1;
        }
        let part = glyphs.get(first..end).unwrap_or_default();
        let digits = part.iter().filter(|glyph| glyph.char.is_ascii_digit()).count();
        // A glyph that is not spaced from its neighbour ends another number.
        let alone = !touches(glyphs, end - 1)
            && first.checked_sub(1).is_none_or(|before| !touches(glyphs, before));
        if even && alone && digits >= 2 {
            found.push(Stretch { first, end, gap, size });
        }
        first = end - 1;
    }
    found
}

/// Whether the next glyph stands directly behind one.
fn touches(glyphs: &[Glyph], n: usize) -> bool {
    let (Some(a), Some(b)) = (glyphs.get(n), glyphs.get(n + 1)) else {
        return false;
    };
    let gap = b.bbox.left - a.bbox.right;
    (a.bbox.y() - b.bbox.y()).abs() < a.size * 0.5 && gap.abs() < a.size * GAPS.start
}

/// The gap behind a glyph, if the next one stands behind it on its line, spaced.
fn gap(glyphs: &[Glyph], n: usize) -> Option<f32> {
    let (a, b) = (glyphs.get(n)?, glyphs.get(n + 1)?);
    let gap = b.bbox.left - a.bbox.right;
    let spaced = a.run == Run::Right
        && b.run == Run::Right
        && !a.vertical
        && !a.char.is_whitespace()
        && !b.char.is_whitespace()
        && (a.bbox.y() - b.bbox.y()).abs() < a.size * 0.2
        && (a.size - b.size).abs() < a.size * 0.05
        && (a.size * GAPS.start..a.size * GAPS.end).contains(&gap);
    spaced.then_some(gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::PageGeometry;
    use crate::layout::glyph_line;
    use crate::layout::sample::page;

    fn spaced(mut page: PageGeometry, x: f32, base: f32, text: &str, gap: f32) -> PageGeometry {
        let mut left = x;
        for char in text.chars() {
            page = page.text(left, base, 10.0, &char.to_string());
            left = page.glyphs.last().unwrap().bbox.right + gap;
        }
        page
    }

    fn texts(mut page: PageGeometry) -> Vec<String> {
        close(&mut page.glyphs, &page.rulings);
        glyph_line::lines(&page.glyphs).iter().map(|line| line.text().text).collect()
    }

    #[test]
    fn evenly_spaced_figures_are_one_number() {
        let mut page = page();
        for (n, text) in ["131.5", "≥860", "100%", "21260"].into_iter().enumerate() {
            page = spaced(page, 50.0, 100.0 + 20.0 * n as f32, text, 3.0);
        }
        page = spaced(page, 50.0, 200.0, "10", 3.0);
        assert_eq!(texts(page), ["131.5", "≥860", "100%", "21260", "10"]);
    }

    #[test]
    fn two_numbers_beside_each_other_stay_two() {
        assert_eq!(texts(spaced(page(), 50.0, 100.0, "10", 3.0)), ["1 0"]);
        let two = page().text(50.0, 100.0, 10.0, "15").text(63.0, 100.0, 10.0, "15");
        assert_eq!(texts(two), ["15 15"]);
        let parted = (0..3).fold(spaced(page(), 50.0, 100.0, "555", 3.0), |page, n| {
            page.vertical(49.0 + 8.0 * n as f32, 80.0, 120.0)
        });
        assert_eq!(texts(parted), ["5 5 5"]);
        let mut page = page();
        for n in 0..3 {
            page = spaced(page, 50.0, 100.0 + 20.0 * n as f32, "21260", 3.0);
        }
        let page = page.text(50.0, 200.0, 10.0, "15").text(63.0, 200.0, 10.0, "15");
        assert_eq!(texts(page)[3], "15 15");
    }
}
