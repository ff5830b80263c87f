//! Whether a table goes on over what stands between its rows: a page end, a line, a note, its
//! header printed again.

use super::matrix::Row;
use super::reader::Reader;
use super::{FormRow, apart, body, header};
use crate::document::Grid;
use crate::fold;
use crate::patterns::{Role, RowKind};

impl<'o> Reader<'o, '_> {
    /// Whether the rows of a grid without a header fit the open table, each of
    /// them, so that the line before them is a page's and not the report's.
    pub(super) fn would_go_on(&self, rows: &[Row<'o>], grid: &Grid) -> bool {
        let [open] = &self.open[..] else { return false };
        let mut filled = rows.iter().filter(|row| row.width() > 0).peekable();
        let headed = header::header(rows, self.lexicon).is_some();
        let fits = |row: &Row<'o>| open.fits(row, grid, self.patterns);
        !headed && filled.peek().is_some() && filled.all(fits)
    }

    /// Whether rows that do not belong to the open table stand over a header.
    pub(super) fn has_own_head(&self, rows: &[Row<'o>], grid: &Grid) -> bool {
        let [open] = &self.open[..] else { return false };
        let mut filled = rows.iter().enumerate().filter(|(_, row)| row.width() > 0);
        let fits = |row: &Row<'o>| open.fits(row, grid, self.patterns);
        let Some((first, row)) = filled.next() else { return false };
        let starts = |from: usize| header::header(&rows[from..], self.lexicon).is_some();
        !starts(first) && !fits(row) && filled.any(|(number, _)| starts(number))
    }

    /// Whether the rows since the header of the open table name another project or office than
    /// those before it: two forms stand under each other in one grid.
    pub(super) fn has_head_of_another(&self) -> bool {
        const NAMED: [Role; 3] = [Role::Project, Role::Department, Role::ImplementingUnit];
        let rows = &self.out.form_rows;
        let named = |row: &'_ FormRow| -> Vec<(Role, String)> {
            let pairs = row.cells.iter().zip(row.cells.iter().skip(1));
            let pairs = pairs.filter_map(|((label, _), (value, _))| {
                let role = self.patterns.columns.role(label).filter(|role| NAMED.contains(role))?;
                Some((role, fold::key(value)))
            });
            pairs.collect()
        };
        let before = self.open.first().and_then(|open| rows.get(open.head.rows.clone()));
        let known: Vec<_> = before.unwrap_or_default().iter().flat_map(named).collect();
        let since = rows.get(self.claimed..).unwrap_or_default();
        since.iter().flat_map(named).any(|pair| !known.contains(&pair))
    }

    /// Whether a row names columns that the open table does not have there, and none of names: the
    /// heads of columns for which a page had no room, or of another table.
    pub(super) fn has_other_heads(&self, row: &Row<'o>) -> bool {
        const LEAST: usize = 3;
        let [open] = &self.open[..] else { return false };
        let heads =
            || row.own().map(|(col, field)| (self.patterns.columns.role(field.text()), col));
        let own = |(role, col)| open.layout.columns().contains(&(role, col));
        let measured = |role: Role| body::VALUES.contains(&role);
        row.own().nth(LEAST - 1).is_some()
            && heads().all(|(role, _)| role.is_some())
            && heads().filter_map(|(role, _)| role).any(measured)
            && !heads().any(|(role, col)| role.is_some_and(|role| own((role, col))))
    }

    /// Whether a header names what that of the open table does.
    pub(super) fn is_header_again(&self, found: &header::Header) -> bool {
        let pairs = || self.open.iter().zip(&found.layouts);
        !self.open.is_empty()
            && self.open.len() == found.layouts.len()
            && pairs().all(|(open, new)| open.layout.same_roles(new))
    }

    /// Whether the table goes on below a row that usually ends one: the next row of
    /// several cells fits under the header, or is the row of totals.
    pub(super) fn goes_on(&self, below: &[Row<'o>], grid: &Grid) -> bool {
        const NEAR: usize = 12;
        let mut near = below.get(..NEAR.min(below.len())).unwrap_or_default();
        let is_group = |row: &Row<'o>| match &self.open[..] {
            [open] => apart::group_of_points(row, &open.layout, self.patterns).is_some(),
            _ => false,
        };
        while near.first().is_some_and(|row| row.own().nth(1).is_none() || is_group(row)) {
            near = near.get(1..).unwrap_or_default();
        }
        // The header may be printed again before it.
        if let Some(again) = header::header(near, self.lexicon)
            && self.is_header_again(&again)
        {
            near = near.get(again.rows..).unwrap_or_default();
        }
        let next = near.iter().find(|row| row.own().nth(1).is_some() && !is_group(row));
        next.is_some_and(|row| {
            let first = row.own().next().map(|(_, field)| field.text()).unwrap_or_default();
            self.patterns.tables.row_kind(first) == Some(RowKind::Total)
                || self.open.iter().all(|open| open.fits(row, grid, self.patterns))
        })
    }

    /// Whether a row holds only the ends of heads above it that the first header printed whole.
    pub(super) fn is_rest_of_head(&self, head: &[Row<'_>], row: &Row<'_>) -> bool {
        let [open] = &self.open[..] else { return false };
        let whole = |col: usize, text: &str| {
            let start = head.iter().rev().find_map(|row| row.filled(col))?.text();
            let (role, _) = open.layout.columns().iter().find(|(_, at)| *at == col)?;
            let column = open.columns.iter().find(|column| column.role == role.name())?;
            Some(fold::clean_key(&column.title) == fold::clean_key(&format!("{start}{text}")))
        };
        row.own().next().is_some()
            && row.own().all(|(col, field)| whole(col, field.text()) == Some(true))
    }
}
