//! `patterns/names.toml` and `patterns/words.txt`: what readable indicator
//! names (三级指标) are made of.

use std::cmp::Ordering;
use std::sync::LazyLock;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::letters::Characters;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::words::Words;

/// Tails of names and signs of unreadable ones.
#[derive(Debug)]
pub(crate) struct Names {
    tails: Vec<Tail>,
    /// The nouns of these.
    nouns: Lexicon,
    unreadable: Vec<Unreadable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    tail: Vec<Tail>,
    unreadable: Vec<Unreadable>,
}

entry! {
    /// A noun that an indicator's name ends in.
    struct Tail: String {
        units: Vec<String>,
    }
}

entry! {
    /// Characters that stand where a recogniser gave up.
    struct Unreadable: String {
        characters: Characters,
    }
}

impl Names {
    /// Whether a name ends in one of the nouns that names end in.
    pub(crate) fn has_tail(&self, name: &str) -> bool {
        self.nouns.at_end(name).is_some()
    }

    /// The units in which that is counted that a name ends in; none where it may be any.
    pub(crate) fn units_of_tail(&self, name: &str) -> &[String] {
        let longest = self.nouns.at_end(name).map_or(0, |(length, ())| length);
        let noun = name.get(name.len() - longest..).unwrap_or_default();
        let tail = self.tails.iter().find(|tail| longest > 0 && tail.id == noun);
        tail.map_or(&[], |tail| &tail.units)
    }

    /// A name without the noun that it ends in.
    pub(crate) fn without_tail<'n>(&self, name: &'n str) -> &'n str {
        let longest = self.nouns.at_end(name).map_or(0, |(length, ())| length);
        name.get(..name.len() - longest).unwrap_or(name)
    }

    /// The nouns for a unit of which `stem` already holds the start, with the
    /// part that is missing: for 组织参加培训的人 and 人, (人数, 数).
    pub(crate) fn completions<'a>(
        &'a self,
        stem: &'a str,
        unit: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let fits = move |tail: &&Tail| tail.units.iter().any(|u| u == unit);
        self.tails.iter().filter(fits).filter_map(move |tail| {
            let parts = tail.id.char_indices().skip(1).map(|(cut, _)| tail.id.split_at(cut));
            let missing =
                parts.filter(|(head, _)| stem.ends_with(head)).map(|(_, rest)| rest).next();
            missing.map(|rest| (tail.id.as_str(), rest))
        })
    }

    /// The signs that stand where a recogniser gave up.
    #[cfg(feature = "cli")]
    pub(crate) fn unreadable_signs(&self) -> String {
        self.unreadable.iter().map(|sign| &*sign.characters).collect()
    }

    /// Whether a name holds a sign that stands where a recogniser gave up.
    pub(crate) fn is_unreadable(&self, name: &str) -> bool {
        let private_use = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}');
        name.chars().any(|c| private_use(c) || self.unreadable.iter().any(|u| u.characters.has(c)))
    }
}

impl PatternFile for Names {
    const BUILTIN: Builtin = builtin!("names");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let nouns = Lexicon::meaning(raw.tail.iter().map(|tail| (tail.id.clone(), ())));
        Ok(Names { tails: raw.tail, nouns, unreadable: raw.unreadable })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for tail in &self.tails {
            let ends = |name: &str| name.ends_with(&tail.id);
            problems.extend(lint::prove(tail, ends));
        }
        for entry in &self.unreadable {
            let is = |name: &str| self.is_unreadable(name);
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}

/// The list of two-character words, sorted by code point, one a line.
const WORDS: &str = include_str!("../../patterns/words.txt");

/// Length of one word and its line feed: ideographs take three bytes.
const RECORD: usize = 7;

/// The words alone, without the comment that heads the list.
static RECORDS: LazyLock<&str> = LazyLock::new(|| {
    let head = WORDS.lines().take_while(|line| line.starts_with('#'));
    WORDS.get(head.map(|line| line.len() + 1).sum()..).unwrap_or_default()
});

/// Whether two ideographs are a word of modern Chinese.
pub(crate) fn is_word(pair: &str) -> bool {
    let records = RECORDS.as_bytes();
    let Ok(pair) = pair.as_bytes().try_into() else { return false };
    let sought = number(pair);
    let word = |index: usize| records.get(index * RECORD..)?.first_chunk().map(number);
    let (mut low, mut high) = (0, records.len() / RECORD);
    while low < high {
        let middle = usize::midpoint(low, high);
        match word(middle).cmp(&Some(sought)) {
            Ordering::Equal => return true,
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    false
}

/// A word as a number, in the order of words.
fn number(&[a, b, c, d, e, f]: &[u8; RECORD - 1]) -> u64 {
    u64::from_be_bytes([0, 0, a, b, c, d, e, f])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_nothing_else() {
        let words: Vec<_> = WORDS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(words.is_sorted() && words.iter().all(|word| word.len() == 6));
        for word in words.iter().step_by(97).chain(&[words[0], words[words.len() - 1]]) {
            assert!(is_word(word), "{word}");
        }
        for other in ["资投", "化元", "", "投", "投资额"] {
            assert!(!is_word(other), "{other}");
        }
    }
}
