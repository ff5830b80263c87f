//! `jiaokan demo`: bundled reports to try the program out.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn demo(dir: &Path, language: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command.args(["demo", "--lang", language]).arg(dir);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_reports_are_unpacked_and_extracted_and_what_to_open_is_there() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("new");
    let output = demo(&dir, "zh");
    let words = said(&output);
    assert_eq!(output.status.code(), Some(0), "{words}");
    for year in ["2023", "2024"] {
        assert_eq!(fs::read_dir(dir.join("reports").join(year)).unwrap().count(), 4);
    }
    for name in ["jiaokan.xlsx", "indicators.csv", "reports"] {
        let path = dir.join("output").join(name);
        assert!(path.exists() && words.contains(&path.display().to_string()), "{words}");
    }
    for command in ["jiaokan check", "jiaokan diff"] {
        assert!(words.contains(command), "{words}");
    }
    let csv = fs::read_to_string(dir.join("output/indicators.csv")).unwrap();
    assert!(csv.starts_with("\u{FEFF}\"报告编号\""), "headings in the language spoken");
}

#[test]
fn every_report_has_its_department_year_and_score_and_the_scan_its_damage() {
    let folder = TempDir::new().unwrap();
    assert_eq!(demo(folder.path(), "en").status.code(), Some(0));
    let (mut kinds, mut damaged) = (Vec::new(), 0);
    for year in ["2023", "2024"] {
        for file in fs::read_dir(folder.path().join("output/reports").join(year)).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let report: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(report["fiscal_year"]["value"].to_string(), year);
            assert!(report["fields"]["department"]["value"].is_string(), "{text}");
            assert!(report["conclusion"]["score"]["value"].is_string(), "{text}");
            let rows = report["indicators"].as_array().unwrap();
            assert!(rows.len() >= 6, "{text}");
            damaged += rows.iter().filter(|row| row["name"]["value"].is_null()).count();
            kinds.push(report["source"]["format"].as_str().unwrap().to_owned());
            kinds.push(report["source"]["encoding"].to_string());
        }
    }
    assert_eq!(damaged, 1);
    for kind in ["pdf", "html", "\"gb18030\"", "\"utf-16le\""] {
        assert!(kinds.iter().any(|k| k == kind), "{kind} in {kinds:?}");
    }
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let output = demo(folder.path(), "en");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).starts_with("E_EXISTS: expected a new or an empty folder"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let file = demo(&folder.path().join("mine.txt"), "zh");
    assert_eq!(file.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("mine.txt")).unwrap(), "mine");
}
