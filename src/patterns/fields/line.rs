//! A line as labels and values.

use std::ops::Range;

use super::{Field, Fields, Kind};
use crate::fold;

/// A label with its value on a line, in bytes of the line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Labelled {
    /// Index for [`Fields::field`].
    pub(crate) field: usize,
    /// The label is only second choice for this field.
    pub(crate) second: bool,
    /// A colon stands after the label.
    pub(crate) colon: bool,
    /// The value, trimmed; empty if the label stands alone.
    pub(crate) value: Range<usize>,
}

/// A value without what belongs to the form: stamps and rulings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bare {
    /// The text that is left.
    pub(crate) text: String,
    /// From its first to its last character, in bytes of the value.
    pub(crate) range: Range<usize>,
}

/// A line that goes on longer, in characters, is not looked at past this point.
const REACH: usize = 400;
/// A longer cell, in bytes, is no label.
const LONGEST_LABEL: usize = 90;
/// The longest remark in brackets after a label, in characters.
const REMARK: usize = 12;
/// A label this long (in characters) and a colon are a field even without white
/// space before them, on a line that started with a field.
const UNSPACED_LABEL: usize = 4;

/// A character of a line: folded, with its place.
#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    at: usize,
}

impl Fields {
    pub(crate) fn field(&self, index: usize) -> &Field {
        &self.raw.field[index]
    }

    /// The fields that a line holds, if it starts with the label of one.
    pub(crate) fn on_line(&self, line: &str) -> Vec<Labelled> {
        let start = enumerator(line);
        let mut heads = line[start..]
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(fold::fold_char);
        if heads.next().is_none_or(|c| !self.labels.contains_key(&c)) {
            return Vec::new();
        }
        let glyphs: Vec<Glyph> = line[start..]
            .char_indices()
            .take(REACH)
            .filter(|&(_, c)| !fold::is_ignorable(c))
            .map(|(at, c)| Glyph {
                c: fold::fold_char(c),
                at: start + at,
            })
            .collect();
        let cut = line.len() > glyphs.last().map_or(0, |g| g.at + 4);
        let line_end = if cut {
            glyphs.last().map_or(0, |g| g.at)
        } else {
            line.len()
        };
        let place = |index: usize| glyphs.get(index).map_or(line_end, |g: &Glyph| g.at);
        let mut out: Vec<Labelled> = Vec::new();
        let mut next = self.label_at(&glyphs, 0, None);
        while let Some(label) = next {
            let mut end = label.value_from;
            let mut following = None;
            while end < glyphs.len() {
                following = self.label_at(&glyphs, end, Some(&label));
                if following.is_some() {
                    break;
                }
                end += 1;
            }
            let (from, to) = (place(label.value_from), place(end));
            let printed = line.get(from..to).unwrap_or_default();
            let from = from + (printed.len() - printed.trim_start().len());
            let value = from..(from + printed.trim().len());
            out.push(Labelled {
                field: label.field,
                second: label.second,
                colon: label.colon,
                value,
            });
            next = following;
        }
        out
    }

    /// The field that a form's cell is the label of.
    pub(crate) fn of_cell(&self, cell: &str) -> Option<(usize, bool)> {
        let first = cell
            .chars()
            .find(|c| !c.is_whitespace())
            .map(fold::fold_char)?;
        if cell.len() > LONGEST_LABEL || !self.labels.contains_key(&first) {
            return None;
        }
        self.cells
            .get(&crate::patterns::columns::header_key(cell))
            .copied()
    }

    /// A value without stamps such as (公章) and without the line it was to be
    /// written on; `None` if nothing or a placeholder is left.
    pub(crate) fn bare(&self, value: &str) -> Option<Bare> {
        let mut kept: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(c) = value.get(at..).and_then(|rest| rest.chars().next()) {
            if matches!(fold::fold_char(c), '(' | '[')
                && let Some(length) = self.stamp(&value[at..])
            {
                at += length;
                continue;
            }
            let end = at + c.len_utf8();
            match kept.last_mut() {
                Some(range) if range.end == at => range.end = end,
                _ => kept.push(at..end),
            }
            at = end;
        }
        let blank = |c: char| c.is_whitespace() || matches!(c, '_' | '＿' | ':' | '：');
        let text: String = kept.iter().map(|range| &value[range.clone()]).collect();
        let text = text.trim_matches(blank);
        if text.is_empty() || self.placeholders.has(&fold::key(text)) {
            return None;
        }
        let full = |range: &&Range<usize>| !value[(*range).clone()].trim_matches(blank).is_empty();
        let first = kept.iter().find(full)?;
        let last = kept.iter().rev().find(full)?;
        let head = &value[first.clone()];
        let tail = &value[last.clone()];
        let from = first.start + (head.len() - head.trim_start_matches(blank).len());
        let to = last.end - (tail.len() - tail.trim_end_matches(blank).len());
        Some(Bare {
            text: text.to_owned(),
            range: from..to,
        })
    }

    /// Whether a value that was found without a colon reads like the rest of a
    /// sentence (项目名称应当…).
    pub(crate) fn is_prose(&self, value: &str) -> bool {
        let key = fold::key(value);
        key.contains('。') || self.not_values.start(&key).is_some()
    }

    fn stamp(&self, text: &str) -> Option<usize> {
        let open = text.chars().next()?;
        let (end, close) = text
            .char_indices()
            .take(REMARK)
            .find(|&(_, c)| matches!(fold::fold_char(c), ')' | ']'))?;
        let inside = fold::key(&text[open.len_utf8()..end]);
        self.stamps.has(&inside).then_some(end + close.len_utf8())
    }

    /// The label at a glyph, if a field may start there. `after` is the field
    /// that stands before it on the line.
    fn label_at(&self, glyphs: &[Glyph], index: usize, after: Option<&Head>) -> Option<Head> {
        let first = glyphs.get(index)?.c;
        let labels = self.labels.get(&first)?;
        let gap = glyphs[..index]
            .iter()
            .rev()
            .take_while(|g| g.c.is_whitespace())
            .count();
        let tab = glyphs[..index].iter().rev().take(gap).any(|g| g.c == '\t');
        let mut best: Option<Head> = None;
        for (label, field, second) in labels {
            let Some(end) = spelled_out(glyphs, index, label) else {
                continue;
            };
            let (value_from, colon, spaced) = self.after_label(glyphs, end);
            let at_end = value_from >= glyphs.len();
            let fits = match after {
                None => colon || spaced || at_end || self.proves_itself(*field, glyphs, value_from),
                Some(_) if gap == 0 => {
                    colon && label.len() >= UNSPACED_LABEL && after.is_some_and(|a| a.colon)
                }
                Some(_) if colon => true,
                Some(before) => (!before.colon || gap >= 2 || tab) && (spaced || at_end),
            };
            if fits && best.as_ref().is_none_or(|b| label.len() > b.length) {
                best = Some(Head {
                    field: *field,
                    second: *second,
                    colon,
                    value_from,
                    length: label.len(),
                });
            }
        }
        best
    }

    /// Where the value starts after a label, whether a colon stands before it, and
    /// whether white space does.
    fn after_label(&self, glyphs: &[Glyph], end: usize) -> (usize, bool, bool) {
        let blank = |at: usize| glyphs.get(at).is_some_and(|g| g.c.is_whitespace());
        let skip = |mut at: usize| {
            while blank(at) {
                at += 1;
            }
            at
        };
        let mut at = skip(end);
        let mut spaced = at > end;
        if glyphs.get(at).is_some_and(|g| g.c == '(')
            && let Some(close) = (at..glyphs.len().min(at + REMARK)).find(|&i| glyphs[i].c == ')')
        {
            let after = skip(close + 1);
            if glyphs.get(after).is_some_and(|g| g.c == ':') {
                at = after;
            } else if self.stamps.has(
                &glyphs[at + 1..close]
                    .iter()
                    .map(|g| g.c)
                    .filter(|c| !c.is_whitespace())
                    .collect::<String>(),
            ) {
                // A stamp that stands before the value belongs to it.
                spaced = true;
            }
        }
        let mut colon = false;
        while glyphs.get(at).is_some_and(|g| g.c == ':') {
            colon = true;
            at += 1;
        }
        (at, colon, spaced)
    }

    /// Whether what follows a label at once, without colon or white space, can
    /// only be its value.
    fn proves_itself(&self, field: usize, glyphs: &[Glyph], from: usize) -> bool {
        let rest: String = glyphs[from.min(glyphs.len())..]
            .iter()
            .map(|g| g.c)
            .filter(|c| !c.is_whitespace())
            .take(40)
            .collect();
        match self.raw.field[field].kind {
            Kind::Phone | Kind::Date => rest.starts_with(|c: char| c.is_ascii_digit()),
            Kind::Organisation => {
                !rest.contains(['。', ',', ';', ':', '、'])
                    && rest.chars().count() >= 4
                    && self.organisations.end(&rest).is_some()
            }
            _ => false,
        }
    }
}

/// A label found on a line.
#[derive(Clone, Copy)]
struct Head {
    field: usize,
    second: bool,
    colon: bool,
    value_from: usize,
    length: usize,
}

/// The end of a label that is spelled out from `index`, white space between its
/// characters left out.
fn spelled_out(glyphs: &[Glyph], index: usize, label: &[char]) -> Option<usize> {
    let mut at = index;
    for (n, &wanted) in label.iter().enumerate() {
        while n > 0 && glyphs.get(at).is_some_and(|g| g.c.is_whitespace()) {
            at += 1;
        }
        if glyphs.get(at)?.c != wanted {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Length of the number, bullet or bracket that a line starts with.
fn enumerator(line: &str) -> usize {
    const NUMERALS: &str = "一二三四五六七八九十";
    let numeral = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    let body = line.trim_start();
    let open = body.strip_prefix(['(', '（']).unwrap_or(body);
    let rest = open.trim_start_matches(numeral);
    let mut length = line.len() - body.len();
    if rest.len() < open.len()
        && let Some(after) = rest.strip_prefix(['、', '.', '．', ')', '）'])
    {
        length = line.len() - after.len();
    }
    length
        + (line[length..].len()
            - line[length..]
                .trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, '*' | '·' | '•' | '-' | '※')
                })
                .len())
}
