//! Rows of a table to grids: tables side by side apart, places filled, spans as they are shown.

use rustc_hash::FxHashSet as HashSet;

use super::printed::{Print, Printed};
use super::regions::Row;
use super::told::Told;
use crate::document::{Cell, Grid, Origin};
use crate::patterns::{Patterns, Role};

/// Most cells of a grid.
const MOST_CELLS: usize = 200_000;

/// Most columns of a grid.
const MOST_COLUMNS: u32 = 1000;

/// Of a table with more columns than this, blank ones are left out. The widest form known has
/// 13.
const WIDE: u32 = 64;

/// Rows and columns at least of each of two tables side by side.
const LEAST: usize = 2;

/// Whether rows hold tables side by side.
pub(super) fn are_side_by_side(rows: &[Row<'_>], patterns: &Patterns) -> bool {
    let cells: Vec<&Print> = rows.iter().flat_map(|row| row.cells.iter().copied()).collect();
    side_by_side(&cells, patterns).len() > 1
}

/// The grids of a table's rows.
pub(super) fn grids(
    page: u32,
    rows: &[Row<'_>],
    printed: &Printed,
    patterns: &Patterns,
    told: &mut Told,
) -> Vec<Grid> {
    let cells: Vec<&Print> = rows.iter().flat_map(|row| row.cells.iter().copied()).collect();
    let parts = side_by_side(&cells, patterns);
    parts.into_iter().map(|cells| grid(page, cells, printed, told)).collect()
}

/// The cells parted at columns that are blank from top to bottom, if what stands on each side
/// is a table.
fn side_by_side<'c>(cells: &[&'c Print], patterns: &Patterns) -> Vec<Vec<&'c Print>> {
    let mut by_column: Vec<&Print> = cells.to_vec();
    by_column.sort_by_key(|cell| (cell.column, cell.row));
    let mut parts: Vec<Vec<&Print>> = Vec::new();
    let mut end = 0;
    for cell in by_column {
        if parts.is_empty() || cell.column > end {
            parts.push(Vec::new());
        }
        end = end.max(cell.column + cell.columns);
        if let Some(part) = parts.last_mut() {
            part.push(cell);
        }
    }
    let is_table = |part: &Vec<&Print>| {
        let filled = || part.iter().filter(|cell| !cell.text.is_empty());
        let rows: HashSet<u32> = filled().map(|cell| cell.row).collect();
        let columns: HashSet<u32> = filled().map(|cell| cell.column).collect();
        rows.len() >= LEAST && columns.len() >= LEAST
    };
    if parts.len() < 2 || !parts.iter().all(is_table) || share_a_head(&parts, patterns) {
        return vec![cells.to_vec()];
    }
    for part in &mut parts {
        part.sort_by_key(|cell| (cell.row, cell.column));
    }
    parts
}

/// Whether a head that names no indicators stands on the row of one that does: the columns of
/// one table, with a blank one between.
fn share_a_head(parts: &[Vec<&Print>], patterns: &Patterns) -> bool {
    let (mut with, mut without) = (HashSet::default(), HashSet::default());
    for part in parts {
        let heads = part.iter().filter_map(|cell| {
            let role = patterns.columns.role(&cell.text)?;
            Some((cell.row, role == Role::Name))
        });
        let heads: Vec<(u32, bool)> = heads.collect();
        let names: HashSet<u32> =
            heads.iter().filter(|(_, name)| *name).map(|(row, _)| *row).collect();
        match names.is_empty() {
            true => without.extend(heads.into_iter().map(|(row, _)| row)),
            false => with.extend(names),
        }
    }
    !with.is_disjoint(&without)
}

/// How rows or columns of a sheet are counted in a grid.
struct Axis {
    from: u32,
    /// Those that are kept, if blank ones are left out.
    kept: Option<Vec<u32>>,
}

impl Axis {
    fn new(from: u32, to: u32, most: u32, used: impl Iterator<Item = u32>) -> Axis {
        if to - from < most {
            return Axis { from, kept: None };
        }
        let mut kept: Vec<u32> = used.collect();
        kept.sort_unstable();
        kept.dedup();
        Axis { from, kept: Some(kept) }
    }

    fn place(&self, number: u32) -> u32 {
        match &self.kept {
            Some(kept) => kept.partition_point(|&other| other < number) as u32,
            None => number - self.from,
        }
    }

    /// The number of a place in the sheet.
    fn number(&self, place: u32) -> u32 {
        match &self.kept {
            Some(kept) => kept.get(place as usize).copied().unwrap_or_default(),
            None => place + self.from,
        }
    }
}

fn grid(page: u32, cells: Vec<&Print>, printed: &Printed, told: &mut Told) -> Grid {
    let filled = || cells.iter().filter(|cell| !cell.text.is_empty());
    let bounds = |of: fn(&Print) -> u32| {
        let first = filled().map(|cell| of(cell)).min().unwrap_or_default();
        (first, filled().map(|cell| of(cell)).max().unwrap_or_default())
    };
    let ((top, bottom), (left, right)) = (bounds(|c| c.row), bounds(|c| c.column));
    let inside = |cell: &&&Print| {
        (top..=bottom).contains(&cell.row) && (left..=right).contains(&cell.column)
    };
    let cells: Vec<&Print> = cells.iter().filter(inside).copied().collect();
    let columns = Axis::new(left, right, WIDE, cells.iter().map(|cell| cell.column));
    let rows = Axis::new(top, bottom, MOST_CELLS as u32, cells.iter().map(|cell| cell.row));
    let height = rows.place(bottom) + 1;
    let width = (columns.place(right) + 1).min(MOST_COLUMNS);
    let most_rows = (MOST_CELLS as u32 / width.max(1)).max(1);
    if height > most_rows || columns.place(right) >= width {
        let first = cells
            .iter()
            .find(|cell| rows.place(cell.row) >= most_rows || columns.place(cell.column) >= width);
        told.cut(MOST_CELLS, first.map(|cell| cell.at).unwrap_or_default());
    }
    let height = height.min(most_rows);
    let mut filling = Filling::new(height, width);
    for cell in cells {
        let (row, column) = (rows.place(cell.row), columns.place(cell.column));
        if row < height && column < width {
            // Up to the end of the table, whatever is left out within it.
            let last = rows.place((cell.row + cell.rows - 1).min(bottom));
            let end = columns.place((cell.column + cell.columns - 1).min(right));
            filling.add(cell, row, column, last + 1 - row, end + 1 - column);
        }
    }
    filling.reach_over_hidden();
    filling.finish(|row, column| printed.at(page, rows.number(row), columns.number(column)))
}

/// A grid that is being filled.
struct Filling {
    height: u32,
    width: u32,
    cells: Vec<Cell>,
    /// The cell at each place, from 1; 0 where there is none.
    taken: Vec<u32>,
    /// Rows and columns that are hidden within a cell.
    hidden: Vec<(u32, u32)>,
}

impl Filling {
    fn new(height: u32, width: u32) -> Filling {
        let taken = vec![0; height as usize * width as usize];
        Filling { height, width, cells: Vec::new(), taken, hidden: Vec::new() }
    }

    fn index(&self, row: u32, column: u32) -> usize {
        row as usize * self.width as usize + column as usize
    }

    fn add(&mut self, print: &Print, row: u32, column: u32, rows: u32, columns: u32) {
        let rows = rows.min(self.height - row).max(1);
        let columns = columns.min(self.width - column).max(1);
        self.cells.push(Cell {
            row,
            col: column,
            rowspan: rows,
            colspan: columns,
            text: print.text.clone(),
            at: print.at,
            ..Cell::default()
        });
        self.hidden.push(print.hidden);
        let number = self.cells.len() as u32;
        for row in row..row + rows {
            let from = self.index(row, column);
            let to = from + columns as usize;
            self.taken.get_mut(from..to).unwrap_or_default().fill(number);
        }
    }

    /// A range that ends where the table ends keeps the count of its rows and columns though
    /// some of them are hidden: so spreadsheet programs give it in the tables that they export.
    /// The table itself ends where it is shown to end.
    fn reach_over_hidden(&mut self) {
        let (height, width) = (self.height, self.width);
        for (cell, &(rows, columns)) in self.cells.iter_mut().zip(&self.hidden) {
            if cell.row + cell.rowspan == height {
                cell.rowspan += rows;
            }
            if cell.col + cell.colspan == width {
                cell.colspan += columns;
            }
        }
    }

    /// The grid, with an empty cell at each place that no cell takes.
    fn finish(mut self, at: impl Fn(u32, u32) -> crate::location::At) -> Grid {
        for row in 0..self.height {
            for column in 0..self.width {
                if self.taken.get(self.index(row, column)) == Some(&0) {
                    self.cells.push(Cell {
                        row,
                        col: column,
                        rowspan: 1,
                        colspan: 1,
                        at: at(row, column),
                        ..Cell::default()
                    });
                }
            }
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.col));
        Grid {
            rows: self.height,
            cols: self.width,
            at: self.cells.first().map(|cell| cell.at).unwrap_or_default(),
            cells: self.cells,
            origin: Origin::Spans,
            ..Grid::default()
        }
    }
}
