//! What is done with the bytes of one file, in a worker or in this process.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
#[cfg(feature = "ocr")]
use std::sync::atomic::{AtomicU64, Ordering};
#[cfg(feature = "ocr")]
use std::time::Instant;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::answer::{Answer, RecognitionCost, Tally};
use super::error::{Error, Result};
use super::evidence::{self, WitnessFile};
use super::line::Line;
use super::pattern_folder;
use crate::model::{self, Detail, Report};
use crate::options::Options;
use crate::patterns::builtin_files;
#[cfg(feature = "ocr")]
use crate::recognition::{OnPage, RecognitionMode};
use crate::source::Source;
use crate::words::Language;
use crate::{json, pipeline, render, view};

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
    /// How much of a report is wanted.
    #[serde(default)]
    pub detail: Detail,
    /// Whether its JSON is set in lines, to be looked at.
    #[serde(default)]
    pub lines: bool,
    /// Whether extractions are read back; else they are no reports.
    #[serde(default)]
    pub extractions: bool,
    /// Which pages are read as pictures.
    #[cfg(feature = "ocr")]
    pub ocr: RecognitionMode,
    /// The resolution at which they are read at most.
    #[cfg(feature = "ocr")]
    pub dpi: Option<u16>,
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
        #[cfg(feature = "second-reader")]
        {
            options.reads_again = super::second::second_reader();
        }
        if let Some(path) = &self.decisions {
            options.decisions = Arc::new(evidence::decisions_of(path)?);
        }
        #[cfg(feature = "ocr")]
        {
            options.recognition.mode = self.ocr;
            options.recognition.dpi = self.dpi;
            if self.ocr != RecognitionMode::Off {
                options.recognition.models = super::models::models();
            }
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
        #[cfg(feature = "ocr")]
        if self.ocr != RecognitionMode::Off {
            add(super::models::mark().as_bytes());
        }
        // Where these files lie does not matter. The password does not either: a file that opens
        // reads the same whatever opened it, and one that does not open has no result; so no
        // trace of it is left that could be tried at leisure.
        let (patterns, decisions, witnesses, password) = (None, None, Vec::new(), None);
        let settings = Settings { patterns, decisions, witnesses, password, ..self.clone() };
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
    detail: Detail,
    lines: bool,
    extractions: bool,
    pages: Option<Language>,
}

impl Work {
    /// Loads the patterns. So many pages of a file are read at a time.
    ///
    /// # Errors
    /// If the user's own pattern files cannot be used.
    pub fn new(settings: &Settings, page_threads: NonZero<usize>) -> Result<Self> {
        let mut options = settings.options()?;
        #[cfg(feature = "ocr")]
        {
            options.recognition.threads = page_threads;
        }
        #[cfg(not(feature = "ocr"))]
        let _ = page_threads;
        Ok(Self::under(options, settings))
    }

    fn under(options: Options, settings: &Settings) -> Self {
        let Settings { tables, pages, detail, lines, extractions, .. } = *settings;
        let witnesses = settings.witnesses.clone();
        Self { options, witnesses, tables, pages, detail, lines, extractions }
    }

    /// An extraction, judged as the options say. A lean one lacks what checks look at: its
    /// findings stand as they are.
    fn read_back(&self, name: &str, bytes: &[u8]) -> Result<Report> {
        let mut report = model::read(name, bytes)?;
        match report.detail {
            Detail::Full => report.findings = pipeline::check(&report, &self.options),
            Detail::Lean if self.options.profile.is_some() => {
                return Err(model::not_judged(name).into());
            }
            Detail::Lean => {}
        }
        Ok(report)
    }

    /// How files are read.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The answer for one file; each page whose picture was read is told. `sha256`: that of the
    /// bytes, where it is known.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub(super) fn answer(
        &self,
        name: &str,
        bytes: &[u8],
        sha256: Option<&str>,
        on_page: impl Fn(u32, u32) + Send + Sync + 'static,
        mut line: Line<'_>,
    ) -> Result<Answer> {
        let (report, recognition) = match self.extractions && model::is_extraction(bytes) {
            true => (self.read_back(name, bytes)?, RecognitionCost::default()),
            false => self.report(name, bytes, sha256, on_page)?,
        };
        let tally = Tally { recognition, ..Tally::of(&report) };
        if self.detail == Detail::Full {
            line.json(&report, self.lines).expect("a report is always JSON");
        }
        let rows = match self.tables {
            true => {
                let rows = render::rows(&report, name, self.detail, &self.options.patterns);
                json::to_vec(&rows).expect("rows are always JSON")
            }
            false => Vec::new(),
        };
        let entry = match self.pages {
            Some(_) => {
                let entry = view::Entry::of(&report, name);
                json::to_vec(&entry).expect("an entry is always JSON")
            }
            None => Vec::new(),
        };
        let page = match self.pages {
            Some(language) => view::page(&report, bytes, &self.options, language).into_bytes(),
            None => Vec::new(),
        };
        if self.detail == Detail::Lean {
            model::write_lean(&mut line, report, self.lines);
        }
        Ok(Answer { tally, line: line.rest().into(), rows, entry, page })
    }

    #[cfg(feature = "ocr")]
    fn report(
        &self,
        name: &str,
        bytes: &[u8],
        sha256: Option<&str>,
        on_page: impl Fn(u32, u32) + Send + Sync + 'static,
    ) -> Result<(Report, RecognitionCost)> {
        let pages = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&pages);
        let mut options = self.options.clone();
        options.recognition.on_page = Some(OnPage::new(move |done, of| {
            count.fetch_add(1, Ordering::Relaxed);
            on_page(done, of);
        }));
        let begun = Instant::now();
        let source = Source { sha256, ..options.source(name, bytes) };
        let report = evidence::extract(&source, &self.witnesses, &options)?;
        let pages = pages.load(Ordering::Relaxed);
        let cost = match pages {
            0 => RecognitionCost::default(),
            pages => RecognitionCost {
                files: 1,
                pages,
                milliseconds: begun.elapsed().as_millis() as u64,
            },
        };
        Ok((report, cost))
    }

    #[cfg(not(feature = "ocr"))]
    fn report(
        &self,
        name: &str,
        bytes: &[u8],
        sha256: Option<&str>,
        _: impl Fn(u32, u32),
    ) -> Result<(Report, RecognitionCost)> {
        let source = Source { sha256, ..self.options.source(name, bytes) };
        let report = evidence::extract(&source, &self.witnesses, &self.options)?;
        Ok((report, RecognitionCost::default()))
    }
}
