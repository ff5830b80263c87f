//! Cells of which the recogniser was not sure.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::Reason;

/// Each cell with digits is read surely, and so is what its value is read with. Names and
/// reasons stay: they are text, and a note tells the doubt. A label that no list has, and that
/// nothing restores, is one that was misread.
pub(super) fn each_is_read_surely(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        for (role, field) in row.fields() {
            let level = match role {
                Role::Level1 => Some(1),
                Role::Level2 => Some(2),
                _ => None,
            };
            let kinds = table.kinds;
            let unlisted = |level: u8| {
                !field.is_blank()
                    && !kinds.is_label(level, field.text())
                    && !kinds.could_be_label(level, field.text())
            };
            if let Some(sure) = field.doubtful().filter(|_| level.is_some_and(unlisted)) {
                doubts.push((number, doubt(*role, Reason::LowConfidence(sure))));
            }
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
