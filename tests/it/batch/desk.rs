//! What a person at a desk sees of a run, and reads again from what it wrote.

use std::fs;

use super::archive::{Archive, bytes, ends, jiaokan};

#[test]
fn the_end_names_ten_files_that_failed_and_counts_the_others_by_code() {
    let archive = Archive::of(1);
    for number in 0..12 {
        archive.add(format!("leer{number:02}.md"), b" ");
    }
    archive.add("z.docx", b"PK\x03\x040000");
    let said = ends(&mut archive.extract("out", &["--format", "json"]), 1);
    for line in ["could not be read:", "  E_EMPTY  leer00.md", "  E_EMPTY  leer09.md"] {
        assert!(said.err.lines().any(|found| found == line), "{line}: {}", said.err);
    }
    assert!(!said.err.contains("leer10.md"), "{}", said.err);
    let more = "  and 3 more: E_DAMAGED 1, E_EMPTY 2";
    assert!(said.err.lines().any(|found| found == more), "{}", said.err);
    assert_eq!(archive.run_json("out")["summary"]["failed_by_code"]["E_EMPTY"], 12);
}

#[test]
fn many_files_are_told_with_their_speed() {
    let archive = Archive::of(60);
    let said = ends(&mut archive.extract("out", &["--format", "json", "--lang", "zh"]), 0);
    let line = said.err.lines().find(|line| line.starts_with("用时 ")).unwrap_or_default();
    assert!(line.contains("，每秒 ") && line.ends_with(" 个文件"), "{}", said.err);
}

#[test]
fn quiet_says_only_what_went_wrong() {
    let archive = Archive::of(2);
    let said = ends(&mut archive.extract("out", &["--quiet"]), 0);
    assert_eq!(said.err, "");
    let missing = ends(&mut jiaokan(&["--quiet", "extract", "no/such/file"]), 1);
    assert!(missing.err.starts_with("E_READ"), "{}", missing.err);
}

#[test]
fn a_lean_extraction_lacks_passes_nulls_and_narrative_and_reads_back() {
    let archive = Archive::of(3);
    let formats = ["--format", "json,csv"];
    ends(&mut archive.extract("full", &formats), 0);
    ends(archive.extract("lean", &formats).args(["--detail", "lean"]), 0);
    let name = "reports/2021/局000.md.json";
    let read = |out: &str| fs::read_to_string(archive.path(out).join(name)).unwrap();
    let (full, lean) = (read("full"), read("lean"));
    assert!(lean.len() * 3 < full.len(), "{} of {}", lean.len(), full.len());
    let parsed: serde_json::Value = serde_json::from_str(&lean).unwrap();
    assert_eq!(parsed["detail"], "lean");
    assert!(parsed.get("narrative").is_none() && !lean.contains("\":null"), "{lean}");
    let findings = parsed["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["outcome"] != "pass"));
    let table = fs::read_to_string(archive.path("lean/findings.csv")).unwrap();
    assert!(!table.contains("\"pass\""), "{table}");
    let schema = serde_json::Value::from(jiaokan::model::schema());
    jsonschema::validator_for(&schema).unwrap().validate(&parsed).unwrap();
    // What both say of a report is the same but for what passed.
    let found = |out: &str| {
        let mut check = jiaokan(&["check", "--format", "json"]);
        let said = ends(check.arg(archive.path(out).join(name)), 0);
        let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        let all = json["findings"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|f| f["outcome"] != "pass").map(|f| f["check"].clone()).collect()
    };
    let [full, lean]: [Vec<_>; 2] = ["full", "lean"].map(found);
    assert_eq!(full, lean);
    // Another profile cannot judge what is not there.
    let mut check = jiaokan(&["--lang", "zh", "check", "--profile", "five_grades"]);
    let said = ends(check.arg(archive.path("lean").join(name)), 1);
    assert!(said.err.contains("无法重新核查"), "{}", said.err);
}

#[test]
fn check_reads_reports_extractions_lines_and_output_folders_alike() {
    let archive = Archive::of(3);
    ends(&mut archive.extract("files", &["--format", "json"]), 0);
    ends(&mut archive.extract("lines", &["--format", "jsonl"]), 0);
    let counts = |path: std::path::PathBuf| {
        let said = ends(jiaokan(&["check"]).arg(path), 0);
        let last = said.out.lines().rev().find(|line| line.contains(" high,"));
        last.unwrap_or_default().to_owned()
    };
    let expected = counts(archive.input());
    assert!(expected.contains("passed"), "{expected}");
    for given in ["files", "files/reports", "lines", "lines/reports.jsonl"] {
        assert_eq!(counts(archive.path(given)), expected, "{given}");
    }
}

#[test]
fn what_a_run_wrote_is_no_input_of_another() {
    let archive = Archive::of(1);
    ends(&mut archive.extract("out", &[]), 0);
    for given in ["out", "out/reports", "out/reports.csv", "out/jiaokan.xlsx"] {
        let mut command = jiaokan(&["extract"]);
        let said = ends(command.arg(archive.path(given)).arg("-o").arg(archive.path("new")), 2);
        assert!(said.err.starts_with("E_INPUT_IS_OUTPUT: "), "{given}: {}", said.err);
    }
    // What else lies there is anybody's.
    fs::write(archive.path("out/mine.md"), bytes(0)).unwrap();
    ends(jiaokan(&["extract"]).arg(archive.path("out/mine.md")), 0);
}

#[cfg(unix)]
#[test]
fn a_single_file_is_held_to_the_same_bounds() {
    let archive = Archive::of(1);
    let pipe = archive.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for command in ["extract", "trace", "check"] {
        let said = ends(jiaokan(&[command]).arg(&pipe), 1);
        assert!(said.err.contains("E_NOT_A_FILE"), "{command}: {}", said.err);
    }
    let report = archive.input().join("2021/局000.md");
    let said = ends(jiaokan(&["extract", "--max-size", "10"]).arg(&report), 1);
    assert!(said.err.starts_with("E_TOO_LARGE: "), "{}", said.err);
}

#[test]
fn the_workbook_is_in_the_language_of_the_person_and_csv_in_that_of_programs() {
    let archive = Archive::of(1);
    let mut command = archive.extract("out", &["--format", "csv,xlsx"]);
    ends(command.env("LC_ALL", "zh_CN.UTF-8"), 0);
    let results = archive.results("out");
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(&results["jiaokan.xlsx"])).unwrap();
    let mut text = String::new();
    let mut part = book.by_name("xl/workbook.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    assert!(text.contains("name=\"总览\"") && text.contains("name=\"说明\""), "{text}");
    assert!(String::from_utf8_lossy(&results["indicators.csv"]).contains("\"report_id\""));
}

#[test]
fn options_that_repeat_stand_in_a_file_and_the_line_wins() {
    let archive = Archive::of(1);
    let config = archive.path("own.toml");
    let run = |text: &str, out: &str, options: &[&str], status: i32| {
        fs::write(&config, text).unwrap();
        let mut command = jiaokan(&["--config", config.to_str().unwrap(), "extract"]);
        command.arg(archive.input()).arg("-o").arg(archive.path(out)).args(options);
        ends(&mut command, status).err
    };
    let text = "lang = \"zh\"\njobs = 1\n\n[extract]\nformat = [\"jsonl\", \"csv\"]\n";
    let said = run(text, "a", &[], 0);
    assert!(said.contains("共处理 1 个文件"), "{said}");
    let names: Vec<String> = archive.results("a").into_keys().collect();
    assert!(names.contains(&"reports.jsonl".to_owned()) && !names.contains(&"jiaokan.xlsx".into()));
    run(text, "b", &["--format", "xlsx"], 0);
    assert!(!archive.results("b").contains_key("reports.jsonl"));
    for (text, words) in [
        ("jbos = 3\n", "found jbos; did you mean jobs?"),
        ("[extract]\nformt = \"csv\"\n", "found extract.formt; did you mean format"),
        ("jobs = 3.5\n", "for jobs in"),
        ("jobs = \n", "on line 1"),
    ] {
        let said = run(text, "c", &[], 2);
        assert!(said.starts_with("E_CONFIG: ") && said.contains(words), "{text}: {said}");
    }
    let said = run("timeout = \"soon\"\n", "c", &[], 2);
    assert!(said.contains("own.toml") && said.contains("soon"), "{said}");
}
