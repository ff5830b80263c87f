//! OLE containers: files of streams, as Office wrote before 2007 and around encrypted packages
//! still does. What one holds is told by its streams and never by a name of the file.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::{LARGEST_PART, PackageError};
use crate::words::words;

/// The bytes that an OLE container begins with.
pub(crate) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What an OLE container holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OleKind {
    /// A Word document (.doc, .wps).
    Word,
    /// An Excel workbook (.xls, .et).
    Workbook,
    /// Slides (.ppt).
    Slides,
    /// An encrypted package (.docx, .xlsx, .pptx with a password): what it is, only the
    /// password shows.
    Encrypted,
    /// A mail (.msg).
    Mail,
    /// Something else, or streams of no known name.
    Other,
}

/// An opened OLE container.
pub(crate) struct Ole<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// The names of the streams and storages at its root.
    names: Vec<String>,
}

impl std::fmt::Debug for Ole<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ole").field("names", &self.names).finish()
    }
}

impl<'a> Ole<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// [`PackageError::Damaged`] if its directory of streams cannot be read.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Ole<'a>, PackageError> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| {
            PackageError::Damaged(words!(
                en: "its directory of streams cannot be found",
                zh: "找不到其数据流目录"
            ))
        })?;
        let names = file.read_root_storage().map(|entry| entry.name().to_owned()).collect();
        Ok(Ole { file, names })
    }

    /// What it holds. A workbook beside a Word document is one embedded by hand: the document
    /// counts.
    pub(crate) fn kind(&self) -> OleKind {
        let kinds = [
            ("EncryptedPackage", OleKind::Encrypted),
            ("WordDocument", OleKind::Word),
            ("Workbook", OleKind::Workbook),
            ("Book", OleKind::Workbook),
            ("PowerPoint Document", OleKind::Slides),
            ("__properties_version1.0", OleKind::Mail),
        ];
        let found = kinds.iter().find(|(name, _)| self.name(name).is_some());
        found.map_or(OleKind::Other, |&(_, kind)| kind)
    }

    /// The bytes of a stream at its root; `None` if there is none of this name. Names are
    /// compared without regard to case.
    pub(crate) fn stream(&mut self, name: &str) -> Option<Result<Vec<u8>, PackageError>> {
        let name = self.name(name)?.to_owned();
        Some(self.read(&name))
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let damaged = || {
            PackageError::Damaged(words!(
                en: "a stream of it cannot be read whole",
                zh: "其中有数据流无法完整读出"
            ))
        };
        let stream = self.file.open_stream(format!("/{name}")).map_err(|_| damaged())?;
        let mut bytes = Vec::new();
        stream.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > LARGEST_PART {
            let mebibytes = LARGEST_PART >> 20;
            return Err(PackageError::Limit(words!(
                en: "a stream of more than {mebibytes} MiB",
                zh: "超过 {mebibytes} MiB 的数据流"
            )));
        }
        Ok(bytes)
    }

    fn name(&self, wanted: &str) -> Option<&str> {
        self.names.iter().map(String::as_str).find(|name| name.eq_ignore_ascii_case(wanted))
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use std::io::{Cursor, Write};

    /// A container of these streams.
    pub(crate) fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, bytes) in streams {
            file.create_stream(format!("/{name}")).unwrap().write_all(bytes).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_container_holds_is_told_by_its_streams() {
        for (names, kind) in [
            (&["WordDocument", "1Table"][..], OleKind::Word),
            (&["Book"], OleKind::Workbook),
            (&["WORKBOOK"], OleKind::Workbook),
            (&["EncryptionInfo", "EncryptedPackage"], OleKind::Encrypted),
            (&["PowerPoint Document"], OleKind::Slides),
            (&["Contents"], OleKind::Other),
        ] {
            let streams: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b"x"[..])).collect();
            let bytes = sample::ole(&streams);
            assert_eq!(Ole::open(&bytes).unwrap().kind(), kind, "{names:?}");
        }
    }

    #[test]
    fn streams_are_found_whatever_the_case_of_their_names() {
        let bytes = sample::ole(&[("Workbook", b"abc")]);
        let mut ole = Ole::open(&bytes).unwrap();
        assert_eq!(ole.stream("workbook"), Some(Ok(b"abc".to_vec())));
        assert_eq!(ole.stream("Book"), None);
    }

    #[test]
    fn bytes_cut_short_are_damaged() {
        let bytes = sample::ole(&[("Workbook", b"abc")]);
        let cut = bytes.get(..600).unwrap();
        assert!(matches!(Ole::open(cut), Err(PackageError::Damaged(_))));
    }
}
