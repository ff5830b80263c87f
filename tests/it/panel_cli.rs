//! `jiaokan panel`, by its requirements.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Four years of one department and two of another.
fn archive() -> TempDir {
    let dir = TempDir::new().unwrap();
    let years =
        [(2020, "≥60", "72"), (2021, "≥62", "75"), (2022, "≥65", "80"), (2023, "≥70", "66")];
    for (year, target, actual) in years {
        write(dir.path(), "东坪县商贸中心", year, target, actual);
    }
    for (year, target, actual) in [(2022, "≥10", "12"), (2023, "≥13", "14")] {
        write(dir.path(), "西岭县商贸中心", year, target, actual);
    }
    dir
}

fn write(dir: &Path, department: &str, year: u16, target: &str, actual: &str) {
    let text = format!(
        "# {department}{year}年度部门整体支出绩效自评报告\n\n部门名称：{department}\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n|---|---|---|---|---|\n\
         | 产出指标 | 数量指标 | 走访商户户数（户） | {target} | {actual} |\n"
    );
    fs::write(dir.join(format!("{department}{year}.md")), text).unwrap();
}

#[test]
fn indicators_stand_beside_each_other_over_all_years() {
    let dir = archive();
    let output = run(&["--lang", "zh", "panel", text(dir.path())]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output);
    for wanted in ["东坪县商贸中心", "西岭县商贸中心", "2020", "2023", "≥65 ↓", "66 ✗", "80 ✓"]
    {
        assert!(shown.contains(wanted), "{wanted} in\n{shown}");
    }
    assert!(shown.contains("◆ 中  走访商户户数：预期值连续 3 年低于上年实现值"), "{shown}");
    let one = stdout(&run(&["--lang", "zh", "panel", text(dir.path()), "--only", "西岭"]));
    assert!(one.contains("西岭县商贸中心") && !one.contains("东坪"), "{one}");
}

#[test]
fn a_limit_lies_above_what_was_reached_and_a_little_is_low() {
    let dir = TempDir::new().unwrap();
    let years =
        [(2020, "≤9", "8.3"), (2021, "≤9", "8.5"), (2022, "≤9", "8.4"), (2023, "≤9", "8.6")];
    for (year, target, actual) in years {
        write(dir.path(), "东坪县商贸中心", year, target, actual);
    }
    let shown = stdout(&run(&["--lang", "zh", "panel", text(dir.path())]));
    assert!(shown.contains("◇ 低  走访商户户数：上限连续 3 年高于上年实现值"), "{shown}");
}

#[test]
fn json_is_a_line_for_each_department() {
    let dir = archive();
    let lines = stdout(&run(&["panel", text(dir.path()), "--format", "json"]));
    let panels: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(panels.len(), 2);
    assert_eq!(panels[0]["schema"], "jiaokan.panel/1");
    let years = panels[0]["years"].as_array().unwrap().len();
    assert_eq!(years, 4);
    assert_eq!(panels[0]["rows"][0]["cells"].as_array().unwrap().len(), years);
    assert_eq!(panels[0]["rows"][0]["cells"][3]["met"], false);
    assert_eq!(panels[0]["findings"][0]["check"], "target_below_actual_for_years");
}

#[test]
fn files_are_whole_and_the_same_every_time() {
    let dir = archive();
    let out = TempDir::new().unwrap();
    let write = |name: &str| {
        let folder = out.path().join(name);
        let formats = "csv,parquet,xlsx,html,json,terminal";
        let command = ["panel", text(dir.path()), "--format", formats, "-o", text(&folder)];
        let output = run(&command);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        folder
    };
    let (one, two) = (write("one"), write("two"));
    for ending in ["csv", "parquet", "xlsx", "html", "jsonl", "txt"] {
        let read = |folder: &Path| fs::read(folder.join(format!("panel.{ending}"))).unwrap();
        assert!(read(&one) == read(&two) && !read(&one).is_empty(), "{ending}");
    }
    let csv = fs::read_to_string(one.join("panel.csv")).unwrap();
    // A row per indicator and year, and the head.
    assert_eq!(csv.lines().count(), 1 + 4 + 2, "{csv}");
    let page = fs::read_to_string(one.join("panel.html")).unwrap();
    let html = scraper::Html::parse_document(&page);
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'static, str>>::new());
    let select = |css: &str| html.select(&scraper::Selector::parse(css).unwrap()).count();
    assert_eq!(select("svg.chart"), 2);
    assert_eq!(select("svg circle.unmet"), 1);
    assert_eq!(select("link, img, script[src]"), 0, "asks for nothing");
}

#[test]
fn what_stands_in_no_panel_is_told() {
    let dir = archive();
    fs::copy(dir.path().join("东坪县商贸中心2023.md"), dir.path().join("又一份.md")).unwrap();
    let shown = stdout(&run(&["--lang", "en", "panel", text(dir.path())]));
    assert!(shown.contains("Left out (2)"), "{shown}");
    fs::write(dir.path().join("空.md"), "").unwrap();
    let output = run(&["--lang", "en", "panel", text(dir.path())]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert!(stdout(&output).contains("空.md"), "{}", stdout(&output));
}

#[test]
fn no_line_is_wider_than_a_pipe_is_set_for() {
    use unicode_width::UnicodeWidthStr;
    let dir = archive();
    for line in stdout(&run(&["--lang", "zh", "panel", text(dir.path())])).lines() {
        assert!(line.width() <= 100, "{line}");
    }
}

#[test]
fn explain_tells_of_what_a_panel_finds() {
    let shown = stdout(&run(&["--lang", "zh", "explain", "target_below_actual_for_years"]));
    assert!(shown.contains("连续三年低于上一年实现值"), "{shown}");
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
