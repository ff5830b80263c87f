//! Raised marks that point to a note (上标注码): small figures behind a number are
//! no digits of it.

use rustc_hash::FxHashMap as HashMap;

use super::geometry::{Glyph, Run as Direction, UNMAPPED};
use super::near::Near;
use crate::fold;

/// A mark is no larger than this share of the text before it.
const SMALLER: f32 = 0.82;

/// Its base line stands this much higher, in em of the text before it.
const RAISED: f32 = 0.15;

/// It stands no further behind it, in em.
const GAP: f32 = 0.35;

/// Takes the marks out of the glyphs of a page, and gives them. Behind a ten a small
/// figure is a power, before a stroke part of a fraction: it stays, raised. A ten that
/// stands alone with one may be either: U+FFFD stands for it. Behind a
/// letter it belongs to a unit, as in m2; in brackets behind a word it is read as it
/// stands.
pub(super) fn take(glyphs: &mut Vec<Glyph>) -> Vec<Glyph> {
    let runs = runs(glyphs);
    let mut marks = vec![false; glyphs.len()];
    for run in &runs {
        let chars = || run.marks.iter().filter_map(|&n| glyphs.get(n)).map(|glyph| glyph.char);
        let anchor = glyphs.get(run.anchor).map_or(' ', |glyph| glyph.char);
        let plain = chars().all(|char| char.is_ascii_digit());
        // Nobody writes the first power.
        let power = run.behind_ten && !chars().eq(['1']);
        if plain && (power || run.of_fraction) {
            for &n in &run.marks {
                if let Some(glyph) = glyphs.get_mut(n) {
                    let raised = if run.alone { None } else { superscript(glyph.char) };
                    glyph.char = raised.unwrap_or(UNMAPPED);
                }
            }
        } else if !run.of_fraction && (is_number_end(anchor) || plain && fold::is_cjk(anchor)) {
            run.marks.iter().for_each(|&n| marks[n] = true);
        }
    }
    if !marks.contains(&true) {
        return Vec::new();
    }
    let mut gone = Vec::new();
    let mut marks = marks.into_iter();
    glyphs.retain(|glyph| {
        let mark = marks.next().unwrap_or_default();
        if mark {
            gone.push(*glyph);
        }
        !mark
    });
    gone
}

/// Small raised glyphs one behind the other.
struct Run {
    /// What stands before them.
    anchor: usize,
    behind_ten: bool,
    /// Nothing stands before that ten, and nothing behind the marks: 10⁴, or ten points and the
    /// mark of a note.
    alone: bool,
    /// A stroke stands behind: it is the upper part of a fraction.
    of_fraction: bool,
    marks: Vec<usize>,
}

fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let largest = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let may_be = |glyph: &Glyph| {
        glyph.size < largest * SMALLER
            && is_mark(glyph.char)
            && glyph.run == Direction::Right
            && !glyph.vertical
    };
    let mut candidates: Vec<usize> =
        (0..glyphs.len()).filter(|&n| glyphs.get(n).is_some_and(may_be)).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let left = |n: usize| glyphs.get(n).map_or(0.0, |glyph| glyph.bbox.left);
    candidates.sort_by(|&a, &b| left(a).total_cmp(&left(b)));
    let line = Line { glyphs, near: Near::of(glyphs) };
    let mut runs: Vec<Run> = Vec::new();
    let mut owners: HashMap<usize, usize> = HashMap::default();
    for n in candidates {
        let Some(before) = line.before(n) else { continue };
        if let Some(&run) = owners.get(&before)
            && let Some(known) = runs.get_mut(run)
        {
            known.marks.push(n);
            owners.insert(n, run);
        } else if line.is_raised(n, before) {
            owners.insert(n, runs.len());
            let behind_ten = line.is_ten(before);
            let alone = behind_ten && line.begins(before);
            let marks = vec![n];
            runs.push(Run { anchor: before, behind_ten, alone, of_fraction: false, marks });
        }
    }
    for run in &mut runs {
        run.of_fraction = run.marks.last().is_some_and(|&last| line.is_before_stroke(last));
        run.alone &= !run.of_fraction && run.marks.last().is_some_and(|&last| line.ends(last));
    }
    runs
}

/// Glyphs and what stands beside each.
struct Line<'g> {
    glyphs: &'g [Glyph],
    near: Near,
}

impl Line<'_> {
    /// The glyph that stands right before one, on its line or a little lower.
    fn before(&self, n: usize) -> Option<usize> {
        let glyph = self.glyphs.get(n)?;
        let distance = |other: usize| {
            let before = self.glyphs.get(other).filter(|_| other != n)?;
            let em = before.size.max(glyph.size);
            let gap = glyph.bbox.left - before.bbox.right;
            let beside = (-em * 0.2..em * GAP).contains(&gap)
                && before.bbox.x() < glyph.bbox.x()
                && before.bbox.top < glyph.bbox.y()
                && glyph.bbox.top < before.bbox.y()
                && !before.char.is_whitespace();
            beside.then_some((other, gap.abs()))
        };
        let (x, y) = (glyph.bbox.left, glyph.bbox.y());
        let near = self.near.around(x, y, glyph.size).filter_map(distance);
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(other, _)| other)
    }

    /// Whether a fraction stroke stands right behind a glyph.
    fn is_before_stroke(&self, n: usize) -> bool {
        let Some(glyph) = self.glyphs.get(n) else { return false };
        let (x, y) = (glyph.bbox.right, glyph.bbox.y());
        self.near.around(x, y, glyph.size * 2.0).filter_map(|n| self.glyphs.get(n)).any(|stroke| {
            matches!(stroke.char, '/' | '⁄' | '／')
                && (stroke.bbox.left - x).abs() < glyph.size * 0.5
                && stroke.bbox.top < y
                && y < stroke.bbox.bottom
        })
    }

    /// Whether nothing stands right before the ten that a zero ends.
    fn begins(&self, zero: usize) -> bool {
        self.before(zero).is_some_and(|one| self.before(one).is_none())
    }

    /// Whether nothing stands right behind a glyph.
    fn ends(&self, n: usize) -> bool {
        let Some(glyph) = self.glyphs.get(n) else { return true };
        let (x, y) = (glyph.bbox.right, glyph.bbox.y());
        !self.near.around(x, y, glyph.size * 2.0).any(|other| self.before(other) == Some(n))
    }

    fn is_raised(&self, n: usize, anchor: usize) -> bool {
        let (Some(glyph), Some(anchor)) = (self.glyphs.get(n), self.glyphs.get(anchor)) else {
            return false;
        };
        let base = |glyph: &Glyph| glyph.bbox.bottom - glyph.size * 0.12;
        let higher = base(anchor) - base(glyph);
        glyph.size < anchor.size * SMALLER && (anchor.size * RAISED..anchor.size).contains(&higher)
    }

    /// Whether a glyph ends the number ten.
    fn is_ten(&self, zero: usize) -> bool {
        let char = |n: Option<usize>| n.and_then(|n| self.glyphs.get(n)).map(|glyph| glyph.char);
        let one = self.before(zero);
        let longer = char(one.and_then(|one| self.before(one)));
        char(Some(zero)) == Some('0')
            && char(one) == Some('1')
            && !longer.is_some_and(|char| char.is_ascii_digit())
    }
}

fn is_mark(char: char) -> bool {
    let circled = matches!(char, '\u{2460}'..='\u{2473}');
    circled || char.is_ascii_digit() || "[]()〔〕［］（）*†‡".contains(char)
}

/// Whether a number may end so.
fn is_number_end(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '%' | '％' | '℃')
}

fn superscript(digit: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    RAISED.get(digit.to_digit(10)? as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::{glyph, page};

    fn read(before: &str, mark: &str, after: &str) -> String {
        let mut page = page().text(50.0, 100.0, 10.0, before);
        let mut left = page.glyphs.last().unwrap().bbox.right;
        for char in mark.chars() {
            page.glyphs.push(glyph(char, left, 96.0, 6.0, 3.0));
            left += 3.0;
        }
        page = page.text(left, 100.0, 10.0, after);
        take(&mut page.glyphs);
        page.glyphs.iter().map(|glyph| glyph.char).collect()
    }

    #[test]
    fn a_mark_is_no_digit_of_the_number() {
        assert_eq!(read("131.5", "1", ""), "131.5");
        assert_eq!(read("93", "[12]", "%"), "93%");
        assert_eq!(read("336", "2", "个"), "336个");
        assert_eq!(read("2.71万亩", "2", ""), "2.71万亩");
        assert_eq!(read("以批复为准", "[1]", "，"), "以批复为准[1]，");
    }

    #[test]
    fn units_and_powers_stay() {
        assert_eq!(read("1534.6m", "2", ""), "1534.6m2");
        assert_eq!(read("≥10", "4", "立方米"), "≥10⁴立方米");
        assert_eq!(read("110", "4", "个"), "110个");
        assert_eq!(read("3", "1", "/2年"), "3¹/2年");
    }

    #[test]
    fn ten_alone_with_a_raised_figure_is_a_power_or_has_a_note() {
        assert_eq!(read("10", "2", ""), "10\u{FFFD}");
        assert_eq!(read("10", "1", ""), "10");
        assert_eq!(read("×10", "4", ""), "×10⁴");
        assert_eq!(read("10", "4", "吨"), "10⁴吨");
    }

    #[test]
    fn a_mark_may_be_hardly_smaller() {
        let mut page = page().text(50.0, 100.0, 10.0, "864");
        let left = page.glyphs.last().unwrap().bbox.right;
        page.glyphs.push(glyph('3', left, 97.4, 7.5, 4.0));
        take(&mut page.glyphs);
        let text: String = page.glyphs.iter().map(|glyph| glyph.char).collect();
        assert_eq!(text, "864");
    }
}
