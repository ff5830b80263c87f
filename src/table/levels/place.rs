//! Labels that do not stand in the first of their rows: which rows they cover.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::label::Label;
use crate::model::{Candidate, Evidence, EvidenceKind, Text};
use crate::patterns::{Patterns, Role};
use crate::table::body::BodyRow;
use crate::table::repair::level::{self, Reading};
use crate::table::spans::{self, Owners};
use crate::words::words;

/// For each row, the labels of either level that may cover it.
pub(super) struct Covers {
    pub(super) first: Vec<BTreeSet<usize>>,
    pub(super) second: Vec<BTreeSet<usize>>,
}

impl Covers {
    /// For each row, the labels of both levels that cover it for certain.
    pub(super) fn owners(&self) -> (Owners, Owners) {
        (self.first.iter().map(only).collect(), self.second.iter().map(only).collect())
    }
}

/// The rows that labels of both levels cover where they are printed in the middle of them.
/// `None` if they stand in the first of their rows.
pub(super) fn centred(
    first: &[Label],
    second: &[Label],
    rows: &[BodyRow<'_>],
    patterns: &Patterns,
) -> Option<Covers> {
    // A label in a row of its own names the rows below it.
    let alone = |label: &Label| rows[label.row].filled(Role::Name).is_none();
    let rows = rows.len();
    let starts_late = |labels: &[Label]| labels.first().is_some_and(|label| label.row > 0);
    if !starts_late(first) && !starts_late(second) {
        return None;
    }
    let printed = |labels: &[Label]| labels.iter().map(|l| l.row).collect::<Vec<_>>();
    let belongs = |parent: &Label, child: &Label| belongs(parent, child, patterns);
    let one = spans::centred(&printed(first), rows, |label, span| {
        let from = second.partition_point(|l| l.row < span.start);
        let to = second.partition_point(|l| l.row < span.end);
        second[from..to].iter().all(|child| belongs(&first[label], child))
    });
    let exact = one.and_then(|one| {
        let within = |span: &Range<usize>| {
            let mut shared = one[span.start].clone();
            one[span.clone()].iter().for_each(|row| shared.retain(|label| row.contains(label)));
            !shared.is_empty()
        };
        let two = spans::centred(&printed(second), rows, |_, span| within(&span))?;
        Some(Covers { first: one, second: two })
    });
    if exact.is_some() || first.iter().any(alone) {
        return exact;
    }
    about_the_middle(first, second, rows, patterns)
}

/// The same where rows of unequal height leave only that labels stand inside of their rows: a
/// row between two labels may belong to either, unless its own level-2 label tells. `None` if
/// all labels of level 1 start a level-2 label too, as those in the first of their rows do, and none
/// stands above the first of them that belongs under it.
fn about_the_middle(
    first: &[Label],
    second: &[Label],
    rows: usize,
    patterns: &Patterns,
) -> Option<Covers> {
    let own = |labels: &[Label], row| labels.binary_search_by_key(&row, |label| label.row).ok();
    // What stands above the first label and belongs under it is not left of the page before.
    let leads = first.first().is_some_and(|top| {
        let mut above = second.iter().take_while(|child| child.row < top.row);
        above.any(|child| is_child(child, top, patterns))
    });
    let start = first.iter().all(|label| own(second, label.row).is_some());
    if second.is_empty() || start && !leads {
        return None;
    }
    let between = |labels: &[Label], row| -> BTreeSet<usize> {
        if let Some(own) = own(labels, row) {
            return BTreeSet::from([own]);
        }
        let next = labels.partition_point(|label| label.row < row);
        let near = [next.checked_sub(1), Some(next).filter(|&next| next < labels.len())];
        near.into_iter().flatten().collect()
    };
    let mut one: Vec<BTreeSet<usize>> = (0..rows).map(|row| between(first, row)).collect();
    for child in second {
        let row = &mut one[child.row];
        if row.iter().any(|&parent| belongs(&first[parent], child, patterns)) {
            row.retain(|&parent| belongs(&first[parent], child, patterns));
        }
    }
    // Labels follow one another: none reaches over a row that is another's.
    for row in 1..rows {
        let least = one[row - 1].first().copied();
        one[row].retain(|&label| Some(label) >= least);
    }
    for row in (0..rows.saturating_sub(1)).rev() {
        let most = one[row + 1].last().copied();
        one[row].retain(|&label| Some(label) <= most);
    }
    let two = (0..rows).map(|row| {
        let mut labels = between(second, row);
        labels.retain(|&label| !one[row].is_disjoint(&one[second[label].row]));
        labels
    });
    let second = two.collect();
    Some(Covers { first: one, second })
}

/// Whether a level-2 label may stand under a level-1 label.
fn belongs(parent: &Label, child: &Label, patterns: &Patterns) -> bool {
    match (&parent.reading, &child.reading) {
        (Reading::Exact(parent), Reading::Exact(child)) => {
            let parents = patterns.levels.parents(*child);
            parents.is_empty() || parents.contains(parent)
        }
        _ => true,
    }
}

/// Whether a level-2 label is one of those that stand under a level-1 label.
fn is_child(child: &Label, parent: &Label, patterns: &Patterns) -> bool {
    match (&parent.reading, &child.reading) {
        (Reading::Exact(parent), Reading::Exact(child)) => {
            patterns.levels.parents(*child).contains(parent)
        }
        _ => false,
    }
}

/// A level of which the place of the labels only tells that it is one of these.
pub(super) fn either(blank: &Text, labels: &BTreeSet<usize>, printed: &[Label]) -> Text {
    let share = (Decimal::ONE / Decimal::from(labels.len())).round_dp(2);
    let candidates = labels.iter().filter_map(|&label| {
        let label = printed.get(label)?;
        let note = words!(
            en: "the label stands in the middle of rows that may reach here",
            zh: "该标签居中排印，所辖各行可能及于此行"
        );
        let evidence = vec![Evidence::new(EvidenceKind::Sibling, note, label.text.at)];
        Some(Candidate { value: label.text.value.clone()?, confidence: share, evidence })
    });
    Text::damaged("", blank.at, candidates)
}

/// Whether a level-1 label is printed after the level-2 label and at or before
/// the row, so that the latter does not reach the row.
pub(super) fn starts_group(first: &[Label], second: &[Label], label: usize, row: usize) -> bool {
    let last = first.partition_point(|l| l.row <= row).checked_sub(1);
    last.is_some_and(|last| first[last].row > second[label].row)
}

/// Where a source prints a spanning label in the middle of its rows, the rows
/// over it stand before it. Such a row is told by its level-2 label, which does
/// not belong under the level-1 label above and does under the one below.
pub(super) fn labels_below(
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
            index.and_then(|i| first.get(i)?.id).is_some_and(|id| parents.contains(&id))
        };
        let current = owner[label.row];
        let doubtful = current.and_then(|i| first[i].id).is_some_and(|parent| {
            let mut longer = level::longer(&label.text.raw, child, patterns);
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

fn only(labels: &BTreeSet<usize>) -> Option<usize> {
    labels.first().copied().filter(|_| labels.len() == 1)
}
