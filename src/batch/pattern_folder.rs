//! A user's own pattern files, in a folder as `jiaokan patterns export` writes it.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::{Error, Result};
use super::reading::open_file;
use crate::patterns::Patterns;

/// A pattern file of a user.
pub(super) struct PatternText {
    /// Its path under the folder, such as `forms/my-county.toml`.
    pub(super) file: String,
    pub(super) text: String,
}

/// The built-in patterns with the files of `dir` laid over them.
///
/// # Errors
/// [`Error::Patterns`] if a file of `dir` is none of ours or cannot be used,
/// [`Error::Read`] if the folder cannot be read.
pub fn patterns_of(dir: &Path) -> Result<Patterns> {
    let own = texts(dir)?;
    let files = own.iter().map(|own| (own.file.as_str(), own.text.as_str()));
    Patterns::builtin().overlay_all(files).map_err(|mut error| {
        // An error names the file as the user finds it.
        if own.iter().any(|own| own.file == error.file) {
            error.file = dir.join(&error.file).to_string_lossy().into_owned();
        }
        Error::Patterns(error)
    })
}

/// All pattern files of a folder, those below `forms/` last, each in order of name.
pub(super) fn texts(dir: &Path) -> Result<Vec<PatternText>> {
    let mut found = below(dir, "")?;
    if dir.join("forms").is_dir() {
        found.extend(below(&dir.join("forms"), "forms/")?);
    }
    Ok(found)
}

fn below(folder: &Path, prefix: &str) -> Result<Vec<PatternText>> {
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Error::Read { path, source }
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        paths.push(entry.map_err(failed(folder))?.path());
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if !name.ends_with(".toml") {
            continue;
        }
        // A folder with such a name is told: somebody meant a file.
        let mut file = open_file(&path, &super::shown(path.as_os_str()))?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed(&path))?;
        found.push(PatternText { file: format!("{prefix}{name}"), text });
    }
    Ok(found)
}
