//! What is done with the bytes of one file, in a worker or in this process.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::answer::{Answer, Tally};
use super::error::{Error, Result};
use super::evidence::{self, WitnessFile};
use super::pattern_folder;
use crate::model::Report;
use crate::options::Options;
use crate::patterns::builtin_files;
use crate::words::Language;
use crate::{render, view};

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
    /// What persons decided: a file, or a folder of such files.
    #[serde(default)]
    pub decisions: Option<PathBuf>,
    /// Documents that bear witness to the reports that are read.
    #[serde(default)]
    pub witnesses: Vec<WitnessFile>,
    /// Whether rows for tables are wanted.
    pub tables: bool,
    /// The language of pages, where they are wanted.
    #[serde(default)]
    pub pages: Option<Language>,
}

impl Settings {
    /// The options of the core, with the user's own pattern files loaded.
    ///
    /// # Errors
    /// If they cannot be used.
    pub fn options(&self) -> Result<Options> {
        let mut options = Options::default();
        if let Some(folder) = &self.patterns {
            options.patterns = Arc::new(pattern_folder::patterns_of(folder)?);
        }
        options.profile.clone_from(&self.profile);
        options.password.clone_from(&self.password);
        options.second_reader = self.second_reader;
        if let Some(path) = &self.decisions {
            options.decisions = Arc::new(evidence::decisions_of(path)?);
        }
        Ok(options)
    }

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
        let own = self.patterns.as_deref().map(pattern_folder::texts);
        for own in own.transpose()?.unwrap_or_default() {
            add(own.file.as_bytes());
            add(own.text.as_bytes());
        }
        let decisions = self.decisions.as_deref().map(evidence::decisions_of);
        for file in decisions.transpose()?.unwrap_or_default() {
            add(&serde_json::to_vec(&file).unwrap_or_default());
        }
        for WitnessFile { base, path, kind } in &self.witnesses {
            let read = std::fs::read(path);
            let bytes = read.map_err(|source| Error::Read { path: path.clone(), source })?;
            add(format!("{base:?} {kind:?} {}", crate::source::sha256(&bytes)).as_bytes());
        }
        // Where these files lie does not matter.
        let (patterns, decisions, witnesses) = (None, None, Vec::new());
        let settings = Settings { patterns, decisions, witnesses, ..self.clone() };
        add(&serde_json::to_vec(&settings).unwrap_or_default());
        Ok(hex::encode(hash.finalize()))
    }
}

/// Reads files under the same settings.
#[derive(Debug)]
pub struct Work {
    options: Options,
    witnesses: Vec<WitnessFile>,
    tables: bool,
    pages: Option<Language>,
}

impl Work {
    /// Loads the patterns.
    ///
    /// # Errors
    /// If the user's own pattern files cannot be used.
    pub fn new(settings: &Settings) -> Result<Self> {
        let (options, witnesses) = (settings.options()?, settings.witnesses.clone());
        let Settings { tables, pages, .. } = *settings;
        Ok(Self { options, witnesses, tables, pages })
    }

    /// The report of one file, with its witnesses and the decisions on it.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub fn extract(&self, name: &str, bytes: &[u8]) -> Result<Report> {
        evidence::extract(name, bytes, &self.witnesses, &self.options)
    }

    /// How files are read.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The answer for one file.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub fn answer(&self, name: &str, bytes: &[u8]) -> Result<Answer> {
        let report = self.extract(name, bytes)?;
        Ok(Answer {
            tally: Tally::of(&report),
            line: serde_json::to_vec(&report).expect("a report is always JSON"),
            rows: match self.tables {
                true => {
                    let rows = render::rows(&report, name);
                    serde_json::to_vec(&rows).expect("rows are always JSON")
                }
                false => Vec::new(),
            },
            entry: match self.pages {
                Some(_) => {
                    let entry = view::Entry::of(&report, name);
                    serde_json::to_vec(&entry).expect("an entry is always JSON")
                }
                None => Vec::new(),
            },
            page: match self.pages {
                Some(language) => view::page(&report, bytes, &self.options, language).into_bytes(),
                None => Vec::new(),
            },
        })
    }
}
