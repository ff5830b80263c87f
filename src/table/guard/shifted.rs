//! Tables of which all rows lost the same cell: those that show it are told by what stands under the
//! heads of others, and the others look whole because their last cells are blank.

use super::{Doubts, Table, doubt_filled};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;

/// So many rows are no chance.
const SEVERAL: usize = 2;

/// What stands behind a cell that was lost.
const BEHIND: [Role; 5] = [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score];

/// Rows are laid out as most of their table are: where several moved and of the others none has the
/// points that stand last, nothing shows that these did not move.
pub(super) fn others_did_not_move(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let has_moved = |row: &BodyRow<'_>| {
        let is_moved =
            |role: Role| row.doubted(role).is_some_and(|doubt| doubt.reason == Reason::CellShifted);
        is_moved(Role::Target) && is_moved(Role::Actual)
    };
    let moved = table.rows.iter().filter(|row| has_moved(row)).count();
    if moved < SEVERAL {
        return;
    }
    let others = || table.rows.iter().enumerate().filter(|(_, row)| !has_moved(row));
    let headed = |role: Role| table.rows.iter().any(|row| row.field(role).is_some());
    let lacking = |role: Role| headed(role) && others().all(|(_, row)| row.filled(role).is_none());
    if lacking(Role::Score) || lacking(Role::Weight) {
        for (number, row) in others() {
            doubt_filled(row, number, &BEHIND, Reason::CellShifted, doubts);
        }
    }
}

/// A column holds one value a row: where most of its cells hold two, the column behind was glued to
/// it, and those that follow stand one to the left of their heads.
pub(super) fn values_stand_apart(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const FOLLOWING: [Role; 4] = [Role::Actual, Role::Weight, Role::Score, Role::Reason];
    let kinds = table.kinds;
    let is_value = |part: &str| kinds.is_value(part) || kinds.is_value_in_words(part);
    let two = |row: &BodyRow<'_>| {
        // A value may be broken over lines, and has no blanks within.
        let text: String = row.text(Role::Target).chars().filter(|&c| c != '\n').collect();
        let parts: Vec<&str> = text.split_whitespace().collect();
        parts.len() == 2 && parts.iter().all(|part| is_value(part))
    };
    let filled = table.rows.iter().filter(|row| row.filled(Role::Target).is_some()).count();
    let glued = table.rows.iter().filter(|row| two(row)).count();
    if glued < SEVERAL || glued * 2 <= filled {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        if two(row) {
            doubt_filled(row, number, &[Role::Target], Reason::TwoCells, doubts);
        }
        doubt_filled(row, number, &FOLLOWING, Reason::CellShifted, doubts);
    }
}
