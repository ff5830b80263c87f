//! Writes each file of `patterns/` as the program reads it when it starts, without the
//! examples that only prove the entries. `src/patterns/packed.rs` reads it.

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
        write(&out.join(stem(&path)).with_extension("packed"), &data)?;
    }
    let forms = toml_files(&root.join("patterns/forms")).map_err(|e| e.to_string())?;
    let (mut data, mut texts) = (String::new(), String::from("&[\n"));
    write_start(&mut data, '[', forms.len());
    for path in forms {
        data.push_str(&compiled(&path)?);
        let name = format!("forms/{}.toml", stem(&path));
        let _ = writeln!(texts, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    texts.push_str("]\n");
    write(&out.join("patterns.sha256"), &fingerprint(&root)?)?;
    write(&out.join("forms.packed"), &data)?;
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

/// A pattern file as `src/patterns/packed.rs` says.
fn compiled(path: &Path) -> Result<String, String> {
    let wrong = |problem: String| format!("{}: {problem}", path.display());
    let text = fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    let table = DeTable::parse(&text).map_err(|problem| {
        let at = problem.span().map_or(0, |span| span.start);
        let entry = id_before(text.get(..at).unwrap_or_default());
        wrong(format!("after the entry {entry}: {problem}"))
    })?;
    let mut packed = String::with_capacity(text.len());
    write_table(&mut packed, table.get_ref()).map_err(wrong)?;
    Ok(packed)
}

/// The last `id` of a text.
fn id_before(text: &str) -> &str {
    let mut ids = text.lines().rev().filter_map(|line| line.trim().strip_prefix("id = "));
    ids.next().unwrap_or("(none)")
}

fn write_table(packed: &mut String, table: &DeTable) -> Result<(), String> {
    let used = table.iter().map(|(key, value)| (key.get_ref(), value));
    let used: Vec<_> = used.filter(|(key, _)| !PROOFS.contains(&&***key)).collect();
    write_start(packed, '{', used.len());
    for (key, value) in used {
        write_text(packed, key);
        write_value(packed, value.get_ref()).map_err(|problem| format!("{key}: {problem}"))?;
    }
    Ok(())
}

fn write_value(packed: &mut String, value: &DeValue) -> Result<(), String> {
    match value {
        DeValue::String(text) => {
            packed.push('s');
            write_text(packed, text);
        }
        DeValue::Integer(number) if number.radix() == 10 => {
            let number: i64 = number.as_str().parse().map_err(|e| format!("{number}: {e}"))?;
            packed.push('i');
            write_number(packed, number.unsigned_abs() << 1 | u64::from(number < 0));
        }
        DeValue::Boolean(yes) => packed.push(if *yes { 't' } else { 'f' }),
        DeValue::Array(values) => {
            write_start(packed, '[', values.len());
            for value in values.iter() {
                write_value(packed, value.get_ref())?;
            }
        }
        DeValue::Table(table) => write_table(packed, table)?,
        other => return Err(format!("expected text, an integer or a list, but found {other:?}")),
    }
    Ok(())
}

fn write_start(packed: &mut String, sign: char, count: usize) {
    packed.push(sign);
    write_number(packed, count as u64);
}

fn write_text(packed: &mut String, text: &str) {
    write_number(packed, text.len() as u64);
    packed.push_str(text);
}

/// In digits of 64, the lowest first, of which all but the last have 64 added.
fn write_number(packed: &mut String, number: u64) {
    let (mut digit, mut rest) = (number % 64, number / 64);
    while rest > 0 {
        packed.push(char::from(digit as u8 + 64));
        (digit, rest) = (rest % 64, rest / 64);
    }
    packed.push(char::from(digit as u8));
}
