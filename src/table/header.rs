//! Header cells to column roles.

use super::matrix::{Field, Holds, Row};
use crate::form::Form;
use crate::patterns::years::Years;
use crate::patterns::{Columns, Role};

/// The columns of one indicator table: which column holds what.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Column by role, in column order. A role stands once.
    columns: Vec<(Role, usize)>,
    /// Number of columns of the grid the header stood in.
    pub(super) width: usize,
}

impl Layout {
    /// The column of a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().find(|&&(r, _)| r == role).map(|&(_, col)| col)
    }

    /// Roles and columns, in column order.
    pub(super) fn columns(&self) -> &[(Role, usize)] {
        &self.columns
    }

    /// Whether both hold the same, column by column.
    pub(super) fn same_roles(&self, other: &Layout) -> bool {
        let roles =
            |layout: &Layout| layout.columns.iter().map(|&(role, _)| role).collect::<Vec<_>>();
        roles(self) == roles(other)
    }
}

/// A header: the layouts it names (more than one where tables stand side by
/// side) and the number of rows it takes.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) layouts: Vec<Layout>,
    pub(super) rows: usize,
}

/// How a header cell is looked up.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'a> {
    pub(super) columns: &'a Columns,
    pub(super) form: &'a Form,
    pub(super) years: &'a Years,
}

impl Lexicon<'_> {
    fn role(&self, cell: &str) -> Option<Role> {
        // A sentence is no header cell, and not worth the look-up.
        let key = crate::patterns::columns::header_key_within(cell, 90)?;
        let role = |key: &str| self.form.role_of_key(key).or_else(|| self.columns.role_of_key(key));
        role(&key).or_else(|| role(without_year(&key, self.years)?.1))
    }
}

/// The header that starts with the first of `rows`, if one does. `above` is the
/// row before it: a header over two rows may start there, with no level in its
/// upper row (绩效指标 | 指标值 | 分值).
pub(super) fn header(
    above: Option<&Row<'_>>,
    rows: &[Row<'_>],
    lexicon: Lexicon<'_>,
) -> Option<Header> {
    let first = rows.first()?;
    let mut roles = own_roles(first, lexicon);
    if !could_be_header(&roles, first) {
        return None;
    }
    if let Some(above) = above {
        let upper = own_roles(above, lexicon);
        let open = upper.iter().filter(|&&(col, _)| first.filled(col).is_none());
        let open: Vec<_> = open.filter(|(_, role)| !matches!(role, Role::Group)).copied().collect();
        if upper.len() >= 2 {
            roles.extend(open);
            roles.sort_by_key(|&(col, _)| col);
        }
    }
    let mut taken = 1;
    if let Some(second) = rows.get(1)
        && let Some(merged) = second_row(first, second, &roles, lexicon)
    {
        roles = merged;
        taken = 2;
    }
    let width = rows[..taken].iter().map(|row| row.fields.len()).max().unwrap_or(0);
    let layouts = layouts(&roles, width);
    (!layouts.is_empty()).then_some(Header { layouts, rows: taken })
}

type Roles = Vec<(usize, Role)>;

fn own_roles(row: &Row<'_>, lexicon: Lexicon<'_>) -> Roles {
    let roles: Roles =
        starting(row).filter_map(|(col, field)| Some((col, lexicon.role(&field.text)?))).collect();
    let year = |col: usize| {
        let key = crate::patterns::columns::header_key(&row.filled(col)?.text);
        without_year(&key, lexicon.years).map(|(year, _)| year)
    };
    // Values of an earlier year stand beside those of the year reported on.
    let later = |&(col, role): &(usize, Role)| {
        let own = year(col);
        let others = roles.iter().filter(|&&(c, r)| c != col && r == role);
        own.is_none_or(|own| !others.filter_map(|&(c, _)| year(c)).any(|y| y > own))
    };
    let mut roles: Roles = roles.iter().copied().filter(later).collect();
    // A form of one level calls its only column of names what others call all of
    // their levels (绩效指标).
    let has = |role| roles.iter().any(|&(_, r)| r == role);
    let one_level = ![Role::Level1, Role::Level2, Role::Name].into_iter().any(has)
        && has(Role::Target)
        && has(Role::Actual)
        && roles.len() == starting(row).count();
    if one_level && let [(_, role @ Role::Group), ..] = roles.as_mut_slice() {
        *role = Role::Name;
    }
    roles
}

/// The year that a header key starts with (2023年度指标值), and the key without it.
fn without_year<'k>(key: &'k str, years: &Years) -> Option<(i16, &'k str)> {
    if !key.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = years.mentions(key).into_iter().next()?;
    let rest = key.get(first.to..).filter(|_| first.from == 0)?;
    Some((first.year, rest))
}

/// The cells of a header row: those that start here or in the row above.
fn starting<'r, 'a>(row: &'r Row<'a>) -> impl Iterator<Item = (usize, &'r Field<'a>)> {
    let fields = (0..row.fields.len()).filter_map(|col| Some((col, row.filled(col)?)));
    fields.filter(|(_, field)| field.holds != Holds::FromLeft)
}

/// At least two roles, one of them a level or the name, and most of what the
/// row holds names a column.
fn could_be_header(roles: &Roles, row: &Row<'_>) -> bool {
    let naming = [Role::Level1, Role::Level2, Role::Name];
    let telling = roles.iter().filter(|(_, r)| !matches!(r, Role::Group | Role::Number)).count();
    let names = roles.iter().any(|(_, r)| naming.contains(r));
    let cells = starting(row).count();
    names && telling >= 2 && roles.len() * 2 >= cells
}

/// The roles of a header over two rows, if the second row belongs to it: each
/// of its cells names a column, alone or together with the cell above.
fn second_row(
    first: &Row<'_>,
    second: &Row<'_>,
    above: &Roles,
    lexicon: Lexicon<'_>,
) -> Option<Roles> {
    let mut roles = above.clone();
    let mut any = false;
    for (col, field) in second.own() {
        let parent = first.filled(col);
        let joined = |p: &Field<'_>| lexicon.role(&format!("{}{}", p.text, field.text));
        let alone = lexicon.role(&field.text);
        let parent_role = above.iter().find(|&&(c, _)| c == col).map(|&(_, role)| role);
        let role = parent.and_then(joined).or(alone)?;
        // A repeated header below the header is a row of its own.
        if parent_role == Some(role) && parent.is_some_and(|p| p.text == field.text) {
            return None;
        }
        roles.retain(|&(c, _)| c != col);
        roles.push((col, role));
        any = true;
    }
    // A parent over several columns gives way to its children.
    roles.retain(|&(col, role)| {
        let covered = |&&(c, _): &&(usize, Role)| {
            c > col
                && first
                    .fields
                    .get(c)
                    .and_then(Option::as_ref)
                    .is_some_and(|f| f.holds == Holds::FromLeft)
        };
        let replaced = second.filled(col).is_none()
            && first.filled(col).is_some()
            && roles_below(second, first, col)
            && above.iter().any(|&(c, r)| c == col && r == role);
        !replaced || !above.iter().any(|pair| covered(&pair))
    });
    roles.sort_by_key(|&(col, _)| col);
    any.then_some(roles)
}

/// Whether the second row has cells of its own under the span that starts at
/// `col` in the first.
fn roles_below(second: &Row<'_>, first: &Row<'_>, col: usize) -> bool {
    let covered = |c: usize| {
        first.fields.get(c).and_then(Option::as_ref).is_some_and(|f| f.holds == Holds::FromLeft)
    };
    (col + 1..first.fields.len()).take_while(|&c| covered(c)).any(|c| second.filled(c).is_some())
}

/// The layouts that the roles of a header give: a new one starts where a role
/// stands again after the first target (two tables side by side); levels that
/// the later one lacks are shared.
fn layouts(roles: &Roles, width: usize) -> Vec<Layout> {
    let mut sets: Vec<Vec<(Role, usize)>> = vec![Vec::new()];
    for &(col, role) in roles {
        let set = sets.last_mut().expect("there is always one set");
        let again = set.iter().any(|&(r, _)| r == role);
        let starts = matches!(role, Role::Level1 | Role::Level2 | Role::Name);
        let complete = set.iter().any(|(r, _)| matches!(r, Role::Target | Role::Actual));
        if again && starts && complete {
            sets.push(vec![(role, col)]);
        } else if !again {
            set.push((role, col));
        }
    }
    let shared: Vec<_> =
        sets[0].iter().filter(|(r, _)| matches!(r, Role::Level1 | Role::Level2)).copied().collect();
    sets.into_iter()
        .enumerate()
        .map(|(index, mut set)| {
            if index > 0 {
                let lacking = shared.iter().filter(|(r, _)| !set.iter().any(|(s, _)| s == r));
                let lacking: Vec<_> = lacking.copied().collect();
                set.splice(0..0, lacking);
            }
            named(set, width)
        })
        .filter(is_indicator_table)
        .collect()
}

/// A table without a name column takes its last level as the name.
fn named(mut columns: Vec<(Role, usize)>, width: usize) -> Layout {
    let has = |columns: &[(Role, usize)], role| columns.iter().any(|&(r, _)| r == role);
    if !has(&columns, Role::Name)
        && has(&columns, Role::Level2)
        && let Some(level2) = columns.iter_mut().find(|(r, _)| *r == Role::Level2)
    {
        level2.0 = Role::Name;
    }
    Layout { columns, width }
}

/// An indicator table names indicators and says something of each.
fn is_indicator_table(layout: &Layout) -> bool {
    let has = |role| layout.column(role).is_some();
    let says = [Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Criterion];
    has(Role::Name) && says.into_iter().any(has)
}
