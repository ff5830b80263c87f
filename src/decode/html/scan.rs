//! HTML source to tags and text. Never fails: what is no tag is text.

use std::ops::Range;

use super::tags::LONGEST_NAME;
pub(crate) use super::tags::Tag;

/// A tag, or a stretch of text; all ranges are bytes of the source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// `<td …>`
    Open { tag: Tag, attributes: Range<usize>, range: Range<usize> },
    /// `</td>`
    Close { tag: Tag, range: Range<usize> },
    /// Text, its references not yet decoded.
    Text(Range<usize>),
    /// A comment, a doctype, a processing instruction.
    Comment(Range<usize>),
}

/// Longest prefix of a name, and longest name behind one, in bytes.
const LONGEST_PREFIX: usize = 4;
const LONGEST_LOCAL: usize = 30;

/// Tokens of a source from an offset on, from left to right. Linear: a search
/// for an end that is not there is made once.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    source: &'a str,
    at: usize,
    /// No `>` from here on, and no quotation mark of either kind.
    no_end: bool,
    no_quote: [bool; 2],
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(source: &'a str, at: usize) -> Self {
        Self { source, at, no_end: false, no_quote: [false; 2] }
    }

    /// Whether a tag starts at an offset.
    pub(crate) fn stands_at(source: &'a str, at: usize) -> bool {
        Scanner::new(source, at).tag().is_some()
    }

    /// Passes over the text of an opaque element, to its end tag.
    fn skip_opaque(&mut self, tag: Tag) {
        let mut at = self.at;
        let bytes = self.source.as_bytes();
        while let Some(found) = bytes.get(at..).and_then(|b| memchr::memmem::find(b, b"</")) {
            let name = self.name_at(at + found + 2);
            if Tag::named(name) == Some(tag) {
                self.at = at + found;
                return;
            }
            at += found + 2;
        }
        self.at = bytes.len();
    }

    fn name_at(&self, at: usize) -> &'a str {
        let rest = self.source.as_bytes().get(at..).unwrap_or_default();
        let window = rest.iter().take(LONGEST_NAME + 1);
        let length = window.take_while(|b| b.is_ascii_alphanumeric()).count();
        self.source.get(at..at + length).unwrap_or_default()
    }

    /// The element named at an offset, and where its name ends.
    fn named(&self, at: usize) -> Option<(Tag, usize)> {
        let name = self.name_at(at);
        let end = at + name.len();
        if self.source.as_bytes().get(end) == Some(&b':') && name.len() <= LONGEST_PREFIX {
            let local = self.source.as_bytes().get(end + 1..).unwrap_or_default();
            let local = local.iter().take(LONGEST_LOCAL);
            let length = local.take_while(|b| b.is_ascii_alphanumeric()).count();
            return (length > 0).then_some((Tag::Prefixed, end + 1 + length));
        }
        Some((Tag::named(name)?, end))
    }

    /// The tag or comment at `self.at`, where `<` stands.
    fn tag(&mut self) -> Option<Token> {
        let start = self.at;
        let bytes = self.source.as_bytes();
        match bytes.get(start + 1)? {
            b'!' | b'?' => self.comment(start),
            b'/' => {
                let (tag, from) = self.named(start + 2)?;
                let end = self.tag_end(from)?;
                Some(Token::Close { tag, range: start..end })
            }
            b if b.is_ascii_alphabetic() => {
                let (tag, from) = self.named(start + 1)?;
                if !matches!(bytes.get(from)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
                    return None;
                }
                let end = self.tag_end(from)?;
                Some(Token::Open { tag, attributes: from..end - 1, range: start..end })
            }
            _ => None,
        }
    }

    fn comment(&mut self, start: usize) -> Option<Token> {
        let bytes = self.source.as_bytes();
        let rest = bytes.get(start..)?;
        let (mark, end): (usize, &[u8]) = if rest.starts_with(b"<!--") {
            (4, b"-->")
        } else if rest.get(2).is_some_and(u8::is_ascii_alphabetic) || rest.starts_with(b"<![") {
            (2, b">")
        } else {
            return None;
        };
        if self.no_end {
            return None;
        }
        let Some(found) = rest.get(mark..).and_then(|b| memchr::memmem::find(b, end)) else {
            self.no_end = end == b">";
            // An open comment hides the rest of a page; an open tag does not.
            return (end != b">").then_some(Token::Comment(start..bytes.len()));
        };
        Some(Token::Comment(start..start + mark + found + end.len()))
    }

    /// End of a tag: the `>` outside quotation marks, before any other `<`.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        if self.no_end {
            return None;
        }
        let bytes = self.source.as_bytes();
        let mut at = from;
        loop {
            let rest = bytes.get(at..)?;
            let Some(found) = rest.iter().position(|b| matches!(b, b'>' | b'<' | b'"' | b'\''))
            else {
                self.no_end = true;
                return None;
            };
            at += found + 1;
            match bytes.get(at - 1)? {
                b'>' => return Some(at),
                b'<' => return None,
                &quote => {
                    let after_equals = bytes.get(..at - 1)?.last() == Some(&b'=');
                    let closed = self.closing_quote(at, quote);
                    if after_equals && let Some(end) = closed {
                        at = end + 1;
                    }
                }
            }
        }
    }

    fn closing_quote(&mut self, from: usize, quote: u8) -> Option<usize> {
        let none_left = self.no_quote.get_mut(usize::from(quote == b'"'))?;
        if *none_left {
            return None;
        }
        let rest = self.source.as_bytes().get(from..)?;
        let found = memchr::memchr(quote, rest);
        *none_left = found.is_none();
        found.map(|f| from + f)
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        if start >= bytes.len() {
            return None;
        }
        loop {
            let found = bytes.get(self.at..).and_then(|b| memchr::memchr(b'<', b));
            let Some(found) = found else {
                self.at = bytes.len();
                return Some(Token::Text(start..self.at));
            };
            self.at += found;
            let Some(token) = self.tag() else {
                self.at += 1;
                continue;
            };
            if self.at > start {
                // The tag is read again on the next call; it is short.
                return Some(Token::Text(start..self.at));
            }
            match &token {
                Token::Open { tag, range, .. } => {
                    self.at = range.end;
                    if tag.is_opaque() {
                        self.skip_opaque(*tag);
                    }
                }
                Token::Close { range, .. } | Token::Comment(range) | Token::Text(range) => {
                    self.at = range.end;
                }
            }
            return Some(token);
        }
    }
}

/// The value of an attribute, quoted or not.
pub(crate) fn attribute<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    attributes(source).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The attributes of a start tag with their values, quoted or not.
pub(crate) fn attributes(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace() || c == '/');
        let (key, after) = rest.split_at(end.unwrap_or(rest.len()));
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = value.get(1..).unwrap_or_default();
                    match inside.find(quote) {
                        Some(end) => (
                            inside.get(..end).unwrap_or_default(),
                            inside.get(end + 1..).unwrap_or_default(),
                        ),
                        None => (inside, ""),
                    }
                }
                _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            },
        };
        // A part that is no attribute ends the search, so that it ends at all.
        rest = if next.len() < rest.len() { next } else { "" };
        Some((key, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        Scanner::new(source, 0)
            .filter_map(|token| match token {
                Token::Text(range) => source.get(range),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn angle_brackets_that_are_no_tag_are_text() {
        let source = "关于<某局办法>的通知 <b>3</b> 5<6 <unknown> <td";
        assert_eq!(texts(source), ["关于<某局办法>的通知 ", "3", " 5<6 <unknown> <td"]);
    }

    #[test]
    fn a_quoted_attribute_may_hold_a_bracket() {
        assert_eq!(texts("<td title=\"a>b\">值</td>"), ["值"]);
    }

    #[test]
    fn scripts_are_passed_over() {
        assert_eq!(texts("<script>if (a<b) {'<td>'}</script>文"), ["文"]);
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let read = |a| attribute(a, "rowspan");
        assert_eq!(read(" class=x ROWSPAN=\"3\""), Some("3"));
        assert_eq!(read(" rowspan=2 colspan='4'"), Some("2"));
        assert_eq!(read(" rowspan = '5' /"), Some("5"));
        assert_eq!(read(" data-rowspan=7"), None);
    }
}
