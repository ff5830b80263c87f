//! Values between two bounds.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::model::Comparator;

/// Values from `low` to `high`; `None` is without end, the flag tells whether
/// the bound itself belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    low: Option<(Decimal, bool)>,
    high: Option<(Decimal, bool)>,
}

impl Interval {
    /// The values that a number with its comparison allows; a range has none.
    pub(crate) fn new(
        number: Decimal,
        upper: Option<Decimal>,
        comparator: Option<Comparator>,
    ) -> Self {
        let (low, high) = match (upper, comparator) {
            (Some(upper), _) => (Some((number, true)), Some((upper, true))),
            (None, Some(Comparator::AtLeast)) => (Some((number, true)), None),
            (None, Some(Comparator::MoreThan)) => (Some((number, false)), None),
            (None, Some(Comparator::AtMost)) => (None, Some((number, true))),
            (None, Some(Comparator::LessThan)) => (None, Some((number, false))),
            (None, Some(Comparator::Equal) | None) => (Some((number, true)), Some((number, true))),
        };
        Self { low, high }
    }

    /// Whether every value of this one is a value of `outer`.
    pub(crate) fn is_inside(&self, outer: &Interval) -> bool {
        let low = match (outer.low, self.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((o, closed)), Some((i, own))) => i > o || i == o && (closed || !own),
        };
        let high = match (outer.high, self.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((o, closed)), Some((i, own))) => i < o || i == o && (closed || !own),
        };
        low && high
    }

    /// Whether the two have no value in common.
    pub(crate) fn is_apart(&self, other: &Interval) -> bool {
        let above = |low: Option<(Decimal, bool)>, high: Option<(Decimal, bool)>| {
            let (Some((low, a)), Some((high, b))) = (low, high) else {
                return false;
            };
            match low.cmp(&high) {
                Ordering::Greater => true,
                Ordering::Equal => !(a && b),
                Ordering::Less => false,
            }
        };
        above(self.low, other.high) || above(other.low, self.high)
    }
}
