//! Two numbers brought to one unit, where that is certain.

use rust_decimal::Decimal;

use crate::patterns::{NUMBER, Patterns, Unit};

/// The number of one side, or its two bounds.
#[derive(Debug, Clone)]
pub(crate) struct Bounds<'q> {
    pub(crate) number: Decimal,
    pub(crate) upper: Option<Decimal>,
    pub(crate) unit: Option<&'q str>,
}

/// Both sides in one unit, if that is certain.
pub(crate) fn in_one_unit<'q>(
    target: &Bounds<'q>,
    actual: &Bounds<'q>,
    unit_in_name: Option<&str>,
    patterns: &Patterns,
) -> Option<(Bounds<'q>, Bounds<'q>)> {
    let limits = patterns.quantities.limits();
    let same = (target.clone(), actual.clone());
    let declared = unit_in_name.and_then(|name| patterns.units.find(name));
    match (target.unit, actual.unit) {
        (Some(a), Some(b)) if a == b => Some(same),
        (None, None) => {
            let certain = match &declared {
                Some(unit) => !is_share(unit) || alike(target.number, actual.number),
                None => !may_be_share(target.number, actual.number),
            };
            certain.then_some(same)
        }
        // A word that is no known unit, beside a bare number.
        (Some(unit), None) | (None, Some(unit))
            if declared.is_none() && patterns.units.find(unit).is_none() =>
        {
            Some(same)
        }
        (a, b) => {
            let a_unit = unit_of(a, declared.as_ref(), patterns)?;
            let b_unit = unit_of(b, declared.as_ref(), patterns)?;
            let (a_unit, b_unit) = match (a_unit, b_unit) {
                (Some(a_unit), Some(b_unit)) => {
                    // 95% beside 0.95 in a column of %: 0.95 may mean 95%.
                    let bare = if a.is_none() { target } else { actual };
                    let printed = if a.is_none() { actual } else { target };
                    let one_bare = a.is_none() != b.is_none();
                    if one_bare && is_share(&a_unit) && !alike(printed.number, bare.number) {
                        return None;
                    }
                    (a_unit, b_unit)
                }
                (Some(unit), None) | (None, Some(unit)) => {
                    return borrowed(&unit, target, actual, limits.borrowed_factor).then_some(same);
                }
                (None, None) => return None,
            };
            if a_unit.measure != b_unit.measure {
                return None;
            }
            Some((scaled(target, a_unit.factor)?, scaled(actual, b_unit.factor)?))
        }
    }
}

/// The unit a side is in: its own, with the declared unit after a number word
/// (7万 of 张), or the declared one where it prints none. The outer `None`: a
/// unit that is not known.
pub(crate) fn unit_of(
    printed: Option<&str>,
    declared: Option<&Unit>,
    patterns: &Patterns,
) -> Option<Option<Unit>> {
    let Some(printed) = printed else {
        return Some(declared.cloned());
    };
    let own = patterns.units.find(printed)?;
    match declared {
        Some(declared) if own.dimension == NUMBER => {
            if declared.sign.starts_with(&own.sign) {
                return Some(Some(declared.clone()));
            }
            Some(Some(patterns.units.find(&(own.sign + &declared.sign))?))
        }
        _ => Some(Some(own)),
    }
}

/// Whether a bare number beside one with `unit` is certainly in that unit too.
/// A share is not (95% beside 95 or 0.95), nor is 万元 where the bare number is
/// of another order.
fn borrowed(unit: &Unit, target: &Bounds<'_>, actual: &Bounds<'_>, factor: Decimal) -> bool {
    // A bare number beside 7万 may be whole or in 万.
    if is_share(unit) || unit.dimension == NUMBER {
        return false;
    }
    if unit.factor == Decimal::ONE || target.number.is_zero() || actual.number.is_zero() {
        return true;
    }
    let within = |a: Decimal, b: Decimal| b.checked_mul(factor).is_some_and(|most| a <= most);
    within(target.number, actual.number) && within(actual.number, target.number)
}

fn is_share(unit: &Unit) -> bool {
    unit.dimension == "ratio"
}

/// Whether two bare numbers are of one notation: not 0.95 (or 1) beside 95.
fn alike(a: Decimal, b: Decimal) -> bool {
    let fraction = |n: Decimal| n > Decimal::ZERO && n <= Decimal::ONE;
    let beyond = |n: Decimal| n > Decimal::from(2);
    !(fraction(a) && beyond(b) || fraction(b) && beyond(a))
}

/// Whether, of two numbers without any unit, one may be a share written as a
/// fraction (0.95, 1) and the other the same in per cent (95, 98).
pub(crate) fn may_be_share(a: Decimal, b: Decimal) -> bool {
    let per_cent = |n: Decimal| n >= Decimal::from(50) && n <= Decimal::ONE_HUNDRED;
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    !alike(a, b) && (small < Decimal::ONE || per_cent(large))
}

fn scaled<'q>(side: &Bounds<'q>, factor: Decimal) -> Option<Bounds<'q>> {
    let upper = match side.upper {
        Some(upper) => Some(upper.checked_mul(factor)?),
        None => None,
    };
    Some(Bounds { number: side.number.checked_mul(factor)?, upper, unit: side.unit })
}
