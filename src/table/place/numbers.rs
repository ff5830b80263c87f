//! Cells as numbers: what was read once is not read again.

use rust_decimal::Decimal;

use super::answers::Told;
use super::kind::{Kinds, is_bare};
use crate::location::At;
use crate::value::quantity;

impl Kinds<'_> {
    /// A text as a quantity.
    pub(super) fn reading<'t>(self, told: &'t Told, text: &str) -> &'t quantity::Reading {
        let read = || quantity::read_with_tail(text, At::default(), self.patterns);
        told.reading.get_or_init(read)
    }

    /// The quantity that a cell holds: what was read already is not read again.
    pub(in crate::table) fn quantity(self, text: &str, at: At) -> quantity::Reading {
        let Some(mut reading) = self.answers.reading(text) else {
            return quantity::read_with_tail(text, at, self.patterns);
        };
        reading.quantity.at = at;
        reading
    }

    /// Whether a text is a number with or without a known unit.
    pub(super) fn is_number(self, told: &Told, text: &str) -> bool {
        self.reading(told, text).is_number()
    }

    /// Whether a cell of points holds more than the whole table has.
    pub(in crate::table) fn is_above_total(self, text: &str) -> bool {
        let told = self.told(text);
        self.reading(&told, text).quantity.number.is_some_and(|n| n > self.most_points)
    }

    /// Whether a cell holds two numbers of points with a stroke between them (9/10).
    pub(super) fn are_points(self, text: &str) -> bool {
        let parts = text.split_once(['/', '／']);
        parts.is_some_and(|(one, other)| {
            is_bare(one) && is_bare(other) && self.is_points(one) && self.is_points(other)
        })
    }

    /// Whether a cell holds points (分值, 得分), or says that there are none.
    pub(super) fn is_points(self, text: &str) -> bool {
        let text = text.trim();
        if is_bare(text) {
            return text.parse::<Decimal>().is_ok_and(|n| n <= self.most_points);
        }
        let told = self.told(text);
        let reading = self.reading(&told, text);
        let read = &reading.quantity;
        if read.is_none() {
            return true;
        }
        if reading.tail.is_some() {
            return false;
        }
        let unit = read.unit.as_deref().is_none_or(|unit| self.patterns.guard.is_of_points(unit));
        let plain = read.comparator.is_none() && read.upper.is_none();
        plain && unit && read.number.is_some_and(|n| n <= self.most_points)
    }
}
