//! `patterns/flat.toml`: what a cell holds, where its column was lost.

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lists::{Lists, WordList, purposes};
use crate::fold;
use crate::words::Words;

/// What the cells of an indicator table hold.
#[derive(Debug)]
pub(crate) struct Flat {
    words: Lists<WordKind>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    word: Vec<WordList<WordKind>>,
}

/// What a word in a cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordKind {
    /// A row of sums (合计).
    Total,
    /// A placeholder.
    None,
    /// A cell of 指标性质.
    Sign,
    /// Starts a value.
    Before,
    /// Ends a value.
    After,
    /// A value in words.
    Quality,
    /// What was reached, in words: no target.
    Reached,
}

purposes!(WordKind);

impl Flat {
    /// Whether a text is a word of a kind, or starts or ends with one.
    pub(crate) fn is(&self, text: &str, kind: WordKind) -> bool {
        let key = fold::key(text);
        let Some(words) = self.words.words(kind) else {
            return false;
        };
        match kind {
            WordKind::Total | WordKind::None | WordKind::Sign => words.has(&key),
            WordKind::Before => words.starts(&key).any(|(length, ())| length < key.len()),
            WordKind::After => words.end(&key).is_some(),
            WordKind::Quality | WordKind::Reached => words.start(&key).is_some(),
        }
    }
}

impl PatternFile for Flat {
    const BUILTIN: Builtin = builtin!("flat");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        Ok(Flat { words: Lists::new(raw.word) })
    }

    fn lint(&self) -> Vec<Words> {
        self.words.lint(|kind, text| self.is(text, kind))
    }
}
