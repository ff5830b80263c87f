//! Cells whose spans are told by the source, to a grid: what OTSL, LaTeX and wikis have in common.

use crate::document::{Cell, Grid, Origin};
use crate::location::At;

/// A table, with what stands above it as its caption, and where it ends in the source.
pub(crate) struct Found {
    pub(crate) grid: Grid,
    pub(crate) end: usize,
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

/// Rows of a source that prints nothing where a cell from above covers a place, with an empty cell
/// in each such place.
pub(crate) fn with_covered(rows: Vec<Vec<Spanned>>) -> Vec<Vec<Spanned>> {
    let mut busy: Vec<u32> = Vec::new();
    let filled = rows.into_iter().enumerate().map(|(row, cells)| {
        let row = row as u32;
        let mut out: Vec<Spanned> = Vec::with_capacity(cells.len());
        let mut col = 0usize;
        for cell in cells {
            while busy.get(col).is_some_and(|&until| until > row) {
                out.push(Spanned { text: String::new(), at: cell.at, rows: 1, cols: 1 });
                col += 1;
            }
            let cols = cell.cols.clamp(1, MAX_SPAN) as usize;
            if busy.len() < col + cols {
                busy.resize(col + cols, 0);
            }
            for until in busy.iter_mut().skip(col).take(cols) {
                *until = row + cell.rows.clamp(1, MAX_SPAN);
            }
            col += cols;
            out.push(cell);
        }
        out
    });
    filled.collect()
}

/// Rows of cells to a grid, each cell in the column behind those before it on its row. An empty
/// cell below a cell that covers its row only fills the place, and is none.
pub(crate) fn grid(rows: Vec<Vec<Spanned>>) -> Grid {
    let count = rows.len() as u32;
    let mut cells: Vec<Cell> = Vec::new();
    // For each column the row below its last covered place.
    let mut busy: Vec<u32> = Vec::new();
    for (row, row_cells) in rows.into_iter().enumerate() {
        let row = row as u32;
        let mut col = 0usize;
        for cell in row_cells {
            let cols = cell.cols.clamp(1, MAX_SPAN) as usize;
            let covered = busy.get(col).is_some_and(|&until| until > row);
            if covered && cell.text.is_empty() {
                col += cols;
                continue;
            }
            if busy.len() < col + cols {
                busy.resize(col + cols, 0);
            }
            let rowspan = cell.rows.clamp(1, MAX_SPAN).min(count - row);
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
