//! What is done with the bytes of one file, in a worker or in this process.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Tally};
use crate::error::Result;
use crate::patterns::Patterns;
use crate::pipeline;
use crate::source::Source;

/// The stack on which a file is read, on every platform the same.
pub(super) const STACK: usize = 16 << 20;

/// What matters to the result, the same for all files of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The password of encrypted PDF files.
    pub password: Option<String>,
    /// Whether the numbers of PDF files are read again with another library.
    pub second_reader: bool,
    /// The user's own pattern files.
    pub patterns: Option<PathBuf>,
    /// Whether rows for tables are wanted.
    pub tables: bool,
}

/// Reads files under the same settings.
#[derive(Debug)]
pub struct Work {
    own: Option<Patterns>,
    settings: Settings,
}

impl Work {
    /// Loads the patterns.
    ///
    /// # Errors
    /// If the user's own pattern files cannot be used.
    pub fn new(settings: Settings) -> Result<Self> {
        let own = settings.patterns.as_deref().map(Patterns::overlaid);
        Ok(Self {
            own: own.transpose()?,
            settings,
        })
    }

    /// The answer for one file.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub fn answer(&self, name: &str, bytes: Vec<u8>) -> Result<Answer> {
        let mut source = Source::new(name, bytes);
        source.password.clone_from(&self.settings.password);
        let patterns = self.own.as_ref().unwrap_or_else(|| Patterns::builtin());
        #[cfg_attr(not(feature = "second-reader"), allow(unused_mut))]
        let mut report = pipeline::extract(&source, patterns)?;
        #[cfg(feature = "second-reader")]
        if self.settings.second_reader {
            crate::witness::confirm(&mut report, &source);
        }
        Ok(Answer {
            tally: Tally::of(&report),
            line: serde_json::to_vec(&report).expect("a report is always JSON"),
            rows: Vec::new(),
        })
    }
}
