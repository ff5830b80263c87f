//! The document as one list of rows: what a line looks like from outside.

use std::cell::OnceCell;

use crate::document::{Document, Grid, Item, Line, Mark};
use crate::fold::{self, fold_char};
use crate::location::{At, Passage};

/// A line or a grid, with what stood around it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) body: Body,
    /// Index of the page.
    pub(super) page: usize,
    /// Whether a page ends before it, as page marks or dropped furniture tell.
    pub(super) border: bool,
    /// The comparison key of its text, made when it is first asked for.
    key: OnceCell<String>,
}

/// What a row holds.
#[derive(Debug)]
pub(super) enum Body {
    Line(Line, Look),
    /// Index in [`super::Outline::grids`].
    Grid(usize),
}

/// What can be told of a line without knowing what it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Width with the leading white space, in half-width columns.
    pub(super) width: u32,
    /// Number of characters.
    pub(super) chars: u32,
    /// First character, folded.
    pub(super) first: char,
    /// Whether a comma or stop stands in it, as in a sentence.
    pub(super) punctuated: bool,
    /// How it ends.
    pub(super) end: End,
}

/// How a piece of text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// 。；！？
    Final,
    /// ：
    Colon,
    /// ，、
    Comma,
    /// A closing bracket or quotation mark.
    Closing,
    /// In the middle of a sentence, for all that can be seen.
    Open,
}

impl Row {
    pub(super) fn line(&self) -> Option<(&Line, &Look)> {
        match &self.body {
            Body::Line(line, look) => Some((line, look)),
            Body::Grid(_) => None,
        }
    }

    pub(super) fn text(&self) -> &str {
        self.line().map_or("", |(line, _)| &line.text)
    }

    pub(super) fn at(&self) -> At {
        self.line().map(|(line, _)| line.at).unwrap_or_default()
    }

    pub(super) fn mark(&self) -> Option<Mark> {
        self.line().and_then(|(line, _)| line.mark)
    }

    /// The comparison key of its text.
    pub(super) fn key(&self) -> &str {
        self.key.get_or_init(|| fold::key(self.text()))
    }

    /// The same of a line that is short enough to be anything but running text.
    pub(super) fn short_key(&self) -> Option<&str> {
        let text = self.text();
        (!text.is_empty() && text.len() <= 240).then(|| self.key())
    }
}

/// The rows of a document, and its grids.
pub(super) fn document_to_rows(document: Document) -> (Vec<Row>, Vec<Grid>) {
    let (mut rows, mut grids) = (Vec::new(), Vec::new());
    for (page, content) in document.pages.into_iter().enumerate() {
        for (index, item) in content.items.into_iter().enumerate() {
            let body = match item {
                Item::Line(line) => {
                    let look = look(&line);
                    Body::Line(line, look)
                }
                Item::Grid(grid) => {
                    grids.push(grid);
                    Body::Grid(grids.len() - 1)
                }
            };
            let border = page > 0 && index == 0;
            rows.push(Row { body, page, border, key: OnceCell::new() });
        }
    }
    (rows, grids)
}

/// The text of a line with its place.
pub(super) fn passage(line: &Line) -> Passage {
    line.passage()
}

/// How a text ends.
pub(super) fn end_of(text: &str) -> End {
    let (mut closing, mut dot) = (false, false);
    for c in text.chars().rev().map(fold_char) {
        match c {
            // OCR prints 。 as a dot; after a digit it is a broken number.
            c if dot => {
                return if c.is_ascii_digit() { End::Open } else { End::Final };
            }
            '.' => dot = true,
            c if c.is_whitespace() || fold::is_ignorable(c) => {}
            '。' | ';' | '!' | '?' | '…' => return End::Final,
            ')' | ']' | '"' | '\'' | '》' | '>' | '}' if !closing => closing = true,
            ')' | ']' | '"' | '\'' | '》' | '>' | '}' => return End::Closing,
            _ if closing => return End::Closing,
            ':' => return End::Colon,
            ',' | '、' => return End::Comma,
            _ => return End::Open,
        }
    }
    End::Open
}

/// Whether a folded character closes what stands before it, so that no
/// paragraph begins with it.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '。' | ';' | '!' | '?' | ',' | '、' | ':' | ')' | ']' | '》' | '%')
}

fn look(line: &Line) -> Look {
    let (mut width, mut chars, mut punctuated) = (u32::from(line.indent), 0u32, false);
    let mut before = ' ';
    let mut rest = line.text.as_str();
    loop {
        // Ideographs, which nearly all of a line is: none is a sign, and all are wide.
        let (run, after) = rest.split_at(fold::wide(rest.as_bytes()));
        let count = u32::try_from(run.len() / 3).unwrap_or(u32::MAX);
        (width, chars) = (width + 2 * count, chars + count);
        before = run.chars().next().unwrap_or(before);
        let Some(c) = after.chars().next() else { break };
        rest = &after[c.len_utf8()..];
        // A comma within digits is no punctuation.
        punctuated |=
            matches!(c, '，' | '。' | '；' | '、' | ',' | ';') && !before.is_ascii_digit();
        before = c;
        width += if c < '\u{1100}' { 1 } else { 2 };
        chars += 1;
    }
    Look {
        width,
        chars,
        first: line.text.chars().next().map_or(' ', fold_char),
        punctuated,
        end: end_of(&line.text),
    }
}
