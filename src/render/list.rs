//! A table that is put together in memory and written as CSV, sheet of a workbook or
//! Parquet: changes, findings, panels.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::column::{Column, Kind};
use super::csv;
use super::diff::xlsx::sheet::{Cell, Look, Table};
use super::rows::Row;
use super::xlsx::{failed, fit, properties};
use crate::words::{Language, Words};

/// A table with its rows.
#[derive(Debug)]
pub(super) struct List<'r> {
    /// Its name in files that programs read.
    pub(super) name: &'static str,
    /// The name of its sheet.
    pub(super) title: Words,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Cow<'r, [Row]>,
}

impl List<'_> {
    /// As CSV.
    pub(super) fn csv(&self, language: Language) -> Vec<u8> {
        csv::csv(&self.columns, &self.rows, language)
    }

    /// As Parquet.
    #[cfg(feature = "parquet")]
    pub(super) fn parquet(&self) -> io::Result<Vec<u8>> {
        super::parquet::parquet(self.name, &self.columns, &self.rows)
    }

    /// As a sheet, its head and first columns fixed.
    pub(super) fn sheet(&self, look: &Look) -> Result<Worksheet, XlsxError> {
        const FIXED: u16 = 2;
        let shown: Vec<usize> = (0..self.columns.len())
            .filter(|&at| self.columns.get(at).is_some_and(|c| c.is_shown(look.language)))
            .collect();
        let columns = shown.iter().filter_map(|&at| {
            let column = self.columns.get(at)?;
            let cells = self.rows.iter().filter_map(|row| row.get(at)?.as_deref());
            let widest = cells.map(fit::width).max().unwrap_or_default();
            let heading = column.heading(look.language);
            let width = widest.min(limit(column.kind)).max(fit::width(heading) + 3) + 2;
            Some((heading.to_owned(), width as u16))
        });
        let mut table = Table::new(self.title.in_language(look.language), columns.collect(), look)?;
        for row in self.rows.iter() {
            let cells: Vec<Cell<'_>> = shown.iter().map(|&at| self.cell(row, at, look)).collect();
            table.row(&cells)?;
        }
        let mut run: Option<(u16, u16)> = None;
        for (at, &index) in (0..).zip(&shown) {
            let folded = self.is_folded(index);
            run = match (run, folded) {
                (Some((from, _)), true) => Some((from, at)),
                (None, true) => Some((at, at)),
                (Some((from, to)), false) => {
                    table.fold(from, to)?;
                    None
                }
                (None, false) => None,
            };
        }
        if let Some((from, to)) = run {
            table.fold(from, to)?;
        }
        table.finish(FIXED)
    }

    /// Whether a column is folded away: a detail, or one that no row fills.
    fn is_folded(&self, index: usize) -> bool {
        let filled = |row: &Row| {
            row.get(index).is_some_and(|cell| cell.as_deref().is_some_and(|c| !c.is_empty()))
        };
        self.columns.get(index).is_some_and(|column| column.detail)
            || !self.rows.is_empty() && !self.rows.iter().any(filled)
    }

    fn cell<'r>(&self, row: &'r Row, at: usize, look: &Look) -> Cell<'r> {
        let (Some(column), Some(Some(cell))) = (self.columns.get(at), row.get(at)) else {
            return Cell::Text("");
        };
        let spelt = || column.kind.spell(cell, look.language);
        match column.kind {
            Kind::Integer | Kind::Decimal => match cell.parse() {
                Ok(number) => Cell::Number(number),
                Err(_) => Cell::Text(cell),
            },
            Kind::Ratio => match cell.parse() {
                Ok(ratio) => Cell::Ratio(Some(ratio)),
                Err(_) => Cell::Text(cell),
            },
            Kind::Code(terms) => match terms.iter().find(|term| term.code == cell) {
                Some(term) => Cell::Severity(term.code, spelt()),
                None => Cell::Said(spelt()),
            },
            Kind::Codes(_) | Kind::Flag => Cell::Said(spelt()),
            _ => Cell::Text(cell),
        }
    }
}

/// The widest a column gets, in digits.
fn limit(kind: Kind) -> usize {
    match kind {
        Kind::Sentence(_) => 48,
        Kind::Text | Kind::Source => 24,
        _ => 16,
    }
}

/// Lists as a workbook, a sheet each. The same lists give the same bytes.
pub(super) fn xlsx(lists: &[List<'_>], language: Language) -> io::Result<Vec<u8>> {
    let look = Look::new(language);
    let written = || {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties()?);
        for list in lists {
            workbook.push_worksheet(list.sheet(&look)?);
        }
        workbook.save_to_buffer()
    };
    written().map_err(failed)
}
