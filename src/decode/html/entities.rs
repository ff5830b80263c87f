//! Character references: `&nbsp;`, `&#8805;`, `&#x2265;`.

use std::borrow::Cow;

/// The named references that converters and OCR tools write. XML's five, white
/// space, punctuation, and the signs of comparison.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("shy", '\u{AD}'),
    ("ge", '≥'),
    ("geq", '≥'),
    ("le", '≤'),
    ("leq", '≤'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("minus", '−'),
    ("permil", '‰'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("deg", '°'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("yen", '¥'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("sect", '§'),
    ("para", '¶'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("rarr", '→'),
    ("larr", '←'),
    ("radic", '√'),
    ("infin", '∞'),
];

/// Longest reference looked for, in bytes after the `&`.
const LONGEST: usize = 12;

/// The text with its references decoded; what is no known reference stays.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let (head, mut rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len());
    out.push_str(head);
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        if let Some((c, length)) = reference(after) {
            out.push(c);
            rest = after.get(length..).unwrap_or_default();
        } else {
            out.push('&');
            rest = after.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that `text`, which starts with `&`, refers to, and the length
/// of the reference in bytes.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    let window = text.as_bytes().get(1..text.len().min(LONGEST + 2))?;
    let end = memchr::memchr(b';', window)?;
    let name = text.get(1..=end)?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        numbered(code)
    } else {
        NAMED.iter().find(|(known, _)| *known == name)?.1
    };
    Some((c, end + 2))
}

/// What stands for the numbers from 0x80 to 0x9F in HTML: the characters of windows-1252, since
/// that is what they were meant as.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž',
    '\u{FFFD}', '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}',
    'ž', 'Ÿ',
];

/// The character that a number refers to. None of them is a control, which the HTML standard
/// calls an error and a terminal would obey; what is no character is U+FFFD, as it says.
fn numbered(code: u32) -> char {
    match (char::from_u32(code), code) {
        (_, 0x80..=0x9F) => WINDOWS_1252[code as usize - 0x80],
        (Some(c @ ('\t' | '\n' | '\u{C}' | ' ')), _) => c,
        (Some(c), _) if !c.is_control() => c,
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn no_number_refers_to_a_control() {
        for code in (0..=0x9F).chain([0xD800, 0x11_0000, u32::MAX]) {
            let text = decode(&format!("&#{code};")).into_owned();
            assert!(code == u32::from('&') || !text.contains('&'), "{code}");
            let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\u{C}');
            assert!(!text.contains(control), "{code}");
        }
        assert_eq!(decode("&#27;]0;x&#7;&#x9b;&#x93;&#150;"), "\u{FFFD}]0;x\u{FFFD}›“–");
    }

    #[test]
    fn known_references_are_decoded_and_others_kept() {
        assert_eq!(decode("&ge;5&nbsp;&#20010;&#x4E2A;"), "≥5\u{A0}个个");
        assert_eq!(decode("R&D 经费;&unknown;"), "R&D 经费;&unknown;");
        assert_eq!(decode("&#0;&#99999999;&#x110000000;&"), "\u{FFFD}\u{FFFD}&#x110000000;&");
    }
}
