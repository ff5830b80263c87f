//! Inputs to bytes, within bounds and without opening what is no file.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::answer::Complaint;
#[cfg(feature = "ocr")]
use super::inputs::pictures;
use super::inputs::{Input, Place, file_kind};
use crate::batch::error::{Error, Result};

/// The bytes of an input.
pub(super) fn read(input: &Input, limit: u64) -> std::result::Result<Vec<u8>, Complaint> {
    let bytes = match &input.place {
        Place::File(path) => read_file(path, &input.source, limit),
        Place::Member(member) => member.read(&input.source, limit),
        #[cfg(feature = "ocr")]
        Place::Pictures(paths) => pictures::package(paths, &input.source, limit),
        Place::Stdin => capped(io::stdin().lock(), &input.source, limit, Path::new("-")),
        Place::Unreadable(complaint) => return Err(complaint.clone()),
    };
    bytes.map_err(|error| Complaint::from(&error))
}

fn read_file(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>> {
    let failed = |source| Error::Read { path: PathBuf::from(name), source };
    // Opening a pipe or a device could wait for ever, or do something.
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(Error::NotAFile {
            path: PathBuf::from(name),
            found: file_kind(metadata.file_type()),
        });
    }
    if metadata.len() > limit {
        return Err(Error::TooLarge { name: name.to_owned(), size: metadata.len(), limit });
    }
    let file = File::open(path).map_err(failed)?;
    capped(file, name, limit, Path::new(name))
}

/// Reads to the end, but no more than the limit: a file may grow.
fn capped(from: impl Read, name: &str, limit: u64, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    let size = bytes.len() as u64;
    if size > limit {
        let name = name.to_owned();
        return Err(Error::TooLarge { name, size, limit });
    }
    Ok(bytes)
}
