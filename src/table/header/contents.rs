//! Columns whose heads no list has, or that a recogniser tore: signs of comparison and units stand in
//! no column but their own.

use super::Layout;
use crate::fold;
use crate::patterns::{Patterns, Role};
use crate::table::matrix::Row;

/// Cells at least that tell a column.
const LEAST: usize = 2;

/// Of so many cells one may be of another kind.
const MOST_OTHER: usize = 4;

/// Rows that are looked at: they tell as much as the whole of a long table.
const ROWS: usize = 100;

impl Layout {
    /// Names the columns of signs and units by what stands in them, where no head does.
    pub(in crate::table) fn tell_by_contents(&mut self, below: &[Row<'_>], patterns: &Patterns) {
        let is_sign = |text: &str| {
            !text.contains(|c: char| c.is_ascii_digit()) && patterns.quantities.is_property(text)
        };
        let is_unit = |text: &str| patterns.units.has(&fold::clean(text));
        let kinds: [(Role, &dyn Fn(&str) -> bool); 2] =
            [(Role::Comparator, &is_sign), (Role::Unit, &is_unit)];
        for (role, is) in kinds {
            let holds = |col: usize| holds(below, col, is);
            let unknown = |&(own, col): &(Role, usize)| own == Role::Unknown && holds(col);
            if self.column(role).is_none()
                && let Some(found) = self.columns.iter().position(unknown)
            {
                self.columns[found].0 = role;
            }
        }
    }
}

/// Whether nearly all filled cells of a column are of a kind.
fn holds(below: &[Row<'_>], col: usize, is: impl Fn(&str) -> bool) -> bool {
    let (mut filled, mut own) = (0, 0);
    for field in below.iter().take(ROWS).filter_map(|row| row.filled(col)) {
        filled += 1;
        own += usize::from(is(field.text()));
    }
    own >= LEAST && (filled - own) * MOST_OTHER <= filled
}
