//! The prose of the base beside that of its copies.

use std::collections::BTreeMap;

use super::Known;
use super::model::{TextEntry, TextReading};
use super::same::is_subsequence;
use crate::diff::{self, TextBlock, TextClass};
use crate::fold;
use crate::model::{Report, WitnessKind};
use crate::patterns::Patterns;

/// Paragraphs of the base of which copies have other words, in the order of the base.
pub(super) fn entries(base: &Report, known: &[Known<'_>], patterns: &Patterns) -> Vec<TextEntry> {
    let mut found: BTreeMap<usize, TextEntry> = BTreeMap::new();
    for (witness, copy) in (0u32..).zip(known) {
        if copy.found.kind != Some(WitnessKind::Copy) {
            continue;
        }
        for (order, mine, theirs) in differing(base, copy.report, patterns) {
            let entry = found.entry(order).or_insert_with(|| TextEntry {
                section: mine.section,
                kind: mine.kind,
                text: mine.text,
                at: mine.at,
                readings: Vec::new(),
            });
            entry.readings.push(TextReading { witness, text: theirs.text, at: theirs.at });
        }
    }
    found.into_values().collect()
}

/// What the prose says of a copy.
pub(super) struct Held {
    /// Paragraphs in which the copy lost characters.
    pub(super) lost: u32,
    /// Paragraphs in which it has other digits.
    pub(super) other_digits: u32,
}

/// Holds the prose of a copy against that of the base.
pub(super) fn held_against(base: &Report, copy: &Report, patterns: &Patterns) -> Held {
    let mut held = Held { lost: 0, other_digits: 0 };
    for (_, mine, theirs) in differing(base, copy, patterns) {
        let (mine, theirs) = (fold::key(&mine.text), fold::key(&theirs.text));
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        held.other_digits += u32::from(digits(&mine) != digits(&theirs));
        held.lost += u32::from(is_subsequence(theirs.chars(), mine.chars()));
    }
    held
}

/// Paragraphs that both have, in other words, with their order in the base.
fn differing(
    base: &Report,
    copy: &Report,
    patterns: &Patterns,
) -> Vec<(usize, TextBlock, TextBlock)> {
    let mut order = 0;
    let mut found = Vec::new();
    // The pairs stand in the order of the second report.
    for pair in diff::compare_prose(copy, base, false, patterns) {
        let Some(mine) = pair.new else { continue };
        order += 1;
        let changed = matches!(pair.class, TextClass::Changed | TextClass::Same);
        if let Some(theirs) = pair.old.filter(|_| changed)
            && fold::key(&theirs.text) != fold::key(&mine.text)
        {
            found.push((order, mine, theirs));
        }
    }
    found
}
