//! Reports as tables: rows for people and programs, written as CSV, workbook or
//! Parquet.
//!
//! A report becomes [`Rows`] with [`rows`]; a [`TableWriter`] takes them one report
//! at a time and keeps none, so that memory does not grow with their number. The
//! files are the caller's: a writer is given what it writes to. `docs/tables.md`
//! lists the columns.

mod cell;
pub mod check;
pub mod collate;
mod column;
mod csv;
pub mod diff;
mod docx;
mod errors;
mod escaped;
mod findings;
mod guard;
mod indicators;
mod labels;
mod list;
mod meaning;
mod page;
pub mod panel;
mod paper;
#[cfg(feature = "parquet")]
mod parquet;
mod paths;
mod place;
mod reports;
mod review;
mod rows;
mod screen;
mod spending;
mod totals;
pub mod trace;
mod xlsx;

use std::io;

pub use self::column::{Column, Kind, Table};
pub use self::csv::{CsvTables, Guarded};
pub use self::meaning::meaning;
#[cfg(feature = "parquet")]
pub use self::parquet::ParquetTables;
pub(crate) use self::paths::shown_bound;
pub(crate) use self::place::shown_place;
pub(crate) use self::reports::FORMATS;
pub use self::rows::{ErrorRow, Row, Rows, rows};
pub use self::totals::Totals;
pub use self::xlsx::{Link, XlsxTables};

/// A table of such rows as Parquet, in memory.
///
/// # Errors
/// None in practice: what a column cannot hold stands in `not_held`.
#[cfg(feature = "parquet")]
pub fn parquet_of(table: Table, rows: &[Row]) -> io::Result<Vec<u8>> {
    parquet::parquet(table.name(), &table.columns(), rows)
}

/// Something that reports are written to as tables, one after the other.
pub trait TableWriter {
    /// Adds the rows of one report. Some of its tables may come later, in the same order.
    ///
    /// # Errors
    /// What the output could not take.
    fn report(&mut self, rows: &Rows) -> io::Result<()>;

    /// Adds a file that could not be read; formats without a table of errors leave
    /// it out.
    ///
    /// # Errors
    /// What the output could not take.
    fn error(&mut self, row: &ErrorRow) -> io::Result<()>;

    /// Writes what is left. Without it the output is not whole.
    ///
    /// # Errors
    /// What the output could not take.
    fn finish(self: Box<Self>) -> io::Result<()>;
}
