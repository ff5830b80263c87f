//! What a text without a column can be told to be: a label of a level, or a
//! word of another cell.

use crate::patterns::{Flat, Levels, Patterns, WordKind};

/// The words by which cells are told apart.
#[derive(Debug, Clone, Copy)]
pub(in crate::decode::tables) struct Vocabulary<'p> {
    levels: &'p Levels,
    words: &'p Flat,
}

impl<'p> Vocabulary<'p> {
    pub(in crate::decode::tables) fn of(patterns: &'p Patterns) -> Self {
        Vocabulary { levels: &patterns.levels, words: &patterns.flat }
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
}
