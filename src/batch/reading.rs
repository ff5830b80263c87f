//! Inputs to bytes, within bounds and without opening what is no file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::answer::Complaint;
#[cfg(feature = "ocr")]
use super::inputs::pictures;
use super::inputs::{Input, Place, file_kind, is_dash, shown};
use crate::batch::error::{Error, Result};
use crate::decode;

/// The largest file that is read unless another bound is given.
pub const LIMIT: u64 = 256 << 20;
/// The largest text that is read without a worker where workers may be spared, in bytes.
pub(super) const SMALL: usize = 64 << 10;

/// Name and bytes of one file that was named, or of standard input for `-`. Only the last
/// part of the path is the name: where a file lay is no part of the extraction.
///
/// # Errors
/// If it cannot be read, is no file, or is larger than the limit in bytes.
pub fn read_one(path: &Path, limit: u64) -> Result<(String, Vec<u8>)> {
    if is_dash(path) {
        let bytes = capped(io::stdin().lock(), "-", limit, path, 0)?;
        return Ok(("-".to_owned(), bytes));
    }
    let name = shown(path.file_name().unwrap_or(path.as_os_str()));
    Ok((name, read_file(path, &shown(path.as_os_str()), limit)?))
}

/// The bytes of an input.
pub(super) fn read(input: &Input, limit: u64) -> std::result::Result<Vec<u8>, Complaint> {
    let bytes = match &input.place {
        Place::File(path) => read_file(path, &input.source, limit),
        Place::Member(member) => member.read(&input.source, limit),
        Place::Part { file, from, length } => read_part(file, *from, *length, &input.source, limit),
        #[cfg(feature = "ocr")]
        Place::Pictures(paths) => pictures::package(paths, &input.source, limit),
        Place::Memory(bytes) => Ok(bytes.to_vec()),
        Place::Stdin => capped(io::stdin().lock(), &input.source, limit, Path::new("-"), 0),
        Place::Unreadable(complaint) => return Err(complaint.clone()),
    };
    bytes.map_err(|error| Complaint::from(&error))
}

fn read_file(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>> {
    let file = open_file(path, name)?;
    let failed = |source| Error::Read { path: PathBuf::from(name), source };
    let size = file.metadata().map_err(failed)?.len();
    if size > limit {
        return Err(Error::TooLarge { name: name.to_owned(), size, limit });
    }
    capped(file, name, limit, Path::new(name), size)
}

/// Opens a file called `name` that somebody gave; what is none is not even opened: a pipe could
/// wait for ever, a device do something.
///
/// # Errors
/// If it is no file, or cannot be opened.
pub(crate) fn open_file(path: &Path, name: &str) -> Result<File> {
    let failed = |source| Error::Read { path: PathBuf::from(name), source };
    let metadata = std::fs::metadata(path).map_err(failed)?;
    match metadata.is_file() {
        true => File::open(path).map_err(failed),
        false => Err(Error::NotAFile {
            path: PathBuf::from(name),
            found: file_kind(metadata.file_type()),
        }),
    }
}

/// The bytes of a file that was named, within the usual limit.
///
/// # Errors
/// If it cannot be read, is no file, or is too large.
pub(crate) fn read_named(path: &Path) -> Result<Vec<u8>> {
    read_file(path, &shown(path.as_os_str()), LIMIT)
}

/// Whether bytes are certainly no PDF.
pub(crate) fn is_other_than_pdf(name: &str, bytes: &[u8]) -> bool {
    decode::kind_of(name, bytes).is_ok_and(|kind| kind != "pdf")
}

/// Whether reading these bytes in this process can do no harm: text of any kind takes time and
/// memory as it has bytes, and these are few. docs/security.md says what was measured.
pub(super) fn is_small_text(bytes: &[u8]) -> bool {
    bytes.len() <= SMALL && decode::is_text(bytes)
}

/// A line of a file of extractions.
fn read_part(path: &Path, from: u64, length: u64, name: &str, limit: u64) -> Result<Vec<u8>> {
    let failed = |source| Error::Read { path: PathBuf::from(name), source };
    if length > limit {
        return Err(Error::TooLarge { name: name.to_owned(), size: length, limit });
    }
    let mut file = File::open(path).map_err(failed)?;
    file.seek(SeekFrom::Start(from)).map_err(failed)?;
    capped(file.take(length), name, limit, Path::new(name), length)
}

/// Reads to the end, but no more than the limit: a file may grow. So many bytes are expected.
fn capped(from: impl Read, name: &str, limit: u64, path: &Path, expected: u64) -> Result<Vec<u8>> {
    // One more, to see the end in them.
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(limit)).unwrap_or(0) + 1);
    let read = from.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    let size = bytes.len() as u64;
    if size > limit {
        let name = name.to_owned();
        return Err(Error::TooLarge { name, size, limit });
    }
    Ok(bytes)
}
