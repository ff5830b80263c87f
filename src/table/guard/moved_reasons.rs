//! Reasons that stand one row too low or too high: none beside the points that were taken off, and each
//! beside them where the column is put back by one row.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::value::quantity;

/// So many reasons are no chance.
const SEVERAL: usize = 2;

/// Reasons stand beside what was missed.
pub(super) fn reasons_are_level(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let patterns = table.kinds.patterns;
    let missed = |row: &BodyRow<'_>| {
        let points = row.bare_number(Role::Weight).zip(row.bare_number(Role::Score));
        points.map(|(weight, score)| score < weight)
    };
    let given = |row: &BodyRow<'_>| {
        row.filled(Role::Reason).is_some_and(|f| !quantity::is_placeholder(f.text(), patterns))
    };
    let reasons: Vec<usize> =
        (0..table.rows.len()).filter(|&number| table.rows.get(number).is_some_and(given)).collect();
    let taken_off = |number: Option<usize>, wanted: bool| {
        number.and_then(|number| table.rows.get(number)).and_then(missed) == Some(wanted)
    };
    let count = table.rows.iter().filter(|row| missed(row) == Some(true)).count();
    let moved = |back: fn(usize) -> Option<usize>| {
        reasons.iter().all(|&at| taken_off(back(at), true)) && reasons.len() == count
    };
    let apart = reasons.len() >= SEVERAL && reasons.iter().all(|&at| taken_off(Some(at), false));
    if apart && (moved(|at| at.checked_sub(1)) || moved(|at| at.checked_add(1))) {
        doubts.extend(reasons.iter().map(|&at| (at, doubt(Role::Reason, Reason::ColumnMoved))));
    }
}
