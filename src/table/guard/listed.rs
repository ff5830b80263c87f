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
    names_over_labels(table, doubts);
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

/// A cell that lies over columns of labels and the column of names is a name, unless it is a label
/// that a list has: what the columns of labels hold is not told.
fn names_over_labels(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        let Some(name) = row.filled(Role::Name).filter(|name| name.holds == Holds::FromLeft) else {
            continue;
        };
        for (role, level) in [(Role::Level1, 1), (Role::Level2, 2)] {
            let same = row.filled(role).is_some_and(|field| field.text() == name.text());
            if same && !table.kinds.could_be_label(level, name.text()) {
                doubts.push((number, doubt(role, Reason::LevelUnknown)));
            }
        }
    }
}
