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
        if text.is_empty() || self.placeholders.has(&fold::key(text)) || self.is_masked(text) {
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

    /// Whether a value consists of signs for characters that were left out: ****.
    fn is_masked(&self, text: &str) -> bool {
        let mut signs = text.chars().filter(|c| !c.is_whitespace());
        signs.all(|c| self.raw.grammar.masks.contains(c))
    }

    /// A value without what goes on behind it on the line: the unit of the form's
    /// amounts, the comma or stroke before the next field, a bracket opened before the label.
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
            c.is_whitespace()
                || matches!(fold::fold_char(c), ',' | ';' | '、' | '(' | '|' | '│' | '。')
        })
    }

    /// Where the head of a table starts in a text.
    pub(crate) fn head_in(&self, text: &str) -> Option<usize> {
        Some(self.heads.find(text)?.from)
    }

    /// Where the value of a field ends and another thing on its line begins, in bytes: a
    /// label with a colon after a gap (金额单位：亿元), or the head of a table.
    pub(crate) fn end_of_value(&self, value: &str) -> usize {
        let head = self.head_in(value);
        let label = value.char_indices().filter(|&(_, c)| fold::fold_char(c) == ':');
        let label = label.filter_map(|(colon, _)| self.neighbour(value.get(..colon)?)).next();
        let ends = [head.filter(|&at| at > 0), label, self.label_between(value)];
        ends.into_iter().flatten().min().unwrap_or(value.len())
    }

    /// Where a label without a colon stands between gaps behind the value: 某局 部门预算编码 901001.
    fn label_between(&self, value: &str) -> Option<usize> {
        const SHORTEST: usize = 4;
        let mut gaps = value.char_indices().filter(|&(_, c)| c.is_whitespace());
        gaps.find_map(|(at, c)| {
            let behind = value.get(at + c.len_utf8()..)?;
            let word = behind.get(..behind.find(char::is_whitespace)?)?;
            let before = !value.get(..at)?.trim().is_empty();
            let known = || {
                let key = fold::key(word);
                self.raw.grammar.neighbours.contains(&key) || self.is_spelled_as_label(&key)
            };
            (before && word.chars().count() >= SHORTEST && known()).then_some(at)
        })
    }

    /// Whether a word is made as labels of forms are: 项目分类, 资金来源类型.
    fn is_spelled_as_label(&self, key: &str) -> bool {
        const LONGEST: usize = 8;
        let grammar = &self.raw.grammar;
        let starts = |word: &String| key.starts_with(word.as_str()) && key.len() > word.len();
        key.chars().count() <= LONGEST
            && grammar.label_starts.iter().any(starts)
            && grammar.label_ends.iter().any(|word| key.ends_with(word.as_str()))
    }

    /// Where the label at the end of a text starts, if a value stands before it: the
    /// characters after the last gap, or a known label written with blanks or in a
    /// bracket.
    fn neighbour(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 10;
        let text = text.trim_end();
        let own = |from: usize| {
            let label = text.get(from..).unwrap_or_default();
            let words = label.chars().all(|c| fold::is_cjk(c) || c.is_whitespace());
            let count = label.chars().filter(|c| !c.is_whitespace()).count();
            words && (2..=LONGEST).contains(&count)
        };
        let opens = |c: char| c.is_whitespace() || fold::fold_char(c) == '(';
        let mut start = None;
        for (at, c) in text.char_indices().rev().take(2 * LONGEST) {
            if !opens(c) {
                continue;
            }
            let from = at + c.len_utf8();
            let known = self.cells.contains_key(&fold::key(&text[from..]))
                || self.raw.grammar.neighbours.contains(&fold::key(&text[from..]));
            if own(from) && (known || (start.is_none() && c.is_whitespace())) {
                start = Some(at);
            }
        }
        start.filter(|&at| !text.get(..at).unwrap_or_default().trim().is_empty())
    }

    /// Whether a cell is the head of a column and no value.
    pub(crate) fn is_head(&self, cell: &str) -> bool {
        let key = fold::key(cell);
        self.raw.grammar.column_heads.contains(&key)
    }

    /// Whether a label names the body of one level of government: 省级主管部门.
    pub(crate) fn is_of_level(&self, cell: &str) -> bool {
        // With a reading in brackets behind each character a label is no longer.
        const LONGEST: usize = 100;
        if cell.len() > LONGEST {
            return false;
        }
        let key = fold::key(&fold::unglossed(cell));
        self.raw.grammar.of_levels.iter().any(|label| label == key.trim_end_matches(':'))
    }

    /// Whether a value ends like the head of a column: 债券性质.
    pub(crate) fn ends_like_head(&self, value: &str) -> bool {
        let key = fold::key(value);
        self.raw.grammar.column_heads.iter().any(|head| key.ends_with(head.as_str()))
    }

    /// Whether the label of another field stands inside a value, with a value of its own: two cells were
    /// run together (县水务局资金使用单位县水管站).
    pub(crate) fn holds_label(&self, value: &str) -> bool {
        const SHORTEST: usize = 4;
        let key: Vec<char> = fold::key(value).chars().collect();
        (1..key.len()).any(|at| {
            let labels = self.labels.get(&key[at]);
            let stands = |label: &[char]| {
                label.len() >= SHORTEST
                    && key.len() > at + label.len()
                    && key[at..].starts_with(label)
            };
            labels.is_some_and(|labels| labels.iter().any(|(label, ..)| stands(label)))
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
