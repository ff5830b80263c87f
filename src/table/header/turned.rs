//! Tables whose heads stand in their first column, one under the other, and whose
//! indicators stand side by side.

use super::{Lexicon, NAMING, header, tells};
use crate::patterns::Role;
use crate::table::matrix::{self, Row};

/// Fewer heads are no head: two labelled rows of a form stand under each other as well.
const LEAST: usize = 4;

/// The rows of a grid with such a table turned upright, if there is one.
pub(in crate::table) fn turned<'a>(rows: &[Row<'a>], lexicon: Lexicon<'_>) -> Option<Vec<Row<'a>>> {
    let roles: Vec<Option<Role>> = rows.iter().map(|row| head(row, lexicon)).collect();
    let from = roles.iter().position(Option::is_some)?;
    let to = from + roles[from..].iter().take_while(|role| role.is_some()).count();
    let has = |role| roles[from..to].contains(&Some(role));
    let complete = NAMING.into_iter().any(has) && has(Role::Target) && has(Role::Actual);
    if to - from < LEAST || !complete || header(&rows[from..], lexicon).is_some() {
        return None;
    }
    let upright = matrix::transposed(&rows[from..to]);
    header(&upright, lexicon).filter(|found| found.rows == 1)?;
    let (before, after) = (&rows[..from], &rows[to..]);
    Some([before, upright.as_slice(), after].concat())
}

/// What the first cell of a row says of it, where none of the others is a head.
fn head(row: &Row<'_>, lexicon: Lexicon<'_>) -> Option<Role> {
    let mut own = row.own();
    let (col, first) = own.next()?;
    let role = lexicon.role(first.text()).filter(|&role| tells(role))?;
    let others = own.any(|(_, field)| lexicon.is_strong(field.text()));
    (col == 0 && !others).then_some(role)
}
