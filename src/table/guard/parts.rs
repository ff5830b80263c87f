//! Values of inferred rows of which a part stands in another row.

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::value::quantity;

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
