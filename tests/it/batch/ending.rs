//! Runs that cannot go on, or whose output nobody takes any more.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::archive::{Archive, Said, bytes, ends, jiaokan};

#[test]
fn a_reader_that_has_had_enough_ends_a_batch_quietly() {
    let archive = Archive::of(30);
    let mut child = jiaokan(&["extract"]).arg(archive.input()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"schema\":"), "{line}");
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!(Said::of(&output).err, "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_output_that_cannot_be_written_is_told_with_its_place() {
    let archive = Archive::of(1);
    fs::write(archive.path("file"), "").unwrap();
    let said = ends(&mut archive.extract("file/out", &[]), 1);
    assert!(said.err.starts_with("E_WRITE: "), "{}", said.err);
    assert!(said.err.contains("file/out"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else {
        println!("skipped: no device that is always full");
        return;
    };
    let mut command = jiaokan(&["--lang", "en", "extract"]);
    command.arg(archive.input()).arg(archive.input()).stdout(full);
    let said = ends(&mut command, 1);
    assert!(said.err.contains("E_OUTPUT: "), "{}", said.err);
}

#[test]
fn a_read_only_output_is_told_and_loses_nothing() {
    let archive = Archive::of(2);
    ends(&mut archive.extract("out", &["--format", "json"]), 0);
    let before = archive.results("out");
    let script = format!(
        "mount --bind {0} {0} && mount -o remount,bind,ro {0} && exec \"$@\"",
        archive.path("out").display()
    );
    let Some(mut command) = apart(&script, &archive, &["--resume"]) else {
        return;
    };
    let said = ends(&mut command, 1);
    assert!(said.err.starts_with("E_WRITE: "), "{}", said.err);
    assert!(archive.results("out") == before);
}

#[test]
fn a_full_disk_is_told_and_what_was_written_before_is_gone_on_from() {
    let archive = Archive::of(40);
    fs::create_dir(archive.path("out")).unwrap();
    fs::create_dir(archive.path("saved")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=256k none {0} && \"$@\"; status=$?; cp -a {0}/. {1}; exit $status",
        archive.path("out").display(),
        archive.path("saved").display()
    );
    let Some(mut command) = apart(&script, &archive, &["--format", "json,jsonl"]) else {
        return;
    };
    let said = ends(&mut command, 1);
    assert!(said.err.starts_with("E_WRITE: "), "{}", said.err);
    assert!(said.err.contains("check free space"), "{}", said.err);
    let saved = archive.results("saved");
    assert!(!saved.is_empty());
    for (path, bytes) in saved {
        assert!(bytes.ends_with(b"}\n"), "{path} is whole");
    }
    let mut resumed = archive.extract("saved", &["--format", "json,jsonl", "--resume"]);
    let said = ends(&mut resumed, 0);
    assert!(said.err.contains("taken over from an earlier run"), "{}", said.err);
    ends(&mut archive.extract("calm", &["--format", "json,jsonl"]), 0);
    assert!(archive.results("saved") == archive.results("calm"));
}

/// The program in file systems of its own, where this user may have some; nothing of
/// them is left when it ends.
fn apart(script: &str, archive: &Archive, options: &[&str]) -> Option<Command> {
    let allowed = Command::new("unshare")
        .args(["-m", "mount", "-t", "tmpfs", "none", "/tmp"])
        .stderr(Stdio::null())
        .status();
    if !allowed.is_ok_and(|status| status.success()) {
        println!("skipped: this user may not mount file systems");
        return None;
    }
    let run = archive.extract("out", options);
    let mut command = Command::new("unshare");
    command.args(["-m", "sh", "-c", script, "sh"]);
    command.arg(run.get_program()).args(run.get_args());
    command.env("LC_ALL", "C").env_remove("JIAOKAN_PASSWORD");
    Some(command)
}

#[test]
fn two_runs_never_write_into_one_folder() {
    let archive = Archive::of(2);
    archive.add("2021/hangs.md", &bytes(60));
    let mut first = archive.extract("out", &["--format", "json", "--timeout", "10m"]);
    let mut first = first.env("JIAOKAN_FAULTS", "hang:hangs").spawn().unwrap();
    while !archive.path("out/reports").is_dir() {
        thread::sleep(Duration::from_millis(5));
    }
    let said = ends(&mut archive.extract("out", &["--resume"]), 1);
    assert!(said.err.starts_with("E_BUSY: "), "{}", said.err);
    first.kill().unwrap();
    first.wait().unwrap();
    ends(&mut archive.extract("out", &["--resume"]), 0);
}
