//! Single cells of a row: numbers, reasons, columns without a place of their own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use thin_vec::ThinVec;

use super::body::BodyRow;
use super::doubt::{Doubt, Reason};
use super::matrix::{Field, Holds};
use crate::model::{Number, Status, Text};
use crate::patterns::{Patterns, Role};
use crate::value::quantity;

pub(super) fn number_of(row: &BodyRow<'_>, role: Role, patterns: &Patterns) -> Option<Number> {
    let field = row.filled(role).filter(|_| row.doubted(role).is_none())?;
    number(field, patterns)
}

/// The numbers of a row that are printed and not believed.
pub(super) fn damaged(row: &BodyRow<'_>) -> BTreeMap<String, Box<Text>> {
    let doubted = [Role::Weight, Role::Score].into_iter().filter_map(|role| {
        let (doubt, field) = (row.doubted(role)?, row.field(role)?);
        Some((role.name().to_owned(), Box::new(doubt.text(field.text(), field.at()))))
    });
    doubted.collect()
}

/// A cell that holds a plain number, such as a weight or a score.
pub(super) fn number(field: &Field<'_>, patterns: &Patterns) -> Option<Number> {
    if field.contested() || field.unsure().is_some() {
        return None;
    }
    let read = quantity::read(field.text(), field.at(), patterns);
    let plain = read.comparator.is_none() && read.upper.is_none() && !read.approximate;
    // In a column of numbers no month is meant (2046.04).
    let decimal = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let text = || read.text.as_deref().filter(decimal);
    let month = || text().and_then(|text| crate::value::number::number(text, patterns));
    let value = read.number.or_else(month).filter(|_| plain)?;
    Some(Number::read(value, field.text(), field.at()))
}

pub(super) fn reason(row: &BodyRow<'_>, patterns: &Patterns) -> Option<Text> {
    let field = row.filled(Role::Reason)?;
    match row.doubted(Role::Reason) {
        Some(doubt) => Some(doubt.text(field.text(), field.at())),
        None => printed(field, patterns),
    }
}

/// Which of weight and score a cell holds that starts in a row above.
pub(super) fn covered(row: &BodyRow<'_>) -> ThinVec<Cow<'static, str>> {
    let from_above =
        |role: &Role| row.filled(*role).is_some_and(|field| field.holds == Holds::FromAbove);
    let roles = [Role::Weight, Role::Score].into_iter().filter(from_above);
    roles.map(|role| Cow::Borrowed(role.name())).collect()
}

/// Columns that the contract has no place of its own for, by role; of several of one
/// role the second and later ones are numbered.
pub(super) fn extra(row: &BodyRow<'_>, patterns: &Patterns) -> BTreeMap<String, Box<Text>> {
    let mut kept = BTreeMap::new();
    let mut columns: BTreeMap<Role, u32> = BTreeMap::new();
    for (role, field) in row.fields().iter().filter(|(role, _)| role.is_extra()) {
        let number = columns.entry(*role).and_modify(|number| *number += 1).or_insert(1);
        if let Some(text) = printed(field, patterns) {
            let key = match number {
                1 => role.name().to_owned(),
                number => format!("{}_{number}", role.name()),
            };
            let doubt = row.doubted(*role).or_else(|| joined(row, &text));
            let text = doubt.map_or(text, |doubt| doubt.text(field.text(), field.at()));
            kept.insert(key, Box::new(text));
        }
    }
    kept
}

/// Why the text of a cell is not believed that white space parts, in a row whose cells moved: it may be that
/// of two cells.
fn joined<'r>(row: &'r BodyRow<'_>, text: &Text) -> Option<&'r Doubt> {
    let moved = row.doubted(Role::Name).filter(|doubt| doubt.reason == Reason::CellShifted);
    moved.filter(|_| text.status == Status::Spacing)
}

/// What a cell says, unless it is a placeholder.
pub(super) fn printed(field: &Field<'_>, patterns: &Patterns) -> Option<Text> {
    let nothing = quantity::is_placeholder(field.text(), patterns);
    (!nothing).then(|| Text::read(field.text(), field.at())).filter(|text| text.value.is_some())
}
