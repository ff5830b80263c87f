//! Labels that span rows, in a table without drawn borders: which rows they
//! cover, where their places prove it.

use super::rows::{Placed, Row, blocks, steps};
use crate::decode::pdf::geometry::Rect;
use crate::decode::pdf::glyph_line::GlyphLine;

/// A label may stand this far off its place, in em.
const OFF: f32 = 0.2;

/// The cells of a column of labels: each stands at the top of its first row, or
/// in the middle of its rows, and covers the rows up to the next one. Rows above
/// the first label belong to one of the page before. `None` if more than one way
/// to cover the rows fits, or none.
pub(super) fn spans(lines: &[GlyphLine], rows: &[Row], header: bool) -> Option<Vec<Placed>> {
    let labels = labels(lines);
    let first = usize::from(header);
    let body = labels.get(first..).unwrap_or_default();
    let em = lines.first().map_or(0.0, |line| line.size);
    let starts = starts(body, rows, first, em)?;
    let mut cells: Vec<Placed> = Vec::new();
    let mut place = |row: usize, end: usize, label: Option<&Rect>| {
        let within = |line: &&GlyphLine| {
            label.is_some_and(|l| l.top <= line.bbox.y() && line.bbox.y() < l.bottom)
        };
        if end > row {
            cells.push((
                row,
                end - row,
                lines.iter().filter(within).cloned().collect(),
            ));
        }
    };
    place(0, first, labels.first());
    place(first, starts.first().copied().unwrap_or(rows.len()), None);
    for (number, label) in body.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(rows.len());
        place(*starts.get(number)?, end, Some(label));
    }
    Some(cells)
}

/// The labels, each in the row in which its middle stands.
pub(super) fn in_own_rows(lines: &[GlyphLine], rows: &[Row]) -> Vec<Placed> {
    let mut cells: Vec<Placed> = (0..rows.len()).map(|row| (row, 1, Vec::new())).collect();
    for label in labels(lines) {
        let row = rows.partition_point(|row| row.bottom <= label.y());
        let within = |line: &&GlyphLine| label.top <= line.bbox.y() && line.bbox.y() < label.bottom;
        if let Some((_, _, cell)) = cells.get_mut(row.min(rows.len().saturating_sub(1))) {
            cell.extend(lines.iter().filter(within).cloned());
        }
    }
    cells
}

/// The boxes of the labels of a column: lines that stand as near as those of one
/// label do, which are no further apart than one and a half em.
fn labels(lines: &[GlyphLine]) -> Vec<Rect> {
    let lines: Vec<&GlyphLine> = lines.iter().collect();
    let size = lines.first().map_or(0.0, |line| line.size);
    let near = |step: &f32| *step > 1.0 && *step <= size * WRAPPED;
    let pitch = steps(&lines).into_iter().filter(near).reduce(f32::min);
    blocks(&lines, pitch)
}

/// Lines of one label stand no further apart, in em.
const WRAPPED: f32 = 1.8;

/// The first row of each label, if the places of all leave one way only.
fn starts(labels: &[Rect], rows: &[Row], first: usize, em: f32) -> Option<Vec<usize>> {
    if labels.is_empty() {
        return Some(Vec::new());
    }
    let fits = |label: &Rect, start: usize, end: usize| {
        let (Some(top), Some(bottom)) = (rows.get(start), rows.get(end - 1)) else {
            return false;
        };
        let inside = top.top <= label.y() && label.y() <= bottom.bottom;
        let middle = ((top.top + bottom.bottom) / 2.0 - label.y()).abs() <= em * OFF;
        let at_top = (label.top - top.text).abs() <= em * OFF;
        inside && (middle || at_top)
    };
    // Ways to cover the rows from each row on, with the labels from each on: how
    // many, and where the next label starts in the last one found.
    let count = rows.len();
    let mut ways = vec![vec![(0u8, 0usize); count + 1]; labels.len() + 1];
    ways[labels.len()][count] = (1, count);
    for (n, label) in labels.iter().enumerate().rev() {
        for start in first..count {
            let mut found = (0u8, 0);
            for (end, &(after, _)) in ways[n + 1].iter().enumerate().skip(start + 1) {
                if after > 0 && fits(label, start, end) {
                    found = (found.0.saturating_add(after).min(2), end);
                }
            }
            ways[n][start] = found;
        }
    }
    // Rows above the first label belong to the page before.
    let open: Vec<usize> = (first..count)
        .filter(|&start| ways[0][start].0 > 0)
        .collect();
    let start = match open.as_slice() {
        [start] => *start,
        all => *all.iter().find(|&&start| start == first)?,
    };
    let mut starts = vec![start];
    for way in ways.iter().take(labels.len()) {
        let (found, next) = way[*starts.last()?];
        if found != 1 {
            return None;
        }
        starts.push(next);
    }
    starts.pop();
    Some(starts)
}
