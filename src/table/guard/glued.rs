//! Values and labels glued to names: where the text lost the border between two columns, the value behind
//! the name became part of it, and its neighbours may have moved into its place.

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::place::{Kinds, SIGNS};

/// What of such a row is not believed.
const MOVED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// Names that end in numbers are what they are where only a few do.
const SEVERAL: usize = 2;
const SHARE: usize = 3;

/// A name ends in words, or its row has no value of its own.
pub(super) fn names_end_in_words(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let named = || table.rows.iter().enumerate().filter(|(_, row)| is_measured(row));
    let ends: Vec<usize> = named()
        .filter(|(_, row)| ends_in_value(row.text(Role::Name), table.kinds))
        .map(|(number, _)| number)
        .collect();
    let usual = ends.len() >= SEVERAL && ends.len() * SHARE > named().count();
    for (number, row) in table.rows.iter().enumerate() {
        let lost = row.filled(Role::Level2).is_none();
        if lost && table.kinds.patterns.levels.is_glued(row.text(Role::Name)) {
            doubts.push((number, doubt(Role::Name, Reason::LabelsGlued)));
        }
    }
    for (number, row) in named() {
        let found = has_bound(row.text(Role::Name), table.kinds)
            || ends.binary_search(&number).is_ok()
                && (usual || row.moved || is_share(row.text(Role::Name)));
        if found {
            let filled = MOVED.iter().filter(|&&role| row.filled(role).is_some());
            doubts.extend(filled.map(|&role| (number, doubt(role, Reason::CellShifted))));
        }
    }
}

/// Whether a row has a name, and values behind it.
fn is_measured(row: &BodyRow<'_>) -> bool {
    let value = [Role::Target, Role::Actual].iter().any(|&role| row.filled(role).is_some());
    value && row.filled(Role::Name).is_some()
}

/// Whether a sign of comparison with its number or unit stands behind words.
fn has_bound(name: &str, kinds: Kinds<'_>) -> bool {
    let bound = |text: &str| {
        text.is_empty()
            || text.starts_with(|c: char| c.is_ascii_digit())
            || kinds.patterns.units.has(text)
    };
    name.match_indices(SIGNS).any(|(at, sign)| {
        let (before, after) = (name.get(..at), name.get(at + sign.len()..));
        before.is_some_and(|text| text.chars().filter(|&c| fold::is_cjk(c)).count() > 1)
            && after.is_some_and(|text| bound(text.trim()))
    })
}

/// Whether the last word of several is a value, or a bare number is glued to the words.
fn ends_in_value(name: &str, kinds: Kinds<'_>) -> bool {
    let name = name.trim();
    let last = name.rsplit(char::is_whitespace).next().unwrap_or(name);
    if last.len() < name.len() {
        return kinds.is_value(last);
    }
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let words = name.trim_end_matches(digits);
    words.len() < name.len() && words.chars().next_back().is_some_and(fold::is_cjk)
}

/// Whether the last word is a share, which no name ends in behind a space.
fn is_share(name: &str) -> bool {
    name.trim_end().ends_with(['%', '％']) && name.trim().contains(char::is_whitespace)
}
