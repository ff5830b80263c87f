//! Two rows in the cells of one: no value of either can be told.

use super::{Doubts, Table, doubt, doubt_filled, gaps};
use crate::fold::clause;
use crate::patterns::Role;
use crate::table::body::{BodyRow, VALUES};
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;
use crate::table::place::Kinds;

/// What of two merged rows cannot be told apart.
const MIXED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// The cells of a row hold one row.
pub(super) fn one_row_each(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        if !is_merged(row, table.kinds) {
            continue;
        }
        if let Some(role) = of_one_row(row, table.kinds) {
            doubts.push((number, doubt(role, Reason::RowsMerged)));
        } else {
            let filled = MIXED.into_iter().filter(|&role| row.filled(role).is_some());
            doubts.extend(filled.map(|role| (number, doubt(role, Reason::RowsMerged))));
        }
    }
}

/// The cell of points that holds two numbers beside a name, a target, an actual value and other
/// points that are one each: they are those of one row, and only this number is not told.
fn of_one_row(row: &BodyRow<'_>, kinds: Kinds<'_>) -> Option<Role> {
    let text = |role| row.filled(role).map(|field| field.text());
    let name = text(Role::Name)?.trim();
    let measured = [Role::Target, Role::Actual];
    let whole = clause::next(name, char::is_whitespace).is_none()
        && !kinds.has_two_units(name)
        && measured.into_iter().all(|role| text(role).is_some_and(|text| kinds.is_value(text)));
    let points = [Role::Weight, Role::Score];
    let two = |role: &Role| text(*role).is_some_and(|text| kinds.is_two_values(text));
    let one = |role: Role| text(role).is_some_and(|text| kinds.is_value(text));
    let role = points.into_iter().find(two).filter(|_| whole)?;
    points.into_iter().all(|other| other == role || one(other)).then_some(role)
}

/// The values of two rows in a cell that spans them: the line between them was not drawn.
pub(super) fn one_value_each(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let kinds = table.kinds;
    let is_value = |line: &str| kinds.is_value(line) || kinds.is_value_in_words(line);
    for role in [Role::Target, Role::Actual, Role::Weight, Role::Score] {
        for (number, row) in table.rows.iter().enumerate() {
            let from_above = |row: &BodyRow<'_>| {
                row.filled(role).filter(|f| f.holds == Holds::FromAbove).map(|field| field.at())
            };
            let Some(field) = row.filled(role) else { continue };
            let below = || table.rows.get(number + 1).and_then(from_above);
            let spans = field.holds == Holds::FromAbove || below() == Some(field.at());
            let mut lines = field.text().split('\n').filter(|line| !line.trim().is_empty());
            if spans && lines.clone().nth(1).is_some() && lines.all(is_value) {
                doubts.push((number, doubt(role, Reason::RowsMerged)));
            }
        }
    }
}

/// Columns of which no cell lies over two: what stands in one is no part of the other.
const APART: [Role; 6] =
    [Role::Level2, Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score];

/// The texts of two columns in a cell that lies over both: the line between them was not drawn.
pub(super) fn one_column_each(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let kinds = table.kinds;
    let is_value = |part: &str| kinds.is_value(part) || kinds.is_value_in_words(part);
    for (number, row) in table.rows.iter().enumerate() {
        let filled = || APART.into_iter().filter_map(|role| Some((role, row.filled(role)?)));
        let pairs = filled()
            .enumerate()
            .flat_map(|(n, first)| filled().skip(n + 1).map(move |second| (first, second)));
        for ((one, first), (other, second)) in pairs {
            let parts = || first.text().split_whitespace();
            if first.at() != second.at() || parts().nth(1).is_none() {
                continue;
            }
            let two = match (one, other) {
                // A name may stand under the head of the labels as well.
                (Role::Level2, _) => {
                    let levels = &kinds.patterns.levels;
                    let label = parts().next().and_then(|part| levels.exact(2, part));
                    label.is_some() || levels.is_glued(first.text())
                }
                (Role::Target, Role::Actual) | (Role::Weight, Role::Score) => {
                    parts().all(is_value) || !is_value(&parts().collect::<String>())
                }
                _ => true,
            };
            if two && first.holds == Holds::FromAbove {
                // What stands behind it began one column further left.
                doubt_filled(row, number, &MIXED, Reason::CellsGlued, doubts);
            } else if two {
                doubts.extend([one, other].map(|role| (number, doubt(role, Reason::CellsGlued))));
            }
        }
    }
}

/// A text beside all rows of a table is the name of none.
pub(super) fn one_name_each(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const LEAST: usize = 3;
    let mut names = table.rows.iter().filter_map(|row| row.filled(Role::Name));
    let Some(first) = names.next().filter(|_| table.rows.len() >= LEAST) else { return };
    let one = names.clone().count() + 1 == table.rows.len()
        && names.all(|name| name.holds == Holds::FromAbove && name.at() == first.at());
    if one {
        doubts
            .extend((0..table.rows.len()).map(|row| (row, doubt(Role::Name, Reason::NameIsLabel))));
    }
}

/// A cell over the columns of two heads holds one text, and no white space parts it.
pub(super) fn one_text_each(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        let fields = || row.fields().iter().filter(|(_, field)| !field.is_blank());
        for (role, field) in fields() {
            let placed = field.at().bbox().is_some();
            let shared =
                || fields().any(|(other, beside)| other != role && beside.at() == field.at());
            if placed && gaps::has_gap(field.text(), table.told) && shared() {
                doubts.push((number, doubt(*role, Reason::CellsGlued)));
            }
        }
    }
}

/// What is asked of the text of a cell.
type Question<'p> = fn(Kinds<'p>, &str) -> bool;

/// Two of its values are two values each, or its points are; or two names stand beside two
/// targets.
fn is_merged<'p>(row: &BodyRow<'_>, kinds: Kinds<'p>) -> bool {
    let is = |role: Role, question: Question<'p>| {
        row.filled(role).is_some_and(|field| question(kinds, field.text()))
    };
    let name = row.text(Role::Name).trim();
    let closes = |c: char| crate::fold::fold_char(c) == ')';
    let brackets = || clause::parts(name, closes).filter(|part| part.ends_with(closes)).count();
    // A target may well be two values; the names of two rows are apart as well.
    let two_names = clause::next(name, char::is_whitespace).is_some() || brackets() > 1;
    let count = |question: Question<'p>| VALUES.iter().filter(|&&role| is(role, question)).count();
    let of_values: [Question<'p>; 3] =
        [Kinds::is_two_values, Kinds::is_glued_values, Kinds::has_two_signs];
    let measured = [Role::Actual, Role::Weight, Role::Score];
    let only_target = measured.iter().all(|&role| row.filled(role).is_none());
    kinds.has_two_units(name)
        || is(Role::Target, Kinds::is_two_bounds)
        || two_names && of_values.iter().any(|&question| count(question) >= 2)
        || only_target && of_values.iter().any(|&question| is(Role::Target, question)) && two_names
        || is(Role::Rate, Kinds::is_glued_values)
        || is(Role::Weight, Kinds::is_two_values)
        || is(Role::Score, Kinds::is_two_values)
        || is(Role::Target, Kinds::has_two_signs) && is(Role::Actual, Kinds::has_two_signs)
        || is(Role::Target, Kinds::has_two_signs) && is(Role::Actual, Kinds::is_glued_values)
        || is(Role::Target, Kinds::is_glued_values) && is(Role::Actual, Kinds::is_glued_values)
        || [Role::Weight, Role::Score].iter().any(|&role| is(role, Kinds::is_two_points))
        || [(Role::Level1, 1), (Role::Level2, 2)].iter().any(|&(role, level)| {
            row.filled(role).is_some_and(|field| kinds.is_two_labels(level, field.text()))
        })
}
