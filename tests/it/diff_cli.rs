//! `jiaokan diff`, by its requirements.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A pair with changes of all severities but none that is not comparable.
const OLD: &str = "fixtures/diff/targets/old.md";
const NEW: &str = "fixtures/diff/targets/new.md";

#[test]
fn two_reports_are_shown_side_by_side() {
    let output = run(&["--lang", "zh", "diff", OLD, NEW]);
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
    let text = stdout(&output);
    assert!(text.starts_with("绩效自评年度对比\n"), "{text}");
    assert!(text.contains("■ 高  新增造林面积"), "{text}");
    assert!(text.contains("↓ 目标调低"), "{text}");
    assert!(text.contains("≥1000亩"), "{text}");
    assert!(text.contains("第 13 行"), "{text}");
    assert_eq!(text.matches("old.md").count(), 1, "the file stands in the head alone: {text}");
    assert!(!text.contains('\u{1b}'), "no colours in a pipe");
    let english = stdout(&run(&["--lang", "en", "diff", OLD, NEW]));
    assert!(english.contains("■ high  新增造林面积"), "{english}");
    assert!(english.contains("↓ target lowered"), "{english}");
}

#[test]
fn a_report_against_itself_has_no_differences() {
    let output = run(&["--lang", "en", "diff", "--exit-code", OLD, OLD]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("No differences were found."));
    assert!(stdout(&output).contains("Both are the same file."));
}

#[test]
fn the_exit_status_tells_of_differences_at_or_above_the_least_severity() {
    assert_eq!(status(&run(&["diff", OLD, NEW])), 0);
    assert_eq!(status(&run(&["diff", "--exit-code", OLD, NEW])), 4);
    let high = ["diff", "--exit-code", "--min-severity", "high"];
    assert_eq!(status(&run(&[&high[..], &[OLD, NEW]].concat())), 4);
    // A pair without a grave change.
    let mild = ["fixtures/diff/completion/old.md", "fixtures/diff/completion/new.md"];
    assert_eq!(status(&run(&[&["diff", "--exit-code"], &mild[..]].concat())), 4);
    assert_eq!(status(&run(&[&high[..], &mild].concat())), 0);
}

#[test]
fn what_cannot_be_read_gives_status_1_and_is_named() {
    let dir = TempDir::new().unwrap();
    let empty = dir.path().join("空.md");
    fs::write(&empty, "").unwrap();
    let output = run(&["--lang", "en", "diff", OLD, text(&empty)]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("E_EMPTY"), "{}", stderr(&output));
    assert!(stderr(&output).contains("空.md"), "{}", stderr(&output));
    let missing = run(&["--lang", "en", "diff", OLD, "nowhere.md"]);
    assert_eq!(status(&missing), 1);
    assert!(stderr(&missing).contains("nowhere.md"), "{}", stderr(&missing));
    let other = dir.path().join("other.json");
    fs::write(&other, "{\"schema\": \"something\"}").unwrap();
    let output = run(&["--lang", "en", "diff", OLD, text(&other)]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("E_EXTRACTION"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_gives_status_2() {
    let dir = TempDir::new().unwrap();
    let word = dir.path().join("out.odt");
    for arguments in [
        &["diff", OLD][..],
        &["diff", OLD, NEW, "--format", "pdf"],
        &["diff", OLD, NEW, "--min-severity", "worst"],
        &["diff", OLD, NEW, "-o", text(&word)],
        &["diff", OLD, NEW, "--lineage", "nowhere.csv"],
        &["diff", "fixtures/diff", "fixtures/diff", "--format", "html"],
    ] {
        let output = run(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert_ne!(stderr(&output), "");
    }
    assert!(!word.exists());
}

#[test]
fn json_fits_the_schema_that_is_printed() {
    let schema: Value = parse(&stdout(&run(&["schema", "diff"])));
    assert_eq!(schema["title"], "jiaokan.diff/1");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut compared = 0;
    for folder in fs::read_dir(root("fixtures/diff")).unwrap() {
        let folder = folder.unwrap().path();
        let (old, new) = (folder.join("old.md"), folder.join("new.md"));
        let output = run(&["diff", "--format", "json", text(&old), text(&new)]);
        let value = parse(&stdout(&output));
        let wrong: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{}", folder.display());
        compared += 1;
    }
    assert!(compared > 12);
}

#[test]
fn extractions_are_compared_like_their_reports() {
    let dir = TempDir::new().unwrap();
    let extraction = |input: &str, name: &str, more: &[&str]| {
        let path = dir.path().join(name);
        let json = run(&[&["extract", input], more].concat()).stdout;
        fs::write(&path, json).unwrap();
        path
    };
    let old = extraction(OLD, "old.json", &[]);
    let new = extraction(NEW, "new.data", &["--compact"]);
    let from_reports = stdout(&run(&["diff", "--format", "json", OLD, NEW]));
    let from_json = stdout(&run(&["diff", "--format", "json", text(&old), text(&new)]));
    assert_eq!(from_reports, from_json);
    let mixed = stdout(&run(&["diff", "--format", "json", OLD, text(&new)]));
    assert_eq!(from_reports, mixed);
}

#[test]
fn a_dash_is_standard_input() {
    let mut child = command(&["diff", "--format", "json", "-", NEW])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let bytes = fs::read(root(OLD)).unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let value = parse(&stdout(&child.wait_with_output().unwrap()));
    let named = parse(&stdout(&run(&["diff", "--format", "json", OLD, NEW])));
    assert_eq!(value["old"]["source"]["name"], "-");
    assert_eq!(value["changes"], named["changes"]);
}

#[test]
fn the_ending_of_the_output_gives_the_format() {
    let dir = TempDir::new().unwrap();
    for (name, start) in [
        ("a.html", &b"<!DOCTYPE html>"[..]),
        ("a.XLSX", b"PK"),
        ("a.json", b"{\n  \"schema\": \"jiaokan.diff/1\""),
        ("a.txt", b"Year over year"),
    ] {
        let path = dir.path().join(name);
        let output = run(&["--lang", "en", "diff", OLD, NEW, "-o", text(&path)]);
        assert_eq!((status(&output), stdout(&output).as_str()), (0, ""), "{}", stderr(&output));
        let written = fs::read(&path).unwrap();
        assert!(written.starts_with(start), "{name}");
        assert_eq!(fs::read(&path).unwrap(), written);
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 4, "no drafts are left");
}

#[test]
fn the_language_of_a_file_is_the_one_that_was_asked_for() {
    let dir = TempDir::new().unwrap();
    for (language, said) in [("zh", "变动清单"), ("en", "Changes")] {
        let path = dir.path().join(language).with_extension("html");
        run(&["--lang", language, "diff", OLD, NEW, "-o", text(&path)]);
        assert!(fs::read_to_string(&path).unwrap().contains(said));
    }
}

#[test]
fn nothing_is_overwritten_and_never_an_input() {
    let dir = TempDir::new().unwrap();
    let old = dir.path().join("old.html");
    fs::copy(root(OLD), &old).unwrap();
    let there = dir.path().join("there.html");
    fs::write(&there, "mine").unwrap();
    let refused = run(&["--lang", "en", "diff", text(&old), NEW, "-o", text(&there)]);
    assert_eq!(status(&refused), 2);
    assert!(stderr(&refused).contains("E_EXISTS"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    let input = run(&["--lang", "en", "diff", text(&old), NEW, "--force", "-o", text(&old)]);
    assert_eq!(status(&input), 2);
    assert!(stderr(&input).contains("E_OUTPUT_IS_INPUT"), "{}", stderr(&input));
    assert_eq!(fs::read(&old).unwrap(), fs::read(root(OLD)).unwrap());
    let forced = run(&["diff", text(&old), NEW, "--force", "-o", text(&there)]);
    assert_eq!(status(&forced), 0, "{}", stderr(&forced));
    assert!(fs::read_to_string(&there).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = command(&["diff", "--format", "html", OLD, NEW])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
}

#[test]
fn reports_that_do_not_belong_together_are_compared_with_a_word() {
    let output = run(&["--lang", "en", "diff", OLD, "fixtures/diff/completion/new.md"]);
    assert_eq!(status(&output), 0);
    assert!(stderr(&output).contains("do not seem to belong together"), "{}", stderr(&output));
    // What is filed says it too.
    let dir = TempDir::new().unwrap();
    let page = dir.path().join("strangers.html");
    run(&["--lang", "zh", "diff", OLD, "fixtures/diff/completion/new.md", "-o", text(&page)]);
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("似乎不属于同一部门或项目：以下差异未必是变动"));
    // So does what programs read.
    let other = "fixtures/diff/completion/new.md";
    let json = run(&["diff", "--format", "json", OLD, other]);
    assert!(stdout(&json).contains("\"subject\": \"different\""));
    let table = run(&["diff", "--format", "csv", "--lang", "en", OLD, other]);
    let table = stdout(&table);
    let place = table.lines().next().unwrap().split(',').position(|head| head == "\"subject\"");
    let place = place.expect("a column");
    let first = table.lines().nth(1).unwrap();
    assert_eq!(first.split(',').nth(place), Some("\"different\""), "{table}");
}

/// Two folders: two departments pair, one is only in the old folder, one file of the
/// new folder is empty.
fn folders(dir: &Path) -> (PathBuf, PathBuf) {
    let (old, new) = (dir.join("2022"), dir.join("2023"));
    for (folder, file) in [(&old, "old.md"), (&new, "new.md")] {
        fs::create_dir_all(folder).unwrap();
        for pair in ["targets", "completion"] {
            let from = root("fixtures/diff").join(pair).join(file);
            fs::copy(from, folder.join(pair).with_extension("md")).unwrap();
        }
    }
    fs::copy(root("fixtures/diff/reasons/old.md"), old.join("reasons.md")).unwrap();
    (old, new)
}

#[test]
fn folders_are_ranked_and_what_was_not_compared_is_listed() {
    let dir = TempDir::new().unwrap();
    let (old, new) = folders(dir.path());
    let output = run(&["--lang", "en", "diff", text(&old), text(&new)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output);
    assert!(shown.contains("Pairs (2)"), "{shown}");
    let first = shown.find("targets.md").unwrap();
    assert!(first < shown.find("completion.md").unwrap(), "the gravest first: {shown}");
    assert!(shown.contains("Without a partner (1)"), "{shown}");
    assert!(shown.contains("reasons.md"), "{shown}");
    // A report without a partner is a difference too.
    let same = [text(&new), text(&new)];
    assert_eq!(status(&run(&[&["diff", "--exit-code"], &same[..]].concat())), 0);
    let high = ["diff", "--exit-code", "--min-severity", "high", text(&old), text(&new)];
    assert_eq!(status(&run(&high)), 4);
    fs::write(new.join("空.md"), "").unwrap();
    let output = run(&["--lang", "en", "diff", text(&old), text(&new)]);
    assert_eq!(status(&output), 1);
    assert!(stdout(&output).contains("Not readable (1)"), "{}", stdout(&output));
    assert!(stdout(&output).contains("E_EMPTY"), "{}", stdout(&output));
}

#[test]
fn folders_give_an_overview_and_a_file_for_each_pair() {
    let dir = TempDir::new().unwrap();
    let (old, new) = folders(dir.path());
    for (format, index, count) in [("html", "index.html", 3), ("xlsx", "index.xlsx", 4)] {
        let out = dir.path().join(format);
        let arguments = ["diff", text(&old), text(&new), "--format", format, "-o", text(&out)];
        let output = run(&arguments);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let mut names: Vec<String> = fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), count, "{names:?}");
        assert!(names[0].starts_with("00001-") && names[0].ends_with(format), "{names:?}");
        assert_eq!(names[count - 1], index);
        let again = run(&arguments);
        assert_eq!(status(&again), 2, "{}", stderr(&again));
        if format == "html" {
            let page = fs::read_to_string(out.join(index)).unwrap();
            for name in &names[..2] {
                assert!(page.contains(&format!("href=\"{name}\"")), "{name}");
                let back = fs::read_to_string(out.join(name)).unwrap();
                let number: usize = name[..5].parse().unwrap();
                assert!(back.contains(&format!("href=\"index.html#r{number}\"")), "{name}");
                assert!(page.contains(&format!("id=\"r{number}\"")), "{name}");
            }
        }
        let bytes = |name: &String| fs::read(out.join(name)).unwrap();
        let before: Vec<Vec<u8>> = names.iter().map(bytes).collect();
        let forced = run(&[&arguments[..], &["--force"]].concat());
        assert_eq!(status(&forced), 0, "{}", stderr(&forced));
        let after: Vec<Vec<u8>> = names.iter().map(bytes).collect();
        assert!(before == after, "the same bytes every time");
    }
}

#[test]
fn all_changes_of_many_pairs_stand_in_one_table() {
    let dir = TempDir::new().unwrap();
    let (old, new) = folders(dir.path());
    let out = dir.path().join("out");
    let arguments =
        ["diff", text(&old), text(&new), "--format", "csv,parquet,json,docx", "-o", text(&out)];
    let output = run(&arguments);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(names[0].starts_with("00001-") && names[0].ends_with(".docx"), "{names:?}");
    assert_eq!(names[2..], ["changes.csv", "changes.parquet", "comparisons.jsonl"]);
    assert!(fs::read(out.join("changes.parquet")).unwrap().starts_with(b"PAR1"));
    let csv = fs::read_to_string(out.join("changes.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let lines = fs::read_to_string(out.join("comparisons.jsonl")).unwrap();
    let all: usize =
        lines.lines().map(|line| parse(line)["changes"].as_array().unwrap().len()).sum();
    assert_eq!(rows.len(), all);
    // Which targets were lowered is one filter; all changes of an indicator have one entry.
    let lowered: Vec<&csv::StringRecord> =
        rows.iter().filter(|row| &row[at("kind")] == "target_lowered").collect();
    assert!(!lowered.is_empty());
    for row in &rows {
        let same = |other: &&csv::StringRecord| {
            !row[at("indicator")].is_empty()
                && other[at("pair_no")] == row[at("pair_no")]
                && other[at("entry_no")] == row[at("entry_no")]
        };
        assert!(rows.iter().filter(same).all(|o| o[at("indicator")] == row[at("indicator")]));
    }
}

#[test]
fn a_folder_of_several_years_is_compared_year_by_year() {
    let dir = TempDir::new().unwrap();
    folders(dir.path());
    let output = run(&["--lang", "en", "diff", text(dir.path())]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("Pairs (2)"), "{}", stdout(&output));
    let one = run(&["--lang", "en", "diff", OLD]);
    assert_eq!(status(&one), 2);
    assert!(stderr(&one).contains("found one report"), "{}", stderr(&one));
}

#[test]
fn json_of_many_is_a_line_for_each_pair_in_a_stable_order() {
    let dir = TempDir::new().unwrap();
    let (old, new) = folders(dir.path());
    let lines = |threads: &str| {
        let mut command =
            command(&["--lang", "en", "diff", "--format", "json", text(&old), text(&new)]);
        let output = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let said = stderr(&output);
        assert!(said.contains("not compared: old reasons.md"), "{said}");
        stdout(&output)
    };
    let text = lines("1");
    assert_eq!(text, lines("4"));
    let names: Vec<Value> =
        text.lines().map(|line| parse(line)["new"]["source"]["name"].clone()).collect();
    assert_eq!(names, ["completion.md", "targets.md"]);
}

#[test]
fn lines_of_extractions_are_compared_like_their_folders() {
    let dir = TempDir::new().unwrap();
    let (old, new) = folders(dir.path());
    let lines = |folder: &Path| {
        let output = run(&["extract", "--progress", "never", text(folder)]);
        let path = folder.with_extension("jsonl");
        fs::write(&path, output.stdout).unwrap();
        path
    };
    let arguments = |old: &Path, new: &Path| {
        let output = run(&["diff", "--format", "json", text(old), text(new)]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    let from_folders = arguments(&old, &new);
    let (old_lines, new_lines) = (lines(&old), lines(&new));
    assert_eq!(from_folders, arguments(&old_lines, &new_lines));
    // What `extract -o` writes, with and without a file of lines.
    for formats in ["json", "json,jsonl"] {
        let written = |folder: &Path| {
            let name = format!("{}-{formats}", folder.file_name().unwrap().to_str().unwrap());
            let out = dir.path().join(name);
            let output = run(&["extract", text(folder), "-o", text(&out), "--format", formats]);
            assert_eq!(status(&output), 0, "{}", stderr(&output));
            out
        };
        assert_eq!(from_folders, arguments(&written(&old), &written(&new)), "{formats}");
    }
    // A broken line costs itself alone.
    let mut broken = fs::read_to_string(&new_lines).unwrap();
    broken.push_str("{\"schema\": \"jiaokan.report/1\", \n");
    fs::write(&new_lines, broken).unwrap();
    let output =
        run(&["--lang", "en", "diff", "--format", "json", text(&old_lines), text(&new_lines)]);
    assert_eq!(status(&output), 1);
    assert_eq!(stdout(&output), from_folders);
    assert!(stderr(&output).contains("2023.jsonl:3"), "{}", stderr(&output));
}

#[test]
fn a_lineage_file_pairs_renamed_departments() {
    let dir = TempDir::new().unwrap();
    let (old, new) = (dir.path().join("old"), dir.path().join("new"));
    for folder in [&old, &new] {
        fs::create_dir(folder).unwrap();
    }
    let report = fs::read_to_string(root(OLD)).unwrap();
    fs::write(old.join("a.md"), report.replace("柳塘市林业局", "柳塘市园林局")).unwrap();
    fs::copy(root(NEW), new.join("a.md")).unwrap();
    let folders = [text(&old), text(&new)];
    let alone = run(&[&["--lang", "en", "diff"], &folders[..]].concat());
    assert!(stdout(&alone).contains("Pairs (0)"), "{}", stdout(&alone));
    let lineage = dir.path().join("沿革.csv");
    fs::write(&lineage, "old,new,from,kind\n柳塘市园林局,柳塘市林业局,2023,rename\n").unwrap();
    let lineage = ["--lineage", text(&lineage)];
    let paired = run(&[&["--lang", "en", "diff"], &folders[..], &lineage].concat());
    assert!(stdout(&paired).contains("Pairs (1)"), "{}", stdout(&paired));
    let wrong = dir.path().join("wrong.csv");
    fs::write(&wrong, "old,new,from,kind\n甲,乙,2023,gone\n").unwrap();
    let failed = run(&["--lang", "en", "diff", text(&old), text(&new), "--lineage", text(&wrong)]);
    assert_eq!(status(&failed), 2);
    assert!(stderr(&failed).contains("wrong.csv"), "{}", stderr(&failed));
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG")
        .env_remove("JIAOKAN_PASSWORD");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).stdin(Stdio::null()).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
