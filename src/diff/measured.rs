//! Values of two reports brought to one unit.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Base, Indicator, Quantity};
use crate::patterns::{Patterns, Unit};
use crate::value::same_unit::{may_be_share, unit_of};
use crate::words::{Words, words};

/// A number in the base unit of what it measures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) number: Decimal,
    pub(super) upper: Option<Decimal>,
    /// What is measured; an unknown unit measures itself.
    pub(super) measure: Option<String>,
    /// Whether the number stands as printed: no factor, and no share.
    plain: bool,
    /// Whether it is a share of a whole.
    share: bool,
}

/// The unit that counts for a value: its own, else that of its row.
pub(super) fn unit<'p>(
    quantity: &Quantity,
    row: &Indicator,
    patterns: &'p Patterns,
) -> Option<Unit<'p>> {
    let declared = row.unit.as_deref().and_then(|u| patterns.units.find(u));
    unit_of(quantity.unit.as_deref(), declared.as_ref(), patterns)?
}

/// A value in its base unit, as its row was judged; `None` where there is no number, or
/// none with certainty.
fn of(
    quantity: &Quantity,
    base: Option<Decimal>,
    row: &Indicator,
    patterns: &Patterns,
) -> Option<Measured> {
    let number = quantity.number?;
    if let (Some(base), Some(Base { unit, .. })) = (base, &row.base) {
        // The second bound is in the unit of the first.
        let upper = match quantity.upper {
            Some(upper) if base == number => Some(upper),
            Some(upper) => Some(upper.checked_mul(base)?.checked_div(number)?.normalize()),
            None => None,
        };
        let unit = patterns.units.find(unit)?;
        let share = unit.is_share();
        return Some(Measured {
            number: base,
            upper,
            plain: base == number && !share,
            share,
            measure: Some(unit.measure.into_owned()),
        });
    }
    let own = quantity.unit.as_deref();
    if let Some(unit) = own.and_then(|own| patterns.units.find(own)) {
        let upper = match quantity.upper {
            Some(upper) => Some(upper.checked_mul(unit.factor)?),
            None => None,
        };
        let share = unit.is_share();
        let plain = !share && unit.factor == Decimal::ONE;
        let number = number.checked_mul(unit.factor)?;
        let measure = Some(unit.measure.into_owned());
        return Some(Measured { number, upper, plain, share, measure });
    }
    // A bare number that its own row could not be sure of.
    let declared = row.unit.as_deref().and_then(|unit| patterns.units.find(unit));
    if own.is_none() && declared.is_some() {
        return None;
    }
    let measure = own.map(str::to_owned).or_else(|| row.unit.clone());
    Some(Measured { number, upper: quantity.upper, measure, plain: true, share: false })
}

/// The target in its base unit.
pub(super) fn target(row: &Indicator, patterns: &Patterns) -> Option<Measured> {
    of(&row.target, row.base.as_ref().and_then(|base| base.target), row, patterns)
}

/// The actual value in its base unit.
pub(super) fn actual(row: &Indicator, patterns: &Patterns) -> Option<Measured> {
    of(&row.actual, row.base.as_ref().and_then(|base| base.actual), row, patterns)
}

/// Whether two values can be set against each other.
pub(super) fn comparable(a: &Measured, b: &Measured) -> bool {
    match (&a.measure, &b.measure) {
        (Some(a), Some(b)) => a == b,
        (None, None) => !may_be_share(a.number, b.number),
        _ => a.plain && b.plain,
    }
}

/// What the targets of some rows come to, if they add up to one target of the same kind as that of
/// `whole`: numbers of one measure, no ranges, and no shares.
pub(super) fn sum(
    (row, target): (&Indicator, Option<&Measured>),
    parts: &[(&Indicator, Option<&Measured>)],
) -> Option<Decimal> {
    let whole = target.filter(|target| target.upper.is_none() && !target.share)?;
    let mut sum = Decimal::ZERO;
    for &(part, target) in parts {
        let target = target.filter(|target| target.upper.is_none())?;
        if !comparable(whole, target) || part.direction != row.direction {
            return None;
        }
        sum = sum.checked_add(target.number)?;
    }
    Some(sum)
}

/// Whether the targets of some rows add up to that of another one.
pub(super) fn is_sum(
    whole: (&Indicator, Option<&Measured>),
    parts: &[(&Indicator, Option<&Measured>)],
) -> Option<bool> {
    let target = whole.1?.number;
    Some(!target.is_zero() && sum(whole, parts)? == target)
}

/// (new − old) ÷ old, four decimals, half up.
pub(super) fn relative(old: Decimal, new: Decimal) -> Option<Decimal> {
    if old.is_zero() {
        return None;
    }
    let ratio = new.checked_sub(old)?.checked_div(old.abs())?;
    let mut rounded = ratio.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(4);
    Some(rounded)
}

/// A value as a message quotes it: what is printed, without markup and line ends.
pub(super) fn printed(quantity: &Quantity) -> String {
    crate::fold::clean(&quantity.raw)
}

/// By how much the first of two values differs from the second, each with its row, in brackets:
/// shares in points, since a part of a share is no share; nothing where that cannot be told.
pub(super) fn moved_by(
    [(old, old_row), (new, new_row)]: [(&Quantity, &Indicator); 2],
    relative: Option<Decimal>,
    patterns: &Patterns,
) -> Words {
    let units = (unit(old, old_row, patterns), unit(new, new_row, patterns));
    let points = match (units, old.number, new.number) {
        ((Some(a), Some(b)), Some(old_number), Some(new_number))
            if a.is_share() && a.sign == b.sign && Some(a.factor) == share_of_hundred(patterns) =>
        {
            let both_upper = old.upper.zip(new.upper).filter(|_| old_number == new_number);
            let (old, new) = both_upper.unwrap_or((old_number, new_number));
            new.checked_sub(old)
        }
        _ => None,
    };
    if let Some(points) = points {
        let points = points.normalize();
        let sign = if points.is_sign_positive() { "+" } else { "" };
        return words!(en: " ({sign}{points} points)", zh: "（{sign}{points} 个百分点）");
    }
    by(relative)
}

/// By how much, in brackets; nothing where that cannot be told.
pub(super) fn by(relative: Option<Decimal>) -> Words {
    let Some(by) = relative.map(per_cent) else {
        return Words::default();
    };
    words!(en: " ({by})", zh: "（{by}）")
}

/// The factor of a share of a hundred.
fn share_of_hundred(patterns: &Patterns) -> Option<Decimal> {
    patterns.units.find("%").map(|unit| unit.factor)
}

/// A relative change as people read it: `-20.0%`.
pub(super) fn per_cent(relative: Decimal) -> String {
    let points = relative.saturating_mul(Decimal::ONE_HUNDRED);
    let rounded = points.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:+.1}%")
}
