//! Completion (完成率): an actual value against its target.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Comparator, Completion, CompletionKind, Direction, Quantity};
use crate::patterns::Patterns;
use crate::value::interval::Interval;
use crate::value::same_unit::Bounds;

/// What a target asks of an actual value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// The comparison, printed or understood; `None` where there is none, as of a range,
    /// or where it cannot be told.
    pub(crate) comparator: Option<Comparator>,
    /// On which side of a number or a range that asks for just this more was done than
    /// asked: no miss, nor for certain what was meant.
    pub(crate) better: Option<Direction>,
}

/// Completion of two numbers in one unit, `a` of the target and `b` of the actual.
pub(crate) fn of_numbers(
    wanted: &Wanted,
    target: &Quantity,
    actual: &Quantity,
    a: &Bounds<'_>,
    b: &Bounds<'_>,
    patterns: &Patterns,
) -> Completion {
    let met = met(wanted, target, actual, a, b, patterns);
    let single = a.upper.is_none() && b.upper.is_none();
    let rate = if single { rate(a.number, b.number) } else { None };
    let kind = match actual.comparator {
        _ if rate.is_none() && met.is_none() => CompletionKind::NotEvaluable,
        Some(Comparator::AtLeast | Comparator::MoreThan) => CompletionKind::LowerBound,
        Some(Comparator::AtMost | Comparator::LessThan) => CompletionKind::UpperBound,
        Some(Comparator::Equal) | None => CompletionKind::Exact,
    };
    Completion { rate, kind, met }
}

/// Actual ÷ target, four decimals, half up. A target of 0 or below has no rate.
fn rate(target: Decimal, actual: Decimal) -> Option<String> {
    const DECIMALS: u32 = 4;
    if target <= Decimal::ZERO {
        return None;
    }
    let ratio = actual.checked_div(target)?;
    let mut rounded =
        ratio.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(DECIMALS);
    (rounded.scale() == DECIMALS).then(|| rounded.to_string())
}

/// Met if every value that the actual allows is one that the target asks for,
/// not met if none is, unknown between.
fn met(
    wanted: &Wanted,
    target: &Quantity,
    actual: &Quantity,
    a: &Bounds<'_>,
    b: &Bounds<'_>,
    patterns: &Patterns,
) -> Option<bool> {
    if a.upper.is_none() {
        wanted.comparator?;
    }
    let actual_at = |factor: Decimal| {
        let number = b.number.checked_mul(factor)?;
        Some(Interval::new(number, b.upper, actual.comparator))
    };
    let target_at = |factor: Decimal| {
        let number = a.number.checked_mul(factor)?;
        Some(Interval::new(number, a.upper, wanted.comparator))
    };
    let slack = patterns.quantities.limits().approximate_percent / Decimal::ONE_HUNDRED;
    let factors = |approximate: bool| {
        let (low, high) = (Decimal::ONE - slack, Decimal::ONE + slack);
        if approximate { vec![low, high] } else { vec![Decimal::ONE] }
    };
    // 1000余 is inexact above 1000 only, which its comparison says already.
    let actual_inexact = actual.approximate && actual.comparator.is_none();
    let just_this = a.upper.is_some() || wanted.comparator == Some(Comparator::Equal);
    let mut verdicts = Vec::with_capacity(4);
    for t in factors(target.approximate) {
        for c in factors(actual_inexact) {
            let (asked, done) = (target_at(t)?, actual_at(c)?);
            verdicts.push(if done.is_inside(&asked) {
                Some(true)
            } else if done.is_apart(&asked) {
                let missed = !just_this || is_worse(wanted.better, a.number.cmp(&b.number));
                missed.then_some(false)
            } else {
                None
            });
        }
    }
    let first = verdicts.first().copied().flatten();
    verdicts.iter().all(|verdict| *verdict == first).then_some(first)?
}

/// Whether an actual value beside the number or the range asked for is on the side of
/// a miss. `order` is that of the target to it.
fn is_worse(better: Option<Direction>, order: Ordering) -> bool {
    match better {
        Some(Direction::More) => order == Ordering::Greater,
        Some(Direction::Less) => order == Ordering::Less,
        _ => false,
    }
}
