//! Which rows a spanning level label (合并单元格) covers.
//!
//! Most sources print a spanning label in the first of its rows, and it is
//! carried down. Some print it in the middle, as it stands on the page: then the
//! rows above it have no label yet.

use std::collections::BTreeSet;
use std::ops::Range;

/// For each row, the label (by index) that covers it.
pub(super) type Owners = Vec<Option<usize>>;

/// Labels carried down: each covers its row and those below it up to the next.
pub(super) fn carried(labels: &[usize], rows: usize) -> Owners {
    (0..rows).map(|row| labels.partition_point(|&label| label <= row).checked_sub(1)).collect()
}

/// Tables longer than this are not tried: no page prints a label in the middle
/// of so many rows.
const MOST_ROWS: usize = 400;

/// Labels in the middle of their rows: each row covered once, every label in
/// the middle row of its own (of an even number, in the upper of the two middle
/// ones throughout, or in the lower). For each row, all labels that cover it in
/// some such way; `None` if there is no way. `allowed` refuses rows for a label.
///
/// Labels in rows 1, 3 and 4 of five rows:
/// ```text
/// row 0            数量
/// row 1  数量       数量
/// row 2            数量 or 质量
/// row 3  质量       质量
/// row 4  时效       时效
/// ```
pub(super) fn centred(
    labels: &[usize],
    rows: usize,
    allowed: impl Fn(usize, Range<usize>) -> bool,
) -> Option<Vec<BTreeSet<usize>>> {
    if labels.is_empty() || rows > MOST_ROWS {
        return None;
    }
    let mut owners = vec![BTreeSet::new(); rows];
    for lower in [false, true] {
        for (label, span) in ways(labels, rows, lower, &allowed) {
            for row in &mut owners[span] {
                row.insert(label);
            }
        }
    }
    owners.iter().all(|row| !row.is_empty()).then_some(owners)
}

/// All spans that are part of a way to cover the rows whole, with their labels.
fn ways(
    labels: &[usize],
    rows: usize,
    lower: bool,
    allowed: impl Fn(usize, Range<usize>) -> bool,
) -> Vec<(usize, Range<usize>)> {
    let ends = |index: usize, start: usize| {
        let label = labels[index];
        let next = labels.get(index + 1).copied().unwrap_or(rows);
        let odd = (2 * label + 1).checked_sub(start);
        let even = odd.and_then(|odd| if lower { odd.checked_sub(1) } else { Some(odd + 1) });
        let fits = move |end: &usize| start <= label && label < *end && *end <= next;
        [odd, even].into_iter().flatten().filter(fits)
    };
    // Spans that can be reached from the first row, label by label.
    let mut reached: Vec<Vec<Range<usize>>> = Vec::with_capacity(labels.len());
    let mut starts = BTreeSet::from([0]);
    for index in 0..labels.len() {
        let spans = starts.iter().flat_map(|&start| ends(index, start).map(move |end| start..end));
        let spans: Vec<_> = spans.filter(|span| allowed(index, span.clone())).collect();
        starts = spans.iter().map(|span| span.end).collect();
        reached.push(spans);
    }
    // Of those, the ones from which the last row can be reached.
    let mut found = Vec::new();
    let mut goals = BTreeSet::from([rows]);
    for (index, spans) in reached.into_iter().enumerate().rev() {
        let kept: Vec<_> = spans.into_iter().filter(|span| goals.contains(&span.end)).collect();
        goals = kept.iter().map(|span| span.start).collect();
        found.extend(kept.into_iter().map(|span| (index, span)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_in_the_middle_covers_as_many_rows_above_as_below() {
        let owners = centred(&[2, 5], 6, |_, span| !span.contains(&4) || span.start == 0).unwrap();
        assert_eq!(owners, [0, 0, 0, 0, 0, 1].map(|label| BTreeSet::from([label])));
    }

    #[test]
    fn a_row_that_two_labels_may_cover_has_both() {
        let owners = centred(&[1, 3, 4], 5, |_, _| true).unwrap();
        assert_eq!(owners[0], BTreeSet::from([0]));
        assert_eq!(owners[2], BTreeSet::from([0, 1]));
    }

    #[test]
    fn rows_that_cannot_be_covered_are_none() {
        assert_eq!(centred(&[3], 5, |_, _| true), None);
    }

    #[test]
    fn labels_that_stand_in_the_first_row_are_carried_down() {
        assert_eq!(carried(&[0, 2], 4), [0, 0, 1, 1].map(Some));
        assert_eq!(carried(&[1], 2), [None, Some(0)]);
    }
}
