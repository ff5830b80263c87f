//! How badly a word, or a part of a wrapped cell, suits a column by what it holds.

use crate::decode::tables::recover::suits::{Kind, is_sentence, kind};
use crate::decode::tables::recover::vocabulary::Vocabulary;
use crate::fold;
use crate::patterns::{Patterns, Role, WordKind};

/// Points of one row are no more than all of a table.
const MOST_POINTS: u32 = 100;

/// Characters of a value in words, or of a unit, at most.
const SHORT: usize = 9;
const SHORT_UNIT: usize = 4;

/// What it costs that a text, or a part of one, stands in a column.
pub(super) fn misfit(
    role: Option<Role>,
    text: &str,
    known: Vocabulary<'_>,
    patterns: &Patterns,
) -> i32 {
    let Some(role) = role else { return 2 };
    let bare = is_bare(text);
    let none = known.is(text, WordKind::None);
    let valued = bare || known.is_value(text);
    let total = known.is(text, WordKind::Total);
    let said = |text: &str| known.is(text, WordKind::Quality) || known.is(text, WordKind::Reached);
    let said = |text: &str| text.chars().count() < SHORT && said(text);
    let label = |level| known.is_label(text, level);
    match role {
        Role::Level1 | Role::Level2 => {
            return match () {
                () if valued || is_sentence(text) => 28,
                () if none => 16,
                () if total => 2,
                () if label(if role == Role::Level1 { 1 } else { 2 }) => 0,
                () if known.is_label_part(text) => 1,
                () if label(1) || label(2) => 6,
                () => 8,
            };
        }
        Role::Group => return if patterns.columns.is_part_of(Role::Group, text) { 0 } else { 20 },
        Role::Number => {
            return match () {
                () if bare && !text.contains('.') => 0,
                () if total => 4,
                () => 28,
            };
        }
        _ => {}
    }
    match kind(role) {
        Kind::Points if bare => {
            let whole = text.split('.').next().and_then(|whole| whole.parse::<u32>().ok());
            if whole.is_some_and(|whole| whole > MOST_POINTS) { 14 } else { 0 }
        }
        Kind::Points | Kind::Figure => match () {
            () if valued && text.ends_with(['%', '％']) => 12,
            () if bare => 0,
            () if none => 8,
            () if total => 14,
            // 9分
            () if valued && text.chars().count() <= SHORT_UNIT => 4,
            () => 32,
        },
        Kind::Value => match () {
            () if label(1) || label(2) => 12,
            () if total => 14,
            () if bare => 2,
            () if valued || none => 0,
            () if is_sentence(text) => 32,
            // What was reached is no target.
            () if role == Role::Target && known.is(text, WordKind::Reached) => 14,
            () if said(text) => 0,
            () => 2 + (text.chars().count().saturating_sub(SHORT) as i32 * 2).min(12),
        },
        Kind::Unit => {
            let digits = text.contains(|c: char| c.is_ascii_digit());
            if text.chars().count() <= SHORT_UNIT && !digits { 0 } else { 16 }
        }
        Kind::Sign => {
            let fits = known.is(text, WordKind::Sign) || known.is(text, WordKind::Quality);
            if fits { 0 } else { 16 }
        }
        Kind::Reason | Kind::Criterion => match () {
            () if label(1) || label(2) => 10,
            () if bare => 40,
            () if valued => 6,
            () => 0,
        },
        Kind::Unknown => 2,
        Kind::Words => match () {
            () if bare => 28,
            () if known.is(text, WordKind::Before) => 20,
            () if none => 12,
            () if total => 4,
            () if valued => 12,
            () if (label(1) || label(2)) && text.chars().count() < SHORT_UNIT => 2,
            () if label(1) || label(2) => 8,
            () if said(text) => 10,
            () if is_unit(text, patterns) => 8,
            () if is_sentence(text) => 16,
            () if known.is_label_part(text) => 2,
            () => 0,
        },
    }
}

/// Whether a text is a number and nothing else, or a part of one that was wrapped (4. over 72).
pub(super) fn is_bare(text: &str) -> bool {
    let key = fold::key(text);
    key.starts_with(|c: char| c.is_ascii_digit())
        && key.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a text is a unit and nothing else.
fn is_unit(text: &str, patterns: &Patterns) -> bool {
    const LONGEST: usize = 2;
    text.chars().count() <= LONGEST && patterns.units.at_start(text).is_some()
}

/// Whether a number starts a text with words behind it, nothing between them: a value or the points
/// before a reason (10无, 98.4%报名人数少于预期).
pub(super) fn starts_with_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().any(fold::is_cjk)
}
