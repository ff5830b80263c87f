//! Cells in reading order to rows, by the labels between them and by what each
//! cell holds.

use super::fit_cells::{Asked, Fit, FitRow, fit};
use super::habits;
use super::suits::{Habits, suits};
use super::vocabulary::Vocabulary;
use crate::decode::tables::Field;
use crate::model::Note;
use crate::patterns::{Role, WordKind};
use crate::words::words;

/// What words in a column of numbers are worth.
const UNSOUND: i32 = -12;

/// Rows, how many cells they took, and what was met.
pub(super) struct Rows {
    pub(super) rows: Vec<Vec<Field>>,
    pub(super) used: usize,
    pub(super) notes: Vec<Note>,
}

/// A table whose cells have lost their rows: what its columns hold.
pub(super) struct Table<'a> {
    pub(super) roles: &'a [Option<Role>],
    /// The column of the name; the columns before it hold labels.
    pub(super) name: usize,
    pub(super) known: Vocabulary<'a>,
}

impl Table<'_> {
    /// Rows of the cells.
    pub(super) fn rows(&self, cells: &[Field]) -> Option<Rows> {
        if let Some(found) = self.complete(cells) {
            return Some(found);
        }
        let found = self.by_labels(cells, Habits::default())?;
        match habits::of(&found.rows, self.roles, self.known) {
            Some(habits) => self.by_labels(cells, habits),
            None => Some(found),
        }
    }

    /// Rows of which every cell is printed: a label stands wherever the count
    /// of columns asks for one.
    fn complete(&self, cells: &[Field]) -> Option<Rows> {
        let width = self.roles.len();
        let levels: Vec<(usize, u8)> =
            (0..width).filter_map(|col| Some((col, self.level(col)?))).collect();
        if levels.is_empty() {
            return None;
        }
        let fits = |row: &[Field]| {
            row.len() == width
                && levels.iter().all(|&(col, level)| {
                    row.get(col).is_some_and(|p| self.known.is_label(&p.text, level))
                })
        };
        let count = cells.chunks(width).take_while(|row| fits(row)).count();
        // One row is no evidence that labels are repeated.
        if count < 2 {
            return None;
        }
        let taken = count * width;
        // A label where none should be: labels are not repeated after all.
        let follows = cells.get(taken).is_some_and(|p| self.any_label(&p.text));
        if follows {
            return None;
        }
        let rows = cells.chunks(width).take(count);
        let mut rows: Vec<Vec<Field>> = rows.map(<[Field]>::to_vec).collect();
        let rest = cells.get(taken..).unwrap_or_default();
        let (total, more) = self.total(rest);
        rows.extend(total);
        Some(Rows { rows, used: taken + more, notes: Vec::new() })
    }

    /// Rows by the labels between them: each stretch of cells up to the next
    /// label is fitted to rows of a name and its values.
    fn by_labels(&self, cells: &[Field], habits: Habits) -> Option<Rows> {
        let values: Vec<usize> = (self.name..self.roles.len()).collect();
        let roles: Vec<Role> = values
            .iter()
            .map(|&c| self.roles.get(c).copied().flatten().unwrap_or(Role::Unknown))
            .collect();
        let mut found =
            Rows { rows: Vec::new(), used: self.skip_group(cells, 0), notes: Vec::new() };
        let mut labelled = (0..self.name).all(|col| self.level(col).is_none());
        let mut scattered = false;
        let (mut read, mut unread) = (0, 0);
        while found.used < cells.len() {
            let (total, taken) = self.total(cells.get(found.used..).unwrap_or_default());
            if taken > 0 {
                found.rows.extend(total);
                found.used += taken;
                continue;
            }
            let mut row = vec![Field::default(); self.roles.len()];
            let start = found.used;
            let index = self.labels(cells, start, &mut row);
            labelled |= index > start;
            let end = self.stretch_end(cells, start, index);
            if end == index && start < index && index < cells.len() {
                // Labels without cells between them: a reader of columns took one after the
                // other, and which row each belongs to is not told.
                scattered |= self.level_is_repeated(cells, start, index);
            }
            let stretch = cells.get(index..end).unwrap_or_default();
            let texts: Vec<&str> = stretch.iter().map(|p| &*p.text).collect();
            let asked =
                Asked { roles: &roles, known: self.known, one_row: false, gaps: true, habits };
            let fitted = self
                .printed(&texts, asked)
                .or_else(|| fit(&texts, asked).filter(|fit| fit.is_told(&texts, asked)));
            let last = end >= cells.len();
            let fitted = fitted.or_else(|| last.then(|| self.first_row(&texts, &roles))?);
            let Some(fitted) = fitted else {
                // A label without cells: the row of the form was left empty.
                let empty = end == index && start < index;
                if !empty && (last || index == start && found.rows.is_empty()) {
                    break;
                }
                if end <= start {
                    break;
                }
                // What stands between two labels and makes no rows costs no others.
                found.notes.extend(untold(stretch));
                unread += usize::from(!empty);
                found.used = end;
                if !scattered {
                    found.rows.push(row);
                }
                continue;
            };
            read += fitted.rows.len();
            if scattered {
                self.disown(&mut row);
            }
            found.used = index;
            for parts in &fitted.rows {
                self.fill(cells, parts, &values, &mut row, &mut found);
                let mut next = vec![Field::default(); self.roles.len()];
                if scattered {
                    self.disown(&mut next);
                }
                row = next;
            }
            scattered = false;
            if found.used < end {
                break;
            }
        }
        (labelled && !found.rows.is_empty() && unread <= read).then_some(found)
    }

    /// Rows of cells of which the blank ones are printed: each has as many as there are columns.
    fn printed(&self, texts: &[&str], asked: Asked<'_>) -> Option<Fit> {
        let width = asked.roles.len();
        if !texts.contains(&"") || width == 0 || !texts.len().is_multiple_of(width) {
            return None;
        }
        let fits = |row: &[&str]| {
            let cells = row.iter().zip(asked.roles);
            !row[0].is_empty()
                && !self.known.is_value(row[0])
                && cells.clone().all(|(text, &role)| {
                    text.is_empty() || suits(role, text, 1, self.known, asked.habits) > UNSOUND
                })
        };
        let row = || FitRow { parts: vec![1; width], astray: vec![false; width], lacks: false };
        let rows = texts.chunks(width);
        rows.clone().all(fits).then(|| Fit {
            rows: rows.map(|_| row()).collect(),
            score: 0,
            sound: true,
        })
    }

    /// Fills a row with its cells, and adds it to those found.
    fn fill(
        &self,
        cells: &[Field],
        parts: &FitRow,
        values: &[usize],
        row: &mut Vec<Field>,
        found: &mut Rows,
    ) {
        for ((&col, &count), &astray) in values.iter().zip(&parts.parts).zip(&parts.astray) {
            for piece in cells.get(found.used..found.used + count).unwrap_or_default() {
                if let Some(cell) = row.get_mut(col) {
                    cell.wrap(piece.clone());
                    cell.astray |= astray;
                }
            }
            found.used += count;
        }
        found.rows.push(std::mem::take(row));
    }

    /// Marks the labels of a row as not told.
    fn disown(&self, row: &mut [Field]) {
        for (col, cell) in row.iter_mut().enumerate().take(self.name) {
            if self.level(col).is_some() {
                *cell = Field { unowned: true, ..Field::default() };
            }
        }
    }

    /// Whether the label after those of `start..index` is of a level that stands among them.
    fn level_is_repeated(&self, cells: &[Field], start: usize, index: usize) -> bool {
        let level_at = |at: usize| {
            [2, 1].into_iter().find(|&level| self.label_length(cells, at, level).is_some())
        };
        let next = level_at(index);
        next.is_some() && (start..index).any(|at| level_at(at) == next)
    }

    /// The row with which a stretch starts, where text follows the table.
    fn first_row(&self, texts: &[&str], roles: &[Role]) -> Option<Fit> {
        let most = texts.len().min(roles.len() + 4);
        let habits = Habits::default();
        let asked = Asked { roles, known: self.known, one_row: true, gaps: false, habits };
        let fits = (roles.len().saturating_sub(1)..=most)
            .filter_map(|length| fit(texts.get(..length)?, asked).filter(|fit| fit.score >= 2));
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
    fn skip_group(&self, cells: &[Field], from: usize) -> usize {
        let label = |&at: &usize| (1..=2).any(|l| self.label_length(cells, at, l).is_some());
        let until = (from..cells.len().min(from + 5)).find(label);
        until.unwrap_or(from).max(from)
    }

    /// Reads the labels at `index` into a row.
    fn labels(&self, cells: &[Field], mut index: usize, row: &mut [Field]) -> usize {
        let first = index;
        for col in 0..self.name {
            let Some(level) = self.level(col) else {
                continue;
            };
            let Some(length) = self.label_length(cells, index, level) else {
                continue;
            };
            // Without a label of level 1 before it, such a label names an indicator.
            let alone = level == 2 && index == first && col > 0;
            let text = cells.get(index).map_or("", |cell| cell.text.as_str());
            if alone && length == 1 && self.known.may_name(text) {
                continue;
            }
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
                    cell.wrap(piece.clone());
                }
            }
            index += length;
        }
        index
    }

    /// How many cells make a label at `index`, the longest reading.
    fn label_length(&self, cells: &[Field], index: usize, level: u8) -> Option<usize> {
        let mut text = String::new();
        let mut found = None;
        for (length, piece) in cells.iter().skip(index).take(3).enumerate() {
            if length > 0 && self.known.is_value(&piece.text) {
                break;
            }
            text.push_str(&piece.text);
            if self.known.is_label(&text, level) {
                found = Some(length + 1);
            }
        }
        found
    }

    /// Where the stretch from `index`, behind the labels from `start` on, ends: at the next label or row of sums.
    fn stretch_end(&self, cells: &[Field], start: usize, index: usize) -> usize {
        let label = |at: usize| {
            (1..=2).any(|level| self.label_length(cells, at, level).is_some())
                || cells.get(at).is_some_and(|p| self.known.is(&p.text, WordKind::Total))
        };
        // Behind a label stands a name, even one that reads like a label, and its values.
        let valued = |at: usize| cells.get(at).is_some_and(|cell| self.known.is_value(&cell.text));
        let total = cells.get(index).is_some_and(|p| self.known.is(&p.text, WordKind::Total));
        let text = |at: usize| cells.get(at).map_or("", |cell| cell.text.as_str());
        let more = !label(index + 1) && self.known.may_name(text(index));
        let behind = index > start && (valued(index + 1) || more);
        // Nor does a label that was not taken for one end what it starts.
        let refused = index == start && label(index);
        let named = (behind || refused) && !valued(index) && !total;
        let from = index + usize::from(named);
        (from..cells.len()).find(|&at| label(at)).unwrap_or(cells.len())
    }

    /// A row of sums at the start of the cells, and how many cells it took.
    fn total(&self, cells: &[Field]) -> (Option<Vec<Field>>, usize) {
        let Some(label) = cells.first().filter(|p| self.known.is(&p.text, WordKind::Total)) else {
            return (None, 0);
        };
        let mut row = vec![Field::default(); self.roles.len()];
        let mut taken = 1;
        for (col, role) in self.roles.iter().enumerate() {
            let number = cells.get(taken).filter(|p| self.known.is_value(&p.text));
            if matches!(role, Some(Role::Weight | Role::Score))
                && let (Some(piece), Some(cell)) = (number, row.get_mut(col))
            {
                *cell = piece.clone();
                taken += 1;
            }
        }
        if let Some(cell) = row.first_mut() {
            *cell = label.clone();
        }
        (Some(row), taken)
    }
}

/// Tells of cells that make no rows.
fn untold(cells: &[Field]) -> Option<Note> {
    let first = cells.first()?;
    let texts: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
    let texts = texts.join(" | ");
    let message = words!(
        en: "the rows of these cells are not told, and they were left unread: {texts}",
        zh: "无法判断以下各格如何成行，未读取：{texts}"
    );
    Some(Note::new("row_incomplete", message, first.at))
}
