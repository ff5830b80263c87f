//! Whether two lines are parts of one paragraph.

use super::layout::Layout;
use super::row::{End, Row, closes};
use crate::fold::{self, fold_char};
use crate::patterns::{Headings, Words};
use crate::words::Phrase;

/// A left part shorter than this is no sentence that a page end has broken.
const SENTENCE: u32 = 15;

/// How far back an opening bracket, and how far on its closing one, is looked
/// for: the longest title of a document that reports cite has some 80 characters.
const CITED: usize = 120;

/// The left part: a paragraph as far as it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left<'t> {
    /// Its text so far.
    pub(super) text: &'t str,
    /// Width of its last line.
    pub(super) width: u32,
    /// Number of characters of its last line.
    pub(super) chars: u32,
    /// Whether it is punctuated as a sentence is.
    pub(super) punctuated: bool,
    /// How it ends.
    pub(super) end: End,
}

/// Why two parts belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Join {
    /// What shows it.
    pub(super) evidence: Phrase,
    /// Whether it is a mere line end of wrapped text, of which nothing is said.
    pub(super) wrap: bool,
}

/// Whether the line of `row` goes on with what stands to the left of it.
pub(super) fn join(left: &Left, row: &Row, layout: &Layout, headings: &Headings) -> Option<Join> {
    let (line, right) = row.line()?;
    let leads = headings.enumerations.leads(&line.text);
    let full = layout.is_full(left.width);
    let wrap = |evidence| Some(Join { evidence, wrap: layout.full.is_some() && !row.border });
    let digits = left.text.ends_with(|c: char| c.is_ascii_digit())
        && line.text.starts_with(|c: char| c.is_ascii_digit());
    if digits
        && !line.begins
        && left.chars >= SENTENCE
        && (full || layout.full.is_none())
        && !layout.cells
    {
        // Two numbers do not stand side by side: it is one that the line end
        // broke, or the next paragraph begins with a year.
        let year = headings.forms.is_year(&line.text) && layout.full.is_none();
        return (left.punctuated && !year).then_some(Join {
            evidence: Phrase {
                en: "the line end broke a number", zh: "换行将一个数字断开"
            },
            wrap: false,
        });
    }
    let unfinished = matches!(left.end, End::Open | End::Comma | End::Closing);
    if starts_closing(&line.text) && left.chars > 1 {
        return wrap(Phrase {
            en: "the right part begins with a closing mark",
            zh: "后半以闭合标点开头",
        });
    }
    if line.begins {
        return None;
    }
    let fields = is_field(left.text, headings) || is_field(&line.text, headings);
    if layout.full.is_some() && full {
        if unfinished && !(leads && left.end != End::Comma && layout.is_indented(line.indent)) {
            return wrap(Phrase {
                en: "the left part reaches the right edge and has no final punctuation",
                zh: "前半排满一行且无句末标点",
            });
        }
        // Where a page tells the place of each line, so does its left edge.
        let told = line.at.bbox().is_some();
        if layout.indents && !layout.is_indented(line.indent) && (!leads || told) && !fields {
            return wrap(Phrase {
                en: "the left part reaches the right edge and the right part is not indented",
                zh: "前半排满一行且后半没有缩进",
            });
        }
        return None;
    }
    if leads || fields || !unfinished {
        return None;
    }
    if open_bracket(left.text).is_some_and(|close| closes_within(&line.text, close)) {
        return wrap(Phrase {
            en: "a bracket opened in the left part is closed in the right part",
            zh: "前半的括号在后半闭合",
        });
    }
    match left.end {
        End::Comma if left.text.chars().nth(4).is_some() => {
            wrap(Phrase { en: "the left part ends in a comma", zh: "前半以逗号结尾" })
        }
        End::Open if left.chars >= SENTENCE => {
            // Among wrapped lines a short one ends its paragraph.
            let broken = (layout.full.is_none() && !layout.cells) || row.border;
            let text = right.chars >= 8 || matches!(right.end, End::Final | End::Colon);
            let words = line.text.chars().take(CITED).any(fold::is_cjk);
            let goes_on = broken && left.punctuated && text && words && begins_inside(right.first);
            let indented = layout.is_indented(line.indent) && !row.border;
            (goes_on && !indented).then_some(Join {
                evidence: Phrase {
                    en: "the left part has no final punctuation and the right part goes on",
                    zh: "前半无句末标点，后半接续",
                },
                wrap: false,
            })
        }
        _ => None,
    }
}

/// What stands between two joined parts: a space between Latin words.
pub(super) fn separator(left: &str, right: &str) -> &'static str {
    let word = |c: char| c.is_alphanumeric() && !fold::is_cjk(c);
    match (left.chars().next_back(), right.chars().next()) {
        // A number broken by the line end has nothing between its digits.
        (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => "",
        (Some(a), Some(b)) if word(a) && word(b) => " ",
        (Some(',' | ';' | ':'), Some(b)) if b.is_ascii_alphabetic() => " ",
        _ => "",
    }
}

/// Whether a line is a field of a form or cover: `填报人：某某`.
pub(super) fn is_field(text: &str, headings: &Headings) -> bool {
    let colon = text.char_indices().take(14).find(|&(_, c)| fold_char(c) == ':');
    colon.is_some_and(|(at, _)| {
        let label = fold::key(text.get(..at).unwrap_or_default());
        headings.contains(Words::Field, &label)
    })
}

/// Whether a text begins with a mark that closes what stands before it. A `>`
/// before a number is a comparison.
fn starts_closing(text: &str) -> bool {
    let mut chars = text.chars().map(fold_char);
    match chars.next() {
        Some('>') => {
            !chars.find(|c| !c.is_whitespace()).is_none_or(|c| c.is_ascii_digit() || c == '=')
        }
        Some('%' | ':') => true,
        Some(c) => closes(c) || text.starts_with(['”', '’', '」', '』']),
        None => false,
    }
}

/// Whether a paragraph can go on with this character.
fn begins_inside(c: char) -> bool {
    fold::is_cjk(c) || c.is_ascii_alphanumeric() || matches!(c, '"' | '《' | '(' | '<')
}

const BRACKETS: [(char, char); 5] = [('(', ')'), ('《', '》'), ('<', '>'), ('[', ']'), ('“', '”')];

/// The closing partner of the innermost bracket that a text leaves open near
/// its end.
fn open_bracket(text: &str) -> Option<char> {
    let mut closed: Vec<char> = Vec::new();
    let mut next = ' ';
    for c in text.chars().rev().take(CITED) {
        let c = if matches!(c, '“' | '”') { c } else { fold_char(c) };
        let comparison = matches!(c, '<' | '>') && (next.is_ascii_digit() || next == '=');
        if !c.is_whitespace() {
            next = c;
        }
        if comparison {
            continue;
        }
        for (open, close) in BRACKETS {
            if c == close {
                closed.push(close);
            } else if c == open {
                match closed.iter().rposition(|&k| k == close) {
                    Some(place) => closed.truncate(place),
                    None => return Some(close),
                }
            }
        }
    }
    None
}

/// Whether a bracket that stands open is closed near the start of a text.
fn closes_within(text: &str, close: char) -> bool {
    let open = BRACKETS.iter().find(|(_, c)| *c == close).map(|(o, _)| *o);
    let mut depth = 1u32;
    for c in text.chars().take(CITED) {
        let c = if matches!(c, '“' | '”') { c } else { fold_char(c) };
        if c == close {
            depth -= 1;
            if depth == 0 {
                return true;
            }
        } else if Some(c) == open {
            depth += 1;
        }
    }
    false
}
