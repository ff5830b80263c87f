//! Cells without columns to rows: which cell is a name and which a value, by
//! what each holds.

use super::vocabulary::Vocabulary;
use crate::fold;
use crate::patterns::{Role, WordKind};

/// How many cells each column of a row takes, row by row, and how well each
/// row fits.
#[derive(Debug, PartialEq)]
pub(in crate::decode::tables) struct Fit {
    pub(in crate::decode::tables) rows: Vec<FitRow>,
    /// Sum of the scores; below zero nothing fits.
    pub(in crate::decode::tables) score: i32,
}

/// The cells of one row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::decode::tables) enum FitRow {
    /// For each column from the name on, the number of cells.
    Whole(Vec<usize>),
    /// A row that lacks a cell: the cells of its name, and the values behind it, whose columns
    /// are not told.
    Incomplete {
        /// Cells of the name.
        name: usize,
        /// Cells behind it.
        values: usize,
    },
}

/// How a state was reached: the cells that the last column took, or a row without some.
#[derive(Debug, Clone, Copy)]
enum Step {
    Column(usize),
    Incomplete { name: usize, values: usize },
}

/// What a row without some of its cells costs: any row that is whole is better.
const INCOMPLETE: i32 = 2;

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
    let mut best: Vec<Option<(i32, Step)>> = vec![None; states];
    let slot = |i: usize, k: usize| i * (width + 1) + k;
    let improve = |best: &mut Vec<Option<(i32, Step)>>, at: usize, new: (i32, Step)| {
        if let Some(old) = best.get_mut(at)
            && old.is_none_or(|(score, _)| new.0 > score)
        {
            *old = Some(new);
        }
    };
    improve(&mut best, slot(0, 0), (0, Step::Column(0)));
    for i in 0..=cells.len() {
        // The first column comes last: a row that is full opens the next one
        // with the same cell.
        for k in (1..=width).chain([0]) {
            let Some((score, _)) = best.get(slot(i, k)).copied().flatten() else {
                continue;
            };
            let Some(&role) = roles.get(k) else {
                if i < cells.len() && !one_row {
                    improve(&mut best, slot(i, 0), (score, Step::Column(0)));
                }
                continue;
            };
            if k == 0 && !one_row {
                for (gain, name, values) in incomplete(cells, i, roles, known) {
                    let step = Step::Incomplete { name, values };
                    improve(&mut best, slot(i + name + values, width), (score + gain, step));
                }
            }
            // A column that no head names may be absent at the end of a row.
            let at_end = kind(role) == Kind::Unknown
                && roles.iter().skip(k).all(|&r| may_be_absent(r) || kind(r) == Kind::Unknown);
            let least = usize::from(!may_be_absent(role) && !at_end);
            let most = (cells.len() - i).min(MAX_PARTS);
            let mut text = String::new();
            let mut values = 0;
            for parts in 0..=most {
                if let Some(cell) = parts.checked_sub(1).and_then(|p| cells.get(i + p)) {
                    text.push_str(cell);
                    values += usize::from(is_value(cell, known));
                }
                if parts < least {
                    continue;
                }
                let gain = suits(role, &text, parts, known) - glued(role, parts, values);
                improve(&mut best, slot(i + parts, k + 1), (score + gain, Step::Column(parts)));
            }
        }
    }
    trace(&best, cells.len(), width)
}

/// What it costs that a value stands within a name, or two in a cell of values: whatever else may
/// fit, the cells are then those of other columns.
fn glued(role: Role, parts: usize, values: usize) -> i32 {
    const NEVER: i32 = 100;
    let most = match kind(role) {
        Kind::Words if parts > 1 => 0,
        Kind::Value | Kind::Points => 1,
        _ => parts,
    };
    if values > most { NEVER } else { 0 }
}

/// Rows at `from` that have a name and too few values: their gain, and the cells of each part.
fn incomplete(
    cells: &[&str],
    from: usize,
    roles: &[Role],
    known: Vocabulary<'_>,
) -> Vec<(i32, usize, usize)> {
    let needed = roles.iter().skip(1).filter(|&&role| !may_be_absent(role)).count();
    let is_value = |at: usize| {
        cells.get(at).is_some_and(|text| is_value(text, known) || known.is(text, WordKind::None))
    };
    let mut found = Vec::new();
    let mut text = String::new();
    for name in 1..=MAX_PARTS.min(cells.len().saturating_sub(from)) {
        if is_value(from + name - 1) {
            break;
        }
        text.push_str(cells.get(from + name - 1).copied().unwrap_or_default());
        let values = (from + name..cells.len()).take_while(|&at| is_value(at)).count();
        if (1..needed).contains(&values) {
            let gain = roles.first().map_or(0, |&role| suits(role, &text, name, known));
            found.push((gain - INCOMPLETE, name, values));
        }
    }
    found
}

/// Walks back from the end.
fn trace(best: &[Option<(i32, Step)>], cells: usize, width: usize) -> Option<Fit> {
    let slot = |i: usize, k: usize| i * (width + 1) + k;
    let (score, _) = best.get(slot(cells, width)).copied().flatten()?;
    let mut rows = Vec::new();
    let mut i = cells;
    while i > 0 || rows.is_empty() {
        let mut row = Vec::with_capacity(width);
        let mut short = None;
        for k in (1..=width).rev() {
            match best.get(slot(i, k)).copied().flatten()?.1 {
                Step::Column(parts) => {
                    row.push(parts);
                    i = i.checked_sub(parts)?;
                }
                Step::Incomplete { name, values } => {
                    short = Some(FitRow::Incomplete { name, values });
                    i = i.checked_sub(name + values)?;
                    break;
                }
            }
        }
        row.reverse();
        rows.push(short.unwrap_or(FitRow::Whole(row)));
    }
    rows.reverse();
    Some(Fit { rows, score })
}

fn may_be_absent(role: Role) -> bool {
    kind(role) == Kind::Reason
}

/// What kind of text a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Points,
    Value,
    Unit,
    Sign,
    /// Words that are absent in most rows.
    Reason,
    Criterion,
    /// Its head says nothing.
    Unknown,
    Words,
}

fn kind(role: Role) -> Kind {
    match role {
        Role::Rate | Role::Coefficient | Role::Number => Kind::Points,
        Role::Data => Kind::Value,
        role if role.is_points() => Kind::Points,
        role if role.is_quantity() => Kind::Value,
        Role::Unit => Kind::Unit,
        Role::Comparator | Role::Core => Kind::Sign,
        Role::Reason | Role::Remark | Role::Measure => Kind::Reason,
        Role::Criterion => Kind::Criterion,
        Role::Unknown => Kind::Unknown,
        _ => Kind::Words,
    }
}

/// How well a text suits a column, `parts` being the cells it was put together
/// from. Only the order of the sums matters: a number in a column of numbers
/// outweighs a wrapped name, and words in one are never worth a better name.
fn suits(role: Role, text: &str, parts: usize, known: Vocabulary<'_>) -> i32 {
    let none = known.is(text, WordKind::None);
    let valued = is_value(text, known);
    let wrapped = parts.saturating_sub(1) as i32;
    match kind(role) {
        Kind::Points => {
            let fits = if is_number(text) {
                6
            } else if none {
                0
            } else {
                -12
            };
            fits - 6 * wrapped
        }
        Kind::Value => {
            let fits = match () {
                () if valued => 6,
                () if known.is(text, WordKind::Quality) => 5,
                () if none => 1,
                () if text.chars().count() <= 8 => 0,
                () => -4,
            };
            fits - 3 * wrapped
        }
        Kind::Unit => {
            let short = text.chars().count() <= 4 && !text.chars().any(|c| c.is_ascii_digit());
            (if short { 2 } else { -6 }) - 4 * wrapped
        }
        Kind::Sign => {
            let fits = known.is(text, WordKind::Sign) || known.is(text, WordKind::Quality);
            (if fits { 5 } else { -6 }) - 6 * wrapped
        }
        Kind::Reason | Kind::Unknown if parts == 0 => -1,
        Kind::Reason | Kind::Criterion => {
            (if none {
                3
            } else if valued {
                -8
            } else {
                1
            }) - wrapped
        }
        Kind::Unknown => 1 - 3 * wrapped,
        Kind::Words => {
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
