//! Writes each file of `patterns/` as the program reads it when it starts: JSON,
//! without the examples that only prove the entries. `src/patterns/builtin.rs` says
//! who reads it.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a build script speaks to cargo and to who builds"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

/// What proves entries, and is not needed to use them.
const PROOFS: [&str; 4] = ["examples", "rejects", "opposites", "example"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=patterns");
    if let Err(problem) = write_all() {
        // The first line is what cargo quotes; the rest shows the place.
        println!("cargo::error={}", problem.lines().next().unwrap_or_default());
        let _ = writeln!(io::stderr(), "{problem}");
        process::exit(1);
    }
}

fn write_all() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    for path in toml_files(&root.join("patterns")).map_err(|e| e.to_string())? {
        let data = compiled(&path)?;
        write(&out.join(stem(&path)).with_extension("json"), &data)?;
    }
    let (mut data, mut texts) = (Vec::new(), String::from("&[\n"));
    for path in toml_files(&root.join("patterns/forms")).map_err(|e| e.to_string())? {
        data.push(compiled(&path)?);
        let name = format!("forms/{}.toml", stem(&path));
        let _ = writeln!(texts, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    texts.push_str("]\n");
    write(&out.join("patterns.sha256"), &fingerprint(&root)?)?;
    write(&out.join("forms.json"), &format!("[{}]", data.join(",\n")))?;
    write(&out.join("forms.rs"), &texts)
}

/// The SHA-256 of all pattern files, by their names in order.
fn fingerprint(root: &Path) -> Result<String, String> {
    let folder = root.join("patterns");
    let mut files = toml_files(&folder).map_err(|e| e.to_string())?;
    files.extend(toml_files(&folder.join("forms")).map_err(|e| e.to_string())?);
    files.push(folder.join("words.txt"));
    let mut hash = Sha256::new();
    for path in files {
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        // The same on systems that end lines in another way.
        for part in [name.replace('\\', "/"), text.replace("\r\n", "\n")] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Ok(hex::encode(hash.finalize()))
}

/// The files of a folder in order of name.
fn toml_files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// A pattern file as JSON.
fn compiled(path: &Path) -> Result<String, String> {
    let wrong = |problem: String| format!("{}: {problem}", path.display());
    let text = fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    let table = DeTable::parse(&text).map_err(|problem| {
        let at = problem.span().map_or(0, |span| span.start);
        let entry = id_before(text.get(..at).unwrap_or_default());
        wrong(format!("after the entry {entry}: {problem}"))
    })?;
    let mut json = String::with_capacity(text.len());
    write_table(&mut json, table.get_ref()).map_err(wrong)?;
    Ok(json)
}

/// The last `id` of a text.
fn id_before(text: &str) -> &str {
    let mut ids = text.lines().rev().filter_map(|line| line.trim().strip_prefix("id = "));
    ids.next().unwrap_or("(none)")
}

fn write_table(json: &mut String, table: &DeTable) -> Result<(), String> {
    json.push('{');
    let mut first = true;
    for (key, value) in table.iter() {
        let key: &str = key.get_ref();
        if PROOFS.contains(&key) {
            continue;
        }
        if !std::mem::take(&mut first) {
            json.push(',');
        }
        write_string(json, key);
        json.push(':');
        write_value(json, value.get_ref()).map_err(|problem| format!("{key}: {problem}"))?;
    }
    json.push('}');
    Ok(())
}

fn write_value(json: &mut String, value: &DeValue) -> Result<(), String> {
    match value {
        DeValue::String(text) => write_string(json, text),
        DeValue::Integer(number) if number.radix() == 10 => json.push_str(number.as_str()),
        DeValue::Boolean(yes) => json.push_str(if *yes { "true" } else { "false" }),
        DeValue::Array(values) => {
            json.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                write_value(json, value.get_ref())?;
            }
            json.push(']');
        }
        DeValue::Table(table) => write_table(json, table)?,
        other => return Err(format!("expected text, an integer or a list, but found {other:?}")),
    }
    Ok(())
}

fn write_string(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
}
