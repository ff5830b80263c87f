//! Labels in the middle of their rows: of the rows between two of them none tells whose it is.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::{Field, Holds};

/// A blank label of a recognised table does not go on with the one above where the table sets its
/// labels of level 1 in the middle of their rows.
pub(super) fn labels_start_their_rows(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !stand_in_the_middle(table) {
        return;
    }
    let unlabelled = |row: &BodyRow<'_>| row.recognised.is_some() && blank(row, Role::Level2);
    for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| unlabelled(row)) {
        // A label of level 2 beside it would tell the level 1.
        let roles = [Role::Level1, Role::Level2].into_iter().filter(|role| blank(row, *role));
        doubts.extend(roles.map(|role| (number, doubt(role, Reason::LabelNotTold))));
    }
}

/// A label that stands between the rows of a table that nothing drawn bounds is one in the middle
/// of its rows: those above it without a label are as likely its own as of the one before.
pub(super) fn labels_between_rows_cover_both(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const HELD: [Role; 5] = [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score];
    let between = |row: &BodyRow<'_>| {
        let own = |role| row.filled(role).is_some_and(|field| field.holds == Holds::Own);
        [Role::Level1, Role::Level2].into_iter().any(own)
            && HELD.iter().all(|&role| row.filled(role).is_none())
    };
    // Labels over their rows have a line of their own as well.
    if !table.told.inferred || table.rows.first().is_some_and(between) {
        return;
    }
    for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| between(row)) {
        for role in [Role::Level1, Role::Level2] {
            if row.filled(role).is_none_or(|field| field.holds != Holds::Own) {
                continue;
            }
            let above = table.rows.iter().enumerate().take(number).rev();
            let unlabelled = above.take_while(|(_, row)| blank(row, role));
            doubts.extend(unlabelled.map(|(above, _)| (above, doubt(role, Reason::LabelNotTold))));
        }
    }
}

/// Whether several labels of level 1 stand beside no label of level 2, or one does and rows
/// without any stand above the first; or the labels of level 2 above the first are its own.
fn stand_in_the_middle(table: &Table<'_, '_, '_>) -> bool {
    const SEVERAL: usize = 2;
    let own = |row: &&BodyRow<'_>, role| row.filled(role).is_some_and(|f| f.holds == Holds::Own);
    let bare = |row: &BodyRow<'_>| row.filled(Role::Level1).is_none();
    let first_is_bare = table.rows.first().is_some_and(bare);
    let aside = |row: &&BodyRow<'_>| own(row, Role::Level1) && blank(row, Role::Level2);
    let count = table.rows.iter().filter(aside).count();
    if count >= if first_is_bare { 1 } else { SEVERAL } {
        return true;
    }
    let levels = &table.kinds.patterns.levels;
    let id = |row: &BodyRow<'_>, level, role| levels.exact(level, row.filled(role)?.text());
    let first = table.rows.iter().find(|row| own(row, Role::Level1));
    let Some(first) = first.and_then(|row| id(row, 1, Role::Level1)) else { return false };
    let mut above = table.rows.iter().take_while(|row| blank(row, Role::Level1));
    above
        .any(|row| id(row, 2, Role::Level2).is_some_and(|two| levels.parents(two).contains(&first)))
}

fn blank(row: &BodyRow<'_>, role: Role) -> bool {
    row.field(role).is_some_and(Field::is_blank)
}
