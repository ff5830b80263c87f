//! `jiaokan check` of many reports: formats, grouping, what was accepted, working papers.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use zip::ZipArchive;

const FINDING: &str = "fixtures/checks/score_exceeds_weight/finding.md";
const OTHER: &str = "fixtures/checks/unit_differs/finding.md";
const DAMAGED: &str = "fixtures/reports/damaged/garbled-scan.md";

/// A folder with three reports, two of which have one mistake.
fn folder() -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, from) in [("a.md", FINDING), ("b.md", OTHER), ("c.md", FINDING)] {
        fs::copy(root(from), dir.path().join(name)).unwrap();
    }
    dir
}

#[test]
fn several_formats_go_into_a_folder() {
    let dir = folder();
    let out = TempDir::new().unwrap();
    let out = out.path().join("checked");
    let formats = "text,markdown,json,csv,xlsx,html,docx";
    let output = run(&["check", text(dir.path()), "--format", formats, "-o", text(&out)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    for (ending, start) in [
        ("txt", &b"a.md"[..]),
        ("md", b"## a.md"),
        ("jsonl", b"{\"counts\""),
        ("csv", b"\xEF\xBB\xBF\"source\""),
        ("xlsx", b"PK"),
        ("html", b"<!DOCTYPE html>"),
        ("docx", b"PK"),
    ] {
        let written = fs::read(out.join(format!("findings.{ending}"))).unwrap();
        assert!(written.starts_with(start), "{ending}: {:?}", written.get(..40));
    }
    // Nothing is written over.
    let again = run(&["check", text(dir.path()), "--format", formats, "-o", text(&out)]);
    assert_eq!(status(&again), 2, "{}", stderr(&again));
}

#[test]
fn the_ending_of_the_output_gives_the_format_and_the_same_bytes_come_again() {
    let dir = folder();
    for ending in ["csv", "xlsx", "html", "docx", "json"] {
        let out = TempDir::new().unwrap();
        let write = |name: &str| {
            let path = out.path().join(name).with_extension(ending);
            let output = run(&["check", text(dir.path()), "-o", text(&path)]);
            assert_eq!(status(&output), 0, "{}", stderr(&output));
            fs::read(&path).unwrap()
        };
        assert!(write("one") == write("two"), "{ending}");
    }
    let wrong = run(&["--lang", "en", "check", FINDING, "-o", "findings.odt"]);
    assert_eq!(status(&wrong), 2);
    assert!(stderr(&wrong).contains(".xlsx"), "{}", stderr(&wrong));
}

#[test]
fn findings_of_several_reports_stand_under_their_check() {
    let dir = folder();
    let shown = stdout(&run(&["--lang", "zh", "check", text(dir.path()), "--group-by", "check"]));
    let head = shown.lines().find(|line| line.contains("score_exceeds_weight")).unwrap();
    assert!(head.starts_with("■ 高") && head.contains("(2)"), "{head}");
    let under: Vec<&str> = shown
        .lines()
        .skip_while(|line| !line.contains("(2)  score_exceeds_weight"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .collect();
    assert!(under.iter().any(|line| line.contains("a.md")), "{under:?}");
    assert!(under.iter().any(|line| line.contains("c.md")), "{under:?}");
    assert!(!under.iter().any(|line| line.contains("b.md")), "{under:?}");
}

#[test]
fn what_is_below_a_severity_is_left_out_and_counted() {
    let all = json(&["check", "--format", "json", DAMAGED]);
    let some = json(&["check", "--format", "json", "--min-severity", "high", DAMAGED]);
    let shown = |value: &Value| value["findings"].as_array().unwrap().len() as u64;
    let left_out = some["counts"]["below_severity"].as_u64().unwrap();
    assert!(left_out > 0);
    assert_eq!(shown(&all), shown(&some) + left_out);
    let text = stdout(&run(&["--lang", "en", "check", "--min-severity", "high", DAMAGED]));
    assert!(text.contains(&format!("{left_out} below the severity asked for")), "{text}");
}

#[test]
fn a_cell_that_cannot_be_read_is_told_once_with_the_checks_that_wait_for_it() {
    let value = json(&["check", "--format", "json", DAMAGED]);
    let cells = value["unreadable"].as_array().unwrap();
    let waited = cells.iter().find(|cell| !cell["checks"].as_array().unwrap().is_empty());
    let waited = waited.expect("a check waits for a cell of the garbled report");
    let text = stdout(&run(&["--lang", "zh", "check", DAMAGED]));
    let raw = waited["raw"].as_str().unwrap().trim();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.trim_start().starts_with("? 第") && line.contains(raw))
        .collect();
    assert_eq!(lines.len(), 1, "{text}");
    assert!(text.contains("因此无法进行的核查"), "{text}");
    assert!(!text.contains("cell_unreadable"), "{text}");
}

#[test]
fn what_was_accepted_is_hidden_and_counted_and_comes_back_when_it_changes() {
    for format in ["json", "csv"] {
        let dir = folder();
        let before = TempDir::new().unwrap();
        let accepted = before.path().join("accepted").with_extension(format);
        let folder = text(dir.path());
        let output = run(&["check", folder, "--all", "-o", text(&accepted)]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let known = ["--lang", "en", "check", "--fail-on", "low", "--baseline", text(&accepted)];
        let quiet = run(&[&known[..], &[folder]].concat());
        assert_eq!(status(&quiet), 0, "{format}: {}", stdout(&quiet));
        assert!(stdout(&quiet).contains("accepted before"), "{}", stdout(&quiet));
        // Moved down a line, and under another name: still the same.
        let moved = fs::read_to_string(root(FINDING)).unwrap();
        fs::write(dir.path().join("a.md"), format!("\n{moved}")).unwrap();
        fs::rename(dir.path().join("c.md"), dir.path().join("z.md")).unwrap();
        assert_eq!(status(&run(&[&known[..], &[folder]].concat())), 0, "{format}");
        // Another figure is another finding.
        fs::write(dir.path().join("a.md"), moved.replace("| 33 |", "| 34 |")).unwrap();
        let changed = run(&[&known[..], &[folder]].concat());
        assert_eq!(status(&changed), 3, "{format}: {}", stdout(&changed));
    }
    let wrong = run(&["--lang", "en", "check", "--baseline", FINDING, FINDING]);
    assert_eq!(status(&wrong), 2);
    assert!(stderr(&wrong).contains("--format json"), "{}", stderr(&wrong));
}

#[test]
fn extractions_are_checked_as_their_reports_are() {
    let dir = folder();
    let out = TempDir::new().unwrap();
    let findings = |arguments: &[&str]| {
        let lines = stdout(&run(&[&["check", "--format", "json"], arguments].concat()));
        let lines = lines.lines().map(|line| parse(line)["findings"].clone());
        lines.collect::<Vec<_>>()
    };
    let expected = findings(&[text(dir.path())]);
    let lines = out.path().join("all.jsonl");
    fs::write(&lines, run(&["extract", text(dir.path())]).stdout).unwrap();
    assert_eq!(findings(&[text(&lines)]), expected);
    for formats in ["json", "json,jsonl"] {
        let folder = out.path().join(formats);
        let written = run(&["extract", text(dir.path()), "-o", text(&folder), "--format", formats]);
        assert_eq!(status(&written), 0, "{}", stderr(&written));
        assert_eq!(findings(&[text(&folder)]), expected, "{formats}");
    }
    let one = out.path().join("one.json");
    fs::write(&one, run(&["extract", FINDING]).stdout).unwrap();
    let json = json(&["check", "--format", "json", text(&one)]);
    assert_eq!(json["source"], "finding.md");
    assert_eq!(json["counts"]["high"], 1);
    let broken = out.path().join("broken.json");
    fs::write(&broken, "{\"schema\": \"jiaokan.report/1\"").unwrap();
    let output = run(&["--lang", "en", "check", text(&broken)]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("E_EXTRACTION"), "{}", stderr(&output));
}

#[test]
fn a_finding_whose_expectation_is_met_is_none() {
    for path in crate::support::inputs("reports") {
        for finding in crate::support::extract_file(&path).findings {
            let met = finding.expected.is_some() && finding.expected == finding.found;
            let found = finding.outcome == jiaokan::model::Outcome::Finding;
            assert!(!(met && found), "{}: {finding:?}", path.display());
        }
    }
}

#[test]
fn a_working_paper_has_facts_places_basis_and_room_to_sign() {
    let dir = folder();
    let path = dir.path().join("paper.docx");
    let output = run(&["--lang", "zh", "check", text(dir.path()), "-o", text(&path)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let document = part(&fs::read(&path).unwrap(), "word/document.xml");
    let sha = json(&["check", "--format", "json", FINDING])["sha256"].as_str().unwrap().to_owned();
    let program = jiaokan::Patterns::builtin().program();
    for wanted in [
        "绩效自评核查工作底稿",
        "被审计单位意见",
        "编制人",
        "复核人",
        "依据",
        "第 6 行",
        &sha,
        &program.patterns,
    ] {
        assert!(document.contains(wanted), "{wanted}");
    }
    let mut reader = quick_xml_events(&document);
    assert!(reader.all(|event| event.is_ok()));
}

/// Every event of an XML text, to see that it is whole.
fn quick_xml_events(xml: &str) -> impl Iterator<Item = Result<(), String>> + '_ {
    let mut depth = 0_i64;
    xml.split('<').skip(1).map(move |tag| {
        let end = tag.find('>').ok_or_else(|| format!("open tag {tag}"))?;
        let tag = &tag[..end];
        if tag.starts_with('/') {
            depth -= 1;
        } else if !tag.ends_with('/') && !tag.starts_with('?') {
            depth += 1;
        }
        if depth < 0 { Err(format!("closed twice at {tag}")) } else { Ok(()) }
    })
}

#[test]
fn the_page_and_the_workbook_hold_the_findings_of_all() {
    let dir = folder();
    let page = dir.path().join("f.html");
    let output = run(&["--lang", "zh", "check", text(dir.path()), "-o", text(&page)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let html = fs::read_to_string(&page).unwrap();
    let parsed = scraper::Html::parse_document(&html);
    assert_eq!(parsed.errors, Vec::<std::borrow::Cow<'static, str>>::new());
    for wanted in ["a.md", "b.md", "c.md", "分值 30 分，得分 33 分"] {
        assert!(html.contains(wanted), "{wanted}");
    }
    assert!(!html.contains("http://") && !html.contains("src="), "asks for nothing");
    let book = dir.path().join("f.xlsx");
    let output = run(&["--lang", "zh", "check", text(dir.path()), "-o", text(&book)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let strings = part(&fs::read(&book).unwrap(), "xl/sharedStrings.xml");
    assert!(strings.contains("分值 30 分，得分 33 分"), "{strings}");
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jiaokan"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("JIAOKAN_PASSWORD")
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

fn json(arguments: &[&str]) -> Value {
    parse(&stdout(&run(arguments)))
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
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

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}
