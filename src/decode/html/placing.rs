//! Cells of an HTML table to their rows and columns, without what is hidden.

use super::scan::attribute;
use super::table::{MAX_SPAN, leading_number};
use super::tree::Tree;

/// A row of a table: its cells, and whether it is hidden.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<usize>,
    pub(super) hidden: bool,
}

/// Rows and columns that a cell covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) rows: usize,
    pub(super) cols: usize,
}

/// A cell with its area; none if the cell is not shown.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) node: usize,
    pub(super) area: Option<Area>,
}

/// The cells of a table in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Placing {
    pub(super) cells: Vec<Placed>,
    pub(super) rows: usize,
    pub(super) cols: usize,
    /// Rows that end before the last column.
    ragged: usize,
}

/// Places the cells of a table as browsers do. `hidden_columns` are those that the table
/// declares as hidden.
pub(super) fn place(tree: &Tree, rows: &[Row], hidden_columns: &[bool]) -> Placing {
    let hidden: Vec<bool> = rows.iter().map(|row| row.hidden || all_hidden(tree, row)).collect();
    let mut placing = shown_rows(tree, rows, &hidden);
    if hidden.contains(&true) && placing.ragged > 0 && placing.cols <= MAX_SPAN {
        // Browsers leave a hidden row out of the count of spans; spreadsheets count it. What
        // makes the rows even is meant.
        let mut counted = shown_rows(tree, rows, &vec![false; rows.len()]);
        if counted.ragged < placing.ragged {
            counted.drop_rows(rows, &hidden);
            placing = counted;
        }
    }
    let shown = hidden_columns.iter().filter(|&&hidden| !hidden).count();
    // Where the cells of a hidden column are hidden one by one, nothing is left to hide.
    if hidden_columns.contains(&true) && placing.cols > shown {
        placing.drop_columns(hidden_columns);
    }
    placing
}

fn all_hidden(tree: &Tree, row: &Row) -> bool {
    !row.cells.is_empty() && row.cells.iter().all(|&cell| tree.is_hidden(cell))
}

/// Each cell goes to the first free column of its row, and spans reserve the places they
/// cover; hidden rows and cells take no place.
fn shown_rows(tree: &Tree, rows: &[Row], hidden: &[bool]) -> Placing {
    let natural = natural_width(tree, rows);
    let is_hidden = |row: usize| hidden.get(row).copied().unwrap_or(false);
    let count = (0..rows.len()).filter(|&row| !is_hidden(row)).count();
    let mut placing = Placing { rows: count, ..Placing::default() };
    // For each column the row below its last covered place.
    let mut busy: Vec<usize> = Vec::new();
    let mut ends = Vec::with_capacity(count);
    // What spans cover in all takes no more memory than a table of so many rows may take.
    let mut room = count.saturating_mul(MAX_SPAN);
    let mut row = 0;
    for (index, source) in rows.iter().enumerate() {
        if is_hidden(index) {
            let cells = source.cells.iter().map(|&node| Placed { node, area: None });
            placing.cells.extend(cells);
            continue;
        }
        let mut col = 0;
        for &node in &source.cells {
            if tree.is_hidden(node) {
                placing.cells.push(Placed { node, area: None });
                continue;
            }
            while busy.get(col).is_some_and(|&until| until > row) {
                col += 1;
            }
            let (wanted_rows, wanted_cols) = spans(tree, node);
            let wanted_cols = if wanted_cols > MAX_SPAN {
                natural.saturating_sub(col).max(1)
            } else {
                wanted_cols
            };
            // `rowspan="0"` reaches to the end of the table.
            let left = count - row;
            let rows = if wanted_rows == 0 { left } else { wanted_rows.min(left) };
            let free = (col..col + wanted_cols)
                .take_while(|&c| busy.get(c).is_none_or(|&until| until <= row))
                .count();
            let (mut rows, mut cols) = (rows, free.max(1));
            let covered = rows * cols - 1;
            if covered > room {
                (rows, cols) = (1, 1);
            } else {
                room -= covered;
            }
            if busy.len() < col + cols {
                busy.resize(col + cols, 0);
            }
            for until in busy.iter_mut().skip(col).take(cols) {
                *until = row + rows;
            }
            placing.cells.push(Placed { node, area: Some(Area { row, col, rows, cols }) });
            col += cols;
        }
        if busy.len() <= MAX_SPAN {
            ends.push(busy.iter().rposition(|&until| until > row).map_or(0, |last| last + 1));
        }
        row += 1;
    }
    placing.cols = busy.len();
    placing.ragged = ends.iter().filter(|&&end| end != placing.cols).count();
    placing
}

impl Placing {
    /// Takes out rows that were counted and are hidden.
    fn drop_rows(&mut self, rows: &[Row], hidden: &[bool]) {
        // For each row the number of rows shown before it.
        let mut before = vec![0];
        for &hidden in hidden {
            before.push(before.last().copied().unwrap_or(0) + usize::from(!hidden));
        }
        let shown = |row: usize| before.get(row).or(before.last()).copied().unwrap_or(0);
        let rows_of = rows.iter().enumerate();
        let sources = rows_of.flat_map(|(index, row)| row.cells.iter().map(move |_| index));
        for (cell, source) in self.cells.iter_mut().zip(sources) {
            let Some(area) = &mut cell.area else { continue };
            let (from, to) = (shown(area.row), shown(area.row + area.rows));
            // A label that starts on a hidden row goes on over those below it.
            let hides = to == from || (hidden.get(source) == Some(&true) && area.rows == 1);
            (area.row, area.rows) = (from, to - from);
            if hides {
                cell.area = None;
            }
        }
        self.rows = shown(hidden.len());
    }

    /// Takes out the columns that are hidden.
    fn drop_columns(&mut self, hidden: &[bool]) {
        let is_hidden = |col: usize| hidden.get(col).copied().unwrap_or(false);
        let mut before = vec![0];
        for col in 0..self.cols {
            before.push(before.last().copied().unwrap_or(0) + usize::from(!is_hidden(col)));
        }
        let shown = |col: usize| before.get(col).or(before.last()).copied().unwrap_or(0);
        for cell in &mut self.cells {
            let Some(area) = &mut cell.area else { continue };
            let (from, to) = (shown(area.col), shown(area.col + area.cols));
            (area.col, area.cols) = (from, to - from);
            if to == from {
                cell.area = None;
            }
        }
        self.cols = shown(self.cols);
    }
}

/// Rows and columns that a cell asks for.
fn spans(tree: &Tree, cell: usize) -> (usize, usize) {
    let attributes = tree.attributes(cell);
    let span = |name| attribute(attributes, name).and_then(leading_number);
    (span("rowspan").unwrap_or(1), span("colspan").unwrap_or(1).max(1))
}

/// Columns of the widest row, spans beyond reason counted as one.
fn natural_width(tree: &Tree, rows: &[Row]) -> usize {
    let width = |&cell: &usize| {
        let (_, span) = spans(tree, cell);
        if span <= MAX_SPAN { span } else { 1 }
    };
    let widths = rows.iter().map(|row| row.cells.iter().map(width).sum());
    widths.max().unwrap_or(0)
}
