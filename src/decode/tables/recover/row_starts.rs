//! Which lines between two values belong to the row above and which to the one below: a text that is
//! wrapped fills its column on each line but its last.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::rows_from_lines::Printed;
use crate::decode::tables::Field;
use crate::fold;
use crate::patterns::Role;

/// Most lines between two values that are looked at.
const LONGEST_GAP: usize = 16;

/// What speaks against a row: a text ends and another starts in one cell.
const ENDED: usize = 2;
/// A text fills its column, and its next line is that of another row.
const FILLED: usize = 1;
/// A line is left out between two of a cell, or an empty line stands in a row.
const PARTED: usize = 3;
/// A row has no name.
const NAMELESS: usize = 3;
/// Each of these counts more than any distance from where the row was expected.
const WEIGHT: usize = 64;

/// A line of which it is not told whether it belongs to a row or to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) line: usize,
    pub(super) row: usize,
}

/// Where rows start.
pub(super) struct Starts {
    /// The first line of each row.
    pub(super) starts: Vec<usize>,
    pub(super) open: Vec<Open>,
}

/// For each row, of which `values` tells the line of its value, its first line. `sums`: which of them
/// are rows of sums, and `expected`: where the rows start as far as the number of lines tells. `None`
/// where too many lines stand between two values.
pub(super) fn row_starts(
    lines: &[&Printed],
    values: &[usize],
    sums: &[bool],
    roles: &[Option<Role>],
    expected: &[usize],
) -> Option<Starts> {
    let rows = Rows::of(lines, values, roles);
    // The lines with which each row may start.
    let mut may: Vec<std::ops::RangeInclusive<usize>> = Vec::with_capacity(values.len());
    for (row, &value) in values.iter().enumerate() {
        let above = row.checked_sub(1).and_then(|above| values.get(above));
        let first = above.map_or(0, |above| above + 1);
        let last = if row == 0 { 0 } else { value };
        if last.saturating_sub(first) > LONGEST_GAP {
            return None;
        }
        may.push(first..=last);
    }
    let ways = |top: bool| Ways::of(&rows, &may, sums, expected, top);
    let (centred, top) = (ways(false), ways(true));
    let best = if top.least < centred.least { &top } else { &centred };
    let starts = best.starts();
    let mut open = Vec::new();
    for (row, &start) in starts.iter().enumerate().skip(1) {
        let near: Vec<usize> = [&centred, &top]
            .into_iter()
            .flat_map(|ways| ways.near(row, best.least + NEARLY))
            .chain([start])
            .collect();
        let from = near.iter().min().copied().unwrap_or_default();
        let to = near.iter().max().copied().unwrap_or_default();
        open.extend((from..to).map(|line| Open { line, row: row - 1 }));
    }
    for (row, &from) in starts.iter().enumerate() {
        let to = starts.get(row + 1).copied().unwrap_or(lines.len());
        let value = values.get(row).copied().unwrap_or(from).clamp(from, to.max(from));
        let off = (value - from).abs_diff(to.saturating_sub(value + 1));
        let torn = top.least >= centred.least && off >= MOST_OFF || rows.is_torn(from, to);
        if sums.get(row) != Some(&true) && torn {
            let both = [row.checked_sub(1), Some(row)].into_iter().flatten();
            open.extend(both.flat_map(|row| (from..to).map(move |line| Open { line, row })));
        }
    }
    open.extend(rows.beside(&starts, &open));
    Some(Starts { starts, open })
}

/// So many lines more above the value of a row than below it, or fewer, and lines of other rows stand
/// among its own.
const MOST_OFF: usize = 2;

/// What is so little worse than the best may be as well.
const NEARLY: usize = WEIGHT + WEIGHT / 4;

/// All ways to part lines into rows.
struct Ways {
    /// For each row the lines with which it may start, and what the best way costs that has it so.
    rows: Vec<Vec<(usize, usize)>>,
    least: usize,
}

impl Ways {
    fn of(
        rows: &Rows<'_>,
        may: &[std::ops::RangeInclusive<usize>],
        sums: &[bool],
        expected: &[usize],
        top: bool,
    ) -> Self {
        let end = rows.lines.len();
        let cost = |row: usize, from: usize, to: usize| {
            let sum = sums.get(row) == Some(&true);
            let set = rows.values.get(row).map_or(0, |&value| match () {
                () if sum => rows.beside_sum(from, to, value),
                () if top => rows.beside_top(from, to, value),
                () => set(value - from, to.saturating_sub(value + 1)),
            });
            // Lines that are no row's own number are those of the rows around it.
            let texts = if sum { 0 } else { rows.cost(from, to) * WEIGHT };
            texts + set
        };
        let off = |row: usize, start: usize| {
            expected.get(row).map_or(0, |&wanted| start.abs_diff(wanted).min(OFF_MOST))
        };
        let mut before: Vec<Vec<(usize, usize)>> = Vec::with_capacity(may.len());
        for (row, starts) in may.iter().enumerate() {
            let path = starts.clone().map(|start| {
                let led = before.last().map_or(0, |above: &Vec<(usize, usize)>| {
                    let costs = above.iter().map(|&(from, led)| led + cost(row - 1, from, start));
                    costs.min().unwrap_or(0)
                });
                (start, led + off(row, start))
            });
            let path = path.collect();
            before.push(path);
        }
        // The same from the end.
        let mut behind: Vec<usize> = Vec::new();
        let mut least = 0;
        for row in (0..may.len()).rev() {
            let on: Vec<usize> = before[row]
                .iter()
                .map(|&(start, _)| match before.get(row + 1) {
                    None => cost(row, start, end),
                    Some(next) => {
                        let costs = next.iter().zip(&behind).map(|(&(next, _), &behind)| {
                            cost(row, start, next) + off(row + 1, next) + behind
                        });
                        costs.min().unwrap_or(0)
                    }
                })
                .collect();
            for ((_, cost), on) in before[row].iter_mut().zip(&on) {
                *cost += on;
            }
            least = before[row].iter().map(|&(_, cost)| cost).min().unwrap_or(0);
            behind = on;
        }
        Ways { rows: before, least }
    }

    fn starts(&self) -> Vec<usize> {
        let best = |row: &Vec<(usize, usize)>| {
            row.iter().min_by_key(|&&(_, cost)| cost).map_or(0, |&(start, _)| start)
        };
        self.rows.iter().map(best).collect()
    }

    /// The lines with which a row may start at no more than a cost.
    fn near(&self, row: usize, most: usize) -> impl Iterator<Item = usize> {
        let starts = self.rows.get(row).into_iter().flatten();
        starts.filter(move |&&(_, cost)| cost <= most).map(|&(start, _)| start)
    }
}

/// What it costs that so many lines of a row stand above the line of its value and below, where cells
/// are set in the middle of their rows.
fn set(above: usize, below: usize) -> usize {
    match above.abs_diff(below) {
        0 => 0,
        // Of two lines, one stands level with the value where no half line can be printed.
        off => WEIGHT / 2 + (off - 1) * WEIGHT,
    }
}

/// What it costs where cells start with their row that a line stands above its value, or that a
/// cell starts below it.
const TOP: usize = 4 * WEIGHT;
/// What a text costs on the line of sums.
const ON_SUM: usize = 20 * WEIGHT;
const OFF_MOST: usize = 12;

/// The lines that go on with the one above in each of their columns.
pub(super) fn going_on(lines: &[Printed], roles: &[Option<Role>]) -> Vec<bool> {
    let lines: Vec<&Printed> = lines.iter().collect();
    let rows = Rows::of(&lines, &[], roles);
    (0..lines.len()).map(|line| rows.goes_on(line)).collect()
}

/// The lines of a table, and how full they are.
struct Rows<'l> {
    lines: &'l [&'l Printed],
    /// The lines of values.
    values: &'l [usize],
    /// The columns that belong to one row each.
    columns: Vec<usize>,
    name: Option<usize>,
    /// For each column the width of its widest line.
    widths: Vec<usize>,
}

impl<'l> Rows<'l> {
    fn of(lines: &'l [&'l Printed], values: &'l [usize], roles: &[Option<Role>]) -> Self {
        let label =
            |role: Option<Role>| matches!(role, Some(Role::Level1 | Role::Level2 | Role::Group));
        let columns = roles.iter().enumerate().filter(|&(_, &role)| !label(role));
        let columns = columns.map(|(col, _)| col).collect();
        let name = roles.iter().position(|&role| role == Some(Role::Name));
        let widest = |col: usize| {
            let cells = lines.iter().filter_map(|line| cell(line, col));
            cells.map(|field| narrow(&field.text)).max().unwrap_or(0)
        };
        Self { lines, values, columns, name, widths: (0..roles.len()).map(widest).collect() }
    }

    fn cell(&self, line: usize, col: usize) -> Option<&Field> {
        cell(self.lines.get(line)?, col)
    }

    /// Whether what starts the text below has no room behind the text above.
    fn fills(&self, above: &Field, below: &Field, col: usize) -> bool {
        let next = below.text.chars().next().and_then(UnicodeWidthChar::width).unwrap_or(1);
        let room = self.widths.get(col).copied().unwrap_or(0);
        above.text.width() + next > room
    }

    /// Whether all that stands on a line goes on with what fills its column on the line above.
    fn goes_on(&self, line: usize) -> bool {
        let Some(above) = line.checked_sub(1) else { return false };
        let printed = |&&col: &&usize| self.cell(line, col).is_some();
        let goes_on = |&col: &usize| {
            let (above, below) = (self.cell(above, col), self.cell(line, col));
            above.zip(below).is_some_and(|(above, below)| self.fills(above, below, col))
        };
        let gap = self.lines.get(line).is_some_and(|line| line.after_gap);
        let mut own = self.columns.iter().filter(printed).peekable();
        !gap && own.peek().is_some() && own.all(goes_on)
    }

    /// What speaks against a row of the lines `from..to`.
    fn cost(&self, from: usize, to: usize) -> usize {
        let gap = |line: usize| self.lines.get(line).is_some_and(|line| line.after_gap);
        let parted = (from + 1..to).filter(|&line| gap(line)).count();
        let named = |line: usize| self.name.is_none_or(|name| self.cell(line, name).is_some());
        let mut cost = parted * PARTED + usize::from(!(from..to).any(named)) * NAMELESS;
        for &col in &self.columns {
            let mut above: Option<(usize, &Field)> = None;
            for line in from..to {
                let Some(field) = self.cell(line, col) else { continue };
                cost += match above {
                    Some((last, _)) if !self.is_next(last, line) && last + 2 < line => PARTED,
                    // What stands half a line off has lines of its own between the others.
                    Some((last, _)) if !self.is_next(last, line) => FILLED,
                    Some((_, above)) if !self.fills(above, field, col) => ENDED,
                    _ => 0,
                };
                above = Some((line, field));
            }
            let goes_on = |(last, above): (usize, &Field)| {
                let next = (last + 1..last + 3).find(|&line| self.cell(line, col).is_some());
                let next = next.filter(|&line| line >= to && self.is_next(last, line) && !gap(to));
                let below = next.and_then(|line| self.cell(line, col));
                below.is_some_and(|below| self.fills(above, below, col))
            };
            cost += usize::from(above.is_some_and(goes_on)) * FILLED;
        }
        cost
    }

    /// Names beside those of which it is not told where they end, if the one above is as full as a text
    /// that goes on.
    fn beside(&self, starts: &[usize], open: &[Open]) -> Vec<Open> {
        let Some(name) = self.name else { return Vec::new() };
        let count = starts.len();
        let mut doubted = vec![false; count];
        for open in open.iter().filter(|open| self.cell(open.line, name).is_some()) {
            for row in [open.row, open.row + 1] {
                if let Some(doubted) = doubted.get_mut(row) {
                    *doubted = true;
                }
            }
        }
        let lines = |row: usize| {
            let to = starts.get(row + 1).copied().unwrap_or(self.lines.len());
            let from = starts.get(row).copied().unwrap_or(to);
            (from..to).filter(|&line| self.cell(line, name).is_some())
        };
        let mut found = Vec::new();
        for row in 1..count {
            let (above, below) = (lines(row - 1).next_back(), lines(row).next());
            let texts = above.zip(below).and_then(|(above, below)| {
                Some((self.cell(above, name)?, self.cell(below, name)?))
            });
            let goes_on = texts.is_some_and(|(above, below)| self.fills(above, below, name));
            if goes_on && doubted[row - 1] != doubted[row] {
                let both = above.into_iter().chain(below);
                found.extend(both.map(|line| Open { line, row: row - 1 }));
            }
        }
        found
    }

    /// Whether a name ends on a line of a row before its last.
    fn is_torn(&self, from: usize, to: usize) -> bool {
        let Some(name) = self.name else { return false };
        let texts: Vec<&Field> = (from..to).filter_map(|line| self.cell(line, name)).collect();
        texts.windows(2).any(|two| !self.fills(two[0], two[1], name))
    }

    /// What the lines of a row cost where all of its cells start on the line of its value.
    fn beside_top(&self, from: usize, to: usize, value: usize) -> usize {
        let late = |&&col: &&usize| {
            let first = (from..to).find(|&line| self.cell(line, col).is_some());
            first.is_some_and(|first| first > value)
        };
        (value - from + self.columns.iter().filter(late).count()) * TOP
    }

    /// What lines cost that a row of sums takes beside its own: only parts of its numbers are its.
    fn beside_sum(&self, from: usize, to: usize, value: usize) -> usize {
        let texts = |line: &usize| {
            self.columns.iter().any(|&col| {
                let field = self.cell(*line, col);
                field.is_some_and(|field| field.text.chars().any(fold::is_cjk))
            })
        };
        (from..to).filter(|&line| line != value).filter(texts).count() * ON_SUM
    }

    /// Whether a line is the next of a cell: of two lines, one may stand above and one below the
    /// value of the row, which is set between them.
    fn is_next(&self, last: usize, line: usize) -> bool {
        last + 1 == line || last + 2 == line && self.values.binary_search(&(last + 1)).is_ok()
    }
}

/// The columns of a display that a text takes at least: marks may be set in half of theirs.
fn narrow(text: &str) -> usize {
    text.chars().map(|c| if fold::is_cjk(c) { 2 } else { 1 }).sum()
}

fn cell(line: &Printed, col: usize) -> Option<&Field> {
    line.cells.get(col)?.as_ref()
}
