//! What a text without a column can be told to be: a label of a level, or a
//! word of another cell.

use crate::fold;
use crate::patterns::{Flat, Levels, Patterns, RowKind, WordKind};
use crate::value::{date, quantity};

/// The words by which cells are told apart.
#[derive(Debug, Clone, Copy)]
pub(in crate::decode::tables) struct Vocabulary<'p> {
    levels: &'p Levels,
    words: &'p Flat,
    patterns: &'p Patterns,
}

impl<'p> Vocabulary<'p> {
    pub(in crate::decode::tables) fn of(patterns: &'p Patterns) -> Self {
        Vocabulary { levels: &patterns.levels, words: &patterns.flat, patterns }
    }

    /// Whether a text is a label of a level. One that is called like its own
    /// parent (满意度指标) is taken for the parent, and one that is a common name of
    /// indicators (群众满意度) for a name: no column tells them apart.
    pub(in crate::decode::tables) fn is_label(&self, text: &str, level: u8) -> bool {
        let Some(id) = self.levels.exact(level, text) else {
            return false;
        };
        let repeats = |&parent| self.levels.name(parent) == self.levels.name(id);
        !self.levels.is_also_a_name(id, text) && !self.levels.parents(id).iter().any(repeats)
    }

    /// Whether a text could be a part of a label that was wrapped.
    pub(in crate::decode::tables) fn is_label_part(&self, text: &str) -> bool {
        self.levels.is_part(text)
    }

    /// Whether a label of level 1 may stand above one of level 2.
    pub(in crate::decode::tables) fn may_hold(&self, level1: &str, level2: &str) -> bool {
        let parent = self.levels.exact(1, level1);
        let child = self.levels.exact(2, level2);
        parent.zip(child).is_some_and(|(p, c)| self.levels.parents(c).contains(&p))
    }

    /// Whether a text is a word of a kind, or starts or ends with one.
    pub(in crate::decode::tables) fn is(&self, text: &str, kind: WordKind) -> bool {
        self.words.is(text, kind)
    }

    /// Whether no indicator follows behind a text (注：…).
    pub(in crate::decode::tables) fn is_end(&self, text: &str) -> bool {
        self.patterns.tables.row_kind(text) == Some(RowKind::End)
    }

    /// The same of a text before another: one that starts with a mark (★) is a name where a value
    /// follows it.
    pub(in crate::decode::tables) fn is_end_before(&self, text: &str, next: Option<&str>) -> bool {
        let marked = !text.trim_start().starts_with(char::is_alphanumeric);
        self.is_end(text) && !(marked && next.is_some_and(|next| self.is_value(next)))
    }

    /// Whether a text is one of the blank form (指标2：).
    pub(in crate::decode::tables) fn is_of_form(&self, text: &str) -> bool {
        self.patterns.tables.is_template(text)
    }

    /// Whether a text starts with the number of an entry in the form (指标2：…), as names do.
    pub(in crate::decode::tables) fn is_numbered(&self, text: &str) -> bool {
        let colon = text.char_indices().find(|&(_, c)| fold::fold_char(c) == ':');
        let head = colon.and_then(|(at, c)| text.get(..at + c.len_utf8()));
        head.is_some_and(|head| head.len() < text.len() && self.is_of_form(head))
    }

    /// A number with what may stand around it, or a bound.
    pub(in crate::decode::tables) fn is_value(&self, text: &str) -> bool {
        /// A number with more words behind it may be a name (12345热线受理件数).
        const FEW: usize = 4;
        let key = fold::key(text);
        if !key.contains(|c: char| c.is_ascii_digit()) || self.is_numbered(text) {
            return false;
        }
        if !key.starts_with(|c: char| c.is_ascii_digit()) {
            return self.is(text, WordKind::Before) || self.is(text, WordKind::After);
        }
        let words = key.chars().filter(|&c| fold::is_cjk(c)).count();
        words <= FEW && key.chars().count() <= 12
            || quantity::is_number(text, self.patterns)
            || self.is_date(text)
    }

    /// Whether a text is a date, with its month at least, or from one to another.
    pub(in crate::decode::tables) fn is_date(&self, text: &str) -> bool {
        date::date(text, self.patterns).is_some_and(|date| date.month.is_some())
            || quantity::is_span_of_dates(&fold::key(text), self.patterns)
    }

    /// Whether a label without the word that most end in is long enough to name an indicator
    /// (受益对象满意度): where no label of level 1 stands before it, it does.
    pub(in crate::decode::tables) fn may_name(&self, label: &str) -> bool {
        const SHORTEST: usize = 5;
        self.levels.is_bare(label) && label.chars().count() >= SHORTEST
    }
}
