//! Boxes of cells, told in a list beside a table.

use crate::document::Grid;

/// Gives each cell its box, if there are as many and they stand as the cells do: in a row from
/// left to right, the rows from top to bottom.
pub(super) fn put(grid: &mut Grid, boxes: &[[f32; 4]]) {
    let stand_so = grid.cells.windows(2).zip(boxes.windows(2)).all(|(cells, boxes)| {
        let ([one, two], [a, b]) = (cells, boxes) else { return false };
        let middle = |from: f32, to: f32| (from + to) / 2.0;
        match one.row == two.row {
            true => middle(a[0], a[2]) < middle(b[0], b[2]) && a[1] < b[3] && b[1] < a[3],
            // A cell over several rows reaches below the start of the next one.
            false => a[1] <= b[1] + (b[3] - b[1]) / 2.0,
        }
    });
    if grid.cells.len() == boxes.len() && stand_so {
        for (cell, bbox) in grid.cells.iter_mut().zip(boxes) {
            cell.at = cell.at.with_bbox(Some(*bbox));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;

    fn cell(row: u32, col: u32) -> Cell {
        Cell { row, col, rowspan: 1, colspan: 1, ..Cell::default() }
    }

    #[test]
    fn boxes_in_another_order_or_number_are_not_used() {
        let grid = Grid { cells: vec![cell(0, 0), cell(0, 1), cell(1, 0)], ..Grid::default() };
        let boxes = [[0.0, 0.0, 9.0, 9.0], [10.0, 0.0, 19.0, 9.0], [0.0, 10.0, 9.0, 19.0]];
        let placed = |boxes: &[[f32; 4]]| {
            let mut grid = grid.clone();
            put(&mut grid, boxes);
            grid.cells.iter().filter(|cell| cell.at.bbox().is_some()).count()
        };
        assert_eq!(placed(&boxes), 3);
        assert_eq!(placed(&[boxes[1], boxes[0], boxes[2]]), 0);
        assert_eq!(placed(&[boxes[2], boxes[1], boxes[0]]), 0);
        assert_eq!(placed(&boxes[..2]), 0);
    }
}
