//! Cells that span rows over a page end, in grids that draw their spans: what is printed on one page
//! holds for rows on the other.

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;

/// Whether the second row begins the next page.
pub(super) fn page_ends_between(above: &BodyRow<'_>, row: &BodyRow<'_>) -> bool {
    // The labels of a row may stand on the page before.
    let page = |row: &BodyRow<'_>| row.filled(Role::Name).map_or(row.at, |name| name.at()).page();
    page(above).zip(page(row)).is_some_and(|(one, two)| two == one + 1)
}

/// A blank cell at the end of a page, where labels span their rows, belongs to the label that stands
/// on one of the two pages: not told which.
pub(super) fn blank_labels_are_told(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if table.told.inferred || !table.told.spans {
        return;
    }
    for role in [Role::Level1, Role::Level2] {
        let blank = |row: &BodyRow<'_>| {
            row.field(role).is_some_and(|f| f.holds == Holds::Own && f.is_blank() && !f.unowned())
        };
        let spans = |row: &BodyRow<'_>| {
            row.filled(role).is_some_and(|field| field.holds == Holds::FromAbove)
        };
        if !table.rows.iter().any(spans) {
            continue;
        }
        let ends_page = |number: usize| {
            let pair = table.rows.get(number).zip(table.rows.get(number + 1));
            pair.is_some_and(|(row, next)| page_ends_between(row, next))
        };
        let count = table.rows.len();
        let blanks: Vec<usize> =
            (0..count).filter(|&n| table.rows.get(n).is_some_and(blank)).collect();
        // Where blank cells stand for labels that go on, they stand elsewhere as well.
        let elsewhere = blanks.iter().any(|&number| {
            let starts = number.checked_sub(1).is_some_and(ends_page);
            !ends_page(number) && !starts
        });
        if elsewhere {
            continue;
        }
        for number in blanks.into_iter().filter(|&number| ends_page(number)) {
            doubts.push((number, doubt(role, Reason::LabelNotTold)));
        }
    }
}

/// Points that several rows share stand once: printed again on the next page, they would count
/// twice.
pub(super) fn points_stand_once(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if table.told.inferred || !table.told.spans || adds_up(table) {
        return;
    }
    let same = |above: &BodyRow<'_>, row: &BodyRow<'_>, role: Role| {
        fold::key(above.text(role)) == fold::key(row.text(role))
    };
    for (number, pair) in table.rows.windows(2).enumerate() {
        let [above, row] = pair else { continue };
        let shared = above.filled(Role::Weight).is_some_and(|f| f.holds == Holds::FromAbove);
        let own = row.filled(Role::Weight).filter(|field| field.holds == Holds::Own);
        let goes_on = row
            .filled(Role::Level2)
            .is_none_or(|field| field.holds == Holds::FromAbove || same(above, row, Role::Level2));
        let Some(own) = own.filter(|_| shared && goes_on && page_ends_between(above, row)) else {
            continue;
        };
        if !same(above, row, Role::Weight) || !same(above, row, Role::Score) {
            continue;
        }
        let rows = table.rows.iter().enumerate().skip(number + 1);
        let covered = rows
            .take_while(|(_, row)| row.filled(Role::Weight).is_some_and(|f| f.at() == own.at()));
        for (row, _) in covered {
            doubts.extend(
                [Role::Weight, Role::Score].map(|role| (row, doubt(role, Reason::PointsNotTold))),
            );
        }
    }
}

/// Whether the weights of the cells, each counted once, add up.
fn adds_up(table: &Table<'_, '_, '_>) -> bool {
    let own = |row: &BodyRow<'_>| {
        let field = row.filled(Role::Weight).filter(|field| field.holds == Holds::Own)?;
        field.text().trim().parse::<Decimal>().ok()
    };
    table.is_whole(table.rows.iter().filter_map(own))
}
