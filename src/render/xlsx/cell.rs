//! A cell of a table on its sheet.

use std::borrow::Cow;

use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use super::fit;
use super::style::Styles;
use crate::render::column::Kind;
use crate::words::Language;

/// How most cells of a column look. The column has this format as a whole, and a cell that looks so
/// is written without one: the library would compare all of a format for each cell.
pub(super) fn usual(kind: Kind, styles: &Styles) -> &Format {
    match kind {
        Kind::Integer => styles.decimal(0),
        Kind::Decimal | Kind::Ratio => styles.decimal(2),
        Kind::Date => &styles.date,
        Kind::Flag | Kind::Code(_) | Kind::Link => &styles.centred,
        Kind::Codes(_) => &styles.care,
        Kind::Source => &styles.source,
        Kind::Text | Kind::Sentence(_) | Kind::Repairs | Kind::Values => &styles.text,
    }
}

/// A cell as it stands in the row, and as it is shown.
pub(super) struct Cell<'a> {
    pub(super) code: &'a str,
    pub(super) shown: &'a str,
}

/// What a cell holds for a spreadsheet.
enum Content<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Date(ExcelDateTime),
    Flag(bool),
}

impl Cell<'_> {
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        kind: Kind,
        language: Language,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let (content, format) = self.content(kind, language, styles);
        let own = Some(format).filter(|format| !std::ptr::eq(*format, usual(kind, styles)));
        match (content, own) {
            (Content::Text(text), None) => sheet.write_string(row, column, text)?,
            (Content::Text(text), Some(own)) => {
                sheet.write_string_with_format(row, column, text, own)?
            }
            (Content::Number(number), None) => sheet.write_number(row, column, number)?,
            (Content::Number(number), Some(own)) => {
                sheet.write_number_with_format(row, column, number, own)?
            }
            (Content::Date(date), _) => {
                sheet.write_datetime_with_format(row, column, &date, format)?
            }
            (Content::Flag(flag), None) => sheet.write_boolean(row, column, flag)?,
            (Content::Flag(flag), Some(own)) => {
                sheet.write_boolean_with_format(row, column, flag, own)?
            }
        };
        Ok(())
    }

    fn content<'c>(
        &'c self,
        kind: Kind,
        language: Language,
        styles: &'c Styles,
    ) -> (Content<'c>, &'c Format) {
        let text = || Content::Text(fit::text(self.shown, language));
        match kind {
            Kind::Integer | Kind::Decimal | Kind::Ratio => match fit::number(self.code) {
                Some((number, places)) if kind == Kind::Ratio => {
                    (Content::Number(number), styles.ratio(places))
                }
                Some((number, places)) => (Content::Number(number), styles.decimal(places)),
                None => (text(), &styles.digits),
            },
            Kind::Date => match ExcelDateTime::parse_from_str(self.code) {
                Ok(date) => (Content::Date(date), &styles.date),
                Err(_) => (text(), &styles.centred),
            },
            Kind::Flag if language == Language::En => {
                (Content::Flag(self.code == "true"), styles.word(self.code))
            }
            Kind::Flag | Kind::Code(_) => (text(), styles.word(self.code)),
            Kind::Codes(_) => (text(), &styles.care),
            Kind::Text
            | Kind::Source
            | Kind::Link
            | Kind::Sentence(_)
            | Kind::Repairs
            | Kind::Values => (text(), &styles.text),
        }
    }
}
