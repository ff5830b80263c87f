//! One table on its sheet, or on several where it has more rows than a sheet.

use rust_xlsxwriter::{ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::words::{Language, Words, words};

use super::style::Styles;
use super::{Link, fit, link};
use crate::render::column::{Column, Kind, Table};
use crate::render::rows::Row;

/// The rows of a sheet, with its heading.
pub(super) const ROWS: u32 = 1_048_576;

/// Heights of rows, in points.
const LINE_HEIGHT: usize = 16;
const TALLEST: usize = 400;

/// A table and the sheet that it is being written to.
#[derive(Debug)]
pub(super) struct Sheet {
    table: Table,
    language: Language,
    columns: Vec<Column>,
    limit: u32,
    /// The sheets so far, as their places in the workbook.
    places: Vec<usize>,
    next_row: u32,
    links: usize,
    widths: Vec<usize>,
}

impl Sheet {
    /// Adds the first sheet with its headings.
    pub(super) fn start(
        table: Table,
        language: Language,
        limit: u32,
        workbook: &mut Workbook,
        styles: &Styles,
    ) -> Result<Self, XlsxError> {
        let columns = table.columns();
        let mut sheet = Self {
            table,
            language,
            widths: vec![0; columns.len()],
            columns,
            limit,
            places: Vec::new(),
            next_row: 0,
            links: 0,
        };
        sheet.open(workbook, styles)?;
        Ok(sheet)
    }

    /// Adds a row. What passed is no problem and has no row on the sheet of problems.
    pub(super) fn row(
        &mut self,
        row: &Row,
        workbook: &mut Workbook,
        styles: &Styles,
        link: &Link,
    ) -> Result<(), XlsxError> {
        let outcome = self.outcome(row);
        if outcome == Some("pass") {
            return Ok(());
        }
        if self.next_row >= self.limit {
            self.close(workbook)?;
            self.open(workbook, styles)?;
        }
        let place = self.places.last().copied().unwrap_or_default();
        let worksheet = workbook.worksheet_from_index(place)?;
        let (mut at, mut lines) = (0, 1);
        for (index, column) in self.columns.iter().enumerate() {
            if !column.is_shown(self.language) {
                continue;
            }
            if let Some(code) = row.get(index).and_then(Option::as_deref) {
                let shown = column.kind.spell(code, self.language);
                if let Some(width) = self.widths.get_mut(index) {
                    *width = fit::width(&shown).max(*width);
                }
                if !column.detail && column.kind != Kind::Source {
                    lines = lines.max(fit::lines(&shown, widest(column.kind)));
                }
                let here = (self.next_row, at);
                match column.kind {
                    Kind::Source => {
                        let formats = [&styles.source, &styles.linked];
                        link::write(worksheet, here, code, link(code), &mut self.links, formats)?;
                    }
                    // What cannot be told has no colour of alarm.
                    Kind::Code(_) if outcome == Some("not_evaluable") => {
                        let (row, column) = here;
                        let pale = &styles.pale;
                        worksheet.write_string_with_format(row, column, shown, pale)?;
                    }
                    kind => {
                        let cell = Cell { code, shown: &shown };
                        cell.write(worksheet, here, kind, self.language, styles)?;
                    }
                }
            }
            at += 1;
        }
        // Not every spreadsheet makes room for wrapped text by itself.
        if lines > 1 {
            worksheet.set_row_height(self.next_row, (lines * LINE_HEIGHT).min(TALLEST) as u32)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// Ends the last sheet; gives the places of all in the workbook.
    pub(super) fn finish(self, workbook: &mut Workbook) -> Result<Vec<usize>, XlsxError> {
        self.close(workbook)?;
        Ok(self.places)
    }

    /// The outcome of a check, on the sheet of problems.
    fn outcome<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let at = self.columns.iter().position(|c| c.name == "outcome")?;
        row.get(at)?.as_deref()
    }

    fn open(&mut self, workbook: &mut Workbook, styles: &Styles) -> Result<(), XlsxError> {
        let place = workbook.worksheets().len();
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(self.name())?;
        for (at, column) in (0..).zip(self.shown()) {
            let heading = column.heading(self.language);
            worksheet.write_string_with_format(0, at, heading, &styles.heading)?;
        }
        self.places.push(place);
        self.next_row = 1;
        self.links = 0;
        self.widths.fill(0);
        Ok(())
    }

    /// What can be said of a sheet only when its rows are known.
    fn close(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        const A4: u8 = 9;
        const ANY: u16 = 0;
        let place = self.places.last().copied().unwrap_or_default();
        let worksheet = workbook.worksheet_from_index(place)?;
        let columns: Vec<Column> = self.shown().copied().collect();
        let widths = self.columns.iter().zip(&self.widths);
        let widths = widths.filter(|(column, _)| column.is_shown(self.language));
        for (at, (column, width)) in (0..).zip(widths) {
            worksheet.set_column_width(at, self.width(column, *width) as f64)?;
        }
        for (from, to) in detail_runs(&columns) {
            worksheet.group_columns_collapsed(from, to)?;
        }
        let last = columns.len().saturating_sub(1) as u16;
        worksheet.autofilter(0, 0, self.next_row - 1, last)?;
        worksheet.set_freeze_panes(1, 0)?;
        worksheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, ANY)
            .set_print_gridlines(true)
            .set_margins(0.3, 0.3, 0.4, 0.5, 0.2, 0.2)
            .set_footer("&C&P / &N");
        worksheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Wide enough for the heading with the button of the filter.
    fn width(&self, column: &Column, widest_cell: usize) -> usize {
        const BUTTON: usize = 3;
        let heading = fit::width(column.heading(self.language));
        let cells = widest_cell.min(widest(column.kind) - 3) + 3;
        (heading + BUTTON).max(cells)
    }

    fn shown(&self) -> impl Iterator<Item = &Column> {
        let shown = |column: &&Column| column.is_shown(self.language);
        self.columns.iter().filter(shown)
    }

    fn name(&self) -> String {
        let name = match self.table {
            Table::Indicators => words!(en: "Indicators", zh: "指标"),
            Table::Reports => words!(en: "Reports", zh: "报告"),
            Table::Findings => words!(en: "Findings", zh: "问题"),
            Table::Errors => words!(en: "Errors", zh: "错误"),
        };
        let name = Words::in_language(&name, self.language);
        match self.places.len() {
            0 => name.to_owned(),
            before => format!("{name} ({})", before + 1),
        }
    }
}

/// The widest column, in digits: longer text is wrapped, or a table would not fit on
/// a screen.
fn widest(kind: Kind) -> usize {
    match kind {
        Kind::Sentence(_) => 60,
        Kind::Text | Kind::Source => 28,
        Kind::Codes(_) => 18,
        _ => 24,
    }
}

/// The runs of columns that are folded away.
fn detail_runs(columns: &[Column]) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for (at, column) in (0..).zip(columns) {
        match runs.last_mut() {
            _ if !column.detail => {}
            Some((_, to)) if *to + 1 == at => *to = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}

/// A cell as it stands in the row, and as it is shown.
struct Cell<'a> {
    code: &'a str,
    shown: &'a str,
}

impl Cell<'_> {
    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        kind: Kind,
        language: Language,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let text = fit::text(self.shown, language);
        match kind {
            Kind::Integer | Kind::Decimal | Kind::Ratio => match fit::number(self.code) {
                Some((number, places)) => {
                    let format = match kind {
                        Kind::Ratio => styles.ratio(places),
                        _ => styles.decimal(places),
                    };
                    sheet.write_number_with_format(row, column, number, format)?
                }
                None => sheet.write_string_with_format(row, column, text, &styles.digits)?,
            },
            Kind::Date => match ExcelDateTime::parse_from_str(self.code) {
                Ok(date) => sheet.write_datetime_with_format(row, column, &date, &styles.date)?,
                Err(_) => sheet.write_string_with_format(row, column, text, &styles.centred)?,
            },
            Kind::Flag if language == Language::En => {
                let format = styles.word(self.code);
                sheet.write_boolean_with_format(row, column, self.code == "true", format)?
            }
            Kind::Flag | Kind::Code(_) => {
                sheet.write_string_with_format(row, column, text, styles.word(self.code))?
            }
            Kind::Codes(_) => {
                sheet.write_string_with_format(row, column, text, styles.words(self.code))?
            }
            Kind::Text | Kind::Source | Kind::Sentence(_) => {
                sheet.write_string_with_format(row, column, text, &styles.text)?
            }
        };
        Ok(())
    }
}
