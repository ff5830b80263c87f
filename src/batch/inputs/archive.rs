//! Archives as folders of files: zip, tar and tar.gz. Only their lists are read when inputs are
//! found; each file in them is unpacked when its turn comes. Nothing is written under the names
//! that an archive gives.

mod tarball;
mod zipped;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) use tarball::Spool;

use super::{Place, shown};
use crate::batch::answer::Complaint;
use crate::batch::error::{Error, Result};
use crate::error::DecodeError;
use crate::words::{Words, words};

/// Most files of an archive.
const MOST_MEMBERS: usize = 10_000;

/// Most bytes that one archive unpacks to.
const LARGEST_SUM: u64 = 1 << 30;

/// Most bytes of one file of an archive.
const LARGEST_MEMBER: u64 = 256 << 20;

/// A file may unpack to this many times its packed size,
const STEEPEST: u64 = 1000;

/// but only one of more bytes than this is held against that.
const STEEP_FROM: u64 = 10 << 20;

/// The bytes of a file in an archive.
#[derive(Debug, Clone)]
pub struct Member {
    bytes: Bytes,
    /// Where they start, and how many they are there.
    from: u64,
    length: u64,
    packed: Option<Packed>,
}

/// Where the bytes of a member lie.
#[derive(Debug, Clone)]
enum Bytes {
    Archive(PathBuf),
    /// Unpacked, in a file without a name.
    Spool(Arc<File>),
}

/// How a member is packed.
#[derive(Debug, Clone, Copy)]
struct Packed {
    /// How many bytes it unpacks to.
    size: u64,
    checksum: u32,
    deflated: bool,
}

/// A kind of archive that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zip,
    Tar,
    TarGz,
}

/// Whether a path leads to an archive whose files are read.
pub(crate) fn is_archive(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| data.is_file())
        && File::open(path).is_ok_and(|mut file| kind(&mut file).is_ok_and(|kind| kind.is_some()))
}

/// What an opened file is, by its first bytes; of a zip, by the names in it.
fn kind(file: &mut File) -> io::Result<Option<Kind>> {
    const HEAD: u64 = 512;
    const TAR_MARK: std::ops::Range<usize> = 257..262;
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    let is_tar = |head: &[u8]| head.get(TAR_MARK) == Some(b"ustar");
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(zipped::holds_files(file).then_some(Kind::Zip));
    }
    if head.starts_with(b"\x1F\x8B") {
        let mut inner = Vec::new();
        let unpacked = flate2::read::MultiGzDecoder::new(&*file).take(HEAD).read_to_end(&mut inner);
        file.seek(SeekFrom::Start(0))?;
        return Ok((unpacked.is_ok() && is_tar(&inner)).then_some(Kind::TarGz));
    }
    Ok(is_tar(&head).then_some(Kind::Tar))
}

/// A file of an archive, or what stands in its place: its path in the archive, and where its
/// bytes are.
pub(super) type Listed = (PathBuf, Place);

/// The files of an archive in their order; `None` if the path leads to none.
pub(super) fn members(path: &Path, spool: &mut Spool) -> Option<Vec<Listed>> {
    if !path.metadata().is_ok_and(|data| data.is_file()) {
        return None;
    }
    // What cannot be opened is told when its turn comes.
    let mut file = File::open(path).ok()?;
    let kind = kind(&mut file).ok().flatten()?;
    let name = shown(path.file_name().unwrap_or_default());
    let listed = match kind {
        Kind::Zip => zipped::members(path, &file, &name),
        Kind::Tar => tarball::plain(path, file, &name),
        Kind::TarGz => tarball::unpacked(&file, &name, spool),
    };
    Some(match listed {
        Ok(mut listed) => {
            // Of two files with one name the last is the newer one.
            let mut seen = std::collections::HashSet::new();
            listed.reverse();
            listed.retain(|(path, _)| seen.insert(path.clone()));
            listed.reverse();
            listed
        }
        Err(error) => vec![(PathBuf::new(), Place::Unreadable(Complaint::from(&error)))],
    })
}

impl Member {
    /// Unpacks it, up to `limit` bytes.
    pub(in crate::batch) fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>> {
        let failed = |source| Error::Read { path: PathBuf::from(name), source };
        let size = self.packed.map_or(self.length, |packed| packed.size);
        if size > limit {
            return Err(Error::TooLarge { name: name.to_owned(), size, limit });
        }
        let opened;
        let mut file = match &self.bytes {
            Bytes::Archive(path) => {
                opened = File::open(path).map_err(failed)?;
                &opened
            }
            Bytes::Spool(file) => {
                // Feeders share it: each takes a handle with a place of its own.
                return tarball::part(file, self.from, self.length).map_err(failed);
            }
        };
        file.seek(SeekFrom::Start(self.from)).map_err(failed)?;
        let part = io::BufReader::new(file.take(self.length));
        let mut bytes = Vec::new();
        let Some(packed) = self.packed else {
            io::BufReader::into_inner(part).read_to_end(&mut bytes).map_err(failed)?;
            return match bytes.len() as u64 == self.length {
                true => Ok(bytes),
                false => Err(damaged(name)),
            };
        };
        // No more than the archive says, whatever comes out of it.
        let read = match packed.deflated {
            true => {
                let unpacking = flate2::bufread::DeflateDecoder::new(part);
                unpacking.take(packed.size + 1).read_to_end(&mut bytes)
            }
            false => part.take(packed.size + 1).read_to_end(&mut bytes),
        };
        let mut sum = flate2::Crc::new();
        sum.update(&bytes);
        let whole = bytes.len() as u64 == packed.size && sum.sum() == packed.checksum;
        match read {
            Ok(_) if whole => Ok(bytes),
            _ => Err(damaged(name)),
        }
    }
}

/// The limits of an archive while it is listed.
#[derive(Debug, Default)]
struct Limits {
    count: usize,
    sum: u64,
}

impl Limits {
    /// Counts a file; gives why it is not read by itself.
    fn add(&mut self, archive: &str, size: u64, packed: u64) -> Result<Option<Words>> {
        self.count += 1;
        self.sum = self.sum.saturating_add(size);
        if self.count > MOST_MEMBERS {
            return Err(too_large(
                archive,
                words!(
                    en: "an archive of more than {MOST_MEMBERS} files",
                    zh: "文件超过 {MOST_MEMBERS} 个的压缩包"
                ),
            ));
        }
        if self.sum > LARGEST_SUM {
            return Err(unpacks_to_too_much(archive));
        }
        if size > LARGEST_MEMBER {
            let mebibytes = LARGEST_MEMBER >> 20;
            return Ok(Some(words!(
                en: "a file of an archive that unpacks to more than {mebibytes} MiB",
                zh: "压缩包中解压后超过 {mebibytes} MiB 的文件"
            )));
        }
        let steep = size > STEEP_FROM && size > packed.saturating_mul(STEEPEST);
        Ok(steep.then(|| {
            words!(
                en: "a file of an archive that unpacks to more than {STEEPEST} times its size",
                zh: "压缩包中解压后超过原大小 {STEEPEST} 倍的文件"
            )
        }))
    }
}

/// What stands in the place of a file that is not read.
fn unreadable(error: &Error) -> Place {
    Place::Unreadable(Complaint::from(error))
}

fn too_large(name: &str, found: Words) -> Error {
    DecodeError::TooLarge { name: name.to_owned(), found }.into()
}

fn unpacks_to_too_much(archive: &str) -> Error {
    let mebibytes = LARGEST_SUM >> 20;
    too_large(
        archive,
        words!(
            en: "an archive that unpacks to more than {mebibytes} MiB",
            zh: "解压后共超过 {mebibytes} MiB 的压缩包"
        ),
    )
}

fn damaged(name: &str) -> Error {
    let error = DecodeError::Damaged {
        name: name.to_owned(),
        kind: words!(en: "a file of an archive", zh: "压缩包中的文件").into(),
        found: words!(en: "it cannot be unpacked", zh: "无法解压"),
    };
    error.into()
}

fn damaged_archive(name: &str) -> Error {
    let error = DecodeError::Damaged {
        name: name.to_owned(),
        kind: words!(en: "an archive", zh: "压缩包").into(),
        found: words!(en: "its list of files cannot be read", zh: "无法读取其文件列表"),
    };
    error.into()
}

/// The path of a member: its names between slashes, in UTF-8 or, from older programs, in GBK.
/// Nothing leads out of the archive.
fn member_path(name: &[u8]) -> PathBuf {
    let text = match std::str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let gbk =
                encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(name);
            gbk.map_or_else(|| escaped(name), std::borrow::Cow::into_owned)
        }
    };
    let parts = text.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.take(DEEPEST).map(part_name).collect()
}

/// Folders within folders at most; what lies deeper is named from here.
const DEEPEST: usize = 30;

/// Most bytes of one name: results are written under it, with an ending.
const LONGEST_NAME: usize = 200;

/// A name that a file can have.
fn part_name(part: &str) -> String {
    let mut name = String::new();
    for char in part.chars() {
        if name.len() + char.len_utf8() > LONGEST_NAME {
            break;
        }
        name.push(if char.is_control() { '_' } else { char });
    }
    name
}

/// A name in no known encoding, as names of files are shown that are in none.
fn escaped(name: &[u8]) -> String {
    let mut out = String::new();
    for &byte in name {
        match byte {
            b'%' | 0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => out.push(char::from(byte)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_members_are_decoded_and_lead_nowhere_else() {
        let shown = |name: &[u8]| member_path(name).to_str().unwrap().to_owned();
        assert_eq!(shown("甲局/自评.docx".as_bytes()), "甲局/自评.docx");
        assert_eq!(shown(b"\xBB\xE3\xB1\xA8/a.md"), "汇报/a.md");
        assert_eq!(shown(b"..\\..//./etc/a.md"), "etc/a.md");
        assert_eq!(shown(b"\xFF\xFF.md"), "%FF%FF.md");
    }
}
