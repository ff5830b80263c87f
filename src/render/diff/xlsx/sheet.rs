//! A sheet that is one table, and what can stand in its cells.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatUnderline, Worksheet, XlsxError};

use crate::render::diff::marks::Piece;
use crate::render::xlsx::fit;
use crate::render::xlsx::link;
use crate::render::xlsx::paper;
use crate::render::xlsx::style::Styles;
use crate::visible;
use crate::words::Language;

/// Heights of rows, in points.
const LINE_HEIGHT: usize = 16;
const TALLEST: usize = 400;
/// Some fonts are taller than others.
const SLACK: usize = 6;

/// How things look that only a comparison has.
pub(in crate::render) struct Look {
    pub(in crate::render) language: Language,
    pub(in crate::render) shared: Styles,
    /// Within a cell: as it is, only in the old report, only in the new one.
    plain: Format,
    deleted: Format,
    inserted: Format,
    /// The same for whole cells.
    cell_deleted: Format,
    cell_inserted: Format,
    dropped: Format,
    added: Format,
    doubtful: Format,
    pub(in crate::render) title: Format,
    pub(in crate::render) label: Format,
    pub(in crate::render) warning: Format,
    /// To be written into by hand.
    pub(in crate::render) open: Format,
}

impl Look {
    pub(in crate::render) fn new(language: Language) -> Self {
        let shared = Styles::new();
        let red = |format: Format| {
            let format = format.set_font_color(Color::RGB(0xA1_1221));
            format.set_font_strikethrough()
        };
        let green = |format: Format| {
            let format = format.set_font_color(Color::RGB(0x0B_6B3A));
            format.set_underline(FormatUnderline::Single)
        };
        let filled = |fill| shared.text.clone().set_background_color(Color::RGB(fill));
        Self {
            language,
            plain: Format::new(),
            deleted: red(Format::new()),
            inserted: green(Format::new()),
            cell_deleted: red(shared.text.clone()),
            cell_inserted: green(shared.text.clone()),
            dropped: filled(0xFD_E8EA),
            added: filled(0xE2_F5E9),
            doubtful: filled(0xFF_F6E5),
            title: Format::new().set_bold().set_font_size(16),
            label: filled(0xF3_F5F9).set_bold(),
            warning: filled(0xFF_F6E5).set_bold(),
            open: filled(0xFF_FDE7),
            shared,
        }
    }

    fn of_class(&self, code: &str) -> &Format {
        match code {
            "dropped" | "removed" => &self.dropped,
            "added" => &self.added,
            "renamed" | "uncertain" | "ambiguous" | "copied" => &self.doubtful,
            _ => &self.shared.text,
        }
    }
}

/// What stands in a cell.
pub(in crate::render) enum Cell<'v> {
    Text(&'v str),
    Said(String),
    /// What a row is about.
    Label(&'v str),
    Old(&'v [Piece]),
    New(&'v [Piece]),
    Count(usize),
    /// A number with its decimal places.
    Number(Decimal),
    /// Shown as a percentage.
    Ratio(Option<Decimal>),
    /// A word with a colour of its own, by its code.
    Severity(&'static str, String),
    Class(&'static str, String),
    /// Left to the reader.
    Open,
    Link(&'v str, Option<String>),
}

/// A column: its heading and its width in digits.
pub(in crate::render) type Column = (String, u16);

/// A table that fills a sheet.
pub(in crate::render) struct Table<'l> {
    sheet: Worksheet,
    look: &'l Look,
    columns: Vec<Column>,
    /// The width of the columns that are folded away, in digits.
    folded: usize,
    next: u32,
    links: usize,
}

impl<'l> Table<'l> {
    pub(in crate::render) fn new(
        name: &str,
        columns: Vec<Column>,
        look: &'l Look,
    ) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        for (at, (heading, width)) in (0..).zip(&columns) {
            sheet.write_string_with_format(0, at, heading, &look.shared.heading)?;
            sheet.set_column_width(at, *width)?;
        }
        Ok(Self { sheet, look, columns, folded: 0, next: 1, links: 0 })
    }

    pub(in crate::render) fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (at, cell) in (0..).zip(cells) {
            let width = self.columns.get(usize::from(at)).map_or(10, |column| column.1);
            lines = lines.max(write(
                &mut self.sheet,
                (self.next, at),
                cell,
                width,
                self.look,
                &mut self.links,
            )?);
        }
        // Not every spreadsheet makes room for wrapped text by itself.
        if lines > 1 {
            let height = (lines * LINE_HEIGHT + SLACK).min(TALLEST) as u32;
            self.sheet.set_row_height(self.next, height)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Folds columns away: people look at them only now and then, and paper does not show them.
    pub(in crate::render) fn fold(&mut self, from: u16, to: u16) -> Result<(), XlsxError> {
        self.sheet.group_columns_collapsed(from, to)?;
        let folded = (from..=to).filter_map(|at| self.columns.get(usize::from(at)));
        self.folded += folded.map(|column| usize::from(column.1)).sum::<usize>();
        Ok(())
    }

    /// Ends the sheet: the heading and the first columns stay in sight, on paper too.
    pub(in crate::render) fn finish(mut self, fixed: u16) -> Result<Worksheet, XlsxError> {
        let last = self.columns.len().saturating_sub(1) as u16;
        self.sheet.autofilter(0, 0, self.next.saturating_sub(1).max(1), last)?;
        self.sheet.set_freeze_panes(1, fixed)?;
        self.sheet.set_repeat_rows(0, 0)?;
        if fixed > 0 {
            self.sheet.set_repeat_columns(0, fixed - 1)?;
        }
        let width: usize = self.columns.iter().map(|column| usize::from(column.1)).sum();
        paper::set(&mut self.sheet, width - self.folded);
        Ok(self.sheet)
    }
}

/// Writes a cell; gives the lines that it takes. Text is written as text, whatever it
/// looks like: nothing of a report can become a formula.
pub(in crate::render) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    width: u16,
    look: &Look,
    links: &mut usize,
) -> Result<usize, XlsxError> {
    let shared = &look.shared;
    let string = |sheet: &mut Worksheet, text: &str, format: &Format| {
        let text = harmless(text);
        sheet.write_string_with_format(row, column, fit::text(&text, look.language), format)?;
        Ok(fit::lines(&text, width.into()))
    };
    match cell {
        Cell::Text(text) => string(sheet, text, &shared.text),
        Cell::Said(text) => string(sheet, text, &shared.text),
        // Bold letters are a little wider.
        Cell::Label(text) => {
            string(sheet, text, &look.label).map(|_| fit::lines(text, (width - width / 8).into()))
        }
        Cell::Severity(code, text) => string(sheet, text, shared.word(code)),
        Cell::Class(code, text) => string(sheet, text, look.of_class(code)),
        Cell::Open => string(sheet, "", &look.open),
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, shared.decimal(0))?;
            Ok(1)
        }
        Cell::Number(number) => {
            let text = number.to_string();
            match fit::number(&text) {
                Some((value, places)) => {
                    sheet.write_number_with_format(row, column, value, shared.decimal(places))?
                }
                None => sheet.write_string_with_format(row, column, text, &shared.digits)?,
            };
            Ok(1)
        }
        Cell::Ratio(ratio) => {
            let Some(ratio) = ratio.map(|ratio| ratio.normalize()) else {
                return Ok(1);
            };
            match fit::number(&ratio.to_string()) {
                Some((value, places)) => {
                    sheet.write_number_with_format(row, column, value, shared.ratio(places))?
                }
                None => sheet.write_string_with_format(
                    row,
                    column,
                    ratio.to_string(),
                    &shared.digits,
                )?,
            };
            Ok(1)
        }
        Cell::Link(text, target) => {
            let formats = [&shared.text, &shared.linked];
            let text = harmless(text);
            link::write(sheet, (row, column), &text, target.clone(), links, formats)?;
            Ok(fit::lines(&text, width.into()))
        }
        Cell::Old(pieces) => {
            marked(sheet, (row, column), pieces, width, look, &[&look.deleted, &look.cell_deleted])
        }
        Cell::New(pieces) => marked(
            sheet,
            (row, column),
            pieces,
            width,
            look,
            &[&look.inserted, &look.cell_inserted],
        ),
    }
}

/// A text of one side in which only that is formatted which the other does not have.
fn marked(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    pieces: &[Piece],
    width: u16,
    look: &Look,
    [within, whole]: &[&Format; 2],
) -> Result<usize, XlsxError> {
    let pieces: Vec<(bool, String)> =
        pieces.iter().map(|piece| (piece.changed, harmless(&piece.text))).collect();
    let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
    let fitting = fit::text(&text, look.language);
    if pieces.len() > 1 && fitting.len() == text.len() {
        let formatted: Vec<(&Format, &str)> = pieces
            .iter()
            .map(|(changed, text)| (if *changed { *within } else { &look.plain }, text.as_str()))
            .collect();
        sheet.write_rich_string_with_format(row, column, &formatted, &look.shared.text)?;
    } else {
        let format = match pieces.iter().all(|(changed, _)| *changed) && !pieces.is_empty() {
            true => whole,
            false => &look.shared.text,
        };
        sheet.write_string_with_format(row, column, &*fitting, format)?;
    }
    Ok(fit::lines(&text, width.into()))
}

/// Text without characters that the format of workbooks does not know.
fn harmless(text: &str) -> String {
    let known = |c: char| match c {
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c => c,
    };
    visible::text(text).chars().map(known).collect()
}
