//! Tables as CSV that spreadsheets open: UTF-8 with a byte order mark, CRLF, all
//! text in quotes and none of it a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::words::Language;

use super::TableWriter;
use super::column::{Column, Kind, Table};
use super::guard;
use super::rows::{ErrorRow, Row, Rows};

/// Writes `indicators.csv`, `reports.csv` and `findings.csv`.
#[derive(Debug)]
pub struct CsvTables<W> {
    indicators: CsvTable<W>,
    reports: CsvTable<W>,
    findings: CsvTable<W>,
}

impl<W: Write> CsvTables<W> {
    /// Starts the three tables with their headings. The writers should be buffered.
    ///
    /// # Errors
    /// What a writer could not take.
    pub fn new(indicators: W, reports: W, findings: W, language: Language) -> io::Result<Self> {
        Ok(Self {
            indicators: CsvTable::new(indicators, Table::Indicators, language)?,
            reports: CsvTable::new(reports, Table::Reports, language)?,
            findings: CsvTable::new(findings, Table::Findings, language)?,
        })
    }
}

impl<W: Write> TableWriter for CsvTables<W> {
    fn report(&mut self, rows: &Rows) -> io::Result<()> {
        self.indicators.rows(&rows.indicators)?;
        self.reports.rows(&rows.reports)?;
        self.findings.rows(&rows.findings)
    }

    fn error(&mut self, _: &ErrorRow) -> io::Result<()> {
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.indicators.output.flush()?;
        self.reports.output.flush()?;
        self.findings.output.flush()
    }
}

/// A spreadsheet takes a file without it for one in the encoding of the machine.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

#[derive(Debug)]
struct CsvTable<W> {
    output: W,
    columns: Vec<Column>,
    language: Language,
    line: String,
}

impl<W: Write> CsvTable<W> {
    fn new(output: W, table: Table, language: Language) -> io::Result<Self> {
        Self::of(output, table.columns(), language)
    }

    fn of(mut output: W, columns: Vec<Column>, language: Language) -> io::Result<Self> {
        let shown = columns.iter().filter(|column| column.is_shown(language));
        let headings: Vec<String> = shown.map(|c| quoted(c.heading(language))).collect();
        write!(output, "{BYTE_ORDER_MARK}{}\r\n", headings.join(","))?;
        Ok(Self { output, columns, language, line: String::new() })
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
                self.line.push_str(&written(column.kind, cell, self.language));
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
    if let Ok(mut table) = CsvTable::of(&mut written, columns.to_vec(), language) {
        let _ = table.rows(rows);
    }
    written
}

/// A cell as it stands in the file. Only text is quoted, or some readers take
/// numbers for text: a choice per column, which the `csv` crate does not offer.
fn written(kind: Kind, cell: &str, language: Language) -> Cow<'_, str> {
    match kind {
        Kind::Integer | Kind::Decimal | Kind::Ratio => Cow::Borrowed(cell),
        Kind::Flag if language == Language::En => Cow::Borrowed(cell),
        Kind::Text | Kind::Source | Kind::Sentence(_) => Cow::Owned(quoted(&guard::text(cell))),
        Kind::Date | Kind::Flag | Kind::Code(_) | Kind::Codes(_) => {
            Cow::Owned(quoted(&kind.spell(cell, language)))
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
