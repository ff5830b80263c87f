//! Two rows in the cells of one: no value of either can be told.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::{BodyRow, VALUES};
use crate::table::doubt::Reason;
use crate::table::place::Kinds;

/// What of two merged rows cannot be told apart.
const MIXED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// The cells of a row hold one row.
pub(super) fn one_row_each(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        if is_merged(row, table.kinds) {
            let filled = MIXED.into_iter().filter(|&role| row.filled(role).is_some());
            doubts.extend(filled.map(|role| (number, doubt(role, Reason::RowsMerged))));
        }
    }
}

/// Two of its values are two values each, or its points are.
fn is_merged(row: &BodyRow<'_>, kinds: Kinds<'_>) -> bool {
    let double = |role: Role| row.filled(role).is_some_and(|f| kinds.is_two_values(&f.text));
    let signs = |role: Role| row.filled(role).is_some_and(|f| kinds.has_two_signs(&f.text));
    let glued = |role: Role| row.filled(role).is_some_and(|f| kinds.is_glued_values(&f.text));
    let name = row.text(Role::Name).trim();
    let brackets = name.matches(|c| crate::fold::fold_char(c) == ')').count();
    // A target may well be two values; the names of two rows are apart as well.
    let apart = name.contains(char::is_whitespace);
    apart && VALUES.iter().filter(|&&role| double(role)).count() >= 2
        || brackets > 1 && VALUES.iter().filter(|&&role| glued(role)).count() >= 2
        || double(Role::Weight)
        || double(Role::Score)
        || signs(Role::Target) && signs(Role::Actual)
        || [Role::Weight, Role::Score]
            .iter()
            .any(|&role| row.filled(role).is_some_and(|field| kinds.is_two_points(&field.text)))
        || [(Role::Level1, 1), (Role::Level2, 2)].iter().any(|&(role, level)| {
            row.filled(role).is_some_and(|field| kinds.is_two_labels(level, &field.text))
        })
}
