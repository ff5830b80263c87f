//! Tables as a workbook (XLSX): an overview, a sheet per table, a guide; numbers as
//! numbers, a link from every row to its source file and page.

mod cell;
pub(super) mod fit;
mod gathered;
mod guide;
pub(super) mod link;
mod overview;
mod page;
pub(super) mod paper;
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
use gathered::{Gathered, Places};
use sheet::{Sheet, Target};
use style::Styles;

/// Gives the link to a source file from the folder of the workbook, or from the
/// root of the machine; `None` where there is nothing to link to.
pub type Link = Box<dyn Fn(&str) -> Option<String> + Send>;

/// Writes a workbook with the sheets 总览, 指标, 报告, 问题, 待复核清单, 错误 and 说明.
pub struct XlsxTables<W> {
    output: W,
    workbook: Workbook,
    /// In the order of [`Table::ALL`].
    sheets: [Sheet; 5],
    gathered: Gathered,
    places: Places,
    language: Language,
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
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties().map_err(failed)?);
        workbook.set_tempdir(spool).map_err(failed)?;
        let sheets = Table::ALL.map(|table| Sheet::new(table, language, rows));
        let (gathered, places, styles) = (Gathered::default(), Places::new(), Styles::new());
        Ok(Self { output, workbook, sheets, gathered, places, language, styles, link })
    }

    fn rows(&mut self, table: usize, rows: &[Row]) -> io::Result<()> {
        let Self { workbook, sheets, styles, link, .. } = self;
        let Some(sheet) = sheets.get_mut(table) else {
            return Ok(());
        };
        let mut target = Target { workbook, styles, link };
        contained(|| rows.iter().try_for_each(|row| sheet.row(row, &mut target)))
    }
}

impl<W: Write + Send> TableWriter for XlsxTables<W> {
    fn report(&mut self, rows: &Rows) -> io::Result<()> {
        self.gathered.add(rows, &self.places);
        self.rows(0, &rows.indicators)?;
        self.rows(1, &rows.reports)?;
        self.rows(2, &rows.findings)?;
        self.rows(3, &rows.review)
    }

    fn error(&mut self, row: &ErrorRow) -> io::Result<()> {
        self.gathered.error(row);
        self.rows(4, &[errors::row(row)])
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { mut output, mut workbook, sheets, styles, link, gathered, language, .. } = *self;
        contained(|| {
            let mut order = Vec::new();
            let mut target = Target { workbook: &mut workbook, styles: &styles, link: &link };
            for sheet in sheets {
                order.extend(sheet.finish(&mut target)?);
            }
            order.insert(0, workbook.worksheets().len());
            overview::write(workbook.add_worksheet(), &gathered, &styles, language)?;
            order.push(workbook.worksheets().len());
            guide::write(workbook.add_worksheet(), &styles, language)?;
            // A table that goes on on another sheet stands together.
            let mut worksheets: Vec<_> = workbook.worksheets_mut().drain(..).map(Some).collect();
            let sorted = order.into_iter().filter_map(|at| worksheets.get_mut(at)?.take());
            let sorted: Vec<_> = sorted.collect();
            workbook.worksheets_mut().extend(sorted);
            if let Some(first) = workbook.worksheets_mut().first_mut() {
                first.set_active(true);
            }
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
