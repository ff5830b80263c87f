//! Rows of which white space alone tells the cells: what stands in one cell may be of two, and what
//! stands in two of one.

use super::{Doubts, Table, doubt, doubt_filled};
use crate::fold;
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::table::place::SIGNS;

const VALUES: [Role; 4] = [Role::Target, Role::Actual, Role::Weight, Role::Score];

/// A sign of comparison has its number in its own cell. Where the number was put into the next one,
/// so was all that stands behind it.
pub(super) fn signs_have_numbers(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let lacks_number = |text: &str| {
        let rest = text.trim().trim_start_matches(SIGNS);
        let unit = fold::clean(rest);
        rest.len() < text.trim().len() && (unit.is_empty() || table.kinds.patterns.units.has(&unit))
    };
    for (number, row) in table.rows.iter().enumerate() {
        let found = [Role::Target, Role::Actual]
            .into_iter()
            .filter(|&role| row.filled(role).is_some_and(|field| lacks_number(field.text())));
        for role in found {
            let moved = match table.told.inferred {
                true => &VALUES[..],
                false => std::slice::from_ref(&role),
            };
            doubt_filled(row, number, moved, Reason::CellShifted, doubts);
        }
    }
}

/// Values have a name beside them, or all others of a row, or they may be those of the row above or
/// below.
pub(super) fn values_have_names(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let has = |role: &Role| table.rows.iter().any(|row| row.filled(*role).is_some());
    if !table.told.inferred || !has(&Role::Name) {
        return;
    }
    let usual: Vec<Role> = VALUES.into_iter().filter(has).collect();
    for (number, row) in table.rows.iter().enumerate() {
        let whole = usual.iter().all(|&role| row.filled(role).is_some());
        // On pages a name may stand in the columns of labels: of a row without either, nothing is
        // known.
        let labelled = !table.told.spans
            || [Role::Level1, Role::Level2].iter().any(|&role| row.filled(role).is_some());
        if row.filled(Role::Name).is_none() && !(whole && labelled) {
            doubt_filled(row, number, &VALUES, Reason::LinesNotTold, doubts);
        }
    }
}

/// One cell holds one value.
pub(super) fn cells_hold_one_value(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let several = |text: &str| {
        let words = || text.split(char::is_whitespace).filter(|word| !word.is_empty());
        // The words of a date, and a number with its unit behind it, are one.
        let joined: String = words().collect();
        words().filter(number).count() > 1 && !table.kinds.is_value(&joined)
    };
    for (row_number, row) in table.rows.iter().enumerate() {
        for role in [Role::Target, Role::Actual] {
            if row.filled(role).is_some_and(|field| several(field.text())) {
                doubts.push((row_number, doubt(role, Reason::CellsGlued)));
            }
        }
    }
}
