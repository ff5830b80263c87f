//! Labels that may be gone with the cell that a row lost.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;

/// Where a table prints a blank cell for a label that goes on from above, a row without that cell
/// lost it, and the label in it, if there was one.
pub(super) fn none_went_with_a_cell(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let prints_blank = |row: &BodyRow<'_>| {
        let field = row.field(Role::Level2).filter(|field| field.holds == Holds::Own);
        !row.moved && field.is_some_and(|f| f.is_blank() && f.at().chars().is_some())
    };
    if table.told.inferred || !table.rows.iter().any(prints_blank) {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        let labelled = row.field(Role::Level2).is_none_or(|field| !field.is_blank());
        if row.name_moved && !labelled {
            doubts.push((number, doubt(Role::Level2, Reason::CellLost)));
        }
    }
}
