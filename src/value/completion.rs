//! Completion (完成率): an actual value against its target.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Comparator, Completion, CompletionKind, Quantity, Status};
use crate::patterns::Patterns;
use crate::value::interval::Interval;
use crate::value::same_unit::{Bounds, in_one_unit};
use crate::value::wording;

/// How far `actual` meets `target`.
///
/// The rate is actual ÷ target, four decimals, half up. It is a bound where the
/// actual is printed as one (`>2000`), and `None` where the two cannot be
/// compared with certainty: a share beside a bare number, units of different
/// measures, a damaged side. `unit_in_name` is the unit of the indicator's name
/// or unit column; it counts for a side that prints none.
///
/// ```
/// use jiaokan::{Patterns, internals::{location::At, value::{completion, quantity}}};
/// let patterns = Patterns::builtin();
/// let of = |target, actual| {
///     let read = |cell| quantity::read(cell, At::default(), patterns);
///     completion::completion(&read(target), &read(actual), None, patterns)
/// };
/// assert_eq!(of("≥170个", "151个").rate.as_deref(), Some("0.8882"));
/// assert_eq!(of("≥170个", "151个").met, Some(false));
/// assert_eq!(of("≥95%", "95").rate, None);
/// assert_eq!(of("已建立", "已建立").met, Some(true));
/// ```
#[must_use]
pub fn completion(
    target: &Quantity,
    actual: &Quantity,
    unit_in_name: Option<&str>,
    patterns: &Patterns,
) -> Completion {
    if target.status == Status::Damaged || actual.status == Status::Damaged {
        return not_evaluable();
    }
    match (side(target), side(actual)) {
        (Some(Side::Number(a)), Some(Side::Number(b))) => {
            let Some((a, b)) = in_one_unit(&a, &b, unit_in_name, patterns) else {
                return not_evaluable();
            };
            of_numbers(target, actual, &a, &b, patterns)
        }
        (Some(Side::Words(a)), Some(Side::Words(b))) => Completion {
            rate: None,
            kind: CompletionKind::Qualitative,
            met: wording::met(a, b, patterns),
        },
        _ => not_evaluable(),
    }
}

fn not_evaluable() -> Completion {
    Completion { rate: None, kind: CompletionKind::NotEvaluable, met: None }
}

enum Side<'q> {
    Number(Bounds<'q>),
    Words(&'q str),
}

fn side(quantity: &Quantity) -> Option<Side<'_>> {
    match (quantity.number, &quantity.text) {
        (Some(number), _) => Some(Side::Number(Bounds {
            number,
            upper: quantity.upper,
            unit: quantity.unit.as_deref(),
        })),
        (None, Some(text)) => Some(Side::Words(text)),
        (None, None) => None,
    }
}

fn of_numbers(
    target: &Quantity,
    actual: &Quantity,
    a: &Bounds<'_>,
    b: &Bounds<'_>,
    patterns: &Patterns,
) -> Completion {
    let met = met(target, actual, a, b, patterns);
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
    target: &Quantity,
    actual: &Quantity,
    a: &Bounds<'_>,
    b: &Bounds<'_>,
    patterns: &Patterns,
) -> Option<bool> {
    // Without a comparison more is better.
    let wanted = match (a.upper, target.comparator) {
        (None, None) => Some(Comparator::AtLeast),
        (_, comparator) => comparator,
    };
    let actual_at = |factor: Decimal| {
        let number = b.number.checked_mul(factor)?;
        Some(Interval::new(number, b.upper, actual.comparator))
    };
    let target_at = |factor: Decimal| {
        let number = a.number.checked_mul(factor)?;
        Some(Interval::new(number, a.upper, wanted))
    };
    let slack = patterns.quantities.limits().approximate_percent / Decimal::ONE_HUNDRED;
    let factors = |approximate: bool| {
        let (low, high) = (Decimal::ONE - slack, Decimal::ONE + slack);
        if approximate { vec![low, high] } else { vec![Decimal::ONE] }
    };
    // 1000余 is inexact above 1000 only, which its comparison says already.
    let actual_inexact = actual.approximate && actual.comparator.is_none();
    let mut verdicts = Vec::with_capacity(4);
    for t in factors(target.approximate) {
        for c in factors(actual_inexact) {
            let (asked, done) = (target_at(t)?, actual_at(c)?);
            verdicts.push(if done.is_inside(&asked) {
                Some(true)
            } else if done.is_apart(&asked) {
                Some(false)
            } else {
                None
            });
        }
    }
    let first = verdicts.first().copied().flatten();
    verdicts.iter().all(|verdict| *verdict == first).then_some(first)?
}
