//! Cells with characters that nobody can tell: the file does not, two texts lie over each other,
//! the page cuts them.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;

/// What stands for a character that is not told.
const UNTOLD: char = '\u{FFFD}';

/// Words and points are read whole. Values tell it themselves, and labels may be restored.
pub(super) fn each_is_told(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        for role in [Role::Name, Role::Reason, Role::Weight, Role::Score] {
            if row.filled(role).is_some_and(|field| field.text().contains(UNTOLD)) {
                doubts.push((number, doubt(role, Reason::TextNotTold)));
            }
        }
    }
}
