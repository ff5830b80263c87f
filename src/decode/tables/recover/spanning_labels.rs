//! Labels of the level columns: wrapped ones put together, and each moved to
//! the first of the rows it spans.

use super::vocabulary::Vocabulary;
use crate::decode::tables::Field;

/// Most lines over which a label is wrapped in a narrow column.
const MAX_FRAGMENTS: usize = 5;

/// Puts wrapped labels together: as many fragments as make a known label, else
/// each by itself.
pub(super) fn join(
    fragments: Vec<(f32, Field)>,
    level: u8,
    known: Vocabulary<'_>,
) -> Vec<(f32, Field)> {
    let mut joined: Vec<(f32, Field)> = Vec::new();
    let mut index = 0;
    while let Some((start, field)) = fragments.get(index) {
        let mut text = String::new();
        let mut taken = 1;
        for (length, (_, part)) in fragments.iter().skip(index).take(MAX_FRAGMENTS).enumerate() {
            text.push_str(&part.text);
            let whole = match level {
                0 => true,
                level => known.is_label(&text, level),
            };
            if whole {
                taken = length + 1;
            }
        }
        let mut whole = field.clone();
        let mut end = *start;
        for (position, part) in fragments.iter().skip(index + 1).take(taken - 1) {
            whole.wrap(part.clone());
            end = *position;
        }
        joined.push(((start + end) / 2.0, whole));
        index += taken;
    }
    joined
}

/// Writes each label into the first row it spans.
pub(super) fn place(
    labels: Vec<(f32, Field)>,
    col: usize,
    level2: Option<usize>,
    rows: &mut [Vec<Field>],
    known: Vocabulary<'_>,
) {
    let starts = by_level2(&labels, level2, rows, known)
        .or_else(|| by_symmetry(&labels, rows.len()))
        .unwrap_or_else(|| labels.iter().map(|(at, _)| *at as usize).collect());
    let last = rows.len().saturating_sub(1);
    for ((_, label), start) in labels.into_iter().zip(starts) {
        let cell = rows.get_mut(start.min(last)).and_then(|r| r.get_mut(col));
        if let Some(cell) = cell {
            cell.wrap(label);
        }
    }
}

/// First rows of labels that are centred on the rows they span: each starts
/// where the one before ends, and reaches as far below its place as above.
fn by_symmetry(labels: &[(f32, Field)], rows: usize) -> Option<Vec<usize>> {
    let mut start = 0usize;
    let mut starts = Vec::with_capacity(labels.len());
    for (centre, _) in labels {
        starts.push(start);
        // Places are multiples of a fraction of a row; rounding absorbs it.
        let end = (2.0 * centre - start as f32).round();
        if end < start as f32 + 1.0 {
            return None;
        }
        start = end as usize;
    }
    (start == rows).then_some(starts)
}

/// First rows of labels of level 1 by the labels of level 2 beside them.
fn by_level2(
    labels: &[(f32, Field)],
    level2: Option<usize>,
    rows: &[Vec<Field>],
    known: Vocabulary<'_>,
) -> Option<Vec<usize>> {
    let level2 = level2?;
    let mut starts = Vec::with_capacity(labels.len());
    let mut row = 0;
    let label_of = |r: usize| rows.get(r).and_then(|r| r.get(level2)).map_or("", |f| &*f.text);
    for (index, (_, label)) in labels.iter().enumerate() {
        starts.push(row);
        let begin = row;
        let next = labels.get(index + 1).map(|(_, f)| &*f.text);
        while row < rows.len() {
            let below = label_of(row);
            let own = below.is_empty() || known.may_hold(&label.text, below);
            // A label that two of level 1 may hold goes with the next one as
            // soon as that one is printed at or before this row.
            let reached = labels.get(index + 1).is_some_and(|(at, _)| *at < row as f32 + 1.0);
            let both = !below.is_empty() && next.is_some_and(|n| known.may_hold(n, below));
            if row > begin && (!own || (both && reached)) {
                break;
            }
            if !own {
                return None;
            }
            row += 1;
        }
    }
    (row == rows.len()).then_some(starts)
}
