//! Level labels (一级指标, 二级指标): spanning cells carried down, damaged ones
//! restored.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::body::BodyRow;
use super::matrix::Holds;
use super::narrative::Narrative;
use super::repair::level::{self, Reading};
use super::spans::{self, Owners};
use crate::fold;
use crate::location::At;
use crate::model::{Candidate, Evidence, EvidenceKind, Repair, Status, Text};
use crate::patterns::levels::level_text;
use crate::patterns::{LevelId, Patterns, Role};

/// The level labels that a form uses; an empty list means it does not say.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) level1: Vec<LevelId>,
    pub(super) level2: Vec<LevelId>,
}

/// A printed label and what it was read as.
#[derive(Debug)]
struct Label {
    /// The row it stands in.
    row: usize,
    raw: String,
    at: At,
    reading: Reading,
    /// What it is certain to mean.
    id: Option<LevelId>,
    text: Text,
}

/// Both labels of each row.
pub(super) fn levels(
    rows: &[BodyRow<'_>],
    spans_told: bool,
    vocabulary: &Vocabulary,
    narrative: &Narrative<'_>,
    patterns: &Patterns,
) -> Vec<(Text, Text)> {
    let mut first = labels(rows, 1, Role::Level1, patterns);
    let mut second = labels(rows, 2, Role::Level2, patterns);
    let garbled = first
        .iter()
        .chain(&second)
        .any(|l| matches!(l.reading, Reading::Damaged(_)));
    let context = Context {
        garbled,
        vocabulary,
        narrative,
        patterns,
    };
    let centred = if spans_told {
        None
    } else {
        centred(&first, &second, rows.len(), patterns)
    };
    let told_by_place = centred.is_some();
    let (mut owner, owner2, doubtful) = centred.unwrap_or_else(|| {
        let carried = |labels: &[Label]| {
            let printed: Vec<usize> = labels.iter().map(|l| l.row).collect();
            spans::carried(&printed, rows.len())
        };
        (carried(&first), carried(&second), Vec::new())
    });

    for index in 0..first.len() {
        let start = owner.partition_point(|&o| o < Some(index));
        let end = owner.partition_point(|&o| o <= Some(index));
        let within =
            second.partition_point(|l| l.row < start)..second.partition_point(|l| l.row < end);
        let children: Vec<&Label> = second[within].iter().collect();
        let resolved = resolve1(&first[index], end - start, &children, &context);
        first[index].settle(resolved, patterns);
    }
    if !spans_told && !told_by_place {
        labels_below(&first, &second, &mut owner, patterns);
    }
    for label in &mut second {
        let parent = owner[label.row].map(|index| &first[index]);
        let resolved = resolve2(label, parent, &context);
        label.settle(resolved, patterns);
    }
    let texts = |row: usize| {
        let one = owner[row].map_or_else(
            || absent(rows, row, Role::Level1),
            |l| first[l].text_in(row),
        );
        let label2 = owner2[row].filter(|&l| {
            // A new level-1 label ends the level-2 label of the one before.
            second[l].row == row
                || told_by_place
                || owner[second[l].row] == owner[row] && !starts_group(&first, &second, l, row)
        });
        let two = match doubtful.get(row).filter(|labels| labels.len() > 1) {
            Some(labels) => either(&absent(rows, row, Role::Level2), labels, &second),
            None => label2.map_or_else(
                || absent(rows, row, Role::Level2),
                |l| second[l].text_in(row),
            ),
        };
        (one, two)
    };
    (0..rows.len()).map(texts).collect()
}

/// The rows that labels of both levels cover where they are printed in the
/// middle of them, and for each row all level-2 labels that may cover it.
/// `None` if the first row has both labels, or level 1 is not told for each row.
fn centred(
    first: &[Label],
    second: &[Label],
    rows: usize,
    patterns: &Patterns,
) -> Option<(Owners, Owners, Vec<BTreeSet<usize>>)> {
    let starts_late = |labels: &[Label]| labels.first().is_some_and(|label| label.row > 0);
    if !starts_late(first) && !starts_late(second) {
        return None;
    }
    let printed = |labels: &[Label]| labels.iter().map(|l| l.row).collect::<Vec<_>>();
    let belongs = |parent: &Label, child: &Label| match (&parent.reading, &child.reading) {
        (Reading::Exact(parent), Reading::Exact(child)) => {
            let parents = patterns.levels.parents(*child);
            parents.is_empty() || parents.contains(parent)
        }
        _ => true,
    };
    let one = spans::centred(&printed(first), rows, |label, span| {
        let from = second.partition_point(|l| l.row < span.start);
        let to = second.partition_point(|l| l.row < span.end);
        second[from..to]
            .iter()
            .all(|child| belongs(&first[label], child))
    })?;
    let one: Owners = one.iter().map(only).collect();
    if one.iter().any(Option::is_none) {
        return None;
    }
    let within = |span: &Range<usize>| one[span.clone()].windows(2).all(|pair| pair[0] == pair[1]);
    let two = spans::centred(&printed(second), rows, |_, span| within(&span))?;
    Some((one, two.iter().map(only).collect(), two))
}

fn only(labels: &BTreeSet<usize>) -> Option<usize> {
    labels.first().copied().filter(|_| labels.len() == 1)
}

/// A level of which the place of the labels only tells that it is one of these.
fn either(blank: &Text, labels: &BTreeSet<usize>, second: &[Label]) -> Text {
    let share = (Decimal::ONE / Decimal::from(labels.len())).round_dp(2);
    let candidates = labels.iter().filter_map(|&label| {
        let label = second.get(label)?;
        let evidence = vec![Evidence {
            kind: EvidenceKind::Sibling,
            note: "the label stands in the middle of rows that may reach here".to_owned(),
            at: label.at,
        }];
        Some(Candidate {
            value: label.text.value.clone()?,
            confidence: share,
            evidence,
        })
    });
    Text::damaged("", blank.at, candidates.collect())
}

/// Whether a level-1 label is printed after the level-2 label and at or before
/// the row, so that the latter does not reach the row.
fn starts_group(first: &[Label], second: &[Label], label: usize, row: usize) -> bool {
    let last = first.partition_point(|l| l.row <= row).checked_sub(1);
    last.is_some_and(|last| first[last].row > second[label].row)
}

/// A level that the row does not have.
fn absent(rows: &[BodyRow<'_>], row: usize, role: Role) -> Text {
    let at = rows[row].field(role).map_or(rows[row].at, |field| field.at);
    Text {
        status: Status::AsRead,
        ..Text::read("", at)
    }
}

fn labels(rows: &[BodyRow<'_>], level: u8, role: Role, patterns: &Patterns) -> Vec<Label> {
    let printed = rows.iter().enumerate().filter_map(|(row, body)| {
        let field = body
            .filled(role)
            .filter(|field| field.holds == Holds::Own)?;
        let reading = level::read(level, &field.text, patterns);
        let text = Text::read(&field.text, field.at);
        Some(Label {
            row,
            raw: field.text.to_string(),
            at: field.at,
            reading,
            id: None,
            text,
        })
    });
    printed.collect()
}

/// What became of a label.
enum Resolved {
    Exact(LevelId),
    Restored(LevelId, Vec<Evidence>),
    Open(Vec<LevelId>),
    AsPrinted,
}

impl Label {
    fn settle(&mut self, resolved: Resolved, patterns: &Patterns) {
        let name = |id| patterns.levels.name(id).to_owned();
        match resolved {
            Resolved::Exact(id) => {
                self.id = Some(id);
                self.text.value = Some(name(id));
            }
            Resolved::Restored(id, evidence) => {
                self.id = Some(id);
                self.text.value = Some(name(id));
                self.text.status = Status::Repaired;
                self.text.repair = Some(Repair {
                    from: self.raw.clone(),
                    to: name(id),
                    evidence,
                });
            }
            Resolved::Open(possible) => {
                let share = Decimal::ONE / Decimal::from(possible.len().max(1));
                let candidates = possible.iter().map(|&id| Candidate {
                    value: name(id),
                    confidence: share.min(Decimal::new(9, 1)).round_dp(2),
                    evidence: vec![Evidence {
                        kind: EvidenceKind::Lexicon,
                        note: format!(
                            "{} may be what is left of {}",
                            fold::clean(&self.raw),
                            name(id)
                        ),
                        at: self.at,
                    }],
                });
                self.text = Text::damaged(&self.raw, self.at, candidates.collect());
            }
            Resolved::AsPrinted if self.reading == Reading::Blank => self.text.value = None,
            Resolved::AsPrinted if patterns.names.is_unreadable(&self.raw) => {
                self.text = Text::damaged(&self.raw, self.at, Vec::new());
            }
            Resolved::AsPrinted => {}
        }
    }

    /// The label as the level of a row: its own, or one it spans.
    fn text_in(&self, row: usize) -> Text {
        if row == self.row {
            return self.text.clone();
        }
        let status = match self.text.status {
            Status::Damaged => Status::Damaged,
            _ => Status::Inherited,
        };
        Text {
            raw: String::new(),
            status,
            repair: None,
            ..self.text.clone()
        }
    }
}

fn lexicon(label: &Label, id: LevelId, patterns: &Patterns) -> Evidence {
    let note = format!(
        "{} is the only label of this column that holds the characters of {} in this order",
        patterns.levels.name(id),
        fold::clean(&label.raw),
    );
    Evidence {
        kind: EvidenceKind::Lexicon,
        note,
        at: label.at,
    }
}

/// The readings of a damaged label from which nothing but characters were lost.
fn possible(label: &Label, ids: &[LevelId], patterns: &Patterns) -> Vec<LevelId> {
    ids.iter()
        .copied()
        .filter(|&id| level::is_lossy(&label.raw, id, patterns))
        .collect()
}

/// Of several readings, those that the form uses, if it uses any of them.
fn in_use(readings: Vec<LevelId>, vocabulary: &[LevelId]) -> Vec<LevelId> {
    let used: Vec<_> = readings
        .iter()
        .copied()
        .filter(|id| vocabulary.contains(id))
        .collect();
    if used.is_empty() { readings } else { used }
}

/// What the labels of a table are read by.
struct Context<'c, 'o> {
    /// Whether any label of the table lost characters.
    garbled: bool,
    vocabulary: &'c Vocabulary,
    narrative: &'c Narrative<'o>,
    patterns: &'c Patterns,
}

/// A level whose name has no more characters than this may be what is left of a
/// longer one: 满意度指标 has five.
const SHORT: usize = 5;

/// A label that is in the vocabulary as it stands may still be what is left of a
/// longer one (满意度 of 服务对象满意度). It is not asserted where a longer one would
/// do, and the form does not use it, or it does not belong under its parent, or
/// it is short and other labels of the table (its parent among them) lost
/// characters.
fn exact(
    label: &Label,
    id: LevelId,
    vocabulary: &[LevelId],
    parent: Option<LevelId>,
    parent_lost: bool,
    context: &Context<'_, '_>,
) -> Resolved {
    let patterns = context.patterns;
    let levels = &patterns.levels;
    let belongs = |id: LevelId| parent.is_none_or(|parent| levels.parents(id).contains(&parent));
    let used = |id: LevelId| vocabulary.is_empty() || vocabulary.contains(&id);
    let short = || levels.name(id).chars().count() <= SHORT;
    let named = !vocabulary.is_empty() && vocabulary.contains(&id);
    let told = named && !parent_lost;
    let doubtful = !used(id) || !belongs(id) || (context.garbled && !told && short());
    if !doubtful {
        return Resolved::Exact(id);
    }
    let longer = level::longer(&label.raw, id, patterns);
    let mut open: Vec<LevelId> = longer
        .filter(|&id| (used(id) || parent_lost) && belongs(id))
        .collect();
    if open.is_empty() {
        return Resolved::Exact(id);
    }
    open.insert(0, id);
    Resolved::Open(open)
}

/// One character is too little to go by alone.
fn says_little(label: &Label) -> bool {
    level_text(&label.raw).chars().count() < 2
}

fn resolve1(
    label: &Label,
    rows: usize,
    children: &[&Label],
    context: &Context<'_, '_>,
) -> Resolved {
    let &Context {
        vocabulary,
        narrative,
        patterns,
        ..
    } = context;
    let ids = match &label.reading {
        Reading::Exact(id) => return exact(label, *id, &vocabulary.level1, None, false, context),
        Reading::Unlisted | Reading::Blank => return Resolved::AsPrinted,
        Reading::Damaged(ids) => ids,
    };
    let mut left = in_use(possible(label, ids, patterns), &vocabulary.level1);
    let kin: Vec<(&Label, LevelId)> = children
        .iter()
        .filter_map(|child| match child.reading {
            Reading::Exact(id) if !patterns.levels.parents(id).is_empty() => Some((*child, id)),
            _ => None,
        })
        .collect();
    let fits = |id: &LevelId| {
        kin.iter()
            .all(|(_, child)| patterns.levels.parents(*child).contains(id))
    };
    left.retain(fits);
    let declared = |id: LevelId| narrative.declared(id, patterns);
    if left.len() > 1 {
        let counted: Vec<_> = left
            .iter()
            .copied()
            .filter(|&id| declared(id).is_some_and(|(n, _)| n == rows))
            .collect();
        if let [_] = counted[..] {
            left = counted;
        }
    }
    let ([id], true) = (&left[..], left.len() == 1) else {
        return Resolved::Open(if left.is_empty() { ids.clone() } else { left });
    };
    let mut evidence = vec![lexicon(label, *id, patterns)];
    evidence.extend(kin.iter().map(|(child, own)| Evidence {
        kind: EvidenceKind::Sibling,
        note: format!(
            "{} belongs under {}",
            patterns.levels.name(*own),
            patterns.levels.name(*id)
        ),
        at: child.at,
    }));
    if let Some((count, at)) = declared(*id).filter(|&(n, _)| n == rows) {
        let note = format!(
            "the text states {count} {}, and so many rows stand here",
            patterns.levels.name(*id)
        );
        evidence.push(Evidence {
            kind: EvidenceKind::Declared,
            note,
            at,
        });
    }
    if says_little(label) && evidence.len() < 2 {
        return Resolved::Open(left);
    }
    Resolved::Restored(*id, evidence)
}

fn resolve2(label: &Label, parent: Option<&Label>, context: &Context<'_, '_>) -> Resolved {
    let &Context {
        vocabulary,
        patterns,
        ..
    } = context;
    let above = parent.and_then(|p| Some((p, p.id?)));
    let ids = match &label.reading {
        Reading::Exact(id) => {
            let parent_id = above.map(|(_, id)| id);
            let lost = parent.is_some() && parent_id.is_none();
            return exact(label, *id, &vocabulary.level2, parent_id, lost, context);
        }
        Reading::Unlisted | Reading::Blank => return Resolved::AsPrinted,
        Reading::Damaged(ids) => ids,
    };
    let mut left = possible(label, ids, patterns);
    if let Some((_, parent)) = above {
        left.retain(|&id| patterns.levels.parents(id).contains(&parent));
    }
    // Under a level-1 label that cannot be read, more is possible than the form
    // would say.
    if above.is_some() || parent.is_none() {
        left = in_use(left, &vocabulary.level2);
    }
    let ([id], true) = (&left[..], left.len() == 1) else {
        return Resolved::Open(if left.is_empty() { ids.clone() } else { left });
    };
    let mut evidence = vec![lexicon(label, *id, patterns)];
    evidence.extend(above.map(|(at, parent)| Evidence {
        kind: EvidenceKind::Sibling,
        note: format!(
            "{} belongs under {}",
            patterns.levels.name(*id),
            patterns.levels.name(parent)
        ),
        at: at.at,
    }));
    if says_little(label) && evidence.len() < 2 {
        return Resolved::Open(left);
    }
    Resolved::Restored(*id, evidence)
}

/// Where a source prints a spanning label in the middle of its rows, the rows
/// over it stand before it. Such a row is told by its level-2 label, which does
/// not belong under the level-1 label above and does under the one below.
fn labels_below(
    first: &[Label],
    second: &[Label],
    owner: &mut [Option<usize>],
    patterns: &Patterns,
) {
    for label in second {
        let Reading::Exact(child) = label.reading else {
            continue;
        };
        let parents = patterns.levels.parents(child);
        let fits = |index: Option<usize>| {
            index
                .and_then(|i| first.get(i)?.id)
                .is_some_and(|id| parents.contains(&id))
        };
        let current = owner[label.row];
        let doubtful = current.and_then(|i| first[i].id).is_some_and(|parent| {
            let mut longer = level::longer(&label.raw, child, patterns);
            longer.any(|id| patterns.levels.parents(id).contains(&parent))
        });
        let printed_here = current.is_some_and(|i| first[i].row == label.row);
        let next = current.map_or(0, |i| i + 1);
        let unresolved = current.is_some_and(|i| first[i].id.is_none());
        if doubtful || printed_here || unresolved || fits(current) || !fits(Some(next)) {
            continue;
        }
        let until = first[next].row;
        owner[label.row..until].fill(Some(next));
    }
}
