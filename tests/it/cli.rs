//! The command line, by its requirements.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const REPORT: &str = "fixtures/reports/clean/guangdong-department.md";

#[test]
fn extract_prints_indented_json_on_stdout_and_nothing_on_stderr() {
    let output = run(&["extract", REPORT]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    let text = stdout(&output);
    assert!(text.starts_with("{\n  \"schema\": \"jiaokan.report/1\""), "{text}");
    assert!(text.ends_with("}\n"));
    parse(&text);
}

#[test]
fn extract_compact_prints_one_line_with_the_same_content() {
    let compact = stdout(&run(&["extract", "--compact", REPORT]));
    assert_eq!(compact.trim_end().lines().count(), 1);
    assert_eq!(parse(&compact), parse(&stdout(&run(&["extract", REPORT]))));
}

#[test]
fn extract_reads_standard_input_for_a_dash() {
    let bytes = fs::read(root(REPORT)).unwrap();
    let mut child =
        command(&["extract", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let piped = parse(&stdout(&child.wait_with_output().unwrap()));
    let named = parse(&stdout(&run(&["extract", REPORT])));
    assert_eq!(piped["source"]["name"], "-");
    assert_eq!(piped["source"]["sha256"], named["source"]["sha256"]);
    assert_eq!(piped["indicators"], named["indicators"]);
}

#[test]
fn the_record_names_the_file_and_never_its_folder() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("某局.md");
    fs::copy(root(REPORT), &path).unwrap();
    let text = stdout(&run(&["extract", path.to_str().unwrap()]));
    assert_eq!(parse(&text)["source"]["name"], "某局.md");
    assert!(!text.contains(dir.path().to_str().unwrap()));
}

#[test]
fn a_missing_file_is_status_1_with_path_and_code() {
    let output = run(&["--lang", "en", "extract", "no-such-report.md"]);
    assert_eq!(status(&output), 1);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).starts_with("E_READ: "), "{}", stderr(&output));
    assert!(stderr(&output).contains("no-such-report.md"));
}

#[test]
fn an_empty_file_is_status_1_and_said_to_be_empty_in_both_languages() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("empty.md");
    fs::write(&path, " \n\n").unwrap();
    let path = path.to_str().unwrap();
    for (language, words) in [("en", "E_EMPTY: expected"), ("zh", "E_EMPTY：empty.md 中没有")] {
        let output = run(&["--lang", language, "extract", path]);
        assert_eq!(status(&output), 1);
        assert!(stderr(&output).starts_with(words), "{}", stderr(&output));
    }
}

#[test]
fn a_wrong_line_has_its_code_in_both_languages() {
    for (language, words) in [("en", "E_USAGE: "), ("zh", "E_USAGE：")] {
        let output = run(&["--lang", language, "extract", "--no-such-option"]);
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).starts_with(words), "{}", stderr(&output));
    }
}

#[test]
fn a_file_of_another_kind_is_status_1_and_named() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("report.txt");
    fs::write(&path, b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n").unwrap();
    let output = run(&["--lang", "en", "extract", path.to_str().unwrap()]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("PDF"), "{}", stderr(&output));
}

#[test]
fn no_file_and_an_unknown_option_are_wrong_usage() {
    for arguments in [&["extract"][..], &["extract", "--fast", REPORT], &[]] {
        assert_eq!(status(&run(arguments)), 2, "{arguments:?}");
    }
}

#[test]
fn the_language_follows_the_locale_and_an_option_goes_before_it() {
    for (locale, options, chinese) in [
        ("zh_CN.UTF-8", &[][..], true),
        ("en_US.UTF-8", &[], false),
        ("zh_CN.UTF-8", &["--lang", "en"], false),
        ("C", &["--lang", "zh"], true),
    ] {
        let mut arguments = vec!["extract", "no-such-report.md"];
        arguments.extend(options);
        let output = command(&arguments).env("LC_ALL", locale).output().unwrap();
        assert_eq!(stderr(&output).contains("无法读取"), chinese, "{locale} {options:?}");
    }
}

#[test]
fn lc_messages_goes_before_lang_and_an_empty_variable_does_not_count() {
    let output = command(&["extract", "no-such-report.md"])
        .env("LC_ALL", "")
        .env("LC_MESSAGES", "zh_CN.UTF-8")
        .env("LANG", "en_US.UTF-8")
        .output()
        .unwrap();
    assert!(stderr(&output).contains("无法读取"));
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let mut child =
        command(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(status(&output), 0);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_program_by_its_signal_which_shells_show_as_130() {
    use std::os::unix::process::ExitStatusExt;

    // Shells start what runs in the background deaf to interrupts, and its children are so, too.
    let signals = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = signals.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    if ignored.is_some_and(|bits| bits & 0b10 != 0) {
        println!(
            "skipped: this run of the tests ignores interrupts, as one in the background does"
        );
        return;
    }
    let mut child =
        command(&["extract", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // Held open: to wait would close it, and an input that ends ends the program as well.
    let stdin = child.stdin.take();
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    let status = child.wait().unwrap();
    drop(stdin);
    assert_eq!(status.signal(), Some(2));
}

#[test]
fn schema_prints_the_schema_of_the_extraction() {
    let output = run(&["schema"]);
    assert_eq!(status(&output), 0);
    let schema = parse(&stdout(&output));
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "jiaokan.report/1");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = parse(&stdout(&run(&["extract", REPORT])));
    assert!(validator.is_valid(&report));
    let mut broken = report;
    broken["schema"] = "jiaokan.report/0".into();
    assert!(!validator.is_valid(&broken), "the schema's name is fixed");
}

#[test]
fn patterns_export_writes_files_that_patterns_check_accepts() {
    let dir = TempDir::new().unwrap();
    let target = dir.path().join("mine");
    let path = target.to_str().unwrap();
    let exported = run(&["patterns", "export", path]);
    assert_eq!(status(&exported), 0, "{}", stderr(&exported));
    for (name, text) in jiaokan::internals::patterns::builtin_files() {
        assert_eq!(fs::read_to_string(target.join(name)).unwrap(), text);
    }
    let checked = run(&["patterns", "check", path]);
    assert_eq!(status(&checked), 0, "{}", stderr(&checked));
    assert_eq!(stdout(&checked), "");
    assert!(no_leftovers(&target));
}

#[test]
fn patterns_export_overwrites_nothing_unless_forced() {
    let dir = TempDir::new().unwrap();
    let mine = dir.path().join("columns.toml");
    fs::write(&mine, "# mine\n").unwrap();
    let path = dir.path().to_str().unwrap();
    let refused = run(&["--lang", "en", "patterns", "export", path]);
    assert_eq!(status(&refused), 2);
    assert!(stderr(&refused).contains("columns.toml"));
    assert!(stderr(&refused).contains("--force"));
    assert_eq!(fs::read_to_string(&mine).unwrap(), "# mine\n");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing else was written");

    assert_eq!(status(&run(&["patterns", "export", "--force", path])), 0);
    assert_ne!(fs::read_to_string(&mine).unwrap(), "# mine\n");
}

#[test]
fn patterns_export_into_a_file_says_that_it_cannot_write() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let output = run(&["--lang", "en", "patterns", "export", file.to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).starts_with("E_WRITE: "), "{}", stderr(&output));
}

#[test]
fn patterns_check_fails_on_an_example_that_does_not_match() {
    let dir = TempDir::new().unwrap();
    fs::write(
        dir.path().join("columns.toml"),
        "[[column]]\nid = \"core\"\nnames = [\"重点标记\"]\nexamples = [\"别的\"]\n",
    )
    .unwrap();
    let output = run(&["patterns", "check", dir.path().to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("别的"), "{}", stderr(&output));
}

#[test]
fn pattern_files_that_cannot_be_used_are_status_2_for_extract_too() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("columns.toml"), "[[column]\n").unwrap();
    for folder in [dir.path().to_path_buf(), dir.path().join("none")] {
        let output = run(&["extract", "--patterns", folder.to_str().unwrap(), REPORT]);
        assert_eq!(status(&output), 2, "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn a_column_name_of_ones_own_is_understood_with_ones_own_patterns() {
    let dir = TempDir::new().unwrap();
    let report = dir.path().join("report.md");
    fs::write(
        &report,
        "# 2023年度项目支出绩效自评表\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 本年兑现数 |\n\
         | --- | --- | --- | --- | --- |\n\
         | 产出指标 | 数量指标 | 巡查次数 | ≥12次 | 14次 |\n\
         | 效益指标 | 社会效益指标 | 投诉办结率 | ≥90% | 93% |\n",
    )
    .unwrap();
    let own = dir.path().join("own");
    fs::create_dir(&own).unwrap();
    let exported: toml::Table = jiaokan::internals::patterns::builtin_files()
        .into_iter()
        .find(|(name, _)| *name == "columns.toml")
        .map(|(_, text)| text.parse().unwrap())
        .unwrap();
    let mut actual = exported["column"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["id"].as_str() == Some("actual"))
        .unwrap()
        .clone();
    let names = actual.get_mut("names").unwrap().as_array_mut().unwrap();
    names.push("本年兑现数".into());
    let mut file = toml::Table::new();
    file.insert("column".into(), vec![actual].into());
    fs::write(own.join("columns.toml"), file.to_string()).unwrap();

    let report = report.to_str().unwrap();
    let without = parse(&stdout(&run(&["extract", report])));
    assert!(without["indicators"][0]["actual"]["number"].is_null());
    let output = run(&["extract", "--patterns", own.to_str().unwrap(), report]);
    let with = parse(&stdout(&output));
    assert_eq!(with["indicators"][0]["actual"]["number"], "14", "{}", stderr(&output));
}

#[test]
fn completions_are_written_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert_eq!(status(&output), 0);
        assert!(stdout(&output).contains("extract"), "{shell}");
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn root(relative: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
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
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn no_leftovers(dir: &Path) -> bool {
    fs::read_dir(dir).unwrap().all(|entry| {
        let path = entry.unwrap().path();
        path.is_dir() || path.extension().is_some_and(|e| e == "toml")
    })
}
