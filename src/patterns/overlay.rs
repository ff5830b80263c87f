//! A user's own pattern files, laid over the built-in ones by `id`.

use std::collections::BTreeMap;
use std::mem;

use rustc_hash::FxHashMap as HashMap;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

use crate::error::{PatternsError, of_toml};
use crate::patterns::files;
use crate::words::{Words, words};

/// The texts of a user's pattern files, by path under `patterns/`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overlay {
    texts: BTreeMap<String, String>,
}

impl Overlay {
    /// Adds the text of a file, in place of what was laid there before.
    ///
    /// # Errors
    /// If there is no such pattern file.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), PatternsError> {
        if !file.starts_with("forms/") {
            let known: Vec<&str> = files::builtin_files()
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| !name.starts_with("forms/"))
                .collect();
            if !known.contains(&file) {
                return Err(PatternsError {
                    file: file.to_owned(),
                    problem: words!(
                        en: "expected one of {}, or a file under forms/, but found {file}; rename or remove it",
                        zh: "应为 {} 之一或 forms/ 下的文件，实为 {file}；请改名或移除",
                        known.join(", ")
                    ),
                });
            }
        }
        self.texts.insert(file.to_owned(), text.to_owned());
        Ok(())
    }

    /// The user's text for a pattern file, if there is one.
    pub(crate) fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(String::as_str)
    }

    /// The user's files below `forms/`, in order of name.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().filter(|(name, _)| name.starts_with("forms/")).map(|(n, t)| (&**n, &**t))
    }

    /// The fingerprint of these files over built-in ones of a fingerprint; `None` where
    /// there are none.
    pub(crate) fn fingerprint(&self, builtin: &str) -> Option<String> {
        if self.texts.is_empty() {
            return None;
        }
        let mut hash = Sha256::new_with_prefix(builtin);
        for (file, text) in &self.texts {
            for part in [file, text] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        Some(hex::encode(hash.finalize()))
    }

    /// The name by which an error should call a file.
    pub(crate) fn name_of(&self, file: &str) -> String {
        match self.texts.contains_key(file) {
            true => file.to_owned(),
            false => format!("patterns/{file}"),
        }
    }
}

/// Lays `own` over `builtin`: lists of tables are merged by `id`, anything
/// else is replaced.
///
/// What is merged is what a text is read into before it has a type, so that a file with a user's
/// entries and one without are read by one and the same code: that of each type is large.
pub(crate) fn merge<T: DeserializeOwned>(builtin: &str, own: &str) -> Result<T, Words> {
    let parse = |text| DeTable::parse(text).map_err(|e| of_toml(text, &e));
    let mut merged = parse(builtin)?;
    let entries = merged.get_mut();
    for (key, value) in parse(own)?.into_inner() {
        match (entries.get_mut(&key).map(Spanned::get_mut), value.get_ref()) {
            (Some(DeValue::Array(entries)), DeValue::Array(new)) => replace_or_add(entries, new),
            _ => {
                entries.insert(key, value);
            }
        }
    }
    T::deserialize(Deserializer::from(merged)).map_err(|problem| placed::<T>(own, problem))
}

/// The same problem with its line and column, if the user's text alone shows
/// it: the merged entries stand in two texts.
fn placed<T: DeserializeOwned>(own: &str, problem: Error) -> Words {
    match toml::from_str::<T>(own) {
        Err(placed) if placed.message() == problem.message() => of_toml(own, &placed),
        _ => of_toml("", &problem),
    }
}

/// Puts entries in the place of those of the same `id`, or behind the others.
fn replace_or_add<'t>(entries: &mut DeArray<'t>, new: &DeArray<'t>) {
    let mut merged: Vec<Spanned<DeValue<'t>>> =
        mem::replace(entries, DeArray::new()).into_iter().collect();
    let mut places: HashMap<String, usize> = HashMap::default();
    for (place, entry) in merged.iter().enumerate() {
        if let Some(id) = id(entry) {
            places.entry(id.to_owned()).or_insert(place);
        }
    }
    for entry in new {
        let place = id(entry).map(|id| *places.entry(id.to_owned()).or_insert(merged.len()));
        match place.and_then(|place| merged.get_mut(place)) {
            Some(old) => *old = entry.clone(),
            None => merged.push(entry.clone()),
        }
    }
    *entries = merged.into_iter().collect();
}

fn id<'e>(entry: &'e Spanned<DeValue<'_>>) -> Option<&'e str> {
    match entry.get_ref() {
        DeValue::Table(entry) => match entry.get("id")?.get_ref() {
            DeValue::String(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}
