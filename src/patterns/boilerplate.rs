//! `patterns/boilerplate.toml`: what stands around a report on a web page.

use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::fold;
use crate::words::Words;

/// Words by which the frame of a web page is told from the report in it.
#[derive(Debug)]
pub(crate) struct Boilerplate {
    raw: Raw,
    words: HashSet<String>,
    titles: Lexicon,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    drop: Vec<Entry>,
    keep: Vec<Entry>,
}

entry! {
    struct Entry: String {
        words: Vec<String>,
    }
}

impl Boilerplate {
    /// Whether a class or id is one of an element that is left out.
    pub(crate) fn drops(&self, names: &str) -> bool {
        names.split_whitespace().any(|name| {
            self.words.contains(&name.to_ascii_lowercase())
                || parts(name).any(|part| self.words.contains(&part.to_ascii_lowercase()))
        })
    }

    /// Whether words of a title stand in a text.
    pub(crate) fn names_title(&self, text: &str) -> bool {
        self.titles.is_in(&fold::key(text))
    }
}

/// The parts of a name between hyphens, underscores and changes of case.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '_']).flat_map(|word| {
        let mut borders = vec![0];
        let bytes = word.as_bytes();
        for (at, pair) in bytes.windows(2).enumerate() {
            if pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase() {
                borders.push(at + 1);
            }
        }
        borders.push(word.len());
        let ends: Vec<(usize, usize)> = borders.windows(2).map(|w| (w[0], w[1])).collect();
        ends.into_iter().filter_map(|(from, to)| word.get(from..to))
    })
}

impl PatternFile for Boilerplate {
    const BUILTIN: Builtin = builtin!("boilerplate");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let words = raw.drop.iter().flat_map(|e| &e.words);
        let words = words.map(|w| w.to_ascii_lowercase()).collect();
        let titles = Lexicon::new(raw.keep.iter().flat_map(|e| &e.words));
        Ok(Boilerplate { raw, words, titles })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for entry in &self.raw.drop {
            let is = |text: &str| self.drops(text);
            problems.extend(lint::prove(entry, is));
        }
        for entry in &self.raw.keep {
            let is = |text: &str| self.names_title(text);
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}
