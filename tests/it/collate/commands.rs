//! `jiaokan collate`, and `--witness`, `--witnesses` and `--decisions` of other commands.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::fixtures;

fn jiaokan(arguments: &[&str], dir: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command.args(arguments).current_dir(dir).env("LC_ALL", "C");
    command.output().unwrap()
}

/// A folder with a garbled report, another recogniser's text of it, and its declaration.
fn desk() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str| {
        fs::copy(fixtures(from), dir.path().join(to)).unwrap();
    };
    copy("reports/damaged/garbled-scan.md", "scan.md");
    copy("collate/second-recogniser.md", "second.md");
    copy("collate/declaration.md", "declaration.md");
    copy("reports/clean/hubei-project-table.md", "other.md");
    dir
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn value(output: &Output) -> Value {
    serde_json::from_str(&text(output)).unwrap()
}

#[test]
fn the_apparatus_is_json_of_its_schema_and_says_who_reads_what() {
    let dir = desk();
    let run = |arguments: &[&str]| jiaokan(arguments, dir.path());
    let apparatus =
        value(&run(&["collate", "scan.md", "second.md", "declaration.md", "--format", "json"]));
    let schema = value(&run(&["schema", "collation"]));
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(
        validator.is_valid(&apparatus),
        "{:?}",
        validator.iter_errors(&apparatus).next().map(|e| e.to_string())
    );
    assert_eq!(apparatus["witnesses"][0]["witness"]["kind"], "copy");
    assert_eq!(apparatus["witnesses"][1]["witness"]["kind"], "declaration");
    assert_eq!(apparatus["summary"]["restored"], 4, "{:#}", apparatus["entries"]);
    for entry in apparatus["entries"].as_array().unwrap() {
        assert_eq!(
            (&entry["outcome"], &entry["place"]["field"]),
            (&json!("restored"), &json!("name"))
        );
        assert_eq!(entry["readings"][0]["read"], entry["chosen"]);
    }
}

#[test]
fn every_format_says_the_same_in_both_languages() {
    let dir = desk();
    let run = |arguments: &[&str]| jiaokan(arguments, dir.path());
    for language in ["en", "zh"] {
        let screen = text(&run(&["collate", "scan.md", "second.md", "--lang", language]));
        assert!(screen.contains("青少年公益培训的人数"), "{screen}");
        let page =
            ["collate", "scan.md", "second.md", "--lang", language, "-o", "page.html", "--force"];
        text(&run(&page));
        let page = fs::read_to_string(dir.path().join("page.html")).unwrap();
        assert!(page.contains("青少年公益培训的人数") && !page.contains("://"), "{page}");
        let book =
            ["collate", "scan.md", "second.md", "--lang", language, "-o", "book.xlsx", "--force"];
        text(&run(&book));
        assert!(fs::read(dir.path().join("book.xlsx")).unwrap().starts_with(b"PK"));
    }
    let chinese = text(&run(&["collate", "scan.md", "second.md", "--lang", "zh"]));
    assert!(chinese.contains("校勘记") && chinese.contains("据校本补正"), "{chinese}");
}

#[test]
fn what_is_no_witness_is_told_and_not_used() {
    let dir = desk();
    let run = |arguments: &[&str]| jiaokan(arguments, dir.path());
    let apparatus = value(&run(&["collate", "scan.md", "other.md", "scan.md", "--format", "json"]));
    for witness in apparatus["witnesses"].as_array().unwrap() {
        assert_eq!(witness["witness"]["kind"], Value::Null, "{witness:#}");
    }
    assert_eq!(apparatus["entries"], json!([]));
    let wrong = run(&["collate", "scan.md", "second.md", "--as", "copy,copy"]);
    assert_eq!(wrong.status.code(), Some(2));
    let taken = run(&["collate", "scan.md", "second.md", "-o", "second.md"]);
    assert_eq!(taken.status.code(), Some(2));
    let missing = run(&["collate", "scan.md", "missing.md"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn extract_restores_from_witnesses_named_alone_or_in_a_table() {
    let dir = desk();
    let run = |arguments: &[&str]| jiaokan(arguments, dir.path());
    let one = value(&run(&[
        "extract",
        "scan.md",
        "--witness",
        "second.md",
        "--witness",
        "declaration.md",
    ]));
    let names = |report: &Value| {
        let rows = report["indicators"].as_array().unwrap();
        rows.iter().filter(|row| row["name"]["status"] == "damaged").count()
    };
    assert_eq!(names(&one), 0);
    let evidence = &one["indicators"][4]["name"]["repair"]["evidence"][0];
    assert_eq!(evidence["kind"], "witness");
    assert!(evidence["source"]["name"].as_str().unwrap().ends_with(".md"));
    // The schema knows all of it.
    let validator = jsonschema::validator_for(&value(&run(&["schema"]))).unwrap();
    assert!(
        validator.is_valid(&one),
        "{:?}",
        validator.iter_errors(&one).next().map(|e| e.to_string())
    );
    // Which of several reports a witness belongs to is said in a table.
    let several = run(&["extract", "scan.md", "other.md", "--witness", "second.md"]);
    assert_eq!(several.status.code(), Some(2));
    fs::write(
        dir.path().join("pairs.csv"),
        "base,witness,kind\nscan.md,second.md,copy\nscan.md,declaration.md,\n",
    )
    .unwrap();
    let out = run(&["extract", "scan.md", "other.md", "-o", "out", "--witnesses", "pairs.csv"]);
    text(&out);
    let report = fs::read_to_string(dir.path().join("out/reports/scan.md.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["indicators"], one["indicators"]);
    let other = fs::read_to_string(dir.path().join("out/reports/other.md.json")).unwrap();
    assert!(!other.contains("\"witnesses\""));
    fs::write(dir.path().join("wrong.csv"), "base,witness,kind\nscan.md,second.md,cousin\n")
        .unwrap();
    let wrong = run(&["extract", "scan.md", "--witnesses", "wrong.csv"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", String::from_utf8_lossy(&wrong.stderr));
    assert!(String::from_utf8_lossy(&wrong.stderr).starts_with("E_WITNESSES"));
}

#[test]
fn a_witness_that_cannot_be_read_costs_only_what_it_could_have_said() {
    let dir = desk();
    fs::write(dir.path().join("broken.pdf"), b"%PDF-1.7\nbroken").unwrap();
    let report = value(&jiaokan(&["extract", "scan.md", "--witness", "broken.pdf"], dir.path()));
    let notes = report["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["code"] == "witness_not_read"));
}
