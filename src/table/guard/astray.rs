//! Cells of rows that lack others: a cell that was gone without a trace leaves its place to the next.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;

/// Each cell stands in its own column, and so does what its value is read with.
pub(super) fn none_is_astray(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        let astray = row.fields().iter().filter(|(_, field)| field.astray() && !field.is_blank());
        for (role, _) in astray {
            let with: &[Role] = match role {
                Role::Comparator => &[Role::Target, Role::TargetAdjusted],
                Role::Unit => &[Role::Target, Role::TargetAdjusted, Role::Actual],
                _ => &[],
            };
            let roles = with.iter().filter(|&&role| row.filled(role).is_some()).chain([role]);
            doubts.extend(roles.map(|&role| (number, doubt(role, Reason::CellShifted))));
        }
    }
}
