//! `patterns/flat.toml`: what a cell holds, where its column was lost.

use rustc_hash::FxHashMap as HashMap;

use serde::Deserialize;

use super::{PatternFile, lint};
use crate::fold;

/// What the cells of an indicator table hold.
#[derive(Debug)]
pub(crate) struct Flat {
    raw: Raw,
    words: HashMap<WordKind, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    word: Vec<Words>,
}

/// What a word in a cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    id: WordKind,
    words: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

impl Flat {
    /// Whether a text is a word of a kind, or starts or ends with one.
    pub(crate) fn is(&self, text: &str, kind: WordKind) -> bool {
        let key = fold::key(text);
        let mut words = self.words.get(&kind).into_iter().flatten();
        match kind {
            WordKind::Total | WordKind::None | WordKind::Sign => words.any(|w| *w == key),
            WordKind::Before => words.any(|w| key.len() > w.len() && key.starts_with(w.as_str())),
            WordKind::After => words.any(|w| key.ends_with(w.as_str())),
            WordKind::Quality => words.any(|w| key.starts_with(w.as_str())),
        }
    }
}

impl PatternFile for Flat {
    const FILE: &'static str = "flat.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/flat.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let words = raw.word.iter().map(|w| {
            let keys = w.words.iter().map(|word| fold::key(word)).collect();
            (w.id, keys)
        });
        let words = words.collect();
        Ok(Flat { raw, words })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for word in &self.raw.word {
            let is = |text: &str| self.is(text, word.id);
            let id = format_args!("{:?}", word.id);
            problems.extend(lint::check(id, &word.examples, &word.rejects, is));
        }
        problems
    }
}
