//! Where the report of an input is written, below `reports/`.

use std::borrow::Cow;
use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::batch::Input;
use crate::visible;

/// File systems take names of so many bytes.
const LONGEST: usize = 255;
/// The end of every report's name.
const END: &str = ".json";

/// The paths of all reports, by the order of the inputs: the name of the input with
/// `.json` after it. No two are the same, and none is a folder of another, also where
/// upper and lower case are one.
pub(super) fn paths(inputs: &[Input]) -> Vec<String> {
    let mut folders = HashSet::new();
    for input in inputs {
        let path = folded(&fitting(&tame(&input.source)));
        let ends = path.match_indices('/').map(|(end, _)| end);
        folders.extend(ends.map(|end| path.get(..end).unwrap_or_default().to_owned()));
    }
    let mut taken = HashSet::new();
    let mut paths = Vec::with_capacity(inputs.len());
    for input in inputs {
        let stem = fitting(&tame(&input.source));
        let mut path = format!("{stem}{END}");
        let mut number = 2;
        while folders.contains(&folded(&path)) || !taken.insert(folded(&path)) {
            path = format!("{stem} ({number}){END}");
            number += 1;
        }
        paths.push(path);
    }
    paths
}

/// The name of an input without characters that would do something where a folder is listed.
fn tame(source: &str) -> Cow<'_, str> {
    match source.contains(visible::is_active) {
        true => source.chars().map(|c| if visible::is_active(c) { '_' } else { c }).collect(),
        false => Cow::Borrowed(source),
    }
}

/// The name of an input, its last part cut where no file could be called so.
fn fitting(source: &str) -> String {
    // Room for the end and for a number.
    const ROOM: usize = LONGEST - END.len() - 8;
    let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
    if name.len() <= ROOM {
        return source.to_owned();
    }
    let hash = hex::encode(Sha256::digest(name.as_bytes()));
    let hash = hash.get(..12).unwrap_or_default();
    let cut = name.floor_char_boundary(ROOM - hash.len() - 1);
    let name = format!("{}~{hash}", name.get(..cut).unwrap_or_default());
    match folder.is_empty() {
        true => name,
        false => format!("{folder}/{name}"),
    }
}

#[cfg(any(windows, target_os = "macos"))]
fn folded(path: &str) -> String {
    path.to_lowercase()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn folded(path: &str) -> String {
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Place;

    fn mirrored(sources: &[&str]) -> Vec<String> {
        let inputs = sources.iter().enumerate().map(|(index, source)| Input {
            index,
            source: (*source).to_owned(),
            place: Place::Stdin,
        });
        paths(&inputs.collect::<Vec<_>>())
    }

    #[test]
    fn reports_never_stand_in_each_others_way() {
        assert_eq!(
            mirrored(&["2023/a.md", "2023/a.pdf", "a"]),
            ["2023/a.md.json", "2023/a.pdf.json", "a.json"]
        );
        // A folder that is called as the report of a file.
        assert_eq!(
            mirrored(&["a.md", "a.md.json/b.md", "a.md (2)"]),
            ["a.md (2).json", "a.md.json/b.md.json", "a.md (2) (2).json"]
        );
    }

    #[test]
    fn no_name_does_something_where_the_folder_is_listed() {
        assert_eq!(
            mirrored(&["a\u{1b}[31m/b\nc\u{202E}.md", "a_[31m/b_c_.md"]),
            ["a_[31m/b_c_.md.json", "a_[31m/b_c_.md (2).json"]
        );
    }

    #[test]
    fn a_name_that_is_too_long_is_cut_between_characters_and_stays_its_own() {
        let name = "局".repeat(84);
        let [one, two] = &mirrored(&[&format!("x/{name}一"), &format!("x/{name}二")])[..] else {
            panic!()
        };
        assert_ne!(one, two);
        for path in [one, two] {
            let file = path.strip_prefix("x/").unwrap();
            assert!(file.len() <= LONGEST && file.ends_with(".json"), "{file}");
        }
    }
}
