//! PDF to pages of lines and grids: a library gives the geometry of each page,
//! [`crate::layout`] lays it out.

mod backend;
#[cfg(feature = "ocr")]
mod scanned;
#[cfg(feature = "second-reader")]
mod twice;

#[cfg(all(feature = "cli", feature = "second-reader"))]
pub(crate) use twice::{ReadAgain, STACK, read_again};
#[cfg(feature = "second-reader")]
pub(crate) use twice::{SecondReader, Twice};

use crate::document::Document;
use crate::error::{DecodeError, NoTextReason, PdfExcess, PdfProblem};
use crate::layout::{NoText, Reader, TextKind};
use crate::location::At;
use crate::model::{Format, Note};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::{Words, words};

#[cfg(any(feature = "cli", feature = "ocr"))]
pub(crate) use backend::contained;
use backend::{Backend, Hayro, OpenError};
#[cfg(feature = "cli")]
pub(crate) use backend::{Painted, is_contained};

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
    let mut reader = Reader::new(file.page_count(), patterns);
    #[cfg(not(feature = "ocr"))]
    file.pages(&mut |index, geometry| reader.page(index, geometry));
    #[cfg(feature = "ocr")]
    let read = scanned::pages(&file, source, &mut reader);
    let excess = excess(&file, &mut reader);
    let format = match reader.text_kind() {
        Ok(TextKind::Printed) => Format::Pdf,
        Ok(TextKind::Recognised) => Format::PdfScan,
        #[cfg(feature = "ocr")]
        Err(NoText::Unmapped | NoText::Pictures) if read.problem.is_some() => {
            let found = read.problem.unwrap_or_default();
            return Err(DecodeError::Models { name: source.name.to_owned(), found });
        }
        Err(NoText::Unreadable | NoText::Blank) if let Some(excess) = excess => {
            return Err(fail(PdfProblem::Excessive(excess)));
        }
        Err(NoText::Unmapped) => return Err(fail(PdfProblem::Unmapped)),
        Err(NoText::Pictures) => return Err(fail(PdfProblem::Scan)),
        Err(NoText::NothingRead) => return Err(nothing_read(source)),
        Err(NoText::Unreadable) => return Err(fail(PdfProblem::Damaged)),
        Err(NoText::Blank) => return Err(DecodeError::Empty { name: source.name.to_owned() }),
    };
    let found = reader.page_count() as u32;
    let page_count = promised(source.bytes).map_or(found, |count| count.max(found));
    if page_count > found {
        let message = words!(
            en: "expected the {page_count} pages that the file says it has, but found {found}: the others are cut off; get the file again",
            zh: "文件标明共 {page_count} 页，实有 {found} 页，其余已被截断；请重新获取文件"
        );
        reader.note(Note::new("pages_missing", message, At::default()));
    }
    let (pages, notes) = reader.finish();
    let document = Document {
        format: Some(format),
        encoding: None,
        page_count: Some(page_count),
        pages,
        notes,
        ..Document::default()
    };
    #[cfg(feature = "ocr")]
    let document = read.told(document);
    Ok(document)
}

/// What each page shows; `None` for one that cannot be read.
#[cfg(feature = "cli")]
pub(super) fn pages(source: &Source<'_>) -> Vec<Option<crate::layout::geometry::PageGeometry>> {
    let mut pages = Vec::new();
    if let Ok(file) = Hayro::open(source.bytes, source.password) {
        file.pages(&mut |_, geometry| pages.push(geometry));
    }
    pages
}

/// Tells what was left out because it asks for too much, and what that was.
fn excess(file: &Hayro, reader: &mut Reader<'_>) -> Option<PdfExcess> {
    let (parts, pages) = file.left_out();
    for part in parts {
        let Words { en, zh } = part.excess.found();
        let message = match part.object {
            Some(object) => words!(
                en: "object {object} of the file {en}: it is left out, and what is set in it is missing or misplaced",
                zh: "文件中的第 {object} 号对象{zh}，已略去，与之有关的内容缺失或错位"
            ),
            None => words!(
                en: "an object of the file {en}: it is left out, and what is set in it is missing or misplaced",
                zh: "文件中有一个对象{zh}，已略去，与之有关的内容缺失或错位"
            ),
        };
        reader.note(Note::new("object_excessive", message, At::default()));
    }
    let Words { en, zh } = PdfExcess::Drawing.found();
    for &index in &pages {
        let at = At::default().with_page(Some(index as u32 + 1));
        let message = words!(
            en: "the page {en}: it is left out",
            zh: "该页{zh}，已略去"
        );
        reader.note(Note::new("page_excessive", message, at));
    }
    let drawing = (!pages.is_empty()).then_some(PdfExcess::Drawing);
    parts.first().map(|part| part.excess).or(drawing)
}

fn nothing_read(source: &Source<'_>) -> DecodeError {
    DecodeError::NoText {
        name: source.name.to_owned(),
        kind: words!(en: "a PDF", zh: "PDF"),
        why: NoTextReason::NothingRead,
    }
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
        OpenError::Excessive(excess) => PdfProblem::Excessive(excess),
    }
}
