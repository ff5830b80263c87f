//! The formats of an output folder, and the drafts of its files for all reports.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::aside::Aside;
use super::folder::{Folder, RUN, cannot, publish};
use crate::batch::Answer;
use crate::batch::error::Result;
#[cfg(feature = "parquet")]
use crate::render::ParquetTables;
use crate::render::{CsvTables, ErrorRow, Guarded, Row, Rows, TableWriter, Totals, XlsxTables};
use crate::view::{self, Index};
use crate::visible;
use crate::words::Language;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The languages of tables, and for whom CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headings {
    /// Of CSV: the one that was asked for, for programs read it.
    pub tables: Language,
    /// Of the workbook: that of the person.
    pub workbook: Language,
    /// Whether CSV keeps text from a spreadsheet that would take it for something else.
    pub guarded: bool,
}

/// What an output folder holds beside `errors.jsonl` and `run.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `reports/…`, a JSON file for each report.
    Json,
    /// `reports.jsonl`, a report a line.
    Jsonl,
    /// `indicators.csv`, `reports.csv`, `findings.csv`, `review.csv`.
    Csv,
    /// `jiaokan.xlsx`
    Xlsx,
    /// `indicators.parquet`, `reports.parquet`, `findings.parquet`, `review.parquet`.
    #[cfg(feature = "parquet")]
    Parquet,
    /// `view/…`, a page for each report, and `index.html`.
    View,
}

impl Format {
    /// All formats.
    pub const ALL: &[Format] = &[
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Xlsx,
        #[cfg(feature = "parquet")]
        Format::Parquet,
        Format::View,
    ];

    /// What people start with: a file for each report, and tables that open with a
    /// double click.
    pub const DEFAULT: &[Format] = &[Format::Json, Format::Csv, Format::Xlsx];

    /// The name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            Format::View => "view",
        }
    }

    /// Whether it is made of rows.
    #[must_use]
    pub fn is_table(self) -> bool {
        !matches!(self, Format::Json | Format::Jsonl | Format::View)
    }

    /// Its files for all reports together.
    pub(super) fn files(self) -> &'static [&'static str] {
        match self {
            Format::Json => &[],
            Format::Jsonl => &["reports.jsonl"],
            Format::Csv => &["indicators.csv", "reports.csv", "findings.csv", "review.csv"],
            Format::Xlsx => &["jiaokan.xlsx"],
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                &["indicators.parquet", "reports.parquet", "findings.parquet", "review.parquet"]
            }
            Format::View => &[INDEX],
        }
    }
}

/// The index of pages.
const INDEX: &str = "index.html";
/// The list of files that could not be read.
pub(super) const ERRORS: &str = "errors.jsonl";
/// The list of files that have the same content.
pub(super) const DUPLICATES: &str = "duplicates.jsonl";

/// All names that a run may give to a file for all reports.
pub(super) fn all_names() -> Vec<&'static str> {
    let formats = Format::ALL.iter().flat_map(|format| format.files());
    formats.copied().chain([ERRORS, DUPLICATES, RUN]).collect()
}

/// Gives the link from a workbook to a source file.
pub(super) type Link = Box<dyn Fn(&str) -> Option<String> + Send>;

/// The files for all reports, while they are written.
pub(super) struct Drafts {
    folder: PathBuf,
    errors: BufWriter<File>,
    lines: Option<BufWriter<File>>,
    tables: Vec<(Format, Aside)>,
    reports: Option<Reports>,
    /// The index of pages, and the language in which it opens.
    index: Option<(Index, Language)>,
    names: Vec<&'static str>,
}

impl Drafts {
    pub(super) fn begin(
        folder: &Folder,
        formats: &[Format],
        headings: Headings,
        link: impl FnOnce() -> Link,
    ) -> Result<Self> {
        let mut drafts = Self {
            folder: folder.drafts(),
            errors: draft(&folder.drafts(), ERRORS)?,
            lines: None,
            tables: Vec::new(),
            reports: None,
            index: None,
            names: vec![ERRORS],
        };
        let mut link = Some(link);
        for &format in formats {
            drafts.names.extend(format.files());
            let mut files = Vec::new();
            for name in format.files() {
                files.push(draft(&drafts.folder, name)?);
            }
            let [first, ..] = format.files() else {
                continue;
            };
            let failed = |error| cannot(&folder.path.join(first), error);
            let mut files = files.into_iter();
            let mut next = || files.next().ok_or_else(|| failed(io::ErrorKind::NotFound.into()));
            let table: Box<dyn TableWriter + Send> = match format {
                Format::Json => continue,
                Format::View => {
                    drafts.index = Some((Index::default(), headings.workbook));
                    continue;
                }
                Format::Jsonl => {
                    drafts.lines = Some(next()?);
                    continue;
                }
                Format::Csv => {
                    let outputs = [next()?, next()?, next()?, next()?];
                    let guarded = if headings.guarded { Guarded::Yes } else { Guarded::No };
                    let tables = CsvTables::new(outputs, headings.tables, guarded);
                    Box::new(tables.map_err(failed)?)
                }
                Format::Xlsx => {
                    let Some(link) = link.take() else { continue };
                    let tables =
                        XlsxTables::new(next()?, &drafts.folder, headings.workbook, link());
                    Box::new(tables.map_err(failed)?)
                }
                #[cfg(feature = "parquet")]
                Format::Parquet => {
                    let tables = ParquetTables::new([next()?, next()?, next()?, next()?]);
                    Box::new(tables.map_err(failed)?)
                }
            };
            drafts.tables.push((format, Aside::start(table).map_err(failed)?));
        }
        if !drafts.tables.is_empty() {
            let spool = tempfile::tempfile_in(&drafts.folder);
            let spool = spool.map_err(|error| drafts.failed("reports", error))?;
            drafts.reports =
                Some(Reports { spool: BufWriter::new(spool), totals: Totals::default() });
        }
        Ok(drafts)
    }

    /// Adds a report, with the path of its page.
    pub(super) fn report(&mut self, answer: &Answer, page: &str) -> Result<()> {
        if let Some((index, _)) = &mut self.index {
            let entry = serde_json::from_slice(&answer.entry).unwrap_or_default();
            index.report(entry, view::address(page));
        }
        if let Some(lines) = &mut self.lines {
            let written = answer.line.write_to(lines);
            let written = written.and_then(|()| lines.write_all(b"\n"));
            written.map_err(|error| self.failed("reports.jsonl", error))?;
        }
        if self.tables.is_empty() {
            return Ok(());
        }
        let mut rows: Rows = serde_json::from_slice(&answer.rows).unwrap_or_default();
        let pages = self.index.is_some().then(|| view::address(page));
        rows.set_pages(pages.as_deref());
        // What counts in totals is known when all reports are.
        let of_report = std::mem::take(&mut rows.reports);
        if let Some(reports) = &mut self.reports {
            let kept = reports.keep(&of_report);
            kept.map_err(|error| self.failed("reports", error))?;
        }
        let rows = Arc::new(rows);
        self.each(|table| table.report(&rows))
    }

    /// Gives all tables the rows of reports.
    fn end_reports(&mut self) -> Result<()> {
        let Some(reports) = self.reports.take() else {
            return Ok(());
        };
        let ended = reports.end(|row| {
            let rows = Arc::new(Rows { reports: vec![row], ..Rows::default() });
            self.each(|table| table.report(&rows)).map_err(Ended::Written)
        });
        ended.map_err(|ended| match ended {
            Ended::Written(error) => error,
            Ended::Spool(error) => self.failed("reports", error),
        })
    }

    /// Adds a file that could not be read.
    pub(super) fn error(&mut self, row: &ErrorRow) -> Result<()> {
        let row_json = serde_json::to_vec(row).map(visible::json).map_err(io::Error::from);
        let written = row_json.and_then(|json| self.errors.write_all(&json));
        let written = written.and_then(|()| self.errors.write_all(b"\n"));
        written.map_err(|error| self.failed(ERRORS, error))?;
        if let Some((index, _)) = &mut self.index {
            index.error(row);
        }
        let row = Arc::new(row.clone());
        self.each(|table| table.error(&row))
    }

    fn each(&mut self, mut act: impl FnMut(&mut Aside) -> io::Result<()>) -> Result<()> {
        for at in 0..self.tables.len() {
            let Some((format, table)) = self.tables.get_mut(at) else {
                break;
            };
            let format = *format;
            act(table).map_err(|error| self.failed(format.files()[0], error))?;
        }
        Ok(())
    }

    /// Writes which files have the same content, a group a line, if any have.
    pub(super) fn duplicates(&mut self, groups: &[Vec<String>]) -> Result<()> {
        if groups.is_empty() {
            return Ok(());
        }
        let mut file = draft(&self.folder, DUPLICATES)?;
        let written = groups.iter().try_for_each(|group| {
            let json = serde_json::to_vec(&json!({ "sources": group }))?;
            file.write_all(&visible::json(json))?;
            file.write_all(b"\n")
        });
        written.and_then(|()| file.flush()).map_err(|error| self.failed(DUPLICATES, error))?;
        self.names.push(DUPLICATES);
        Ok(())
    }

    /// Ends all drafts and makes sure that they are on the disk.
    pub(super) fn end(&mut self) -> Result<()> {
        self.end_reports()?;
        self.tables.iter().for_each(|(_, table)| table.conclude());
        for (format, table) in std::mem::take(&mut self.tables) {
            let ended = table.finish();
            ended.map_err(|error| self.failed(format.files()[0], error))?;
        }
        if let Some((index, language)) = self.index.take() {
            let written = std::fs::write(self.folder.join(INDEX), index.html(language));
            written.map_err(|error| self.failed(INDEX, error))?;
        }
        let mut ended = self.errors.flush();
        if let Some(lines) = &mut self.lines {
            ended = ended.and_then(|()| lines.flush());
        }
        ended.map_err(|error| self.failed("reports.jsonl", error))?;
        for name in &self.names {
            let synced = File::options().append(true).open(self.folder.join(name));
            let synced = synced.and_then(|file| file.sync_all());
            synced.map_err(|error| self.failed(name, error))?;
        }
        Ok(())
    }

    /// Gives the drafts their names, and removes the files of formats that an earlier
    /// run wrote and this one did not.
    pub(super) fn publish(&self, out: &Path) -> Result<()> {
        for name in &self.names {
            let target = out.join(name);
            publish(&self.folder.join(name), &target).map_err(|error| cannot(&target, error))?;
        }
        for name in all_names() {
            if name != RUN && !self.names.contains(&name) {
                // One that was never there cannot be removed, and need not.
                let _ = std::fs::remove_file(out.join(name));
            }
        }
        Ok(())
    }

    /// The error of a draft, under the name that it was to get.
    fn failed(&self, name: &str, error: io::Error) -> crate::batch::Error {
        let out = self.folder.ancestors().nth(2).unwrap_or(&self.folder);
        cannot(&out.join(name), error)
    }
}

/// The rows of reports, on the disk until it is known which of them count in totals.
struct Reports {
    spool: BufWriter<File>,
    totals: Totals,
}

/// Where writing the rows of reports failed.
enum Ended {
    Written(crate::batch::Error),
    Spool(io::Error),
}

impl Reports {
    fn keep(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            self.totals.add(row);
            serde_json::to_writer(&mut self.spool, row)?;
            self.spool.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end(
        self,
        mut each: impl FnMut(Row) -> std::result::Result<(), Ended>,
    ) -> std::result::Result<(), Ended> {
        let mut file = self.spool.into_inner().map_err(|error| Ended::Spool(error.into_error()))?;
        file.rewind().map_err(Ended::Spool)?;
        let mut marks = self.totals.marks();
        for line in BufReader::new(file).lines() {
            let line = line.map_err(Ended::Spool)?;
            let row = serde_json::from_str::<Row>(&line);
            let mut row = row.map_err(|error| Ended::Spool(error.into()))?;
            marks.put(&mut row);
            each(row)?;
        }
        Ok(())
    }
}

fn draft(folder: &Path, name: &str) -> Result<BufWriter<File>> {
    let path = folder.join(name);
    let file = File::create(&path).map_err(|error| cannot(&path, error))?;
    Ok(BufWriter::with_capacity(64 << 10, file))
}
