//! `patterns/confusables.toml`: what a recogniser prints for a unit, and for the characters of labels.

use rustc_hash::FxHashMap as HashMap;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::{PatternFile, lint};
use crate::fold;
use crate::words::{Words, words};

/// Damaged units.
#[derive(Debug)]
pub(crate) struct Confusables {
    entries: Vec<Entry>,
    by_seen: HashMap<String, Vec<usize>>,
    shapes: Vec<Shape>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    confusable: Vec<Entry>,
    shape: Vec<Shape>,
}

/// Characters that look like another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shape {
    of: char,
    seen: String,
}

entry! {
    struct Entry: String {
        seen: Vec<String>,
        unit: String,
    }
}

impl Confusables {
    /// The units that a damaged sign may be.
    pub(crate) fn units(&self, seen: &str) -> impl Iterator<Item = &str> {
        let found = self.by_seen.get(&fold::key(seen)).map_or(&[][..], Vec::as_slice);
        found.iter().map(|&index| self.entries[index].unit.as_str())
    }

    /// Whether a recogniser may print a character for another of a label.
    pub(crate) fn is_shape(&self, seen: char, of: char) -> bool {
        self.shapes.iter().any(|shape| shape.of == of && shape.seen.contains(seen))
    }

    /// The damaged signs that end `text`, longest first, with their units.
    pub(crate) fn at_end<'a>(&'a self, text: &'a str) -> Vec<(&'a str, &'a str)> {
        let starts = text.char_indices().rev().take(4).map(|(start, _)| start);
        let mut found: Vec<_> = starts
            .filter_map(|start| text.get(start..))
            .flat_map(|tail| self.units(tail).map(move |unit| (tail, unit)))
            .collect();
        found.reverse();
        found
    }
}

impl PatternFile for Confusables {
    const BUILTIN: Builtin = builtin!("confusables");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let mut by_seen: HashMap<String, Vec<usize>> = HashMap::default();
        for (index, entry) in raw.confusable.iter().enumerate() {
            for seen in &entry.seen {
                if seen.chars().all(|c| c.is_ascii_digit()) {
                    return Err(words!(
                        en: "{}: expected no digits, but found {seen}: digits are never repaired",
                        zh: "{}：不应含数字，实为“{seen}”：数字从不校正",
                        entry.id
                    ));
                }
                by_seen.entry(fold::key(seen)).or_default().push(index);
            }
        }
        Ok(Confusables { entries: raw.confusable, by_seen, shapes: raw.shape })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            let reads = |text: &str| self.units(text).any(|unit| unit == entry.unit);
            problems.extend(lint::prove(entry, reads));
        }
        problems
    }
}
