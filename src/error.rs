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
    #[error("expected text, Markdown, HTML or PDF in {name}, but found {found}; {advice}")]
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
    /// A PDF that cannot be opened, or that has no text.
    #[error("{}", problem.message(name))]
    Pdf {
        /// Name of the source.
        name: String,
        /// What is wrong with it.
        problem: PdfProblem,
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
            Error::Pdf { problem, .. } => problem.code(),
            Error::Patterns { .. } => "E_PATTERNS",
            Error::Write { .. } => "E_WRITE",
        }
    }
}

/// Why a PDF gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfProblem {
    /// Its objects or its page tree cannot be found.
    Damaged,
    /// It is encrypted and needs a password.
    NeedsPassword,
    /// It is encrypted with another password.
    WrongPassword,
    /// It is encrypted in a way that is not read.
    UnknownEncryption,
    /// All its pages are pictures (扫描件).
    Scan,
    /// It does not tell which characters its glyphs are.
    Unmapped,
}

impl PdfProblem {
    fn code(self) -> &'static str {
        match self {
            PdfProblem::Damaged => "E_PDF_DAMAGED",
            PdfProblem::NeedsPassword | PdfProblem::WrongPassword => "E_PDF_ENCRYPTED",
            PdfProblem::UnknownEncryption => "E_PDF_ENCRYPTION",
            PdfProblem::Scan => "E_PDF_SCAN",
            PdfProblem::Unmapped => "E_PDF_UNMAPPED",
        }
    }

    fn message(self, name: &str) -> String {
        match self {
            PdfProblem::Damaged => format!(
                "expected the pages of a PDF in {name}, but its page tree cannot be found; check that the file was copied whole"
            ),
            PdfProblem::NeedsPassword => format!(
                "expected a PDF that opens without a password, but {name} is encrypted; give its password with --password"
            ),
            PdfProblem::WrongPassword => format!(
                "expected the password of {name}, but it does not open with the one given; check it, or ask who encrypted the file"
            ),
            PdfProblem::UnknownEncryption => format!(
                "expected RC4 or AES encryption in {name}, but found another; save it without encryption first"
            ),
            PdfProblem::Scan => format!(
                "expected text in {name}, but found only pictures of pages; run text recognition on it first and give its text, or a PDF with a text layer"
            ),
            PdfProblem::Unmapped => format!(
                "expected text in {name}, but the file does not tell which characters its glyphs are; run text recognition on it first and give its text"
            ),
        }
    }
}
