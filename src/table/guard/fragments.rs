//! Rows of text tables that are no rows: the second line of a cell that was printed on two.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;

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
        if row.template || wanted(row) || labelled(row) {
            above = Some(number);
            continue;
        }
        for &role in own {
            doubts.push((number, doubt(role, Reason::LinesNotTold)));
            let over =
                above.filter(|&above| table.rows.get(above).is_some_and(|row| has(row, role)));
            doubts.extend(over.map(|above| (above, doubt(role, Reason::LinesNotTold))));
        }
    }
}

fn has(row: &BodyRow<'_>, role: Role) -> bool {
    row.filled(role).is_some()
}
