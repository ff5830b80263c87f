//! Labels that stand below the rows they may be of: in a table that no line parts, a label beside nothing
//! else may cover rows above it.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;

/// What a row needs to be more than a label.
const OTHERS: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// A blank label is not that above where another hangs below its row.
pub(super) fn labels_hang_below_none(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    for (below, row) in table.rows.iter().enumerate() {
        let lone = OTHERS.iter().all(|&role| row.filled(role).is_none());
        // A label alone may head the rows below it.
        let heads = table.rows.get(below + 1).is_some_and(|n| n.filled(Role::Level1).is_none());
        if !lone || heads || row.filled(Role::Level1).is_none() {
            continue;
        }
        // The rows over it that have none of their own.
        for (number, over) in table.rows.iter().enumerate().take(below).rev() {
            if over.filled(Role::Level1).is_some() {
                break;
            }
            doubts.push((number, doubt(Role::Level1, Reason::LabelNotTold)));
        }
    }
}
