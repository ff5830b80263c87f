//! `baseline.md` says what this finds and why.

use rust_decimal::Decimal;

use super::target::{self, Move};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::model::{Comparator, Direction, Indicator, Severity};
use crate::patterns::Patterns;
use crate::words::{Words, words};

/// By how much of what was reached last year the new target asks for less, where it does;
/// the inner value is missing where nothing was reached (0).
pub(in crate::diff) fn below(
    old: &Indicator,
    new: &Indicator,
    patterns: &Patterns,
) -> Option<Option<Decimal>> {
    let reached = &old.actual;
    let (a, t) = (measured::actual(old, patterns)?, measured::target(new, patterns)?);
    let inexact = reached.approximate || reached.upper.is_some();
    if inexact || !measured::comparable(&a, &t) {
        return None;
    }
    let at_least = matches!(reached.comparator, Some(Comparator::AtLeast | Comparator::MoreThan));
    let at_most = matches!(reached.comparator, Some(Comparator::AtMost | Comparator::LessThan));
    let less = match new.direction {
        Some(Direction::More) => t.number < a.number && !at_most,
        Some(Direction::Less) => t.number > a.number && !at_least,
        _ => false,
    };
    // The direction must be the same in both years: else the two do not compare.
    let turned = old.direction != new.direction;
    (less && !turned).then(|| measured::relative(a.number, t.number))
}

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() || context.of_declaration() {
        return;
    }
    let patterns = context.patterns;
    let limit = Decimal::new(i64::from(patterns.changes.limits().lowered), 2);
    for both in context.both() {
        let (reached, asked) = (&both.old.actual, &both.new.target);
        let Some(relative) = below(both.old, both.new, patterns) else {
            continue;
        };
        let wide = relative.is_none_or(|relative| relative.abs() > limit);
        // A target that merely stands still was as easy last year.
        let moved = target::moved(&both, context) != Move::None;
        let (old, new) = (measured::printed(reached), measured::printed(asked));
        let sides = [(reached, both.old), (asked, both.new)];
        let Words { en: by, zh: by_zh } = measured::moved_by(sides, relative, patterns);
        let words = match both.new.direction {
            Some(Direction::Less) => words!(
                en: "last year it was kept down to {old}; the limit now is {new}{by}",
                zh: "上年已控制在 {old}，本年上限却为 {new}{by_zh}"
            ),
            _ => words!(
                en: "last year {old} was reached; the target now is {new}{by}",
                zh: "上年已实现 {old}，本年预期值仅为 {new}{by_zh}"
            ),
        };
        let severity = match (wide, moved) {
            (true, true) => Severity::Medium,
            (true, false) | (false, true) => Severity::Low,
            // ≥90% that was met with 92% and stands as it was: nearly every target is such.
            (false, false) => Severity::Info,
        };
        let change = Change::new(ChangeKind::BaselineReset, words)
            .severity(severity)
            .of(&both)
            .relative(relative);
        found.push(change.values(reached, asked));
    }
}
