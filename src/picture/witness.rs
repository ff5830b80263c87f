//! A text that a scanner laid under the picture of a page, held against what was read in the
//! picture. The picture is the witness: where the digits of a number differ, it is believed in
//! neither reading.

use crate::layout::geometry::{Glyph, PageGeometry, Rect};
use crate::location::At;
use crate::model::Note;
use crate::words::words;

/// A number of which the other text tells another is as sure as this.
const CONTRADICTED: f32 = 0.5;

/// A text that agrees on fewer of a hundred numbers is no text of this page.
const LEAST_AGREED: usize = 60;

/// Lowers the confidence of the numbers of a page on which the text laid under it tells others,
/// and says so. A text that agrees on few of them tells nothing.
pub(crate) fn compare(page: &mut PageGeometry, told: &PageGeometry, at: At) -> Option<Note> {
    let mut other: Vec<&Glyph> =
        told.glyphs.iter().filter(|glyph| glyph.invisible && is_of_number(glyph.char)).collect();
    other.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
    let (mut agreed, mut differing) = (0, Vec::new());
    for (from, to) in numbers(&page.glyphs) {
        let own: &[Glyph] = page.glyphs.get(from..to).unwrap_or_default();
        let Some(area) = area(page, own) else { continue };
        let within = other.iter().filter(|glyph| area.contains(glyph.bbox.x(), glyph.bbox.y()));
        let theirs: String = within.map(|glyph| plain(glyph.char)).collect();
        let ours: String = own.iter().map(|glyph| plain(glyph.char)).collect();
        match theirs {
            // It may have lost the number, or set it elsewhere.
            theirs if theirs.is_empty() => {}
            theirs if theirs == ours => agreed += 1,
            theirs => differing.push((from, to, ours, theirs)),
        }
    }
    let compared = agreed + differing.len();
    if differing.is_empty() || agreed * 100 < compared * LEAST_AGREED {
        return None;
    }
    const SHOWN: usize = 5;
    let shown: Vec<String> = differing
        .iter()
        .take(SHOWN)
        .map(|(_, _, ours, theirs)| format!("{ours} / {theirs}"))
        .collect();
    let (count, shown) = (differing.len(), shown.join(", "));
    for (from, to, ..) in differing {
        for glyph in page.glyphs.get_mut(from..to).unwrap_or_default() {
            glyph.confidence = glyph.confidence.min(CONTRADICTED);
        }
    }
    let message = words!(
        en: "on {count} of {compared} numbers the picture of the page and the text laid under it differ (picture / text): {shown}",
        zh: "{compared} 个数字中有 {count} 个页面图片与其下文字层不一致（图片 / 文字层）：{shown}"
    );
    Some(Note::new("text_layer_differs", message, at))
}

fn is_of_number(char: char) -> bool {
    plain(char).is_ascii_digit() || matches!(plain(char), '.' | ',' | '%')
}

/// Full-width forms as the plain ones.
fn plain(char: char) -> char {
    crate::fold::fold_char(char)
}

/// The stretches of glyphs that are numbers: digits and what stands within them, on one line.
fn numbers(glyphs: &[Glyph]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for to in 1..=glyphs.len() {
        let goes_on = match (glyphs.get(to - 1), glyphs.get(to)) {
            (Some(a), Some(b)) => {
                is_of_number(a.char)
                    && is_of_number(b.char)
                    && (a.bbox.y() - b.bbox.y()).abs() < a.bbox.height() / 2.0
                    && (b.bbox.left - a.bbox.right).abs() < a.bbox.height() / 2.0
            }
            _ => false,
        };
        if goes_on {
            continue;
        }
        let part = glyphs.get(from..to).unwrap_or_default();
        if part.iter().any(|glyph| plain(glyph.char).is_ascii_digit())
            && part.iter().all(|glyph| is_of_number(glyph.char))
        {
            found.push((from, to));
        }
        from = to;
    }
    found
}

/// The box of glyphs on the page as it is displayed, a little larger.
fn area(page: &PageGeometry, glyphs: &[Glyph]) -> Option<Rect> {
    let whole = Rect::around(glyphs.iter().map(|glyph| &glyph.bbox))?;
    let placed = page.back.as_ref().map_or(whole, |back| back.rect(&whole));
    let margin = placed.height() * 0.2;
    Some(Rect {
        left: placed.left - margin,
        top: placed.top - margin,
        right: placed.right + margin,
        bottom: placed.bottom + margin,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn at() -> At {
        At::default().with_page(Some(1))
    }

    fn numbers_of(values: &[&str]) -> PageGeometry {
        let rows = values.iter().enumerate();
        rows.fold(page(), |page, (n, text)| page.text(100.0, 100.0 + 30.0 * n as f32, 12.0, text))
    }

    fn laid_under(values: &[&str]) -> PageGeometry {
        let mut page = numbers_of(values);
        page.glyphs.iter_mut().for_each(|glyph| glyph.invisible = true);
        page
    }

    fn doubted(page: &PageGeometry) -> String {
        page.glyphs.iter().filter(|g| g.confidence < 0.9).map(|g| g.char).collect()
    }

    #[test]
    fn a_number_that_the_text_tells_otherwise_is_doubted_and_told() {
        let mut seen = numbers_of(&["12.5万元", "1534", "完成98.6%"]);
        let note =
            compare(&mut seen, &laid_under(&["12.5万元", "1584", "完成98.6%"]), at()).unwrap();
        assert_eq!(doubted(&seen), "1534");
        assert_eq!(note.code, "text_layer_differs");
        assert!(
            note.message.contains("1 of 3") && note.message.contains("1534 / 1584"),
            "{note:?}"
        );
    }

    #[test]
    fn numbers_that_agree_or_that_the_text_lacks_are_left_alone() {
        for told in [&["12.5", "1534", "98"][..], &["12.5", "", "98"]] {
            let mut seen = numbers_of(&["12.5", "1534", "98"]);
            assert_eq!(compare(&mut seen, &laid_under(told), at()), None);
            assert_eq!(doubted(&seen), "");
        }
    }

    #[test]
    fn a_text_that_agrees_on_nothing_is_no_witness() {
        let mut seen = numbers_of(&["12.5", "1534", "98"]);
        assert_eq!(compare(&mut seen, &laid_under(&["77.7", "8888", "11"]), at()), None);
        assert_eq!(doubted(&seen), "");
    }
}
