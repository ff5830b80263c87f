//! Quantities of the prose as the checks compare and quote them.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet as HashSet;

use super::evidence::place;
use super::tolerance::half_unit;
use crate::location::At;
use crate::model::{Comparator, Stated};
use crate::patterns::narrative::{Narrative, WordKind};
use crate::patterns::{Patterns, Unit};

/// A quantity in the base unit of its measure, as far as it can be known: the least
/// and the most that the printed words allow.
#[derive(Debug, Clone)]
pub(crate) struct Span<'p> {
    /// Its measure is what it can be compared by, its sign what is counted: 个, 家.
    pub(crate) unit: Unit<'p>,
    pub(crate) least: Option<Decimal>,
    pub(crate) most: Option<Decimal>,
}

/// The span of a quantity; `None` without a known unit.
pub(crate) fn span<'p>(stated: &Stated, patterns: &'p Patterns) -> Option<Span<'p>> {
    let unit = patterns.units.find(&stated.unit)?;
    let half = half_unit(stated.number);
    // A whole number of things is not rounded.
    let whole = stated.number.scale() == 0 && unit.measure == "count";
    let slack = if whole { Decimal::ZERO } else { half };
    let at = |number: Decimal, by: Decimal| number.checked_add(by)?.checked_mul(unit.factor);
    let low = at(stated.number, -slack);
    let high = at(stated.upper.unwrap_or(stated.number), slack);
    let (least, most) = match stated.comparator {
        Some(Comparator::AtLeast | Comparator::MoreThan) => (low, None),
        Some(Comparator::AtMost | Comparator::LessThan) => (None, high),
        Some(Comparator::Equal) | None if stated.approximate => (None, None),
        Some(Comparator::Equal) | None => (low, high),
    };
    Some(Span { unit, least, most })
}

/// A quantity as it is printed: the words around it and itself.
pub(crate) fn quoted(stated: &Stated) -> String {
    let raw: String = stated.raw.split_whitespace().collect();
    let Stated { before, after, .. } = stated;
    format!("{before}{raw}{after}")
}

/// The words before a number with those of completion and comparison: 完成率 of 完成率98%.
pub(crate) fn words_before(stated: &Stated) -> String {
    let lead = stated.raw.chars().take_while(|c| !c.is_ascii_digit());
    stated.before.chars().chain(lead.filter(|c| !c.is_whitespace())).collect()
}

/// Whether a quantity is said to be just what is printed, or to have reached it.
pub(crate) fn is_claim(stated: &Stated, words: &Narrative) -> bool {
    let reached = stated.comparator == Some(Comparator::AtLeast)
        && words.is(WordKind::Reached, &words_before(stated));
    (stated.comparator.is_none() || reached) && stated.upper.is_none() && !stated.approximate
}

/// Number and unit with the printed comparison as a sign.
pub(crate) fn shown(stated: &Stated) -> String {
    // An equals sign is left out as where none is printed.
    let compared = stated.comparator.filter(|&comparator| comparator != Comparator::Equal);
    format!("{}{}{}", compared.map_or("", Comparator::sign), stated.number, stated.unit)
}

/// Places without repeats, in the order given.
pub(crate) fn places(all: impl IntoIterator<Item = At>) -> Vec<At> {
    let mut known = HashSet::default();
    all.into_iter().filter(|&at| known.insert(place(at))).collect()
}
