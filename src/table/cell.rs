//! Single cells of a row: numbers, reasons, columns without a place of their own.

use std::collections::BTreeMap;

use super::body::BodyRow;
use super::matrix::Field;
use crate::model::{Number, Text};
use crate::patterns::{Patterns, Role};
use crate::value::quantity;

pub(super) fn number_of(row: &BodyRow<'_>, role: Role, patterns: &Patterns) -> Option<Number> {
    let field = row.filled(role)?;
    number(field, patterns)
}

/// A cell that holds a plain number, such as a weight or a score.
pub(super) fn number(field: &Field<'_>, patterns: &Patterns) -> Option<Number> {
    let read = quantity::read(&field.text, field.at, patterns);
    let plain = read.comparator.is_none() && read.upper.is_none() && !read.approximate;
    let value = read.number.filter(|_| plain)?;
    Some(Number { value, raw: field.text.to_string(), at: field.at })
}

pub(super) fn reason(row: &BodyRow<'_>, patterns: &Patterns) -> Option<Text> {
    let field = row.filled(Role::Reason)?;
    printed(field, patterns)
}

/// Columns that the contract has no place of its own for, by role; of several of one
/// role the second and later ones are numbered.
pub(super) fn extra(row: &BodyRow<'_>, patterns: &Patterns) -> BTreeMap<String, Text> {
    let mut kept = BTreeMap::new();
    let mut columns: BTreeMap<Role, u32> = BTreeMap::new();
    for (role, field) in row.fields().iter().filter(|(role, _)| role.is_extra()) {
        let number = columns.entry(*role).and_modify(|number| *number += 1).or_insert(1);
        if let Some(text) = printed(field, patterns) {
            let key = match number {
                1 => role.name().to_owned(),
                number => format!("{}_{number}", role.name()),
            };
            kept.insert(key, text);
        }
    }
    kept
}

/// What a cell says, unless it is a placeholder.
pub(super) fn printed(field: &Field<'_>, patterns: &Patterns) -> Option<Text> {
    let nothing = quantity::is_placeholder(&field.text, patterns);
    (!nothing).then(|| Text::read(&field.text, field.at)).filter(|text| text.value.is_some())
}
