//! Points that a cell above covers, in a row that prints points of its own.

use super::{Doubts, Table, doubt_filled};
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;

/// Where points from above stand in a row whose own end in the column of reasons, the span of the cell
/// above is too long: the row has one cell too many, and its points stand one column too far right.
pub(super) fn own_points_are_not_covered(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const MOVED: [Role; 3] = [Role::Weight, Role::Score, Role::Reason];
    for (number, row) in table.rows.iter().enumerate() {
        let holds = |role: Role, holds: Holds| row.filled(role).is_some_and(|f| f.holds == holds);
        let points = [Role::Weight, Role::Score];
        let covered = points.into_iter().any(|role| holds(role, Holds::FromAbove));
        let bare = row.bare_number(Role::Reason).is_some() && holds(Role::Reason, Holds::Own);
        if covered && bare {
            doubt_filled(row, number, &MOVED, Reason::CellShifted, doubts);
        }
    }
}
