//! Cells without columns to rows: which cell is a name and which a value, by
//! what each holds. Where a row lacks cells, all ways to lay it out are weighed, and a cell that
//! may stand in more than one column is told to be astray.

use super::suits::{Habits, Kind, kind};
use super::vocabulary::Vocabulary;
use super::ways::Ways;
use crate::patterns::Role;

/// The rows that cells make.
#[derive(Debug, PartialEq)]
pub(in crate::decode::tables) struct Fit {
    pub(in crate::decode::tables) rows: Vec<FitRow>,
    /// How well they fit.
    pub(in crate::decode::tables) score: i32,
    /// Whether every cell can be what its column holds.
    pub(in crate::decode::tables) sound: bool,
}

/// The cells of one row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::decode::tables) struct FitRow {
    /// For each column from the name on, the number of cells.
    pub(in crate::decode::tables) parts: Vec<usize>,
    /// For each of these columns whether what stands in it may stand in another.
    pub(in crate::decode::tables) astray: Vec<bool>,
    /// Whether a column that rows have is empty.
    pub(in crate::decode::tables) lacks: bool,
}

impl Fit {
    /// Whether the rows can be believed: every cell can be what its column holds, and what lacks
    /// cells has a name and points, or a value where there are no points.
    pub(in crate::decode::tables) fn is_told(&self, cells: &[&str], asked: Asked<'_>) -> bool {
        let has_points = asked.roles.iter().any(|&role| kind(role) == Kind::Points);
        let mut taken = 0;
        self.sound
            && self.rows.iter().all(|row| {
                let filled = |wanted: Kind| {
                    let columns = asked.roles.iter().zip(&row.parts);
                    columns.into_iter().any(|(&role, &n)| n > 0 && kind(role) == wanted)
                };
                let own = row.parts.iter().sum::<usize>();
                let name = cells.get(taken..taken + own).unwrap_or_default();
                taken += own;
                let of_form = || name.iter().all(|text| asked.known.is_of_form(text));
                let enough = if has_points { Kind::Points } else { Kind::Value };
                !row.lacks || filled(enough) || of_form()
            })
    }
}

impl Fit {
    /// Whether the only row, of which it is told where it ends, has a name and all its values: the
    /// points that rows share stand in the first of them.
    pub(in crate::decode::tables) fn has_values(&self, cells: &[&str], asked: Asked<'_>) -> bool {
        let [row] = &self.rows[..] else { return false };
        let mut columns = asked.roles.iter().zip(&row.parts);
        let whole = columns.all(|(&role, &parts)| match kind(role) {
            Kind::Words => parts == 1,
            Kind::Value => parts > 0,
            _ => true,
        });
        self.sound && whole && cells.iter().skip(1).any(|cell| asked.known.is_value(cell))
    }
}

/// What cells are fitted to.
#[derive(Debug, Clone, Copy)]
pub(in crate::decode::tables) struct Asked<'a> {
    /// The columns, the name first.
    pub(in crate::decode::tables) roles: &'a [Role],
    pub(in crate::decode::tables) known: Vocabulary<'a>,
    /// The cells are one row.
    pub(in crate::decode::tables) one_row: bool,
    /// Rows may lack cells; else only whole ones are asked for.
    pub(in crate::decode::tables) gaps: bool,
    pub(in crate::decode::tables) habits: Habits,
}

/// Most cells fitted at once; the work grows with their number times the
/// number of columns.
const MAX_CELLS: usize = 400;

/// Most columns of which it is noted where a cell may stand.
const MAX_COLUMNS: usize = 32;

/// Fits cells to rows.
pub(in crate::decode::tables) fn fit(cells: &[&str], asked: Asked<'_>) -> Option<Fit> {
    let width = asked.roles.len();
    if cells.is_empty() || cells.len() > MAX_CELLS || width == 0 || width > MAX_COLUMNS {
        return None;
    }
    Ways::of(cells, asked).rows()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patterns::Patterns;

    const ROLES: [Role; 6] =
        [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

    /// The cells of each column of one row, `?` before those that may stand in another.
    fn laid(cells: &str, habits: Habits) -> Vec<String> {
        let texts: Vec<&str> = cells.split(' ').collect();
        let known = Vocabulary::of(Patterns::builtin());
        let asked = Asked { roles: &ROLES, known, one_row: true, gaps: true, habits };
        let fit = fit(&texts, asked).filter(|fit| fit.is_told(&texts, asked)).unwrap();
        let (row, mut at) = (&fit.rows[0], 0);
        let columns = row.parts.iter().zip(&row.astray).map(|(&count, &astray)| {
            let own = texts[at..at + count].join(" ");
            at += count;
            if astray { format!("?{own}") } else { own }
        });
        columns.collect()
    }

    #[test]
    fn points_are_told_where_both_values_are_gone() {
        let laid = laid("护栏安装 10 9 材料晚到，已补装。", Habits::default());
        assert_eq!(laid, ["护栏安装", "", "", "10", "9", "材料晚到，已补装。"]);
    }

    #[test]
    fn one_value_of_two_is_told_by_what_it_says() {
        let signed = Habits { summed: true, signed: true, ..Habits::default() };
        assert_eq!(laid("护栏长度 ≥80米 10 10", signed), ["护栏长度", "≥80米", "", "10", "10", ""]);
        let reached = laid("护栏质量 达成预期指标 10 10", signed);
        assert_eq!(reached, ["护栏质量", "", "达成预期指标", "10", "10", ""]);
        assert_eq!(laid("护栏长度 80米 10 10", signed)[3..], ["10", "10", ""]);
        assert!(laid("护栏长度 80米 10 10", signed)[1..3].contains(&"?80米".to_owned()));
    }

    #[test]
    fn points_that_do_not_add_up_tell_nothing() {
        let lacking = Habits { lacking: true, ..Habits::default() };
        let laid = laid("护栏长度 80米 10 10", lacking);
        assert!(laid[1..].iter().all(|cell| cell.is_empty() || cell.starts_with('?')));
    }
}
