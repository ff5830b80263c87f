//! Letter-spaced figures (字符间距): a number whose digits stand equally far apart is
//! one number. The space behind each glyph belongs to its cell of type.

use super::geometry::{Glyph, Run};

/// Narrower gaps part nothing, wider ones are columns. In em.
const GAPS: std::ops::Range<f32> = 0.15..1.2;

/// Gaps of one spacing differ by no more, in em.
const EVEN: f32 = 0.06;

/// So many numbers show how a page is spaced.
const SHOWN: usize = 3;

/// Closes the gaps between evenly spaced figures. Two figures alone show nothing:
/// they are closed where longer numbers of the page are spaced as they are.
pub(super) fn close(glyphs: &mut [Glyph]) {
    let stretches = stretches(glyphs);
    if stretches.is_empty() {
        return;
    }
    let long: Vec<(f32, f32)> =
        stretches.iter().filter(|s| s.end - s.first > 2).map(|s| (s.size, s.gap)).collect();
    let is_shown = |stretch: &Stretch| {
        let same = |(size, gap): &&(f32, f32)| {
            (size - stretch.size).abs() < stretch.size * 0.05
                && (gap - stretch.gap).abs() <= stretch.size * EVEN
        };
        long.iter().filter(same).count() >= SHOWN
    };
    for stretch in &stretches {
        if stretch.end - stretch.first > 2 || is_shown(stretch) {
            for glyph in glyphs.get_mut(stretch.first..stretch.end).unwrap_or_default() {
                glyph.bbox.right += stretch.gap;
            }
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
        close(&mut page.glyphs);
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
        let mut page = page();
        for n in 0..3 {
            page = spaced(page, 50.0, 100.0 + 20.0 * n as f32, "21260", 3.0);
        }
        let page = page.text(50.0, 200.0, 10.0, "15").text(63.0, 200.0, 10.0, "15");
        assert_eq!(texts(page)[3], "15 15");
    }
}
