//! What is done already, so that an interrupted run can go on.
//!
//! Records are only ever added, each with its checksum: whatever is killed leaves a torn
//! record at the end, which the next run drops. A record is a key, the name of the
//! report's file, and the answer, compressed.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use crate::batch::answer::Answer;
use crate::batch::frame;
use crate::batch::watch::locked;

/// Opens the file; another number is another form of it.
const HEAD: &[u8] = b"jiaokan.journal/3\n";
/// Length, checksum.
const PREFIX: usize = 8 + CHECK;
/// Half of what a quick compression leaves, for a thousandth of the time of reading a report.
const LEVEL: Compression = Compression::new(3);
/// Bytes of the checksum.
const CHECK: usize = 8;

/// What an answer is an answer to: content, name, program, patterns, settings.
pub(super) type Key = [u8; 32];

/// An open journal.
#[derive(Debug)]
pub(super) struct Journal {
    file: Mutex<File>,
    /// A handle of its own for reading, with a position of its own.
    reading: Mutex<File>,
    known: HashMap<Key, Entry>,
    /// The file names of all reports that were ever written.
    pub(super) places: Vec<String>,
}

/// Where a record's body stands.
#[derive(Debug, Clone, Copy)]
struct Entry {
    from: u64,
    length: u64,
}

impl Journal {
    /// Opens the journal at a path, made if there is none. Records that are not whole
    /// are cut off.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let mut read = Scan::of(BufReader::new(&file))?;
        if read.end == 0 {
            file.set_len(0)?;
            file.write_all(HEAD)?;
        } else {
            file.set_len(read.end)?;
        }
        read.places.sort_unstable();
        read.places.dedup();
        Ok(Self {
            reading: Mutex::new(File::open(path)?),
            file: Mutex::new(file),
            known: read.known,
            places: read.places,
        })
    }

    /// The answer of an earlier run.
    pub(super) fn recall(&self, key: &Key) -> Option<Answer> {
        let entry = self.known.get(key)?;
        let mut body = vec![0; usize::try_from(entry.length).ok()?];
        let mut file = locked(&self.reading);
        file.seek(SeekFrom::Start(entry.from)).ok()?;
        file.read_exact(&mut body).ok()?;
        drop(file);
        let (_, answer) = parts(&body)?;
        let mut bytes = Vec::new();
        DeflateDecoder::new(answer).read_to_end(&mut bytes).ok()?;
        Answer::from_bytes(bytes)
    }

    /// Adds an answer.
    pub(super) fn add(&self, key: &Key, place: &str, answer: &Answer) -> io::Result<()> {
        let mut compressed = DeflateEncoder::new(Vec::new(), LEVEL);
        compressed.write_all(&answer.kept_bytes())?;
        let compressed = compressed.finish()?;
        let mut body = key.to_vec();
        frame::put(&mut body, place.as_bytes());
        body.extend(compressed);
        let mut record = (body.len() as u64).to_le_bytes().to_vec();
        record.extend(check(&body));
        record.extend(body);
        let mut file = locked(&self.file);
        let before = file.seek(SeekFrom::End(0))?;
        file.write_all(&record).inspect_err(|_| {
            // A torn record in the midst would hide all that follow it.
            let _ = file_end(&file, before);
        })
    }

    /// Makes sure that all of it is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        locked(&self.file).sync_all()
    }
}

fn file_end(file: &File, end: u64) -> io::Result<()> {
    file.set_len(end)
}

/// The whole records of a journal.
struct Scan {
    known: HashMap<Key, Entry>,
    places: Vec<String>,
    /// Where the last whole record ends; 0 if it is no journal of this form.
    end: u64,
}

impl Scan {
    fn of(mut from: impl Read) -> io::Result<Self> {
        let mut scan = Scan { known: HashMap::new(), places: Vec::new(), end: 0 };
        let mut head = vec![0; HEAD.len()];
        if !filled(&mut from, &mut head)? || head != HEAD {
            return Ok(scan);
        }
        scan.end = HEAD.len() as u64;
        let mut prefix = [0; PREFIX];
        while filled(&mut from, &mut prefix)? {
            let (length, expected) = prefix.split_at(8);
            let length = length.try_into().map_or(0, u64::from_le_bytes);
            let mut body = Vec::new();
            from.by_ref().take(length).read_to_end(&mut body)?;
            if body.len() as u64 != length || check(&body) != expected {
                break;
            }
            let (Some((place, _)), Some(key)) = (parts(&body), body.first_chunk::<32>()) else {
                break;
            };
            let entry = Entry { from: scan.end + PREFIX as u64, length };
            scan.known.insert(*key, entry);
            scan.places.push(place.to_owned());
            scan.end += PREFIX as u64 + length;
        }
        Ok(scan)
    }
}

/// The name and the compressed answer in a record's body.
fn parts(body: &[u8]) -> Option<(&str, &[u8])> {
    let mut rest = body.get(32..)?;
    let place = frame::take(&mut rest)?;
    Some((std::str::from_utf8(place).ok()?, rest))
}

fn check(body: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::digest(body);
    digest.first_chunk().copied().unwrap_or_default()
}

/// Fills a buffer; `false` if the input ends before.
fn filled(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Answer {
        Answer { line: text.as_bytes().to_vec(), ..Answer::default() }
    }

    #[test]
    fn a_journal_cut_anywhere_gives_back_its_whole_records_and_takes_new_ones() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        for (key, text) in [(1, "one"), (2, "two"), (3, "")] {
            journal.add(&[key; 32], "a.md.json", &answer(text)).unwrap();
        }
        let whole = std::fs::read(&path).unwrap();
        for length in 0..=whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            let cut = Journal::open(&path).unwrap();
            let known = cut.known.len();
            cut.add(&[9; 32], "b.md.json", &answer("new")).unwrap();
            let again = Journal::open(&path).unwrap();
            assert_eq!(again.known.len(), known + 1, "{length}");
            assert_eq!(again.recall(&[9; 32]), Some(answer("new")), "{length}");
            if length == whole.len() {
                assert_eq!(known, 3);
                assert_eq!(again.recall(&[2; 32]), Some(answer("two")));
                assert_eq!(again.places, ["a.md.json", "b.md.json"]);
                assert_eq!(again.recall(&[4; 32]), None);
            }
        }
    }

    #[test]
    fn a_changed_byte_drops_its_record_and_what_follows() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        for key in [1, 2] {
            journal.add(&[key; 32], "a", &answer("text")).unwrap();
        }
        let mut bytes = std::fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let journal = Journal::open(&path).unwrap();
        assert_eq!(journal.recall(&[1; 32]), Some(answer("text")));
        assert_eq!(journal.recall(&[2; 32]), None);
    }
}
