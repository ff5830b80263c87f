//! One table on its sheet, or on several where it has more rows than a sheet.

use rust_xlsxwriter::{TableColumn, TableStyle, Workbook, XlsxError};

use crate::words::{Language, Words, words};

use super::cell::{Cell, usual};
use super::style::Styles;
use super::{Link, fit, link, paper};
use crate::render::column::{Column, Kind, Table};
use crate::render::rows::Row;

/// The rows of a sheet, with its heading.
pub(super) const ROWS: u32 = 1_048_576;

/// Heights of rows, in points.
const LINE_HEIGHT: usize = 16;
const TALLEST: usize = 400;

/// What sheets are written to, and with.
pub(super) struct Target<'t> {
    pub(super) workbook: &'t mut Workbook,
    pub(super) styles: &'t Styles,
    pub(super) link: &'t Link,
}

/// Rows that a sheet with a table object may have. The library keeps a note of each cell of a
/// table; longer sheets have a filter instead.
const MOST_IN_TABLE: usize = 10_000;

/// A table and the sheet that it is being written to.
#[derive(Debug)]
pub(super) struct Sheet {
    table: Table,
    language: Language,
    columns: Vec<Shown>,
    limit: u32,
    /// Rows that may still become a table object; `None` when they are too many.
    waiting: Option<Vec<Row>>,
    /// The sheets so far, as their places in the workbook.
    places: Vec<usize>,
    next_row: u32,
    links: usize,
}

/// A column on the sheet.
#[derive(Debug)]
struct Shown {
    column: Column,
    /// Its place in a [`Row`].
    place: usize,
    /// The widest cell so far.
    width: usize,
    /// Whether it is folded away: a detail, or without any cell that is filled.
    folded: bool,
}

impl Sheet {
    /// A table without rows, for a workbook in one language.
    pub(super) fn new(table: Table, language: Language, limit: u32) -> Self {
        let all = table.columns().into_iter().enumerate();
        let shown = all.filter(|(_, column)| column.is_shown(language));
        let mut columns: Vec<Shown> = shown
            .map(|(place, column)| Shown { column, place, width: 0, folded: column.detail })
            .collect();
        // What tells the row stands first and stays in sight; the path of the file is long.
        let keys = keys(table);
        let key = |shown: &Shown| keys.iter().position(|key| *key == shown.column.name);
        columns.sort_by_key(|shown| {
            let last = usize::from(shown.column.kind == Kind::Source);
            key(shown).map_or((1 + last, 0), |at| (0, at))
        });
        Self {
            table,
            language,
            columns,
            limit,
            waiting: Some(Vec::new()),
            places: Vec::new(),
            next_row: 0,
            links: 0,
        }
    }

    /// Adds a row. What passed is no problem and has no row on the sheet of problems.
    pub(super) fn row(&mut self, row: &Row, to: &mut Target<'_>) -> Result<(), XlsxError> {
        if self.outcome(row) == Some("pass") {
            return Ok(());
        }
        let most = MOST_IN_TABLE.min(self.limit as usize - 1);
        match &mut self.waiting {
            Some(waiting) if waiting.len() < most => {
                waiting.push(row.clone());
                Ok(())
            }
            Some(_) => {
                let waiting = self.waiting.take().unwrap_or_default();
                self.open(to)?;
                waiting.iter().try_for_each(|row| self.write(row, to))?;
                self.write(row, to)
            }
            None => self.write(row, to),
        }
    }

    /// Ends the last sheet; gives the places of all in the workbook.
    pub(super) fn finish(mut self, to: &mut Target<'_>) -> Result<Vec<usize>, XlsxError> {
        let Some(waiting) = self.waiting.take() else {
            self.close(to, true)?;
            return Ok(self.places);
        };
        for shown in &mut self.columns {
            let filled = |row: &Row| row.get(shown.place).is_some_and(Option::is_some);
            // A reviewer fills in what stands empty.
            let for_a_person = matches!(shown.column.name, "verdict" | "reviewer");
            shown.folded |= !waiting.is_empty() && !for_a_person && !waiting.iter().any(filled);
        }
        self.open(to)?;
        if !waiting.is_empty() {
            self.add_table(waiting.len(), to)?;
        }
        waiting.iter().try_for_each(|row| self.write(row, to))?;
        self.close(to, waiting.is_empty())?;
        Ok(self.places)
    }

    /// The outcome of a check, on the sheet of problems.
    fn outcome<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let shown = self.columns.iter().find(|shown| shown.column.name == "outcome")?;
        row.get(shown.place)?.as_deref()
    }

    fn write(&mut self, row: &Row, to: &mut Target<'_>) -> Result<(), XlsxError> {
        if self.next_row >= self.limit {
            self.close(to, true)?;
            self.open(to)?;
        }
        let outcome = self.outcome(row).map(str::to_owned);
        let Target { workbook, styles, link } = to;
        let place = self.places.last().copied().unwrap_or_default();
        let worksheet = workbook.worksheet_from_index(place)?;
        let source = self.columns.iter().find(|shown| shown.column.kind == Kind::Source);
        let source = source.and_then(|shown| row.get(shown.place)?.as_deref());
        let target = source.and_then(link);
        let mut lines = 1;
        for (at, shown) in (0..).zip(&mut self.columns) {
            let Some(code) = row.get(shown.place).and_then(Option::as_deref) else {
                continue;
            };
            let kind = shown.column.kind;
            let text = kind.spell(code, self.language);
            shown.width = fit::width(&text).max(shown.width);
            if !shown.folded && kind != Kind::Source {
                lines = lines.max(fit::lines(&text, widest(kind)));
            }
            let here = (self.next_row, at);
            let is_page = matches!(shown.column.name, "page" | "spending_page");
            let page = target.as_deref().filter(|_| is_page);
            match kind {
                Kind::Source => {
                    let formats = [&styles.source, &styles.linked];
                    link::write(worksheet, here, code, target.clone(), &mut self.links, formats)?;
                }
                Kind::Link => {
                    let open = words!(en: "open", zh: "打开");
                    let open = open.in_language(self.language);
                    let formats = [&styles.centred, &styles.linked];
                    link::write_place(worksheet, here, code, open, formats)?;
                }
                _ if page.is_some_and(link::has_pages) => {
                    let formats = [styles.decimal(0), &styles.page];
                    link::write_page(worksheet, here, code, page.unwrap_or_default(), formats)?;
                }
                // What cannot be told has no colour of alarm.
                Kind::Code(_) if outcome.as_deref() == Some("not_evaluable") => {
                    let (row, column) = here;
                    worksheet.write_string_with_format(row, column, text, &styles.pale)?;
                }
                kind => {
                    let cell = Cell { code, shown: &text };
                    cell.write(worksheet, here, kind, self.language, styles)?;
                }
            }
        }
        // Not every spreadsheet makes room for wrapped text by itself.
        if lines > 1 {
            worksheet.set_row_height(self.next_row, (lines * LINE_HEIGHT).min(TALLEST) as u32)?;
        }
        self.next_row += 1;
        Ok(())
    }

    fn open(&mut self, to: &mut Target<'_>) -> Result<(), XlsxError> {
        let place = to.workbook.worksheets().len();
        let worksheet = to.workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(self.name())?;
        for (at, shown) in (0..).zip(&self.columns) {
            worksheet.set_column_format(at, usual(shown.column.kind, to.styles))?;
            let heading = shown.column.heading(self.language);
            worksheet.write_string_with_format(0, at, heading, &to.styles.heading)?;
        }
        worksheet.set_row_height(0, (2 * LINE_HEIGHT) as u32)?;
        self.places.push(place);
        self.next_row = 1;
        self.links = 0;
        Ok(())
    }

    /// Makes the rows below the heading a table of the spreadsheet, while the heading is the
    /// row that is being written.
    fn add_table(&self, rows: usize, to: &mut Target<'_>) -> Result<(), XlsxError> {
        let columns: Vec<TableColumn> = self
            .columns
            .iter()
            .map(|shown| {
                let heading = shown.column.heading(self.language);
                TableColumn::new().set_header(heading).set_header_format(to.styles.heading.clone())
            })
            .collect();
        let table = rust_xlsxwriter::Table::new()
            .set_name(self.table.name())
            .set_style(TableStyle::Light1)
            .set_columns(&columns);
        let place = self.places.last().copied().unwrap_or_default();
        let worksheet = to.workbook.worksheet_from_index(place)?;
        let last = self.columns.len().saturating_sub(1) as u16;
        worksheet.add_table(0, 0, rows as u32, last, &table)?;
        Ok(())
    }

    /// What can be said of a sheet only when its rows are known.
    fn close(&self, to: &mut Target<'_>, filter: bool) -> Result<(), XlsxError> {
        let place = self.places.last().copied().unwrap_or_default();
        let worksheet = to.workbook.worksheet_from_index(place)?;
        let mut total = 0;
        for (at, shown) in (0..).zip(&self.columns) {
            let width = self.width(shown);
            worksheet.set_column_width(at, width as f64)?;
            let is_path = shown.column.kind == Kind::Source && at > 0;
            let printed = !shown.folded && !is_path;
            total += if printed { width } else { 0 };
        }
        for (from, to) in folded_runs(&self.columns) {
            worksheet.group_columns_collapsed(from, to)?;
        }
        let last = self.columns.len().saturating_sub(1) as u16;
        if filter {
            worksheet.autofilter(0, 0, self.next_row - 1, last)?;
        }
        let keys = keys(self.table).len() as u16;
        worksheet.set_freeze_panes(1, keys)?;
        paper::set(worksheet, total);
        worksheet.set_repeat_rows(0, 0)?;
        if keys > 0 {
            worksheet.set_repeat_columns(0, keys - 1)?;
        }
        // The path of the file stands last and is not printed.
        let is_path = |shown: &Shown| shown.column.kind == Kind::Source;
        if last > 0 && self.columns.last().is_some_and(is_path) {
            worksheet.set_print_area(0, 0, self.next_row.max(2) - 1, last - 1)?;
        }
        Ok(())
    }

    /// Wide enough for the heading with the button of the filter, on two lines if need be.
    fn width(&self, shown: &Shown) -> usize {
        const BUTTON: usize = 3;
        let heading = fit::width(shown.column.heading(self.language));
        let heading = if heading > 8 { heading.div_ceil(2) + 1 } else { heading };
        let cells = shown.width.min(widest(shown.column.kind) - 2) + 2;
        let for_a_person = if shown.column.name == "verdict" { 24 } else { 0 };
        (heading + BUTTON).max(cells).max(for_a_person)
    }

    fn name(&self) -> String {
        let name = sheet_name(self.table);
        let name = Words::in_language(&name, self.language);
        match self.places.len() {
            0 => name.to_owned(),
            before => format!("{name} ({})", before + 1),
        }
    }
}

/// What a table is called on its sheet.
pub(super) fn sheet_name(table: Table) -> Words {
    match table {
        Table::Indicators => words!(en: "Indicators", zh: "指标"),
        Table::Reports => words!(en: "Reports", zh: "报告"),
        Table::Findings => words!(en: "Findings", zh: "问题"),
        Table::Review => words!(en: "Review", zh: "待复核清单"),
        Table::Errors => words!(en: "Errors", zh: "错误"),
    }
}

/// The columns that tell which row it is, in the order in which they stand.
fn keys(table: Table) -> &'static [&'static str] {
    match table {
        Table::Indicators | Table::Review => &["department", "fiscal_year", "indicator_name"],
        Table::Reports => &["department", "fiscal_year", "project"],
        Table::Findings => &["department", "fiscal_year"],
        Table::Errors => &["source"],
    }
}

/// The widest column, in digits: longer text is wrapped, or a table would not fit on
/// a screen.
fn widest(kind: Kind) -> usize {
    match kind {
        Kind::Sentence(_) => 54,
        Kind::Text | Kind::Source => 26,
        Kind::Codes(_) | Kind::Repairs | Kind::Values => 18,
        _ => 24,
    }
}

/// The runs of columns that are folded away.
fn folded_runs(columns: &[Shown]) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for (at, column) in (0..).zip(columns) {
        match runs.last_mut() {
            _ if !column.folded => {}
            Some((_, to)) if *to + 1 == at => *to = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}
