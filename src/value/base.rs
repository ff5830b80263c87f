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
/// use jiaokan::{Patterns, internals::{location::At, value::{base, completion, quantity}}};
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
    Some(Base { unit, target, actual })
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

#[cfg(test)]
mod tests {
    use super::{Patterns, base};
    use crate::location::At;
    use crate::value::{completion, quantity};

    /// The base unit and both numbers in it, as text.
    fn of(target: &str, actual: &str, unit: Option<&str>) -> Option<[String; 3]> {
        let patterns = Patterns::builtin();
        let read = |cell| quantity::read(cell, At::default(), patterns);
        let (target, actual) = (read(target), read(actual));
        let completion = completion(&target, &actual, unit, patterns);
        let base = base(&target, &actual, unit, &completion, patterns)?;
        let shown =
            |number: Option<_>| number.map_or("-".to_owned(), |n: super::Decimal| n.to_string());
        Some([base.unit, shown(base.target), shown(base.actual)])
    }

    #[test]
    fn both_sides_come_to_one_unit() {
        for (target, actual, unit, expected) in [
            ("≥3公顷", "31000平方米", None, ["平方米", "30000", "31000"]),
            ("≥7万张", "68000张", None, ["张", "70000", "68000"]),
            ("≥95%", "96.5%", None, ["倍", "0.95", "0.965"]),
            ("1472.70", "1472.7", Some("平方米"), ["平方米", "1472.70", "1472.7"]),
            ("20", "18", Some("万元"), ["元", "200000", "180000"]),
            ("300万元/公里", "2.5万元/公里", None, ["元/公里", "3000000", "25000"]),
            ("≥12吨", "已完成", None, ["千克", "12000", "-"]),
        ] {
            assert_eq!(
                of(target, actual, unit),
                Some(expected.map(str::to_owned)),
                "{target} {actual}"
            );
        }
    }

    #[test]
    fn there_is_none_where_a_unit_is_not_certain() {
        for (target, actual, unit) in [
            ("≥95%", "0.96", None),              // 0.96 or 96 %
            ("0.95", "0.96", Some("%")),         // the same for both
            ("≥7万", "68000", None),             // 万 of what
            ("≥100人", "120人次", None),         // not to be compared
            ("≥5家", "6个", None),               // two signs of one measure
            ("≥10", "12", None),                 // no unit
            ("≥10标准箱组", "12标准箱组", None), // an unknown one
            ("优", "良", None),
        ] {
            assert_eq!(of(target, actual, unit), None, "{target} {actual}");
        }
    }
}
