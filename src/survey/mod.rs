//! What of reports waits for a pattern (体检): heads, units and labels that nothing knows, by
//! how many values each would free.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::fold::{self, Bigrams};
use crate::model::{Indicator, Quantity, Report, Status, Text};
use crate::patterns::Patterns;

/// What waits, over all reports that were added.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    heads: BTreeMap<String, Waiting>,
    units: BTreeMap<String, Waiting>,
    labels: BTreeMap<(u8, String), Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    values: u64,
    files: u64,
}

/// A word that no pattern knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Unknown {
    /// As it is printed.
    pub(crate) word: String,
    /// Values that cannot be read, or not be compared, without it.
    pub(crate) values: u64,
    /// Files that have it.
    pub(crate) files: u64,
    /// What it most likely is: the role of a column, the name of a level; `null` where
    /// nothing is like it.
    pub(crate) like: Option<String>,
}

impl Survey {
    /// Adds what waits in a report.
    pub(crate) fn add(&mut self, report: &Report, patterns: &Patterns) {
        let mut heads: BTreeMap<String, u64> = BTreeMap::new();
        for table in &report.tables {
            for column in &table.unread_columns {
                let head = fold::clean(&column.title);
                if !head.is_empty() {
                    *heads.entry(head).or_default() += u64::from(column.cells);
                }
            }
        }
        count(&mut self.heads, heads);
        let mut units: BTreeMap<String, u64> = BTreeMap::new();
        let mut labels: BTreeMap<(u8, String), u64> = BTreeMap::new();
        for row in &report.indicators {
            for unit in unknown_units(row, patterns) {
                *units.entry(unit).or_default() += 1;
            }
            for (level, label) in [(1, &row.level1), (2, &row.level2)] {
                if let Some(raw) = unknown_label(label, level, patterns) {
                    *labels.entry((level, raw)).or_default() += 1;
                }
            }
        }
        count(&mut self.units, units);
        count(&mut self.labels, labels);
    }

    /// Heads of columns, those that would free the most values first.
    pub(crate) fn heads(&self, patterns: &Patterns) -> Vec<Unknown> {
        ranked(
            self.heads.iter().map(|(head, waiting)| {
                unknown(head, waiting, nearest(head, patterns.column_names()))
            }),
        )
    }

    /// Units, likewise.
    pub(crate) fn units(&self) -> Vec<Unknown> {
        ranked(self.units.iter().map(|(unit, waiting)| unknown(unit, waiting, None)))
    }

    /// Labels of levels, likewise.
    pub(crate) fn labels(&self, patterns: &Patterns) -> Vec<Unknown> {
        ranked(self.labels.iter().map(|((level, label), waiting)| {
            unknown(label, waiting, nearest(label, patterns.level_names(*level)))
        }))
    }
}

fn count<K: Ord>(all: &mut BTreeMap<K, Waiting>, of_file: BTreeMap<K, u64>) {
    for (key, values) in of_file {
        let waiting = all.entry(key).or_default();
        waiting.values += values;
        waiting.files += 1;
    }
}

fn unknown(word: &str, waiting: &Waiting, like: Option<String>) -> Unknown {
    Unknown { word: word.to_owned(), values: waiting.values, files: waiting.files, like }
}

fn ranked(all: impl Iterator<Item = Unknown>) -> Vec<Unknown> {
    let mut all: Vec<Unknown> = all.collect();
    all.sort_by(|a, b| (b.values, b.files, &a.word).cmp(&(a.values, a.files, &b.word)));
    all
}

/// What the most alike of names stands for; nothing where none is much alike.
fn nearest<'n, 'm>(word: &str, names: impl Iterator<Item = (&'n str, &'m str)>) -> Option<String> {
    /// Ten thousandths of what the two have in common.
    const LEAST: u32 = 4000;
    let own = Bigrams::of(&fold::key(word));
    let scored = names.map(|(name, meaning)| (own.dice(&Bigrams::of(&fold::key(name))), meaning));
    let best = scored.max_by_key(|&(dice, _)| dice);
    best.filter(|&(dice, _)| dice >= LEAST).map(|(_, meaning)| meaning.to_owned())
}

/// Units of a row that nothing knows, once for each value that has one.
fn unknown_units(row: &Indicator, patterns: &Patterns) -> Vec<String> {
    let mut found = Vec::new();
    for value in [&row.target, &row.actual] {
        let printed = value.unit.clone().or_else(|| tail(value));
        let declared = value.number.and(row.unit.clone());
        let unit = printed.or(declared).map(|unit| fold::clean(&unit));
        if let Some(unit) = unit.filter(|unit| patterns.units.find(unit).is_none()) {
            found.push(unit);
        }
    }
    found
}

/// What stands behind the number of a value of which no number was read: a short word.
fn tail(value: &Quantity) -> Option<String> {
    /// Characters of a unit.
    const LONGEST: usize = 5;
    if value.number.is_some() {
        return None;
    }
    let key = fold::key(&value.raw);
    let from = key.find(|c: char| c.is_ascii_digit())?;
    // Signs may stand before the number, words do not.
    if key.get(..from)?.chars().any(char::is_alphanumeric) {
        return None;
    }
    let rest = key.get(from..)?;
    let word = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let short = (1..=LONGEST).contains(&word.chars().count());
    (short && word.chars().all(char::is_alphabetic)).then(|| word.to_owned())
}

/// A label of a level that is printed and stands for none.
fn unknown_label(label: &Text, level: u8, patterns: &Patterns) -> Option<String> {
    let raw = fold::clean(&label.raw);
    let lost = label.value.is_none() || label.status == Status::Damaged;
    let known = patterns.levels.exact(level, &raw).is_some();
    (lost && !known && !raw.is_empty()).then_some(raw)
}
