//! Labels that do not stand in the first of their rows: which rows they cover.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::label::Label;
use crate::model::{Candidate, Evidence, EvidenceKind, Text};
use crate::patterns::Patterns;
use crate::table::repair::level::{self, Reading};
use crate::table::spans::{self, Owners};
use crate::words::words;

/// The rows that labels of both levels cover where they are printed in the
/// middle of them, and for each row all level-2 labels that may cover it.
/// `None` if the first row has both labels, or level 1 is not told for each row.
pub(super) fn centred(
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
        second[from..to].iter().all(|child| belongs(&first[label], child))
    })?;
    let one: Owners = one.iter().map(only).collect();
    if one.iter().any(Option::is_none) {
        return None;
    }
    let within = |span: &Range<usize>| one[span.clone()].windows(2).all(|pair| pair[0] == pair[1]);
    let two = spans::centred(&printed(second), rows, |_, span| within(&span))?;
    Some((one, two.iter().map(only).collect(), two))
}

/// A level of which the place of the labels only tells that it is one of these.
pub(super) fn either(blank: &Text, labels: &BTreeSet<usize>, second: &[Label]) -> Text {
    let share = (Decimal::ONE / Decimal::from(labels.len())).round_dp(2);
    let candidates = labels.iter().filter_map(|&label| {
        let label = second.get(label)?;
        let note = words!(
            en: "the label stands in the middle of rows that may reach here",
            zh: "该标签居中排印，所辖各行可能及于此行"
        );
        let evidence = vec![Evidence::new(EvidenceKind::Sibling, note, label.at)];
        Some(Candidate { value: label.text.value.clone()?, confidence: share, evidence })
    });
    Text::damaged("", blank.at, candidates.collect())
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

fn only(labels: &BTreeSet<usize>) -> Option<usize> {
    labels.first().copied().filter(|_| labels.len() == 1)
}
