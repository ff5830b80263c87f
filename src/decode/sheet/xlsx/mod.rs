//! XLSX: a package of XML parts (ECMA-376, transitional and strict). Cells are read as they come,
//! so that memory grows with the filled cells and not with the range that they lie in.

mod cells;
mod reader;
mod strings;
mod styles;

use super::book::{Book, Cells, Sheet};
use crate::decode::package::relationships::{self, Relationship};
use crate::decode::package::{Package, PackageError, xml};
use crate::patterns::NumberFormats;
use crate::words::words;

/// Most sheets of a workbook.
const MOST_SHEETS: usize = 10_000;

/// Reads a workbook; `None` if its parts are binary (.xlsb).
pub(super) fn book(
    package: &mut Package<'_>,
    words: &NumberFormats,
) -> Result<Option<Book>, PackageError> {
    let main = relationships::of_kind(package, "", "officeDocument")?.ok_or_else(no_workbook)?;
    if main.ends_with(".bin") {
        return Ok(None);
    }
    let bytes = package.part(&main).ok_or_else(no_workbook)??;
    let text = xml::text(bytes)?;
    let tree = xml::Tree::parse(&text)?;
    let references = relationships::relationships(package, &main)?;
    let mut book = Book::default();
    let properties = tree.root().child("workbookPr");
    let from_1904 = properties.and_then(|p| p.attribute("date1904"));
    book.from_1904 = from_1904.is_some_and(|value| is_true(&value));
    let strings = match part_of(package, &references, "sharedStrings")? {
        Some(text) => strings::strings(&text)?,
        None => Vec::new(),
    };
    let styles = match part_of(package, &references, "styles")? {
        Some(text) => styles::styles(&text, &mut book, words)?,
        None => Vec::new(),
    };
    let listed = tree.root().child("sheets");
    let mut cells = Cells::default();
    for sheet in listed.iter().flat_map(|sheets| sheets.children()).take(MOST_SHEETS) {
        let attribute = |name| sheet.attribute(name).unwrap_or_default().into_owned();
        // `r:id` stands beside `sheetId`, so the short name is its own.
        let id = attribute("id");
        let state = attribute("state").to_ascii_lowercase();
        let mut read = Sheet {
            name: attribute("name"),
            hidden: matches!(state.as_str(), "hidden" | "veryhidden"),
            ..Sheet::default()
        };
        let target = references.iter().find(|r| r.id == id && !r.external);
        // Sheets of charts, dialogs and macros hold no cells, but have a tab.
        if let Some(target) = target.filter(|r| r.kind == "worksheet")
            && let Some(bytes) = package.part(&target.target)
        {
            let text = xml::text(bytes?)?;
            let shared = cells::Shared { strings: &strings, styles: &styles };
            cells::read(&text, &shared, book.from_1904, &mut read, &mut cells)?;
        }
        book.sheets.push(read);
    }
    Ok(Some(book))
}

/// The text of the part of a kind.
fn part_of(
    package: &mut Package<'_>,
    references: &[Relationship],
    kind: &str,
) -> Result<Option<String>, PackageError> {
    let target = references.iter().find(|r| r.kind == kind && !r.external);
    match target.and_then(|r| package.part(&r.target)) {
        Some(bytes) => xml::text(bytes?).map(Some),
        None => Ok(None),
    }
}

/// A truth value of XML.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

fn no_workbook() -> PackageError {
    PackageError::Damaged(words!(
        en: "the part that lists its sheets is not there",
        zh: "缺少列出工作表的部件"
    ))
}
