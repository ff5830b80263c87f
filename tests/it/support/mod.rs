//! What several test files need: fixtures, extraction, paths into the JSON.

#![allow(dead_code, reason = "each test file uses its own part of this")]
pub(crate) mod archive;
pub(crate) mod rust;
pub(crate) mod truth;

use std::fs;
use std::path::{Path, PathBuf};

use jiaokan::{DecodeError, Options, Report};
use serde_json::Value;

/// All Rust files below a folder.
pub(crate) fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

/// A folder below `fixtures/`.
pub(crate) fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)
}

/// The inputs below a folder of `fixtures/`, in order of path: every file that
/// is no expectation.
pub(crate) fn inputs(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&fixtures(folder), &mut found);
    found.sort();
    found
}

fn collect(dir: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, found);
        } else if ![".expected.json", ".expected.txt", ".truth.toml"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            found.push(path);
        }
    }
}

/// The file beside an input that has the same stem and another end.
pub(crate) fn beside(input: &Path, end: &str) -> PathBuf {
    input.with_extension(end)
}

/// The file whose name is that of an input with an end put after it, for folders
/// in which one stem has several kinds.
pub(crate) fn after(input: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}.{end}", input.display()))
}

/// Renders every input below a folder and compares it with the expectation
/// beside it. `UPDATE_EXPECT=1` writes the expectations instead; read the
/// difference before it is committed.
///
/// Not with `insta`: its files have a head of their own, so that an expectation would be no JSON
/// that any viewer opens, and it names them by the test and not by the input they stand beside.
pub(crate) fn expect_all(
    folder: &str,
    expectation: impl Fn(&Path) -> PathBuf,
    render: impl Fn(&Path) -> String,
) {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let inputs = inputs(folder);
    assert!(!inputs.is_empty(), "expected inputs below fixtures/{folder}");
    let mut wrong = Vec::new();
    for input in inputs {
        let found = render(&input);
        let path = expectation(&input);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found == expected {
            continue;
        }
        if update {
            fs::write(&path, &found).unwrap();
        } else {
            wrong.push(format!("{}:\n{}", shown(&input), difference(&expected, &found)));
        }
    }
    let count = wrong.len();
    assert!(wrong.is_empty(), "{count} differ:\n{}", wrong.join("\n"));
}

/// A path as people write it, from the project's root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display().to_string()
}

/// Extracts a file with the built-in patterns.
pub(crate) fn extract_file(path: &Path) -> Report {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    extract(&name, fs::read(path).unwrap())
}

/// Extracts bytes with the built-in patterns.
pub(crate) fn extract(name: &str, bytes: impl AsRef<[u8]>) -> Report {
    let mut report = try_extract(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    // Another with each change of a pattern: `tests/it/program.rs` looks at it.
    report.program = None;
    report
}

/// The same, where it may fail.
pub(crate) fn try_extract(name: &str, bytes: impl AsRef<[u8]>) -> Result<Report, DecodeError> {
    jiaokan::extract(name, bytes.as_ref(), &Options::default())
}

/// A report as the JSON that is printed.
pub(crate) fn json(report: &Report) -> Value {
    serde_json::to_value(report).unwrap()
}

/// How often `"status": wanted` stands anywhere in the JSON.
pub(crate) fn count_status(value: &Value, wanted: &str) -> usize {
    match value {
        Value::Object(map) => {
            let here = map.get("status").and_then(Value::as_str) == Some(wanted);
            // A finding repeats the status of the values that it rests on.
            let own = map.iter().filter(|(key, _)| *key != "findings");
            usize::from(here) + own.map(|(_, v)| count_status(v, wanted)).sum::<usize>()
        }
        Value::Array(list) => list.iter().map(|v| count_status(v, wanted)).sum(),
        _ => 0,
    }
}

/// Every section of the JSON with the number of its parent, in reading order.
pub(crate) fn sections(report: &Value) -> Vec<&Value> {
    fn walk<'a>(list: &'a Value, out: &mut Vec<&'a Value>) {
        for section in list.as_array().into_iter().flatten() {
            out.push(section);
            walk(&section["sections"], out);
        }
    }
    let mut out = Vec::new();
    walk(&report["sections"], &mut out);
    out
}

/// A quantity in one word: comparator, number or range, or text.
pub(crate) fn quantity(value: &Value) -> String {
    let part = |key: &str| value[key].as_str().unwrap_or_default();
    let about = if value["approximate"] == true { "~" } else { "" };
    let number = match (part("number"), part("upper")) {
        (number, "") => number.to_owned(),
        (number, upper) => format!("{number}..{upper}"),
    };
    let word = if number.is_empty() { part("text").to_owned() } else { number };
    format!("{about}{}{word}", part("comparator"))
}

/// The folder of real samples, where it is present. They are no part of the
/// project; a test that needs them says why it is skipped.
pub(crate) fn shared(relative: &str) -> Option<PathBuf> {
    let root = std::env::var_os("JIAOKAN_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(relative);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

/// What differs, with a line before and after, as far as a person reads on.
fn difference(expected: &str, found: &str) -> String {
    const SHOWN: usize = 24;
    if expected.is_empty() {
        return "no expectation yet; UPDATE_EXPECT=1 writes it".to_owned();
    }
    let lines = similar::TextDiff::from_lines(expected, found);
    let whole = lines.unified_diff().context_radius(1).to_string();
    let mut shown: Vec<&str> = whole.lines().take(SHOWN).collect();
    if whole.lines().nth(SHOWN).is_some() {
        shown.push("…");
    }
    shown.join("\n")
}
