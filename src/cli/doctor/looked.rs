//! What was met, put together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Counts;
use super::advice::{self, Next};
use super::glance::Glance;
use crate::batch::{Input, Outcome};
use crate::model::Report;
use crate::patterns::Patterns;
use crate::survey::{Survey, Unknown};
use crate::words::Words;

/// Name and version of the shape of [`Diagnosis`].
const SCHEMA: &str = "jiaokan.doctor/1";

/// Files of one trouble that are named.
const NAMED: usize = 5;

/// What a run would meet.
#[derive(Debug, Serialize)]
pub(super) struct Diagnosis {
    pub(super) schema: &'static str,
    pub(super) files: u64,
    pub(super) bytes: u64,
    /// Files that were read through.
    pub(super) read: u64,
    /// Files by kind.
    pub(super) kinds: Counts,
    /// Text files by encoding, of those read through.
    pub(super) encodings: Counts,
    /// Reports by year, of those read through.
    pub(super) years: Counts,
    /// Files that cannot be read, by code.
    pub(super) unreadable: Vec<Trouble>,
    /// Files that are the same, byte for byte.
    pub(super) duplicates: Vec<Vec<String>>,
    /// What is odd in what can be read, by code.
    pub(super) doubtful: Vec<Trouble>,
    /// Heads of columns that no pattern names.
    pub(super) unknown_heads: Vec<Unknown>,
    /// Units that no pattern names.
    pub(super) unknown_units: Vec<Unknown>,
    /// Labels of levels that no pattern names.
    pub(super) unknown_levels: Vec<Unknown>,
    /// What to do, in order.
    pub(super) next: Vec<Next>,
}

/// Files with one trouble.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Trouble {
    pub(super) code: String,
    pub(super) count: u64,
    /// Some of the files.
    pub(super) examples: Vec<String>,
    /// What it is and what to do.
    #[serde(flatten)]
    pub(super) message: Message,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Message {
    pub(super) message: String,
    pub(super) message_zh: String,
}

impl From<Words> for Message {
    fn from(words: Words) -> Self {
        Self { message: words.en, message_zh: words.zh }
    }
}

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Looked {
    files: u64,
    bytes: u64,
    read: u64,
    kinds: Counts,
    encodings: Counts,
    years: Counts,
    unreadable: BTreeMap<String, Trouble>,
    by_hash: BTreeMap<String, Vec<String>>,
    doubtful: BTreeMap<&'static str, Trouble>,
}

impl Looked {
    pub(super) fn of(files: &[Input], glances: &[Glance]) -> Self {
        let mut looked = Self { files: files.len() as u64, ..Self::default() };
        for (input, glance) in files.iter().zip(glances) {
            looked.bytes += glance.bytes;
            if let Some(kind) = glance.kind {
                *looked.kinds.entry(kind.to_owned()).or_default() += 1;
            }
            if let Some((code, words)) = &glance.error {
                looked.trouble(input, code, words.clone());
            }
            if let Some(hash) = &glance.sha256 {
                looked.by_hash.entry(hash.clone()).or_default().push(input.source.clone());
            }
        }
        looked
    }

    /// Takes the outcome of a file that was read through; gives its report.
    pub(super) fn read(&mut self, input: &Input, outcome: &Outcome) -> Option<Report> {
        self.read += 1;
        let answer = match &outcome.result {
            Ok(answer) => answer,
            Err(complaint) => {
                let words =
                    Words { en: complaint.message.clone(), zh: complaint.message_zh.clone() };
                self.trouble(input, &complaint.code, words);
                return None;
            }
        };
        let report = answer.report()?;
        if let Some(encoding) = report.source.encoding
            && let Ok(serde_json::Value::String(code)) = serde_json::to_value(encoding)
        {
            *self.encodings.entry(code).or_default() += 1;
        }
        let year = report.fiscal_year.value;
        let year = year.map_or_else(|| "?".to_owned(), |year| year.to_string());
        *self.years.entry(year).or_default() += 1;
        for (code, words) in advice::doubts(&report) {
            add(&mut self.doubtful, code, input, words);
        }
        Some(report)
    }

    fn trouble(&mut self, input: &Input, code: &str, words: Words) {
        add(&mut self.unreadable, code.to_owned(), input, words);
    }

    pub(super) fn diagnosis(
        self,
        survey: &Survey,
        patterns: &Patterns,
        paths: &[PathBuf],
        own: Option<&Path>,
    ) -> Diagnosis {
        let mut duplicates: Vec<Vec<String>> =
            self.by_hash.into_values().filter(|files| files.len() > 1).collect();
        duplicates.sort();
        let mut diagnosis = Diagnosis {
            schema: SCHEMA,
            files: self.files,
            bytes: self.bytes,
            read: self.read,
            kinds: self.kinds,
            encodings: self.encodings,
            years: self.years,
            unreadable: self.unreadable.into_values().collect(),
            duplicates,
            doubtful: self.doubtful.into_values().collect(),
            unknown_heads: survey.heads(patterns),
            unknown_units: survey.units(),
            unknown_levels: survey.labels(patterns),
            next: Vec::new(),
        };
        diagnosis.next = advice::next(&diagnosis, paths, own);
        diagnosis
    }
}

impl Diagnosis {
    /// The years that reports are of.
    pub(super) fn known_years(&self) -> BTreeSet<&str> {
        self.years.keys().map(String::as_str).filter(|year| *year != "?").collect()
    }
}

/// Counts a trouble of a file, and names the file if it is one of the first.
fn add<K>(all: &mut BTreeMap<K, Trouble>, code: K, input: &Input, words: Words)
where
    K: Ord + AsRef<str> + Clone,
{
    let trouble = all.entry(code.clone()).or_insert_with(|| Trouble {
        code: code.as_ref().to_owned(),
        count: 0,
        examples: Vec::new(),
        message: words.into(),
    });
    trouble.count += 1;
    if trouble.examples.len() < NAMED {
        trouble.examples.push(input.source.clone());
    }
}
