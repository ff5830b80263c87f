//! When two printed numbers are equal (`~` of the checks): a printed number stands
//! for all that round to it, half a unit of its last digit to either side.

use rust_decimal::Decimal;

/// Half a unit of the last printed digit.
pub(crate) fn half_unit(printed: Decimal) -> Decimal {
    let scale = printed.scale().min(MOST_DECIMALS);
    Decimal::new(5, scale + 1)
}

/// More decimals than this no report prints.
const MOST_DECIMALS: u32 = 20;

/// Whether two numbers are equal within half a unit of the last printed digit of
/// the less precise one.
pub(crate) fn about(a: Decimal, b: Decimal) -> bool {
    within(a, b, half_unit(a).max(half_unit(b)))
}

/// Whether a printed number is what `exact` rounds to.
pub(crate) fn rounds_to(exact: Decimal, printed: Decimal) -> bool {
    within(exact, printed, half_unit(printed))
}

/// Whether printed terms add up to a printed total, each of them rounded. Nothing
/// is rounded about 0.
pub(crate) fn adds_up(total: Decimal, terms: &[Decimal]) -> bool {
    let rounded = terms.iter().filter(|term| !term.is_zero());
    let slack: Decimal = rounded.map(|&term| half_unit(term)).sum();
    let Some(sum) = sum(terms) else { return false };
    within(sum, total, slack.max(half_unit(total)))
}

/// The sum, unless it is too large to be exact: with more digits than this decimals would be
/// rounded away, and nobody's points or amounts have so many.
pub(crate) fn sum(terms: &[Decimal]) -> Option<Decimal> {
    const LARGEST: Decimal = Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);
    let fits = |number: &Decimal| number.abs() <= LARGEST;
    terms.iter().try_fold(Decimal::ZERO, |sum, &term| sum.checked_add(term).filter(fits))
}

/// `part` ÷ `whole` in per cent, and the least and the most that it can be where both
/// are rounded to their printed decimals; a whole number is not rounded. `None`
/// without a positive whole.
pub(crate) fn per_cent(part: Decimal, whole: Decimal) -> Option<PerCent> {
    if whole <= Decimal::ZERO {
        return None;
    }
    let slack = |n: Decimal| match n.scale() {
        0 => Decimal::ZERO,
        _ => half_unit(n),
    };
    let ratio = |part: Decimal, whole: Decimal| {
        let ratio = part.checked_div(whole)?;
        ratio.checked_mul(Decimal::ONE_HUNDRED)
    };
    let least_whole = whole.saturating_sub(slack(whole));
    Some(PerCent {
        value: ratio(part, whole)?,
        least: ratio(part.saturating_sub(slack(part)), whole.saturating_add(slack(whole)))?,
        most: if least_whole > Decimal::ZERO {
            ratio(part.saturating_add(slack(part)), least_whole)?
        } else {
            Decimal::MAX
        },
    })
}

/// A rate worked out from two printed numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PerCent {
    pub(crate) value: Decimal,
    least: Decimal,
    most: Decimal,
}

impl PerCent {
    /// Whether it can lie as near as `half` to a printed rate.
    pub(crate) fn is_within(&self, printed: Decimal, half: Decimal) -> bool {
        printed.saturating_add(half) >= self.least && printed.saturating_sub(half) <= self.most
    }

    /// Whether it is printed so: rounded, or cut off at the last printed digit.
    pub(crate) fn is_printed_as(&self, printed: Decimal) -> bool {
        let half = half_unit(printed);
        self.most >= printed.saturating_sub(half)
            && self.least < printed.saturating_add(half).saturating_add(half)
    }

    /// Two decimals, as people write it.
    pub(crate) fn shown(&self) -> Decimal {
        shown(self.value)
    }
}

/// A number for people: two decimals, half up, without zeros at the end.
pub(crate) fn shown(value: Decimal) -> Decimal {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    value.round_dp_with_strategy(2, MidpointAwayFromZero).normalize()
}

fn within(a: Decimal, b: Decimal, slack: Decimal) -> bool {
    a.checked_sub(b).is_some_and(|gap| gap.abs() <= slack)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_less_precise_number_sets_the_slack() {
        assert!(about(n("88.82"), n("88.8235")));
        assert!(about(n("88.82"), n("88.8")));
        assert!(!about(n("88.83"), n("88.8235")));
        assert!(rounds_to(n("98.35"), n("98.4")) && !rounds_to(n("98.34"), n("98.4")));
    }

    #[test]
    fn rounded_terms_may_miss_their_total_by_their_rounding() {
        assert!(adds_up(n("920.94"), &[n("473.63"), n("447.31")]));
        assert!(adds_up(n("920.95"), &[n("473.63"), n("447.31")]));
        assert!(!adds_up(n("920.96"), &[n("473.63"), n("447.31")]));
        assert!(!adds_up(n("88.7"), &[n("88.6"), n("0"), n("0")]));
        assert!(adds_up(n("921"), &[n("473.63"), n("447.31")]));
    }

    #[test]
    fn a_rate_is_as_precise_as_its_numbers() {
        let rate = per_cent(n("151"), n("170")).unwrap();
        let printed_as = |rate: PerCent, text| rate.is_within(n(text), half_unit(n(text)));
        assert!(printed_as(rate, "88.82") && !printed_as(rate, "88.83"));
        assert_eq!(rate.shown().to_string(), "88.82");
        // 1.2 of 1.3 may be 1.24 of 1.31.
        let rate = per_cent(n("1.2"), n("1.3")).unwrap();
        assert!(printed_as(rate, "94.7") && !printed_as(rate, "84"));
        assert_eq!(per_cent(n("1"), n("0")), None);
    }
}
