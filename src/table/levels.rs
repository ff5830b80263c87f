//! Level labels (一级指标, 二级指标): spanning cells carried down, damaged ones
//! restored.

use rust_decimal::Decimal;

use super::body::BodyRow;
use super::matrix::Holds;
use super::narrative::Narrative;
use super::repair::level::{self, Reading};
use crate::fold;
use crate::location::At;
use crate::model::{Candidate, Evidence, EvidenceKind, Repair, Status, Text};
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
    let above =
        |labels: &[Label], row: usize| labels.partition_point(|l| l.row <= row).checked_sub(1);
    // Level 1 of each row, by index of its label.
    let mut owner: Vec<Option<usize>> = (0..rows.len()).map(|row| above(&first, row)).collect();

    for index in 0..first.len() {
        let end = first.get(index + 1).map_or(rows.len(), |next| next.row);
        let span = first[index].row..end;
        let children: Vec<&Label> = second.iter().filter(|l| span.contains(&l.row)).collect();
        let resolved = resolve1(
            &first[index],
            span.len(),
            &children,
            vocabulary,
            narrative,
            patterns,
        );
        first[index].settle(resolved, patterns);
    }
    if !spans_told {
        labels_below(&first, &second, &mut owner, patterns);
    }
    for label in &mut second {
        let parent = owner[label.row].map(|index| &first[index]);
        let resolved = resolve2(label, parent, vocabulary, patterns);
        label.settle(resolved, patterns);
    }
    let texts = |row: usize| {
        let one = owner[row].map_or_else(
            || absent(rows, row, Role::Level1),
            |l| first[l].text_in(row),
        );
        let label2 = above(&second, row).filter(|&l| {
            // A new level-1 label ends the level-2 label of the one before.
            second[l].row == row
                || owner[second[l].row] == owner[row] && !starts_group(&first, &second, l, row)
        });
        let two = label2.map_or_else(
            || absent(rows, row, Role::Level2),
            |l| second[l].text_in(row),
        );
        (one, two)
    };
    (0..rows.len()).map(texts).collect()
}

/// Whether a level-1 label is printed after the level-2 label and at or before
/// the row, so that the latter does not reach the row.
fn starts_group(first: &[Label], second: &[Label], label: usize, row: usize) -> bool {
    first
        .iter()
        .any(|l| l.row > second[label].row && l.row <= row)
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

/// The damaged readings from which nothing but characters were lost, in the
/// form's vocabulary.
fn possible(
    label: &Label,
    ids: &[LevelId],
    vocabulary: &[LevelId],
    patterns: &Patterns,
) -> Vec<LevelId> {
    let lossy = ids
        .iter()
        .copied()
        .filter(|&id| level::is_lossy(&label.raw, id, patterns));
    lossy
        .filter(|id| vocabulary.is_empty() || vocabulary.contains(id))
        .collect()
}

/// One character is too little to go by alone.
fn says_little(label: &Label) -> bool {
    crate::patterns::levels::level_text(&label.raw)
        .chars()
        .count()
        < 2
}

fn resolve1(
    label: &Label,
    rows: usize,
    children: &[&Label],
    vocabulary: &Vocabulary,
    narrative: &Narrative<'_>,
    patterns: &Patterns,
) -> Resolved {
    let ids = match &label.reading {
        Reading::Exact(id) => return Resolved::Exact(*id),
        Reading::Unlisted | Reading::Blank => return Resolved::AsPrinted,
        Reading::Damaged(ids) => ids,
    };
    let mut left = possible(label, ids, &vocabulary.level1, patterns);
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

fn resolve2(
    label: &Label,
    parent: Option<&Label>,
    vocabulary: &Vocabulary,
    patterns: &Patterns,
) -> Resolved {
    let ids = match &label.reading {
        Reading::Exact(id) => return Resolved::Exact(*id),
        Reading::Unlisted | Reading::Blank => return Resolved::AsPrinted,
        Reading::Damaged(ids) => ids,
    };
    let mut left = possible(label, ids, &vocabulary.level2, patterns);
    let above = parent.and_then(|p| Some((p, p.id?)));
    if let Some((_, parent)) = above {
        left.retain(|&id| patterns.levels.parents(id).contains(&parent));
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
        let printed_here = current.is_some_and(|i| first[i].row == label.row);
        let next = current.map_or(0, |i| i + 1);
        let unresolved = current.is_some_and(|i| first[i].id.is_none());
        if printed_here || unresolved || fits(current) || !fits(Some(next)) {
            continue;
        }
        let until = first[next].row;
        owner[label.row..until].fill(Some(next));
    }
}
