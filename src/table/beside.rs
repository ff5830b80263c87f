//! Tables that stand side by side: the second is no piece of the first.

use crate::document::Grid;
use crate::location::At;

/// Left, top, right, bottom of a grid on its page.
struct Extent {
    page: Option<u32>,
    columns: [f32; 2],
    rows: [f32; 2],
}

/// Whether two grids stand beside each other on one page.
pub(super) fn are_beside(one: &Grid, other: &Grid) -> bool {
    let (Some(one), Some(other)) = (Extent::of(one), Extent::of(other)) else { return false };
    let shared = |[a, b]: [f32; 2], [c, d]: [f32; 2]| b.min(d) - a.max(c);
    let height = |[top, bottom]: [f32; 2]| bottom - top;
    let least = height(one.rows).min(height(other.rows));
    one.page == other.page
        && shared(one.columns, other.columns) <= 0.0
        && shared(one.rows, other.rows) * 2.0 > least
}

impl Extent {
    /// `None` where the cells have no places that tell.
    fn of(grid: &Grid) -> Option<Extent> {
        let mut places = grid.cells.iter().filter_map(|cell| edges(cell.at));
        let mut whole = places.next()?;
        for [left, top, right, bottom] in places {
            let [a, b, c, d] = whole;
            whole = [a.min(left), b.min(top), c.max(right), d.max(bottom)];
        }
        let [left, top, right, bottom] = whole;
        Some(Extent { page: grid.at.page(), columns: [left, right], rows: [top, bottom] })
    }
}

fn edges(at: At) -> Option<[f32; 4]> {
    let of_cell = at.cell().map(|cell| {
        let (column, row) = (cell.column as f32, cell.row as f32);
        [column, row, column + 1.0, row + 1.0]
    });
    of_cell.or(at.bbox())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;

    fn grid(boxes: &[[f32; 4]]) -> Grid {
        let cell = |&bbox| Cell { at: At::default().with_bbox(Some(bbox)), ..Cell::default() };
        Grid { cells: boxes.iter().map(cell).collect(), ..Grid::default() }
    }

    #[test]
    fn grids_stand_beside_each_other_or_below() {
        let one = grid(&[[0.0, 0.0, 10.0, 10.0], [10.0, 10.0, 20.0, 20.0]]);
        let right = grid(&[[20.0, 2.0, 40.0, 22.0]]);
        let below = grid(&[[30.0, 20.0, 40.0, 40.0]]);
        assert!(are_beside(&one, &right) && are_beside(&right, &one));
        assert!(!are_beside(&one, &below) && !are_beside(&one, &one));
        assert!(!are_beside(&one, &grid(&[])));
    }
}
