//! Cells of a row put under the heads of its table.
//!
//! A cell stands under its own head. Where a row has fewer cells than the head, or
//! one of them cannot be what its head says, cells were lost or moved: then all
//! layouts are tried that one or two such losses explain. A cell that all fitting
//! layouts put in the same column stands there; of the others it is only known
//! where they may stand.

mod answers;
mod columns;
mod doubled;
mod exceeding;
mod kind;
mod numbers;
mod parts;
mod shift;
mod spanned;
mod told_of;

pub(super) use columns::Columns;
pub(super) use kind::{Kinds, Misfit, SIGNS, WRONG};

use super::body::BodyRow;
use super::doubt::{Doubt, Reason};
use super::header::Layout;
use super::matrix::{Field, Holds, Row};
use crate::document::Origin;
use crate::patterns::{Patterns, Role};
use shift::{Places, Shifted};

/// A row without a name is worse than one with an unusual label, and better than one
/// with a cell in a column that cannot hold it.
const NAMELESS: Misfit = 4;

/// Most filled cells of a row, and most columns of a table, in which it is tried where cells may
/// have stood that were lost or moved: the work grows with the cube of their number. The widest
/// form known has 13 columns.
const MOST_MOVED: usize = 32;
const WIDEST_MOVED: usize = 128;

/// Puts the fields of a row to the roles of a layout.
pub(super) fn place<'a>(
    row: &Row<'a>,
    layout: &Layout,
    columns: &Columns,
    lost: &[usize],
    origin: Origin,
    patterns: &Patterns,
) -> BodyRow<'a> {
    if let Some(mut placed) = exceeding::place(row, layout, columns, origin, patterns) {
        parts::choose_among_rivals(&mut placed, row, layout, patterns);
        parts::take_apart(&mut placed, patterns);
        return placed;
    }
    let mut placed = placed_row(row, layout, columns, lost, origin, patterns);
    // More cells than the table has columns: some of them moved to the right.
    // Beside a row that fits, what stands behind the last column is a remark.
    let fits = placed.misfit < NAMELESS && placed.doubts().is_empty();
    let told = !matches!(origin, Origin::Alignment | Origin::Flattened);
    let exceeded =
        told && (columns.exceeded_by_one(row).is_some() || !fits && columns.is_exceeded(row));
    if exceeded || labels_moved(&placed, row, patterns) {
        doubt_all(&mut placed);
    }
    parts::choose_among_rivals(&mut placed, row, layout, patterns);
    parts::take_apart(&mut placed, patterns);
    placed
}

/// No cell of the row is believed to stand under its head.
fn doubt_all(placed: &mut BodyRow<'_>) {
    let filled = placed.fields().iter().filter(|(_, field)| !field.is_blank());
    let filled: Vec<Role> = filled.map(|(role, _)| *role).collect();
    for role in filled {
        placed.doubt(Doubt { role, reason: Reason::CellShifted, readings: Vec::new() });
    }
    // Nor is it told that a label above goes on.
    for role in [Role::Level1, Role::Level2] {
        if placed.field(role).is_some_and(Field::is_blank) {
            placed.doubt(Doubt { role, reason: Reason::LabelNotTold, readings: Vec::new() });
        }
    }
}

/// Whether a row whose cells moved has a level-2 label of its own where another one from above
/// covers it.
fn labels_moved(placed: &BodyRow<'_>, row: &Row<'_>, patterns: &Patterns) -> bool {
    let covered = placed.filled(Role::Level2).filter(|field| field.holds == Holds::FromAbove);
    let label = |text: &str| patterns.levels.exact(2, text);
    placed.moved
        && covered.is_some_and(|covered| {
            let other = |id| Some(id) != label(covered.text());
            row.own().any(|(_, field)| {
                !patterns.levels.is_bare(field.text()) && label(field.text()).is_some_and(other)
            })
        })
}

fn placed_row<'a>(
    row: &Row<'a>,
    layout: &Layout,
    columns: &Columns,
    lost: &[usize],
    origin: Origin,
    patterns: &Patterns,
) -> BodyRow<'a> {
    let kinds = columns.kinds(patterns);
    let cells = Cells::of(row, columns, origin);
    if row.fields.iter().flatten().any(|field| field.holds == Holds::FromLeft) {
        return spanned::place(row, layout, columns, lost, origin, patterns);
    }
    let misfit = |cell: usize, column: usize| match cells.columns.get(column) {
        Some(&column) => columns.misfit(column, cells.text(cell), kinds),
        None => WRONG,
    };
    let whole = |places: &[usize]| cells.whole(places, columns, kinds);
    let as_it_stands: Misfit = cells.stands.iter().enumerate().map(|(c, &at)| misfit(c, at)).sum();
    let as_it_stands = as_it_stands + whole(&cells.stands);
    let complete = cells.count >= cells.columns.len();
    // Where the source tells the cells, an odd one under a head that nobody knows moves none.
    let known = |column: usize| {
        let col = cells.columns.get(column);
        col.is_none_or(|&col| columns.role(col).is_some_and(|role| role != Role::Unknown))
    };
    let of_known = || -> Misfit {
        let placed = cells.stands.iter().enumerate().filter(|(_, at)| known(**at));
        placed.map(|(cell, &at)| misfit(cell, at)).sum::<Misfit>() + whole(&cells.stands)
    };
    let fits = as_it_stands < WRONG || origin == Origin::Spans && of_known() < WRONG;
    let stands = complete && fits && !cells.lack_points_and_differ(columns, kinds);
    if stands || columns.are_foreign() || cells.are_a_rest(kinds) || cells.hold_stray(patterns) {
        return natural(row, layout, columns, as_it_stands, patterns);
    }
    if cells.filled.len() > MOST_MOVED {
        let mut placed = natural(row, layout, columns, as_it_stands, patterns);
        doubt_all(&mut placed);
        return placed;
    }
    let shifted = Shifted {
        stands: &cells.stands,
        cells: cells.count,
        columns: cells.columns.len(),
        misfit: &misfit,
        whole: &whole,
    };
    let without = shifted.without(lost);
    let fitting = if without.is_empty() { shifted.fitting() } else { without };
    let best = fitting.first().map_or(as_it_stands, |places| {
        places.iter().enumerate().map(|(c, &at)| misfit(c, at)).sum::<Misfit>() + whole(places)
    });
    let mut placed = natural(row, layout, columns, best, patterns);
    if fitting.as_slice() != [cells.stands.clone()] {
        // Where order alone told the columns, what does not fit tells that it told them wrong.
        if matches!(origin, Origin::Alignment | Origin::Flattened) {
            doubt_all(&mut placed);
            return placed;
        }
        placed.moved = true;
        rearrange(&mut placed, layout, &cells, &fitting);
    }
    placed
}

/// The columns that a piece of a table without a head may have lost, all rows alike:
/// the piece has one column fewer than the table, and with this one left out every row
/// fits. None where the piece, whose widest row is told, is as wide as the table.
pub(super) fn lost_columns(
    rows: &[Row<'_>],
    width: usize,
    columns: &Columns,
    origin: Origin,
    patterns: &Patterns,
) -> Vec<usize> {
    let inferred = matches!(origin, Origin::Alignment | Origin::Flattened);
    if width + 1 != columns.width() || inferred || columns.width() > WIDEST_MOVED {
        return Vec::new();
    }
    let kinds = columns.kinds(patterns);
    if rows.iter().any(spanned::is_spanned) {
        return spanned::lost_columns(rows, columns, patterns);
    }
    let told = |row: &&Row<'_>| {
        row.own().nth(1).is_some() && row.fields.iter().flatten().all(|f| f.holds == Holds::Own)
    };
    let rows: Vec<Cells<'_, '_>> =
        rows.iter().filter(told).map(|row| Cells::of(row, columns, origin)).collect();
    let fits = |lost: &usize| {
        rows.iter().all(|cells| {
            let places: Places =
                cells.stands.iter().map(|&at| at + usize::from(at >= *lost)).collect();
            let misfit = places.iter().enumerate().map(|(cell, &at)| {
                cells
                    .columns
                    .get(at)
                    .map_or(WRONG, |&c| kinds.misfit(columns.role(c), cells.text(cell)))
            });
            misfit.sum::<Misfit>() + cells.whole(&places, columns, kinds) < WRONG
        })
    };
    (0..columns.width()).filter(fits).collect()
}

/// Rows whose spanning cells the source tells stand as it says.
const FITS_BY_SPANS: Misfit = 0;

/// The row as it stands.
fn natural<'a>(
    row: &Row<'a>,
    layout: &Layout,
    columns: &Columns,
    misfit: Misfit,
    patterns: &Patterns,
) -> BodyRow<'a> {
    let mut placed = BodyRow::new(row.at, misfit, layout.columns().len());
    for &(role, col) in layout.columns() {
        let own = row.fields.get(col).and_then(Option::as_ref);
        let mut filled = columns.spread(col).filter_map(|c| row.filled(c));
        let first = filled.next().filter(|field| field.holds != Holds::FromLeft);
        if let Some(field) = first.or(own) {
            placed.push(role, field.clone());
        }
        let more: Vec<_> = filled.filter(|field| field.holds == Holds::Own).collect();
        if let (Some(first), false) = (first, more.is_empty()) {
            let cells: Vec<_> = std::iter::once(first).chain(more).collect();
            if parts::take_whole(&mut placed, role, &cells, patterns) {
                continue;
            }
            let readings = cells.into_iter();
            let readings = readings.map(|field| (field.text().to_owned(), field.at())).collect();
            placed.doubt(Doubt { role, reason: Reason::AmbiguousColumn, readings });
        }
    }
    placed
}

/// The cells of a row that stand in it and are not covered from above.
struct Cells<'r, 'a> {
    /// The columns that no cell from above covers.
    columns: Vec<usize>,
    /// The filled cells, and which of these columns each stands in.
    filled: Vec<&'r Field<'a>>,
    stands: Places,
    /// Number of cells, filled or not, that the source prints.
    count: usize,
}

impl<'r, 'a> Cells<'r, 'a> {
    fn of(row: &'r Row<'a>, columns: &Columns, origin: Origin) -> Self {
        let width = columns.width().max(row.fields.len());
        let field = |col: usize| row.fields.get(col).and_then(Option::as_ref);
        let free = |col: &usize| field(*col).is_none_or(|f| f.holds == Holds::Own);
        let free: Vec<usize> = (0..width).filter(free).collect();
        let (mut filled, mut stands, mut count) = (Vec::new(), Vec::new(), 0);
        for (index, &col) in free.iter().enumerate() {
            let Some(field) = field(col) else { continue };
            // A row that is shorter than others is filled up with cells that have no
            // place of their own.
            let printed = origin == Origin::Spans || field.at().chars().is_some();
            if !field.is_blank() {
                filled.push(field);
                stands.push(index);
            }
            if printed || !field.is_blank() {
                count = index + 1;
            }
        }
        // Points that all other rows have are missing at the end of this one: it may be a
        // row that lost a cell and was filled up.
        let last = stands.last().map_or(0, |last| last + 1);
        let missing = |col: &usize| columns.is_always_filled(*col);
        let missing = free.get(last..).is_some_and(|behind| behind.iter().any(missing));
        let width = columns.width_for(row);
        let columns: Vec<usize> = free.into_iter().filter(|&col| col < width).collect();
        // Columns told by alignment are where they are; none was left out.
        let inferred = matches!(origin, Origin::Alignment | Origin::Flattened);
        let count = match (inferred, missing) {
            (true, _) => count.max(columns.len()),
            (false, true) => last,
            (false, false) => count,
        };
        Cells { columns, filled, stands, count }
    }

    fn text(&self, cell: usize) -> &str {
        self.filled.get(cell).map_or("", |field| field.text())
    }

    /// The rest of a broken row has few cells and no value, and is no row that moved.
    fn are_a_rest(&self, kinds: Kinds<'_>) -> bool {
        const FEW: usize = 2;
        // What a page end left of a label is the end of one.
        let end_of_label = |text: &str| {
            let levels = &kinds.patterns.levels;
            let ends = |level: u8| {
                let mut spellings = levels.of_level(level).flat_map(|id| levels.spellings(id));
                spellings.any(|label| label.len() > text.len() && label.ends_with(text))
            };
            levels.exact(1, text).is_none()
                && levels.exact(2, text).is_none()
                && (ends(1) || ends(2))
        };
        let few = self.filled.len() <= FEW
            || self.filled.len() <= 2 * FEW
                && self.stands.first() == Some(&0)
                && end_of_label(self.text(0).trim());
        few && !self.filled.iter().any(|field| kinds.is_value(field.text()))
    }

    /// Whether a watermark or a seal stands in a cell, which is then of no kind.
    fn hold_stray(&self, patterns: &Patterns) -> bool {
        let parts = self.filled.iter().flat_map(|field| field.text().split_whitespace());
        parts.into_iter().any(|part| patterns.guard.is_stray(part))
    }

    /// Whether what stands under the target and under the actual value cannot both be values of
    /// one indicator, and the last column of points has none: cells that stand one column too
    /// far to the left.
    fn lack_points_and_differ(&self, columns: &Columns, kinds: Kinds<'_>) -> bool {
        let text = |role| {
            let cell = columns.of_role(role).and_then(|column| self.under(&self.stands, column));
            cell.map_or("", |cell| self.text(cell))
        };
        let points = columns.of_role(Role::Score).or_else(|| columns.of_role(Role::Weight));
        let lacks = points.is_some_and(|column| self.under(&self.stands, column).is_none());
        lacks && kinds.apart(text(Role::Target), text(Role::Actual)) > 0
    }

    /// The cell that a layout puts under a column of the table.
    fn under(&self, places: &[usize], column: usize) -> Option<usize> {
        let place = self.columns.iter().position(|&c| c == column)?;
        places.binary_search(&place).ok()
    }

    fn whole(&self, places: &[usize], columns: &Columns, kinds: Kinds<'_>) -> Misfit {
        let text = |role| {
            let cell = columns.of_role(role).and_then(|column| self.under(places, column));
            cell.map_or("", |cell| self.text(cell))
        };
        let nameless = columns
            .of_role(Role::Name)
            .is_some_and(|name| self.columns.contains(&name) && self.under(places, name).is_none());
        let several = self.filled.len() > 2;
        // A label that may be a name is as likely a label beside a name that was lost.
        let label = kinds.is_label_of_any(text(Role::Name));
        Misfit::from((nameless || label) && several) * NAMELESS
            + kinds.apart(text(Role::Target), text(Role::Actual))
    }
}

/// Puts each role's cell where all layouts put it; where they differ, the role is
/// doubted and all its readings are told.
fn rearrange<'a>(
    placed: &mut BodyRow<'a>,
    layout: &Layout,
    cells: &Cells<'_, 'a>,
    fitting: &[Places],
) {
    for &(role, col) in layout.columns() {
        if !cells.columns.contains(&col) {
            continue;
        }
        let mut found: Vec<Option<usize>> =
            fitting.iter().map(|places| cells.under(places, col)).collect();
        found.sort_unstable();
        found.dedup();
        let field = |cell: usize| cells.filled.get(cell).copied();
        match found[..] {
            [] => {}
            [one] => {
                let stood = one.and_then(|cell| cells.columns.get(*cells.stands.get(cell)?));
                placed.name_moved |= role == Role::Name && stood.is_some_and(|&at| at != col);
                placed.set(role, one.and_then(field).cloned());
                if role == Role::Name && one.is_none() && cells.filled.len() > 2 {
                    placed.doubt(Doubt { role, reason: Reason::CellLost, readings: Vec::new() });
                }
            }
            _ => {
                let readings: Vec<_> = found.into_iter().flatten().filter_map(field).collect();
                let stands = readings.first().copied().cloned();
                let readings =
                    readings.into_iter().map(|f| (f.text().to_owned(), f.at())).collect();
                placed.set(role, stands);
                placed.doubt(Doubt { role, reason: Reason::CellShifted, readings });
            }
        }
    }
}
