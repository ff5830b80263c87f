//! The list of all outcomes of a run, from which shards are merged.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Lines, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::{Folder, Mode};
use super::formats::Headings;
use crate::batch::Complaint;
use crate::batch::error::{Error, Result};
use crate::visible;

/// Its name among our own files.
pub(super) const OUTCOMES: &str = "outcomes.jsonl";
/// Which run they are of, among our own files.
pub(super) const RUN: &str = "run.json";
const SCHEMA: &str = "jiaokan.outcomes/1";

/// The first line: of which run these are the outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) schema: String,
    /// Program, patterns and settings.
    pub(super) fingerprint: String,
    /// The names of all files, of all shards.
    pub(super) inputs: String,
    /// How many they are.
    pub(super) total: usize,
    /// Which shard, of how many; 1 of 1 for a run that is none.
    pub(super) shard: [u32; 2],
    pub(super) formats: Vec<String>,
    pub(super) headings: Headings,
    /// The folder that all inputs have in common.
    pub(super) root: PathBuf,
    /// Whether every file of the shard has its outcome.
    pub(super) complete: bool,
}

/// A further line: one outcome.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) index: usize,
    pub(super) source: String,
    /// The path of its report below `reports/`.
    pub(super) place: String,
    pub(super) sha256: Option<String>,
    /// Whether its name leads to it from the common folder.
    pub(super) linked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<Complaint>,
}

impl Run {
    pub(super) fn schema() -> String {
        SCHEMA.to_owned()
    }

    /// Describes itself in a folder, as not complete.
    ///
    /// # Errors
    /// If the folder is that of another shard: its results would be lost.
    pub(super) fn go_on_in(&self, folder: &Folder, mode: Mode) -> Result<()> {
        let there = Reader::open(&folder.own(RUN)).and_then(|mut file| file.next::<Run>());
        if let (Mode::Resume, Ok(Some(there))) = (mode, there)
            && there.shard != self.shard
        {
            let [number, count] = there.shard;
            return Err(Error::Taken {
                path: folder.path.clone(),
                found: format!("shard {number}/{count}"),
            });
        }
        self.write(folder)
    }

    pub(super) fn write(&self, folder: &Folder) -> Result<()> {
        let about = serde_json::to_vec(self).unwrap_or_default();
        folder.write(&folder.own(RUN), RUN, &about)
    }
}

/// Writes the list.
#[derive(Debug)]
pub(super) struct Writer(BufWriter<File>);

impl Writer {
    pub(super) fn create(path: &Path) -> std::io::Result<Self> {
        Ok(Self(BufWriter::new(File::create(path)?)))
    }

    pub(super) fn line(&mut self, line: &impl Serialize) -> std::io::Result<()> {
        self.0.write_all(&visible::json(serde_json::to_vec(line)?))?;
        self.0.write_all(b"\n")
    }

    pub(super) fn end(mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Reads a list, an outcome at a time.
#[derive(Debug)]
pub(super) struct Reader {
    path: PathBuf,
    lines: Lines<BufReader<File>>,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file =
            File::open(path).map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
        Ok(Self { path: path.to_path_buf(), lines: BufReader::new(file).lines() })
    }

    /// The next line; `None` at the end.
    pub(super) fn next<T: serde::de::DeserializeOwned>(&mut self) -> Result<Option<T>> {
        let failed = |source| Error::Read { path: self.path.clone(), source };
        let Some(line) = self.lines.next() else {
            return Ok(None);
        };
        let line = line.map_err(failed)?;
        let parsed = serde_json::from_str(&line).map_err(|error| failed(error.into()))?;
        Ok(Some(parsed))
    }
}
