//! Cells without columns to rows: which cell is a name and which a value, by
//! what each holds.

use super::vocabulary::Vocabulary;
use crate::fold;
use crate::patterns::{Role, WordKind};

/// How many cells each column of a row takes, row by row, and how well each
/// row fits.
#[derive(Debug, PartialEq)]
pub(in crate::decode::tables) struct Fit {
    /// For each row, for each column from the name on, the number of cells.
    pub(in crate::decode::tables) rows: Vec<Vec<usize>>,
    /// Sum of the scores; below zero nothing fits.
    pub(in crate::decode::tables) score: i32,
}

/// Most cells fitted at once; the work grows with their number times the
/// number of columns.
const MAX_CELLS: usize = 400;

/// Most cells that one column of a row takes: wrapped lines, or the words of a
/// value set apart by spaces.
const MAX_PARTS: usize = 6;

/// Fits cells to rows of the columns `roles`, whose first is the name. `rows`
/// limits the number of rows.
pub(in crate::decode::tables) fn fit(
    cells: &[&str],
    roles: &[Role],
    known: Vocabulary<'_>,
    one_row: bool,
) -> Option<Fit> {
    if cells.is_empty() || cells.len() > MAX_CELLS || roles.is_empty() {
        return None;
    }
    let width = roles.len();
    let states = (cells.len() + 1) * (width + 1);
    // Best score with `i` cells taken and `k` columns of the row filled, and the
    // cells that the last column took.
    let mut best: Vec<Option<(i32, usize)>> = vec![None; states];
    let slot = |i: usize, k: usize| i * (width + 1) + k;
    let improve = |best: &mut Vec<Option<(i32, usize)>>, at: usize, new: (i32, usize)| {
        if let Some(old) = best.get_mut(at)
            && old.is_none_or(|(score, _)| new.0 > score)
        {
            *old = Some(new);
        }
    };
    improve(&mut best, slot(0, 0), (0, 0));
    for i in 0..=cells.len() {
        // The first column comes last: a row that is full opens the next one
        // with the same cell.
        for k in (1..=width).chain([0]) {
            let Some((score, _)) = best.get(slot(i, k)).copied().flatten() else {
                continue;
            };
            let Some(&role) = roles.get(k) else {
                if i < cells.len() && !one_row {
                    improve(&mut best, slot(i, 0), (score, 0));
                }
                continue;
            };
            let least = usize::from(!may_be_absent(role));
            let most = (cells.len() - i).min(MAX_PARTS);
            let mut text = String::new();
            for parts in 0..=most {
                if let Some(cell) = parts.checked_sub(1).and_then(|p| cells.get(i + p)) {
                    text.push_str(cell);
                }
                if parts < least {
                    continue;
                }
                let gain = suits(role, &text, parts, known);
                improve(&mut best, slot(i + parts, k + 1), (score + gain, parts));
            }
        }
    }
    trace(&best, cells.len(), width)
}

/// Walks back from the end.
fn trace(best: &[Option<(i32, usize)>], cells: usize, width: usize) -> Option<Fit> {
    let slot = |i: usize, k: usize| i * (width + 1) + k;
    let (score, _) = best.get(slot(cells, width)).copied().flatten()?;
    let mut rows = Vec::new();
    let mut i = cells;
    while i > 0 || rows.is_empty() {
        let mut row = Vec::with_capacity(width);
        for k in (1..=width).rev() {
            let (_, parts) = best.get(slot(i, k)).copied().flatten()?;
            row.push(parts);
            i = i.checked_sub(parts)?;
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    Some(Fit { rows, score })
}

fn may_be_absent(role: Role) -> bool {
    matches!(role, Role::Reason | Role::Remark)
}

/// How well a text suits a column, `parts` being the cells it was put together
/// from. Only the order of the sums matters: a number in a column of numbers
/// outweighs a wrapped name, and words in one are never worth a better name.
fn suits(role: Role, text: &str, parts: usize, known: Vocabulary<'_>) -> i32 {
    let none = known.is(text, WordKind::None);
    let valued = is_value(text, known);
    let wrapped = parts.saturating_sub(1) as i32;
    match role {
        Role::Weight | Role::Score | Role::Rate | Role::Coefficient | Role::Number => {
            let fits = if is_number(text) {
                6
            } else if none {
                0
            } else {
                -12
            };
            fits - 6 * wrapped
        }
        Role::Target | Role::TargetAdjusted | Role::Actual => {
            let fits = match () {
                () if valued => 6,
                () if known.is(text, WordKind::Quality) => 5,
                () if none => 1,
                () if text.chars().count() <= 8 => 0,
                () => -4,
            };
            fits - 3 * wrapped
        }
        Role::Unit => {
            let short = text.chars().count() <= 4 && !text.chars().any(|c| c.is_ascii_digit());
            (if short { 2 } else { -6 }) - 4 * wrapped
        }
        Role::Comparator | Role::Core => {
            let fits = known.is(text, WordKind::Sign) || known.is(text, WordKind::Quality);
            (if fits { 5 } else { -6 }) - 6 * wrapped
        }
        Role::Reason | Role::Remark if parts == 0 => -1,
        Role::Reason | Role::Remark | Role::Criterion => {
            (if none {
                3
            } else if valued {
                -8
            } else {
                1
            }) - wrapped
        }
        _ => {
            // A sign of comparison belongs to the value after it.
            let open = text.trim_end().ends_with(['≥', '≤', '=', '>', '<']);
            let named = !valued && !none && !open && text.chars().any(fold::is_cjk);
            (if named { 4 } else { -8 }) - 2 * wrapped
        }
    }
}

/// Digits with a point, a percent sign, or the unit of points.
fn is_number(text: &str) -> bool {
    let key = fold::key(text);
    let digits = key.chars().filter(char::is_ascii_digit).count();
    digits > 0 && key.chars().count() <= digits + 2 && key.starts_with(|c: char| c.is_ascii_digit())
}

/// A number with what may stand around it, or a bound.
pub(in crate::decode::tables) fn is_value(text: &str, known: Vocabulary<'_>) -> bool {
    let key = fold::key(text);
    let starts = key.starts_with(|c: char| c.is_ascii_digit());
    let has_digit = || key.contains(|c: char| c.is_ascii_digit());
    // `3个主要平台建设数` starts with a digit and is a name.
    let short = key.chars().count() <= 12;
    (starts && short)
        || (has_digit() && (known.is(text, WordKind::Before) || known.is(text, WordKind::After)))
}
