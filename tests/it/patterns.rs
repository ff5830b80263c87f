//! The pattern files: proven, extended by a user's own, exported and checked.

use std::fs;
use std::path::Path;

use jiaokan::Patterns;
use jiaokan::internals::batch::{Error, patterns_of};
use jiaokan::internals::patterns::builtin_files;
use jiaokan::internals::words::Words;
use tempfile::TempDir;
use toml::{Table, Value};

#[test]
fn every_built_in_entry_holds_for_its_examples() {
    assert_eq!(Patterns::builtin().lint(), Vec::new());
}

#[test]
fn every_built_in_entry_shows_an_example() {
    let mut wrong = Vec::new();
    let mut entries = 0;
    for (file, text) in builtin_files() {
        let table: Table = text.parse().unwrap();
        let lists = table.iter().filter_map(|(_, value)| value.as_array());
        // A form is one entry by itself: the whole file.
        let own = table.contains_key("id").then_some(&table);
        for entry in lists.flatten().filter_map(Value::as_table).chain(own) {
            let Some(id) = entry.get("id") else { continue };
            entries += 1;
            let examples = entry.get("examples").or(entry.get("example"));
            let examples = examples.and_then(Value::as_array);
            if examples.is_none_or(Vec::is_empty) {
                wrong.push(format!("{file}: {id} has no example"));
            }
        }
    }
    assert!(entries > 10, "the files hold entries with an id");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_entry_with_a_known_id_replaces_the_built_in_one() {
    let dir = folder(&[(
        "columns.toml",
        "[[column]]\nid = \"core\"\nnames = [\"重点标记\"]\nexamples = [\"重点标记\", \"是否核心指标\"]\n",
    )]);
    let problems = patterns_of(dir.path()).unwrap().lint();
    // The built-in spelling went with the entry that was replaced.
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].en.contains("是否核心指标"), "{problems:?}");
    assert!(problems[0].en.starts_with("columns.toml"), "{problems:?}");
    assert_eq!(problems[0].zh, "columns.toml：core：示例“是否核心指标”不相符");
}

#[test]
fn entries_that_are_not_named_stay_as_they_are() {
    let dir = folder(&[(
        "columns.toml",
        "[[column]]\nid = \"core\"\nnames = [\"重点标记\"]\nexamples = [\"重点标记\"]\n",
    )]);
    assert_eq!(patterns_of(dir.path()).unwrap().lint(), Vec::new());
}

#[test]
fn an_unknown_file_is_an_error_that_names_it_and_the_known_ones() {
    let dir = folder(&[("colums.toml", "")]);
    let (file, problem) = pattern_error(dir.path());
    assert!(file.ends_with("colums.toml"), "{file}");
    assert!(problem.en.contains("columns.toml"), "{problem}");
    assert!(
        problem.zh.starts_with("应为") && problem.zh.contains("columns.toml"),
        "{}",
        problem.zh
    );
}

#[test]
fn an_unknown_key_is_an_error_that_names_file_line_and_key() {
    let dir = folder(&[(
        "columns.toml",
        "[[column]]\nid = \"core\"\nnames = [\"重点标记\"]\nexamples = [\"重点标记\"]\nspellings = []\n",
    )]);
    let (file, problem) = pattern_error(dir.path());
    assert!(file.ends_with("columns.toml"), "{file}");
    assert!(problem.en.contains("spellings"), "{problem}");
    assert!(problem.en.contains("line 5"), "{problem}");
    assert!(problem.zh.starts_with("第 5 行没有 spellings 这一项，可用的有 "), "{}", problem.zh);
}

#[test]
fn text_that_is_no_toml_is_an_error_with_its_line() {
    let dir = folder(&[("columns.toml", "# fine\n[[column]\n")]);
    let (file, problem) = pattern_error(dir.path());
    assert!(file.ends_with("columns.toml"), "{file}");
    assert!(problem.en.contains("line 2"), "{problem}");
    assert_eq!(problem.zh, "第 2 行有误，不符合 TOML 语法");
}

#[test]
fn one_name_under_two_roles_is_an_error_that_names_both() {
    let dir = folder(&[(
        "columns.toml",
        "[[column]]\nid = \"core\"\nnames = [\"预期值\"]\nexamples = [\"预期值\"]\n",
    )]);
    let (_, problem) = pattern_error(dir.path());
    assert!(problem.en.contains("预期值"), "{problem}");
    assert!(problem.en.contains("Target") && problem.en.contains("Core"), "{problem}");
    assert!(problem.zh.starts_with("“预期值”只应属于一种列"), "{}", problem.zh);
}

#[test]
fn a_folder_that_is_not_there_cannot_be_read() {
    let dir = TempDir::new().unwrap();
    let error = patterns_of(&dir.path().join("none")).unwrap_err();
    assert_eq!(error.code(), "E_READ");
}

#[test]
fn the_built_in_files_laid_over_themselves_change_nothing() {
    let dir = folder(&builtin_files());
    assert_eq!(patterns_of(dir.path()).unwrap().lint(), Vec::new());
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn pattern_error(dir: &Path) -> (String, Words) {
    match patterns_of(dir).unwrap_err() {
        Error::Patterns(error) => (error.file, error.problem),
        other => panic!("expected a pattern error, but found {other}"),
    }
}
