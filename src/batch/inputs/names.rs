//! Names of inputs: paths as text, told apart and without the folders above.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use super::is_dash;

/// A name as text. A name that is no UTF-8, as from a GBK system, stands with `%` and
/// two hexadecimal digits for each byte that is not ASCII, and for `%` itself.
#[must_use]
pub fn shown(name: &OsStr) -> String {
    if let Some(text) = name.to_str() {
        return text.to_owned();
    }
    let mut out = String::new();
    for &byte in name.as_encoded_bytes() {
        match byte {
            // Writing to a string cannot fail.
            b'%' | 0x80.. => _ = write!(out, "%{byte:02X}"),
            _ => out.push(char::from(byte)),
        }
    }
    out
}

/// The folder that all paths have in common: a folder itself counts as given, a file
/// counts by the folder it lies in.
pub(super) fn common_folder(paths: &[PathBuf]) -> PathBuf {
    let folders = paths.iter().filter(|path| !is_dash(path)).map(|path| {
        let absolute = absolute(path);
        if path.is_dir() {
            return absolute;
        }
        absolute.parent().map_or(PathBuf::new(), Path::to_path_buf)
    });
    let common = folders.reduce(|common, folder| {
        let same = common.components().zip(folder.components());
        same.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    });
    common.unwrap_or_default()
}

/// A path below a folder as text, with `/` between its parts.
pub(super) fn below(root: &Path, path: &Path) -> String {
    if is_dash(path) {
        return "-".to_owned();
    }
    let absolute = absolute(path);
    let rest = absolute.strip_prefix(root).unwrap_or(&absolute);
    let parts: Vec<String> = rest
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(shown(name)),
            _ => None,
        })
        .collect();
    match parts.is_empty() {
        // A folder that cannot be read, given alone.
        true => absolute.file_name().map_or_else(|| "/".to_owned(), shown),
        false => parts.join("/"),
    }
}

/// A name that is not yet taken: the same, or with a number.
pub(super) fn unique(name: String, taken: &mut HashSet<String>) -> String {
    let mut other = name.clone();
    let mut number = 2;
    while !taken.insert(other.clone()) {
        other = format!("{name} ({number})");
        number += 1;
    }
    other
}

/// A path from the root of the file system, without `.` and `..`. For names only: a
/// `..` behind a link could lead elsewhere.
pub(in crate::batch) fn absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => _ = out.pop(),
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf_8_are_shown_and_told_apart() {
        use std::os::unix::ffi::OsStrExt;

        let gbk = OsStr::from_bytes(b"\xBB\xE3\xB1\xA8 5%.md");
        assert_eq!(shown(gbk), "%BB%E3%B1%A8 5%25.md");
        assert_eq!(shown(OsStr::new("汇报 5%.md")), "汇报 5%.md");
        let mut taken = HashSet::new();
        assert_eq!(unique("a".to_owned(), &mut taken), "a");
        assert_eq!(unique("a".to_owned(), &mut taken), "a (2)");
        assert_eq!(unique("a".to_owned(), &mut taken), "a (3)");
    }

    #[test]
    fn names_start_below_what_all_paths_have_in_common() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        std::fs::create_dir_all(at("a/x")).unwrap();
        std::fs::create_dir_all(at("b")).unwrap();
        std::fs::write(at("a/x/1.md"), "1").unwrap();
        let names = |paths: &[PathBuf], file: &str| below(&common_folder(paths), &at(file));
        assert_eq!(names(&[at("a")], "a/x/1.md"), "x/1.md");
        assert_eq!(names(&[at("a"), at("b")], "a/x/1.md"), "a/x/1.md");
        assert_eq!(names(&[at("a/x/1.md")], "a/x/1.md"), "1.md");
        assert_eq!(names(&[at("b/../a/./x")], "a/x/1.md"), "1.md");
        assert_eq!(names(&[PathBuf::from("-"), at("a")], "a/x/1.md"), "x/1.md");
        assert_eq!(below(&at("a"), Path::new("-")), "-");
        assert_eq!(names(&[at("none")], "none"), "none");
    }
}
