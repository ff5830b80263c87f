//! The JSON of a report where it waits to be written: of most reports in memory, of a large table,
//! whose JSON is many times as long as its file, in a file without a name.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::pretty::Pretty;

/// So many bytes are kept in memory at most before they go to the file.
const KEPT: usize = 4 << 20;
/// So many are read back at a time.
const PART: usize = 1 << 18;

/// Bytes that may be many, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Long {
    /// The first of them, if they are many. Copies share the file and its cursor: one reads at a
    /// time.
    file: Option<(Arc<Mutex<File>>, u64)>,
    /// The others.
    held: Vec<u8>,
}

impl From<Vec<u8>> for Long {
    fn from(held: Vec<u8>) -> Self {
        Self { file: None, held }
    }
}

impl PartialEq for Long {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && matches!((self.bytes(), other.bytes()), (Ok(a), Ok(b)) if a == b)
    }
}

impl Eq for Long {}

impl Long {
    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.in_file() + self.held.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them take memory.
    pub(super) fn in_memory(&self) -> usize {
        self.held.len()
    }

    fn in_file(&self) -> usize {
        self.file.as_ref().map_or(0, |(_, length)| *length as usize)
    }

    /// Adds bytes.
    pub(super) fn push(&mut self, mut bytes: Vec<u8>) {
        match self.held.is_empty() {
            true => self.held = bytes,
            false => self.held.append(&mut bytes),
        }
        if self.held.len() > KEPT {
            self.spill();
        }
    }

    /// Adds the last of them, which stays in memory.
    pub(super) fn then(mut self, mut last: Vec<u8>) -> Self {
        match self.held.is_empty() {
            true => self.held = last,
            false => self.held.append(&mut last),
        }
        self
    }

    /// Takes so many off the end, of those in memory.
    pub(super) fn split_off(&mut self, length: usize) -> Option<Vec<u8>> {
        Some(self.held.split_off(self.held.len().checked_sub(length)?))
    }

    /// Where there is no room for a file they stay in memory, as those of any other report do.
    fn spill(&mut self) {
        let (file, length) = match self.file.take() {
            Some(file) => file,
            None => match tempfile::tempfile() {
                Ok(file) => (Arc::new(Mutex::new(file)), 0),
                Err(_) => return,
            },
        };
        let append = |mut to: MutexGuard<'_, File>| {
            to.seek(SeekFrom::Start(length)).and_then(|_| to.write_all(&self.held))
        };
        let written = append(locked(&file));
        if written.is_ok() {
            self.file = Some((file, length + self.held.len() as u64));
            self.held = Vec::new();
        } else if length > 0 {
            self.file = Some((file, length));
        }
    }

    /// All of them, one after another.
    fn each(&self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if let Some((file, length)) = &self.file {
            let mut from = locked(file);
            from.seek(SeekFrom::Start(0))?;
            let mut from = (&mut *from).take(*length);
            let mut part = vec![0; PART];
            let mut rest = *length;
            while rest > 0 {
                let read = match from.read(&mut part) {
                    Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                    Ok(read) => read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error),
                };
                take(part.get(..read).unwrap_or_default())?;
                rest -= read as u64;
            }
        }
        take(&self.held)
    }

    /// Writes them as they are.
    ///
    /// # Errors
    /// If they cannot be written, or had back.
    pub fn write_to(&self, to: &mut impl Write) -> io::Result<()> {
        self.each(|part| to.write_all(part))
    }

    /// Writes them, JSON on one line, to be looked at.
    ///
    /// # Errors
    /// The same.
    pub fn write_pretty(&self, to: &mut impl Write) -> io::Result<()> {
        let mut pretty = Pretty::new(to);
        self.each(|part| pretty.write(part))?;
        pretty.end()
    }

    /// The first of them, up to so many.
    pub(super) fn start(&self, most: usize) -> io::Result<Vec<u8>> {
        let mut start = Vec::new();
        let enough = self.each(|part| {
            start.extend(part.iter().take(most - start.len()));
            match start.len() < most {
                true => Ok(()),
                false => Err(io::ErrorKind::Other.into()),
            }
        });
        match enough {
            Err(error) if start.len() < most => Err(error),
            _ => Ok(start),
        }
    }

    /// All of them in memory.
    ///
    /// # Errors
    /// If they cannot be had back.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        if self.file.is_none() {
            return Ok(Cow::Borrowed(&self.held));
        }
        let mut bytes = Vec::with_capacity(self.len());
        self.write_to(&mut bytes)?;
        Ok(Cow::Owned(bytes))
    }

    /// The same, of those that are needed no more.
    ///
    /// # Errors
    /// The same.
    pub fn into_bytes(self) -> io::Result<Vec<u8>> {
        match self.file {
            None => Ok(self.held),
            Some(_) => self.bytes().map(Cow::into_owned),
        }
    }
}

/// The file, for as long as nobody else is to move its cursor.
fn locked(file: &Mutex<File>) -> MutexGuard<'_, File> {
    file.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_bytes_go_to_a_file_and_come_back_as_they_were() {
        for count in [0, 1, 3, 40] {
            let parts: Vec<Vec<u8>> =
                (0..count).map(|n| format!("{n}").into_bytes().repeat(KEPT / 20)).collect();
            let mut long = Long::default();
            parts.iter().for_each(|part| long.push(part.clone()));
            assert_eq!(long.file.is_some(), count == 40);
            assert!(long.in_memory() <= KEPT);
            let mut long = long.then(b"the rest".to_vec());
            assert_eq!(long.split_off(5).unwrap(), b" rest");
            let whole = [&parts.concat()[..], b"the"].concat();
            assert_eq!(long.len(), whole.len());
            assert!(long.bytes().unwrap() == whole);
            // And once more, from the start.
            let mut written = Vec::new();
            long.write_to(&mut written).unwrap();
            assert!(written == whole);
            assert_eq!(long.start(2).unwrap(), &whole[..2]);
            assert!(long.clone() == Long::from(whole.clone()));
            assert!(long.into_bytes().unwrap() == whole);
        }
    }

    #[test]
    fn what_is_in_the_file_is_set_in_lines_as_what_is_in_memory() {
        let texts: Vec<String> = (0..KEPT / 8).map(|n| format!("第{n}条\\\"[,:]{{}}")).collect();
        let line = serde_json::to_vec(&(&texts, [(); 0], 12.5)).unwrap();
        let mut long = Long::default();
        line.chunks(99_991).for_each(|part| long.push(part.to_vec()));
        assert!(long.file.is_some());
        let (mut one, mut other) = (Vec::new(), Vec::new());
        long.write_pretty(&mut one).unwrap();
        Long::from(line).write_pretty(&mut other).unwrap();
        assert!(one == other);
    }
}
