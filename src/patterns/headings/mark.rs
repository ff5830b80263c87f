//! Number marks: `一、`, `(一)`, `1.`, `①` at the start of a text.

use serde::Deserialize;

use crate::fold::{fold_char, is_ignorable};

/// A kind of numeral that a mark is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Numerals {
    /// 一 … 九十九
    Chinese,
    /// 1 … 99
    Arabic,
    /// a … z
    Latin,
    /// 1.1, 1.1.1
    Dotted,
}

/// One way to print a mark: what stands before and after its numeral.
#[derive(Debug)]
pub(super) struct Spelling {
    before: Vec<char>,
    numerals: Numerals,
    after: Vec<char>,
}

/// The numeral of a mark, as far as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: u32,
    /// Number of parts of a dotted number, else 0.
    pub(super) depth: u8,
    /// Whether a dash was taken for the numeral 一.
    pub(super) dash: bool,
}

impl Spelling {
    /// From its form in the pattern file, `{}` for the numeral.
    pub(super) fn new(text: &str, numerals: Numerals) -> Option<Self> {
        let (before, after) = text.split_once("{}")?;
        Some(Spelling {
            before: before.chars().map(fold_char).collect(),
            numerals,
            after: after.chars().map(fold_char).collect(),
        })
    }

    /// Reads the mark at the start of `text`: its numeral, and where it ends.
    pub(super) fn read(&self, text: &str) -> Option<(Numeral, usize)> {
        let mut cursor = Cursor::new(text);
        for &c in &self.before {
            cursor.take(c)?;
        }
        let numeral = match self.numerals {
            Numerals::Chinese => chinese(&mut cursor, !self.after.is_empty()),
            Numerals::Arabic => arabic(&mut cursor),
            Numerals::Latin => latin(&mut cursor),
            Numerals::Dotted => dotted(&mut cursor),
        }?;
        for &c in &self.after {
            cursor.take(c)?;
        }
        Some((numeral, cursor.at))
    }

    /// What stands before its numeral first.
    pub(super) fn opening(&self) -> Option<char> {
        self.before.first().copied()
    }

    /// Whether a mark of this spelling can start with a character.
    pub(super) fn may_start_with(&self, first: First) -> bool {
        match (self.before.first(), self.numerals) {
            (Some(&c), _) => first.c == c,
            (None, Numerals::Chinese) => first.is_chinese,
            (None, Numerals::Arabic | Numerals::Dotted) => first.c.is_ascii_digit(),
            (None, Numerals::Latin) => first.c.is_ascii_alphabetic(),
        }
    }
}

/// The first character of a line, folded, which all spellings are asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    c: char,
    /// Whether a Chinese numeral can start with it.
    is_chinese: bool,
}

impl First {
    pub(super) fn of(c: char) -> Self {
        First { c, is_chinese: chinese_digit(c).is_some() || c == '十' || c == '-' }
    }

    /// Whether a numeral of some kind can start with it.
    pub(super) fn may_be_numeral(self) -> bool {
        self.is_chinese || self.c.is_ascii_alphanumeric()
    }

    pub(super) fn is_among(self, all: &[char]) -> bool {
        all.contains(&self.c)
    }
}

/// The Chinese numeral of a number up to ninety-nine.
pub(crate) fn write_chinese(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS[(d % 10) as usize];
    match value / 10 {
        0 => digit(value).to_owned(),
        1 => format!("十{}", digit(value)),
        tens => format!("{}十{}", digit(tens), digit(value)),
    }
}

/// Reads folded characters, passing over white space.
struct Cursor<'t> {
    text: &'t str,
    /// After the last character taken.
    at: usize,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Cursor { text, at: 0 }
    }

    /// The next character and where it ends.
    fn peek(&self) -> Option<(char, usize)> {
        self.text
            .get(self.at..)?
            .char_indices()
            .find(|&(_, c)| !c.is_whitespace() && !is_ignorable(c))
            .map(|(i, c)| (fold_char(c), self.at + i + c.len_utf8()))
    }

    /// Like `peek`, but only if no white space stands in between.
    fn peek_close(&self) -> Option<(char, usize)> {
        let c = self.text.get(self.at..)?.chars().next()?;
        Some((fold_char(c), self.at + c.len_utf8()))
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        let (c, end) = self.peek()?;
        (c == wanted).then(|| self.at = end)
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a numeral up to ninety-nine may be written with a folded character.
pub(in crate::patterns) fn is_of_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '十' || chinese_digit(c).is_some()
}

/// A Chinese numeral. OCR tools print 一 as a dash, which is read so only where
/// the rest of the mark stands around it.
fn chinese(cursor: &mut Cursor, framed: bool) -> Option<Numeral> {
    let (mut tens, mut ones, mut read, mut dash) = (0, 0, 0, false);
    while let Some((c, end)) = cursor.peek() {
        match chinese_digit(c) {
            Some(digit) if ones == 0 => ones = digit,
            None if c == '十' && tens == 0 => (tens, ones) = (ones.max(1), 0),
            None if c == '-' && read == 0 && framed => (ones, dash) = (1, true),
            _ => break,
        }
        read += 1;
        cursor.at = end;
        if dash {
            break;
        }
    }
    (read > 0).then_some(Numeral { value: tens * 10 + ones, depth: 0, dash })
}

/// Digits that stand close together; three and more are a value.
fn digits(cursor: &mut Cursor) -> Option<u32> {
    let (first, end) = cursor.peek()?;
    let mut value = first.to_digit(10)?;
    cursor.at = end;
    if let Some((c, end)) = cursor.peek_close()
        && let Some(digit) = c.to_digit(10)
    {
        value = value * 10 + digit;
        cursor.at = end;
        if cursor.peek_close().is_some_and(|(c, _)| c.is_ascii_digit()) {
            return None;
        }
    }
    (value > 0).then_some(value)
}

fn arabic(cursor: &mut Cursor) -> Option<Numeral> {
    let value = digits(cursor)?;
    Some(Numeral { value, depth: 0, dash: false })
}

fn latin(cursor: &mut Cursor) -> Option<Numeral> {
    let (c, end) = cursor.peek()?;
    let value = c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase())? as u32 - 'a' as u32 + 1;
    cursor.at = end;
    Some(Numeral { value, depth: 0, dash: false })
}

fn dotted(cursor: &mut Cursor) -> Option<Numeral> {
    let (mut value, mut depth) = (digits(cursor)?, 1u8);
    while depth < 5 {
        let Some(('.', end)) = cursor.peek_close() else {
            break;
        };
        let mut ahead = Cursor { text: cursor.text, at: end };
        if !ahead.peek_close().is_some_and(|(c, _)| c.is_ascii_digit()) {
            break;
        }
        value = digits(&mut ahead)?;
        cursor.at = ahead.at;
        depth += 1;
    }
    (depth > 1).then_some(Numeral { value, depth, dash: false })
}
