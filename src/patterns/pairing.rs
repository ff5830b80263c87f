//! `patterns/pairing.toml`: which indicator of one year is which of another.

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::fold::{self, Bigrams, WHOLE};
use crate::words::{Words, words};

/// Weights, limits and words by which indicators of two years are paired.
#[derive(Debug)]
pub(crate) struct Pairing {
    raw: Raw,
    tails: Lexicon,
    departments: Lexicon,
    places: Lexicon,
    /// Weights and limits in ten thousandths, as [`Bigrams`] counts.
    pub(crate) weights: Weights,
    pub(crate) limits: Limits,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    weights: Weights,
    limits: Limits,
    tail: Vec<Tail>,
    department: Vec<Tail>,
    #[serde(default)]
    place: Vec<Tail>,
    likeness: Vec<Examples>,
}

/// What each part of the likeness counts.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) name: u32,
    pub(crate) level2: u32,
    pub(crate) dimension: u32,
    pub(crate) direction: u32,
    pub(crate) target: u32,
}

/// Where likeness decides.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    pub(crate) same: u32,
    pub(crate) renamed: u32,
    pub(crate) name: u32,
    pub(crate) damaged: u32,
    pub(crate) tie: u32,
    pub(crate) damaged_length: usize,
}

entry! {
    struct Tail: String {
        words: Vec<String>,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    id: Likeness,
    #[serde(default)]
    examples: Vec<Example>,
}

/// Two names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    old: String,
    new: String,
}

/// What two rows are by their likeness alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Likeness {
    Same,
    Renamed,
    Other,
}

impl Pairing {
    /// The part of a folded name that distinguishes it: without digits and without
    /// the words that most names end in. A name of nothing else is left whole.
    pub(crate) fn stem(&self, name: &str) -> String {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '#');
        let bare: String = name.chars().filter(|&c| !of_number(c)).collect();
        let mut stem = bare.as_str();
        while let Some(tail) = self.tails.end(stem)
            && tail.len() < stem.len()
        {
            stem = &stem[..stem.len() - tail.len()];
        }
        if stem.is_empty() { name.to_owned() } else { stem.to_owned() }
    }

    /// The name of a department as it is compared: folded, without stamps and the
    /// words that tell a department from those below it.
    pub(crate) fn department(&self, name: &str) -> String {
        let key = fold::key(name);
        let mut rest = key.as_str();
        while let Some(tail) = self.departments.end(rest)
            && tail.len() < rest.len()
        {
            rest = &rest[..rest.len() - tail.len()];
        }
        rest.to_owned()
    }

    /// The place that the folded name of a department begins with (青溪市), which is empty where it
    /// begins with none, and the rest of the name.
    pub(crate) fn place_and_body<'n>(&self, department: &'n str) -> (&'n str, &'n str) {
        // 市水务局 names no place.
        const SHORTEST: usize = 3;
        let ends = department.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut ends = ends.enumerate().skip(SHORTEST - 1).map(|(_, end)| end);
        let is_place = |end: &usize| self.places.end(&department[..*end]).is_some();
        let end = ends.find(is_place).filter(|&end| end < department.len()).unwrap_or_default();
        department.split_at(end)
    }

    /// What a likeness says, given that of the names alone; both in ten thousandths.
    pub(crate) fn likeness(&self, all: u32, name: u32) -> Likeness {
        let limits = &self.limits;
        if name < limits.name || all < limits.renamed {
            Likeness::Other
        } else if all < limits.same {
            Likeness::Renamed
        } else {
            Likeness::Same
        }
    }

    /// The likeness of two names when all else is alike.
    fn of_names(&self, old: &str, new: &str) -> Likeness {
        let bigrams = |name: &str| Bigrams::of(&self.stem(&fold::key(name)));
        let name = bigrams(old).dice(&bigrams(new));
        let rest = 100 - self.weights.name;
        self.likeness((name * self.weights.name + rest * WHOLE) / 100, name)
    }
}

impl PatternFile for Pairing {
    const BUILTIN: Builtin = builtin!("pairing");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let Weights { name, level2, dimension, direction, target } = raw.weights;
        let sum = name + level2 + dimension + direction + target;
        if sum != 100 {
            return Err(words!(
                en: "expected weights of 100 together, but found {sum}",
                zh: "各项权重之和应为 100，实为 {sum}"
            ));
        }
        let scaled = |per_cent: u32| per_cent.min(100) * (WHOLE / 100);
        let limits = Limits {
            same: scaled(raw.limits.same),
            renamed: scaled(raw.limits.renamed),
            name: scaled(raw.limits.name),
            damaged: scaled(raw.limits.damaged),
            tie: scaled(raw.limits.tie),
            damaged_length: raw.limits.damaged_length,
        };
        Ok(Pairing {
            tails: Lexicon::new(raw.tail.iter().flat_map(|tail| &tail.words)),
            departments: Lexicon::new(raw.department.iter().flat_map(|entry| &entry.words)),
            places: Lexicon::new(raw.place.iter().flat_map(|entry| &entry.words)),
            weights: raw.weights,
            limits,
            raw,
        })
    }

    fn lint(&self) -> Vec<Words> {
        let raw = &self.raw;
        let mut problems = Vec::new();
        for tail in &raw.tail {
            let is = |name: &str| self.tails.end(name).is_some();
            problems.extend(lint::prove(tail, is));
        }
        for entry in &raw.department {
            let is = |name: &str| self.departments.end(&fold::key(name)).is_some();
            problems.extend(lint::prove(entry, is));
        }
        for entry in &raw.place {
            let is = |name: &str| !self.place_and_body(name).0.is_empty();
            problems.extend(lint::prove(entry, is));
        }
        for Examples { id, examples } in &raw.likeness {
            for Example { old, new } in examples {
                let found = self.of_names(old, new);
                if found != *id {
                    problems.push(words!(
                        en: "{id:?}: example {old} and {new} is {found:?}",
                        zh: "{id:?}：示例“{old}”与“{new}”判为 {found:?}"
                    ));
                }
            }
        }
        problems
    }
}
