//! Targets under the head of actual values, and these under that of targets: rates and points of all
//! rows say so, since each is told by both values.

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt_filled};
use crate::fold;
use crate::location::At;
use crate::model::Comparator;
use crate::patterns::{Leaning, Role};
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::place::Kinds;
use crate::value::quantity;

/// So many rows are no chance.
const SEVERAL: usize = 3;

/// Targets stand under their own head.
pub(super) fn targets_are_no_results(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let said = table.rows.iter().filter_map(|row| told(row, table.kinds));
    let (mut as_headed, mut swapped, mut in_part) = (0, 0, 0);
    for said in said {
        match said {
            Said::AsHeaded => as_headed += 1,
            Said::Swapped => swapped += 1,
            Said::SwappedInPart => in_part += 1,
        }
    }
    // Full points alone may be given to whoever misses, and points taken off for what is exceeded.
    let both = in_part > 0 && swapped > 0 || in_part >= SEVERAL;
    if both && swapped + in_part >= SEVERAL && as_headed * SEVERAL <= swapped + in_part {
        for (number, row) in table.rows.iter().enumerate() {
            let values = [Role::Target, Role::Actual];
            doubt_filled(row, number, &values, Reason::HeadDoesNotFit, doubts);
        }
    }
}

/// What the rate or the points of a row say of its two values.
enum Said {
    AsHeaded,
    Swapped,
    /// The rate is that of the swapped values, or their share of the points was given.
    SwappedInPart,
}

fn told(row: &BodyRow<'_>, kinds: Kinds<'_>) -> Option<Said> {
    let rate = rate(row);
    let points = row.bare_number(Role::Weight).zip(row.bare_number(Role::Score));
    // Most rows have neither, or the same twice: their values need not be read.
    if rate.is_none() && points.is_none() || row.text(Role::Target) == row.text(Role::Actual) {
        return None;
    }
    // Of what is better the less of it, the rate may be that of the target, and full points for less
    // are its due.
    let name = kinds.patterns.targets.leaning(&fold::key_of(row.text(Role::Name)));
    let read = |role: Role| {
        let read = quantity::read(row.filled(role)?.text(), At::default(), kinds.patterns);
        let at_most = matches!(read.comparator, Some(Comparator::AtMost | Comparator::LessThan));
        let plain = read.upper.is_none() && !read.approximate && !at_most;
        read.number.filter(|number| plain && *number > Decimal::ZERO).map(|n| (n, read.unit))
    };
    let ((target, unit), (actual, of)) = (read(Role::Target)?, read(Role::Actual)?);
    if target == actual || unit != of || !matches!(name, None | Some(Leaning::More)) {
        return None;
    }
    match rate {
        Some(rate) => by_rate(rate, target, actual),
        None => by_points(points?, target, actual),
    }
}

/// What a rate says of two values: it is that of either order.
fn by_rate(rate: Decimal, target: Decimal, actual: Decimal) -> Option<Said> {
    const ROUNDED: Decimal = Decimal::from_parts(6, 0, 0, false, 3);
    let near = |other: Decimal| (rate - other).abs() <= ROUNDED;
    match (near(actual.checked_div(target)?), near(target.checked_div(actual)?)) {
        (true, _) => Some(Said::AsHeaded),
        (_, true) => Some(Said::SwappedInPart),
        _ => None,
    }
}

/// What points say of two values: all are given to whoever reaches the target.
fn by_points(points: (Decimal, Decimal), target: Decimal, actual: Decimal) -> Option<Said> {
    const ROUNDED: Decimal = Decimal::from_parts(6, 0, 0, false, 2);
    let (weight, score) = points;
    if weight <= Decimal::ZERO || score > weight {
        return None;
    }
    match (actual > target, score == weight) {
        (true, true) | (false, false) => Some(Said::AsHeaded),
        (false, true) => Some(Said::Swapped),
        (true, false) => {
            let due = weight.checked_mul(target)?.checked_div(actual)?;
            let near = (due - score).abs() <= ROUNDED;
            Some(if near { Said::SwappedInPart } else { Said::Swapped })
        }
    }
}

/// The rate that a row prints.
fn rate(row: &BodyRow<'_>) -> Option<Decimal> {
    let text = row.filled(Role::Rate)?.text().trim();
    let rate: Decimal = text.strip_suffix(['%', '％'])?.trim().parse().ok()?;
    rate.checked_div(Decimal::ONE_HUNDRED)
}
