//! Reasons of inferred rows: the last column takes what others spilled, and the name of the next
//! row where nothing but the order of cells is told.

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::{Patterns, Role, RowKind, Use};
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Field;
use crate::table::place::Kinds;
use crate::value::quantity;

/// A reason is no part of another column, and that of a row is its own.
pub(super) fn reasons_are_own(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        let Some(field) = row.filled(Role::Reason) else { continue };
        let strays = is_of_another(field.text(), table.kinds)
            || table.told.flattened && !is_sure(row, field, table.kinds.patterns);
        if strays {
            doubts.push((number, doubt(Role::Reason, Reason::LinesNotTold)));
        }
    }
}

/// Whether a text starts with a value or a word of another column, or is what is left of a label.
fn is_of_another(text: &str, kinds: Kinds<'_>) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let value = words.next().is_some() && kinds.is_value(first);
    let outlook = || {
        let meaning = kinds.patterns.columns.meaning(&fold::key(first));
        meaning.is_some_and(|meaning| meaning.role == Role::Outlook)
    };
    let label = || kinds.could_be_label(1, text) || kinds.could_be_label(2, text);
    value || outlook() || label() || kinds.patterns.tables.row_kind(text) == Some(RowKind::End)
}

/// Whether a reason says why, and is not the next name or the rest of a criterion.
fn is_sure(row: &BodyRow<'_>, field: &Field<'_>, patterns: &Patterns) -> bool {
    if row.field(Role::Criterion).is_some() {
        return false;
    }
    let key = fold::key(field.text());
    let sentence = field.text().contains(['，', '。', '、', '；', ',', ';']);
    let cause =
        || patterns.targets.has(Use::Cause, &key) || patterns.targets.has(Use::NoDeviation, &key);
    quantity::is_placeholder(field.text(), patterns) || sentence || cause()
}
