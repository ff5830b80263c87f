//! Workbooks: XLSX, XLS (Excel 5 to 2003) and SpreadsheetML 2003. A sheet is a page; what its cells
//! show is the text, as it would be printed.

mod book;
mod grid;
mod hidden;
mod printed;
mod regions;
mod show;
mod told;
mod xls;
mod xlsx;
pub(crate) mod xml2003;

use book::Book;
use show::Formats;
use told::Told;

use super::package::ole::Ole;
use super::package::{Package, PackageError};
use crate::document::{Document, Page};
use crate::error::DecodeError;
use crate::model::Format;
use crate::patterns::{NumberFormats, Patterns};
use crate::source::Source;
use crate::words::{Words, words};

/// Decodes an XLSX workbook.
pub(crate) fn xlsx(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let what = || words!(en: "an Excel workbook (.xlsx)", zh: "Excel 工作簿（.xlsx）");
    let book = Package::open(source.bytes)
        .and_then(|mut package| xlsx::book(&mut package, &patterns.number_formats))
        .map_err(|error| error.of(source.name, what()))?;
    let found = || words!(en: "a binary workbook (.xlsb)", zh: "二进制工作簿（.xlsb）");
    let book = book.ok_or_else(|| unread(source.name, found()))?;
    document(source.name, book, Format::Xlsx, patterns)
}

/// Decodes a workbook of Excel 5 to 2003.
pub(crate) fn xls(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let book = Ole::open(source.bytes)
        .and_then(|mut ole| xls::book(&mut ole, &patterns.number_formats))
        .map_err(|error| error.of(source.name, what_xls()))?;
    let found = || words!(en: "a workbook of Excel 4 or older", zh: "Excel 4 或更早的工作簿");
    let book = book.ok_or_else(|| unread(source.name, found()))?;
    document(source.name, book, Format::Xls, patterns)
}

/// Decodes a workbook in the XML of Excel 2003.
pub(crate) fn spreadsheet_ml(
    name: &str,
    text: &str,
    patterns: &Patterns,
) -> Result<Document, DecodeError> {
    let book = xml2003::book(text).map_err(|error: PackageError| error.of(name, what_xls()))?;
    document(name, book, Format::Xls, patterns)
}

fn what_xls() -> Words {
    words!(en: "an Excel 97-2003 workbook (.xls)", zh: "Excel 97-2003 工作簿（.xls）")
}

fn unread(name: &str, found: Words) -> DecodeError {
    DecodeError::UnsupportedKind {
        name: name.to_owned(),
        found,
        advice: words!(en: "save it as XLSX", zh: "请另存为 XLSX"),
    }
}

/// The pages of a workbook: its visible sheets, up to the last that prints something.
fn document(
    name: &str,
    book: Book,
    format: Format,
    patterns: &Patterns,
) -> Result<Document, DecodeError> {
    let mut formats = Formats::new(&patterns.number_formats, book.from_1904);
    let mut told = Told::default();
    let mut pages = Vec::new();
    let hidden = || book.sheets.iter().filter(|sheet| sheet.hidden && !sheet.cells.is_empty());
    let names: Vec<&str> = hidden().map(|sheet| sheet.name.as_str()).collect();
    told.hidden_sheets(&names, hidden().map(|sheet| sheet.cells.len()).sum());
    for (sheet, number) in book.sheets.iter().filter(|sheet| !sheet.hidden).zip(1..) {
        let printed = printed::printed(number, sheet, &book, &mut formats, &mut told);
        let items = regions::items(number, &printed, patterns, &mut told);
        told.sheet();
        pages.push(Page { number: Some(number), items });
    }
    while pages.pop_if(|page| page.items.is_empty()).is_some() {}
    if pages.is_empty() {
        return Err(DecodeError::Empty { name: name.to_owned() });
    }
    Ok(Document {
        format: Some(format),
        page_count: Some(pages.len() as u32),
        pages,
        notes: told.notes,
        ..Document::default()
    })
}

/// The code of a format that a workbook names by its number alone.
fn numbered(number: u32, words: &NumberFormats) -> Option<&str> {
    let own = u16::try_from(number).ok().and_then(|number| words.code(number));
    let without_sign = match number {
        // With the sign of the machine's own currency, which the workbook does not tell.
        5 | 6 => Some("#,##0;-#,##0"),
        7 | 8 => Some("#,##0.00;-#,##0.00"),
        41 | 42 => Some("#,##0;-#,##0;\"-\";@"),
        // The library leaves out the colon.
        47 => Some("mm:ss.0"),
        43 | 44 => Some("#,##0.00;-#,##0.00;\"-\";@"),
        _ => None,
    };
    own.or(without_sign).or_else(|| ssfmt::format_code_from_id(number))
}
