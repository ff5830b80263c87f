//! What is kept of each file as soon as it is done.

use std::collections::HashSet;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use memchr::memmem;
use sha2::{Digest, Sha256};

use super::folder::{Folder, Mode, REPORTS, VIEW, cannot};
use super::formats::all_names;
use super::journal::{Journal, Key};
use crate::batch::engine::Keep;
use crate::batch::error::Result;
use crate::batch::watch::locked;
use crate::batch::{Answer, Input};
use crate::model;

/// Sources whose name does not lead to their file, by name. Shared with a workbook,
/// which makes links.
#[derive(Debug, Clone, Default)]
pub(super) struct Unlinked(Arc<Mutex<HashSet<String>>>);

impl Unlinked {
    pub(super) fn add(&self, source: &str) {
        locked(&self.0).insert(source.to_owned());
    }

    pub(super) fn holds(&self, source: &str) -> bool {
        locked(&self.0).contains(source)
    }
}

/// Keeps a JSON file and a record of the journal for each report.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) folder: Folder,
    pub(super) journal: Journal,
    pub(super) unlinked: Unlinked,
    /// Whether reports get files of their own.
    json: bool,
    /// Whether they get pages.
    view: bool,
    fingerprint: String,
    /// The path of each report below `reports/`, by the index of its input.
    places: Vec<String>,
    drafts: AtomicU64,
}

impl Kept {
    pub(super) fn new(
        folder: Folder,
        mode: Mode,
        [json, view]: [bool; 2],
        fingerprint: String,
        places: Vec<String>,
        unlinked: Unlinked,
    ) -> Result<Self> {
        let path = folder.own("journal");
        let open = || Journal::open(&path).map_err(|error| cannot(&path, error));
        let mut journal = open()?;
        if mode == Mode::Force {
            for place in &journal.places {
                folder.remove_report(place);
                folder.remove_page(&page(place));
            }
            for name in all_names() {
                // Most of them are not there.
                let _ = std::fs::remove_file(folder.path.join(name));
            }
            drop(journal);
            std::fs::remove_file(&path).map_err(|error| cannot(&path, error))?;
            journal = open()?;
        }
        Ok(Self {
            folder,
            journal,
            unlinked,
            json,
            view,
            fingerprint,
            places,
            drafts: AtomicU64::new(0),
        })
    }

    /// The path of a report below `reports/`.
    pub(super) fn place(&self, input: &Input) -> &str {
        self.places.get(input.index).map_or("", String::as_str)
    }

    /// Removes the reports that earlier runs wrote and this one, which was to write
    /// all, did not.
    pub(super) fn sweep(&self, done: &HashSet<usize>) {
        let places = self.places.iter().enumerate();
        let current: HashSet<&str> = places
            .filter(|(index, _)| done.contains(index))
            .map(|(_, place)| place.as_str())
            .collect();
        for place in &self.journal.places {
            let is = current.contains(place.as_str());
            if !(is && self.json) {
                self.folder.remove_report(place);
            }
            if !(is && self.view) {
                self.folder.remove_page(&page(place));
            }
        }
    }

    /// The path of a report's page below the folder, `/` between its parts.
    pub(super) fn page(&self, input: &Input) -> String {
        page(self.place(input))
    }

    fn key(&self, input: &Input, sha256: &str) -> Key {
        key(&self.fingerprint, &input.source, sha256)
    }
}

/// The path of the page of a report that is written at `place` below `reports/`.
pub(super) fn page(place: &str) -> String {
    format!("{VIEW}/{}.html", place.strip_suffix(".json").unwrap_or(place))
}

/// What an answer depends on.
pub(super) fn key(fingerprint: &str, source: &str, sha256: &str) -> Key {
    let mut hash = Sha256::new();
    for part in [fingerprint, sha256, source] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

impl Keep for Kept {
    fn recall(&self, input: &Input, sha256: &str) -> Option<Answer> {
        let known = self.journal.recall(&self.key(input, sha256))?;
        // A witness that could not be read may be readable now, as with another password.
        if memmem::find(&known.line.bytes().ok()?, b"\"witness_not_read\"").is_some() {
            return None;
        }
        // A page that is gone is to be made again.
        let there = !self.view || self.folder.path.join(self.page(input)).is_file();
        there.then_some(known)
    }

    fn done(&self, input: &Input, sha256: &str, answer: &Answer, recalled: bool) -> Result<()> {
        let place = self.place(input);
        if self.json {
            // A lean one is for programs: line feeds and indentation would double it.
            let target = self.folder.path.join(REPORTS).join(place);
            let draft = self.drafts.fetch_add(1, Ordering::Relaxed).to_string();
            self.folder.written(&target, &draft, |file| {
                match model::is_lean(&answer.line.start(model::START)?) {
                    true => answer.line.write_to(file)?,
                    false => answer.line.write_pretty(file)?,
                }
                file.write_all(b"\n")
            })?;
        }
        if self.view && !answer.page.is_empty() {
            let target = self.folder.path.join(page(place));
            let draft = self.drafts.fetch_add(1, Ordering::Relaxed).to_string();
            self.folder.write(&target, &draft, &answer.page)?;
        }
        if recalled {
            return Ok(());
        }
        let added = self.journal.add(&self.key(input, sha256), place, answer);
        added.map_err(|error| cannot(&self.folder.own("journal"), error))
    }
}
