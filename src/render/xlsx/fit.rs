//! What fits into a cell: digits, characters, width.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::visible;
use crate::words::{Language, words};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A number of which a spreadsheet shows every digit, and its decimal places. It
/// keeps fifteen digits; others must stand as text.
pub(in crate::render) fn number(cell: &str) -> Option<(f64, usize)> {
    const KEPT: usize = 15;
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let significant = whole.trim_start_matches('0').len() + fraction.len();
    if significant > KEPT || fraction.len() > KEPT {
        return None;
    }
    Some((cell.parse().ok()?, fraction.len()))
}

/// Text that is not longer than a cell can hold; longer is cut, and says so.
pub(in crate::render) fn text(text: &str, language: Language) -> Cow<'_, str> {
    let text = visible::text(text);
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let count = text.chars().count();
    let mark = words!(
        en: "… [cut to fit the cell: {count} characters in all]",
        zh: "……〔单元格容不下，已截断，原文共 {count} 字〕",
    );
    let mark = mark.in_language(language);
    let mut room = LONGEST - mark.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    Cow::Owned(kept.chain(mark.chars()).collect())
}

/// How wide a cell is, in digits: a Chinese character is two.
pub(in crate::render) fn width(text: &str) -> usize {
    let lines = text.lines().map(UnicodeWidthStr::width_cjk);
    lines.max().unwrap_or_default()
}

/// How many lines text takes in a column of this width.
pub(in crate::render) fn lines(text: &str, width: usize) -> usize {
    const MARGIN: usize = 3;
    let width = width.saturating_sub(MARGIN).max(1);
    let lines = text.lines().map(|line| line.width_cjk().div_ceil(width).max(1));
    lines.sum()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, number, text, width};
    use crate::words::Language;

    #[test]
    fn only_numbers_that_a_double_holds_to_the_digit_are_numbers() {
        assert_eq!(number("1472.70"), Some((1472.7, 2)));
        assert_eq!(number("-0.5"), Some((-0.5, 1)));
        assert_eq!(number("123456789012.345"), Some((123_456_789_012.345, 3)));
        assert_eq!(number("1234567890123.456"), None);
        assert_eq!(number("100000000000000000000"), None);
        assert_eq!(number("0.0000000000000001"), None);
    }

    #[test]
    fn a_cut_text_fills_the_cell_and_says_how_long_it_was() {
        let long = "长𠮷".repeat(20_000);
        let cut = text(&long, Language::Zh);
        assert!(cut.encode_utf16().count() <= LONGEST);
        assert!(cut.encode_utf16().count() > LONGEST - 2);
        assert!(cut.contains("40000"), "{}", &cut[cut.len() - 90..]);
        assert_eq!(text("短", Language::Zh), "短");
    }

    #[test]
    fn a_chinese_character_is_as_wide_as_two_digits() {
        assert_eq!(width("预期值12"), 8);
        assert_eq!(width("一\n二三"), 4);
        assert_eq!(super::lines("一二三四五\n六", 7), 4);
    }
}
