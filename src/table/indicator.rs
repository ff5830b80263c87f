//! Rows of fields to indicators: names, values, units, completion.

use std::collections::BTreeMap;

use super::body::BodyRow;
use super::matrix::{Field, Holds};
use super::narrative::Narrative;
use super::repair::name::{self, Bracket};
use super::repair::unit::{self as unit_repair, Confirmed, Sibling};
use crate::fold;
use crate::location::At;
use crate::model::{
    Candidate, Evidence, EvidenceKind, Indicator, Note, Number, Quantity, Repair, Status, Text,
};
use crate::patterns::{Patterns, Role};
use crate::value::{completion, numeral, quantity, unit};

/// A row on the way to its indicator: read, its damaged units not yet restored.
struct Draft<'r, 'a> {
    row: &'r BodyRow<'a>,
    target: quantity::Reading,
    actual: quantity::Reading,
    name_at: At,
    /// Clean name without its unit, and that unit.
    stem: String,
    name_unit: Option<String>,
    /// 分值 printed behind the name, where it has no column.
    weight: Option<Number>,
    column_unit: Option<(String, At)>,
}

/// The indicators of a table, from its rows and their level labels.
pub(super) fn indicators(
    table: u32,
    rows: &[BodyRow<'_>],
    levels: Vec<(Text, Text)>,
    narrative: &Narrative<'_>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Vec<Indicator> {
    let mut drafts: Vec<Draft<'_, '_>> = rows.iter().map(|row| draft(row, patterns)).collect();
    let mut confirmed = Confirmed::new();
    // Twice, so that what one row proves can help another above it.
    for _ in 0..2 {
        for draft in &mut drafts {
            restore_units(draft, &mut confirmed, patterns);
        }
    }
    let wrap = wrap_width(rows);
    let built = (1u32..)
        .zip(drafts)
        .zip(levels)
        .map(|((number, draft), levels)| {
            finish(
                table, number, draft, levels, wrap, narrative, patterns, notes,
            )
        });
    built.collect()
}

fn draft<'r, 'a>(row: &'r BodyRow<'a>, patterns: &Patterns) -> Draft<'r, 'a> {
    let name = row.field(Role::Name);
    let mut clean = fold::clean(row.text(Role::Name));
    let mut weight = None;
    if row.field(Role::Weight).is_none()
        && let Some((points, start)) = patterns.tables.weight_in_label(&clean)
        && let Some(value) = numeral::number(&clean[points.clone()], patterns)
    {
        let at = name.map_or(row.at, |field| field.at);
        weight = Some(Number {
            value,
            raw: clean[start..].to_owned(),
            at,
        });
        clean.truncate(start);
    }
    let (stem, name_unit) = unit::in_name(&clean, patterns);
    let column_unit = row.filled(Role::Unit).and_then(|field| {
        let found = unit::find(&field.text, patterns)?;
        Some((found.sign, field.at))
    });
    Draft {
        row,
        target: value(row, Role::Target, patterns),
        actual: value(row, Role::Actual, patterns),
        name_at: name.map_or(row.at, |field| field.at),
        stem,
        name_unit,
        weight,
        column_unit,
    }
}

fn value(row: &BodyRow<'_>, role: Role, patterns: &Patterns) -> quantity::Reading {
    let Some(field) = row.field(role) else {
        return quantity::Reading {
            quantity: Quantity::blank("", row.at),
            tail: None,
        };
    };
    if row.torn.contains(&role) {
        let mut quantity = Quantity::blank(&field.text, field.at);
        quantity.status = Status::Damaged;
        return quantity::Reading {
            quantity,
            tail: None,
        };
    }
    let mut reading = quantity::read_with_tail(&field.text, field.at, patterns);
    let comparator = (role == Role::Target)
        .then(|| row.filled(Role::Comparator))
        .flatten();
    if comparator.is_some() {
        let sign = comparator.map(|field| field.text.as_ref());
        reading.quantity = quantity::combine(sign, reading.quantity, None, patterns);
    }
    if field.holds == Holds::FromAbove && !reading.quantity.is_none() {
        reading.quantity.status = Status::Inherited;
    }
    reading
}

fn siblings(draft: &Draft<'_, '_>, of_target: bool) -> Vec<Sibling> {
    let other = if of_target {
        &draft.actual
    } else {
        &draft.target
    };
    let cell = if of_target {
        "the actual value"
    } else {
        "the target value"
    };
    let mut found = Vec::new();
    let mut add = |unit: Option<&str>, cell, at| {
        found.extend(unit.map(|unit| Sibling {
            unit: unit.to_owned(),
            cell,
            at,
        }));
    };
    add(draft.name_unit.as_deref(), "the name", draft.name_at);
    add(
        draft.column_unit.as_ref().map(|(u, _)| u.as_str()),
        "the unit column",
        draft.row.at,
    );
    let printed = other
        .quantity
        .repair
        .is_none()
        .then_some(other.quantity.unit.as_deref())
        .flatten();
    add(printed, cell, other.quantity.at);
    found
}

fn restore_units(draft: &mut Draft<'_, '_>, confirmed: &mut Confirmed, patterns: &Patterns) {
    for of_target in [true, false] {
        let siblings = siblings(draft, of_target);
        let reading = if of_target {
            &mut draft.target
        } else {
            &mut draft.actual
        };
        if let Some(tail) = reading.tail.take()
            && !unit_repair::restore(&mut reading.quantity, &tail, &siblings, confirmed, patterns)
        {
            reading.tail = Some(tail);
        }
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "one call, from the function above"
)]
fn finish(
    table: u32,
    number: u32,
    draft: Draft<'_, '_>,
    (level1, level2): (Text, Text),
    wrap: usize,
    narrative: &Narrative<'_>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Indicator {
    let row = draft.row;
    let mut values = [draft.target, draft.actual].map(|reading| {
        let mut quantity = reading.quantity;
        if let Some(tail) = reading.tail
            && unit_repair::is_unreadable(&quantity, &tail, patterns)
        {
            let message = format!("{tail} after the number is no unit that the row can name");
            notes.push(Note::new("unit_unreadable", message, quantity.at));
            unit_repair::give_up(&mut quantity);
        }
        quantity
    });
    let value_unit = values
        .iter()
        .find_map(|q| q.unit.clone().map(|unit| (unit, q.at)));
    let known = draft
        .name_unit
        .clone()
        .or(draft.column_unit.as_ref().map(|(u, _)| u.clone()));
    let (name, name_unit) = name_text(
        &draft.stem,
        draft.name_unit,
        value_unit.as_ref(),
        row,
        wrap,
        narrative,
        patterns,
    );
    let name = with_candidates(name, &draft.stem, &values[1], narrative);
    if name.status == Status::Damaged {
        notes.push(Note::new(
            "name_damaged",
            "the name cannot be read; it stands in raw",
            name.at,
        ));
    }
    for (quantity, what) in values.iter().zip(["target", "actual"]) {
        if quantity.status == Status::Damaged {
            let message = format!("the {what} value cannot be read; it stands in raw");
            notes.push(Note::new("value_damaged", message, quantity.at));
        }
    }
    let unit = known.or(name_unit).or(value_unit.map(|(unit, _)| unit));
    let [target, actual] = &mut values;
    let completion = completion::completion(target, actual, unit.as_deref(), patterns);
    let [target, actual] = values;
    Indicator {
        table,
        row: number,
        level1,
        level2,
        name,
        unit,
        target,
        actual,
        weight: number_of(row, Role::Weight, patterns).or(draft.weight),
        score: number_of(row, Role::Score, patterns),
        completion,
        reason: reason(row, patterns),
        extra: extra(row, patterns),
        at: row.at,
    }
}

/// The name of a row, and its unit if that had to be restored.
fn name_text(
    stem: &str,
    name_unit: Option<String>,
    value_unit: Option<&(String, At)>,
    row: &BodyRow<'_>,
    wrap: usize,
    narrative: &Narrative<'_>,
    patterns: &Patterns,
) -> (Text, Option<String>) {
    let Some(field) = row.filled(Role::Name) else {
        let at = row.field(Role::Name).map_or(row.at, |field| field.at);
        return (Text::read(row.text(Role::Name), at), None);
    };
    let mut text = Text::read(&field.text, field.at);
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
            match name::unbalanced(&stem, unit, *at, patterns) {
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
    let damage = name::damage(&field.text, &stem, wrap, narrative, patterns);
    if damage.is_some() || lost.is_some() {
        let candidates = if damage.is_none() {
            lost.unwrap_or_default()
        } else {
            Vec::new()
        };
        let repair = text.repair.take();
        text = Text::damaged(&field.text, field.at, candidates);
        text.repair = repair;
    } else {
        text.value = (!stem.is_empty()).then_some(stem);
    }
    (text, restored)
}

/// A unit in brackets at the end of a name that was misread (化元 for 亿元), as
/// the row's values name it. The name without it, and the repair.
fn unit_in_brackets(
    name: &str,
    unit: &str,
    unit_at: At,
    patterns: &Patterns,
) -> Option<(String, Repair)> {
    let last = name
        .chars()
        .next_back()
        .filter(|&c| fold::fold_char(c) == ')')?;
    let inside = &name[..name.len() - last.len_utf8()];
    let mut ends = patterns.confusables.at_end(inside).into_iter();
    let (seen, _) = ends.find(|(_, meant)| *meant == unit)?;
    let before = &inside[..inside.len() - seen.len()];
    let opened = before.strip_suffix(['(', '（']);
    let stem = opened.unwrap_or(before);
    let evidence = Evidence {
        kind: EvidenceKind::Sibling,
        note: format!("the row's values are counted in {unit}"),
        at: unit_at,
    };
    let repair = Repair {
        from: seen.to_owned(),
        to: unit.to_owned(),
        evidence: vec![evidence],
    };
    Some((stem.to_owned(), repair))
}

/// Adds the readings that the narrative supports to a damaged name.
fn with_candidates(
    mut name: Text,
    stem: &str,
    actual: &Quantity,
    narrative: &Narrative<'_>,
) -> Text {
    if name.status == Status::Damaged {
        let readable = name::before_loop(stem);
        name.candidates
            .extend(narrative.candidates(readable, actual));
        let order = |a: &Candidate, b: &Candidate| b.confidence.cmp(&a.confidence);
        name.candidates.sort_by(order);
    }
    name
}

fn number_of(row: &BodyRow<'_>, role: Role, patterns: &Patterns) -> Option<Number> {
    let field = row.filled(role)?;
    number(field, patterns)
}

/// A cell that holds a plain number, such as a weight or a score.
pub(super) fn number(field: &Field<'_>, patterns: &Patterns) -> Option<Number> {
    let read = quantity::read(&field.text, field.at, patterns);
    let plain = read.comparator.is_none() && read.upper.is_none() && !read.approximate;
    let value = read.number.filter(|_| plain)?;
    Some(Number {
        value,
        raw: field.text.to_string(),
        at: field.at,
    })
}

fn reason(row: &BodyRow<'_>, patterns: &Patterns) -> Option<Text> {
    let field = row.filled(Role::Reason)?;
    printed(field, patterns)
}

/// What a cell says, unless it is a placeholder.
fn printed(field: &Field<'_>, patterns: &Patterns) -> Option<Text> {
    let nothing = quantity::is_placeholder(&field.text, patterns);
    (!nothing)
        .then(|| Text::read(&field.text, field.at))
        .filter(|text| text.value.is_some())
}

/// Columns that the contract has no place of its own for.
fn extra(row: &BodyRow<'_>, patterns: &Patterns) -> BTreeMap<String, Text> {
    let kept = row.fields().iter().filter_map(|(role, field)| {
        let key = match role {
            Role::TargetAdjusted => "target_adjusted",
            Role::Rate => "rate",
            Role::Coefficient => "coefficient",
            Role::Core => "core",
            Role::Criterion => "criterion",
            Role::Remark => "remark",
            _ => return None,
        };
        Some((key.to_owned(), printed(field, patterns)?))
    });
    kept.collect()
}

/// The width at which the name cells of a table wrap: the commonest width of a
/// wrapped line that is not a cell's last.
fn wrap_width(rows: &[BodyRow<'_>]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        let pieces = name::wrapped_pieces(row.text(Role::Name));
        for &width in pieces.iter().rev().skip(1) {
            *counts.entry(width).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|&(width, count)| (count, width))
        .map_or(0, |(width, _)| width)
}
