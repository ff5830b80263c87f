//! What is to be read: paths, folders, archives and lists to files in a fixed order, each with
//! a name of its own.

mod archive;
mod globs;
mod list;
mod names;
mod ours;
#[cfg(feature = "ocr")]
pub(super) mod pictures;
mod walk;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::answer::Complaint;
use crate::batch::error::{Error, Result};
use crate::words::{Words, words};

pub use archive::Member;
pub(crate) use archive::is_archive;
pub(super) use names::absolute;
pub use names::shown;

/// The folder by which an output folder of ours is known; nothing in one is input.
pub(super) const MARKER: &str = ".jiaokan";

/// What was asked to be read.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Files, folders and archives, and `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// Files that list further paths, one a line; `-` for standard input.
    pub lists: Vec<PathBuf>,
    /// Globs of which one must fit a file found in a folder; none: all fit.
    pub include: Vec<String>,
    /// Globs of which none may fit a file or folder found in a folder.
    pub exclude: Vec<String>,
    /// Whether hidden files and folders in folders are read.
    pub hidden: bool,
    /// Whether links in folders are left out; what is named is read also if it is a link.
    pub no_follow: bool,
    /// A folder in which nothing is input: where the output goes.
    pub output: Option<PathBuf>,
    /// Whether extractions are input too: JSON, lines of JSON, and output folders of ours.
    pub extractions: bool,
}

/// The files of a batch in their order.
#[derive(Debug)]
pub struct Inputs {
    /// The files.
    pub files: Vec<Input>,
    /// The folder that they have in common, from which their names start.
    pub root: PathBuf,
    /// How many files of the folders and archives were left out because they are hidden.
    pub hidden: u64,
    /// How many links in the folders were not followed.
    pub links: u64,
}

/// One file of a batch.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its place in the whole batch, of all shards.
    pub index: usize,
    /// Its name: the path below the folder that all inputs have in common, with `/`
    /// between the parts. No other input has the same.
    pub source: String,
    /// Where its bytes are.
    pub place: Place,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// On a line of a file of extractions: where it starts, and how many bytes it has.
    Part {
        /// The file.
        file: PathBuf,
        /// Bytes before the line.
        from: u64,
        /// Bytes of the line.
        length: u64,
    },
    /// In an archive.
    Member(Member),
    /// In pictures that are the pages of one report, in their order.
    #[cfg(feature = "ocr")]
    Pictures(Vec<PathBuf>),
    /// On standard input.
    Stdin,
    /// At hand: they were read already.
    Memory(Arc<[u8]>),
    /// Nowhere: why it cannot even be looked at.
    Unreadable(Complaint),
}

impl Inputs {
    /// Finds what was asked for. What cannot be read is an input too, and becomes an
    /// error when its turn comes.
    ///
    /// # Errors
    /// If a list cannot be read, a glob not be understood, or nothing be found.
    pub fn find(wanted: &Wanted) -> Result<Self> {
        let globs = globs::Globs::new(&wanted.include, &wanted.exclude)?;
        let mut paths = wanted.paths.clone();
        for file in &wanted.lists {
            paths.extend(list::read(file)?);
        }
        let mut found = walk::Walk::new(&globs, wanted);
        for path in &paths {
            found.add(path)?;
        }
        let root = names::common_folder(&paths);
        let mut taken = HashSet::new();
        let mut files = Vec::with_capacity(found.places.len());
        for (path, place) in found.places {
            let source = names::unique(names::below(&root, &path), &mut taken);
            files.push(Input { index: files.len(), source, place });
        }
        if files.is_empty() {
            let places: Vec<String> = paths.iter().map(|path| shown(path.as_os_str())).collect();
            let place = places.join(", ");
            return Err(Error::NoInput { place });
        }
        Ok(Self { files, root, hidden: found.hidden, links: found.links })
    }

    /// A fingerprint of all names in order: shards of one batch have the same.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for file in &self.files {
            hash.update(file.source.as_bytes());
            hash.update([0]);
        }
        hex::encode(hash.finalize())
    }

    /// The files of one shard, or all.
    #[must_use]
    pub fn of(&self, shard: Option<Shard>) -> Vec<Input> {
        let files = self.files.iter();
        let own = files.filter(|file| shard.is_none_or(|shard| shard.holds(&file.source)));
        own.cloned().collect()
    }
}

impl Input {
    /// A file that is read alone and whose bytes are at hand.
    #[must_use]
    pub fn at_hand(name: &str, bytes: Vec<u8>) -> Self {
        Self { index: 0, source: name.to_owned(), place: Place::Memory(bytes.into()) }
    }
}

/// One of the parts into which a batch is divided for several machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    count: u32,
}

impl Shard {
    /// Part `number` of `count`, counted from 1.
    #[must_use]
    pub fn new(number: u32, count: u32) -> Option<Self> {
        (1..=count).contains(&number).then_some(Self { number, count })
    }

    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// Whether a file belongs to it, by its name alone.
    #[must_use]
    pub fn holds(self, source: &str) -> bool {
        let hash = Sha256::digest(source.as_bytes());
        let first = hash.iter().take(8);
        let number = first.fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.count) == u64::from(self.number - 1)
    }
}

impl std::str::FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let (number, count) = text.split_once('/').unwrap_or((text, ""));
        let parsed = number.parse().ok().zip(count.parse().ok());
        parsed
            .and_then(|(number, count)| Shard::new(number, count))
            .ok_or_else(|| format!("expected K/N with K from 1 to N, as 2/8, but found {text}"))
    }
}

/// What stands at a path that is no regular file.
pub(super) fn file_kind(kind: std::fs::FileType) -> Words {
    if kind.is_dir() {
        return words!(en: "a folder", zh: "目录");
    }
    special(kind).unwrap_or_else(|| words!(en: "something else", zh: "其他对象"))
}

#[cfg(unix)]
fn special(kind: std::fs::FileType) -> Option<Words> {
    use std::os::unix::fs::FileTypeExt;

    Some(if kind.is_fifo() {
        words!(en: "a pipe", zh: "管道")
    } else if kind.is_socket() {
        words!(en: "a socket", zh: "套接字")
    } else if kind.is_block_device() || kind.is_char_device() {
        words!(en: "a device", zh: "设备")
    } else {
        return None;
    })
}

#[cfg(not(unix))]
fn special(_kind: std::fs::FileType) -> Option<Words> {
    None
}

/// Whether the name of an input leads to its file, from the folder that all inputs
/// have in common.
pub(super) fn file_name_shows(input: &Input) -> bool {
    match &input.place {
        Place::File(path) => path.to_str().is_some_and(|path| {
            let name = input.source.rsplit('/').next().unwrap_or_default();
            Path::new(path).file_name().is_some_and(|file| file == name)
        }),
        #[cfg(feature = "ocr")]
        Place::Pictures(_) => false,
        Place::Member(_) | Place::Part { .. } => false,
        Place::Stdin | Place::Memory(_) | Place::Unreadable(_) => false,
    }
}

/// Whether a path means standard input.
pub(super) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_exactly_one_shard_and_a_shard_is_written_as_a_fraction() {
        for count in [1, 2, 7] {
            for name in ["a.md", "2023/乙局.pdf", "-", ""] {
                let holders = (1..=count).filter(|k| Shard::new(*k, count).unwrap().holds(name));
                assert_eq!(holders.count(), 1, "{name}");
            }
        }
        assert_eq!("2/8".parse(), Ok(Shard { number: 2, count: 8 }));
        for wrong in ["", "2", "0/8", "9/8", "1/0", "a/b", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
