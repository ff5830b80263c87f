//! Which lines between two values belong to the row above and which to the one below: a text that is
//! wrapped fills its column on each line but its last.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::rows_from_lines::Printed;
use crate::decode::tables::Field;
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

/// For each row, of which `values` tells the line of its value, its first line. `expected`: where
/// the rows start as far as the number of lines tells. `None` where too many lines stand between
/// two values.
pub(super) fn row_starts(
    lines: &[&Printed],
    values: &[usize],
    roles: &[Option<Role>],
    expected: &[usize],
) -> Option<Vec<usize>> {
    let rows = Rows::of(lines, values, roles);
    // For the row before: where it may start, at what cost, and where the one before it does then.
    let mut paths: Vec<Vec<(usize, usize, usize)>> = Vec::with_capacity(values.len());
    for (row, &value) in values.iter().enumerate() {
        let above = row.checked_sub(1).and_then(|above| values.get(above));
        let first = above.map_or(0, |above| above + 1);
        let last = if row == 0 { 0 } else { value };
        if last.saturating_sub(first) > LONGEST_GAP {
            return None;
        }
        let wanted = expected.get(row).copied().unwrap_or(value);
        let starts = first..=last;
        let path = starts.map(|start| {
            let best = paths.last().and_then(|above| {
                let costs = above.iter().enumerate().map(|(index, &(from, cost, _))| {
                    (cost + rows.cost(from, start) * WEIGHT, index)
                });
                costs.min()
            });
            let (cost, before) = best.unwrap_or_default();
            (start, cost + start.abs_diff(wanted).min(WEIGHT - 1), before)
        });
        let path = path.collect();
        paths.push(path);
    }
    let ends = paths.last()?.iter().enumerate();
    let costs =
        ends.map(|(index, &(from, cost, _))| (cost + rows.cost(from, lines.len()) * WEIGHT, index));
    let (_, mut index) = costs.min()?;
    let mut starts = Vec::with_capacity(values.len());
    for path in paths.iter().rev() {
        let &(start, _, before) = path.get(index)?;
        starts.push(start);
        index = before;
    }
    starts.reverse();
    Some(starts)
}

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
            cells.map(|field| field.text.width()).max().unwrap_or(0)
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
                    Some((last, _)) if !self.is_next(last, line) => PARTED,
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

    /// Whether a line is the next of a cell: of two lines, one may stand above and one below the
    /// value of the row, which is set between them.
    fn is_next(&self, last: usize, line: usize) -> bool {
        last + 1 == line || last + 2 == line && self.values.binary_search(&(last + 1)).is_ok()
    }
}

fn cell(line: &Printed, col: usize) -> Option<&Field> {
    line.cells.get(col)?.as_ref()
}
