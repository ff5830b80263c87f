//! Rows of text tables that are no rows: the second line of a cell that was printed on two.

use super::page_ends::page_ends_between;
use super::{Doubts, Table, doubt, doubt_filled};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;

/// A cell is printed on no more lines.
const LINES: usize = 8;

/// What of an indicator may be printed on two lines.
const WRAPPED: [Role; 4] = [Role::Name, Role::Target, Role::Actual, Role::Unit];

/// Each row has what nearly all rows of its table have. One that lacks it and has no label of its
/// own may be the rest of the row above, where the source draws no line between rows and tells no
/// spans: what stands in its cells is then a part, as is what stands over them.
pub(super) fn rows_are_whole(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if table.told.spans && !table.told.inferred {
        return;
    }
    let points = |row: &BodyRow<'_>| has(row, Role::Weight) || has(row, Role::Score);
    let both = |row: &BodyRow<'_>| has(row, Role::Target) && has(row, Role::Actual);
    // What pages show without lines may be as many second lines as rows.
    let (most, of) = if table.told.spans { (1, 2) } else { (2, 3) };
    let usual = |whole: &dyn Fn(&BodyRow<'_>) -> bool| {
        table.rows.iter().filter(|row| whole(row)).count() * of >= table.rows.len() * most
    };
    let wanted: &dyn Fn(&BodyRow<'_>) -> bool = match (usual(&points), usual(&both)) {
        (true, _) => &|row| points(row) || has(row, Role::Name) && both(row),
        (false, true) => &both,
        (false, false) => return,
    };
    let labels = [Role::Level1, Role::Level2, Role::Number, Role::Code];
    let is_label = |row: &BodyRow<'_>, role: Role| {
        let level = if role == Role::Level1 { 1 } else { 2 };
        let levels = matches!(role, Role::Level1 | Role::Level2) && table.told.spans;
        has(row, role) && (!levels || table.kinds.is_label(level, row.text(role)))
    };
    let labelled = |row: &BodyRow<'_>| labels.iter().any(|&role| is_label(row, role));
    let mut above = None;
    for (number, row) in table.rows.iter().enumerate() {
        let own = WRAPPED.iter().filter(|&&role| has(row, role));
        // What a page end cut off has lines of all its texts, but no points again.
        let over = number.checked_sub(1).and_then(|before| table.rows.get(before));
        let cut = over.is_some_and(|over| page_ends_between(over, row));
        let whole = if cut && usual(&points) { points(row) } else { wanted(row) };
        if row.template || whole || labelled(row) {
            above = Some(number);
            continue;
        }
        for &role in own {
            doubts.push((number, doubt(role, Reason::LinesNotTold)));
            // On pages a row may stand on the level of its last line.
            let named = |row: &BodyRow<'_>| has(row, Role::Name);
            let rest = table.rows.iter().skip(number + 1).take(LINES);
            let below = rest.take_while(|row| !named(row)).count() + number + 1;
            let below = Some(below).filter(|_| table.told.spans);
            let beside = [above, below].into_iter().flatten();
            let filled =
                beside.filter(|&beside| table.rows.get(beside).is_some_and(|row| has(row, role)));
            doubts.extend(filled.map(|beside| (beside, doubt(role, Reason::LinesNotTold))));
        }
    }
}

fn has(row: &BodyRow<'_>, role: Role) -> bool {
    row.filled(role).is_some()
}

/// Where the lines of a page were taken for rows, names stand in some of them and values in others:
/// no row has what it needs.
pub(super) fn names_have_values(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    /// One row in so many.
    const MANY: usize = 4;
    /// What a row that was read from lines may hold.
    const HELD: [Role; 6] =
        [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];
    if !table.told.inferred || !table.told.spans {
        return;
    }
    let valued = |row: &BodyRow<'_>| {
        [Role::Target, Role::Actual, Role::Weight, Role::Score].iter().any(|&role| has(row, role))
    };
    let count = |is: &dyn Fn(&BodyRow<'_>) -> bool| {
        table.rows.iter().filter(|row| !row.template && is(row)).count() * MANY >= table.rows.len()
    };
    let names = count(&|row| has(row, Role::Name) && !valued(row));
    let values = count(&|row| !has(row, Role::Name) && valued(row));
    if names && values {
        for (number, row) in table.rows.iter().enumerate() {
            doubt_filled(row, number, &HELD, Reason::LinesNotTold, doubts);
        }
    }
}

/// The last row of a table that rows go on behind: a page end may have cut its texts.
pub(in crate::table) fn may_be_cut(row: &mut BodyRow<'_>) {
    let texts = WRAPPED.into_iter().chain([Role::Reason]);
    let filled: Vec<Role> = texts.filter(|&role| has(row, role)).collect();
    for role in filled {
        row.doubt(doubt(role, Reason::LinesNotTold));
    }
}
