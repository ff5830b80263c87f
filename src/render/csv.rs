//! Tables as CSV: UTF-8 with a byte order mark, CRLF, all text in quotes and as it is
//! printed; for spreadsheets, if asked, none of it a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::visible;
use crate::words::Language;

use super::TableWriter;
use super::column::{Column, Kind, Table};
use super::guard;
use super::rows::{ErrorRow, Row, Rows};

/// Whether text that a spreadsheet would take for something else has an apostrophe
/// before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guarded {
    /// All text is as printed: for programs.
    No,
    /// For spreadsheets that open the file without being asked how.
    Yes,
}

/// Writes `indicators.csv`, `reports.csv`, `findings.csv` and `review.csv`.
#[derive(Debug)]
pub struct CsvTables<W> {
    indicators: CsvTable<W>,
    reports: CsvTable<W>,
    findings: CsvTable<W>,
    review: CsvTable<W>,
}

impl<W: Write> CsvTables<W> {
    /// Starts the tables with their headings. The writers, of indicators, reports,
    /// findings and cells to review, should be buffered.
    ///
    /// # Errors
    /// What a writer could not take.
    pub fn new(outputs: [W; 4], language: Language, guarded: Guarded) -> io::Result<Self> {
        let start = |output, table| CsvTable::new(output, table, language, guarded);
        let [indicators, reports, findings, review] = outputs;
        Ok(Self {
            indicators: start(indicators, Table::Indicators)?,
            reports: start(reports, Table::Reports)?,
            findings: start(findings, Table::Findings)?,
            review: start(review, Table::Review)?,
        })
    }
}

impl<W: Write> TableWriter for CsvTables<W> {
    fn report(&mut self, rows: &Rows) -> io::Result<()> {
        self.indicators.rows(&rows.indicators)?;
        self.reports.rows(&rows.reports)?;
        self.findings.rows(&rows.findings)?;
        self.review.rows(&rows.review)
    }

    fn error(&mut self, _: &ErrorRow) -> io::Result<()> {
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.indicators.output.flush()?;
        self.reports.output.flush()?;
        self.findings.output.flush()?;
        self.review.output.flush()
    }
}

/// A spreadsheet takes a file without it for one in the encoding of the machine.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

#[derive(Debug)]
struct CsvTable<W> {
    output: W,
    columns: Vec<Column>,
    language: Language,
    guarded: Guarded,
    line: String,
}

impl<W: Write> CsvTable<W> {
    fn new(output: W, table: Table, language: Language, guarded: Guarded) -> io::Result<Self> {
        Self::of(output, table.columns(), language, guarded)
    }

    fn of(
        mut output: W,
        columns: Vec<Column>,
        language: Language,
        guarded: Guarded,
    ) -> io::Result<Self> {
        let shown = columns.iter().filter(|column| column.is_shown(language));
        let headings: Vec<String> = shown.map(|c| quoted(c.heading(language))).collect();
        write!(output, "{BYTE_ORDER_MARK}{}\r\n", headings.join(","))?;
        Ok(Self { output, columns, language, guarded, line: String::new() })
    }

    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        self.line.clear();
        let mut first = true;
        for (column, cell) in self.columns.iter().zip(row) {
            if !column.is_shown(self.language) {
                continue;
            }
            if !std::mem::take(&mut first) {
                self.line.push(',');
            }
            if let Some(cell) = cell {
                self.line.push_str(&written(column.kind, cell, self.language, self.guarded));
            }
        }
        self.line.push_str("\r\n");
        self.output.write_all(self.line.as_bytes())
    }
}

/// A whole table in memory.
pub(super) fn csv(columns: &[Column], rows: &[Row], language: Language) -> Vec<u8> {
    let mut written = Vec::new();
    // Memory takes everything.
    if let Ok(mut table) = CsvTable::of(&mut written, columns.to_vec(), language, Guarded::No) {
        let _ = table.rows(rows);
    }
    written
}

/// A cell as it stands in the file. Only text is quoted, or some readers take
/// numbers for text: a choice per column, which the `csv` crate does not offer.
fn written(kind: Kind, cell: &str, language: Language, guarded: Guarded) -> Cow<'_, str> {
    match kind {
        Kind::Integer | Kind::Decimal | Kind::Ratio => Cow::Borrowed(cell),
        Kind::Flag if language == Language::En => Cow::Borrowed(cell),
        _ => {
            let text = match kind {
                // The name of a file begins no line of its own.
                Kind::Source => visible::line(cell).into_owned(),
                _ => kind.spell(cell, language),
            };
            Cow::Owned(quoted(&match guarded {
                Guarded::Yes => guard::text(&text),
                Guarded::No => Cow::Borrowed(text.as_str()),
            }))
        }
    }
}

/// A spreadsheet or a terminal that shows the file does nothing but show it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", visible::text(text).replace('"', "\"\""))
}
