//! Rows of cells to a grid: merged cells become one that spans.

use crate::document::{Cell, Grid, Origin};
use crate::location::At;

/// Columns of a grid at most.
const MOST_COLUMNS: u32 = 1000;

/// Columns that a cell may span: no program makes more.
const WIDEST_SPAN: u32 = 63;

/// How a cell goes on from another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    /// Not at all.
    #[default]
    None,
    /// Others may go on from it.
    Start,
    /// It is a part of the cell above it or before it.
    Continue,
}

/// A cell as the source gives it.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) span: u32,
    pub(super) down: Merge,
    pub(super) across: Merge,
    pub(super) text: String,
    pub(super) at: At,
}

/// A row as the source gives it.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Columns left out before and behind its cells.
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) cells: Vec<Given>,
}

impl Row {
    fn width(&self) -> u32 {
        let spans: u32 = self.cells.iter().map(|cell| reasonable(cell.span)).sum();
        reasonable_gap(self.before) + spans + reasonable_gap(self.after)
    }

    /// Its width if no cell spanned.
    fn least(&self) -> u32 {
        reasonable_gap(self.before) + self.cells.len() as u32 + reasonable_gap(self.after)
    }
}

fn reasonable(span: u32) -> u32 {
    if span > WIDEST_SPAN { 1 } else { span.max(1) }
}

fn reasonable_gap(columns: u32) -> u32 {
    if columns > WIDEST_SPAN { 0 } else { columns }
}

/// The grid of rows in a table that declares so many columns, and the places of text in cells
/// that are a part of another and do not show it.
pub(super) fn grid(rows: Vec<Row>, declared: u32) -> (Grid, Vec<At>) {
    let width = width(&rows, declared);
    let mut grid = Grid { rows: rows.len() as u32, origin: Origin::Spans, ..Grid::default() };
    let mut covered = Vec::new();
    // For each column the cell that covers it on the row above and may go on.
    let mut above: Vec<Option<usize>> = Vec::new();
    for (row, given) in rows.into_iter().enumerate() {
        let row = row as u32;
        let mut col = reasonable_gap(given.before);
        let mut below: Vec<Option<usize>> = Vec::new();
        let cells = merged_across(given.cells, &mut covered);
        let mut after = cells.len() as u32;
        for cell in cells {
            after -= 1;
            if col >= MOST_COLUMNS {
                break;
            }
            let room = width.saturating_sub(col + after).max(1);
            let span = if cell.span > WIDEST_SPAN { room } else { cell.span.max(1).min(room) };
            let span = span.min(MOST_COLUMNS - col);
            let start = col as usize;
            col += span;
            let of = |index: usize| grid.cells.get(index).map(|c: &Cell| (c.col, c.colspan));
            let upper = above.get(start).copied().flatten();
            let upper = upper.filter(|&index| {
                cell.down == Merge::Continue && of(index) == Some((start as u32, span))
            });
            let index = match upper {
                Some(index) => {
                    if !cell.text.is_empty() {
                        covered.push(cell.at);
                    }
                    if let Some(upper) = grid.cells.get_mut(index) {
                        upper.rowspan = row + 1 - upper.row;
                    }
                    index
                }
                None => {
                    grid.cells.push(Cell {
                        row,
                        col: start as u32,
                        rowspan: 1,
                        colspan: span,
                        text: cell.text,
                        at: cell.at,
                        ..Cell::default()
                    });
                    grid.cells.len() - 1
                }
            };
            below.resize(col as usize, None);
            if cell.down != Merge::None
                && let Some(slot) = below.get_mut(start)
            {
                *slot = Some(index);
            }
        }
        grid.cols = grid.cols.max(col);
        above = below;
    }
    grid.cols = grid.cols.max(width.min(MOST_COLUMNS));
    grid.at = grid.cells.first().map(|cell| cell.at).unwrap_or_default();
    (grid, covered)
}

/// The cells of a row, those that go on from the one before them added to it.
fn merged_across(cells: Vec<Given>, covered: &mut Vec<At>) -> Vec<Given> {
    let mut merged: Vec<Given> = Vec::with_capacity(cells.len());
    for cell in cells {
        match merged.last_mut().filter(|_| cell.across == Merge::Continue) {
            Some(before) => {
                before.span = reasonable(before.span) + reasonable(cell.span);
                if !cell.text.is_empty() {
                    covered.push(cell.at);
                }
            }
            None => merged.push(cell),
        }
    }
    merged
}

/// The number of columns: as declared if all rows can be set so, else that of the widest row.
fn width(rows: &[Row], declared: u32) -> u32 {
    let widest = rows.iter().map(Row::width).max().unwrap_or(0);
    let least = rows.iter().map(Row::least).max().unwrap_or(0);
    let even = rows.iter().any(|row| row.width() == declared);
    if least <= declared && even { declared } else { widest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(span: u32, down: Merge, text: &str) -> Given {
        Given { span, down, text: text.to_owned(), ..Given::default() }
    }

    fn row(before: u32, cells: &[Given]) -> Row {
        Row { before, cells: cells.to_vec(), ..Row::default() }
    }

    fn shown(grid: &Grid) -> Vec<String> {
        let cells = grid.cells.iter();
        cells
            .map(|c| format!("{},{} {}x{} {}", c.row, c.col, c.rowspan, c.colspan, c.text))
            .collect()
    }

    #[test]
    fn cells_that_go_on_are_one() {
        use Merge::{Continue, None, Start};
        let rows = vec![
            row(0, &[cell(1, Start, "甲"), cell(2, None, "乙")]),
            row(0, &[cell(1, Continue, "藏"), cell(1, Continue, "丙"), cell(1, None, "丁")]),
            row(1, &[cell(1, Continue, ""), cell(1, None, "戊")]),
        ];
        let (grid, covered) = grid(rows, 3);
        assert_eq!(
            shown(&grid),
            ["0,0 2x1 甲", "0,1 1x2 乙", "1,1 2x1 丙", "1,2 1x1 丁", "2,2 1x1 戊"]
        );
        assert_eq!((grid.rows, grid.cols, covered.len()), (3, 3, 1));
    }

    #[test]
    fn spans_end_with_the_grid() {
        let rows = vec![
            row(0, &[cell(20, Merge::None, "题")]),
            row(0, &[cell(1, Merge::None, "甲"), cell(1, Merge::None, "乙")]),
            row(0, &[cell(9999, Merge::None, "注")]),
        ];
        let (grid, _) = grid(rows, 2);
        assert_eq!(shown(&grid), ["0,0 1x2 题", "1,0 1x1 甲", "1,1 1x1 乙", "2,0 1x2 注"]);
    }

    #[test]
    fn cells_merged_across_are_one() {
        let across = |merge| Given { across: merge, ..cell(1, Merge::None, "甲") };
        let rows = vec![row(0, &[across(Merge::Start), across(Merge::Continue)])];
        let (grid, covered) = grid(rows, 0);
        assert_eq!(shown(&grid), ["0,0 1x2 甲"]);
        assert_eq!(covered.len(), 1);
    }
}
