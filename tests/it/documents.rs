//! The documents name what there is: every pattern file, every error.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn every_pattern_file_and_kind_of_entry_is_in_the_list() {
    let list = text("docs/patterns.md");
    for (file, source) in jiaokan::internals::patterns::builtin_files() {
        if file.starts_with("forms/") {
            continue;
        }
        let row = list
            .lines()
            .find(|line| line.starts_with(&format!("| `{file}`")))
            .unwrap_or_else(|| panic!("expected a row for {file} in docs/patterns.md"));
        let entries: BTreeSet<&str> =
            source.lines().filter_map(|line| line.strip_prefix("[[")?.strip_suffix("]]")).collect();
        for entry in entries {
            assert!(row.contains(&format!("`{entry}`")), "{file}: {entry}");
        }
    }
}

#[test]
fn every_error_is_in_the_list() {
    let list = text("docs/errors.md");
    let sources = [
        text("src/error/mod.rs"),
        text("src/error/pdf.rs"),
        text("src/error/no_text.rs"),
        text("src/batch/error/mod.rs"),
        text("src/diff/matching/lineage.rs"),
        text("src/cli/messages/mod.rs"),
        text("src/cli/messages/batch.rs"),
    ]
    .concat();
    let codes: BTreeSet<&str> = sources
        .split('"')
        .filter(|literal| literal.starts_with("E_"))
        .map(|literal| {
            let end = literal.find(|c: char| !c.is_ascii_uppercase() && c != '_');
            &literal[..end.unwrap_or(literal.len())]
        })
        .collect();
    assert!(codes.len() >= 6, "found only {codes:?}");
    for code in codes {
        assert!(list.contains(&format!("| `{code}` |")), "{code}");
    }
}
