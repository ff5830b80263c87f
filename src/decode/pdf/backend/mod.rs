//! The libraries that read PDF, each behind the same trait and named in its own
//! file only.

mod hayro;
#[cfg(feature = "second-reader")]
mod pdf_extract;

#[cfg(feature = "ocr")]
use crate::decode::picture::{Frame, Problem};
use crate::error::PdfExcess;
use crate::layout::geometry::PageGeometry;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) use hayro::Hayro;
#[cfg(feature = "cli")]
pub(crate) use hayro::Painted;
#[cfg(feature = "second-reader")]
pub(super) use pdf_extract::PdfExtract;

/// Why a PDF cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenError {
    /// It needs a password, or another one.
    Encrypted,
    /// It is encrypted in a way that is not read.
    UnknownEncryption,
    /// Its objects or its page tree cannot be found.
    Damaged,
    /// It asks for more than is given to any file.
    Excessive(PdfExcess),
}

/// An opened PDF.
pub(super) trait Backend {
    /// Number of pages.
    fn page_count(&self) -> usize;

    /// Gives each page in turn, with its index from 0; `None` for one that
    /// cannot be interpreted.
    fn pages(&self, each: &mut dyn FnMut(usize, Option<PageGeometry>));
}

/// Pages drawn to pixels.
#[cfg(feature = "ocr")]
pub(super) trait Draw {
    /// The picture of a page (its index from 0), as fine as its own pictures but no finer than
    /// so many dots an inch.
    fn draw(&self, index: usize, finest: f32) -> Result<Frame, Problem>;
}

thread_local! {
    /// Whether a panic on this thread is caught.
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread is caught where a file is read, so that a program's own
/// hook need not tell of it.
pub(crate) fn is_contained() -> bool {
    CONTAINED.get()
}

/// Runs the code of a library that may panic on what it reads; `None` if it did.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outer = CONTAINED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    result.ok()
}
