//! Bad files and bad luck cost their own file and nothing else.

use std::fs;
use std::io::{Cursor, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;

use super::archive::{Archive, bytes, ends, jiaokan};

/// Files of kinds that cannot be read, with the code of each.
fn bad_files(archive: &Archive) -> Vec<(&'static str, &'static str)> {
    archive.add("2021/empty.md", b"");
    archive.add("2021/noise.bin", &noise());
    archive.add("2021/truncated.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf/kinds");
    let locked = fs::read(fixtures.join("encrypted-password.pdf")).unwrap();
    archive.add("2022/locked.pdf", &locked);
    archive.add("2022/bomb.zip", &zip_bomb());
    symlink("nowhere", archive.input().join("2022/dangling.md")).unwrap();
    vec![
        ("2021/empty.md", "E_EMPTY"),
        ("2021/noise.bin", "E_NOT_TEXT"),
        ("2021/truncated.pdf", "E_PDF_DAMAGED"),
        ("2022/bomb.zip", "E_DAMAGED"),
        ("2022/dangling.md", "E_READ"),
        ("2022/locked.pdf", "E_PDF_ENCRYPTED"),
    ]
}

/// Bytes without order, the same each time.
fn noise() -> Vec<u8> {
    let mut state = 7u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..5000).map(|_| next()).collect()
}

/// The head of a ZIP archive that claims to hold four gigabytes.
fn zip_bomb() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    bytes.write_all(b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0").unwrap();
    bytes.write_all(&[0, 0, 0, 0, 0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]).unwrap();
    bytes.write_all(b"\x05\0\0\0a.xml").unwrap();
    bytes.write_all(&[0; 256]).unwrap();
    bytes.into_inner()
}

#[test]
fn each_bad_file_and_each_dead_worker_is_one_error_and_the_others_are_as_without_them() {
    let archive = Archive::of(12);
    let options = ["--format", "json,jsonl,csv", "--jobs", "2", "--timeout", "20s"];
    ends(&mut archive.extract("good", &options), 0);
    let good = archive.results("good");

    let mut expected = bad_files(&archive);
    for (name, code) in [
        ("2023/aborts.md", "E_WORKER_CRASHED"),
        ("2023/eats.md", "E_WORKER_MEMORY"),
        ("2023/hangs.md", "E_WORKER_TIMEOUT"),
        ("2023/overflows.md", "E_WORKER_CRASHED"),
        ("2023/panics.md", "E_WORKER_CRASHED"),
    ] {
        archive.add(name, &bytes(50));
        expected.push((name, code));
    }
    let mut command = archive.extract("bad", &options);
    command
        .args(["--max-memory", "1G"])
        .env("JIAOKAN_FAULTS", "abort:aborts,memory:eats,hang:hangs,stack:overflows,panic:panics");
    ends(&mut command, 1);
    let expected: Vec<(String, String)> =
        expected.iter().map(|(source, code)| ((*source).to_owned(), (*code).to_owned())).collect();
    assert_eq!(archive.errors("bad"), expected);
    let bad = archive.results("bad");
    for (name, content) in &good {
        assert!(name == "errors.jsonl" || bad.get(name) == Some(content), "{name}");
    }
    assert_eq!(bad.len(), good.len());
    let said: Vec<String> = archive
        .json_lines("bad/errors.jsonl")
        .iter()
        .map(|line| line["message"].as_str().unwrap().to_owned())
        .collect();
    let of = |name: &str| said.iter().find(|words| words.contains(name)).unwrap();
    assert!(of("panics.md").contains("a fault was asked for"), "{said:?}");
    assert!(of("overflows.md").contains("its stack overflowed"), "{said:?}");
    assert!(of("aborts.md").contains("signal 6"), "{said:?}");
    assert!(of("hangs.md").contains("20 s"), "{said:?}");
}

/// Small files are sent to a worker several at a time.
#[test]
fn among_several_small_files_that_are_sent_together_only_the_faulty_ones_are_lost() {
    let archive = Archive::of(60);
    let options = ["--format", "jsonl", "--timeout", "20s"];
    ends(&mut archive.extract("good", &options), 0);
    let good = archive.json_lines("good/reports.jsonl");
    let name = |report: &serde_json::Value| report["source"]["name"].as_str().unwrap().to_owned();
    // One early, two that follow each other, and two that end a worker in different ways.
    let faults = [(3, "abort"), (17, "stack"), (18, "panic"), (30, "abort"), (44, "hang")];
    let struck = faults.map(|(at, fault)| (name(&good[at]), fault));
    let asked = struck.iter().map(|(name, fault)| format!("{fault}:{name}"));
    let asked = asked.collect::<Vec<_>>().join(",");
    for jobs in ["1", "2"] {
        let out = format!("bad{jobs}");
        let mut command = archive.extract(&out, &options);
        command.args(["--jobs", jobs]).env("JIAOKAN_FAULTS", &asked);
        ends(&mut command, 1);
        let errors = archive.errors(&out);
        assert_eq!(errors.len(), faults.len(), "{errors:?}");
        for (name, fault) in &struck {
            let (_, code) = errors.iter().find(|(source, _)| source.ends_with(name)).unwrap();
            let late = *fault == "hang";
            assert_eq!(code, if late { "E_WORKER_TIMEOUT" } else { "E_WORKER_CRASHED" }, "{name}");
        }
        let expected =
            good.iter().filter(|one| struck.iter().all(|(name_of, _)| *name_of != name(one)));
        assert!(archive.json_lines(&format!("{out}/reports.jsonl")).iter().eq(expected));
    }
}

#[test]
fn a_panic_costs_its_own_file_also_without_workers() {
    let archive = Archive::of(2);
    let mut command = archive.extract("out", &["--format", "json", "--in-process"]);
    ends(&mut command, 0);
    let mut refused = archive.extract("x", &["--in-process", "--timeout", "3"]);
    ends(&mut refused, 2);
}

#[test]
fn workers_that_cannot_even_start_are_told_as_such() {
    let archive = Archive::of(2);
    let said = ends(&mut archive.extract("out", &["--max-memory", "4M"]), 1);
    assert!(said.err.starts_with("E_WORKER_START: "), "{}", said.err);
    assert!(said.err.contains("--max-memory"));
}

/// Who may not read everything.
const NOBODY: u32 = 65_534;

#[test]
fn a_file_without_permission_is_one_error() {
    let archive = Archive::of(2);
    archive.add("2023/private.md", &bytes(9));
    let private = archive.input().join("2023/private.md");
    fs::set_permissions(&private, fs::Permissions::from_mode(0o000)).unwrap();
    let out = archive.path("out");
    let mut command = archive.extract("out", &["--format", "json"]);
    if fs::read(&private).is_ok() {
        // Whoever may read everything has to become another for this.
        fs::create_dir(&out).unwrap();
        for path in [archive.path(""), out] {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
        }
        let runs = jiaokan(&["--version"]).uid(NOBODY).gid(NOBODY).output();
        if !runs.is_ok_and(|output| output.status.success()) {
            println!("skipped: nobody else can run the program where it is");
            return;
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    ends(&mut command, 1);
    assert_eq!(archive.errors("out"), [("2023/private.md".to_owned(), "E_READ".to_owned())]);
}

#[test]
fn patterns_of_ones_own_that_are_wrong_end_the_run_before_it_begins() {
    let archive = Archive::of(2);
    let own = archive.path("own");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("columns.toml"), "[[column]\n").unwrap();
    let mut command = archive.extract("out", &[]);
    let said = ends(command.arg("--patterns").arg(&own), 2);
    assert!(said.err.starts_with("E_PATTERNS: "), "{}", said.err);
    assert!(!archive.path("out").exists());
}
