//! The five questions of docs/analysis.md, answered in pandas, in DuckDB and by filters of
//! the workbook, on the reports of the demo and on 200 mixed ones. Needs Python with pandas,
//! pyarrow, duckdb and openpyxl (`JIAOKAN_PYTHON` names one); skips where it is absent.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

#[test]
fn the_five_questions_have_one_answer_on_the_demo() {
    let Some(python) = python() else { return };
    let dir = TempDir::new().unwrap();
    ran(&jiaokan(&["demo", dir.path().join("demo").to_str().unwrap()]));
    let reports = dir.path().join("demo/reports");
    extract(&reports, &dir.path().join("out"));
    let compared = dir.path().join("compared");
    let [old, new] = ["2023", "2024"].map(|year| reports.join(year));
    ran(&jiaokan(&[
        "--lang",
        "en",
        "diff",
        old.to_str().unwrap(),
        new.to_str().unwrap(),
        "--format",
        "xlsx",
        "-o",
        compared.to_str().unwrap(),
    ]));
    let counts = asked(&python, dir.path(), Some(&compared));
    // What the demo was written to show.
    assert_eq!(counts["lowered"], 5, "{counts}");
    assert!(counts["review"].as_u64() >= Some(2), "{counts}");
    assert!(counts["spent"].as_u64() >= Some(4), "{counts}");
}

#[test]
fn the_five_questions_have_one_answer_on_200_mixed_reports() {
    let Some(python) = python() else { return };
    let dir = TempDir::new().unwrap();
    let reports = dir.path().join("in");
    crate::support::archive::write(&reports, 16, 200).unwrap();
    extract(&reports, &dir.path().join("out"));
    let counts = asked(&python, dir.path(), None);
    for question in ["spent", "review", "where"] {
        assert!(counts[question].as_u64() > Some(0), "{question}: {counts}");
    }
}

fn extract(reports: &Path, out: &Path) {
    ran(&jiaokan(&[
        "--lang",
        "en",
        "extract",
        reports.to_str().unwrap(),
        "-o",
        out.to_str().unwrap(),
        "--format",
        "json,csv,parquet,xlsx",
    ]));
}

/// What the script says of a folder, in both documents.
fn asked(python: &str, folder: &Path, compared: Option<&Path>) -> serde_json::Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut said = serde_json::Value::Null;
    for page in ["docs/analysis.md", "docs/analysis.zh-CN.md"] {
        let mut command = Command::new(python);
        command.arg(root.join("tests/analysis/questions.py")).arg(root.join(page)).arg(folder);
        let output = command.args(compared).env("PYTHONUTF8", "1").output().unwrap();
        ran(&output);
        let text = String::from_utf8(output.stdout).unwrap();
        said = serde_json::from_str(text.lines().last().unwrap_or_default()).unwrap();
    }
    said
}

/// A Python that has what the script needs.
fn python() -> Option<String> {
    let named = std::env::var("JIAOKAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let needed = "import pandas, pyarrow, duckdb, openpyxl";
    let has = Command::new(&named).args(["-c", needed]).output();
    if has.is_ok_and(|output| output.status.success()) {
        return Some(named);
    }
    println!("skipped: {named} lacks one of pandas, pyarrow, duckdb, openpyxl");
    None
}

fn jiaokan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command.args(arguments).env("LC_ALL", "C").output().unwrap()
}

fn ran(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{printed}");
}
