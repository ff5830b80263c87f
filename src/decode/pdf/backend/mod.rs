//! The libraries that read PDF, each behind the same trait and named in its own
//! file only.

mod hayro;

use super::geometry::PageGeometry;

pub(super) use hayro::Hayro;

/// Why a PDF cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenError {
    /// It needs a password, or another one.
    Encrypted,
    /// It is encrypted in a way that is not read.
    UnknownEncryption,
    /// Its objects or its page tree cannot be found.
    Damaged,
}

/// An opened PDF.
pub(super) trait Backend {
    /// Number of pages.
    fn page_count(&self) -> usize;

    /// Gives each page in turn, with its index from 0; `None` for one that
    /// cannot be interpreted.
    fn pages(&self, each: &mut dyn FnMut(usize, Option<PageGeometry>));
}
