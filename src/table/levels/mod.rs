//! Level labels (一级指标, 二级指标): spanning cells carried down, damaged ones
//! restored.

mod label;
pub(super) mod path;
mod place;
mod resolve;

use std::collections::BTreeSet;

use super::body::BodyRow;
use super::doubt::{Doubt, Reason};
use super::guard;
use super::matrix::Holds;
use super::repair::level::Reading;
use super::spans;
use super::told::Told;
use crate::form::Form;
use crate::model::{Status, Text};
use crate::patterns::{LevelId, Patterns, Role};
use crate::prose::Prose;

use label::Label;
use resolve::Context;

/// The level labels that a form uses; an empty list means it does not say.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) level1: Vec<LevelId>,
    pub(super) level2: Vec<LevelId>,
}

impl Vocabulary {
    pub(super) fn of(form: &Form, patterns: &Patterns) -> Self {
        let ids = |level: u8, names: &[String]| {
            names.iter().filter_map(|name| patterns.levels.exact(level, name)).collect()
        };
        Vocabulary { level1: ids(1, &form.level1), level2: ids(2, &form.level2) }
    }
}

/// Both labels of each row, each behind a pointer: whoever takes them one by one gives them back one
/// by one.
#[allow(clippy::vec_box, reason = "each is given back by itself")]
pub(super) fn levels(
    rows: &[BodyRow<'_>],
    told: Told,
    vocabulary: &Vocabulary,
    prose: &Prose<'_>,
    patterns: &Patterns,
) -> Vec<Box<(Text, Text)>> {
    let Told { spans: spans_told, inferred, .. } = told;
    let mut first = label::labels(rows, 1, Role::Level1, patterns);
    let mut second = label::labels(rows, 2, Role::Level2, patterns);
    let garbled = first.iter().chain(&second).any(|l| matches!(l.reading, Reading::Damaged(_)));
    let bare = |l: &&Label| patterns.levels.is_bare(&l.text.raw);
    let suffixed = second.iter().filter(bare).count() * 2 < second.len();
    let context = Context { garbled, suffixed, vocabulary, prose, patterns };
    let centred = if spans_told { None } else { place::centred(&first, &second, rows, patterns) };
    let told_by_place = centred.is_some();
    let (mut owner, owner2) = centred.as_ref().map_or_else(
        || {
            let carried = |labels: &[Label]| {
                let printed: Vec<usize> = labels.iter().map(|l| l.row).collect();
                spans::carried(&printed, rows.len())
            };
            (carried(&first), carried(&second))
        },
        place::Covers::owners,
    );

    let spans = spans_of(&owner, first.len());
    for (label, span) in first.iter_mut().zip(spans) {
        let (start, end) = span.unwrap_or((label.row, label.row + 1));
        let within =
            second.partition_point(|l| l.row < start)..second.partition_point(|l| l.row < end);
        let children: Vec<&Label> = second[within].iter().collect();
        let resolved = resolve::level1(label, end - start, &children, &context);
        label.settle(resolved, patterns);
    }
    if !spans_told && !told_by_place {
        place::labels_below(&first, &second, &mut owner, patterns);
    }
    for label in &mut second {
        let parent = owner[label.row].map(|index| &first[index]);
        let resolved = resolve::level2(label, parent, &context);
        label.settle(resolved, patterns);
    }
    let texts = |row: usize| {
        let lost = || {
            let child = owner2[row].map(|l| &second[l]);
            let blank = absent(rows, row, Role::Level1);
            let printed = rows[row].field(Role::Level1).is_some();
            child
                .filter(|_| printed)
                .map_or(blank.clone(), |child| resolve::lost(blank, child, &context))
        };
        let unowned = |role| rows[row].field(role).is_some_and(|field| field.unowned());
        if unowned(Role::Level1) {
            return (absent(rows, row, Role::Level1), absent(rows, row, Role::Level2));
        }
        let several = |level: fn(&place::Covers) -> &Vec<BTreeSet<usize>>| {
            let labels = level(centred.as_ref()?).get(row)?;
            (labels.len() > 1).then_some(labels)
        };
        let one = match several(|covers| &covers.first) {
            Some(labels) => place::either(&absent(rows, row, Role::Level1), labels, &first),
            None => owner[row].map_or_else(lost, |l| first[l].text_in(row)),
        };
        let label2 = owner2[row].filter(|_| !unowned(Role::Level2)).filter(|&l| {
            // A new level-1 label ends the level-2 label of the one before.
            second[l].row == row
                || told_by_place
                || owner[second[l].row] == owner[row]
                    && !place::starts_group(&first, &second, l, row)
        });
        let two = match several(|covers| &covers.second) {
            Some(labels) => place::either(&absent(rows, row, Role::Level2), labels, &second),
            None => {
                label2.map_or_else(|| absent(rows, row, Role::Level2), |l| second[l].text_in(row))
            }
        };
        (one, two)
    };
    let unknown = unknown(rows);
    let believed = |row: usize| {
        let (mut one, mut two) = texts(row);
        if unknown[row][0] {
            one = doubted(rows, row, Role::Level1);
        }
        if unknown[row][1] {
            two = doubted(rows, row, Role::Level2);
        }
        // A label that a cell of the row's own table covers is as printed; one carried over from
        // the page before is not told, nor is what nothing drawn bounds.
        let printed = spans_told && !inferred && rows[row].filled(Role::Level1).is_some();
        let contradicted = !printed && guard::contradicted(&one, &two, inferred, patterns)
            || guard::contradicted_beside(&one, &two, &rows[row], patterns);
        if contradicted {
            let doubt = Doubt { role: Role::Level1, reason: CONTRADICT, readings: Vec::new() };
            one = doubt.text("", one.at);
        }
        Box::new((one, two))
    };
    (0..rows.len()).map(believed).collect()
}

/// The first row of each of so many labels, and the one behind its last.
fn spans_of(owner: &[Option<usize>], labels: usize) -> Vec<Option<(usize, usize)>> {
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; labels];
    for (row, label) in owner.iter().enumerate() {
        if let Some(span) = label.and_then(|label| spans.get_mut(label)) {
            *span = Some((span.map_or(row, |(start, _)| start), row + 1));
        }
    }
    spans
}

const CONTRADICT: Reason = Reason::LevelsContradict;

/// For each row and level, whether its label is not believed, or the last one above it
/// is not.
fn unknown(rows: &[BodyRow<'_>]) -> Vec<[bool; 2]> {
    let mut now = [false; 2];
    let row = |row: &BodyRow<'_>| {
        for (level, role) in [Role::Level1, Role::Level2].into_iter().enumerate() {
            let own = row.filled(role).is_some_and(|field| field.holds == Holds::Own);
            if row.doubted(role).is_some() {
                now[level] = true;
                // Whatever label of level 1 stands here, the level 2 above may end with it.
                now[1] |= own;
            } else if own {
                now[level] = false;
                // A new level-1 label ends the level-2 label above.
                now[1] &= level == 1;
            }
        }
        now
    };
    rows.iter().map(row).collect()
}

/// A level that is not believed, in its own row or in one that it may span.
fn doubted(rows: &[BodyRow<'_>], row: usize, role: Role) -> Text {
    let blank = absent(rows, row, role);
    match rows[row].doubted(role) {
        Some(doubt) => doubt.text(rows[row].text(role), blank.at),
        None => Text { status: Status::Damaged, ..blank },
    }
}

/// A level that the row does not have.
fn absent(rows: &[BodyRow<'_>], row: usize, role: Role) -> Text {
    let at = rows[row].field(role).map_or(rows[row].at, |field| field.at());
    Text { status: Status::AsRead, ..Text::read("", at) }
}
