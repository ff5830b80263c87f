//! What can go wrong when files are found, read, handed to workers and written.

mod chinese;

pub(crate) use chinese::system;

use std::path::PathBuf;

use crate::diff::LineageError;
use crate::error::{DecisionsError, DecodeError, ExtractionError, PatternsError, PdfProblem};
use crate::visible;
use crate::words::Words;

/// Why a file could not be read or written, or a run not go on.
///
/// The text says what was expected, what was found, where, and what to do;
/// [`Error::code`] is stable and independent of the language of the text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A document could not be read.
    #[error("{}", with_flag(.0))]
    Decode(#[from] DecodeError),
    /// What should be an extraction is none that can be read.
    #[error(transparent)]
    Extraction(#[from] ExtractionError),
    /// What should be a file of decisions is none that can be read.
    #[error(transparent)]
    Decisions(#[from] DecisionsError),
    /// A pattern file cannot be used.
    #[error(transparent)]
    Patterns(#[from] PatternsError),
    /// A list of renamed departments that cannot be understood.
    #[error(transparent)]
    Lineage(#[from] LineageError),
    /// A table of witnesses that cannot be understood.
    #[error("expected a table of base, witness and kind in {name}, but found {}; mend the line", problem.en)]
    Pairs {
        /// Name of the table.
        name: String,
        /// What is wrong with it.
        problem: Words,
    },
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
    #[error("expected a glob such as *.pdf or 2023/**, but found {glob}: {}; mend it", problem.en)]
    Glob {
        /// The glob.
        glob: String,
        /// What is wrong with it.
        problem: Words,
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
    /// What was named as an input is an output folder of this program, or a file of one.
    #[error(
        "expected reports, but found {path}, which `jiaokan` wrote; give the reports themselves, `check` and `diff` take extractions too"
    )]
    InputIsOutput {
        /// The path as it was given.
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
    /// A file could not be written.
    #[error("expected to write {path}, but found: {source}; check free space and permissions")]
    Write {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A result with the [`Error`] of files and processes.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The message in both languages, for people: on one line, but for what is wrong with
    /// pattern files, and without characters that would do something on a terminal. No name
    /// of a file can so begin a line of its own.
    #[must_use]
    pub fn words(&self) -> Words {
        let Words { en, zh } = Words { en: self.to_string(), zh: self.message_zh() };
        match self {
            Error::Patterns(_) => {
                Words { en: visible::text(&en).into_owned(), zh: visible::text(&zh).into_owned() }
            }
            _ => Words { en: visible::line(&en).into_owned(), zh: visible::line(&zh).into_owned() },
        }
    }

    /// A stable name for this kind of error, for error reports and scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::Decode(error) => error.code(),
            Error::Extraction(error) => error.code(),
            Error::Decisions(error) => error.code(),
            Error::Patterns(error) => error.code(),
            Error::Lineage(error) => error.code(),
            Error::Pairs { .. } => "E_WITNESSES",
            Error::Read { .. } => "E_READ",
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
            Error::InputIsOutput { .. } => "E_INPUT_IS_OUTPUT",
            Error::Busy { .. } => "E_BUSY",
            Error::Shards { .. } => "E_SHARDS",
            Error::Write { .. } => "E_WRITE",
        }
    }
}

/// The message with the option that gives a password.
fn with_flag(error: &DecodeError) -> String {
    match needs_password(error) {
        true => format!("{error} (--password)"),
        false => error.to_string(),
    }
}

/// Whether a document asks for a password that was not given.
fn needs_password(error: &DecodeError) -> bool {
    matches!(error, DecodeError::Pdf { problem: PdfProblem::NeedsPassword, .. })
}
