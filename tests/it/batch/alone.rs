//! One file is as safe as a folder: the bounds that hold for many hold for one and for two.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use super::archive::{Archive, ends, jiaokan, report};

/// A report too large to be read without a worker.
fn large(number: usize) -> Vec<u8> {
    let mut text = report(number);
    while text.len() < 100_000 {
        text.push_str("\n全年清淤河道，群众满意。\n");
    }
    text.into_bytes()
}

/// The commands that read one file, or two, with their arguments behind it.
fn commands(archive: &Archive, name: &str) -> Vec<(String, Command)> {
    let path = |name: &str| archive.input().join(name).to_str().unwrap().to_owned();
    let (file, other) = (path(name), path("other.md"));
    let page = archive.path(&format!("{name}.html")).to_str().unwrap().to_owned();
    let lines: [&[&str]; 9] = [
        &["extract", &file],
        &["extract", "--compact", &file],
        &["check", &file],
        &["check", "--format", "json", &file],
        &["diff", &file, &other],
        &["diff", &other, &file],
        &["view", &file, "-o", &page, "--force"],
        &["trace", &file],
        &["collate", &file, &other],
    ];
    lines.iter().map(|line| (line.join(" "), jiaokan(line))).collect()
}

#[test]
fn what_ends_a_reader_is_a_code_also_of_a_single_file() {
    let archive = Archive::empty();
    archive.add("other.md", &large(1));
    for (fault, options, code) in [
        ("abort", &[][..], "E_WORKER_CRASHED"),
        ("stack", &[], "E_WORKER_CRASHED"),
        ("panic", &[], "E_WORKER_CRASHED"),
        ("memory", &["--max-memory", "400M"], "E_WORKER_MEMORY"),
        ("hang", &["--timeout", "3s"], "E_WORKER_TIMEOUT"),
    ] {
        let name = format!("{fault}s.md");
        archive.add(&name, &large(2));
        for (line, mut command) in commands(&archive, &name) {
            command.args(options).env("JIAOKAN_FAULTS", format!("{fault}:{name}"));
            let said = ends(&mut command, 1);
            assert_eq!(said.out, "", "{line}");
            assert!(said.err.contains(&format!("{code}: ")), "{line}: {}", said.err);
            assert!(said.err.contains(&name), "{line}: {}", said.err);
        }
    }
}

#[test]
fn in_process_opts_out_everywhere_and_small_text_needs_no_worker() {
    let archive = Archive::empty();
    archive.add("other.md", &large(1));
    archive.add("large.md", &large(2));
    archive.add("small.md", report(2).as_bytes());
    // The fault strikes workers alone.
    for (line, mut command) in commands(&archive, "large.md") {
        command.arg("--in-process").env("JIAOKAN_FAULTS", "abort:large");
        let said = ends(&mut command, 0);
        assert!(!said.err.contains("E_"), "{line}: {}", said.err);
    }
    archive.add("other.md", report(1).as_bytes());
    for (_, mut command) in commands(&archive, "small.md") {
        ends(command.env("JIAOKAN_FAULTS", "abort:small"), 0);
    }
    // Whoever gives bounds has them kept.
    for (line, mut command) in commands(&archive, "small.md") {
        command.args(["--timeout", "60s"]).env("JIAOKAN_FAULTS", "abort:small.md");
        let said = ends(&mut command, 1);
        assert!(said.err.contains("E_WORKER_CRASHED: "), "{line}: {}", said.err);
    }
}

#[test]
fn with_a_worker_and_without_one_a_file_reads_the_same() {
    let archive = Archive::empty();
    archive.add("other.md", &large(1));
    archive.add("large.md", &large(2));
    for (line, mut command) in commands(&archive, "large.md") {
        let with = ends(&mut command, 0);
        let (_, mut command) =
            commands(&archive, "large.md").into_iter().find(|(other, _)| *other == line).unwrap();
        let without = ends(command.arg("--in-process"), 0);
        assert_eq!(with.out, without.out, "{line}");
        assert_eq!(with.err, without.err, "{line}");
    }
}

#[test]
fn one_pair_that_cannot_be_compared_is_one_row() {
    let archive = Archive::empty();
    for (name, office) in [("a", "水务局"), ("b", "民政局"), ("c", "教育局")] {
        for year in [2022, 2023] {
            let text = format!(
                "# 海棠市{office}{year}年度部门整体支出绩效自评报告\n\n\
                 | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
                 | 产出指标 | 数量指标 | 巡查河道次数（次） | ≥{target} | 30 |\n",
                target = year - 2000
            );
            archive.add(format!("{year}/{name}.md"), text.as_bytes());
        }
    }
    let path = |name: &str| archive.input().join(name).to_str().unwrap().to_owned();
    let faults = [
        ("abort", "E_WORKER_CRASHED"),
        ("hang", "E_WORKER_TIMEOUT"),
        ("memory", "E_WORKER_MEMORY"),
    ];
    for (fault, code) in faults {
        let bounds = ["--timeout", "4s", "--max-memory", "400M"];
        let mut pair = jiaokan(&["diff", &path("2022/b.md"), &path("2023/b.md")]);
        pair.args(bounds).env("JIAOKAN_FAULTS", format!("{fault}:b.md ↔"));
        let said = ends(&mut pair, 1);
        assert!(said.err.contains(&format!("{code}: ")), "{}", said.err);
        assert!(said.err.contains("b.md ↔ b.md"), "{}", said.err);
        let mut all = jiaokan(&["diff", "--format", "json", &path("2022"), &path("2023")]);
        all.args(bounds).env("JIAOKAN_FAULTS", format!("{fault}:b.md ↔"));
        let said = ends(&mut all, 1);
        assert!(said.err.contains(&format!("{code}: ")), "{}", said.err);
        assert_eq!(said.err.matches("E_WORKER").count(), 1, "{}", said.err);
        assert_eq!(said.out.lines().count(), 2, "{}", said.err);
        let folder = archive.input().to_str().unwrap().to_owned();
        for (format, told) in [("json", "水务局"), ("terminal", "b.md ↔ 2023/b.md")] {
            let mut panels = jiaokan(&["panel", "--format", format, &folder]);
            panels.args(bounds).env("JIAOKAN_FAULTS", format!("{fault}:b.md ↔"));
            let said = ends(&mut panels, 1);
            assert!(said.out.contains(told) && said.out.contains("教育局"), "{}", said.out);
            assert!(!said.out.contains("民政局2022年"), "{}", said.out);
        }
    }
}

#[test]
fn pipes_and_devices_are_refused_by_every_command() {
    let archive = Archive::empty();
    archive.add("other.md", report(1).as_bytes());
    let pipe = archive.input().join("pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("/dev/zero", archive.input().join("zero.md")).unwrap();
    let begun = Instant::now();
    for name in ["pipe.md", "zero.md"] {
        for (line, mut command) in commands(&archive, name) {
            let said = ends(&mut command, 1);
            assert!(said.err.contains("E_NOT_A_FILE: "), "{line}: {}", said.err);
        }
    }
    let (folder, other) = (archive.input(), archive.input().join("other.md"));
    for command in ["check", "panel", "doctor"] {
        let output = jiaokan(&[command, folder.to_str().unwrap()]).output().unwrap();
        let text = format!("{:?}", output);
        // A panel lists what it left out in words.
        let told = text.contains("E_NOT_A_FILE") || text.contains("found a pipe");
        assert!(told, "{command}: {text}");
    }
    for option in ["--witness", "--decisions"] {
        let other = other.to_str().unwrap();
        let output = jiaokan(&["extract", other, option, pipe.to_str().unwrap()]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("E_NOT_A_FILE"), "{option}: {said}");
    }
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn links_are_left_out_where_that_is_asked_for() {
    let archive = Archive::of(2);
    let outside = archive.path("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret.md"), report(9)).unwrap();
    symlink(&outside, archive.input().join("folder")).unwrap();
    symlink(outside.join("secret.md"), archive.input().join("link.md")).unwrap();
    let followed = ends(&mut archive.extract("all", &["--format", "json"]), 0);
    assert!(followed.err.contains("4 files"), "{}", followed.err);
    let said = ends(&mut archive.extract("own", &["--format", "json", "--no-follow"]), 0);
    assert!(said.err.contains("2 files"), "{}", said.err);
    assert!(said.err.contains("2 links not followed"), "{}", said.err);
    assert_eq!(archive.run_json("own")["options"]["no_follow"], true);
    // What is named is read, as its name was chosen.
    let link = archive.input().join("link.md");
    ends(&mut jiaokan(&["extract", "--no-follow", link.to_str().unwrap()]), 0);
}

#[test]
fn a_folder_that_is_called_as_a_pattern_file_is_told() {
    let archive = Archive::of(1);
    let own = archive.path("own");
    fs::create_dir_all(own.join("units.toml")).unwrap();
    let mut command = archive.extract("out", &[]);
    let said = ends(command.arg("--patterns").arg(&own), 2);
    assert!(said.err.starts_with("E_NOT_A_FILE: "), "{}", said.err);
    assert!(said.err.contains("units.toml"), "{}", said.err);
}
