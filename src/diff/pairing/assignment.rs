//! Which rows belong together if each has one partner at most: the best sum.
//!
//! What counts of a pair is how far it is above the limit of a renaming, so that two
//! weak pairs never outweigh a good one. Rows that touch no common candidate are
//! apart from the start, which keeps each problem small.

use std::cmp::Reverse;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::features::Features;
use super::scores::Scores;

/// The pairs of the best sum. The same in both directions, and in any order of rows
/// whose content differs.
pub(super) fn best(
    old: &[Features<'_>],
    new: &[Features<'_>],
    scores: &Scores,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (mut olds, mut news) in components(scores) {
        let order = |rows: &[Features<'_>], places: &mut Vec<usize>| {
            let key = |&place: &usize| rows.get(place).map(|row| (row.content.as_str(), place));
            places.sort_by(|a, b| key(a).cmp(&key(b)));
        };
        order(old, &mut olds);
        order(new, &mut news);
        let contents = |rows: &[Features<'_>], places: &[usize]| -> Vec<String> {
            let rows = places.iter().filter_map(|&place| rows.get(place));
            rows.map(|row| row.content.clone()).collect()
        };
        // Which side stands in the rows must not depend on which is the old one.
        let turned = match olds.len().cmp(&news.len()) {
            std::cmp::Ordering::Equal => contents(old, &olds) > contents(new, &news),
            unequal => unequal.is_gt(),
        };
        let (rows, columns) = if turned { (&news, &olds) } else { (&olds, &news) };
        let weight = |row: usize, column: usize| {
            let (a, b) = if turned { (column, row) } else { (row, column) };
            scores.worth(a, b)
        };
        for (row, column) in solve(rows, columns, weight) {
            pairs.push(if turned { (column, row) } else { (row, column) });
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Rows of a problem on either side for which the best sum is looked for, which takes time by their
/// third power; of more, the best pair that is left is taken again and again.
const MOST_SOLVED: usize = 256;

/// The best pair first, then the best of what is left.
fn greedy(
    rows: &[usize],
    columns: &[usize],
    weight: impl Fn(usize, usize) -> i64,
) -> Vec<(usize, usize)> {
    let mut worth: Vec<(Reverse<i64>, u32, u32)> = Vec::new();
    for (r, &row) in rows.iter().enumerate() {
        for (c, &column) in columns.iter().enumerate() {
            let weight = weight(row, column);
            if weight > 0 {
                worth.push((Reverse(weight), r as u32, c as u32));
            }
        }
    }
    worth.sort_unstable();
    let (mut free_rows, mut free_columns) = (vec![true; rows.len()], vec![true; columns.len()]);
    let mut pairs = Vec::new();
    for (_, r, c) in worth {
        let (r, c) = (r as usize, c as usize);
        if free_rows[r] && free_columns[c] {
            (free_rows[r], free_columns[c]) = (false, false);
            pairs.push((rows[r], columns[c]));
        }
    }
    pairs
}

/// The best pairs of one problem; those that are worth nothing are left out.
fn solve(
    rows: &[usize],
    columns: &[usize],
    weight: impl Fn(usize, usize) -> i64,
) -> Vec<(usize, usize)> {
    if let [row] = rows {
        let best = columns.iter().enumerate();
        let best = best.min_by_key(|&(rank, &column)| (Reverse(weight(*row, column)), rank));
        let best = best.map(|(_, &column)| (*row, column));
        return best.into_iter().filter(|&(r, c)| weight(r, c) > 0).collect();
    }
    if columns.len() > MOST_SOLVED {
        return greedy(rows, columns, weight);
    }
    let matrix =
        Matrix::from_fn(rows.len(), columns.len(), |(r, c)| match (rows.get(r), columns.get(c)) {
            (Some(&row), Some(&column)) => weight(row, column),
            _ => 0,
        });
    let (_, chosen) = kuhn_munkres(&matrix);
    let pairs = rows.iter().zip(chosen).filter_map(|(&row, column)| {
        let column = *columns.get(column)?;
        (weight(row, column) > 0).then_some((row, column))
    });
    pairs.collect()
}

/// Rows of both sides that hang together by pairs worth something.
fn components(scores: &Scores) -> Vec<(Vec<usize>, Vec<usize>)> {
    let (olds, news) = scores.size();
    let mut group: Vec<usize> = (0..olds + news).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while group[at] != at {
            group[at] = group[group[at]];
            at = group[at];
        }
        at
    }
    for old in 0..olds {
        for new in 0..news {
            if scores.worth(old, new) > 0 {
                let (a, b) = (root(&mut group, old), root(&mut group, olds + new));
                group[a.max(b)] = a.min(b);
            }
        }
    }
    let mut found: Vec<(Vec<usize>, Vec<usize>)> = vec![Default::default(); olds + news];
    for old in 0..olds {
        found[root(&mut group, old)].0.push(old);
    }
    for new in 0..news {
        let root = root(&mut group, olds + new);
        found[root].1.push(new);
    }
    found.retain(|(olds, news)| !olds.is_empty() && !news.is_empty());
    found
}
