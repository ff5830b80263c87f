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
#[cfg(feature = "second-reader")]
mod twice;
mod unruled;
mod usable;
mod write;

#[cfg(feature = "second-reader")]
pub(crate) use twice::Twice;

use super::{Document, Page};
use crate::error::{DecodeError, PdfProblem};
use crate::location::At;
use crate::model::{Format, Note};
use crate::patterns::Patterns;
use crate::source::Source;

#[cfg(feature = "cli")]
pub(crate) use backend::is_contained;
use backend::{Backend, Hayro, OpenError};
use geometry::{PageGeometry, UNMAPPED};
use page::PageLayout;
use unruled::Open;
use usable::PageText;

/// Decodes a PDF.
///
/// # Errors
/// [`DecodeError::Pdf`] if it cannot be opened, or none of its pages has text that can
/// be used.
pub(super) fn document(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let fail = |problem: PdfProblem| DecodeError::Pdf { name: source.name.to_owned(), problem };
    let password = source.password;
    let file = Hayro::open(source.bytes, password).map_err(|why| fail(problem(why, password)))?;
    if file.page_count() == 0 {
        return Err(fail(PdfProblem::Damaged));
    }
    let mut reading = Reading {
        patterns,
        pages: Vec::with_capacity(file.page_count()),
        notes: Vec::new(),
        texts: Vec::new(),
        open: None,
    };
    file.pages(&mut |index, geometry| reading.page(index, geometry));
    let Reading { mut pages, mut notes, texts, .. } = reading;
    let format = format(&texts).map_err(|problem| match problem {
        Some(problem) => fail(problem),
        None => DecodeError::Empty { name: source.name.to_owned() },
    })?;
    let found = pages.len() as u32;
    let page_count = promised(source.bytes).map_or(found, |count| count.max(found));
    if page_count > found {
        let message = format!(
            "expected the {page_count} pages that the file says it has, but found {found}: the others are cut off; get the file again"
        );
        notes.push(Note::new("pages_missing", message, At::default()));
    }
    let tables = stitch::stitch(&mut pages, patterns, &mut notes);
    let pages: Vec<Page> = write::pages(&pages, &tables);
    Ok(Document {
        format: Some(format),
        encoding: None,
        page_count: Some(page_count),
        pages,
        notes,
    })
}

/// How many pages a file says it has that is laid out for reading page by page
/// (linearized): its first object tells it, which a cut at the end leaves.
fn promised(bytes: &[u8]) -> Option<u32> {
    const WITHIN: usize = 1024;
    let head = bytes.get(..WITHIN).unwrap_or(bytes);
    let object = head.get(memchr::memmem::find(head, b"/Linearized")?..)?;
    let object = object.get(..memchr::memmem::find(object, b">>")?)?;
    let count = object.get(memchr::memmem::find(object, b"/N ")? + 3..)?;
    let digits = count.iter().take_while(|byte| byte.is_ascii_digit()).take(6);
    let count = digits.fold(0, |count, digit| count * 10 + u32::from(digit - b'0'));
    (count > 0).then_some(count)
}

fn problem(why: OpenError, password: Option<&str>) -> PdfProblem {
    match why {
        OpenError::Encrypted if password.is_some() => PdfProblem::WrongPassword,
        OpenError::Encrypted => PdfProblem::NeedsPassword,
        OpenError::UnknownEncryption => PdfProblem::UnknownEncryption,
        OpenError::Damaged => PdfProblem::Damaged,
    }
}

/// The pages read so far.
struct Reading<'p> {
    patterns: &'p Patterns,
    pages: Vec<PageLayout>,
    notes: Vec<Note>,
    texts: Vec<PageText>,
    /// The table without drawn borders with which the last page ended.
    open: Option<Open>,
}

impl Reading<'_> {
    fn page(&mut self, index: usize, geometry: Option<PageGeometry>) {
        let at = At { page: Some(index as u32 + 1), ..At::default() };
        let mut note = |code, message: String| self.notes.push(Note::new(code, message, at));
        let Some(mut geometry) = geometry else {
            note(
                "page_unreadable",
                "expected the content of a page, but it cannot be interpreted: it is left out"
                    .to_owned(),
            );
            let layout =
                PageLayout::of(index, PageGeometry::default(), &mut self.open, self.patterns);
            self.pages.push(layout);
            return;
        };
        let text = usable::page_text(&geometry);
        let advice = "run text recognition on it and give its text, or a PDF with a text layer";
        match text {
            PageText::Printed | PageText::Blank => {}
            PageText::Recognised => note("ocr_text_layer", "the text of the page is hidden under a picture: a recogniser read it and may have misread it".to_owned()),
            PageText::Picture => note("page_without_text", format!("the page is a picture without text; {advice}")),
            PageText::Unmapped(share) => note("page_without_text", format!("the file does not tell which characters {share} % of the glyphs are: the page is left out; {advice}")),
            PageText::Garbage => note("page_without_text", format!("the text layer does not say what is printed: the page is left out; {advice}")),
        }
        if text.is_usable() {
            let lost = geometry.glyphs.iter().filter(|g| g.char == UNMAPPED).count();
            if lost > 0 {
                note(
                    "unmapped_characters",
                    format!(
                        "the file does not tell {lost} character(s) of the page: they stand as U+FFFD"
                    ),
                );
            }
            if geometry.unread_fonts > 0 {
                note(
                    "font_unreadable",
                    "a font of the page cannot be read: the text set in it is missing".to_owned(),
                );
            }
        } else {
            geometry.glyphs.clear();
        }
        self.texts.push(text);
        let layout = PageLayout::of(index, geometry, &mut self.open, self.patterns);
        self.pages.push(layout);
    }
}

/// The kind of a document, from its pages; the reason if it has no text, and
/// none if it has nothing at all.
fn format(texts: &[PageText]) -> Result<Format, Option<PdfProblem>> {
    let any = |wanted: fn(&PageText) -> bool| texts.iter().any(wanted);
    if any(|t| *t == PageText::Printed) {
        return Ok(Format::Pdf);
    }
    if any(|t| *t == PageText::Recognised) {
        return Ok(Format::PdfScan);
    }
    if any(|t| matches!(t, PageText::Unmapped(_) | PageText::Garbage)) {
        return Err(Some(PdfProblem::Unmapped));
    }
    if any(|t| *t == PageText::Picture) {
        return Err(Some(PdfProblem::Scan));
    }
    // No page could be interpreted, or all are blank.
    Err(texts.is_empty().then_some(PdfProblem::Damaged))
}
