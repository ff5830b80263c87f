//! A number with its unit, at a place of a folded paragraph.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number::number;
use super::quantities::Reader;
use crate::model::Comparator;
use crate::patterns::narrative::WordKind;
use crate::value::year;

/// The dimension of what tells by how much a share changed.
const POINTS: &str = "percentage_point";
/// The other share that is counted like a number of things.
const PER_MILLE: &str = "‰";

/// A number with its unit.
pub(super) struct Measured {
    pub(super) number: Decimal,
    pub(super) to: usize,
    pub(super) unit: String,
    pub(super) percent: bool,
    /// It tells by how much a share changed: 2个百分点.
    pub(super) points: bool,
    /// It tells how many there are of something.
    pub(super) counts_things: bool,
    pub(super) more: Option<Comparator>,
    pub(super) approximate: bool,
}

impl Reader<'_> {
    /// Number and unit at a place. The outer `None`: no number. The inner: no unit
    /// that counts.
    pub(super) fn measured(&self, from: usize) -> Option<Option<Measured>> {
        let (number, length) = number(self.text.get(from..)?)?;
        let mut at = from + length;
        let (mut more, mut approximate) = (None, false);
        let mut inside = |at: &mut usize| {
            let rest = self.text.get(*at..).unwrap_or_default();
            if let Some((length, mark)) = self.patterns.quantities.between(rest) {
                (more, approximate) = (mark.comparator, mark.approximate);
                *at += length;
            }
        };
        inside(&mut at);
        let rest = self.text.get(at..)?;
        let Some((length, unit)) = self.patterns.units.at_start(rest) else {
            return Some(None);
        };
        // 524根据三定方案: the number stands in the cell before.
        if self
            .patterns
            .narrative
            .start(WordKind::LongerWord, rest)
            .is_some_and(|w| w.len() > length)
        {
            return Some(None);
        }
        let mut sign = unit.sign;
        let mut dimension = unit.dimension;
        at += length;
        // 1万余人: the word stands inside the unit.
        if dimension == "number" {
            inside(&mut at);
            let rest = self.text.get(at..)?;
            let Some((length, counted)) = self.patterns.units.at_start(rest) else {
                return Some(None);
            };
            sign.to_mut().push_str(&counted.sign);
            dimension = counted.dimension;
            at += length;
        }
        // 2021度: the year's own sign is lost.
        if self.patterns.narrative.start(WordKind::UnitOfAYear, &sign) == Some(&*sign)
            && number.to_i16().is_some_and(year::is_year)
        {
            return Some(None);
        }
        let percent = sign == "%";
        let points = dimension == POINTS;
        let share = percent || sign == PER_MILLE;
        let counts_things = dimension == "count";
        let counts = share || !matches!(&*dimension, "time" | "score" | "ratio" | "number");
        let unit = sign.into_owned();
        let measured =
            Measured { number, to: at, unit, percent, points, counts_things, more, approximate };
        Some(counts.then_some(measured))
    }

    /// The second bound of a range: 100%-150%.
    pub(super) fn upper(&self, first: &Measured) -> (Option<Decimal>, usize) {
        let rest = self.text.get(first.to..).unwrap_or_default();
        let Some(length) = self.patterns.quantities.separator(rest) else {
            return (None, first.to);
        };
        match self.measured(first.to + length).flatten() {
            Some(second) if second.unit == first.unit && second.number > first.number => {
                (Some(second.number), second.to)
            }
            _ => (None, first.to),
        }
    }

    /// Whether another measure of the same thing follows straight behind a quantity: 23条56.8公里. What has the
    /// same dimension goes on (5元6角).
    pub(super) fn is_measured_twice(&self, first: &Measured, to: usize) -> bool {
        let dimension = |unit: &str| self.patterns.units.at_start(unit).map(|(_, u)| u.dimension);
        let counted = |unit: &str| dimension(unit).is_some_and(|dimension| dimension == "count");
        // 40次143%: the next cell of a row.
        let second = self.measured(to).flatten().filter(|second| !second.percent);
        second.is_some_and(|second| match counted(&second.unit) {
            true => second.unit != first.unit,
            false => dimension(&second.unit) != dimension(&first.unit),
        })
    }
}
