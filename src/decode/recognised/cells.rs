//! Cells whose rows and columns are told one by one, to a grid.

use crate::document::{Cell, Grid, Origin};
use crate::location::At;
use crate::words::{Words, words};

/// A cell as a recogniser tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// First row and column.
    pub(super) row: i64,
    pub(super) col: i64,
    /// Rows and columns covered; less than one counts as one.
    pub(super) rows: i64,
    pub(super) cols: i64,
    pub(super) text: String,
    pub(super) at: At,
    pub(super) confidence: Option<f32>,
}

/// Most places of a grid.
const MOST_PLACES: i64 = 200_000;

/// Most columns of a grid.
const MOST_COLUMNS: i64 = 1000;

/// Puts cells where they say they stand. A span ends where another cell stands; two cells that
/// claim one place are one that is not believed.
///
/// # Errors
/// If the grid is larger than is read, in words.
pub(super) fn grid(mut told: Vec<Told>, at: At) -> Result<Grid, Words> {
    told.retain(|cell| cell.row >= 0 && cell.col >= 0);
    // By where they start, so that a span sees who stands in its way.
    told.sort_by_key(|cell| (cell.row, cell.col));
    let starts =
        |of: fn(&Told) -> i64| told.iter().map(of).max().map_or(0, |last| last.saturating_add(1));
    let (last_row, last_col) = (starts(|cell| cell.row), starts(|cell| cell.col));
    let ends = |from: fn(&Told) -> (i64, i64)| {
        told.iter().map(|cell| from(cell).0.saturating_add(from(cell).1.max(1))).max().unwrap_or(0)
    };
    let (rows, cols) = (ends(|cell| (cell.row, cell.rows)), ends(|cell| (cell.col, cell.cols)));
    if cols > MOST_COLUMNS || last_row.saturating_mul(cols) > MOST_PLACES {
        return Err(words!(
            en: "a table of {last_row} rows and {cols} columns was left out: {MOST_PLACES} places and {MOST_COLUMNS} columns are read at most",
            zh: "表格有 {last_row} 行 {cols} 列，超出 {MOST_PLACES} 格、{MOST_COLUMNS} 列的上限，已略去"
        ));
    }
    // A span that goes on below the last row in which a cell starts covers nothing there.
    let (rows, cols) = (rows.min(last_row), cols.max(last_col));
    let width = cols as usize;
    let mut taken: Vec<Option<usize>> = vec![None; rows as usize * width];
    let mut cells: Vec<Cell> = Vec::with_capacity(told.len());
    for cell in &told {
        let start = cell.row as usize * width + cell.col as usize;
        if let Some(slot) = taken.get_mut(start) {
            slot.get_or_insert(usize::MAX);
        }
    }
    for cell in told {
        let (row, col) = (cell.row as usize, cell.col as usize);
        let start = row * width + col;
        if let Some(&Some(owner)) = taken.get(start)
            && let Some(known) = cells.get_mut(owner)
        {
            // Claimed twice.
            if known.text != cell.text {
                known.text = format!("{}\n{}", known.text, cell.text);
                known.contested = true;
            }
            continue;
        }
        let free = |row: usize, col: usize| {
            (row, col) == (cell.row as usize, cell.col as usize)
                || taken.get(row * width + col).is_some_and(Option::is_none)
        };
        let colspan = (col..cols.min(cell.col.saturating_add(cell.cols.max(1))) as usize)
            .take_while(|&c| free(row, c))
            .count()
            .max(1);
        let rowspan = (row..rows.min(cell.row.saturating_add(cell.rows.max(1))) as usize)
            .take_while(|&r| (col..col + colspan).all(|c| free(r, c)))
            .count()
            .max(1);
        for r in row..row + rowspan {
            let from = r * width + col;
            if let Some(slots) = taken.get_mut(from..from + colspan) {
                slots.fill(Some(cells.len()));
            }
        }
        cells.push(Cell {
            row: row as u32,
            col: col as u32,
            rowspan: rowspan as u32,
            colspan: colspan as u32,
            text: cell.text,
            at: cell.at,
            confidence: cell.confidence,
            ..Cell::default()
        });
    }
    Ok(Grid {
        rows: rows as u32,
        cols: cols as u32,
        cells,
        origin: Origin::Spans,
        at,
        recognised: true,
        ..Grid::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(row: i64, col: i64, rows: i64, cols: i64, text: &str) -> Told {
        Told { row, col, rows, cols, text: text.to_owned(), ..Told::default() }
    }

    fn shown(grid: &Grid) -> Vec<(u32, u32, u32, u32, &str)> {
        let cells = grid.cells.iter();
        cells.map(|c| (c.row, c.col, c.rowspan, c.colspan, c.text.as_str())).collect()
    }

    #[test]
    fn cells_stand_where_they_say_in_any_order() {
        let grid = grid(
            vec![told(1, 1, 1, 1, "d"), told(0, 0, 2, 1, "a"), told(0, 1, 1, 1, "b")],
            At::default(),
        )
        .unwrap();
        assert_eq!((grid.rows, grid.cols), (2, 2));
        assert_eq!(shown(&grid), [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "d")]);
    }

    #[test]
    fn a_span_ends_at_the_next_cell_and_at_the_last_row() {
        let cells = vec![told(0, 0, 9, 9, "a"), told(1, 1, 1, 1, "b"), told(2, 0, 5, 1, "c")];
        let grid = grid(cells, At::default()).unwrap();
        assert_eq!(shown(&grid), [(0, 0, 1, 9, "a"), (1, 1, 1, 1, "b"), (2, 0, 1, 1, "c")]);
    }

    #[test]
    fn two_cells_in_one_place_are_not_believed() {
        let grid = grid(vec![told(0, 0, 1, 1, "95%"), told(0, 0, 1, 1, "59%")], At::default());
        let cell = &grid.unwrap().cells[0];
        assert_eq!((cell.text.as_str(), cell.contested), ("95%\n59%", true));
    }

    #[test]
    fn a_grid_beyond_the_limits_is_told_and_not_built() {
        assert!(grid(vec![told(0, 5000, 1, 1, "a")], At::default()).is_err());
        assert!(grid(vec![told(i64::MAX, 0, i64::MAX, 1, "a")], At::default()).is_err());
        let wide = vec![told(0, 0, i64::MAX, 1, "a"), told(3, 0, 1, 1, "b")];
        assert_eq!(grid(wide, At::default()).unwrap().rows, 4);
    }
}
