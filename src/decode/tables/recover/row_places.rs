//! Where the rows of a table stand among its lines, and rows that hold the values of two.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::suits::{Kind, kind};
use super::vocabulary::Vocabulary;
use crate::decode::tables::Field;
use crate::patterns::{Role, WordKind};

/// Doubts rows of which a cell holds the values of two, or the name a value.
pub(super) fn doubt_two_values(
    rows: &mut [Vec<Field>],
    roles: &[Option<Role>],
    known: Vocabulary<'_>,
) {
    /// A shorter text is a part of many words.
    const SHORTEST: usize = 2;
    let is = |col: usize, wanted: Kind| {
        roles.get(col).copied().flatten().is_some_and(|role| kind(role) == wanted)
    };
    let cells = rows.iter().flat_map(|row| row.iter().enumerate());
    let texts: FxHashSet<String> = cells
        .filter(|&(col, cell)| is(col, Kind::Value) && cell.text.chars().count() >= SHORTEST)
        .map(|(_, cell)| cell.text.clone())
        .collect();
    let said = |line: &&str| {
        known.is(line, WordKind::Quality)
            || known.is(line, WordKind::Reached)
            || texts.contains(*line)
    };
    let two = |(col, cell): (usize, &Field)| {
        let text = &cell.text;
        if is(col, Kind::Value) && text.contains('\n') {
            let lines = text.split('\n');
            let values = lines.filter(|line| known.is_value(line) || said(line)).count();
            return values > 1 && !known.is_date(&text.replace('\n', ""));
        }
        roles.get(col) == Some(&Some(Role::Name))
            && text.contains(['\n', ' '])
            && text.split(['\n', ' ']).any(|part| texts.contains(part))
    };
    for row in rows.iter_mut() {
        if row.iter().enumerate().any(two) {
            for (cell, role) in row.iter_mut().zip(roles) {
                let label = matches!(role, Some(Role::Level1 | Role::Level2 | Role::Group));
                cell.unowned |= !label;
            }
        }
    }
}

/// Where the rows of a table stand, in lines of text.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// Between which places each row begins, and the last ends, one behind the other.
    pub(super) starts: Vec<(f32, f32)>,
    /// Rows of sums, which no label spans, one behind the other.
    pub(super) sums: Vec<usize>,
}

impl Places {
    /// The rows of which a place is no more than a line away.
    pub(super) fn around(&self, at: f32) -> Range<usize> {
        let from = self.starts.partition_point(|start| start.1 + 1.0 < at).saturating_sub(1);
        from..self.starts.partition_point(|start| start.0 <= at + 1.0)
    }
}

/// For each line the rows of the nearest lines above and below it that belong to one.
pub(super) fn beside(owner: &[Option<usize>]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut beside = Vec::with_capacity(owner.len());
    let mut above = None;
    for row in owner {
        above = row.or(above);
        beside.push((above, None));
    }
    let mut below = None;
    for (row, (_, found)) in owner.iter().zip(&mut beside).rev() {
        below = row.or(below);
        *found = below;
    }
    beside
}

/// Where each line stands, in lines of text, and between which lines each row begins and the last
/// ends. A line of labels alone may stand in the room of the row above it or of the one below.
pub(super) fn positions(owner: &[Option<usize>], count: usize) -> (Vec<f32>, Vec<(f32, f32)>) {
    let mut first = vec![None; count];
    let mut last = vec![0.0; count];
    for (line, row) in owner.iter().enumerate() {
        let Some(row) = row.filter(|&row| row < count) else { continue };
        first[row].get_or_insert(line as f32);
        last[row] = line as f32 + 1.0;
    }
    let mut starts = Vec::with_capacity(count + 1);
    let mut end = 0.0;
    for (first, last) in first.into_iter().zip(last) {
        starts.push((end, first.unwrap_or(end)));
        end = last.max(end);
    }
    starts.push((end, owner.len() as f32));
    // Rows are looked for among them by halves.
    debug_assert!(starts.is_sorted_by(|one, next| one.0 <= next.0 && one.1 <= next.1));
    let at = (0..owner.len()).map(|line| line as f32 + 0.5).collect();
    (at, starts)
}
