//! What is done already, so that an interrupted run can go on.
//!
//! Records are only ever added, each with its checksum: whatever is killed leaves a torn
//! record at the end, which the next run drops. A record is a key, the name of the
//! report's file, and the answer, compressed: answers are much alike, so that each is packed
//! as what it has beyond the first one.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use flate2::write::{ZlibDecoder, ZlibEncoder};
use flate2::{Compress, Compression, Decompress};
use sha2::{Digest, Sha256};

use crate::batch::answer::Answer;
use crate::batch::frame;
use crate::batch::watch::locked;

/// Opens the file; another number is another form of it.
const HEAD: &[u8] = b"jiaokan.journal/3\n";
/// Length, checksum.
const PREFIX: usize = 8 + CHECK;
/// A third of the JSON is left; a quarter would cost twice as much, a sixth of the time of reading
/// a report.
const LEVEL: Compression = Compression::fast();
/// The distance to which a compression looks back.
const WINDOW: usize = 1 << 15;
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
    /// The end of the first answer, which the compression of all others looks back to.
    first: OnceLock<Vec<u8>>,
    /// Held while the first answer is added.
    beginning: Mutex<()>,
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
        let first = OnceLock::new();
        if let Some(bytes) = read.first.take() {
            let mut window = Window::default();
            window.write_all(&bytes)?;
            first.get_or_init(|| window.end());
        }
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
            first,
            beginning: Mutex::new(()),
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
        let is_first = entry.from == (HEAD.len() + PREFIX) as u64;
        let before = self.first.get().filter(|_| !is_first);
        let (_, answer) = parts(&body)?;
        Answer::from_reply(unpacked(answer, before.map_or(&[], Vec::as_slice))?.into())
    }

    /// Adds an answer.
    pub(super) fn add(&self, key: &Key, place: &str, answer: &Answer) -> io::Result<()> {
        if self.first.get().is_none() {
            let _alone = locked(&self.beginning);
            if self.first.get().is_none() {
                let mut window = Window::default();
                answer.keep(&mut window)?;
                self.append(key, place, &packed(answer, &[])?)?;
                self.first.get_or_init(|| window.end());
                return Ok(());
            }
        }
        let before = self.first.get().map_or(&[][..], Vec::as_slice);
        self.append(key, place, &packed(answer, before)?)
    }

    fn append(&self, key: &Key, place: &str, answer: &[u8]) -> io::Result<()> {
        let mut body = key.to_vec();
        frame::put(&mut body, place.as_bytes());
        body.extend(answer);
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

/// The part of an answer that a compression can look back to: its end.
#[derive(Default)]
struct Window(Vec<u8>);

impl Window {
    fn end(mut self) -> Vec<u8> {
        self.0.drain(..self.0.len().saturating_sub(WINDOW));
        self.0
    }
}

impl Write for Window {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let last = bytes.get(bytes.len().saturating_sub(WINDOW)..).unwrap_or(bytes);
        if self.0.len() + last.len() > 2 * WINDOW {
            self.0.drain(..self.0.len().saturating_sub(WINDOW));
        }
        self.0.extend_from_slice(last);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An answer compressed as what it has beyond others.
fn packed(answer: &Answer, before: &[u8]) -> io::Result<Vec<u8>> {
    let mut compress = Compress::new(LEVEL, false);
    if !before.is_empty() {
        compress.set_dictionary(before).map_err(io::Error::other)?;
    }
    let mut to = ZlibEncoder::new_with_compress(Vec::new(), compress);
    answer.keep(&mut to)?;
    to.finish()
}

/// What [`packed`] made of them; `None` if it did not make them beside these others.
fn unpacked(bytes: &[u8], before: &[u8]) -> Option<Vec<u8>> {
    let mut decompress = Decompress::new(false);
    if !before.is_empty() {
        decompress.set_dictionary(before).ok()?;
    }
    let mut to = ZlibDecoder::new_with_decompress(Vec::new(), decompress);
    to.write_all(bytes).ok()?;
    to.finish().ok()
}

fn file_end(file: &File, end: u64) -> io::Result<()> {
    file.set_len(end)
}

/// The whole records of a journal.
struct Scan {
    /// The answer of the first of them.
    first: Option<Vec<u8>>,
    known: HashMap<Key, Entry>,
    places: Vec<String>,
    /// Where the last whole record ends; 0 if it is no journal of this form.
    end: u64,
}

impl Scan {
    fn of(mut from: impl Read) -> io::Result<Self> {
        let mut scan = Scan { first: None, known: HashMap::new(), places: Vec::new(), end: 0 };
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
            let (Some((place, answer)), Some(key)) = (parts(&body), body.first_chunk::<32>())
            else {
                break;
            };
            if scan.first.is_none() {
                // Without it no other record can be unpacked.
                let Some(first) = unpacked(answer, &[]) else { break };
                scan.first = Some(first);
            }
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
        Answer { line: text.as_bytes().to_vec().into(), ..Answer::default() }
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
            if known > 0 {
                assert_eq!(again.recall(&[1; 32]), Some(answer("one")), "{length}");
            }
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
    fn answers_that_are_much_alike_take_little_room() {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::open(&dir.path().join("journal")).unwrap();
        let size = || locked(&journal.reading).metadata().unwrap().len();
        let long: String =
            (0..1500_u32).map(|n| format!("{:x},", n.wrapping_mul(2654435761))).collect();
        journal.add(&[1; 32], "a", &answer(&long)).unwrap();
        let first = size();
        journal.add(&[2; 32], "b", &answer(&format!("{long}!"))).unwrap();
        assert!(size() - first < first / 10, "{first} {}", size());
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
