//! Columns whose heads no list has, or that a recogniser tore: signs of comparison and units stand in
//! no column but their own.

use super::Layout;
use crate::fold;
use crate::patterns::{Direction, Patterns, Role};
use crate::table::matrix::Row;
use crate::value::quantity;

/// Cells at least that tell a column of units.
const LEAST_UNITS: usize = 2;

/// Fewer names may stand there by chance.
const LEAST_NAMES: usize = 2;

/// Of so many cells one may be of another kind.
const MOST_OTHER: usize = 4;

/// Rows that are looked at: they tell as much as the whole of a long table.
const ROWS: usize = 100;

impl Layout {
    /// The names stand in the column behind that of which the cells only count them (指标1, 1), where
    /// its head says nothing else, or the head of the names stands over both.
    pub(in crate::table) fn tell_names(&mut self, below: &[Row<'_>], patterns: &Patterns) {
        let texts = |col: usize| {
            below.iter().take(ROWS).filter_map(move |row| row.filled(col)).map(|field| field.text())
        };
        let counted = |col: usize| {
            let all = texts(col).all(|text| patterns.tables.is_template(text));
            let number = |(text, number): (&str, u32)| text.trim().parse() == Ok(number);
            (all || texts(col).zip(1..).all(number)) && texts(col).count() >= LEAST_NAMES
        };
        let named = |col: usize| {
            let words = |text: &str| text.chars().filter(|&c| fold::is_cjk(c)).nth(1).is_some();
            texts(col).count() >= LEAST_NAMES
                && texts(col).all(|text| words(text) && !quantity::is_number(text, patterns))
        };
        let name = self.columns.iter().position(|&(role, col)| role == Role::Name && counted(col));
        let Some(name) = name else { return };
        if let Some((Role::Unknown, col)) = self.columns.get(name + 1).copied()
            && named(col)
        {
            self.columns[name].0 = Role::Number;
            self.columns[name + 1].0 = Role::Name;
            return;
        }
        let next = self.columns[name].1 + 1;
        if self.columns.iter().all(|&(_, col)| col != next) && named(next) {
            self.columns[name].0 = Role::Number;
            self.columns.insert(name + 1, (Role::Name, next));
        }
    }

    /// Names the columns of signs and units by what stands in them, where no head does.
    pub(in crate::table) fn tell_by_contents(&mut self, below: &[Row<'_>], patterns: &Patterns) {
        for role in [Role::Comparator, Role::Unit] {
            let holds = |col: usize| {
                let cells = below.iter().take(ROWS).filter_map(|row| row.filled(col));
                let texts: Vec<&str> = cells.map(|field| field.text()).collect();
                let own = of_role(&texts, role, patterns);
                own > 0 && (texts.len() - own) * MOST_OTHER <= texts.len()
            };
            let unknown = |&(own, col): &(Role, usize)| own == Role::Unknown && holds(col);
            if self.column(role).is_none()
                && let Some(found) = self.columns.iter().position(unknown)
            {
                self.columns[found].0 = role;
            }
        }
    }
}

/// How many of the cells of a column are signs, or units; none where they are too few to tell.
fn of_role(texts: &[&str], role: Role, patterns: &Patterns) -> usize {
    if role == Role::Unit {
        let units = texts.iter().filter(|text| patterns.units.has(&fold::clean(text))).count();
        return if units >= LEAST_UNITS { units } else { 0 };
    }
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let signs = texts.iter().filter(|text| !digits(text) && patterns.quantities.is_property(text));
    let compares =
        |text: &&&str| matches!(patterns.quantities.property(text), Some(Direction::Compared(_)));
    if signs.clone().any(|text| compares(&text)) { signs.count() } else { 0 }
}
