//! A line as labels and values.

use std::ops::Range;

use super::{Field, Fields};
use crate::fold;
use crate::patterns::headings::is_of_numeral;

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

/// A line that goes on longer, in characters, is not looked at past this point.
const REACH: usize = 400;
/// A longer cell, in bytes, is no label.
const LONGEST_LABEL: usize = 90;
/// The longest remark in brackets after a label, in characters.
pub(super) const REMARK: usize = 12;

/// A character of a line: folded, with its place.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) at: usize,
}

impl Fields {
    pub(crate) fn field(&self, index: usize) -> &Field {
        &self.raw.field[index]
    }

    /// The fields that a line holds, if it starts with the label of one.
    pub(crate) fn on_line(&self, line: &str) -> Vec<Labelled> {
        let start = enumerator(line);
        // Nearly all lines start with no label, and need not be taken apart to see that.
        let chars = line[start..].chars().filter(|c| !c.is_whitespace());
        let first = chars.clone().next().map(fold::fold_char);
        let printed = chars.filter(|&c| !fold::is_ignorable(c)).map(fold::fold_char);
        let starts = |label: &[char]| printed.clone().take(label.len()).eq(label.iter().copied());
        let labels = first.and_then(|first| self.labels.get(&first));
        if !labels.is_some_and(|labels| labels.iter().any(|(label, ..)| starts(label))) {
            return Vec::new();
        }
        let glyphs: Vec<Glyph> = line[start..]
            .char_indices()
            .take(REACH)
            .filter(|&(_, c)| !fold::is_ignorable(c))
            .map(|(at, c)| Glyph { c: fold::fold_char(c), at: start + at })
            .collect();
        let cut = line.len() > glyphs.last().map_or(0, |g| g.at + 4);
        let line_end = if cut { glyphs.last().map_or(0, |g| g.at) } else { line.len() };
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
        let first = cell.chars().find(|c| !c.is_whitespace()).map(fold::fold_char)?;
        if cell.len() > LONGEST_LABEL || !self.labels.contains_key(&first) {
            return None;
        }
        self.cells.get(&crate::patterns::columns::header_key(cell)).copied()
    }
}

/// Length of the number, bullet or bracket that a line starts with.
fn enumerator(line: &str) -> usize {
    let body = line.trim_start();
    let open = body.strip_prefix(['(', '（']).unwrap_or(body);
    let rest = open.trim_start_matches(is_of_numeral);
    let mut length = line.len() - body.len();
    // (联系人：…，联系电话：…): the bracket holds the whole line.
    if open.len() < body.len() && rest.len() == open.len() && body.trim_end().ends_with([')', '）'])
    {
        return line.len() - open.len();
    }
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
