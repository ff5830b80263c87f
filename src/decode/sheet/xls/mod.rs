//! XLS: the `Workbook` stream of Excel 97-2003 (BIFF8), or the `Book` stream of Excel 5 and 95
//! (BIFF5), as [MS-XLS] describes them.

mod cells;
mod globals;
mod records;

use super::book::{Book, Cells, Sheet};
use crate::decode::package::PackageError;
use crate::decode::package::ole::Ole;
use crate::patterns::NumberFormats;
use crate::words::words;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Biff5,
    Biff8,
}

/// Reads a workbook; `None` if it is of Excel 4 or older.
pub(super) fn book(ole: &mut Ole<'_>, words: &NumberFormats) -> Result<Option<Book>, PackageError> {
    let stream = match ole.stream("Workbook") {
        Some(stream) => stream?,
        None => ole.stream("Book").ok_or_else(damaged)??,
    };
    let Some(globals) = globals::globals(&stream, words)? else { return Ok(None) };
    let mut book = globals.book;
    let mut count = Cells::default();
    let mut formulas = cells::Formulas::default();
    for listed in &globals.sheets {
        let mut sheet =
            Sheet { name: listed.name.clone(), hidden: listed.hidden, ..Sheet::default() };
        if listed.is_cells {
            let shared = cells::Shared {
                version: globals.version,
                encoding: globals.encoding,
                strings: &globals.strings,
                styles: &globals.styles,
            };
            let from = listed.from;
            cells::read(&stream, from, &shared, &mut sheet, &mut count, &mut formulas)?;
        }
        book.sheets.push(sheet);
    }
    formulas.resolve(&mut book);
    Ok(Some(book))
}

fn damaged() -> PackageError {
    PackageError::Damaged(words!(
        en: "its sheets cannot be found",
        zh: "找不到其中的工作表"
    ))
}
