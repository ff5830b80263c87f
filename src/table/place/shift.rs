//! The places that the cells of a row may have had before some of them were lost or
//! moved: all that fit are found, not the first that does.

use super::kind::{Misfit, WRONG};

/// Column of each filled cell of a row, in order.
pub(super) type Places = Vec<usize>;

/// A row whose cells may have moved.
pub(super) struct Shifted<'m> {
    /// Where the filled cells stand.
    pub(super) stands: &'m [usize],
    /// Number of cells of the row, filled or not.
    pub(super) cells: usize,
    /// Number of columns of the table.
    pub(super) columns: usize,
    /// How badly a cell (by index) fits under a column.
    pub(super) misfit: &'m dyn Fn(usize, usize) -> Misfit,
    /// What a whole layout has against it beyond its single cells.
    pub(super) whole: &'m dyn Fn(&[usize]) -> Misfit,
}

/// Places that are as good as the best within this.
const SLACK: Misfit = 1;
/// Columns by which the cells behind a break may have moved.
const FARTHEST: isize = 3;

impl Shifted<'_> {
    /// The layouts that fit: as it stands, with one break, else with two; the least bad
    /// ones where none does.
    pub(super) fn fitting(&self) -> Vec<Places> {
        let one = self.judged(self.with_one_break());
        let best = one.iter().map(|(misfit, _)| *misfit).min().unwrap_or(WRONG);
        if best < WRONG {
            return chosen(one, best);
        }
        let two = self.judged(self.with_two_breaks());
        match two.iter().map(|(misfit, _)| *misfit).min() {
            Some(fewer) if fewer < WRONG => chosen(two, fewer),
            // Nothing fits: what stands and what fits least badly are as likely.
            _ => {
                let mut places = chosen(one, best);
                places.push(self.stands.to_vec());
                places.sort_unstable();
                places.dedup();
                places
            }
        }
    }

    /// The layouts in which one of these columns is the one that was lost.
    pub(super) fn without(&self, lost: &[usize]) -> Vec<Places> {
        let places = lost.iter().map(|&lost| {
            self.stands.iter().map(|&at| at + usize::from(at >= lost)).collect::<Places>()
        });
        let judged = self.judged(places.collect());
        match judged.iter().map(|(misfit, _)| *misfit).min() {
            Some(best) if best < WRONG => chosen(judged, best),
            _ => Vec::new(),
        }
    }

    fn judged(&self, layouts: Vec<Places>) -> Vec<(Misfit, Places)> {
        let misfit = |places: &Places| -> Misfit {
            let cells = places.iter().enumerate().map(|(cell, &column)| {
                if column < self.columns { (self.misfit)(cell, column) } else { WRONG }
            });
            cells.sum::<Misfit>() + (self.whole)(places)
        };
        layouts.into_iter().map(|places| (misfit(&places), places)).collect()
    }

    fn with_one_break(&self) -> Vec<Places> {
        let mut found = vec![self.stands.to_vec()];
        self.broken(self.stands, 0, &mut found);
        found
    }

    fn with_two_breaks(&self) -> Vec<Places> {
        let mut found = Vec::new();
        for first in 0..self.stands.len() {
            for by in self.moves(first) {
                if let Some(places) = moved(self.stands, first, by, usize::MAX) {
                    self.broken(&places, first + 1, &mut found);
                }
            }
        }
        found.retain(|places| places.iter().all(|&column| column < self.columns));
        found
    }

    /// The layouts that one more break at or after `from` makes.
    fn broken(&self, places: &[usize], from: usize, found: &mut Vec<Places>) {
        for cell in from..places.len() {
            for by in self.moves(cell) {
                found.extend(moved(places, cell, by, self.columns));
            }
        }
    }

    /// How far cells may move at a break before this one. The whole row moves where
    /// the covered cells at its start were left out.
    fn moves(&self, cell: usize) -> impl Iterator<Item = isize> + use<> {
        let missing = self.columns.saturating_sub(self.cells).min(self.columns) as isize;
        let right = if cell == 0 { missing.max(FARTHEST) } else { missing.clamp(1, FARTHEST) };
        (-FARTHEST..=right).filter(|&by| by != 0)
    }
}

fn moved(places: &[usize], cell: usize, by: isize, columns: usize) -> Option<Places> {
    let mut moved = places.to_vec();
    for place in moved.get_mut(cell..)? {
        *place = place.checked_add_signed(by)?;
    }
    let clear = cell == 0 || moved.get(cell - 1)? < moved.get(cell)?;
    let inside = moved.last().is_none_or(|&last| last < columns);
    (clear && inside).then_some(moved)
}

fn chosen(judged: Vec<(Misfit, Places)>, best: Misfit) -> Vec<Places> {
    let fits = best < WRONG;
    let slack = if fits { SLACK } else { 0 };
    let near = judged.into_iter().filter(|(misfit, _)| *misfit <= best + slack);
    let mut places: Vec<Places> =
        near.filter(|(misfit, _)| !fits || *misfit < WRONG).map(|(_, places)| places).collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitting(cells: &[&str], columns: &[char]) -> Vec<Places> {
        let filled: Vec<usize> = (0..cells.len()).filter(|&c| !cells[c].is_empty()).collect();
        let misfit = |cell: usize, column: usize| {
            let digits = cells[filled[cell]].starts_with(|c: char| c.is_ascii_digit());
            if digits == (columns[column] == '9') && columns[column] != 'b' { 0 } else { WRONG }
        };
        let shifted = Shifted {
            stands: &filled,
            cells: cells.len(),
            columns: columns.len(),
            misfit: &misfit,
            whole: &|_| 0,
        };
        shifted.fitting()
    }

    #[test]
    fn a_row_without_its_first_cell_has_one_place() {
        assert_eq!(fitting(&["name", "1", "2"], &['b', 'a', '9', '9']), [[1, 2, 3]]);
    }

    #[test]
    fn a_lost_number_may_be_either_of_two() {
        assert_eq!(fitting(&["name", "1"], &['a', '9', '9']), [[0, 1], [0, 2]]);
    }
}
