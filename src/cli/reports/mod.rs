//! The reports of a folder, of lines or of one file, extracted or not: which there are,
//! and where each can be read again.

mod loader;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::batch::Error;
use crate::batch::Interrupt;
use crate::cli::language::Language;
use crate::cli::reading::ReadingArguments;
use crate::cli::running::RunArguments;
use crate::diff::Listed;
use crate::render::diff::Unread;
use crate::words::Words;

pub(in crate::cli) use loader::{Kind, MARKER, kind, load};

/// What reading them needs.
pub(in crate::cli) struct Loading<'a> {
    pub(in crate::cli) arguments: &'a ReadingArguments,
    pub(in crate::cli) running: &'a RunArguments,
    /// The patterns, and what else the core is told.
    pub(in crate::cli) reading: crate::Options,
    /// Of messages.
    pub(in crate::cli) language: Language,
    pub(in crate::cli) interrupt: Interrupt,
}

/// The reports of one side.
pub(in crate::cli) struct ReportSet {
    /// Their heads, in the order of the input.
    pub(in crate::cli) listed: Vec<Listed>,
    pub(in crate::cli) places: Vec<Place>,
    /// What could not be read.
    pub(in crate::cli) unread: Vec<Unread>,
    /// Whether one report was given, and not a folder or lines.
    pub(in crate::cli) is_single: bool,
}

/// Where the JSON of a report is.
#[derive(Clone)]
pub(in crate::cli) enum Place {
    File(PathBuf),
    Part { file: Arc<Mutex<File>>, from: u64, length: usize },
    Memory(Arc<[u8]>),
}

impl ReportSet {
    /// The name and the JSON of one of the reports.
    pub(in crate::cli) fn extraction(&self, place: usize) -> Result<(String, Vec<u8>), Error> {
        let name = &self.listed[place].source;
        let bytes = self.places[place].bytes();
        let bytes = bytes.map_err(|source| Error::Read { path: name.into(), source })?;
        Ok((name.clone(), bytes))
    }
}

impl Place {
    fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Place::File(path) => std::fs::read(path),
            Place::Memory(bytes) => Ok(bytes.to_vec()),
            Place::Part { file, from, length } => {
                let mut bytes = vec![0; *length];
                let mut file = file.lock().map_err(|_| io::Error::other("a reader failed"))?;
                file.seek(SeekFrom::Start(*from))?;
                file.read_exact(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// An error in both languages.
pub(in crate::cli) fn words(error: &Error) -> Words {
    error.words()
}
