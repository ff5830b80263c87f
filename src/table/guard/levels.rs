//! A level carried down to a row that it cannot cover.

use crate::model::{Status, Text};
use crate::patterns::Patterns;

/// Whether a level-1 label that the row does not print, or of which it is only `inferred` that it
/// does, contradicts the level 2 beside
/// it: 社会效益指标 stands under no 产出指标.
pub(in crate::table) fn contradicted(
    level1: &Text,
    level2: &Text,
    inferred: bool,
    patterns: &Patterns,
) -> bool {
    let id = |level: u8, text: &Text| patterns.levels.exact(level, text.value.as_deref()?);
    let (Some(parent), Some(child)) = (id(1, level1), id(2, level2)) else { return false };
    let parents = patterns.levels.parents(child);
    (inferred || level1.status == Status::Inherited)
        && !parents.is_empty()
        && !parents.contains(&parent)
}
