//! What this program wrote: output folders, and extractions in them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{MARKER, Place};
use crate::model;

/// The folder of reports and the file of lines in an output folder.
const REPORTS: &str = "reports";
const LINES: &str = "reports.jsonl";

/// Whether a path is an output folder, or a file or folder that a run wrote in one. What
/// else lies in such a folder is anybody's.
pub(super) fn is_output(path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let own = |rest: &Path| {
        let mut parts = rest.iter();
        let Some(first) = parts.next() else {
            return true;
        };
        let alone = parts.next().is_none();
        first == MARKER || first == REPORTS || alone && is_name(first)
    };
    path.ancestors()
        .any(|folder| folder.join(MARKER).is_dir() && path.strip_prefix(folder).is_ok_and(own))
}

/// Whether a run calls a file of its output folder so.
fn is_name(name: &std::ffi::OsStr) -> bool {
    const STEMS: [&str; 8] =
        ["indicators", "reports", "findings", "review", "errors", "duplicates", "jiaokan", "run"];
    const ENDINGS: [&str; 5] = ["csv", "xlsx", "parquet", "jsonl", "json"];
    let is = |part: Option<&std::ffi::OsStr>, known: &[&str]| {
        part.is_some_and(|part| known.iter().any(|known| part == *known))
    };
    let name = Path::new(name);
    is(name.file_stem(), &STEMS) && is(name.extension(), &ENDINGS)
}

/// Whether a path is a table or a list that a run wrote: no extraction.
pub(super) fn is_table(path: &Path) -> bool {
    let is_json = path.extension().is_some_and(|ending| ending == "json" || ending == "jsonl");
    path.is_file() && is_output(path) && !is_json
}

/// The extractions of an output folder.
pub(super) enum Results {
    /// In a file, a line each.
    Lines(PathBuf),
    /// A file each in a folder.
    Folder(PathBuf),
}

/// Where the extractions of an output folder are.
pub(super) fn results(folder: &Path) -> Option<Results> {
    if !folder.join(MARKER).is_dir() {
        return None;
    }
    let (lines, reports) = (folder.join(LINES), folder.join(REPORTS));
    Some(if lines.is_file() { Results::Lines(lines) } else { Results::Folder(reports) })
}

/// The places of the extractions in a file of lines; `None` if it is no such file.
pub(super) fn lines(path: &Path) -> Option<Vec<(PathBuf, Place)>> {
    if !path.metadata().is_ok_and(|data| data.is_file()) || !starts_lines(path).ok()? {
        return None;
    }
    let mut reader = BufReader::new(File::open(path).ok()?);
    let (mut found, mut from, mut line) = (Vec::new(), 0, Vec::new());
    for number in 1.. {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).ok()? as u64;
        if length == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(":{number}"));
            let place = Place::Part { file: path.to_path_buf(), from, length };
            found.push((PathBuf::from(name), place));
        }
        from += length;
    }
    // One extraction is a file like others.
    (found.len() > 1).then_some(found)
}

/// Whether a file starts with an extraction that ends on its line.
fn starts_lines(path: &Path) -> io::Result<bool> {
    /// The first keys of an extraction stand in so many bytes.
    const HEAD: u64 = 4096;
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    // Indented, the bracket stands alone on the first line.
    Ok(model::is_extraction(&head) && first.trim_ascii().len() > 1)
}
