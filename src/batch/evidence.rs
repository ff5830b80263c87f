//! What is brought to a report from other files: decisions of persons, and witnesses.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
use super::reading::{open_file, read_named};
use crate::collate::Witness;
use crate::decisions::{self, Decisions};
use crate::model::{self, Note, Report, WitnessKind};
use crate::options::Options;
use crate::pipeline;
use crate::source::{self, Source};
use crate::words::{Words, words};

/// A document that bears witness to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WitnessFile {
    /// SHA-256 of the report; without it, the only report that is read.
    pub base: Option<String>,
    /// Where the document lies.
    pub path: PathBuf,
    /// What it is to the report, where that is said.
    pub kind: Option<WitnessKind>,
}

/// The decisions of a file, or of all JSON files below a folder.
///
/// # Errors
/// If a file cannot be read, or holds no decisions.
pub fn decisions_of(path: &Path) -> Result<Vec<Decisions>> {
    let mut files = Vec::new();
    below(path, &mut files)?;
    files.sort();
    let read = |file: &PathBuf| -> Result<Decisions> {
        let name = super::shown(file.as_os_str());
        Ok(decisions::read(&name, &bytes_of(file)?)?)
    };
    files.iter().map(read).collect()
}

fn below(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |source| Error::Read { path: path.to_path_buf(), source };
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if path.is_dir() || json {
            below(&path, files)?;
        }
    }
    Ok(())
}

/// A line of a table of pairs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// The report: a path, or the SHA-256 of its bytes.
    base: String,
    /// The document: a path.
    witness: String,
    /// What it is, as in the JSON; empty where it is to be found.
    #[serde(default)]
    kind: String,
}

/// The witnesses of a table of pairs (CSV: base, witness, kind). Paths are those from the
/// folder of the table.
///
/// # Errors
/// If the table, or a report or a document that it names, cannot be read.
pub fn pairs_of(table: &Path) -> Result<Vec<WitnessFile>> {
    let name = super::shown(table.as_os_str());
    let wrong = |problem: Words| Error::Pairs { name: name.clone(), problem };
    let text = crate::decode::text(&name, &bytes_of(table)?, crate::Patterns::builtin())?;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let folder = table.parent().unwrap_or(Path::new(""));
    let mut hashes: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    for pair in reader.deserialize::<Pair>() {
        let pair = pair.map_err(|error| wrong(words!(en: "{error}", zh: "{error}")))?;
        let base = match hashes.get(&pair.base) {
            Some(hash) => hash.clone(),
            None => {
                let hash = match is_hash(&pair.base) {
                    true => pair.base.to_ascii_lowercase(),
                    false => source::sha256(&bytes_of(&folder.join(&pair.base))?),
                };
                hashes.insert(pair.base.clone(), hash.clone());
                hash
            }
        };
        let path = folder.join(&pair.witness);
        readable(&path)?;
        found.push(WitnessFile { base: Some(base), path, kind: kind(&pair.kind).map_err(wrong)? });
    }
    Ok(found)
}

fn kind(name: &str) -> std::result::Result<Option<WitnessKind>, Words> {
    if name.is_empty() {
        return Ok(None);
    }
    let name: String = name.chars().map(|c| if c == '-' { '_' } else { c }).collect();
    let read: std::result::Result<WitnessKind, _> =
        serde_json::from_value(serde_json::Value::String(name.clone()));
    read.map(Some).map_err(|_| {
        words!(
            en: "the kind {name}, which is none of copy, declaration, other_year",
            zh: "性质“{name}”不在 copy、declaration、other_year 之列"
        )
    })
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit())
}

/// Whether a file can be opened; it is read later.
///
/// # Errors
/// If it cannot.
pub fn readable(path: &Path) -> Result<()> {
    open_file(path, &super::shown(path.as_os_str())).map(|_| ())
}

fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    read_named(path)
}

/// A document from a file: a report of any kind that is read, or its extraction.
///
/// # Errors
/// If it cannot be read.
pub fn document(path: &Path, options: &Options) -> Result<Report> {
    let name = super::shown(path.file_name().unwrap_or(path.as_os_str()));
    document_of(&name, &bytes_of(path)?, options)
}

/// The same of bytes that are at hand.
///
/// # Errors
/// If they cannot be read.
pub(super) fn document_of(name: &str, bytes: &[u8], options: &Options) -> Result<Report> {
    match model::is_extraction(bytes) {
        true => Ok(model::read(name, bytes)?),
        false => Ok(pipeline::extract(name, bytes, options)?),
    }
}

/// The report of a file with what its witnesses restore. One that cannot be read costs only
/// what it could have said.
pub(super) fn extract(
    source: &Source<'_>,
    witnesses: &[WitnessFile],
    options: &Options,
) -> Result<Report> {
    let own = witnesses.iter().any(|witness| witness.base.is_some()).then(|| source.fingerprint());
    let of_this = witnesses.iter().filter(|witness| witness.base.is_none() || witness.base == own);
    let read: Vec<(Result<Report>, Option<WitnessKind>)> =
        of_this.map(|witness| (document(&witness.path, options), witness.kind)).collect();
    let documents = read.iter().filter_map(|(report, kind)| {
        let report = report.as_ref().ok()?;
        Some(Witness { report, kind: *kind })
    });
    let documents: Vec<Witness<'_>> = documents.collect();
    let mut report = pipeline::observed(source, &documents, options, &mut ())?;
    for error in read.iter().filter_map(|(report, _)| report.as_ref().err()) {
        let Words { en, zh } = error.words();
        let words = words!(
            en: "a witness could not be read: {en}",
            zh: "有校本无法读取：{zh}"
        );
        report.notes.push(Note::new("witness_not_read", words, model::At::default()));
    }
    Ok(report)
}
