//! Where the rows and columns of a table stand on the page, by the lines put to its cells.

use rustc_hash::FxHashMap as HashMap;

use crate::document::Grid;

/// A cell with the box around its own lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matched {
    pub(super) cell: usize,
    pub(super) bbox: [f32; 4],
    pub(super) confidence: Option<f32>,
}

/// From where to where each row and each column goes.
#[derive(Debug, Default)]
pub(super) struct Bands {
    rows: Vec<(u32, Band)>,
    cols: Vec<(u32, Band)>,
}

#[derive(Debug, Clone, Copy)]
struct Band {
    from: f32,
    to: f32,
}

impl Band {
    /// The middle of the places of its cells.
    fn of(mut places: Vec<(f32, f32)>) -> Option<Band> {
        let middle = places.len() / 2;
        let from = places.select_nth_unstable_by(middle, |a, b| a.0.total_cmp(&b.0)).1.0;
        let to = places.select_nth_unstable_by(middle, |a, b| a.1.total_cmp(&b.1)).1.1;
        (from < to).then_some(Band { from, to })
    }

    fn holds(&self, place: f32) -> bool {
        self.from <= place && place <= self.to
    }

    fn distance(&self, place: f32) -> f32 {
        (self.from - place).max(place - self.to).max(0.0)
    }
}

impl Bands {
    /// The bands of the rows and columns that cells of one row or column show.
    pub(super) fn of(grid: &Grid, matched: &[Matched]) -> Bands {
        let mut rows: HashMap<u32, Vec<(f32, f32)>> = HashMap::default();
        let mut cols: HashMap<u32, Vec<(f32, f32)>> = HashMap::default();
        for Matched { cell, bbox: [left, top, right, bottom], .. } in matched {
            let Some(cell) = grid.cells.get(*cell) else { continue };
            if cell.rowspan == 1 {
                rows.entry(cell.row).or_default().push((*top, *bottom));
            }
            if cell.colspan == 1 {
                cols.entry(cell.col).or_default().push((*left, *right));
            }
        }
        let sorted = |places: HashMap<u32, Vec<(f32, f32)>>| {
            let bands =
                places.into_iter().filter_map(|(place, boxes)| Some((place, Band::of(boxes)?)));
            let mut bands: Vec<(u32, Band)> = bands.collect();
            bands.sort_by_key(|(place, _)| *place);
            bands
        };
        Bands { rows: sorted(rows), cols: sorted(cols) }
    }

    /// The cell in whose row and column a box stands.
    pub(super) fn cell_at(
        &self,
        grid: &Grid,
        [left, top, right, bottom]: [f32; 4],
    ) -> Option<usize> {
        let nearest = |bands: &[(u32, Band)], place: f32| {
            let distance = |band: &&(u32, Band)| band.1.distance(place);
            bands.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).map(|(place, _)| *place)
        };
        let row = nearest(&self.rows, (top + bottom) / 2.0)?;
        let col = nearest(&self.cols, (left + right) / 2.0)?;
        grid.cells.iter().position(|cell| {
            (cell.row..cell.row + cell.rowspan).contains(&row)
                && (cell.col..cell.col + cell.colspan).contains(&col)
        })
    }
}

/// The cells whose lines stand outside their own row or column and within another one.
pub(super) fn displaced(grid: &Grid, matched: &[Matched]) -> Vec<usize> {
    let bands = Bands::of(grid, matched);
    let strays = |bands: &[(u32, Band)], own: std::ops::Range<u32>, from: f32, to: f32| {
        let middle = (from + to) / 2.0;
        let band = |place: u32| {
            let found = bands.binary_search_by_key(&place, |(place, _)| *place).ok()?;
            bands.get(found).map(|(_, band)| band)
        };
        let mut within = own.clone().filter_map(band).peekable();
        if within.peek().is_none() || within.any(|band| band.from < to && from < band.to) {
            return false;
        }
        bands.iter().any(|(place, band)| !own.contains(place) && band.holds(middle))
    };
    let found = matched.iter().filter(|found| {
        let [left, top, right, bottom] = found.bbox;
        grid.cells.get(found.cell).is_some_and(|cell| {
            // A cell over several columns or rows stands anywhere in them.
            let cols = cell.col..cell.col + cell.colspan;
            let rows = cell.row..cell.row + cell.rowspan;
            (cell.colspan == 1 && strays(&bands.cols, cols, left, right))
                || (cell.rowspan == 1 && strays(&bands.rows, rows, top, bottom))
        })
    });
    found.map(|found| found.cell).collect()
}
