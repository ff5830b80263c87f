//! Points of several rows together, printed in each of them: a converter that knows no spanning
//! cells repeats the weight of a group in every row of it.

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt_filled};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;

/// Groups of several rows that show how weights are printed.
const LEAST: usize = 2;

/// Where all rows of each group have one weight and one score, and the weights add up only if
/// each group counts once, they are those of the groups and of none of their rows.
pub(super) fn points_are_of_one_row(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let groups: Vec<&[BodyRow<'_>]> = table.rows.chunk_by(is_one_group).collect();
    let several = groups.iter().filter(|group| group.len() > 1).count();
    let text = |row: &BodyRow<'_>, role| row.text(role).trim().to_owned();
    let uniform = |group: &&[BodyRow<'_>]| {
        let same = |role| group.windows(2).all(|two| text(&two[0], role) == text(&two[1], role));
        same(Role::Weight) && same(Role::Score)
    };
    if several < LEAST || !groups.iter().all(uniform) {
        return;
    }
    let weight = |row: &BodyRow<'_>| text(row, Role::Weight).parse::<Decimal>().ok();
    let each = table.rows.iter().filter_map(weight);
    let once = groups.iter().filter_map(|group| group.first().and_then(weight));
    if table.is_whole(each) || !table.is_whole(once) {
        return;
    }
    let mut number = 0;
    for group in groups {
        for row in group {
            if group.len() > 1 {
                let points = [Role::Weight, Role::Score];
                doubt_filled(row, number, &points, Reason::PointsRepeated, doubts);
            }
            number += 1;
        }
    }
}

/// Whether two rows print the same label of level 2, or the second none of its own.
fn is_one_group(before: &BodyRow<'_>, row: &BodyRow<'_>) -> bool {
    let label = |row: &BodyRow<'_>| row.filled(Role::Level2).map(|field| field.text().to_owned());
    match (label(before), label(row)) {
        (Some(before), Some(own)) => before == own,
        (_, own) => own.is_none(),
    }
}
