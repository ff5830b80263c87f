//! Cells whose spans are told by the source, to a grid: what OTSL, LaTeX and wikis have in common.

use crate::document::{Cell, Grid, Line, Origin};
use crate::location::At;

/// A table, the lines of its caption, and where it ends in the source.
pub(crate) struct Found {
    pub(crate) grid: Grid,
    pub(crate) caption: Vec<Line>,
    pub(crate) end: usize,
}

impl Found {
    /// A table without a caption.
    pub(crate) fn new(grid: Grid, end: usize) -> Found {
        Found { grid, caption: Vec::new(), end }
    }
}

/// A cell of a row as its source gives it.
#[derive(Debug, Clone)]
pub(crate) struct Spanned {
    pub(crate) text: String,
    pub(crate) at: At,
    pub(crate) rows: u32,
    pub(crate) cols: u32,
}

/// Most rows or columns that a span may cover.
const MAX_SPAN: u32 = 200;

/// Most places that spans cover, for each row of the table: what they take in memory grows with the
/// source alone.
const MOST_COVERED: usize = 64;

/// What a source writes where a cell from above covers a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Covered {
    /// An empty cell, which only fills the place and is none.
    Blank,
    /// Nothing: the next cell stands behind the place.
    Nothing,
}

/// Rows of cells to a grid, each cell in the column behind those before it on its row.
pub(crate) fn grid(rows: Vec<Vec<Spanned>>, written: Covered) -> Grid {
    let count = rows.len() as u32;
    let mut cells: Vec<Cell> = Vec::new();
    // For each column the row below its last covered place.
    let mut busy: Vec<u32> = Vec::new();
    let mut room = rows.len() * MOST_COVERED;
    for (row, row_cells) in rows.into_iter().enumerate() {
        let row = row as u32;
        let mut col = 0usize;
        for cell in row_cells {
            let is_covered = |col: usize| busy.get(col).is_some_and(|&until| until > row);
            if written == Covered::Nothing {
                col = (col..).find(|&col| !is_covered(col)).unwrap_or(col);
            } else if is_covered(col) && cell.text.is_empty() {
                col += cell.cols.clamp(1, MAX_SPAN) as usize;
                continue;
            }
            let mut rowspan = cell.rows.clamp(1, MAX_SPAN).min(count - row);
            let mut cols = cell.cols.clamp(1, MAX_SPAN) as usize;
            let covered = rowspan as usize * cols - 1;
            if covered > room {
                (rowspan, cols) = (1, 1);
            } else {
                room -= covered;
            }
            if busy.len() < col + cols {
                busy.resize(col + cols, 0);
            }
            for until in busy.iter_mut().skip(col).take(cols) {
                *until = row + rowspan;
            }
            cells.push(Cell {
                row,
                col: col as u32,
                rowspan,
                colspan: cols as u32,
                text: cell.text,
                at: cell.at,
                ..Cell::default()
            });
            col += cols;
        }
    }
    let at = cells.first().map(|c| c.at).unwrap_or_default();
    Grid {
        rows: count,
        cols: busy.len() as u32,
        cells,
        origin: Origin::Spans,
        at,
        ..Grid::default()
    }
}
