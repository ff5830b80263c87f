//! The name of an indicator (三级指标): as printed, with its unit restored, or
//! damaged with the readings that the rest of the report supports.

use std::collections::BTreeMap;

use super::body::BodyRow;
use super::matrix::Holds;
use super::repair::bracket::{self, Bracket};
use super::repair::name;
use crate::fold;
use crate::location::At;
use crate::model::{Candidate, Quantity, Repair, Status, Text};
use crate::patterns::{Patterns, Role};
use crate::prose::Prose;

/// The name of a row, and its unit if that had to be restored.
pub(super) fn name_text(
    stem: &str,
    name_unit: Option<String>,
    value_unit: Option<&(String, At)>,
    row: &BodyRow<'_>,
    wrap: usize,
    prose: &Prose<'_>,
    patterns: &Patterns,
) -> (Text, Option<String>) {
    let Some(field) = row.filled(Role::Name) else {
        let at = row.field(Role::Name).map_or(row.at, |field| field.at());
        let text = match row.doubted(Role::Name) {
            Some(doubt) => doubt.text("", at),
            None => Text::read(row.text(Role::Name), at),
        };
        return (text, None);
    };
    if let Some(doubt) = row.doubted(Role::Name) {
        return (doubt.text(field.text(), field.at()), None);
    }
    let mut text = Text::read(field.text(), field.at());
    if field.holds == Holds::FromAbove {
        text.status = Status::Inherited;
    }
    let mut stem = stem.to_owned();
    let mut lost = None;
    let mut restored = None;
    if name_unit.is_none()
        && let Some((unit, at)) = value_unit
    {
        if let Some((whole, repair)) = unit_in_brackets(&stem, unit, *at, patterns) {
            stem = whole;
            restored = Some(unit.clone());
            text.status = Status::Repaired;
            text.repair = Some(repair);
        } else {
            match bracket::unbalanced(&stem, unit, *at, patterns) {
                Some(Bracket::Restored { name, repair }) => {
                    stem = name;
                    restored = Some(unit.clone());
                    text.status = Status::Repaired;
                    text.repair = Some(repair);
                }
                Some(Bracket::Lost(candidates)) => lost = Some(candidates),
                None => {}
            }
        }
    }
    let damage = name::damage(field.text(), &stem, wrap, prose, patterns);
    if damage.is_some() || lost.is_some() {
        let candidates = if damage.is_none() { lost.unwrap_or_default() } else { Vec::new() };
        let repair = text.repair.take();
        text = Text::damaged(field.text(), field.at(), candidates);
        text.repair = repair;
    } else {
        text.value = (!stem.is_empty()).then_some(stem);
    }
    (text, restored)
}

/// Adds the readings that the narrative supports to a damaged name.
pub(super) fn with_candidates(
    mut name: Text,
    stem: &str,
    actual: &Quantity,
    prose: &Prose<'_>,
) -> Text {
    if name.status == Status::Damaged {
        let readable = name::before_loop(stem);
        name.candidates.extend(prose.candidates(readable, actual));
        let order = |a: &Candidate, b: &Candidate| b.confidence.cmp(&a.confidence);
        name.candidates.sort_by(order);
    }
    name
}

/// The width at which the name cells of a table wrap: the commonest width of a
/// wrapped line that is not a cell's last.
pub(super) fn wrap_width(rows: &[BodyRow<'_>]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        let pieces = name::wrapped_pieces(row.text(Role::Name));
        for &width in pieces.iter().rev().skip(1) {
            *counts.entry(width).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|&(width, count)| (count, width)).map_or(0, |(width, _)| width)
}

/// A unit in brackets at the end of a name that was misread (化元 for 亿元), as
/// the row's values name it. The name without it, and the repair.
fn unit_in_brackets(
    name: &str,
    unit: &str,
    unit_at: At,
    patterns: &Patterns,
) -> Option<(String, Box<Repair>)> {
    let last = name.chars().next_back().filter(|&c| fold::fold_char(c) == ')')?;
    let inside = &name[..name.len() - last.len_utf8()];
    let mut ends = patterns.confusables.at_end(inside).into_iter();
    let (seen, _) = ends.find(|(_, meant)| *meant == unit)?;
    let before = &inside[..inside.len() - seen.len()];
    let opened = before.strip_suffix(['(', '（']);
    let stem = opened.unwrap_or(before);
    let evidence = bracket::counted_in(unit, unit_at);
    let repair = Repair { from: seen.to_owned(), to: unit.to_owned(), evidence: vec![evidence] };
    Some((stem.to_owned(), Box::new(repair)))
}
