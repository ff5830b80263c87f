//! Files of a tar, packed with gzip or not.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

use tar::{Archive, EntryType};

use super::{
    Bytes, LARGEST_SUM, Limits, Listed, Member, Place, damaged_archive, member_path, too_large,
    unpacks_to_too_much, unreadable,
};
use crate::batch::error::{Error, Result};

/// Where what is packed with gzip lies unpacked: one file without a name, which is gone when the
/// program ends. A tar cannot be entered in its middle.
#[derive(Debug, Default)]
pub(in crate::batch::inputs) struct Spool {
    file: Option<Arc<File>>,
    length: u64,
}

/// The files of a tar.
pub(super) fn plain(path: &Path, file: File, name: &str) -> Result<Vec<Listed>> {
    let bytes = Bytes::Archive(path.to_path_buf());
    list(file, name, 0, u64::MAX, &bytes)
}

/// The files of a tar that is packed with gzip.
pub(super) fn unpacked(file: &File, name: &str, spool: &mut Spool) -> Result<Vec<Listed>> {
    let failed = |source| Error::Write { path: "temporary file".into(), source };
    let shared = match &spool.file {
        Some(shared) => Arc::clone(shared),
        None => Arc::new(tempfile::tempfile().map_err(failed)?),
    };
    spool.file = Some(Arc::clone(&shared));
    let from = spool.length;
    let mut unpacking = flate2::read::MultiGzDecoder::new(file).take(LARGEST_SUM + 1);
    let mut to = &*shared;
    to.seek(SeekFrom::Start(from)).map_err(failed)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = unpacking.read(&mut buffer).map_err(|_| damaged_archive(name))?;
        if count == 0 {
            break;
        }
        to.write_all(buffer.get(..count).unwrap_or_default()).map_err(failed)?;
        spool.length += count as u64;
    }
    let length = spool.length - from;
    if length > LARGEST_SUM {
        return Err(unpacks_to_too_much(name));
    }
    let part = Part { file: Arc::clone(&shared), at: from, end: from + length };
    list(part, name, from, length, &Bytes::Spool(shared))
}

/// A stretch of a file of which others read too.
struct Part {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(buffer.len());
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(buffer.get_mut(..left).unwrap_or_default())?;
        self.at += count as u64;
        Ok(count)
    }
}

/// Held while a part of a spool is read: a file has one place at a time.
static READING: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// The bytes of a stretch of a spool.
pub(super) fn part(file: &Arc<File>, from: u64, length: u64) -> io::Result<Vec<u8>> {
    let _held = READING.lock();
    let mut bytes = Vec::new();
    let mut part = Part { file: Arc::clone(file), at: from, end: from + length };
    part.read_to_end(&mut bytes)?;
    match bytes.len() as u64 == length {
        true => Ok(bytes),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn list(tar: impl Read, name: &str, start: u64, whole: u64, bytes: &Bytes) -> Result<Vec<Listed>> {
    let damaged = |_| damaged_archive(name);
    let mut limits = Limits::default();
    let mut found = Vec::new();
    let mut archive = Archive::new(tar);
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        if !matches!(entry.header().entry_type(), EntryType::Regular | EntryType::Continuous) {
            continue;
        }
        let inner = member_path(&entry.path_bytes());
        let (from, length) = (entry.raw_file_position(), entry.size());
        if length > whole {
            return Err(damaged_archive(name));
        }
        // What is not packed has its own size; gzip is held to the sum.
        let place = match limits.add(name, length, length)? {
            Some(found) => unreadable(&too_large(&inner.to_string_lossy(), found)),
            None => {
                let bytes = bytes.clone();
                Place::Member(Member { bytes, from: start + from, length, packed: None })
            }
        };
        found.push((inner, place));
    }
    Ok(found)
}
