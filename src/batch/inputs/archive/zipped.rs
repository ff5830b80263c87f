//! Files of a zip.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use super::{
    Bytes, Limits, Listed, Member, Packed, Place, damaged_archive, member_path, too_large,
    unreadable,
};
use crate::batch::error::Result;
use crate::error::DecodeError;
use crate::words::words;

/// Whether a zip holds files of any kind, and is no document made of parts.
pub(super) fn holds_files(file: &File) -> bool {
    let Ok(zip) = ZipArchive::new(BufReader::new(file)) else {
        // Damaged: what it was meant to be cannot be told, and it is told as one file.
        return false;
    };
    if zip.is_empty() {
        return false;
    }
    let part = ["[Content_Types].xml", "OFD.xml", "mimetype", "_rels/.rels"];
    let is_part = |name: &str| part.iter().any(|part| name.eq_ignore_ascii_case(part));
    !zip.file_names().flatten().any(|name| is_part(&name.replace('\\', "/")))
}

/// The files of a zip.
pub(super) fn members(path: &Path, file: &File, name: &str) -> Result<Vec<Listed>> {
    let damaged = || damaged_archive(name);
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged())?;
    let mut limits = Limits::default();
    let mut found = Vec::new();
    for index in 0..zip.len() {
        let member = zip.by_index_raw(index).map_err(|_| damaged())?;
        if member.is_dir() || member.is_symlink() {
            continue;
        }
        let inner = member_path(member.name_raw());
        let (size, length) = (member.size(), member.compressed_size());
        let shown = || inner.to_string_lossy().into_owned();
        let place = if let Some(found) = limits.add(name, size, length)? {
            unreadable(&too_large(&shown(), found))
        } else if member.encrypted() {
            let kind = words!(en: "a file of a zip archive", zh: "zip 压缩包中的文件");
            unreadable(&DecodeError::NeedsPassword { name: shown(), kind }.into())
        } else {
            let deflated = match member.compression() {
                CompressionMethod::Stored => Some(false),
                CompressionMethod::Deflated => Some(true),
                _ => None,
            };
            match (deflated, member.data_start()) {
                (Some(deflated), Some(from)) => {
                    let checksum = member.crc32();
                    Place::Member(Member {
                        bytes: Bytes::Archive(path.to_path_buf()),
                        from,
                        length,
                        packed: Some(Packed { size, checksum, deflated }),
                    })
                }
                (None, _) => unreadable(&packed_otherwise(shown())),
                (_, None) => return Err(damaged()),
            }
        };
        found.push((inner, place));
    }
    Ok(found)
}

fn packed_otherwise(name: String) -> crate::batch::error::Error {
    let error = DecodeError::UnsupportedKind {
        name,
        found: words!(
            en: "a file that is packed in a way that is not read",
            zh: "压缩方式不受支持的文件"
        ),
        advice: words!(en: "unpack the archive first", zh: "请先解压该压缩包"),
    };
    error.into()
}
