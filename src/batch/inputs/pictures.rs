//! A folder of pictures that are the pages of one report, as scanners and phones leave them: it
//! holds pictures alone, and their names differ in one number only.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::shown;
use crate::batch::error::{Error, Result};
use crate::decode::{is_picture, page_order};

/// The pictures of a folder in the order of their pages; `None` if it is any other folder.
/// `leaves_out` tells what is not looked at.
pub(super) fn of_folder(folder: &Path, leaves_out: impl Fn(&Path) -> bool) -> Option<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        if leaves_out(&path) {
            continue;
        }
        if !path.is_file() {
            return None;
        }
        paths.push(path);
    }
    paths.sort();
    let name = |path: &PathBuf| path.file_name().map(shown).unwrap_or_default();
    let names: Vec<String> = paths.iter().map(name).collect();
    // Names first: reading the first bytes of thousands of reports would cost.
    let order = page_order(&names)?;
    let ordered: Vec<PathBuf> =
        order.into_iter().filter_map(|index| paths.get(index).cloned()).collect();
    ordered.iter().all(|path| starts_as_picture(path)).then_some(ordered)
}

fn starts_as_picture(path: &Path) -> bool {
    let mut head = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read(&mut head));
    read.is_ok_and(|length| is_picture(head.get(..length).unwrap_or_default()))
}

/// The pictures as one package, its members not packed and without times, so that the same
/// pictures give the same bytes.
pub(in crate::batch) fn package(pictures: &[PathBuf], name: &str, limit: u64) -> Result<Vec<u8>> {
    let failed = |source| Error::Read { path: PathBuf::from(name), source };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut size = 0;
    for path in pictures {
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(failed)?;
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
        size += bytes.len() as u64;
        if size > limit {
            return Err(Error::TooLarge { name: name.to_owned(), size, limit });
        }
        let member = path.file_name().map(shown).unwrap_or_default();
        zip.start_file(member, options).map_err(|error| failed(error.into()))?;
        zip.write_all(&bytes).map_err(failed)?;
    }
    let done = zip.finish().map_err(|error| failed(error.into()))?;
    Ok(done.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(dir.path().join(name), bytes).unwrap();
        }
        dir
    }

    fn found(dir: &tempfile::TempDir) -> Option<Vec<String>> {
        let hidden = |path: &Path| path.file_name().is_some_and(|n| shown(n).starts_with('.'));
        let paths = of_folder(dir.path(), hidden)?;
        Some(paths.iter().map(|path| shown(path.file_name().unwrap())).collect())
    }

    #[test]
    fn numbered_pictures_alone_in_a_folder_are_one_report() {
        let dir = folder(&[("第2页.png", PNG), ("第10页.png", PNG), (".DS_Store", b"x")]);
        assert_eq!(found(&dir), Some(vec!["第2页.png".to_owned(), "第10页.png".to_owned()]));
    }

    #[test]
    fn a_folder_with_anything_else_is_a_folder_of_reports() {
        assert_eq!(found(&folder(&[("1.png", PNG), ("2.png", b"text")])), None);
        assert_eq!(found(&folder(&[("1.png", PNG), ("notes.txt", b"text")])), None);
        assert_eq!(found(&folder(&[("1.png", PNG)])), None);
        let dir = folder(&[("1.png", PNG), ("2.png", PNG)]);
        fs::create_dir(dir.path().join("3")).unwrap();
        assert_eq!(found(&dir), None);
    }

    #[test]
    fn the_same_pictures_make_the_same_package() {
        let dir = folder(&[("1.png", PNG), ("2.png", PNG)]);
        let paths = [dir.path().join("1.png"), dir.path().join("2.png")];
        let made = package(&paths, "scans", 1 << 20).unwrap();
        assert_eq!(made, package(&paths, "scans", 1 << 20).unwrap());
        assert!(matches!(package(&paths, "scans", 9), Err(Error::TooLarge { .. })));
    }
}
