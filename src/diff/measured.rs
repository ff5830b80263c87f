//! Values of two reports brought to one unit, and which way a target points.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::fold;
use crate::model::{Comparator, CompletionKind, Indicator, Quantity, Status};
use crate::patterns::{Patterns, Unit};
use crate::value::same_unit::{may_be_share, unit_of};

/// A number in the base unit of what it measures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) number: Decimal,
    pub(super) upper: Option<Decimal>,
    /// What is measured; an unknown unit measures itself.
    pub(super) measure: Option<String>,
    /// Whether the number stands as printed: no factor, and no share.
    plain: bool,
}

/// Which way a target points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// More is better.
    More,
    /// Less is better.
    Less,
    /// `=`: neither more nor less.
    Exact,
    /// Between two bounds.
    Range,
    /// Words, or a date.
    Words,
    /// A number of which cannot be told what is better.
    Unknown,
    /// No target is printed, or it cannot be read.
    Nothing,
}

/// The unit that counts for a value: its own, else that of its row.
pub(super) fn unit(quantity: &Quantity, row: &Indicator, patterns: &Patterns) -> Option<Unit> {
    let declared = row.unit.as_deref().and_then(|u| patterns.units.find(u));
    unit_of(quantity.unit.as_deref(), declared.as_ref(), patterns)?
}

/// A value in its base unit; `None` where there is no number, or none with certainty.
pub(super) fn measured(
    quantity: &Quantity,
    row: &Indicator,
    patterns: &Patterns,
) -> Option<Measured> {
    if quantity.status == Status::Damaged {
        return None;
    }
    let number = quantity.number?;
    let plain =
        |measure: Option<String>| Measured { number, upper: quantity.upper, measure, plain: true };
    let Some(unit) = unit(quantity, row, patterns) else {
        let unknown = quantity.unit.clone().or_else(|| row.unit.clone());
        return Some(plain(unknown));
    };
    let share = unit.dimension == "ratio";
    let bare = quantity.unit.is_none();
    // 0.95 or 1 in a row of %: it may mean 95% and 100%.
    if bare && share && number <= Decimal::ONE && !number.is_zero() {
        return None;
    }
    // A bare number that its own row could not be sure of.
    if bare
        && unit.factor != Decimal::ONE
        && row.completion.kind == CompletionKind::NotEvaluable
        && row.target.number.is_some()
        && row.actual.number.is_some()
    {
        return None;
    }
    let base = |number: Decimal| number.checked_mul(unit.factor);
    let upper = match quantity.upper {
        Some(upper) => Some(base(upper)?),
        None => None,
    };
    Some(Measured {
        number: base(number)?,
        upper,
        plain: !share && unit.factor == Decimal::ONE,
        measure: Some(unit.measure),
    })
}

/// Whether two values can be set against each other.
pub(super) fn comparable(a: &Measured, b: &Measured) -> bool {
    match (&a.measure, &b.measure) {
        (Some(a), Some(b)) => a == b,
        (None, None) => !may_be_share(a.number, b.number),
        _ => a.plain && b.plain,
    }
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

/// A relative change as people read it: `-20.0%`.
pub(super) fn per_cent(relative: Decimal) -> String {
    let points = relative.saturating_mul(Decimal::ONE_HUNDRED);
    let rounded = points.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:+.1}%")
}

/// Which way the target of a row points.
pub(super) fn direction(row: &Indicator, patterns: &Patterns) -> Direction {
    let target = &row.target;
    if target.status == Status::Damaged {
        return Direction::Nothing;
    }
    let Some(number) = target.number else {
        return match target.text {
            Some(_) => Direction::Words,
            None => Direction::Nothing,
        };
    };
    if target.upper.is_some() {
        return Direction::Range;
    }
    match target.comparator {
        Some(Comparator::AtLeast | Comparator::MoreThan) => return Direction::More,
        Some(Comparator::AtMost | Comparator::LessThan) => return Direction::Less,
        Some(Comparator::Equal) => return Direction::Exact,
        None => {}
    }
    // The name limits it (10个工作日以内): less than the target meets it.
    let below = row.actual.number.is_some_and(|actual| actual < number);
    if row.completion.met == Some(true) && below {
        return Direction::Less;
    }
    let name = fold::key(row.name.value.as_deref().unwrap_or(&row.name.raw));
    let unit = unit(target, row, patterns);
    let dimension = unit.as_ref().map(|unit| unit.dimension.as_str());
    let open = patterns.pairing.has_no_direction(&name, dimension)
        || [(1, &row.level1), (2, &row.level2)].into_iter().any(|(level, text)| {
            let named = text.value.as_deref();
            let id = named.and_then(|name| patterns.levels.exact(level, name));
            id.is_some_and(|id| patterns.levels.less_is_better(id))
        });
    if open { Direction::Unknown } else { Direction::More }
}

/// Whether a row was met, as far as its direction is certain.
pub(super) fn met(row: &Indicator, patterns: &Patterns) -> Option<bool> {
    let met = row.completion.met?;
    let certain =
        row.target.number == row.actual.number || direction(row, patterns) != Direction::Unknown;
    certain.then_some(met)
}
