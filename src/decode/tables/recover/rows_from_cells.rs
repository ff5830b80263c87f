//! Cells in reading order to rows, by the labels between them and by what each
//! cell holds.

use super::fit_cells::{Fit, fit, is_value};
use super::vocabulary::Vocabulary;
use crate::decode::lines::Piece;
use crate::decode::tables::Field;
use crate::patterns::{Role, WordKind};

/// A table whose cells have lost their rows: what its columns hold.
pub(super) struct Table<'a> {
    pub(super) roles: &'a [Option<Role>],
    /// The column of the name; the columns before it hold labels.
    pub(super) name: usize,
    pub(super) known: Vocabulary<'a>,
}

impl Table<'_> {
    /// Rows of the cells, and how many cells they took.
    pub(super) fn rows(&self, cells: &[Piece]) -> Option<(Vec<Vec<Field>>, usize)> {
        self.complete(cells).or_else(|| self.by_labels(cells))
    }

    /// Rows of which every cell is printed: a label stands wherever the count
    /// of columns asks for one.
    fn complete(&self, cells: &[Piece]) -> Option<(Vec<Vec<Field>>, usize)> {
        let width = self.roles.len();
        let levels: Vec<(usize, u8)> =
            (0..width).filter_map(|col| Some((col, self.level(col)?))).collect();
        if levels.is_empty() {
            return None;
        }
        let fits = |row: &[Piece]| {
            row.len() == width
                && levels.iter().all(|&(col, level)| {
                    row.get(col).is_some_and(|p| self.known.is_label(p.text, level))
                })
        };
        let count = cells.chunks(width).take_while(|row| fits(row)).count();
        // One row is no evidence that labels are repeated.
        if count < 2 {
            return None;
        }
        let taken = count * width;
        // A label where none should be: labels are not repeated after all.
        let follows = cells.get(taken).is_some_and(|p| self.any_label(p.text));
        if follows {
            return None;
        }
        let rows = cells.chunks(width).take(count);
        let mut rows: Vec<Vec<Field>> =
            rows.map(|row| row.iter().map(Field::of).collect()).collect();
        let rest = cells.get(taken..).unwrap_or_default();
        let (total, more) = self.total(rest);
        rows.extend(total);
        Some((rows, taken + more))
    }

    /// Rows by the labels between them: each stretch of cells up to the next
    /// label is fitted to rows of a name and its values.
    fn by_labels(&self, cells: &[Piece]) -> Option<(Vec<Vec<Field>>, usize)> {
        let values: Vec<usize> = (self.name..self.roles.len()).collect();
        let roles: Vec<Role> = values
            .iter()
            .map(|&c| self.roles.get(c).copied().flatten().unwrap_or(Role::Remark))
            .collect();
        let mut rows: Vec<Vec<Field>> = Vec::new();
        let mut index = self.skip_group(cells, 0);
        let mut labelled = false;
        while index < cells.len() {
            let (total, taken) = self.total(cells.get(index..).unwrap_or_default());
            if taken > 0 {
                rows.extend(total);
                index += taken;
                continue;
            }
            let mut row = vec![Field::default(); self.roles.len()];
            let start = index;
            index = self.labels(cells, index, &mut row);
            labelled |= index > start;
            let end = self.stretch_end(cells, index);
            let stretch = cells.get(index..end).unwrap_or_default();
            let texts: Vec<&str> = stretch.iter().map(|p| p.text).collect();
            let fitted = fit(&texts, &roles, self.known, false);
            let fitted = fitted.filter(|f| f.score >= 0);
            let Some(fitted) = fitted.or_else(|| self.first_row(&texts, &roles)) else {
                // A label without cells: the row of the form was left empty.
                if end == index && start < index {
                    rows.push(row);
                    continue;
                }
                index = start;
                break;
            };
            for parts in &fitted.rows {
                for (&col, &count) in values.iter().zip(parts) {
                    for piece in cells.get(index..index + count).unwrap_or_default() {
                        if let Some(cell) = row.get_mut(col) {
                            cell.wrap(Field::of(piece));
                        }
                    }
                    index += count;
                }
                rows.push(std::mem::replace(&mut row, vec![Field::default(); self.roles.len()]));
            }
            if index < end {
                break;
            }
        }
        (labelled && !rows.is_empty()).then_some((rows, index))
    }

    /// The row with which a stretch starts, where text follows the table.
    fn first_row(&self, texts: &[&str], roles: &[Role]) -> Option<Fit> {
        let most = texts.len().min(roles.len() + 4);
        let fits = (roles.len().saturating_sub(1)..=most).filter_map(|length| {
            fit(texts.get(..length)?, roles, self.known, true).filter(|f| f.score >= 2)
        });
        fits.max_by_key(|f| f.score)
    }

    fn level(&self, col: usize) -> Option<u8> {
        match self.roles.get(col)?.as_ref()? {
            Role::Level1 => Some(1),
            Role::Level2 => Some(2),
            _ => None,
        }
    }

    fn any_label(&self, text: &str) -> bool {
        self.known.is_label(text, 1) || self.known.is_label(text, 2)
    }

    /// Passes over the label of the group column (绩效 / 指标), printed on one
    /// line or more before the first label.
    fn skip_group(&self, cells: &[Piece], from: usize) -> usize {
        let until = cells.iter().take(from + 5).position(|p| self.any_label(p.text));
        until.unwrap_or(from).max(from)
    }

    /// Reads the labels at `index` into a row.
    fn labels(&self, cells: &[Piece], mut index: usize, row: &mut [Field]) -> usize {
        for col in 0..self.name {
            let Some(level) = self.level(col) else {
                continue;
            };
            let Some(length) = self.label_length(cells, index, level) else {
                continue;
            };
            // A label that either level may have is of level 2 unless one of
            // level 2 follows.
            let has_level2 = (col + 1..self.name).any(|c| self.level(c) == Some(2));
            let ambiguous = level == 1
                && has_level2
                && self.label_length(cells, index, 2).is_some()
                && self.label_length(cells, index + length, 2).is_none();
            if ambiguous {
                continue;
            }
            for piece in cells.get(index..index + length).unwrap_or_default() {
                if let Some(cell) = row.get_mut(col) {
                    cell.wrap(Field::of(piece));
                }
            }
            index += length;
        }
        index
    }

    /// How many cells make a label at `index`, the longest reading.
    fn label_length(&self, cells: &[Piece], index: usize, level: u8) -> Option<usize> {
        let mut text = String::new();
        let mut found = None;
        for (length, piece) in cells.iter().skip(index).take(3).enumerate() {
            text.push_str(piece.text);
            if self.known.is_label(&text, level) {
                found = Some(length + 1);
            }
        }
        found
    }

    /// Where the stretch from `index` ends: at the next label or row of sums.
    fn stretch_end(&self, cells: &[Piece], index: usize) -> usize {
        let label = |at: usize| {
            (1..=2).any(|level| self.label_length(cells, at, level).is_some())
                || cells.get(at).is_some_and(|p| self.known.is(p.text, WordKind::Total))
        };
        // At least a name stands in a row, even one that reads like a label.
        (index..cells.len()).find(|&at| label(at)).unwrap_or(cells.len())
    }

    /// A row of sums at the start of the cells, and how many cells it took.
    fn total(&self, cells: &[Piece]) -> (Option<Vec<Field>>, usize) {
        let Some(label) = cells.first().filter(|p| self.known.is(p.text, WordKind::Total)) else {
            return (None, 0);
        };
        let mut row = vec![Field::default(); self.roles.len()];
        let mut taken = 1;
        for (col, role) in self.roles.iter().enumerate() {
            let number = cells.get(taken).filter(|p| is_value(p.text, self.known));
            if matches!(role, Some(Role::Weight | Role::Score))
                && let (Some(piece), Some(cell)) = (number, row.get_mut(col))
            {
                *cell = Field::of(piece);
                taken += 1;
            }
        }
        if let Some(cell) = row.first_mut() {
            *cell = Field::of(label);
        }
        (Some(row), taken)
    }
}
