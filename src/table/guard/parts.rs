//! Values of inferred rows of which a part stands in another row.

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::location::At;
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
    let is_number = |line: &&str| {
        let read = quantity::read_with_tail(line, At::default(), patterns);
        read.quantity.number.is_some() && read.tail.is_none()
    };
    for (number, row) in table.rows.iter().enumerate() {
        for role in [Role::Target, Role::Actual] {
            let text = row.text(role).trim();
            if text.is_empty() {
                continue;
            }
            let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
            let rest = lines().any(|line| line.starts_with(['月', '日']));
            let whole = match lines().nth(1) {
                None => !patterns.guard.is_part_of_date(text),
                // 2024年12月3 over 0日前 is a date that wraps.
                Some(_) => {
                    let joined = fold::clean(text);
                    lines().filter(is_number).nth(1).is_none()
                        && !patterns.guard.is_part_of_date(&joined)
                        && !(rest && lines().any(|line| is_number(&line)))
                }
            };
            if !whole {
                doubts.push((number, doubt(role, Reason::LinesNotTold)));
            }
        }
    }
}
