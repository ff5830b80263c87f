//! Raised marks that point to a note (上标注码): small figures behind a number are
//! no digits of it.

use super::geometry::{Glyph, Run};
use crate::fold;

/// A mark is no larger than this share of the text before it.
const SMALLER: f32 = 0.75;

/// Its base line stands this much higher, in em of the text before it.
const RAISED: f32 = 0.15;

/// It stands no further behind it, in em.
const GAP: f32 = 0.35;

/// Takes the marks out of the glyphs of a page, and gives them. Behind a ten a small
/// figure is a power and stays, raised; behind a letter it belongs to a unit, as in
/// m2.
pub(super) fn take(glyphs: &mut Vec<Glyph>) -> Vec<Glyph> {
    let mut marks = vec![false; glyphs.len()];
    // The last glyph of full size, and the one before.
    let mut full: [Option<Glyph>; 3] = [None; 3];
    let mut last: Option<Glyph> = None;
    for (n, glyph) in glyphs.iter_mut().enumerate() {
        let [anchor, ..] = full;
        let raised = anchor.zip(last).is_some_and(|(anchor, last)| {
            is_raised(glyph, &anchor, &last) && is_mark(glyph.char) && carries_mark(anchor.char)
        });
        if raised {
            match superscript(glyph.char).filter(|_| is_ten(&full)) {
                Some(power) => glyph.char = power,
                None => marks[n] = true,
            }
        } else {
            full = [Some(*glyph), full[0], full[1]];
        }
        last = Some(*glyph);
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

fn is_raised(glyph: &Glyph, anchor: &Glyph, last: &Glyph) -> bool {
    let base = |glyph: &Glyph| glyph.bbox.bottom - glyph.size * 0.12;
    let gap = glyph.bbox.left - last.bbox.right;
    let higher = base(anchor) - base(glyph);
    glyph.run == Run::Right
        && !glyph.vertical
        && glyph.size < anchor.size * SMALLER
        && (anchor.size * RAISED..anchor.size).contains(&higher)
        && (-anchor.size * 0.2..anchor.size * GAP).contains(&gap)
}

fn is_mark(char: char) -> bool {
    let circled = matches!(char, '\u{2460}'..='\u{2473}');
    circled || char.is_ascii_digit() || "[]()〔〕［］（）*†‡".contains(char)
}

/// Whether a figure behind it would be read with it.
fn carries_mark(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '%' | '％' | ')' | '）' | '℃') || fold::is_cjk(char)
}

/// Whether the last glyphs are a ten.
fn is_ten(full: &[Option<Glyph>; 3]) -> bool {
    let [zero, one, before] = full;
    let is = |glyph: &Option<Glyph>, char| glyph.is_some_and(|glyph| glyph.char == char);
    let beside = |a: Option<Glyph>, b: Option<Glyph>| {
        a.zip(b).is_some_and(|(a, b)| {
            (a.bbox.right - b.bbox.left).abs() < b.size && a.bbox.bottom == b.bbox.bottom
        })
    };
    let longer = before.is_some_and(|before| before.char.is_ascii_digit()) && beside(*before, *one);
    is(zero, '0') && is(one, '1') && beside(*one, *zero) && !longer
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
    }

    #[test]
    fn units_and_powers_stay() {
        assert_eq!(read("1534.6m", "2", ""), "1534.6m2");
        assert_eq!(read("≥10", "4", "立方米"), "≥10⁴立方米");
        assert_eq!(read("110", "4", "个"), "110个");
    }
}
