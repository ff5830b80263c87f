//! Cells that the source itself reads in two ways.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;

/// Each cell is read in one way, and so is what its value is read with.
pub(super) fn each_is_read_in_one_way(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        for (role, _) in row.fields().iter().filter(|(_, field)| field.contested()) {
            let with: &[Role] = match role {
                Role::Comparator => &[Role::Target, Role::TargetAdjusted],
                Role::Unit => &[Role::Target, Role::TargetAdjusted, Role::Actual],
                _ => &[],
            };
            let roles = with.iter().chain([role]);
            doubts.extend(roles.map(|&role| (number, doubt(role, Reason::RecogniserDisagrees))));
        }
    }
}
