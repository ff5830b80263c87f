//! What is read of what was named.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use super::archive::{Archive, bytes, ends, jiaokan, report};

/// The names of the reports that a command prints.
fn names(printed: &str) -> Vec<String> {
    let lines = printed.lines().map(|line| {
        let report: serde_json::Value = serde_json::from_str(line).unwrap();
        report["source"]["name"].as_str().unwrap().to_owned()
    });
    lines.collect()
}

#[test]
fn folders_are_read_to_their_ends_in_order_of_name_but_for_hidden_files() {
    let archive = Archive::empty();
    for path in ["b/2.md", "b/10.md", "a.md", ".git/x.md", "b/~$2.md", "c/.y.md", "__MACOSX/z.md"] {
        archive.add(path, &bytes(0));
    }
    let said = ends(jiaokan(&["extract"]).arg(archive.input()), 0);
    assert_eq!(names(&said.out), ["a.md", "b/10.md", "b/2.md"]);
    assert!(said.err.contains("4 hidden files or folders left out"), "{}", said.err);
    let all = ends(jiaokan(&["extract", "--hidden"]).arg(archive.input()), 0);
    assert_eq!(names(&all.out).len(), 7);
    // What is named is read.
    let one = ends(jiaokan(&["extract", "--compact"]).arg(archive.input().join("c/.y.md")), 0);
    assert_eq!(names(&one.out), [".y.md"]);
}

#[test]
fn globs_choose_among_what_is_found_in_folders() {
    let archive = Archive::empty();
    for path in ["2023/a.md", "2023/a.txt", "2024/a.md", "2024/draft/a.md", "a.md"] {
        archive.add(path, &bytes(0));
    }
    let found = |options: &[&str]| {
        names(&ends(jiaokan(&["extract"]).arg(archive.input()).args(options), 0).out)
    };
    assert_eq!(found(&["--include", "*.txt"]), ["2023/a.txt"]);
    assert_eq!(found(&["--include", "2024/**", "--exclude", "draft"]), ["2024/a.md"]);
    assert_eq!(found(&["--exclude", "20*/", "--exclude", "*.txt"]), ["a.md"]);
    let none = jiaokan(&["extract", "--include", "*.pdf"]).arg(archive.input()).output().unwrap();
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).starts_with("E_NO_INPUT: "));
    ends(jiaokan(&["extract", "--include", "["]).arg(archive.input()), 2);
}

#[test]
fn files_are_named_below_what_they_have_in_common_and_read_as_given() {
    let archive = Archive::empty();
    for path in ["x/1.md", "y/1.md"] {
        archive.add(path, &bytes(0));
    }
    let [x, y] = ["x", "y"].map(|folder| archive.input().join(folder));
    let said = ends(jiaokan(&["extract"]).args([&y, &x]), 0);
    assert_eq!(names(&said.out), ["y/1.md", "x/1.md"]);
    let twice = ends(jiaokan(&["extract"]).args([&x, &x]), 0);
    assert_eq!(names(&twice.out), ["1.md", "1.md (2)"]);
}

#[test]
fn a_list_names_what_to_read_in_any_encoding() {
    let archive = Archive::empty();
    archive.add("某局/自评.md", &bytes(0));
    archive.add("另局.md", &bytes(1));
    let list = "某局/自评.md\r\n\r\n另局.md\r\n";
    let gbk = encoding_rs::GB18030.encode(list).0;
    let nul = "某局/自评.md\0另局.md\0";
    let utf16: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (number, bytes) in [list.as_bytes(), &gbk, nul.as_bytes(), &utf16].iter().enumerate() {
        let file = archive.path(&format!("list{number}"));
        fs::write(&file, bytes).unwrap();
        let mut command = jiaokan(&["extract", "--from-file"]);
        let said = ends(command.arg(&file).current_dir(archive.input()), 0);
        assert_eq!(names(&said.out), ["某局/自评.md", "另局.md"], "list{number}");
    }
}

#[test]
fn lists_and_reports_are_read_from_standard_input_too() {
    let archive = Archive::of(1);
    let path = archive.input().join("2021/局000.md");
    for (arguments, fed, expected) in [
        (&["extract", "--from-file", "-"][..], path.to_str().unwrap().to_owned(), "局000.md"),
        (&["extract", "-", "-o"], report(5), "-"),
    ] {
        let mut command = jiaokan(arguments);
        if expected == "-" {
            command.arg(archive.path("out")).args(["--format", "jsonl"]);
        }
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(fed.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let mut printed = String::from_utf8(output.stdout).unwrap();
        if expected == "-" {
            printed = fs::read_to_string(archive.path("out/reports.jsonl")).unwrap();
        }
        assert_eq!(names(&printed), [expected]);
    }
}

#[test]
fn an_output_is_never_input() {
    let archive = Archive::of(2);
    let inside = archive.input().join("out");
    let mut command = jiaokan(&["extract", "--format", "json"]);
    ends(command.arg(archive.input()).arg("-o").arg(&inside), 0);
    // Nor are older ones, of this place or another.
    for (out, options) in [(&inside, &["--resume"][..]), (&archive.path("other"), &[])] {
        let mut command = jiaokan(&["extract", "--format", "json"]);
        command.arg(archive.input()).arg("-o").arg(out).args(options);
        let said = ends(&mut command, 0);
        assert!(said.err.contains("2 files: 2 reports"), "{}", said.err);
    }
    let same =
        jiaokan(&["extract"]).arg(archive.input()).arg("-o").arg(archive.input()).output().unwrap();
    assert_eq!(same.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&same.stderr).starts_with("E_OUTPUT_IS_INPUT: "));
}

#[cfg(target_os = "linux")]
#[test]
fn names_in_no_encoding_are_shown_and_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let archive = Archive::empty();
    for (number, name) in [&b"\xBB\xE3\xB1\xA8.md"[..], b"\xBB\xE3.md"].iter().enumerate() {
        archive.add(OsStr::from_bytes(name), &bytes(number));
    }
    ends(&mut archive.extract("out", &["--format", "json,jsonl,xlsx"]), 0);
    let printed = fs::read_to_string(archive.path("out/reports.jsonl")).unwrap();
    assert_eq!(names(&printed), ["%BB%E3.md", "%BB%E3%B1%A8.md"]);
    assert!(archive.path("out/reports/%BB%E3%B1%A8.md.json").is_file());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened_and_links_that_lead_nowhere_are_told() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    let archive = Archive::of(1);
    let at = |name: &str| archive.input().join(name);
    let made = Command::new("mkfifo").arg(at("pipe")).status();
    assert!(made.unwrap().success());
    let _socket = UnixListener::bind(at("socket")).unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    symlink(archive.input(), at("round")).unwrap();
    symlink("2021/局000.md", at("same.md")).unwrap();
    symlink("/dev/zero", at("zero")).unwrap();
    ends(&mut archive.extract("out", &["--format", "json"]), 1);
    let errors = [
        ("dangling", "E_READ"),
        ("pipe", "E_NOT_A_FILE"),
        ("round", "E_READ"),
        ("socket", "E_NOT_A_FILE"),
        ("zero", "E_NOT_A_FILE"),
    ];
    let errors = errors.map(|(source, code)| (source.to_owned(), code.to_owned()));
    assert_eq!(archive.errors("out"), errors);
    assert!(archive.path("out/reports/same.md.json").is_file());
}
