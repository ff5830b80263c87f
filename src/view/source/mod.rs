//! The left side of the page: the source as it is, each kind in its own way, with the places
//! that the page lights.
//!
//! | source | is shown as |
//! |---|---|
//! | PDF, scanned or not | its pages, painted by the library family that reads them |
//! | OFD, what recognisers told in boxes | pages drawn from their geometry |
//! | pictures | themselves |
//! | text, Markdown, separated values | numbered lines |
//! | HTML, Word | paragraphs and tables as they follow each other |
//! | workbooks | sheets with the letters and numbers of their cells |

mod boxed;
mod flow;
mod frame;
mod lines;
mod ofd;
mod pdf;
mod raster;
mod sheets;

use super::html::Html;
use super::spots::Spots;
use crate::decode;
use crate::document::{Document, Item};
use crate::model::Format;
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::{Words, words};

/// The left side.
#[derive(Debug, Default)]
pub(super) struct SourceView {
    /// `pages`, `lines`, `flow` or `sheets`.
    pub(super) kind: &'static str,
    pub(super) html: Html,
    /// What of the source is not shown, and why.
    pub(super) missing: Vec<Html>,
}

/// The source of a report as HTML.
pub(super) fn view(
    source: &Source<'_>,
    format: Format,
    patterns: &Patterns,
    spots: &Spots,
) -> SourceView {
    let document = match decode::document(source, patterns) {
        Ok(document) => document,
        // It was read a moment ago, or this is another file under its name.
        Err(error) => return unreadable(&error.to_string(), &error.message_zh()),
    };
    match format {
        Format::Pdf | Format::PdfScan => pdf::view(source, &document, spots),
        Format::Ofd => ofd::view(source, patterns, spots),
        Format::Image => boxed::picture(source, &document, spots),
        Format::Xlsx | Format::Xls if has_cells(&document) => sheets::view(&document, spots),
        Format::Recognised => boxed::view(&document, spots),
        Format::Text | Format::Markdown | Format::Csv => match decode::told_lines(source, patterns)
        {
            Ok(text) => lines::view(&text, spots),
            Err(_) => flow::view(&document, spots),
        },
        _ => flow::view(&document, spots),
    }
}

fn unreadable(en: &str, zh: &str) -> SourceView {
    SourceView { kind: "flow", html: Html::default(), missing: vec![Html::both(zh, en)] }
}

fn has_cells(document: &Document) -> bool {
    let items = document.pages.iter().flat_map(|page| &page.items);
    items.into_iter().any(|item| match item {
        Item::Line(line) => line.at.cell.is_some(),
        Item::Grid(grid) => grid.cells.iter().any(|cell| cell.at.cell.is_some()),
    })
}

/// The heading of a page or sheet.
fn page_name(number: u32) -> Words {
    words!(en: "Page {number}", zh: "第 {number} 页")
}
