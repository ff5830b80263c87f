//! The values of a row in the base unit of what they measure.

use rust_decimal::Decimal;

use crate::model::{Completion, CompletionKind, Quantity};
use crate::patterns::{NUMBER, Patterns, Unit};
use crate::value::same_unit::unit_of;

/// Target and actual in one base unit (亿元 → 元).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The base unit's sign.
    pub unit: String,
    /// The first number of the target.
    pub target: Option<Decimal>,
    /// The first number of the actual value.
    pub actual: Option<Decimal>,
}

/// Both sides of a row in the base unit of their measure; `None` where a unit is
/// not known, or it is not certain that a bare number is in it. `unit` is the
/// unit of the indicator, `completion` what a comparison of the sides gave.
///
/// ```
/// use jiaokan::{Patterns, location::At, value::{base, completion, quantity}};
/// let patterns = Patterns::builtin();
/// let read = |cell| quantity::read(cell, At::default(), patterns);
/// let (target, actual) = (read("≥1.5亿元"), read("14900万元"));
/// let completion = completion::completion(&target, &actual, None, patterns);
/// let base = base::base(&target, &actual, None, &completion, patterns).unwrap();
/// assert_eq!(base.unit, "元");
/// assert_eq!(base.target.unwrap().normalize().to_string(), "150000000");
/// assert_eq!(base.actual.unwrap().normalize().to_string(), "149000000");
/// ```
#[must_use]
pub fn base(
    target: &Quantity,
    actual: &Quantity,
    unit: Option<&str>,
    completion: &Completion,
    patterns: &Patterns,
) -> Option<Base> {
    let both = target.number.is_some() && actual.number.is_some();
    if both && completion.kind == CompletionKind::NotEvaluable {
        return None;
    }
    let declared = unit.and_then(|sign| patterns.units.find(sign));
    let of = |side: &Quantity| in_base(side, declared.as_ref(), patterns);
    let (target_unit, target) = of(target)?.unzip();
    let (actual_unit, actual) = of(actual)?.unzip();
    let unit = match (target_unit, actual_unit) {
        (Some(a), Some(b)) => (a == b).then_some(a)?,
        (a, b) => a.or(b)?,
    };
    Some(Base {
        unit,
        target,
        actual,
    })
}

/// The base unit and the number of a side in it. The inner `None`: the side has no
/// number; the outer: its unit is not certain.
fn in_base(
    side: &Quantity,
    declared: Option<&Unit>,
    patterns: &Patterns,
) -> Option<Option<(String, Decimal)>> {
    let Some(number) = side.number else {
        return Some(None);
    };
    let unit = unit_of(side.unit.as_deref(), declared, patterns)??;
    // 0.95 in a column of % may mean 95 %.
    let bare = side.unit.is_none();
    if bare && unit.dimension == "ratio" && number > Decimal::ZERO && number <= Decimal::ONE {
        return None;
    }
    if unit.dimension == NUMBER {
        return None;
    }
    let sign = patterns.units.base_sign(&unit)?;
    let number = if unit.factor == Decimal::ONE {
        number // keeps its printed scale
    } else {
        number.checked_mul(unit.factor)?.normalize()
    };
    Some(Some((sign, number)))
}
