//! Points of several rows together, printed in each of them: a converter that knows no spanning
//! cells repeats the weight of a group in every row of it.

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt};
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
    let sum = |rows: &mut dyn Iterator<Item = &BodyRow<'_>>| {
        rows.filter_map(weight).fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let whole = [Decimal::ONE_HUNDRED, Decimal::from(90)];
    let stated = table.total.and_then(|total| total.weight.as_ref()).map(|number| number.value);
    let adds_up = |sum: Decimal| stated.map_or(whole.contains(&sum), |stated| sum == stated);
    let once = sum(&mut groups.iter().filter_map(|group| group.first()));
    if adds_up(sum(&mut table.rows.iter())) || !adds_up(once) {
        return;
    }
    let mut number = 0;
    for group in groups {
        for row in group {
            if group.len() > 1 {
                let filled = [Role::Weight, Role::Score].into_iter();
                let filled = filled.filter(|&role| row.filled(role).is_some());
                doubts.extend(filled.map(|role| (number, doubt(role, Reason::PointsRepeated))));
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
