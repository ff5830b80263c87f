//! What is written, and that it is the same however it is made.

use std::fs;

use super::archive::{Archive, bytes, ends, jiaokan, report};

#[test]
fn a_folder_of_reports_becomes_files_of_the_names_that_are_promised() {
    let archive = Archive::empty();
    archive.add("a.md", &bytes(0));
    archive.add("2022/b.txt", &bytes(1));
    ends(&mut archive.extract("out", &[]), 0);
    let names: Vec<String> = archive.results("out").into_keys().collect();
    assert_eq!(
        names,
        [
            "errors.jsonl",
            "findings.csv",
            "indicators.csv",
            "jiaokan.xlsx",
            "reports.csv",
            "reports/2022/b.txt.json",
            "reports/a.md.json",
            "review.csv",
        ]
    );
    assert!(archive.path("out/run.json").is_file());
    assert_eq!(fs::read(archive.path("out/errors.jsonl")).unwrap(), b"");

    ends(&mut archive.extract("lines", &["--format", "jsonl"]), 0);
    let names: Vec<String> = archive.results("lines").into_keys().collect();
    assert_eq!(names, ["errors.jsonl", "reports.jsonl"]);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_written_where_it_is_asked_for() {
    let archive = Archive::of(2);
    ends(&mut archive.extract("out", &["--format", "parquet"]), 0);
    let results = archive.results("out");
    for name in ["indicators.parquet", "reports.parquet", "findings.parquet", "review.parquet"] {
        assert!(results[name].starts_with(b"PAR1"), "{name}");
        assert!(results[name].ends_with(b"PAR1"), "{name}");
    }
}

#[test]
fn a_report_of_a_batch_is_the_report_of_the_file_alone() {
    let archive = Archive::empty();
    for (name, number) in [("a.md", 0), ("b.md", 3)] {
        archive.add(name, &bytes(number));
    }
    ends(&mut archive.extract("out", &["--format", "json,jsonl"]), 0);
    let lines = fs::read_to_string(archive.path("out/reports.jsonl")).unwrap();
    let printed = ends(jiaokan(&["extract"]).arg(archive.input()), 0).out;
    assert_eq!(printed, lines, "many files go to standard output as lines");
    for (name, line) in ["a.md", "b.md"].iter().zip(lines.lines()) {
        let file = archive.input().join(name);
        let alone = ends(jiaokan(&["extract"]).arg(&file), 0).out;
        let kept = archive.path("out/reports").join(format!("{name}.json"));
        assert_eq!(fs::read_to_string(kept).unwrap(), alone);
        let compact = ends(jiaokan(&["extract", "--compact"]).arg(&file), 0).out;
        assert_eq!(compact.trim_end(), line);
        let bounded = ends(jiaokan(&["extract", "--timeout", "1m"]).arg(&file), 0).out;
        assert_eq!(bounded, alone, "a worker prints the same");
    }
}

#[test]
fn the_output_does_not_depend_on_the_number_of_jobs_or_on_workers() {
    let archive = Archive::of(14);
    archive.add("2022/empty.md", b"");
    archive.add("2022/局004 copy.md", &bytes(4));
    let formats = ["--format", "json,jsonl,csv,xlsx"];
    ends(archive.extract("one", &formats).args(["--jobs", "1"]), 1);
    let one = archive.results("one");
    assert_eq!(one.len(), 15 + 8);
    for (out, more) in [
        ("two", &["--jobs", "2"][..]),
        ("eight", &["--jobs", "8"]),
        ("here", &["--in-process", "--jobs", "3"]),
    ] {
        ends(archive.extract(out, &formats).args(more), 1);
        let other = archive.results(out);
        for (name, bytes) in &one {
            assert!(other.get(name) == Some(bytes), "{out}: {name} differs");
        }
        assert_eq!(other.len(), one.len(), "{out}");
    }
    let sources: Vec<String> = archive
        .json_lines("one/reports.jsonl")
        .iter()
        .map(|line| line["source"]["name"].as_str().unwrap().to_owned())
        .collect();
    let mut sorted = sources.clone();
    sorted.sort();
    assert_eq!(sources, sorted, "in the order of the input");
}

#[test]
fn names_that_meet_in_the_mirrored_tree_do_not_overwrite_each_other() {
    let archive = Archive::empty();
    for (number, path) in ["a.md", "a.txt", "a", "a.md.json/b.md", "x/a.md"].iter().enumerate() {
        archive.add(path, &bytes(number));
    }
    ends(&mut archive.extract("out", &["--format", "json"]), 0);
    let results = archive.results("out");
    let reports: Vec<&str> =
        results.keys().filter_map(|name| name.strip_prefix("reports/")).collect();
    assert_eq!(
        reports,
        ["a.json", "a.md (2).json", "a.md.json/b.md.json", "a.txt.json", "x/a.md.json"]
    );
}

#[test]
fn results_are_not_lost_by_another_run_into_their_folder() {
    let archive = Archive::of(2);
    ends(&mut archive.extract("out", &["--format", "json,csv"]), 0);
    let before = archive.results("out");
    let said = ends(&mut archive.extract("out", &["--format", "json"]), 2);
    assert!(said.err.starts_with("E_EXISTS: expected a new or empty folder"), "{}", said.err);
    assert!(said.err.contains("--resume") && said.err.contains("--force"));
    assert!(archive.results("out") == before);

    fs::remove_file(archive.input().join("2021/局000.md")).unwrap();
    ends(&mut archive.extract("out", &["--format", "json", "--force"]), 0);
    let names: Vec<String> = archive.results("out").into_keys().collect();
    assert_eq!(names, ["errors.jsonl", "reports/2022/局001.md.json"]);
}

#[test]
fn files_of_others_are_never_removed() {
    let archive = Archive::of(1);
    fs::create_dir_all(archive.path("out/reports")).unwrap();
    fs::write(archive.path("out/reports/mine.json"), "mine").unwrap();
    ends(&mut archive.extract("out", &["--format", "json"]), 2);
    ends(&mut archive.extract("out", &["--format", "json", "--force"]), 0);
    ends(&mut archive.extract("out", &["--format", "jsonl", "--resume"]), 0);
    let names: Vec<String> = archive.results("out").into_keys().collect();
    assert_eq!(names, ["errors.jsonl", "reports.jsonl", "reports/mine.json"]);
}

#[test]
fn run_json_tells_what_was_done_and_keeps_the_password_to_itself() {
    let archive = Archive::of(3);
    archive.add("2021/again.md", &bytes(0));
    let mut command = archive.extract("out", &["--format", "jsonl", "--password", "geheim"]);
    let said = ends(&mut command, 0);
    assert!(said.err.contains("4 files: 4 reports with 8 indicators"), "{}", said.err);
    let copies = "1 of them has the content of another file (2021/again.md and 2021/局000.md, …)";
    assert!(said.err.contains(copies), "{}", said.err);
    let list = fs::read_to_string(archive.path("out/duplicates.jsonl")).unwrap();
    assert_eq!(list, "{\"sources\":[\"2021/again.md\",\"2021/局000.md\"]}\n");
    let run = archive.run_json("out");
    assert_eq!(run["ended"], "complete");
    assert_eq!(run["summary"]["files"], 4);
    assert_eq!(run["summary"]["duplicates"][0][1], "2021/局000.md");
    assert_eq!(run["options"]["password"], true);
    assert!(run["started"].as_str().unwrap().ends_with('Z'));
    for (path, bytes) in archive.results("out") {
        assert!(!String::from_utf8_lossy(&bytes).contains("geheim"), "{path}");
    }
    assert!(!run.to_string().contains("geheim"));
    // Nothing in it is another for another password, so that none can be tried against it.
    ends(&mut archive.extract("other", &["--format", "jsonl", "--password", "heimlich"]), 0);
    assert_eq!(archive.run_json("other")["fingerprint"], run["fingerprint"]);
    let without = archive.extract("out", &["--format", "jsonl"]).arg("--resume").output().unwrap();
    let said = String::from_utf8(without.stderr).unwrap();
    assert!(said.contains("4 reports taken over"), "{said}");
}

#[test]
fn headings_are_chinese_where_it_is_asked_for_and_never_by_the_locale() {
    let archive = Archive::of(1);
    let heading = |out: &str| {
        let text = String::from_utf8(archive.results(out)["indicators.csv"].clone()).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    ends(archive.extract("locale", &["--format", "csv"]).env("LC_ALL", "zh_CN.UTF-8"), 0);
    ends(&mut archive.extract("plain", &["--format", "csv"]), 0);
    ends(&mut archive.extract("zh", &["--format", "csv", "--lang", "zh"]), 0);
    assert_eq!(heading("locale"), heading("plain"));
    assert_ne!(heading("zh"), heading("plain"));
}

#[test]
fn the_closing_words_are_in_the_language_of_the_user() {
    let archive = Archive::of(1);
    archive.add("leer.md", b" ");
    let said = ends(&mut archive.extract("out", &["--lang", "zh", "--format", "json"]), 1);
    assert!(said.err.contains("共处理 2 个文件：成功提取 1 份报告、2 条指标"), "{}", said.err);
    assert!(said.err.contains("1 个出错") && said.err.contains("errors.jsonl"));
    let [error] = &archive.json_lines("out/errors.jsonl")[..] else { panic!() };
    assert_eq!(error["source"], "leer.md");
    assert_eq!(error["code"], "E_EMPTY");
    assert!(error["message"].as_str().unwrap().contains("copied whole"));
    assert!(error["message_zh"].as_str().unwrap().contains("请检查"));
    assert!(error["page"].is_null());
    // To standard output, the words go where words go.
    let said = ends(jiaokan(&["--lang", "zh", "extract"]).arg(archive.input()), 1);
    assert!(said.err.starts_with("E_EMPTY：leer.md 中没有"), "{}", said.err);
    assert_eq!(said.out.lines().count(), 1);
}

#[test]
fn progress_is_silent_where_nobody_asked_for_it() {
    let archive = Archive::of(2);
    let never = ends(&mut archive.extract("a", &["--progress", "never"]), 0);
    let auto = ends(&mut archive.extract("b", &[]), 0);
    assert_eq!(never.err.lines().count(), auto.err.lines().count());
    let always = ends(&mut archive.extract("c", &["--progress", "always"]), 0);
    assert!(always.err.contains("/2 files"), "{}", always.err);
}

#[test]
fn the_first_failure_ends_a_run_that_is_to_fail_fast() {
    let archive = Archive::of(3);
    archive.add("2021/a.md", b"");
    let options = ["--format", "jsonl", "--fail-fast", "--jobs", "1"];
    ends(&mut archive.extract("out", &options), 1);
    assert_eq!(archive.run_json("out")["ended"], "failed_fast");
    assert_eq!(archive.run_json("out")["summary"]["files"], 1);
    ends(jiaokan(&["extract", "--fail-fast"]).arg(archive.input()), 1);
}

#[test]
fn a_report_over_the_largest_size_is_not_read() {
    let archive = Archive::of(1);
    archive.add("big.md", report(1).repeat(10).as_bytes());
    ends(&mut archive.extract("out", &["--format", "json", "--max-size", "1K"]), 1);
    assert_eq!(archive.errors("out"), [("big.md".to_owned(), "E_TOO_LARGE".to_owned())]);
}
