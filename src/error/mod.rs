//! What can go wrong before there is anything to extract, or in the user's own
//! pattern files. Nothing after decoding fails: see `ARCHITECTURE.md`.

mod chinese;
mod pdf;

use std::path::PathBuf;

use crate::words::Words;

pub use pdf::PdfProblem;

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
    #[error("expected text, Markdown, HTML or PDF in {name}, but found {}; {}", found.en, advice.en)]
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
    /// What stands at a path is no file: a pipe, a device, a socket.
    #[error("expected a file at {path}, but found {}; it was not opened, copy its content to a file", found.en)]
    NotAFile {
        /// The path as it was given.
        path: PathBuf,
        /// What stands there.
        found: Words,
    },
    /// A file is larger than what is read.
    #[error(
        "expected at most {limit} bytes in {name}, but found {size}; check what it is, or raise --max-size"
    )]
    TooLarge {
        /// Name of the source.
        name: String,
        /// Its size in bytes.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// Reading a file took too long.
    #[error(
        "expected {name} to be read within {seconds} s, but it was not; raise --timeout, or take the file out and report it"
    )]
    Timeout {
        /// Name of the source.
        name: String,
        /// The time it was given.
        seconds: u64,
    },
    /// Reading a file took too much memory.
    #[error(
        "expected {name} to be read in the memory given to a worker, but that is not enough; raise --max-memory, or take the file out and report it"
    )]
    Memory {
        /// Name of the source.
        name: String,
    },
    /// Reading a file ended the process that read it.
    #[error("expected {name} to be read, but found: {}; take the file out and report it, the other files are not concerned", found.en)]
    Crashed {
        /// Name of the source.
        name: String,
        /// How the process ended.
        found: Words,
    },
    /// A worker process does not come up at all.
    #[error("expected a worker process that starts, but found: {}; check --max-memory, or use --in-process", found.en)]
    Worker {
        /// How it ended.
        found: Words,
    },
    /// A glob that cannot be understood.
    #[error("expected a glob such as *.pdf or 2023/**, but found {glob}: {problem}; mend it")]
    Glob {
        /// The glob.
        glob: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Nothing to read was found where a batch was to be.
    #[error(
        "expected at least one file in {place}, but found none; check the path, --include and --exclude"
    )]
    NoInput {
        /// Where it was looked for.
        place: String,
    },
    /// The output folder holds results of an earlier run.
    #[error(
        "expected a new or empty folder at {path}, but found {found} in it; --resume goes on with an earlier run, --force starts over, or give another folder"
    )]
    Taken {
        /// The output folder.
        path: PathBuf,
        /// What was found in it.
        found: String,
    },
    /// The output folder is an input too.
    #[error(
        "expected an output folder that is no input, but found {path} as both; give a folder beside or inside it"
    )]
    OutputIsInput {
        /// The folder.
        path: PathBuf,
    },
    /// Another run works in the same output folder.
    #[error(
        "expected {path} for this run alone, but another run is writing there; wait for its end, or give another folder"
    )]
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// Outputs of shards that do not belong together.
    #[error("expected the outputs of all shards of one run, but found: {}; run what is missing, then merge again", problem.en)]
    Shards {
        /// What does not fit.
        problem: Words,
    },
    /// What should be an extraction is none that can be read.
    #[error(
        "expected an extraction (jiaokan.report/1) in {name}, but found {problem}; extract the report again"
    )]
    Extraction {
        /// Name of the source.
        name: String,
        /// What was found instead, with its place.
        problem: String,
    },
    /// A list of renamed departments that cannot be understood.
    #[error(
        "expected entries of old, new, from and kind in {name}, but found {problem}; mend the entry"
    )]
    Lineage {
        /// Name of the file.
        name: String,
        /// What was found instead, with its place.
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
            Error::NotAFile { .. } => "E_NOT_A_FILE",
            Error::TooLarge { .. } => "E_TOO_LARGE",
            Error::Timeout { .. } => "E_WORKER_TIMEOUT",
            Error::Memory { .. } => "E_WORKER_MEMORY",
            Error::Crashed { .. } => "E_WORKER_CRASHED",
            Error::Worker { .. } => "E_WORKER_START",
            Error::Glob { .. } => "E_GLOB",
            Error::NoInput { .. } => "E_NO_INPUT",
            Error::Taken { .. } => "E_EXISTS",
            Error::OutputIsInput { .. } => "E_OUTPUT_IS_INPUT",
            Error::Busy { .. } => "E_BUSY",
            Error::Shards { .. } => "E_SHARDS",
            Error::Extraction { .. } => "E_EXTRACTION",
            Error::Lineage { .. } => "E_LINEAGE",
            Error::Write { .. } => "E_WRITE",
        }
    }
}
