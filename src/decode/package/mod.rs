//! Packages: zip files of parts, most of them XML, as Word, Excel and OFD write them. Read with
//! limits, whatever the directory of the zip states; nothing is ever written.

mod kind;
pub(crate) mod ole;
pub(crate) mod relationships;
pub(crate) mod xml;

pub(crate) use kind::PackageKind;

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap as HashMap;
use zip::ZipArchive;

use crate::error::DecodeError;
use crate::words::{Words, words};

/// Most members of a package.
const MOST_MEMBERS: usize = 10_000;

/// Most bytes of one unpacked part.
const LARGEST_PART: u64 = 256 << 20;

/// Most bytes unpacked from one package in sum.
const LARGEST_SUM: u64 = 1 << 30;

/// A part may unpack to this many times its packed size,
const STEEPEST: u64 = 1000;

/// but only a part of more bytes than this is held against that.
const STEEP_FROM: u64 = 10 << 20;

/// Why a package or a part of it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PackageError {
    /// It is no zip, or it is cut short, or a part cannot be unpacked.
    Damaged(Words),
    /// A part is encrypted.
    Encrypted,
    /// More than this program is willing to unpack.
    Limit(Words),
}

impl PackageError {
    /// The error of a source of this kind.
    pub(crate) fn of(self, name: &str, kind: Words) -> DecodeError {
        let name = name.to_owned();
        match self {
            PackageError::Damaged(found) => {
                DecodeError::Damaged { name, kind: Box::new(kind), found }
            }
            PackageError::Encrypted => DecodeError::NeedsPassword { name, kind },
            PackageError::Limit(found) => DecodeError::TooLarge { name, found },
        }
    }
}

/// An opened package.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The place of each member by the form of its name that is compared.
    members: HashMap<String, usize>,
    /// Bytes unpacked so far.
    unpacked: u64,
}

impl std::fmt::Debug for Package<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Package").field("members", &self.members.len()).finish()
    }
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// [`PackageError::Damaged`] if the bytes are no zip; [`PackageError::Limit`] if it has too
    /// many members.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Package<'a>, PackageError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            PackageError::Damaged(words!(
                en: "its directory of parts cannot be found",
                zh: "找不到其部件目录"
            ))
        })?;
        let count = zip.len();
        if count > MOST_MEMBERS {
            return Err(PackageError::Limit(words!(
                en: "{count} members, where at most {MOST_MEMBERS} are read",
                zh: "{count} 个成员，最多读取 {MOST_MEMBERS} 个"
            )));
        }
        let mut members = HashMap::default();
        for index in 0..count {
            // Of two members with one name the last is the newer one.
            if let Some(Ok(name)) = zip.name_for_index(index) {
                members.insert(folded(&name), index);
            }
        }
        Ok(Package { zip, members, unpacked: 0 })
    }

    /// The names of its parts as they are compared, sorted.
    #[cfg(feature = "ocr")]
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.members.keys().cloned().collect();
        names.sort_unstable();
        names
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.contains_key(&folded(name))
    }

    /// The bytes of a part; `None` if there is none of this name. Names are compared without
    /// regard to case, `\` as `/`.
    pub(crate) fn part(&mut self, name: &str) -> Option<Result<Vec<u8>, PackageError>> {
        let index = *self.members.get(&folded(name))?;
        Some(self.unpack(index))
    }

    fn unpack(&mut self, index: usize) -> Result<Vec<u8>, PackageError> {
        let mut file = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why)
                if why == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                PackageError::Encrypted
            }
            _ => damaged_part(),
        })?;
        let packed = file.compressed_size();
        let steep = packed.saturating_mul(STEEPEST).max(STEEP_FROM);
        let left = LARGEST_SUM.saturating_sub(self.unpacked);
        let most = LARGEST_PART.min(left).min(steep);
        let mut bytes = Vec::new();
        let read = file.by_ref().take(most + 1).read_to_end(&mut bytes);
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > most {
            let mebibytes = most >> 20;
            return Err(PackageError::Limit(words!(
                en: "a part that unpacks to more than {mebibytes} MiB",
                zh: "解压后超过 {mebibytes} MiB 的部件"
            )));
        }
        match read {
            Ok(_) => Ok(bytes),
            Err(_) => Err(damaged_part()),
        }
    }
}

fn damaged_part() -> PackageError {
    PackageError::Damaged(words!(
        en: "a part of it cannot be unpacked",
        zh: "其中有部件无法解压"
    ))
}

/// The form of a name that is compared.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for part in name.split(['/', '\\']) {
        match part {
            "" | "." => continue,
            ".." => {
                let up = folded.rfind('/').unwrap_or(0);
                folded.truncate(up);
                continue;
            }
            _ => {}
        }
        if !folded.is_empty() {
            folded.push('/');
        }
        folded.extend(part.chars().map(|c| c.to_ascii_lowercase()));
    }
    folded
}

/// The name of a part that `base` (the name of a part) refers to as `target`: absolute from the
/// root of the package, else from the folder of `base`.
pub(crate) fn resolve(base: &str, target: &str) -> String {
    if target.starts_with(['/', '\\']) {
        return folded(target);
    }
    let folder = base.rfind(['/', '\\']).and_then(|end| base.get(..end)).unwrap_or_default();
    folded(&format!("{folder}/{target}"))
}

#[cfg(test)]
pub(crate) mod sample {
    use std::io::{Cursor, Write};

    /// A package of these parts.
    pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in parts {
            writer.start_file(*name, options).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_whatever_the_case_and_slashes_of_their_names() {
        let bytes = sample::package(&[("Doc_0\\Pages/Page_0/Content.xml", "<a/>")]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.part("/doc_0/pages/./page_0/content.XML"), Some(Ok(b"<a/>".to_vec())));
        assert_eq!(package.part("doc_0/other.xml"), None);
    }

    #[test]
    fn a_reference_is_read_from_the_folder_of_its_part() {
        assert_eq!(resolve("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("a/b/c.xml", "../d.xml"), "a/d.xml");
        assert_eq!(resolve("OFD.xml", "Doc_0/Document.xml"), "doc_0/document.xml");
    }

    #[test]
    fn what_unpacks_beyond_all_measure_is_refused() {
        let bomb = " ".repeat(64 << 20);
        let bytes = sample::package(&[("a.xml", &bomb)]);
        let mut package = Package::open(&bytes).unwrap();
        assert!(matches!(package.part("a.xml"), Some(Err(PackageError::Limit(_)))));
    }

    #[test]
    fn bytes_cut_short_are_damaged() {
        let bytes = sample::package(&[("a.xml", "<a/>")]);
        let cut = bytes.get(..bytes.len() / 2).unwrap();
        assert!(matches!(Package::open(cut), Err(PackageError::Damaged(_))));
    }
}
