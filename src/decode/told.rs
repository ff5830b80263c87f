//! Sources as they are, for those who show them: the lines that places count, the geometry
//! of pages that no library paints.

use super::{lines, ofd, pdf, readable};
use crate::error::DecodeError;
use crate::layout::geometry::PageGeometry;
use crate::patterns::Patterns;
use crate::source::Source;

/// A line of a text, or the part of one that stands on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextLine {
    /// As it stands, with all mark-up.
    pub(crate) text: String,
    /// Line, from 1, as places count them.
    pub(crate) line: u32,
    /// Characters of the line before it.
    pub(crate) from: u32,
    /// Page, from 1, where the source marks pages.
    pub(crate) page: Option<u32>,
}

/// The lines of a source that is text, as places count them.
///
/// # Errors
/// If it is no text.
pub(crate) fn told_lines(
    source: &Source<'_>,
    patterns: &Patterns,
) -> Result<Vec<TextLine>, DecodeError> {
    let (text, _, _) = readable(source, patterns)?;
    let pieces = lines::lines(&text).into_iter();
    let told = pieces.map(|piece| TextLine {
        text: piece.text.to_owned(),
        line: piece.line,
        from: piece.from,
        page: piece.page,
    });
    Ok(told.collect())
}

/// What each page of a PDF shows, in their order; `None` for one that cannot be read. Nothing
/// of a file that cannot be opened.
pub(crate) fn pdf_pages(source: &Source<'_>) -> Vec<Option<PageGeometry>> {
    pdf::pages(source)
}

/// What each page of an OFD document shows; `None` for one that cannot be read. Nothing of a
/// file that cannot be opened.
pub(crate) fn ofd_pages(source: &Source<'_>, patterns: &Patterns) -> Vec<Option<PageGeometry>> {
    ofd::pages(source, patterns)
}
