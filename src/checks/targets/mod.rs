//! The indicators themselves: levels, units, names, targets that can be measured.

mod duplicate_indicator;
mod level_parent_mismatch;
mod placeholder_indicator_scored;
mod required_level_missing;
mod satisfaction_without_sample;
mod target_lowered_within_year;
mod target_not_measurable;
mod unit_differs;

use super::Check;
use super::check::check;
use super::row::Row;
use crate::patterns::{Patterns, Use};

pub(super) const CHECKS: &[Check] = &[
    target_not_measurable::CHECK,
    placeholder_indicator_scored::CHECK,
    level_parent_mismatch::CHECK,
    required_level_missing::CHECK,
    unit_differs::CHECK,
    target_lowered_within_year::CHECK,
    duplicate_indicator::CHECK,
    satisfaction_without_sample::CHECK,
];

/// Whether a row measures satisfaction, by a level or by its name.
fn is_satisfaction(row: &Row<'_>, patterns: &Patterns) -> bool {
    let indicator = row.indicator;
    let texts = [&indicator.level1, &indicator.level2, &indicator.name];
    let mut texts = texts.into_iter().filter_map(|text| text.value.as_deref());
    texts.any(|text| patterns.targets.has(Use::Satisfaction, text))
}
