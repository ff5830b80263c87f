//! Rows with cells over several columns: they stand as the source tells, unless the row is
//! narrower than its table.

use super::columns::Columns;
use super::kind::{Misfit, WRONG};
use super::{FITS_BY_SPANS, NAMELESS, WIDEST_MOVED, doubt_all, natural};
use crate::document::Origin;
use crate::patterns::{Patterns, Role};
use crate::table::body::BodyRow;
use crate::table::doubt::{Doubt, Reason};
use crate::table::header::Layout;
use crate::table::matrix::{Holds, Row};

/// Layouts that are as good as the best within this.
const SLACK: Misfit = 1;

/// Whether a cell of the row lies over several columns.
pub(super) fn is_spanned(row: &Row<'_>) -> bool {
    row.fields.iter().flatten().any(|field| field.holds == Holds::FromLeft)
}

/// Puts a row under the heads. Where it is narrower than the table, a column was lost: what
/// all columns that may be the lost one put under the same head stands there, the rest is
/// doubted.
pub(super) fn place<'a>(
    row: &Row<'a>,
    layout: &Layout,
    columns: &Columns,
    lost: &[usize],
    origin: Origin,
    patterns: &Patterns,
) -> BodyRow<'a> {
    let narrow = row.fields.len() < columns.width() && row.own().nth(1).is_some();
    if !narrow || origin != Origin::Spans {
        return natural(row, layout, columns, FITS_BY_SPANS, patterns);
    }
    if columns.width() > WIDEST_MOVED {
        let mut placed = natural(row, layout, columns, FITS_BY_SPANS, patterns);
        doubt_all(&mut placed);
        return placed;
    }
    let all: Vec<usize> = (0..=row.fields.len()).collect();
    let places = if lost.is_empty() { &all } else { lost };
    let judged: Vec<(Misfit, Row<'a>)> = places
        .iter()
        .map(|&at| widened(row, at, columns.width()))
        .map(|row| (misfit(&row, columns, patterns), row))
        .collect();
    let best = judged.iter().map(|(misfit, _)| *misfit).min().unwrap_or(WRONG);
    let near = judged.iter().filter(|(misfit, _)| *misfit <= best + SLACK);
    let mut near = near.map(|(_, row)| natural(row, layout, columns, best, patterns));
    let Some(mut placed) = near.next() else {
        return natural(row, layout, columns, FITS_BY_SPANS, patterns);
    };
    placed.moved = true;
    let others: Vec<BodyRow<'a>> = near.collect();
    for &(role, _) in layout.columns() {
        let filled =
            |row: &BodyRow<'a>| row.filled(role).map(|field| (field.text().to_owned(), field.at()));
        let mut readings: Vec<_> =
            std::iter::once(&placed).chain(&others).filter_map(&filled).collect();
        let count = readings.len();
        readings.dedup();
        let same = readings.len() <= 1 && (count == 0 || count == others.len() + 1);
        if same && best < WRONG {
            continue;
        }
        let first = std::iter::once(&placed).chain(&others).find(|row| row.filled(role).is_some());
        let field = first.and_then(|row| row.filled(role)).cloned();
        let Some(field) = field else { continue };
        placed.set(role, Some(field));
        placed.doubt(Doubt { role, reason: Reason::CellShifted, readings });
    }
    placed
}

/// The columns that all rows of a piece may have lost.
pub(super) fn lost_columns(rows: &[Row<'_>], columns: &Columns, patterns: &Patterns) -> Vec<usize> {
    let several: Vec<&Row<'_>> = rows.iter().filter(|row| row.own().nth(1).is_some()).collect();
    let judged = (0..columns.width()).map(|lost| {
        let rows = several.iter().map(|row| widened(row, lost, columns.width()));
        (lost, rows.map(|row| misfit(&row, columns, patterns)).max().unwrap_or_default())
    });
    judged.filter(|&(_, worst)| worst < WRONG).map(|(lost, _)| lost).collect()
}

/// A row as wide as its table, with blank columns at a place.
fn widened<'a>(row: &Row<'a>, at: usize, width: usize) -> Row<'a> {
    let mut wide = row.clone();
    let inside = wide.fields.get(at).cloned().flatten().filter(|f| f.holds == Holds::FromLeft);
    for _ in wide.fields.len()..width {
        wide.fields.insert(at.min(wide.fields.len()), inside.clone());
    }
    wide
}

/// How badly the cells of a row fit under the heads over them.
fn misfit(row: &Row<'_>, columns: &Columns, patterns: &Patterns) -> Misfit {
    let kinds = columns.kinds(patterns);
    let single = row.own().map(|(col, field)| {
        let end = row.fields.iter().enumerate().skip(col + 1).take_while(|(_, other)| {
            other.as_ref().is_some_and(|f| f.holds == Holds::FromLeft && f.at() == field.at())
        });
        // A label may lie over two levels; no other cell lies under two heads.
        let heads = end.filter(|&(col, _)| columns.role(col).is_some()).count();
        let over = columns.role(col).is_some() && heads > 0 && !kinds.is_any_label(field.text());
        columns.misfit(col, field.text(), kinds) + Misfit::from(over) * WRONG
    });
    let name = columns.of_role(Role::Name);
    let nameless = name.is_some_and(|col| {
        row.fields.get(col).is_none_or(|f| f.as_ref().is_none_or(|f| f.is_blank()))
    });
    single.sum::<Misfit>() + Misfit::from(nameless) * NAMELESS
}
