//! A value without what belongs to the form.

use std::ops::Range;

use super::Fields;
use super::line::REMARK;
use crate::fold;

/// A value without what belongs to the form: stamps and rulings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bare {
    /// The text that is left.
    pub(crate) text: String,
    /// From its first to its last character, in bytes of the value.
    pub(crate) range: Range<usize>,
}

impl Fields {
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
        let text = self.of_field(text.trim_matches(blank));
        if text.is_empty() || self.placeholders.has(&fold::key(text)) {
            return None;
        }
        let full = |range: &&Range<usize>| !value[(*range).clone()].trim_matches(blank).is_empty();
        let first = kept.iter().find(full)?;
        let last = kept.iter().rev().find(full)?;
        let head = &value[first.clone()];
        let tail = &value[last.clone()];
        let from = first.start + (head.len() - head.trim_start_matches(blank).len());
        let cut = last.end - (tail.len() - tail.trim_end_matches(blank).len());
        let to = if value[first.start..].trim_start_matches(blank).starts_with(text) {
            from + text.len()
        } else {
            cut
        };
        Some(Bare { text: text.to_owned(), range: from..to })
    }

    /// A value without what goes on behind it on the line: the unit of the form's
    /// amounts, the comma before the next field, a bracket opened before the label.
    fn of_field<'t>(&self, value: &'t str) -> &'t str {
        let mut text = value;
        if let Some(gap) = text.rfind(char::is_whitespace)
            && self.amounts_in.end(&fold::key(text)).is_some_and(|word| {
                let spelled = word.chars().count();
                text[gap..].chars().filter(|c| !c.is_whitespace()).count() <= spelled
            })
        {
            let word = self.amounts_in.end(&fold::key(text)).map_or(0, |w| w.chars().count());
            let start = text
                .char_indices()
                .rev()
                .filter(|(_, c)| !c.is_whitespace() && !fold::is_ignorable(*c))
                .nth(word.saturating_sub(1))
                .map_or(0, |(at, _)| at);
            text = text[..start].trim_end();
        }
        let count = |wanted: char| text.chars().filter(|&c| fold::fold_char(c) == wanted).count();
        if count(')') > count('(') {
            text = text.trim_end_matches([')', '）', '。']);
        }
        text.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(fold::fold_char(c), ',' | ';' | '、')
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
}
