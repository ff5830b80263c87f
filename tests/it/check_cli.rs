//! `jiaokan check` and `jiaokan explain`, by their requirements.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jiaokan::internals::checks;
use serde_json::Value;
use tempfile::TempDir;

const FINDING: &str = "fixtures/checks/score_exceeds_weight/finding.md";
const PASS: &str = "fixtures/checks/score_exceeds_weight/pass.md";
const REPAIRED: &str = "fixtures/checks/brackets_unbalanced/finding-name-lost-characters.md";
const CLEAN: &str = "fixtures/reports/clean/guangdong-department.md";

#[test]
fn a_finding_shows_its_message_the_printed_row_and_its_line() {
    let english = stdout(&run(&["--lang", "en", "check", FINDING]));
    for wanted in [
        "■ high (1)",
        "scored 33 of 30 points",
        "line 6  受益人口（万人）",
        "| 33",
        "score_exceeds_weight PTS-01",
    ] {
        assert!(english.contains(wanted), "{wanted} in\n{english}");
    }
    let chinese = stdout(&run(&["--lang", "zh", "check", FINDING]));
    for wanted in ["■ 高 (1)", "分值 30 分，得分 33 分", "第 6 行"] {
        assert!(chinese.contains(wanted), "{wanted} in\n{chinese}");
    }
}

#[test]
fn nothing_is_coloured_where_there_is_no_terminal() {
    for command in [vec!["check", FINDING], vec!["explain", "PTS-01"]] {
        assert!(!stdout(&run(&command)).contains('\u{1b}'));
    }
}

#[test]
fn a_value_that_was_not_simply_read_is_named_with_its_printed_form() {
    let text = stdout(&run(&["--lang", "en", "check", "--only", "DOC-03", REPAIRED]));
    assert!(text.contains("indicator 1, name: \"组织参加培训的人)\""), "{text}");
}

#[test]
fn not_evaluable_stands_apart_and_is_no_pass() {
    let output = run(&["--lang", "en", "check", "--only", "score_total_differs", CLEAN]);
    let text = stdout(&output);
    assert!(text.contains("? not evaluable (1)"), "{text}");
    assert!(text.contains("1 not evaluable; 0 passed"), "{text}");
    assert_eq!(status(&output), 0);
}

#[test]
fn passes_are_counted_and_listed_only_when_asked_for() {
    let short = stdout(&run(&["--lang", "en", "check", "--only", "PTS-01", PASS]));
    assert!(short.contains("nothing found") && !short.contains('✓'), "{short}");
    let long =
        stdout(&run(&["--lang", "en", "check", "--all", "--only", "score_exceeds_weight", PASS]));
    assert!(long.contains("✓ passed (1)"), "{long}");
}

#[test]
fn fail_on_gives_status_3_from_its_severity_upwards() {
    assert_eq!(status(&run(&["check", FINDING])), 0);
    for severity in ["high", "medium", "low"] {
        assert_eq!(status(&run(&["check", "--fail-on", severity, FINDING])), 3);
    }
    // A remark is below every limit, and what is skipped is not found.
    assert_eq!(
        status(&run(&["check", "--fail-on", "low", "--only", "title_without_year", CLEAN])),
        0
    );
    let skip = ["check", "--fail-on", "high", "--skip", "score_exceeds_weight", FINDING];
    assert_eq!(status(&run(&skip)), 0);
}

#[test]
fn only_and_skip_take_names_and_ids() {
    let checks = |arguments: &[&str]| -> Vec<String> {
        let json = [&["check", "--format", "json", "--all"], arguments, &[FINDING]].concat();
        let json = parse(&stdout(&run(&json)));
        let findings = json["findings"].as_array().unwrap().iter();
        findings.map(|f| f["check"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(checks(&["--only", "score_exceeds_weight"]), ["score_exceeds_weight"]);
    assert!(checks(&["--only", "pts-01"]).contains(&"score_exceeds_weight".to_owned()));
    assert!(!checks(&["--skip", "PTS-01"]).contains(&"score_exceeds_weight".to_owned()));
}

#[test]
fn an_unknown_check_is_status_2_with_the_nearest_names() {
    for command in [
        vec!["--lang", "en", "check", "--only", "score_exceed_weight", FINDING],
        vec!["--lang", "en", "check", "--skip", "score_exceed_weight", FINDING],
        vec!["--lang", "en", "explain", "score_exceed_weight"],
    ] {
        let output = run(&command);
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).contains("score_exceeds_weight"), "{}", stderr(&output));
    }
}

#[test]
fn an_unknown_profile_is_status_2_with_those_that_there_are() {
    for command in ["check", "extract"] {
        let output = run(&["--lang", "en", command, "--profile", "nationwide", FINDING]);
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).contains("national"), "{}", stderr(&output));
    }
}

#[test]
fn a_profile_changes_what_is_judged() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("report.md");
    let text = "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n自评得分65分，评价等级为低。\n";
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let outcome = |profile: &[&str]| {
        let command = ["check", "--format", "json", "--all", "--only", "GRD-01"];
        let json = parse(&stdout(&run(&[&command, profile, &[path]].concat())));
        json["findings"][0]["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(outcome(&["--profile", "five_grades"]), "pass");
    assert_ne!(outcome(&["--profile", "national"]), "pass");
}

#[test]
fn json_holds_the_findings_of_the_extraction_with_ids_and_quotes() {
    let json = parse(&stdout(&run(&["check", "--format", "json", FINDING])));
    let finding = &json["findings"][0];
    assert_eq!(finding["check"], "score_exceeds_weight");
    assert_eq!(finding["ids"][0], "PTS-01");
    assert_eq!(finding["quotes"][0]["line"], 6);
    assert_eq!(json["counts"]["high"], 1);
}

#[test]
fn markdown_is_made_of_headings_and_lists() {
    let text = stdout(&run(&["--lang", "en", "check", "--format", "markdown", FINDING]));
    assert!(text.starts_with("## finding.md\n"), "{text}");
    assert!(text.contains("\n### ■ high (1)\n"), "{text}");
    assert!(text.contains("scored 33 of 30 points** (`score_exceeds_weight PTS-01`)"), "{text}");
}

#[test]
fn many_files_come_in_order_with_an_overview_and_a_bad_one_costs_itself() {
    let dir = TempDir::new().unwrap();
    for (name, from) in [("b.md", FINDING), ("a.md", PASS), ("d.md", FINDING)] {
        fs::copy(root(from), dir.path().join(name)).unwrap();
    }
    fs::write(dir.path().join("c.md"), " \n").unwrap();
    let folder = dir.path().to_str().unwrap();
    let command = ["--lang", "en", "check", "--fail-on", "high", "--progress", "never", folder];
    let output = run(&command);
    let text = stdout(&output);
    let place =
        |name: &str| text.find(&format!("{name}\n")).unwrap_or_else(|| panic!("{name} in\n{text}"));
    assert!(place("a.md") < place("b.md") && place("b.md") < place("d.md"));
    assert!(text.contains("Overview: 4 files, 1 could not be read"), "{text}");
    let row = text
        .lines()
        .find(|line| line.contains("score_exceeds_weight") && line.contains("■ high"))
        .unwrap();
    assert!(row.split_whitespace().any(|cell| cell == "2"), "{row}");
    assert!(stderr(&output).contains("E_EMPTY"), "{}", stderr(&output));
    // What could not be read counts before what was found: it may hide findings.
    assert_eq!(status(&output), 1);
    fs::remove_file(dir.path().join("c.md")).unwrap();
    assert_eq!(status(&run(&command)), 3);
}

/// Nothing is found in a file that is no report: that is not the same as a report without fault.
#[test]
fn a_file_that_is_no_report_is_told_beside_its_findings() {
    let dir = TempDir::new().unwrap();
    let letter = dir.path().join("letter.txt");
    fs::write(&letter, "各位同事：明日停电，请提前保存文件。\n").unwrap();
    let letter = letter.to_str().unwrap();
    let alone = run(&["--lang", "en", "check", letter]);
    assert_eq!(status(&alone), 0);
    assert!(stderr(&alone).contains("does not look like a report"), "{}", stderr(&alone));
    let page = dir.path().join("letter.html");
    let page = page.to_str().unwrap();
    let viewed = run(&["--lang", "en", "view", letter, "-o", page]);
    assert!(stderr(&viewed).contains("does not look like a report"), "{}", stderr(&viewed));
    let one_of_two = run(&["--lang", "en", "check", "--progress", "never", letter, PASS]);
    let said = stderr(&one_of_two);
    assert!(said.contains("1 of them does not look like a report"), "{said}");
    assert!(!stderr(&run(&["--lang", "en", "check", PASS])).contains("look like"));
}

#[test]
fn json_of_many_files_is_a_line_each() {
    let text = stdout(&run(&["check", "--format", "json", FINDING, PASS]));
    let lines: Vec<Value> = text.lines().map(parse).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["counts"]["high"], 1);
    assert_eq!(lines[1]["counts"]["high"], 0);
}

#[test]
fn explain_says_what_a_check_says_of_itself_in_both_languages() {
    let english = stdout(&run(&["--lang", "en", "explain", "score_exceeds_weight"]));
    assert!(english.starts_with("score_exceeds_weight  PTS-01  severity: high\n"), "{english}");
    for head in ["What it finds\n", "Why it matters\n", "Known limits\n", "Basis\n"] {
        assert!(english.contains(head), "{english}");
    }
    let chinese = stdout(&run(&["--lang", "zh", "explain", "score_exceeds_weight"]));
    assert!(chinese.contains("查什么\n") && chinese.contains("得分高于分值"), "{chinese}");
}

#[test]
fn explain_of_a_shared_id_says_each_check() {
    let text = stdout(&run(&["explain", "ORG-01"]));
    assert!(text.contains("department_names_differ") && text.contains("founded_within_year"));
}

#[test]
fn explain_alone_lists_every_check() {
    let text = stdout(&run(&["explain"]));
    for check in checks::all() {
        assert!(text.contains(&format!("{}  ", check.name)), "{}", check.name);
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jiaokan"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("JIAOKAN_PASSWORD")
        .output()
        .unwrap()
}

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
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

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}
