//! Page numbers (第3页 共12页) that stand in a table, where it runs over the foot of the page.

use super::geometry::Glyph;
use crate::fold;
use crate::patterns::{Patterns, Shape};

/// No such mark has more characters.
const LONGEST: usize = 24;

/// Glyphs of one mark leave no more between them, in em.
const APART: f32 = 0.06;

/// Takes the page numbers in words out of the glyphs of a page: they are lines of their own,
/// whatever they stand in.
pub(super) fn take(glyphs: &mut Vec<Glyph>, patterns: &Patterns) -> Vec<Glyph> {
    let mut is_mark = vec![false; glyphs.len()];
    let mut first = 0;
    for text in glyphs.chunk_by(goes_on) {
        let own = first..first + text.len();
        first = own.end;
        if text.len() <= LONGEST && is_page_number(text, patterns) {
            is_mark.get_mut(own).unwrap_or_default().fill(true);
        }
    }
    if !is_mark.contains(&true) {
        return Vec::new();
    }
    let mut marks = Vec::new();
    let mut is_mark = is_mark.into_iter();
    glyphs.retain(|glyph| {
        let mark = is_mark.next().unwrap_or_default();
        if mark {
            marks.push(*glyph);
        }
        !mark
    });
    marks
}

/// Whether a glyph stands behind the one painted before it.
fn goes_on(one: &Glyph, two: &Glyph) -> bool {
    let (a, b) = (&one.bbox, &two.bbox);
    let level = (a.y() - b.y()).abs() <= one.size * APART;
    let next = (b.left - a.right).abs() <= one.size * APART;
    let told = one.stretch != 0 && one.stretch == two.stretch && b.left > a.left;
    level && (next || told) && (one.size - two.size).abs() <= one.size * APART
}

fn is_page_number(text: &[Glyph], patterns: &Patterns) -> bool {
    let chars = || text.iter().map(|glyph| glyph.char);
    let words = chars().any(fold::is_cjk) && chars().any(|char| char.is_ascii_digit());
    if !words {
        return false;
    }
    let text: String = chars().collect();
    let shape = Shape::of(&fold::key(&text));
    patterns.furniture.page_number(&shape).is_some_and(|number| number.certain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    #[test]
    fn a_page_number_in_words_is_taken_and_no_value() {
        let mut page = page()
            .text(50.0, 800.0, 10.0, "≥90%")
            .text(250.0, 800.0, 10.0, "第3页 共12页")
            .text(400.0, 800.0, 10.0, "第3季度");
        let marks = take(&mut page.glyphs, Patterns::builtin());
        let text = |glyphs: &[Glyph]| glyphs.iter().map(|g| g.char).collect::<String>();
        assert_eq!(text(&marks), "第3页 共12页");
        assert_eq!(text(&page.glyphs), "≥90%第3季度");
    }
}
