//! What can go wrong before there is anything to extract, or in the user's own
//! pattern files. Nothing after decoding fails: see `ARCHITECTURE.md`.

use std::path::PathBuf;

/// Why a source could not be read, or a pattern file not be used.
///
/// The text says what was expected, what was found, where, and what to do;
/// [`Error::code`] is stable and independent of the language of the text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened or read.
    #[error(
        "expected a readable file at {path}, but found: {source}; check the path and its permissions"
    )]
    Read {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The source holds no bytes, or nothing but white space.
    #[error("expected a report in {name}, but found no text; check that the file was copied whole")]
    Empty {
        /// Name of the source.
        name: String,
    },
    /// The bytes are of a kind that this build does not read.
    #[error("expected text, Markdown or HTML in {name}, but found {found}; {advice}")]
    UnsupportedKind {
        /// Name of the source.
        name: String,
        /// The kind that was found, from the content.
        found: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// The bytes are not text in any encoding that reports use.
    #[error(
        "expected text in {name}, but found {found} at byte {byte}; if this is a scan or another format, convert it to text first"
    )]
    NotText {
        /// Name of the source.
        name: String,
        /// What was found instead.
        found: String,
        /// Offset of the first byte that cannot be text.
        byte: usize,
    },
    /// A pattern file cannot be used.
    #[error("{file}: {problem}")]
    Patterns {
        /// The pattern file.
        file: String,
        /// What was expected and what was found, with its place in the file.
        problem: String,
    },
    /// A file could not be written.
    #[error("expected to write {path}, but found: {source}; check free space and permissions")]
    Write {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A result with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A stable name for this kind of error, for error reports and scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::Read { .. } => "E_READ",
            Error::Empty { .. } => "E_EMPTY",
            Error::UnsupportedKind { .. } => "E_UNSUPPORTED_KIND",
            Error::NotText { .. } => "E_NOT_TEXT",
            Error::Patterns { .. } => "E_PATTERNS",
            Error::Write { .. } => "E_WRITE",
        }
    }
}
