//! An indicator table that is being read: its columns, and the rows so far.

use super::TableHead;
use super::body::{self, BodyRow};
use super::doubt::{Doubt, Reason};
use super::header::Layout;
use super::matrix::Row;
use super::place::{self, Columns};
use super::told::Told;
use super::unread::Unread;
use crate::document::{Grid, Origin};
use crate::fold;
use crate::location::At;
use crate::model::{Column, TotalRow};
use crate::patterns::{Patterns, Role, RowKind};

/// The columns of labels.
const LEVELS: [Role; 2] = [Role::Level1, Role::Level2];

/// An indicator table being put together from pieces.
pub(super) struct Open<'a> {
    pub(super) layout: Layout,
    pub(super) places: Columns,
    /// Whether the piece now read has no columns of labels: which of them goes on is not told.
    pub(super) unlabelled: bool,
    /// Columns that the piece now read may lack.
    pub(super) lost: Vec<usize>,
    pub(super) rows: Vec<BodyRow<'a>>,
    pub(super) told: Told,
    pub(super) columns: Vec<Column>,
    pub(super) unread: Unread,
    pub(super) total: Option<TotalRow>,
    /// Where its header stands.
    pub(super) at: At,
    pub(super) head: TableHead,
    /// The roles that are believed in no row: over their columns stands a head that the source reads in
    /// two ways, heads of two columns that stand elsewhere, or heads of two years.
    pub(super) untold: Vec<(Role, Reason)>,
}

impl<'a> Open<'a> {
    /// A table that starts with a header.
    pub(super) fn new(
        layout: Layout,
        places: Columns,
        header: &[Row<'_>],
        head: TableHead,
        told: Told,
    ) -> Self {
        Open {
            columns: columns(&layout, header),
            unread: Unread::of(&layout, header),
            untold: contested(&layout, header),
            layout,
            places,
            lost: Vec::new(),
            unlabelled: false,
            rows: Vec::new(),
            told,
            total: None,
            at: header.first().map(|row| row.at).unwrap_or_default(),
            head,
        }
    }

    /// What the heads of its values say is not told.
    pub(super) fn set_untold(&mut self) {
        let values = [Role::Target, Role::Actual].into_iter();
        let own = values.filter(|&role| self.layout.column(role).is_some());
        self.untold.extend(own.map(|role| (role, Reason::AmbiguousColumn)));
    }

    pub(super) fn place(&self, row: &Row<'a>, grid: &Grid, patterns: &Patterns) -> BodyRow<'a> {
        place::place(row, &self.layout, &self.places, &self.lost, grid.origin, patterns)
    }

    /// Whether a piece of so many columns, without a header, lacks those of the labels: it has as
    /// many fewer than the table, and prints no label.
    pub(super) fn lacks_labels(
        &self,
        rows: &[Row<'_>],
        width: usize,
        origin: Origin,
        patterns: &Patterns,
    ) -> bool {
        let levels = LEVELS.iter().filter(|&&role| self.layout.column(role).is_some()).count();
        // The row of totals may be as wide as the table all the same.
        let is_total = |row: &&Row<'_>| {
            let first = row.own().next().map(|(_, field)| field.text());
            first.is_some_and(|text| patterns.tables.row_kind(text) == Some(RowKind::Total))
        };
        let several = rows.iter().filter(|row| row.own().nth(1).is_some() && !is_total(row));
        let widest = several.map(|row| row.fields.len()).max().unwrap_or(width);
        let missing = self.places.width().saturating_sub(widest);
        if levels == 0
            || missing < levels
            || matches!(origin, Origin::Alignment | Origin::Flattened)
        {
            return false;
        }
        let is_label =
            |text: &str| [1, 2].iter().any(|&level| patterns.levels.exact(level, text).is_some());
        !rows.iter().any(|row| row.own().any(|(_, field)| is_label(field.text())))
    }

    /// The labels of a row in such a piece are those above, or others that were left out.
    pub(super) fn doubt_labels(&self, row: &mut BodyRow<'_>) {
        for role in LEVELS {
            if self.layout.column(role).is_some() && row.filled(role).is_none() {
                row.doubt(Doubt { role, reason: Reason::LabelNotTold, readings: Vec::new() });
            }
        }
    }

    /// Whether a row stands under the header without any doubt: its name and a value
    /// are where they should be, and no cell is anything else than its head says.
    pub(super) fn fits(&self, row: &Row<'a>, grid: &Grid, patterns: &Patterns) -> bool {
        let placed = self.place(row, grid, patterns);
        let measured = body::VALUES.iter().any(|&role| placed.filled(role).is_some());
        let sure = placed.misfit == 0 && placed.doubts().is_empty();
        measured && sure && placed.filled(Role::Name).is_some()
    }
}

/// The columns of a table with their heads, of a head over several rows the lowest
/// that prints something.
fn columns(layout: &Layout, head: &[Row<'_>]) -> Vec<Column> {
    let printed = |col: usize| head.iter().rev().find_map(|row| row.filled(col));
    let known = layout.columns().iter().filter(|(role, _)| *role != Role::Unknown);
    let columns = known.map(|&(role, col)| Column {
        role: role.name().into(),
        title: printed(col).map_or_else(String::new, |field| fold::clean(field.text())),
    });
    columns.collect()
}

/// The roles of the columns over which a cell of the head is read in two ways. A title over
/// the whole table names none of them.
fn contested(layout: &Layout, head: &[Row<'_>]) -> Vec<(Role, Reason)> {
    let columns = layout.columns().iter().filter(|&&(_, col)| {
        head.iter().any(|row| {
            let whole = row.own().nth(1).is_none();
            !whole && row.filled(col).is_some_and(|field| field.contested())
        })
    });
    columns.map(|&(role, _)| (role, Reason::RecogniserDisagrees)).collect()
}
