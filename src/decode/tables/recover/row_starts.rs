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
    let rows = Rows::of(lines, roles);
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
    let costs = ends.map(|(index, &(from, cost, _))| {
        (cost + rows.cost(from, lines.len()) * WEIGHT, index)
    });
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

/// The lines of a table, and how full they are.
struct Rows<'l> {
    lines: &'l [&'l Printed],
    /// The columns that belong to one row each.
    columns: Vec<usize>,
    name: Option<usize>,
    /// For each column the width of its widest line.
    widths: Vec<usize>,
}

impl<'l> Rows<'l> {
    fn of(lines: &'l [&'l Printed], roles: &[Option<Role>]) -> Self {
        let label = |role: Option<Role>| {
            matches!(role, Some(Role::Level1 | Role::Level2 | Role::Group))
        };
        let columns = roles.iter().enumerate().filter(|&(_, &role)| !label(role));
        let columns = columns.map(|(col, _)| col).collect();
        let name = roles.iter().position(|&role| role == Some(Role::Name));
        let widest = |col: usize| {
            let cells = lines.iter().filter_map(|line| cell(line, col));
            cells.map(|field| field.text.width()).max().unwrap_or(0)
        };
        Self { lines, columns, name, widths: (0..roles.len()).map(widest).collect() }
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
                    Some((last, _)) if last + 1 < line => PARTED,
                    Some((_, above)) if !self.fills(above, field, col) => ENDED,
                    _ => 0,
                };
                above = Some((line, field));
            }
            let goes_on = |(last, above): (usize, &Field)| {
                let below = self.cell(to, col).filter(|_| last + 1 == to && !gap(to));
                below.is_some_and(|below| self.fills(above, below, col))
            };
            cost += usize::from(above.is_some_and(goes_on)) * FILLED;
        }
        cost
    }
}

fn cell<'l>(line: &'l Printed, col: usize) -> Option<&'l Field> {
    line.cells.get(col)?.as_ref()
}
