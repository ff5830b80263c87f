//! Targets under the head of actual values, and these under that of targets: rates and points of all
//! rows say so, since each is told by both values.

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt_filled};
use crate::location::At;
use crate::patterns::{Leaning, Role};
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::place::{Kinds, SIGNS};
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
    let read = |role: Role| {
        let text = row.filled(role)?.text().trim().trim_start_matches(SIGNS);
        let read = quantity::read(text, At::default(), kinds.patterns);
        let plain = read.upper.is_none() && !read.approximate;
        read.number.filter(|number| plain && *number > Decimal::ZERO).map(|n| (n, read.unit))
    };
    let ((target, unit), (actual, of)) = (read(Role::Target)?, read(Role::Actual)?);
    if target == actual || unit != of {
        return None;
    }
    let share = |part: Decimal, whole: Decimal| part.checked_div(whole);
    let near = |one: Decimal, other: Decimal, by: Decimal| (one - other).abs() <= by;
    if let Some(rate) = rate(row) {
        const ROUNDED: Decimal = Decimal::from_parts(6, 0, 0, false, 3);
        let (own, other) = (share(actual, target)?, share(target, actual)?);
        return match (near(rate, own, ROUNDED), near(rate, other, ROUNDED)) {
            (true, _) => Some(Said::AsHeaded),
            (_, true) => Some(Said::SwappedInPart),
            _ => None,
        };
    }
    // Of what is better the less of it, nothing is told.
    let name = kinds.patterns.targets.leaning(row.text(Role::Name));
    if !matches!(name, None | Some(Leaning::More)) {
        return None;
    }
    let points = |role: Role| row.text(role).trim().parse::<Decimal>().ok();
    let (weight, score) = (points(Role::Weight)?, points(Role::Score)?);
    if weight <= Decimal::ZERO || score > weight {
        return None;
    }
    match (actual > target, score == weight) {
        (true, true) | (false, false) => Some(Said::AsHeaded),
        (false, true) => Some(Said::Swapped),
        (true, false) => {
            const ROUNDED: Decimal = Decimal::from_parts(6, 0, 0, false, 2);
            let due = share(weight.checked_mul(target)?, actual)?;
            Some(if near(due, score, ROUNDED) { Said::SwappedInPart } else { Said::Swapped })
        }
    }
}

/// The rate that a row prints.
fn rate(row: &BodyRow<'_>) -> Option<Decimal> {
    let text = row.filled(Role::Rate)?.text().trim();
    let rate: Decimal = text.strip_suffix(['%', '％'])?.trim().parse().ok()?;
    rate.checked_div(Decimal::ONE_HUNDRED)
}
