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

/// Columns that the contract has no place of its own for.
pub(super) fn extra(row: &BodyRow<'_>, patterns: &Patterns) -> BTreeMap<String, Text> {
    let kept = row.fields().iter().filter_map(|(role, field)| {
        let key = match role {
            Role::TargetAdjusted => "target_adjusted",
            Role::Rate => "rate",
            Role::Coefficient => "coefficient",
            Role::Core => "core",
            Role::Criterion => "criterion",
            Role::Remark => "remark",
            _ => return None,
        };
        Some((key.to_owned(), printed(field, patterns)?))
    });
    kept.collect()
}

/// What a cell says, unless it is a placeholder.
pub(super) fn printed(field: &Field<'_>, patterns: &Patterns) -> Option<Text> {
    let nothing = quantity::is_placeholder(&field.text, patterns);
    (!nothing).then(|| Text::read(&field.text, field.at)).filter(|text| text.value.is_some())
}
