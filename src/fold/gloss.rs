//! How a character is read, in brackets behind it: 项(xiàng)目. Converters that turn simplified
//! characters to traditional ones leave it behind each that has several.

use std::borrow::Cow;
use std::ops::Range;

use super::is_cjk;

/// Characters at most between the brackets.
const LONGEST: usize = 8;

/// The readings that a text prints in brackets, brackets included, in bytes.
pub(crate) fn glosses(text: &str) -> Vec<Range<usize>> {
    // The first bytes of vowels with a tone: no ideograph and no mark has one.
    let bytes = text.as_bytes();
    if memchr::memchr3(0xC4, 0xC5, 0xC7, bytes).is_none() && memchr::memchr(0xC3, bytes).is_none() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let opens = matches!(c, '(' | '（') && before.is_some_and(is_cjk);
        if opens && let Some(length) = reading(&text[at + c.len_utf8()..]) {
            out.push(at..at + c.len_utf8() + length);
        }
        before = Some(c);
    }
    out
}

/// A text without the readings that it prints in brackets.
pub(crate) fn unglossed(text: &str) -> Cow<'_, str> {
    let glosses = glosses(text);
    if glosses.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for gloss in glosses {
        bare.push_str(&text[from..gloss.start]);
        from = gloss.end;
    }
    bare.push_str(&text[from..]);
    Cow::Owned(bare)
}

/// The length of a reading and the bracket that closes it, with which a text starts.
fn reading(text: &str) -> Option<usize> {
    let mut toned = false;
    for (at, c) in text.char_indices().take(LONGEST + 1) {
        match c {
            ')' | '）' => return toned.then_some(at + c.len_utf8()),
            'a'..='z' | 'ü' => {}
            c if is_toned(c) => toned = true,
            _ => return None,
        }
    }
    None
}

/// Whether a letter is a vowel with the mark of a tone.
fn is_toned(c: char) -> bool {
    matches!(
        c,
        'ā' | 'á'
            | 'ǎ'
            | 'à'
            | 'ē'
            | 'é'
            | 'ě'
            | 'è'
            | 'ī'
            | 'í'
            | 'ǐ'
            | 'ì'
            | 'ō'
            | 'ó'
            | 'ǒ'
            | 'ò'
            | 'ū'
            | 'ú'
            | 'ǔ'
            | 'ù'
            | 'ǖ'
            | 'ǘ'
            | 'ǚ'
            | 'ǜ'
    )
}

#[cfg(test)]
mod tests {
    use super::{glosses, unglossed};

    #[test]
    fn only_readings_are_glosses() {
        let of = |text: &str| glosses(text).len();
        assert_eq!(of("\u{9805}(xiàng)\u{76EE}\u{7E3E}(jī)\u{6548}"), 2);
        assert_eq!(of("\u{9805}（xiàng）\u{76EE}"), 1);
        assert_eq!(of("\u{9805}(xiang)"), 0);
        assert_eq!(of("(xiàng)"), 0);
        assert_eq!(of("\u{9805}(Café)"), 0);
        assert_eq!(of("\u{9805}(xiàng"), 0);
        assert_eq!(unglossed("\u{9805}(xiàng)\u{76EE}(1)"), "\u{9805}\u{76EE}(1)");
    }
}
