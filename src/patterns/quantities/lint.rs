//! Proves the entries of `patterns/quantities.toml`.

use super::{Quantities, fold_word};
use crate::patterns::entry::Proven;
use crate::patterns::lint;
use crate::words::Words;

/// Examples that do not match, rejects that do, and `id`s given twice.
pub(super) fn problems(quantities: &Quantities) -> Vec<Words> {
    let raw = &quantities.raw;
    let mut problems = Vec::new();
    let mut prove = |entry: &dyn Proven, is: &dyn Fn(&str) -> bool| {
        let folded = |text: &str| is(&fold_word(text));
        problems.extend(lint::check(entry.id(), entry.examples(), entry.rejects(), folded));
    };
    for (index, mark) in raw.mark.iter().enumerate() {
        let matches = |text: &str| {
            let found = [quantities.before.at_start(text), quantities.after.at_end(text)];
            found.iter().flatten().any(|(_, i)| **i == index)
        };
        prove(mark, &matches);
    }
    for entry in &raw.separator {
        let matches = |text: &str| quantities.separator(text) == Some(text.len());
        prove(entry, &matches);
    }
    for (index, entry) in raw.placeholder.iter().enumerate() {
        let matches = |text: &str| quantities.placeholder(text) == Some(index);
        prove(entry, &matches);
    }
    for entry in &raw.no_unit {
        let matches = |text: &str| !quantities.may_be_unit(text);
        prove(entry, &matches);
    }
    for entry in &raw.no_noun {
        let matches = |text: &str| quantities.no_noun.at_start(text).is_some();
        prove(entry, &matches);
    }
    for (index, entry) in raw.verdict.iter().enumerate() {
        let matches = |text: &str| quantities.verdicts.get(text) == Some(&index);
        prove(entry, &matches);
    }
    for entry in &raw.grade {
        let matches = |text: &str| entry.steps.iter().flatten().any(|word| word == text);
        prove(entry, &matches);
    }
    for (index, entry) in raw.property.iter().enumerate() {
        let matches = |text: &str| quantities.properties.get(text) == Some(&index);
        prove(entry, &matches);
    }
    for (index, entry) in raw.markup.iter().enumerate() {
        let is = |text: &str| quantities.markup.at_start(text).map(|(_, i)| *i) == Some(index);
        problems.extend(lint::prove(entry, is));
    }
    let groups: [Vec<&str>; 9] = [
        raw.no_noun.iter().map(|e| &*e.id).collect(),
        raw.mark.iter().map(|e| &*e.id).collect(),
        raw.separator.iter().map(|e| &*e.id).collect(),
        raw.placeholder.iter().map(|e| &*e.id).collect(),
        raw.no_unit.iter().map(|e| &*e.id).collect(),
        raw.verdict.iter().map(|e| &*e.id).collect(),
        raw.grade.iter().map(|e| &*e.id).collect(),
        raw.property.iter().map(|e| &*e.id).collect(),
        raw.markup.iter().map(|e| &*e.id).collect(),
    ];
    problems.extend(groups.into_iter().flat_map(lint::repeated_ids));
    problems
}
