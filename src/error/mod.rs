//! What can go wrong before there is anything to extract, in a report read back, or in
//! pattern files. Nothing after decoding fails: see `ARCHITECTURE.md`. What can go
//! wrong with files, folders and processes is `batch::Error`.

mod chinese;
mod no_text;
mod pdf;
mod pdf_excess;

pub(crate) use chinese::of_toml;
pub use no_text::NoTextReason;
pub use pdf::PdfProblem;
pub use pdf_excess::PdfExcess;

use crate::words::Words;

/// Why a document could not be read.
///
/// The text says what was expected, what was found, where, and what to do;
/// [`DecodeError::code`] is stable and independent of the language of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The source holds no bytes, or nothing but white space.
    #[error("expected a report in {name}, but found no text; check that the file was copied whole")]
    Empty {
        /// Name of the source.
        name: String,
    },
    /// The bytes are of a kind that this build does not read.
    #[error("expected a report as text, Markdown, HTML, Word, Excel, PDF or OFD in {name}, but found {}; {}", found.en, advice.en)]
    UnsupportedKind {
        /// Name of the source.
        name: String,
        /// The kind that was found, from the content.
        found: Words,
        /// What to do about it.
        advice: Words,
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
    /// A file of a known kind that is torn or cut short.
    #[error("expected {} in {name}, but {}; check that the file was copied whole", kind.en, found.en)]
    Damaged {
        /// Name of the source.
        name: String,
        /// The kind that it is, from the content.
        kind: Box<Words>,
        /// What is wrong with it.
        found: Words,
    },
    /// A file of a known kind that is encrypted.
    #[error(
        "expected {} that opens without a password in {name}, but it is encrypted; save it without a password first",
        kind.en
    )]
    NeedsPassword {
        /// Name of the source.
        name: String,
        /// The kind that it is, from the content.
        kind: Words,
    },
    /// More than is read of one file.
    #[error("expected a report in {name}, but found {}; give the file that holds the report alone", found.en)]
    TooLarge {
        /// Name of the source.
        name: String,
        /// What was found, and how much is read at most.
        found: Words,
    },
    /// A file of a known kind whose pages have no text that can be used.
    #[error("{}", why.message(name, kind))]
    NoText {
        /// Name of the source.
        name: String,
        /// The kind that it is, from the content.
        kind: Words,
        /// What is there instead of text.
        why: NoTextReason,
    },
    /// Pages are pictures, and the models to read them with cannot be used.
    #[error("expected to read the pictures of {name}, but {}", found.en)]
    Models {
        /// Name of the source.
        name: String,
        /// What is wrong with the models, and what to do.
        found: Words,
    },
    /// A PDF that cannot be opened, or that has no text.
    #[error("{}", problem.message(name))]
    Pdf {
        /// Name of the source.
        name: String,
        /// What is wrong with it.
        problem: PdfProblem,
    },
}

impl DecodeError {
    /// A stable name for this kind of error, for error reports and scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            DecodeError::Empty { .. } => "E_EMPTY",
            DecodeError::UnsupportedKind { .. } => "E_UNSUPPORTED_KIND",
            DecodeError::NotText { .. } => "E_NOT_TEXT",
            DecodeError::Damaged { .. } => "E_DAMAGED",
            DecodeError::NeedsPassword { .. } => "E_NEEDS_PASSWORD",
            DecodeError::TooLarge { .. } => "E_TOO_LARGE",
            DecodeError::NoText { why, .. } => why.code(),
            DecodeError::Models { .. } => "E_MODELS",
            DecodeError::Pdf { problem, .. } => problem.code(),
        }
    }
}

/// What should be an extraction is none that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error(
    "expected an extraction (jiaokan.report/1) in {name}, but found {}; extract the report again", problem.en
)]
pub struct ExtractionError {
    /// Name of the source.
    pub name: String,
    /// What was found instead, with its place.
    pub problem: Words,
}

impl ExtractionError {
    /// A stable name for this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "E_EXTRACTION"
    }
}

/// A pattern file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("{file}: {problem}")]
pub struct PatternsError {
    /// The pattern file.
    pub file: String,
    /// What was expected and what was found, with its place in the file.
    pub problem: Words,
}

impl PatternsError {
    /// A stable name for this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "E_PATTERNS"
    }
}

/// What should be a file of decisions is none that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error(
    "expected decisions (jiaokan.decisions/1) in {name}, but found {problem}; save them from the page again"
)]
pub struct DecisionsError {
    /// Name of the file.
    pub name: String,
    /// What was found instead, with its place.
    pub problem: Words,
}

impl DecisionsError {
    /// A stable name for this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "E_DECISIONS"
    }
}
