//! How a command can end other than well, and the exit status of each way.

use std::io;
use std::path::PathBuf;

use crate::batch::{Complaint, Error};
use crate::error::{DecodeError, ExtractionError};
use crate::words::Words;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input could not be read or decoded.
    Input(Error),
    /// One file has no report, as its reader says.
    Told(Complaint),
    /// The user's pattern files, or where they should be written, are wrong.
    Patterns(Error),
    /// Pattern files that load, but whose entries do not hold, a line each.
    Lint(Vec<Words>),
    /// Files that would be overwritten.
    Exists(Vec<PathBuf>),
    /// A folder that should be new or empty.
    NotEmpty(PathBuf),
    /// A second reader was asked for an input that is no PDF.
    NotPdf(String),
    /// A check, or a kind of change, that there is none of, and what may have been meant.
    UnknownName {
        /// What was asked for.
        name: String,
        /// Names that are like it.
        nearest: Vec<String>,
    },
    /// The same of a profile.
    UnknownProfile {
        /// What was asked for.
        name: String,
        /// Names that are like it.
        nearest: Vec<String>,
    },
    /// The file of options that repeat is wrong.
    Config(Words),
    /// The models with which pictures are read could not be fetched.
    #[cfg(feature = "ocr")]
    Models(Words),
    /// Arguments that do not go together.
    Usage(Words),
    /// Differences, where they were to set the status.
    Differs,
    /// Some of many files could not be read, as was said of each.
    SomeFailed,
    /// Findings at or above the severity that the user set, as was shown.
    Findings,
    /// The user ended the run.
    Interrupted,
    /// The reader of our output went away.
    OutputClosed,
    /// Our output could not be written for another reason.
    Output(io::Error),
}

impl Failure {
    /// The exit status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Failure::OutputClosed => 0,
            Failure::Interrupted => 130,
            Failure::Differs => 4,
            Failure::Input(
                Error::Taken { .. }
                | Error::OutputIsInput { .. }
                | Error::InputIsOutput { .. }
                | Error::Glob { .. },
            ) => 2,
            #[cfg(feature = "ocr")]
            Failure::Models(_) => 1,
            Failure::Input(_) | Failure::Told(_) | Failure::SomeFailed | Failure::Output(_) => 1,
            Failure::Findings => 3,
            Failure::Patterns(_)
            | Failure::Lint(_)
            | Failure::Exists(_)
            | Failure::NotEmpty(_)
            | Failure::NotPdf(_)
            | Failure::Config(_)
            | Failure::Usage(_)
            | Failure::UnknownName { .. }
            | Failure::UnknownProfile { .. } => 2,
        }
    }
}

impl From<DecodeError> for Failure {
    fn from(error: DecodeError) -> Self {
        Failure::Input(error.into())
    }
}

impl From<ExtractionError> for Failure {
    fn from(error: ExtractionError) -> Self {
        Failure::Input(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::OutputClosed,
            _ => Failure::Output(error),
        }
    }
}
