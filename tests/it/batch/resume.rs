//! What is done stays done.

use std::collections::HashSet;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::archive::{Archive, bytes, ends};

const FORMATS: [&str; 2] = ["--format", "json,jsonl,csv,xlsx"];

/// The keys of the records of a journal, whole ones only.
fn records(archive: &Archive, out: &str) -> Vec<Vec<u8>> {
    let bytes = fs::read(archive.path(out).join(".jiaokan/journal")).unwrap();
    let mut rest = bytes.strip_prefix(b"jiaokan.journal/3\n").unwrap();
    let mut keys = Vec::new();
    while rest.len() > 16 {
        let length = u64::from_le_bytes(rest[..8].try_into().unwrap()) as usize;
        keys.push(rest[16..48].to_vec());
        rest = &rest[16 + length..];
    }
    assert!(rest.is_empty(), "a finished run leaves no torn record");
    keys
}

/// Waits until something holds; a test that waits for long has failed.
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(120), "waited for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_run_killed_twenty_times_and_resumed_ends_as_one_that_nobody_disturbed() {
    const FILES: usize = 40;
    let archive = Archive::of(FILES);
    ends(&mut archive.extract("calm", &FORMATS), 0);
    let mut state = 20_251u32;
    for _ in 0..20 {
        let mut run = archive.extract("killed", &FORMATS);
        run.args(["--resume", "--jobs", "2"]);
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        thread::sleep(Duration::from_millis(u64::from(state >> 22)));
        run.kill().unwrap();
        run.wait().unwrap();
        if !archive.path("killed").exists() {
            continue; // It was killed before it began.
        }
        for (path, bytes) in archive.results("killed") {
            // Whatever has a name is whole.
            if path.ends_with(".json") {
                assert!(bytes.ends_with(b"}\n"), "{path}");
            }
        }
    }
    let mut run = archive.extract("killed", &FORMATS);
    ends(run.arg("--resume"), 0);
    let (calm, killed) = (archive.results("calm"), archive.results("killed"));
    assert_eq!(calm.keys().collect::<Vec<_>>(), killed.keys().collect::<Vec<_>>());
    for (path, bytes) in &calm {
        assert!(&killed[path] == bytes, "{path} differs");
    }
    let keys = records(&archive, "killed");
    assert_eq!(keys.len(), FILES, "every file is done once");
    assert_eq!(keys.iter().collect::<HashSet<_>>().len(), FILES);
    assert!(!archive.path("killed/.jiaokan/drafts").exists());
}

#[test]
fn a_resumed_run_reads_what_is_new_changed_or_failed_and_nothing_else() {
    let archive = Archive::of(4);
    archive.add("2021/hangs.md", &bytes(60));
    archive.add("2021/gone.md", &bytes(61));
    let mut first = archive.extract("out", &FORMATS);
    first.args(["--timeout", "10s"]);
    ends(first.env("JIAOKAN_FAULTS", "hang:hangs"), 1);
    assert_eq!(archive.errors("out").len(), 1);

    fs::remove_file(archive.input().join("2021/gone.md")).unwrap();
    archive.add("2022/new.md", &bytes(70));
    archive.add("2022/局001.md", &bytes(71));
    let said = ends(archive.extract("out", &FORMATS).arg("--resume"), 0);
    assert!(said.err.contains("6 files: 6 reports"), "{}", said.err);
    assert!(said.err.contains("3 reports taken over"), "{}", said.err);
    ends(&mut archive.extract("fresh", &FORMATS), 0);
    assert!(archive.results("out") == archive.results("fresh"));
    assert_eq!(records(&archive, "out").len(), 5 + 3);

    // Another table is another result.
    let said = ends(archive.extract("out", &["--format", "json"]).arg("--resume"), 0);
    assert!(!said.err.contains("taken over"), "{}", said.err);
    let names = archive.results("out");
    assert!(!names.contains_key("jiaokan.xlsx") && names.contains_key("reports/2022/new.md.json"));
}

/// Whether this process and those that it starts outlive their terminal, as under
/// `nohup`. An interrupt then kills a run: docs/batch.md.
fn hangup_is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.map(|mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    let ignored = mask.is_some_and(|mask| mask & 1 == 1);
    if ignored {
        println!("skipped: run under nohup");
    }
    ignored
}

fn signal(process: u32, signal: &str) {
    let sent = Command::new("kill").args([signal, &process.to_string()]).status();
    assert!(sent.unwrap().success());
}

#[test]
fn an_interrupted_run_finishes_the_running_files_and_writes_what_it_did() {
    if hangup_is_ignored() {
        return;
    }
    let archive = Archive::of(60);
    let mut run = archive.extract("out", &FORMATS);
    let run = run.args(["--jobs", "2"]).spawn().unwrap();
    let reports = archive.path("out/reports");
    wait_until("the first report", || reports.is_dir());
    signal(run.id(), "-INT");
    let output = run.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("finishing the files"), "{said}");
    assert!(said.contains("--resume goes on"), "{said}");
    assert_eq!(archive.run_json("out")["ended"], "interrupted");
    let lines = archive.json_lines("out/reports.jsonl");
    assert!((1..60).contains(&lines.len()), "{}", lines.len());

    ends(archive.extract("out", &FORMATS).arg("--resume"), 0);
    ends(&mut archive.extract("calm", &FORMATS), 0);
    assert!(archive.results("out") == archive.results("calm"));
    assert_eq!(records(&archive, "out").len(), 60);
}

#[test]
fn a_second_interrupt_stops_at_once_and_leaves_no_worker() {
    if hangup_is_ignored() {
        return;
    }
    let archive = Archive::of(3);
    archive.add("2023/hangs.md", &bytes(60));
    let mut run = archive.extract("out", &["--timeout", "10m", "--jobs", "1"]);
    let run = run.env("JIAOKAN_FAULTS", "hang:hangs").spawn().unwrap();
    let last = archive.path("out/reports/2023/局002.md.json");
    let before_last = archive.path("out/reports/2022/局001.md.json");
    wait_until("the file before", || before_last.is_file());
    // In order of name, `hangs.md` comes before 局002.md.
    thread::sleep(Duration::from_millis(500));
    let workers = children(run.id());
    assert_eq!(workers.len(), 1);
    signal(run.id(), "-INT");
    thread::sleep(Duration::from_millis(200));
    signal(run.id(), "-INT");
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(!last.exists());
    wait_until("the end of the worker", || !is_running(&workers[0]));
    let mut again = archive.extract("out", &["--resume"]);
    ends(&mut again, 0);
}

/// The processes that another has started.
fn children(parent: u32) -> Vec<String> {
    let output = Command::new("ps").args(["-o", "pid=", "--ppid", &parent.to_string()]).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    text.split_whitespace().map(str::to_owned).collect()
}

fn is_running(process: &str) -> bool {
    let output = Command::new("ps").args(["-o", "stat=", "-p", process]).output();
    let state = String::from_utf8(output.unwrap().stdout).unwrap();
    !state.trim().is_empty() && !state.trim().starts_with('Z')
}
