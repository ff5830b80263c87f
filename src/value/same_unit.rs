//! Two numbers brought to one unit, where that is certain.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::patterns::{NUMBER, Patterns, Unit};

/// The number of one side, or its two bounds.
#[derive(Debug, Clone)]
pub(crate) struct Bounds<'q> {
    pub(crate) number: Decimal,
    pub(crate) upper: Option<Decimal>,
    pub(crate) unit: Option<&'q str>,
}

/// Both sides in one unit.
#[derive(Debug)]
pub(crate) struct Resolved<'q> {
    pub(crate) target: Bounds<'q>,
    pub(crate) actual: Bounds<'q>,
    /// The units that the printed numbers are in, of target and actual; `None` where
    /// there is none, or both print the same unknown one.
    pub(crate) units: Option<[Unit<'q>; 2]>,
}

/// Both sides in one unit, if that is certain. `declared` is the unit of the name or
/// the unit column.
pub(crate) fn resolve<'q>(
    target: &Bounds<'q>,
    actual: &Bounds<'q>,
    declared: Option<&str>,
    patterns: &'q Patterns,
) -> Option<Resolved<'q>> {
    let declared = declared.and_then(|name| patterns.units.find(name));
    let as_printed = || Resolved { target: target.clone(), actual: actual.clone(), units: None };
    let factor = patterns.quantities.limits().borrowed_factor;
    match (target.unit, actual.unit) {
        (None, None) => {
            let (a, b) = (target.number, actual.number);
            let Some(unit) = declared else {
                return (!may_be_share(a, b)).then(as_printed);
            };
            let certain = match unit.is_share() {
                true => alike(a, b),
                false => !may_be_unscaled(&unit, a, b, factor, patterns),
            };
            certain.then(|| Resolved { units: Some([unit.clone(), unit]), ..as_printed() })
        }
        (Some(a), Some(b)) if a == b => {
            let unit = unit_of(Some(a), declared.as_ref(), patterns).flatten();
            Some(Resolved { units: unit.map(|unit| [unit.clone(), unit]), ..as_printed() })
        }
        // A word that is no known unit, beside a bare number.
        (Some(unit), None) | (None, Some(unit))
            if declared.is_none() && !patterns.units.has(unit) =>
        {
            Some(as_printed())
        }
        (Some(a), Some(b)) => {
            // 3000万 beside 3100万元: the number word counts what the other side names.
            let named = |unit: &str| patterns.units.find(unit).filter(|u| u.dimension != NUMBER);
            let context = declared.or_else(|| named(a)).or_else(|| named(b));
            let a = unit_of(Some(a), context.as_ref(), patterns)??;
            let b = unit_of(Some(b), context.as_ref(), patterns)??;
            scaled(target, actual, [a, b])
        }
        (Some(unit), None) => {
            let [unit, bare] = beside_bare(unit, target, actual, declared, patterns)?;
            scaled(target, actual, [unit, bare])
        }
        (None, Some(unit)) => {
            let [unit, bare] = beside_bare(unit, actual, target, declared, patterns)?;
            scaled(target, actual, [bare, unit])
        }
    }
}

/// The units of a side that prints one and of the bare number on the other side.
fn beside_bare<'p>(
    printed: &str,
    side: &Bounds<'_>,
    bare: &Bounds<'_>,
    declared: Option<Unit<'p>>,
    patterns: &'p Patterns,
) -> Option<[Unit<'p>; 2]> {
    let factor = patterns.quantities.limits().borrowed_factor;
    let own = unit_of(Some(printed), declared.as_ref(), patterns)??;
    if let Some(declared) = declared {
        // 95% beside 0.95 in a column of %: 0.95 may mean 95%.
        if declared.is_share() && !alike(side.number, bare.number) {
            return None;
        }
        let printed = side.number.checked_mul(own.factor)?.checked_div(declared.factor)?;
        let doubtful = may_be_unscaled(&declared, printed, bare.number, factor, patterns);
        return (!doubtful).then_some([own, declared]);
    }
    if own.is_share() {
        return None;
    }
    if own.factor == Decimal::ONE || side.number.is_zero() || bare.number.is_zero() {
        return (own.dimension != NUMBER).then(|| [own.clone(), own]);
    }
    // 11800 beside 1.2万人次 are 人次, 1.1 are 万人次; what may be either is neither.
    let one = counted(&own, patterns);
    let whole = one.and_then(|one| Some((side.number.checked_mul(own.factor)?, one)));
    let whole = whole.filter(|(number, _)| within(*number, bare.number, factor));
    match (within(side.number, bare.number, factor), whole) {
        // 8 beside 7万 may be 8 as well as 8万.
        (true, None) if own.dimension != NUMBER => Some([own.clone(), own]),
        (false, Some((_, one))) => Some([own, one]),
        _ => None,
    }
}

/// The unit a side is in: its own, with the declared unit after a number word
/// (7万 of 张), or the declared one where it prints none. The outer `None`: a
/// unit that is not known.
pub(crate) fn unit_of<'p>(
    printed: Option<&str>,
    declared: Option<&Unit<'p>>,
    patterns: &'p Patterns,
) -> Option<Option<Unit<'p>>> {
    let Some(printed) = printed else {
        return Some(declared.cloned());
    };
    let own = patterns.units.find(printed)?;
    match declared {
        Some(declared) if own.dimension == NUMBER => {
            if declared.sign.starts_with(&*own.sign) {
                return Some(Some(declared.clone()));
            }
            // 1.5亿 in a column of 万元 are 亿元.
            let scale = patterns.units.scale_at_start(&declared.sign).unwrap_or_default();
            let counted = declared.sign.get(scale..)?;
            Some(Some(patterns.units.find(&format!("{}{counted}", own.sign))?))
        }
        _ => Some(Some(own)),
    }
}

/// What the number word of a unit counts: 人次 of 万人次, a number as such of 万.
fn counted<'p>(unit: &Unit<'p>, patterns: &'p Patterns) -> Option<Unit<'p>> {
    if unit.dimension == NUMBER {
        return Some(Unit { sign: Cow::Borrowed(""), factor: Decimal::ONE, ..unit.clone() });
    }
    let scale = patterns.units.scale_at_start(&unit.sign)?;
    let one = patterns.units.find(unit.sign.get(scale..)?)?;
    (one.measure == unit.measure && one.factor < unit.factor).then_some(one)
}

/// Whether of two numbers in a unit such as 万人 one may be whole all the same: they are
/// far apart, and would not be then.
fn may_be_unscaled(
    unit: &Unit<'_>,
    a: Decimal,
    b: Decimal,
    factor: Decimal,
    patterns: &Patterns,
) -> bool {
    if a.is_zero() || b.is_zero() || within(a, b, factor) {
        return false;
    }
    let Some(one) = counted(unit, patterns) else { return false };
    let Some(by) = unit.factor.checked_div(one.factor) else { return false };
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    small.checked_mul(by).is_some_and(|small| within(small, large, factor))
}

/// Whether neither number is more than `factor` times the other.
fn within(a: Decimal, b: Decimal, factor: Decimal) -> bool {
    let at_most = |a: Decimal, b: Decimal| b.checked_mul(factor).is_some_and(|most| a <= most);
    at_most(a, b) && at_most(b, a)
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

/// Both sides in the base unit of one measure; in one unit as they are printed.
fn scaled<'q>(
    target: &Bounds<'q>,
    actual: &Bounds<'q>,
    units: [Unit<'q>; 2],
) -> Option<Resolved<'q>> {
    let [a, b] = &units;
    if a.measure != b.measure {
        return None;
    }
    let (target, actual) = match a.factor == b.factor {
        true => (target.clone(), actual.clone()),
        false => (times(target, a.factor)?, times(actual, b.factor)?),
    };
    Some(Resolved { target, actual, units: Some(units) })
}

fn times<'q>(side: &Bounds<'q>, factor: Decimal) -> Option<Bounds<'q>> {
    let upper = match side.upper {
        Some(upper) => Some(upper.checked_mul(factor)?),
        None => None,
    };
    Some(Bounds { number: side.number.checked_mul(factor)?, upper, unit: side.unit })
}
