//! The values of a row in the base unit of what they measure.

use rust_decimal::Decimal;

use crate::model::{Base, Quantity};
use crate::patterns::{NUMBER, Patterns, Unit};
use crate::value::same_unit::{Resolved, unit_of};

/// Both numbers of a row in one base unit; `None` where a unit is not known, or it is
/// not certain that a bare number is in it.
pub(crate) fn together(
    target: &Quantity,
    actual: &Quantity,
    resolved: &Resolved<'_>,
    patterns: &Patterns,
) -> Option<Base> {
    let [a, b] = resolved.units.as_ref()?;
    let (unit, target) = in_base(target, a, patterns)?;
    let (other, actual) = in_base(actual, b, patterns)?;
    (unit == other).then_some(Base { unit, target: Some(target), actual: Some(actual) })
}

/// The same where one side at most is a number.
pub(crate) fn alone(
    target: &Quantity,
    actual: &Quantity,
    declared: Option<&Unit<'_>>,
    patterns: &Patterns,
) -> Option<Base> {
    let of = |side: &Quantity| {
        let unit = unit_of(side.unit.as_deref(), declared, patterns)??;
        in_base(side, &unit, patterns)
    };
    let (target, actual) = (of(target), of(actual));
    let unit = target.as_ref().or(actual.as_ref())?.0.clone();
    let number = |side: Option<(String, Decimal)>| side.map(|(_, number)| number);
    Some(Base { unit, target: number(target), actual: number(actual) })
}

/// The base unit of a side and its first number in it.
fn in_base(side: &Quantity, unit: &Unit<'_>, patterns: &Patterns) -> Option<(String, Decimal)> {
    let number = side.number?;
    // 0.95 in a column of % may mean 95 %.
    let bare = side.unit.is_none();
    if bare && unit.is_share() && number > Decimal::ZERO && number <= Decimal::ONE {
        return None;
    }
    if unit.dimension == NUMBER {
        return None;
    }
    let sign = patterns.units.base_sign(unit)?;
    let number = if unit.factor == Decimal::ONE {
        number // keeps its printed scale
    } else {
        number.checked_mul(unit.factor)?.normalize()
    };
    Some((sign, number))
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Patterns};
    use crate::location::At;
    use crate::value::judgement::{Subject, judge};
    use crate::value::quantity;

    /// The base unit and both numbers in it, as text.
    fn of(target: &str, actual: &str, unit: Option<&str>) -> Option<[String; 3]> {
        let patterns = Patterns::builtin();
        let read = |cell| quantity::read(cell, At::default(), patterns);
        let subject = Subject { unit, ..Subject::default() };
        let base = judge(&subject, &read(target), &read(actual), patterns).base?;
        let shown = |number: Option<Decimal>| number.map_or("-".to_owned(), |n| n.to_string());
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
