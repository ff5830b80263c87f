//! PDF to pages of lines and grids.
//!
//! ```text
//! bytes ─backend→ geometry ─clean→ glyphs ─┬ lattice, unruled → tables ┐
//!                                          └ lines → reading order ────┴─stitch→ pages
//! ```

mod backend;
mod clean;
mod geometry;
mod glyph_line;
mod lattice;
mod order;
mod page;
mod piece;
mod rulings;
#[cfg(test)]
mod sample;
mod sheet;
mod stitch;
mod unruled;
mod write;

use super::{Document, Page};
use crate::error::{Error, Result};
use crate::model::Format;
use crate::patterns::Patterns;
use crate::source::Source;

use backend::{Backend, Hayro, OpenError};
use page::PageLayout;

/// Decodes a PDF.
///
/// # Errors
/// If it cannot be opened.
pub(super) fn document(source: &Source, patterns: &Patterns) -> Result<Document> {
    let file = Hayro::open(&source.bytes, None).map_err(|why| error(&source.name, why))?;
    let mut pages: Vec<PageLayout> = Vec::with_capacity(file.page_count());
    file.pages(&mut |index, geometry| {
        pages.push(PageLayout::of(index, geometry.unwrap_or_default()));
    });
    let mut notes = Vec::new();
    let page_count = pages.len() as u32;
    let tables = stitch::stitch(&mut pages, patterns, &mut notes);
    let pages: Vec<Page> = write::pages(&pages, &tables);
    Ok(Document {
        format: Some(Format::Pdf),
        encoding: None,
        page_count: Some(page_count),
        pages,
        notes,
    })
}

fn error(name: &str, why: OpenError) -> Error {
    let advice = match why {
        OpenError::Encrypted => "give its password",
        OpenError::UnknownEncryption => "remove the encryption first",
        OpenError::Damaged => "check that the file was copied whole",
    };
    Error::UnsupportedKind {
        name: name.to_owned(),
        found: "a PDF that cannot be opened",
        advice,
    }
}
