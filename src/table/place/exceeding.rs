//! Rows with a cell more than the table has heads: one was printed twice, or the sign that parts
//! cells stands in a text.

use super::columns::Columns;
use super::kind::{Misfit, WRONG};
use super::{FITS_BY_SPANS, NAMELESS, WIDEST_MOVED, natural};
use crate::document::Origin;
use crate::patterns::{Patterns, Role};
use crate::table::body::BodyRow;
use crate::table::doubt::{Doubt, Reason};
use crate::table::header::Layout;
use crate::table::matrix::{Field, Holds, Row};

/// A way to read such a row: its cells, and the column of the one that was put together of two.
struct Reading<'a> {
    row: Row<'a>,
    joined: Option<usize>,
    misfit: Misfit,
}

/// Ways to read a row that are as good as the best within this.
const SLACK: Misfit = 1;

/// The row as all ways to read it that fit say it; what they do not agree on is doubted, and so is
/// a text that is put together. `None` where the row has no cell too many, or none fits.
pub(super) fn place<'a>(
    row: &Row<'a>,
    layout: &Layout,
    columns: &Columns,
    origin: Origin,
    patterns: &Patterns,
) -> Option<BodyRow<'a>> {
    let headed = columns.exceeded_by_one(row)?;
    // Labels that rows share stand before the others.
    let covered = row
        .fields
        .iter()
        .take_while(|field| field.as_ref().is_some_and(|field| field.holds == Holds::FromAbove));
    let covered = covered.count();
    let mut others = row.fields.iter().skip(covered).flatten();
    let single = others.all(|field| field.holds == Holds::Own);
    let told = !matches!(origin, Origin::Alignment | Origin::Flattened);
    if !told || !single || headed > WIDEST_MOVED {
        return None;
    }
    let readings = readings(row, covered..headed, layout, columns, patterns);
    let best = readings.iter().map(|reading| reading.misfit).min()?;
    let mut near = readings.iter().filter(|reading| reading.misfit <= best + SLACK);
    let first = near.next()?;
    let mut placed = natural(&first.row, layout, columns, FITS_BY_SPANS, patterns);
    let mut torn: Vec<usize> = first.joined.into_iter().collect();
    for other in near {
        let text = |row: &Row<'_>, col: usize| {
            row.filled(col).map_or_else(String::new, |field| field.text().trim().to_owned())
        };
        torn.extend((0..headed).filter(|&col| text(&first.row, col) != text(&other.row, col)));
        torn.extend(other.joined);
    }
    torn.sort_unstable();
    torn.dedup();
    for col in torn {
        if let Some(role) = columns.role(col).filter(|role| *role != Role::Unknown) {
            placed.doubt(Doubt { role, reason: Reason::CellShifted, readings: Vec::new() });
        }
    }
    Some(placed)
}

/// All ways to read the row that fit: as it stands, without a cell from above, without a blank one,
/// without one of two that are alike, with two texts put together. `own`: the columns with heads
/// that no cell from above covers.
fn readings<'a>(
    row: &Row<'a>,
    own: std::ops::Range<usize>,
    layout: &Layout,
    columns: &Columns,
    patterns: &Patterns,
) -> Vec<Reading<'a>> {
    let kinds = columns.kinds(patterns);
    let text = |col: usize| row.filled(col).map(Field::text).map(str::trim);
    let of_words = |col: usize| text(col).is_some_and(|text| !kinds.is_value(text));
    let mut found: Vec<Reading<'a>> = Vec::new();
    let add = |found: &mut Vec<Reading<'a>>, row: Row<'a>, joined: Option<usize>| {
        let cells = row.own().filter(|(col, _)| *col < own.end);
        let misfit: Misfit =
            cells.map(|(col, field)| columns.misfit(col, field.text(), kinds)).sum();
        let nameless = layout.column(Role::Name).is_some_and(|col| row.filled(col).is_none());
        let misfit = misfit + Misfit::from(nameless) * NAMELESS;
        let fits =
            misfit < WRONG && natural(&row, layout, columns, misfit, patterns).doubts().is_empty();
        let texts = |row: &Row<'a>| -> Vec<String> {
            row.fields.iter().flatten().map(|field| field.text().trim().to_owned()).collect()
        };
        if fits && !found.iter().any(|other| texts(&other.row) == texts(&row)) {
            found.push(Reading { row, joined, misfit });
        }
    };
    add(&mut found, row.clone(), None);
    // A label may be told to span a row too many, above all one beside which the row prints another.
    if let Some(last) = own.start.checked_sub(1) {
        let mut without = row.clone();
        without.fields.remove(last);
        add(&mut found, without, None);
        let level = match columns.role(last) {
            Some(Role::Level1) => 1,
            Some(Role::Level2) => 2,
            _ => 0,
        };
        let label = text(own.start).is_some_and(|text| level > 0 && kinds.is_label(level, text));
        if label && matches!(&found[..], [only] if only.misfit == 0) {
            return found;
        }
    }
    if text(own.start).is_none() {
        let mut without = row.clone();
        without.fields.remove(own.start);
        add(&mut found, without, None);
    }
    for col in own.start + 1..=own.end.min(row.fields.len().saturating_sub(1)) {
        if text(col).is_none() || text(col) == text(col - 1) {
            let mut without = row.clone();
            without.fields.remove(col);
            add(&mut found, without, None);
        } else if of_words(col) && of_words(col - 1) {
            let mut whole = row.clone();
            let rest = whole.fields.remove(col);
            if let (Some(Some(field)), Some(rest)) = (whole.fields.get_mut(col - 1), rest) {
                field.append(&rest);
                add(&mut found, whole, Some(col - 1));
            }
        }
    }
    found
}
