//! Tables as a workbook (XLSX): a sheet per table, numbers as numbers, a link from
//! every row to its source file.

pub(super) mod fit;
pub(super) mod link;
mod sheet;
pub(super) mod style;

use std::fmt;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::words::Language;

use super::column::Table;
use super::rows::{ErrorRow, Row, Rows};
use super::{TableWriter, errors};
use sheet::Sheet;
use style::Styles;

/// Gives the link to a source file from the folder of the workbook, or from the
/// root of the machine; `None` where there is nothing to link to.
pub type Link = Box<dyn Fn(&str) -> Option<String> + Send>;

/// Writes a workbook with the sheets 指标, 报告, 问题 and 错误.
pub struct XlsxTables<W> {
    output: W,
    workbook: Workbook,
    /// In the order of [`Table::ALL`].
    sheets: [Sheet; 4],
    styles: Styles,
    link: Link,
}

impl<W> fmt::Debug for XlsxTables<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("XlsxTables").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

impl<W: Write + Send> XlsxTables<W> {
    /// Starts the workbook. `spool` is a folder for the rows until the end, as the
    /// parts of a workbook cannot be written side by side; nothing is left there.
    ///
    /// # Errors
    /// The folder could not be written to.
    pub fn new(output: W, spool: &Path, language: Language, link: Link) -> io::Result<Self> {
        Self::with_limit(output, spool, language, link, sheet::ROWS)
    }

    fn with_limit(
        output: W,
        spool: &Path,
        language: Language,
        link: Link,
        rows: u32,
    ) -> io::Result<Self> {
        let styles = Styles::new();
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties().map_err(failed)?);
        workbook.set_tempdir(spool).map_err(failed)?;
        let mut start = |table| Sheet::start(table, language, rows, &mut workbook, &styles);
        let sheets = contained(|| {
            Ok([
                start(Table::Indicators)?,
                start(Table::Reports)?,
                start(Table::Findings)?,
                start(Table::Errors)?,
            ])
        })?;
        Ok(Self { output, workbook, sheets, styles, link })
    }

    fn rows(&mut self, table: usize, rows: &[Row]) -> io::Result<()> {
        let Self { workbook, sheets, styles, link, .. } = self;
        let Some(sheet) = sheets.get_mut(table) else {
            return Ok(());
        };
        contained(|| rows.iter().try_for_each(|row| sheet.row(row, workbook, styles, link)))
    }
}

impl<W: Write + Send> TableWriter for XlsxTables<W> {
    fn report(&mut self, rows: &Rows) -> io::Result<()> {
        self.rows(0, &rows.indicators)?;
        self.rows(1, &rows.reports)?;
        self.rows(2, &rows.findings)
    }

    fn error(&mut self, row: &ErrorRow) -> io::Result<()> {
        self.rows(3, &[errors::row(row)])
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { mut output, mut workbook, sheets, .. } = *self;
        contained(|| {
            let mut order = Vec::new();
            for sheet in sheets {
                order.extend(sheet.finish(&mut workbook)?);
            }
            // A table that goes on on another sheet stands together.
            let mut worksheets: Vec<_> = workbook.worksheets_mut().drain(..).map(Some).collect();
            let sorted = order.into_iter().filter_map(|at| worksheets.get_mut(at)?.take());
            let sorted: Vec<_> = sorted.collect();
            workbook.worksheets_mut().extend(sorted);
            workbook.save_to_writer(&mut output)
        })?;
        output.flush()
    }
}

/// The same day in every workbook: same rows, same bytes.
pub(super) fn properties() -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_creation_datetime(&day))
}

/// The library panics where it cannot write to its spool (a full disk), which is an
/// error like another.
fn contained<T>(write: impl FnOnce() -> Result<T, XlsxError>) -> io::Result<T> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(done) => done.map_err(failed),
        Err(_) => Err(io::Error::new(
            io::ErrorKind::StorageFull,
            "expected room for the rows of the workbook, but they could not be written",
        )),
    }
}

pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        XlsxError::ZipError(error) => error.into(),
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests;
