//! Mark-up within a line of text or a cell that sets characters apart: `<sup>`, `<del>`, `~~`,
//! `[^1]`, `$^{2}$`, `^2^`. What else is marked up is the business of later stages.

use super::html::scan::{Scanner, Token};
use super::html::{Apart, apart_of};
use super::left_out::Reason;
use super::raised::{Raised, is_note_mark, lowered, raised};

/// Characters set apart: what is printed in their place, how many bytes of the source they take,
/// and why they are left out, if they are.
#[derive(Debug, PartialEq)]
pub(crate) struct SetApart {
    pub(crate) printed: String,
    pub(crate) length: usize,
    pub(crate) reason: Option<Reason>,
}

/// Whether a text may hold any.
pub(crate) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    // One of these stands in each of them, and nearly all texts have none.
    if memchr::memchr3(b'<', b'~', b'^', bytes).is_none() {
        return false;
    }
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(0);
    let marked = memchr::memchr3_iter(b'<', b'~', b'[', bytes).any(|at| match bytes.get(at) {
        Some(b'<') => matches!(next(at) | 0x20, b's' | b'd' | b'r' | b'f' | b'a'),
        Some(b'~') => next(at) == b'~',
        _ => next(at) == b'^',
    });
    let raised = |at: usize| {
        bytes.get(at + 1..).is_some_and(|rest| {
            memchr::memchr(b'^', rest.get(..LONGEST_RAISED + 1).unwrap_or(rest)).is_some()
        })
    };
    marked
        || memchr::memchr_iter(b'$', bytes).any(|at| next(at) == b'^')
        || memchr::memchr_iter(b'^', bytes).any(raised)
}

/// The characters set apart with which `rest` starts, `before` being printed before them.
pub(crate) fn set_apart(before: &str, rest: &str) -> Option<SetApart> {
    match rest.as_bytes().first()? {
        b'<' => element(before, rest),
        b'~' => struck(before, rest),
        b'[' => {
            let mark = between(rest, "[^", "]")?;
            let short = mark.len() <= LONGEST_NAME && !mark.contains(char::is_whitespace);
            (short && !mark.is_empty()).then(|| left_out(mark.len() + 3, Reason::NoteMark))
        }
        b'$' => formula(before, rest),
        b'^' => between_carets(before, rest),
        _ => None,
    }
}

/// Longest name of a note in `[^name]`.
const LONGEST_NAME: usize = 16;

/// Most tags and texts within an element that is set apart.
const MOST_TOKENS: usize = 16;

fn element(before: &str, rest: &str) -> Option<SetApart> {
    if !Scanner::stands_at(rest, 0) {
        return None;
    }
    let mut tokens = Scanner::new(rest, 0);
    let Token::Open { tag, attributes, range } = tokens.next()? else {
        return None;
    };
    let apart = apart_of(tag, rest.get(attributes)?)?;
    let (mut depth, mut text) = (0usize, String::new());
    for token in tokens.take(MOST_TOKENS) {
        match token {
            Token::Text(range) => text.push_str(rest.get(range).unwrap_or_default()),
            Token::Open { tag: inner, .. } => depth += usize::from(inner == tag),
            Token::Close { tag: inner, range: close } if inner == tag => {
                if depth == 0 {
                    let inside = rest.get(range.end..close.start)?;
                    return Some(decide(before, apart, &text, inside, close.end));
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    None
}

fn decide(before: &str, apart: Apart, text: &str, inside: &str, length: usize) -> SetApart {
    let kind = match apart {
        Apart::Hidden => return left_out(length, Reason::Hidden),
        Apart::Struck => return left_out(length, Reason::Struck),
        Apart::Gloss => {
            return SetApart { printed: String::new(), length, reason: None };
        }
        Apart::Raised => raised(before, text),
        Apart::Lowered => lowered(before, text),
    };
    match kind {
        Raised::Note if before.trim().is_empty() => printed(inside, length),
        Raised::Note => left_out(length, Reason::NoteMark),
        Raised::Sign(sign) => printed(&sign, length),
        Raised::Text => printed(inside, length),
        Raised::Apart => printed(&format!("^{inside}"), length),
    }
}

/// `~~…~~`, but not the dashes of a range.
fn struck(before: &str, rest: &str) -> Option<SetApart> {
    let inside = between(rest, "~~", "~~")?;
    let tight = !inside.is_empty() && inside.trim() == inside && !inside.starts_with('~');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let range = digit(before.chars().last()) && digit(inside.chars().next());
    (tight && !range).then(|| left_out(inside.len() + 4, Reason::Struck))
}

/// `$^{1}$` behind a number, as recognisers write raised characters.
fn formula(before: &str, rest: &str) -> Option<SetApart> {
    let inside = between(rest, "$^", "$")?;
    let mark = inside.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
    let length = inside.len() + 3;
    match raised(before, mark) {
        Raised::Sign(sign) => Some(printed(&sign, length)),
        Raised::Note if is_note_mark(mark) && !before.trim().is_empty() => {
            Some(left_out(length, Reason::NoteMark))
        }
        _ => None,
    }
}

/// Longest text between two carets, in bytes.
const LONGEST_RAISED: usize = 4;

/// `^1^` behind a text, as converters write raised characters; other carets are signs of tables.
fn between_carets(before: &str, rest: &str) -> Option<SetApart> {
    let inside = between(rest, "^", "^")?;
    let tight = !inside.is_empty() && inside.len() <= LONGEST_RAISED && inside.trim() == inside;
    if !tight || before.ends_with(char::is_whitespace) || before.is_empty() {
        return None;
    }
    let length = inside.len() + 2;
    match raised(before, inside) {
        Raised::Sign(sign) => Some(printed(&sign, length)),
        Raised::Note => Some(left_out(length, Reason::NoteMark)),
        _ => None,
    }
}

/// Most bytes between two marks, so that a search for one that is missing stays short.
const FAR: usize = 400;

fn between<'a>(rest: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let inside = rest.strip_prefix(open)?;
    let near = inside.as_bytes().get(..FAR).unwrap_or(inside.as_bytes());
    inside.get(..memchr::memmem::find(near, close.as_bytes())?)
}

fn printed(text: &str, length: usize) -> SetApart {
    SetApart { printed: text.to_owned(), length, reason: None }
}

fn left_out(length: usize, reason: Reason) -> SetApart {
    SetApart { printed: String::new(), length, reason: Some(reason) }
}

/// A text without the characters that are set apart in it.
pub(crate) fn resolved(text: &str) -> String {
    if !may_hold(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let found = set_apart(&out, rest);
        let length = found.as_ref().map_or(c.len_utf8(), |found| found.length);
        match found {
            Some(found) => out.push_str(&found.printed),
            None => out.push(c),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Why characters of a text are left out, with the offset of each in bytes.
pub(crate) fn reasons(text: &str) -> Vec<(Reason, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text
        .get(at..)
        .and_then(|rest| rest.bytes().position(|b| matches!(b, b'<' | b'~' | b'[' | b'$' | b'^')))
    {
        at += next;
        let (before, rest) = text.split_at(at);
        match set_apart(before, rest) {
            Some(SetApart { length, reason, .. }) => {
                found.extend(reason.map(|reason| (reason, at)));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::decode::tables::unescape;

    #[test]
    fn what_is_set_apart_in_a_cell_joins_no_number() {
        assert_eq!(unescape("131.5<sup>1</sup>"), "131.5");
        assert_eq!(unescape("≥860<sup>②</sup>吨"), "≥860吨");
        assert_eq!(unescape("受益面积（万m<sup>2</sup>）"), "受益面积（万m²）");
        assert_eq!(unescape("≥10<SUP>4</SUP>立方米"), "≥10⁴立方米");
        assert_eq!(unescape("131.5[^1]"), "131.5");
        assert_eq!(unescape("131.5$^{1}$"), "131.5");
        assert_eq!(unescape("12万m$^{2}$"), "12万m²");
        assert_eq!(unescape("41.5^2^万元"), "41.5万元");
        assert_eq!(unescape("12万m^2^"), "12万m²");
        assert_eq!(unescape("~~98%~~ 95%"), " 95%");
        assert_eq!(unescape("<del>98</del><ins>95</ins>%"), "<ins>95</ins>%");
        assert_eq!(unescape("<s>98%</s>95%"), "95%");
        assert_eq!(unescape("10~~20，30~~40"), "10~~20，30~~40");
        assert_eq!(unescape("100<span style=\"display:none\">0</span>"), "100");
        assert_eq!(unescape("<ruby>汉<rt>han</rt></ruby>字"), "<ruby>汉</ruby>字");
        assert_eq!(unescape("≥<b>95</b>%"), "≥<b>95</b>%");
        assert_eq!(unescape("PM<sub>2.5</sub>浓度"), "PM2.5浓度");
        assert_eq!(unescape("<sup>98.5</sup>"), "98.5");
    }
}
