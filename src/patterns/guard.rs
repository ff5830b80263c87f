//! `patterns/guard.toml`: what tells a cell that cannot be believed.

use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::{PatternFile, lint};
use crate::fold;

/// Words by which the guard tells what cannot be believed.
#[derive(Debug)]
pub(crate) struct Guard {
    stray: HashSet<String>,
    subtotals: Words,
    running_heads: Words,
    notes: Words,
    raw: Raw,
}

/// Words by the part of a cell that they are.
#[derive(Debug)]
struct Words {
    whole: HashSet<String>,
    starts: Vec<String>,
    ends: Vec<String>,
}

impl Words {
    fn of(entries: &[Entry]) -> Self {
        let of = |part: Part| {
            let entries = entries.iter().filter(move |entry| entry.part == part);
            entries.flat_map(|entry| &entry.words).map(|word| fold::clean_key(word))
        };
        Words {
            whole: of(Part::Whole).collect(),
            starts: of(Part::Start).collect(),
            ends: of(Part::End).collect(),
        }
    }

    fn are_in(&self, cell: &str) -> bool {
        let key = fold::clean_key(cell);
        self.whole.contains(&key)
            || self.starts.iter().any(|word| key.starts_with(word.as_str()))
            || self.ends.iter().any(|word| key.ends_with(word.as_str()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    points_unit: Vec<Entry>,
    stray: Vec<Entry>,
    subtotal: Vec<Entry>,
    running_head: Vec<Entry>,
    note: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    words: Vec<String>,
    #[serde(default)]
    part: Part,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    #[default]
    Whole,
    Start,
    End,
}

impl Guard {
    /// Whether points (分值, 得分) may carry this unit.
    pub(crate) fn is_of_points(&self, unit: &str) -> bool {
        self.raw.points_unit.iter().any(|entry| entry.words.iter().any(|word| word == unit))
    }

    /// Whether a text is what a page, a seal or a watermark left.
    pub(crate) fn is_stray(&self, text: &str) -> bool {
        self.stray.contains(&fold::clean_key(text))
    }

    /// Whether a cell says that its row adds up a part of the table (小计).
    pub(crate) fn is_subtotal(&self, cell: &str) -> bool {
        // No such label is this long.
        const LONGEST: usize = 60;
        if cell.len() > LONGEST {
            return false;
        }
        self.subtotals.are_in(cell)
    }

    /// Whether a text is a title, as a page prints it over the rows of a table.
    pub(crate) fn is_running_head(&self, text: &str) -> bool {
        self.running_heads.are_in(text)
    }

    /// Whether a row that is this text and nothing else is a note.
    pub(crate) fn is_note(&self, text: &str) -> bool {
        self.notes.are_in(text)
    }
}

impl PatternFile for Guard {
    const FILE: &'static str = "guard.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/guard.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        Ok(Guard {
            stray: Words::of(&raw.stray).whole,
            subtotals: Words::of(&raw.subtotal),
            running_heads: Words::of(&raw.running_head),
            notes: Words::of(&raw.note),
            raw,
        })
    }

    fn lint(&self) -> Vec<String> {
        let lists: [(&[Entry], &dyn Fn(&str) -> bool); 5] = [
            (&self.raw.points_unit, &|text| self.is_of_points(text)),
            (&self.raw.stray, &|text| self.is_stray(text)),
            (&self.raw.subtotal, &|text| self.is_subtotal(text)),
            (&self.raw.running_head, &|text| self.is_running_head(text)),
            (&self.raw.note, &|text| self.is_note(text)),
        ];
        let entries = lists.iter().flat_map(|(list, is)| list.iter().map(move |entry| (entry, is)));
        let proven = entries.flat_map(|(e, is)| lint::check(&e.id, &e.examples, &e.rejects, is));
        proven.collect()
    }
}
