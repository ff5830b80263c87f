//! Lists of paths.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::is_dash;
use crate::batch::error::{Error, Result};
use crate::decode;
use crate::error::DecodeError;
use crate::patterns::Patterns;

/// The paths of a list, one a line, in any encoding that reports have; or ended by
/// NUL bytes, as `find -print0` writes them.
pub(super) fn read(file: &Path) -> Result<Vec<PathBuf>> {
    let name = super::shown(file.as_os_str());
    let bytes = bytes(file).map_err(|source| Error::Read { path: file.to_path_buf(), source })?;
    match decode::text(&name, &bytes, Patterns::builtin()) {
        Ok(text) => Ok(lines(&bytes, &text)),
        Err(DecodeError::NotText { .. }) if bytes.contains(&0) => {
            Ok(bytes.split(|byte| *byte == 0).filter_map(path_of).collect())
        }
        Err(error) => Err(error.into()),
    }
}

fn bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    if !is_dash(file) {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The paths of a text. A list made on the spot holds the bytes of names, which may be
/// in any encoding: where they name a file, they go before the decoded text.
fn lines(bytes: &[u8], text: &str) -> Vec<PathBuf> {
    let raw: Vec<Option<PathBuf>> = bytes
        .split(|byte| *byte == b'\n')
        .map(|line| path_of(line.strip_suffix(b"\r").unwrap_or(line)))
        .collect();
    let mut paths = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = line.strip_prefix('\u{FEFF}').unwrap_or(line);
        let raw = raw.get(number).and_then(Option::as_ref);
        match raw.filter(|path| path.symlink_metadata().is_ok()) {
            Some(path) => paths.push(path.clone()),
            None if line.trim().is_empty() => {}
            None => paths.push(PathBuf::from(line)),
        }
    }
    paths
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;

    (!bytes.is_empty()).then(|| PathBuf::from(OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.is_empty()).then(|| PathBuf::from(OsStr::new(text)))
}
