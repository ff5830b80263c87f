//! What is written for people to see, without characters that would do something instead:
//! move a cursor, turn the direction of writing, end a line that is not theirs to end.
//!
//! Whatever comes from a document, a file name or a user's own files passes through here on
//! its way to a terminal, a page, a table or a message. JSON keeps every character, but as an
//! escape ([`json`]).

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use memchr::memchr3_iter;

/// Whether a character does something instead of being seen: controls (C0, DEL, C1), marks of
/// the direction of writing, separators of lines and paragraphs, tags. White space that does no
/// harm, line feed and tab, counts as well; who lets it stand says so.
pub(crate) fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// A text of several lines: line feeds and tabs stand, every other active character is written
/// as `<U+001B>`.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_active(c) && !matches!(c, '\n' | '\t'))
}

/// A text that is no more than one line, as a name is.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    replaced(text, is_active)
}

/// A path, on one line.
pub(crate) fn path(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

/// The number of a character, as it stands in its place.
pub(crate) fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

fn replaced(text: &str, active: impl Fn(char) -> bool) -> Cow<'_, str> {
    // Printable ASCII and nearly all Chinese text hold none of the bytes that these begin with.
    if !text.bytes().any(may_begin_active) || !text.contains(&active) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match active(c) {
            // Writing to a string cannot fail.
            true => _ = write!(out, "<{}>", number(c)),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a byte can be the first of an active character in UTF-8.
fn may_begin_active(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3)
}

/// JSON in which no active character stands as itself. In JSON these stand in strings alone, so
/// that their escapes say the same. Line feeds between values are left.
pub(crate) fn json(bytes: Vec<u8>) -> Vec<u8> {
    // Nearly all JSON holds none, which its bytes tell.
    if !holds_active(&bytes) {
        return bytes;
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => escaped(text).into_bytes(),
        Err(_) => bytes,
    }
}

/// The same of JSON that is text.
pub(crate) fn json_text(text: String) -> String {
    if holds_active(text.as_bytes()) { escaped(&text) } else { text }
}

/// Whether a character is active and not one of C0, which are escaped in all JSON already.
fn is_active_in_json(c: char) -> bool {
    c >= '\u{7F}' && is_active(c)
}

/// Whether a character of JSON is active.
fn holds_active(bytes: &[u8]) -> bool {
    // Only what may begin such a character is decoded: `may_begin_active` without C0.
    let rare = memchr3_iter(0x7F, 0xC2, 0xD8, bytes);
    let mut begin = rare.chain(memchr3_iter(0xE2, 0xEF, 0xF3, bytes));
    begin.any(|at| {
        // Commas, colons and brackets as wide as ideographs, of which Chinese text is full.
        if bytes[at..].starts_with(&[0xEF, 0xBC]) {
            return false;
        }
        let length = match bytes[at] {
            0x7F => 1,
            0xC2 | 0xD8 => 2,
            0xE2 | 0xEF => 3,
            _ => 4,
        };
        let c = bytes.get(at..at + length).and_then(|c| std::str::from_utf8(c).ok());
        c.is_some_and(|c| c.starts_with(is_active_in_json))
    })
}

/// JSON with escapes for its active characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_active_in_json(c) {
            true => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_do_something_stands_as_its_number() {
        let hostile = "a\u{1b}]0;x\u{7}b\u{9b}31m\u{202E}c\u{2066}\u{7f}\r\n\td";
        let seen = "a<U+001B>]0;x<U+0007>b<U+009B>31m<U+202E>c<U+2066><U+007F><U+000D>";
        assert_eq!(text(hostile), format!("{seen}\n\td"));
        assert_eq!(line(hostile), format!("{seen}<U+000A><U+0009>d"));
        for harmless in ["", "≥90%，“完成”…", "a b", "é £ ë ０ \u{FFFD} 𠀀"] {
            assert!(matches!(text(harmless), Cow::Borrowed(_)), "{harmless}");
        }
    }

    #[test]
    fn every_active_character_is_found_by_its_first_byte() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32).filter(|&c| is_active(c)) {
            let first = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(may_begin_active(first), "{}", number(c));
        }
    }

    #[test]
    fn json_with_any_active_character_above_c0_is_escaped_and_no_other() {
        for c in ('\u{20}'..=char::MAX).filter(|&c| (c as u32) < 0x3_0000 || c as u32 >= 0xE_0000) {
            let found = holds_active(format!("\"文{c}\"").as_bytes());
            assert_eq!(found, is_active(c), "{}", number(c));
        }
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let value = "a\u{9b}\u{7f}\u{202E}\u{2028}\u{E0041}\u{1b}…“é”\n";
        for written in [
            serde_json::to_vec(&[value]).unwrap(),
            serde_json::to_vec_pretty(&[value, "b"]).unwrap(),
        ] {
            let safe = String::from_utf8(json(written.clone())).unwrap();
            assert!(!safe.contains(|c| is_active(c) && c != '\n'), "{safe:?}");
            let read: Vec<String> = serde_json::from_str(&safe).unwrap();
            assert_eq!(read[0], value);
            assert_eq!(read, serde_json::from_slice::<Vec<String>>(&written).unwrap());
        }
        assert_eq!(json(b"[\"\xE2\x80\x9C\"]".to_vec()), b"[\"\xE2\x80\x9C\"]");
    }
}
