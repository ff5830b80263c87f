//! Values of inferred rows of which a part stands in another row.

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::value::quantity;

/// What of two rows in one cannot be told apart.
const MIXED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// Lines of one cell that are a value each, beside a name of several lines, are those of two rows
/// where nothing is drawn between them: nothing in the row is told.
pub(super) fn rows_are_single(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    let kinds = table.kinds;
    let is_value = |line: &str| kinds.is_value(line) || kinds.is_value_in_words(line);
    let several = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count() > 1;
    for (number, row) in table.rows.iter().enumerate() {
        let all_values = |role: &&Role| {
            let text = row.text(**role);
            several(text) && text.lines().filter(|line| !line.trim().is_empty()).all(is_value)
        };
        let found = [Role::Target, Role::Actual].iter().filter(all_values).count();
        if found > 1 || found == 1 && several(row.text(Role::Name)) {
            let filled = MIXED.into_iter().filter(|&role| row.filled(role).is_some());
            doubts.extend(filled.map(|role| (number, doubt(role, Reason::RowsMerged))));
        }
    }
}

/// A cell of an inferred row holds one value, and the whole of it: no two numbers on lines of
/// their own, no date without its end.
pub(super) fn values_are_whole(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    let patterns = table.kinds.patterns;
    let is_number = |line: &&str| quantity::is_number(line, patterns);
    for (number, row) in table.rows.iter().enumerate() {
        for role in [Role::Target, Role::Actual] {
            let text = row.text(role).trim();
            if text.is_empty() {
                continue;
            }
            let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
            let is_part = |line: &&str| patterns.guard.is_part_of_date(line);
            let whole = match lines().nth(1) {
                None => !is_part(&text),
                // 2024年12月3 over 0日前 is a date that wraps.
                Some(_) => {
                    let joined = fold::clean(text);
                    let numbers = lines().filter(is_number).filter(|line| !is_part(line)).count();
                    numbers < 2
                        && !is_part(&joined.as_str())
                        && !(numbers > 0 && lines().any(|line| is_part(&line)))
                }
            };
            if !whole {
                doubts.push((number, doubt(role, Reason::LinesNotTold)));
            }
        }
    }
}
