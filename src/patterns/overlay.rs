//! A user's own pattern files, laid over the built-in ones by `id`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::error::{Error, Result};
use crate::patterns::files;

/// The texts of a user's pattern files, by path under the folder.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    dir: PathBuf,
    texts: BTreeMap<String, String>,
}

impl Overlay {
    /// The user's text for a pattern file, if there is one.
    pub(crate) fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(String::as_str)
    }

    /// The user's files below `forms/`, in order of name.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().filter(|(name, _)| name.starts_with("forms/")).map(|(n, t)| (&**n, &**t))
    }

    /// The name by which an error should call a file.
    pub(crate) fn name_of(&self, file: &str) -> String {
        if self.texts.contains_key(file) {
            self.dir.join(file).display().to_string()
        } else {
            format!("patterns/{file}")
        }
    }
}

/// Reads all pattern files of a folder.
pub(crate) fn read(dir: &Path) -> Result<Overlay> {
    let mut texts = BTreeMap::new();
    for (folder, prefix) in [(dir.to_path_buf(), ""), (dir.join("forms"), "forms/")] {
        if !prefix.is_empty() && !folder.is_dir() {
            continue;
        }
        let failed = |source| Error::Read { path: folder.clone(), source };
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
                continue;
            };
            if path.is_dir() || !name.ends_with(".toml") {
                continue;
            }
            let file = format!("{prefix}{name}");
            if prefix.is_empty() && !files::builtin_files().iter().any(|(known, _)| *known == file)
            {
                let known: Vec<_> = files::builtin_files()
                    .iter()
                    .map(|(name, _)| *name)
                    .filter(|name| !name.starts_with("forms/"))
                    .collect();
                return Err(Error::Patterns {
                    file: path.display().to_string(),
                    problem: format!(
                        "expected one of {}, or a file under forms/, but found {name}; rename or remove it",
                        known.join(", ")
                    ),
                });
            }
            let text = std::fs::read_to_string(&path)
                .map_err(|source| Error::Read { path: path.clone(), source })?;
            texts.insert(file, text);
        }
    }
    Ok(Overlay { dir: dir.to_path_buf(), texts })
}

/// Lays `own` over `builtin`: lists of tables are merged by `id`, anything
/// else is replaced.
pub(crate) fn merge<T: DeserializeOwned>(
    builtin: &str,
    own: &str,
) -> std::result::Result<T, String> {
    let parse = |text: &str| text.parse::<Table>().map_err(|e| e.to_string());
    let mut merged = parse(builtin)?;
    for (key, value) in parse(own)? {
        match (merged.get_mut(&key), value) {
            (Some(Value::Array(entries)), Value::Array(new)) => {
                new.into_iter().for_each(|entry| replace_or_add(entries, entry));
            }
            (_, value) => {
                merged.insert(key, value);
            }
        }
    }
    Value::Table(merged).try_into().map_err(|problem: toml::de::Error| placed::<T>(own, problem))
}

/// The same problem with its line and column, if the user's text alone shows
/// it: the merged entries no longer know where they stood.
fn placed<T: DeserializeOwned>(own: &str, problem: toml::de::Error) -> String {
    match toml::from_str::<T>(own) {
        Err(placed) if placed.message() == problem.message() => placed.to_string(),
        _ => problem.to_string(),
    }
}

fn replace_or_add(entries: &mut Vec<Value>, entry: Value) {
    let id = |v: &Value| v.get("id").and_then(Value::as_str).map(str::to_owned);
    let same = |old: &&mut Value| id(&entry).is_some() && id(old) == id(&entry);
    match entries.iter_mut().find(same) {
        Some(old) => *old = entry,
        None => entries.push(entry),
    }
}
