//! What is done with the bytes of one file, in a worker or in this process.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::answer::{Answer, Tally};
use crate::error::{Error, Result};
use crate::patterns::{Patterns, builtin_files};
use crate::source::Source;
use crate::{pipeline, render};

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
    /// The profile that the checks judge by; without one, that of each report's form.
    pub profile: Option<String>,
    /// Whether rows for tables are wanted.
    pub tables: bool,
}

impl Settings {
    /// What a result depends on beside the file: this, the program and the patterns.
    ///
    /// # Errors
    /// If the user's own pattern files cannot be read.
    pub fn fingerprint(&self) -> Result<String> {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        };
        add(env!("CARGO_PKG_VERSION").as_bytes());
        for (name, text) in builtin_files() {
            add(name.as_bytes());
            add(text.as_bytes());
        }
        for (name, text) in own_files(self.patterns.as_deref())? {
            add(name.as_encoded_bytes());
            add(&text);
        }
        // Where the own pattern files lie does not matter.
        let settings = Settings { patterns: None, ..self.clone() };
        add(&serde_json::to_vec(&settings).unwrap_or_default());
        Ok(super::hexadecimal(&hash.finalize()))
    }
}

/// The user's own pattern files in order of name.
fn own_files(folder: Option<&Path>) -> Result<Vec<(OsString, Vec<u8>)>> {
    let mut files = Vec::new();
    let Some(folder) = folder else {
        return Ok(files);
    };
    for entry in WalkDir::new(folder).max_depth(2).sort_by_file_name() {
        let failed = |source| Error::Read { path: folder.to_path_buf(), source };
        let entry = entry.map_err(|error| failed(error.into()))?;
        if entry.path().extension().is_some_and(|end| end == "toml") {
            let text = std::fs::read(entry.path()).map_err(failed)?;
            files.push((entry.file_name().to_owned(), text));
        }
    }
    Ok(files)
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
        Ok(Self { own: own.transpose()?, settings })
    }

    /// The answer for one file.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub fn answer(&self, name: &str, bytes: Vec<u8>) -> Result<Answer> {
        let mut source = Source::new(name, bytes);
        source.password.clone_from(&self.settings.password);
        let patterns = self.own.as_ref().unwrap_or_else(|| Patterns::builtin());
        let profile = self.settings.profile.as_deref();
        let profile = profile.and_then(|name| patterns.profiles().find(name));
        #[cfg_attr(not(feature = "second-reader"), allow(unused_mut))]
        let mut report = pipeline::extract_by(&source, profile, patterns)?;
        #[cfg(feature = "second-reader")]
        if self.settings.second_reader {
            crate::witness::confirm(&mut report, &source);
        }
        Ok(Answer {
            tally: Tally::of(&report),
            line: serde_json::to_vec(&report).expect("a report is always JSON"),
            rows: match self.settings.tables {
                true => {
                    let rows = render::rows(&report, name);
                    serde_json::to_vec(&rows).expect("rows are always JSON")
                }
                false => Vec::new(),
            },
        })
    }
}
