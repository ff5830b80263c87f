//! Cells of which the recogniser was not sure.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;

/// Each cell with digits is read surely, and so is what its value is read with. Names and
/// reasons stay: they are text, and a note tells the doubt.
pub(super) fn each_is_read_surely(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        for (role, field) in row.fields() {
            let Some(sure) = field.unsure() else { continue };
            let roles: &[Role] = match role {
                Role::Name | Role::Level1 | Role::Level2 | Role::Reason => &[],
                Role::Comparator => &[Role::Comparator, Role::Target, Role::TargetAdjusted],
                Role::Unit => &[Role::Unit, Role::Target, Role::TargetAdjusted, Role::Actual],
                role => std::slice::from_ref(role),
            };
            let reason = Reason::LowConfidence(sure);
            doubts.extend(roles.iter().map(|&role| (number, doubt(role, reason))));
        }
    }
}
