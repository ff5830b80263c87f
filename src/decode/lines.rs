//! Decoded text to physical lines, each knowing its place.

use crate::location::At;

/// A physical line, or the part of one that stands on one page or beside an
/// embedded table. Any sub-piece still knows its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece<'a> {
    /// The text, without its line end.
    pub(crate) text: &'a str,
    /// Offset of `text` in the decoded source, in bytes.
    pub(crate) start: usize,
    /// Page, from 1, where the source marks pages.
    pub(crate) page: Option<u32>,
    /// Physical line, from 1.
    pub(crate) line: u32,
    /// Characters of the physical line before `text`.
    pub(crate) from: u32,
}

impl<'a> Piece<'a> {
    /// The place of the whole piece.
    pub(crate) fn at(&self) -> At {
        let length = self.text.chars().count() as u32;
        At::on_line(self.page, self.line, self.from, self.from + length)
    }

    /// The two parts before and after a byte offset, which must lie on a
    /// character border. Only the first part is counted, so that cutting a line
    /// from left to right stays linear.
    pub(crate) fn split(&self, byte: usize) -> (Piece<'a>, Piece<'a>) {
        let (head, tail) = self.text.split_at_checked(byte).unwrap_or((self.text, ""));
        let rest = Piece {
            text: tail,
            start: self.start + head.len(),
            from: self.from + head.chars().count() as u32,
            ..*self
        };
        (Piece { text: head, ..*self }, rest)
    }

    /// Without white space at either end.
    pub(crate) fn trim(&self) -> Piece<'a> {
        let lead = self.text.len() - self.text.trim_start().len();
        let (_, rest) = self.split(lead);
        Piece { text: rest.text.trim_end(), ..rest }
    }

    /// Without white space before it.
    pub(crate) fn trim_start(&self) -> Piece<'a> {
        self.split(self.text.len() - self.text.trim_start().len()).1
    }

    /// Without the first `head` and the last `tail` bytes.
    pub(crate) fn shorten(&self, head: usize, tail: usize) -> Piece<'a> {
        let (_, rest) = self.split(head);
        let end = rest.text.len().saturating_sub(tail);
        // Not by `split`, which would count the whole of a long line again for
        // each of its cells.
        Piece { text: rest.text.get(..end).unwrap_or(rest.text), ..rest }
    }

    /// Whether there is nothing but white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank_char)
    }
}

/// White space, and the characters that take no room.
pub(crate) fn is_blank_char(c: char) -> bool {
    c.is_whitespace() || crate::fold::is_ignorable(c)
}

/// Characters that end a line or a page.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Line ends written as `\n` at least that make a text of few lines one that was written out.
const LEAST_ESCAPED: usize = 8;

/// Whether a text was written out as a string, its line ends as `\n`.
fn is_escaped(text: &str) -> bool {
    let real = memchr::memchr_iter(b'\n', text.as_bytes()).take(LEAST_ESCAPED).count();
    let written = || memchr::memmem::find_iter(text.as_bytes(), b"\\n").take(LEAST_ESCAPED).count();
    real <= 2 && written() == LEAST_ESCAPED
}

/// Whether a line ends in another way than by LF or CR.
fn has_rare_end(bytes: &[u8]) -> bool {
    let sign = |sign: char| {
        memchr::memmem::find(bytes, sign.encode_utf8(&mut [0; 4]).as_bytes()).is_some()
    };
    memchr::memchr(0x0B, bytes).is_some()
        || ['\u{85}', '\u{2028}', '\u{2029}'].into_iter().any(sign)
}

/// Splits text into physical lines. LF, CRLF, CR, vertical tab, NEL and the
/// line and paragraph separators of Unicode end a line, each counted once. A
/// form feed (分页符) ends a page and not a line: text after it on the same
/// physical line keeps the line's number and count of characters, and stands on
/// the next page. Pages are numbered only if there is any form feed.
///
/// In a text that was written out as a string (`项目名称：甲\n主管部门：乙`), the two characters
/// that stand for a line end are one, and keep the number and count of the physical line.
pub(crate) fn lines(text: &str) -> Vec<Piece<'_>> {
    let escaped = is_escaped(text);
    let paged = memchr::memchr(b'\x0C', text.as_bytes()).is_some();
    let mut pieces = Vec::with_capacity(text.len() / 48 + 1);
    let mut page = paged.then_some(1);
    let (mut start, mut line, mut from) = (0, 1, 0);
    let mut push = |start: usize, end: usize, page, line, from| {
        pieces.push(Piece {
            text: text.get(start..end).unwrap_or_default(),
            start,
            page,
            line,
            from,
        });
    };
    let bytes = text.as_bytes();
    // Nearly all texts have no other line ends than those of every system.
    let rare = escaped || paged || has_rare_end(bytes);
    let may_end = |byte: &u8| matches!(byte, b'\n'..=b'\r' | b'\\' | 0xC2 | 0xE2);
    let next = |bytes: &[u8]| match rare {
        true => bytes.iter().position(may_end),
        false => memchr::memchr2(b'\n', b'\r', bytes),
    };
    let mut at = 0;
    while let Some(passed) = next(&bytes[at..]) {
        at += passed;
        let byte = bytes[at];
        let length = match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' | b'\x0B' | b'\x0C' => 1,
            b'\\' if escaped && bytes.get(at..at + 4) == Some(b"\\r\\n") => 4,
            b'\\' if escaped && bytes.get(at + 1) == Some(&b'n') => 2,
            0xC2 if bytes.get(at + 1) == Some(&0x85) => 2,
            0xE2 if bytes.get(at + 1) == Some(&0x80)
                && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) =>
            {
                3
            }
            _ => {
                at += 1;
                continue;
            }
        };
        push(start, at, page, line, from);
        if matches!(byte, b'\x0C' | b'\\') {
            let before = text.get(start..at).map_or(0, |t| t.chars().count());
            from += (before + length) as u32;
            page = page.map(|p| p + u32::from(byte == b'\x0C'));
        } else {
            from = 0;
            line += 1;
        }
        at += length;
        start = at;
    }
    push(start, text.len(), page, line, from);
    pieces
}

/// Number of pages of a source that marks them; what follows the last form feed
/// is a page only if there is text on it.
pub(crate) fn page_count(pieces: &[Piece]) -> Option<u32> {
    let last = pieces.last()?.page?;
    let text_up_to = pieces.iter().rev().find(|p| !p.is_blank()).and_then(|p| p.page).unwrap_or(1);
    Some(text_up_to.max(last.saturating_sub(1)))
}

/// Byte offsets of the decoded text to places. Meant to be asked from left to
/// right: going back costs a recount of one physical line.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    pieces: &'a [Piece<'a>],
    index: usize,
    /// The last offset asked for and the characters before it in its piece.
    byte: usize,
    chars: u32,
}

impl<'a> Places<'a> {
    pub(crate) fn new(pieces: &'a [Piece<'a>]) -> Self {
        Self { pieces, index: 0, byte: pieces.first().map_or(0, |p| p.start), chars: 0 }
    }

    /// The piece in which an offset lies, and the characters before the offset
    /// in the physical line.
    pub(crate) fn find(&mut self, byte: usize) -> (Option<&'a Piece<'a>>, u32) {
        let inside = |piece: &Piece, next: Option<&Piece>| {
            piece.start <= byte && next.is_none_or(|n| byte < n.start)
        };
        let current = self.pieces.get(self.index);
        if !current.is_some_and(|p| inside(p, self.pieces.get(self.index + 1))) {
            self.index = self.pieces.partition_point(|p| p.start <= byte).saturating_sub(1);
            self.restart();
        } else if byte < self.byte {
            self.restart();
        }
        let Some(piece) = self.pieces.get(self.index) else {
            return (None, 0);
        };
        let end = byte.min(piece.start + piece.text.len());
        let ahead =
            piece.text.get(self.byte.saturating_sub(piece.start)..end.saturating_sub(piece.start));
        self.chars += ahead.map_or(0, |t| t.chars().count()) as u32;
        self.byte = end.max(self.byte);
        (Some(piece), piece.from + self.chars)
    }

    /// The place of the bytes `from..to`; of a range over several lines, its
    /// part on the first.
    pub(crate) fn at(&mut self, from: usize, to: usize) -> At {
        let (Some(piece), start) = self.find(from) else {
            return At::default();
        };
        let end = to.min(piece.start + piece.text.len());
        let (_, stop) = self.find(end.max(from));
        At::on_line(piece.page, piece.line, start, stop.max(start))
    }

    fn restart(&mut self) {
        self.byte = self.pieces.get(self.index).map_or(0, |p| p.start);
        self.chars = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, Option<u32>, u32, u32)> {
        let pieces = lines(text);
        pieces.iter().map(|p| (p.text, p.page, p.line, p.from)).collect()
    }

    #[test]
    fn every_line_end_counts_once() {
        let text = "一\n二\r\n三\r四\u{2028}五\u{2029}六\u{85}七\u{0B}八";
        let numbers: Vec<_> = shown(text).iter().map(|p| (p.0.to_owned(), p.2)).collect();
        let expected = ["一", "二", "三", "四", "五", "六", "七", "八"];
        assert_eq!(numbers.len(), 8);
        for (index, (text, line)) in numbers.iter().enumerate() {
            assert_eq!((text.as_str(), *line), (expected[index], index as u32 + 1));
        }
    }

    #[test]
    fn a_form_feed_ends_the_page_but_not_the_line() {
        assert_eq!(
            shown("甲\n乙丙\u{0C}丁\n\u{0C}戊"),
            [
                ("甲", Some(1), 1, 0),
                ("乙丙", Some(1), 2, 0),
                ("丁", Some(2), 2, 3),
                ("", Some(2), 3, 0),
                ("戊", Some(3), 3, 1),
            ]
        );
    }

    #[test]
    fn an_empty_page_after_the_last_form_feed_is_not_counted() {
        assert_eq!(page_count(&lines("甲\u{0C}乙\u{0C}\n")), Some(2));
        assert_eq!(page_count(&lines("甲\u{0C}乙\u{0C}丙")), Some(3));
        assert_eq!(page_count(&lines("甲\n乙")), None);
    }

    #[test]
    fn offsets_are_found_forwards_and_backwards() {
        let text = "甲乙丙\n丁戊";
        let pieces = lines(text);
        let mut places = Places::new(&pieces);
        assert_eq!(places.at(10, 16), At::on_line(None, 2, 0, 2));
        assert_eq!(places.at(3, 6), At::on_line(None, 1, 1, 2));
        assert_eq!(places.at(6, 13), At::on_line(None, 1, 2, 3));
    }
}
