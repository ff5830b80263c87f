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

use std::cell::OnceCell;

mod boxed;
mod flow;
mod frame;
mod letters;
mod lines;
mod ofd;
mod pdf;
mod raster;
mod sheets;

use super::html::Html;
use super::spots::Spots;
use crate::decode;
use crate::document::{Document, Item};
use crate::error::DecodeError;
use crate::model::{Format, SourceInfo};
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
    read: &SourceInfo,
    patterns: &Patterns,
    spots: &Spots,
) -> SourceView {
    let again = Again { source, read, patterns, document: OnceCell::new() };
    match read.format {
        Format::Pdf | Format::PdfScan => return pdf::view(&again, spots),
        Format::Image => return boxed::picture(&again, spots),
        _ => {}
    }
    let document = match again.document() {
        Ok(document) => document,
        Err(error) => return unreadable(&error.to_string(), &error.message_zh()),
    };
    match read.format {
        Format::Ofd => ofd::view(source, patterns, spots),
        Format::Xlsx | Format::Xls if has_cells(document) => sheets::view(document, spots),
        Format::Recognised => boxed::view(document, spots),
        Format::Text | Format::Markdown | Format::Csv => match decode::told_lines(source, patterns)
        {
            Ok(text) => lines::view(&text, spots),
            Err(_) => flow::view(document, spots),
        },
        _ => flow::view(document, spots),
    }
}

/// A source that was read a moment ago, and is read again where what stands in it is shown:
/// pictures that are shown as they are need not be recognised twice.
struct Again<'a> {
    source: &'a Source<'a>,
    /// What the report says of it.
    read: &'a SourceInfo,
    patterns: &'a Patterns,
    document: OnceCell<Result<Document, DecodeError>>,
}

impl Again<'_> {
    /// What stands in it. `Err` where this is another file under its name.
    fn document(&self) -> Result<&Document, &DecodeError> {
        let read = || decode::document(self.source, self.patterns);
        self.document.get_or_init(read).as_ref()
    }

    /// Width and height of a page whose picture is shown.
    fn size(&self, number: u32) -> [f32; 2] {
        let told = self.read.page_sizes.get(number.saturating_sub(1) as usize).copied();
        let told = told.filter(|[width, height]| *width > 0.0 && *height > 0.0);
        told.or_else(|| Some(boxed::size(self.document().ok()?, number))).unwrap_or([1.0, 1.0])
    }
}

fn unreadable(en: &str, zh: &str) -> SourceView {
    SourceView { kind: "flow", html: Html::default(), missing: vec![Html::both(zh, en)] }
}

fn has_cells(document: &Document) -> bool {
    let items = document.pages.iter().flat_map(|page| &page.items);
    items.into_iter().any(|item| match item {
        Item::Line(line) => line.at.cell().is_some(),
        Item::Grid(grid) => grid.cells.iter().any(|cell| cell.at.cell().is_some()),
    })
}

/// The heading of a page or sheet.
fn page_name(number: u32) -> Words {
    words!(en: "Page {number}", zh: "第 {number} 页")
}
