//! `jiaokan doctor` and `jiaokan patterns add`, by their requirements.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A table whose units and one head are in no pattern.
const ODD: &str = "# 松林县农机站2023年度部门整体支出绩效自评报告\n\n部门名称：松林县农机站\n\n\
    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 丙类折算栏 |\n|---|---|---|---|---|---|\n\
    | 产出指标 | 数量指标 | 更新农机具 | ≥120畚台 | 126畚台 | 8 |\n\
    | 产出指标 | 数量指标 | 检修农机具 | ≥300畚台 | 318畚台 | 9 |\n";

fn folder() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("odd.md"), ODD).unwrap();
    fs::write(dir.path().join("copy.md"), ODD).unwrap();
    fs::write(dir.path().join("empty.md"), " \n").unwrap();
    fs::write(dir.path().join("torn.docx"), b"PK\x03\x040000").unwrap();
    let undated = ODD.replace("2023年度", "").replace("松林县农机站", "柏林县农机站");
    fs::write(dir.path().join("undated.md"), undated).unwrap();
    dir
}

#[test]
fn a_folder_is_diagnosed_before_it_is_read() {
    let dir = folder();
    let output = run(&["--lang", "zh", "doctor", text(dir.path())]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output);
    for wanted in [
        "共 5 个文件",
        "文本 3",
        "E_EMPTY",
        "E_DAMAGED",
        "torn.docx",
        "内容完全相同的文件（1）",
        "copy.md  odd.md",
        "no_year",
        "undated.md",
        "畚台",
        "丙类折算栏",
        "jiaokan patterns add unit 畚台 --patterns my-patterns",
        "jiaokan extract",
    ] {
        assert!(shown.contains(wanted), "{wanted} in\n{shown}");
    }
    // Nothing is written, and the inputs are as they were.
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 5);
}

#[test]
fn the_diagnosis_is_json_for_programs() {
    let dir = folder();
    let value: Value =
        serde_json::from_str(&stdout(&run(&["doctor", text(dir.path()), "--format", "json"])))
            .unwrap();
    assert_eq!(value["schema"], "jiaokan.doctor/1");
    assert_eq!(value["files"], 5);
    assert_eq!(value["read"], 2, "copies are not read again: {value}");
    let unit = &value["unknown_units"][0];
    assert_eq!((unit["word"].as_str(), unit["values"].as_u64()), (Some("畚台"), Some(8)));
    assert_eq!(value["unknown_heads"][0]["word"], "丙类折算栏");
    assert_eq!(value["unknown_heads"][0]["values"], 4);
}

#[test]
fn a_sample_bounds_what_is_read_through() {
    let dir = TempDir::new().unwrap();
    for number in 0..20 {
        let text = ODD.replace("松林县农机站", &format!("第{number}农机站"));
        fs::write(dir.path().join(format!("{number:02}.md")), text).unwrap();
    }
    let read = |sample: &str| -> Value {
        let arguments = ["doctor", text(dir.path()), "--format", "json", "--sample", sample];
        serde_json::from_str(&stdout(&run(&arguments))).unwrap()
    };
    assert_eq!(read("5")["read"], 5);
    assert_eq!(read("5")["files"], 20);
    assert_eq!(read("0")["read"], 20);
}

#[test]
fn a_unit_that_was_taught_is_read() {
    let dir = TempDir::new().unwrap();
    let own = dir.path().join("own");
    let added = run(&["--lang", "en", "patterns", "add", "unit", "畚台", "--patterns", text(&own)]);
    assert_eq!(status(&added), 0, "{}", stderr(&added));
    assert!(stderr(&added).contains("every example holds"), "{}", stderr(&added));
    let check = run(&["patterns", "check", text(&own)]);
    assert_eq!(status(&check), 0, "{}", stderr(&check));
    let report = dir.path().join("odd.md");
    fs::write(&report, ODD).unwrap();
    let json: Value =
        serde_json::from_str(&stdout(&run(&["extract", text(&report), "--patterns", text(&own)])))
            .unwrap();
    let target = &json["indicators"][0]["target"];
    assert_eq!((target["number"].as_str(), target["unit"].as_str()), (Some("120"), Some("畚台")));
    // Twice is once.
    let again = run(&["--lang", "en", "patterns", "add", "unit", "畚台", "--patterns", text(&own)]);
    assert_eq!(status(&again), 2);
    assert!(stderr(&again).contains("known already"), "{}", stderr(&again));
}

#[test]
fn a_column_and_a_level_join_the_entry_that_is_there() {
    let dir = TempDir::new().unwrap();
    let own = dir.path().join("own");
    let add = |what: &str, word: &str, meaning: &str| {
        run(&["patterns", "add", what, word, "--as", meaning, "--patterns", text(&own)])
    };
    for word in ["年内应达数", "年内必达数"] {
        let output = add("column", word, "target");
        assert_eq!(status(&output), 0, "{}", stderr(&output));
    }
    for (word, meaning) in [("产出成效类", "产出指标"), ("惠民成效类", "效益指标")]
    {
        let output = add("level", word, meaning);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
    }
    let columns = fs::read_to_string(own.join("columns.toml")).unwrap();
    assert_eq!(columns.matches("[[column]]").count(), 1, "one entry holds both: {columns}");
    assert_eq!(status(&run(&["patterns", "check", text(&own)])), 0);
    let report = dir.path().join("r.md");
    let table = ODD
        .replace("年度指标值", "年内必达数")
        .replace("产出指标", "产出成效类")
        .replace("畚台", "台");
    fs::write(&report, table).unwrap();
    let extracted = ["extract", text(&report), "--patterns", text(&own)];
    let json: Value = serde_json::from_str(&stdout(&run(&extracted))).unwrap();
    assert_eq!(json["indicators"][0]["target"]["number"], "120");
    assert_eq!(json["indicators"][0]["level1"]["value"], "产出指标");
}

#[test]
fn what_does_not_hold_is_not_written() {
    let dir = TempDir::new().unwrap();
    let own = dir.path().join("own");
    for arguments in [
        &["unit", "个"][..],
        &["unit", "畚台", "--like", "无此单位"],
        &["column", "年内应达数"],
        &["column", "年内应达数", "--as", "no_such_role"],
        &["level", "产出成效类", "--as", "没有的级别"],
    ] {
        let all = [&["--lang", "en", "patterns", "add"], arguments, &["--patterns", text(&own)]];
        let output = run(&all.concat());
        assert_eq!(status(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert_ne!(stderr(&output), "");
    }
    assert!(!own.exists());
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jiaokan"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}
