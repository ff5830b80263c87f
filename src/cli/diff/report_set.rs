//! The reports of one side: which there are, and where each can be read again.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::batch::Error;
use crate::diff::Listed;
use crate::model::{self, Report};
use crate::render::diff::Unread;
use crate::words::Words;

/// The reports of one side.
pub(super) struct ReportSet {
    /// Their heads, in the order of the input.
    pub(super) listed: Vec<Listed>,
    pub(super) places: Vec<Place>,
    /// What could not be read.
    pub(super) unread: Vec<Unread>,
    /// Whether one report was given, and not a folder or lines.
    pub(super) is_single: bool,
}

/// Where the JSON of a report is.
#[derive(Clone)]
pub(super) enum Place {
    File(PathBuf),
    Part { file: Arc<Mutex<File>>, from: u64, length: usize },
    Memory(Arc<[u8]>),
}

impl ReportSet {
    /// One of the reports.
    pub(super) fn report(&self, place: usize) -> Result<Report, Error> {
        let name = &self.listed[place].source;
        let bytes = self.places[place]
            .bytes()
            .map_err(|source| Error::Read { path: name.into(), source })?;
        Ok(model::read(name, &bytes)?)
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
pub(super) fn words(error: &Error) -> Words {
    Words { en: error.to_string(), zh: error.message_zh() }
}
