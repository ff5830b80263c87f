//! Labels of inferred columns: one that no list has, among others that lists have, is text that
//! got there from another column.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;

/// Listed labels that show what the labels of a table are.
const LEAST: usize = 2;

/// The labels of an inferred column are labels, where most of them are.
pub(super) fn labels_are_listed(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    for (role, level) in [(Role::Level1, 1), (Role::Level2, 2)] {
        let own = || {
            let rows = table.rows.iter().enumerate();
            rows.filter_map(|(number, row)| {
                let field = row.filled(role).filter(|field| field.holds == Holds::Own)?;
                Some((number, table.kinds.could_be_label(level, field.text())))
            })
        };
        let listed = own().filter(|(_, listed)| *listed).count();
        if listed < LEAST || listed * 2 < own().count() {
            continue;
        }
        let others = own().filter(|(_, listed)| !listed);
        doubts.extend(others.map(|(number, _)| (number, doubt(role, Reason::LevelUnknown))));
    }
}
