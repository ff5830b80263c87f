//! A level carried down to a row that it cannot cover.

use crate::model::{Status, Text};
use crate::patterns::{LevelId, Patterns, Role};
use crate::table::body::BodyRow;

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

/// Whether a level-1 label is none under which the labels belong that stand where the row should
/// have one of level 2: several in one cell, or one that got into the name.
pub(in crate::table) fn contradicted_beside(
    level1: &Text,
    level2: &Text,
    row: &BodyRow<'_>,
    patterns: &Patterns,
) -> bool {
    let levels = &patterns.levels;
    let parent = level1.value.as_deref().and_then(|label| levels.exact(1, label));
    let Some(parent) = parent.filter(|_| level2.value.is_none()) else { return false };
    let mut name = row.text(Role::Name).split_whitespace();
    let glued = name.next().filter(|_| name.next().is_some());
    let label = |part: &str| levels.exact(2, part).filter(|&id| !levels.parents(id).is_empty());
    let printed: Option<Vec<LevelId>> = level2.raw.split_whitespace().map(label).collect();
    let Some(printed) = printed else { return false };
    let glued = glued.and_then(label);
    let mut found = printed.iter().chain(&glued).peekable();
    found.peek().is_some() && found.all(|&id| !levels.parents(id).contains(&parent))
}
