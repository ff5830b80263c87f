//! A batch in parts.

use std::fs;

use super::archive::{Archive, Said, bytes, ends, jiaokan};

const FORMATS: [&str; 2] = ["--format", "json,jsonl,csv,xlsx,view"];

#[test]
fn merged_shards_are_what_one_run_writes() {
    let archive = Archive::of(12);
    archive.add("2022/empty.md", b"");
    archive.add("2022/again.md", &bytes(4));
    ends(&mut archive.extract("whole", &FORMATS), 1);
    let mut files = 0;
    for number in 1..=3 {
        let out = format!("part{number}");
        let shard = format!("{number}/3");
        let mut command = archive.extract(&out, &FORMATS);
        let output = command.args(["--shard", &shard]).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", Said::of(&output).err);
        files += archive.run_json(&out)["summary"]["files"].as_u64().unwrap();
    }
    assert_eq!(files, 14);
    let parts = ["part3", "part1", "part2"].map(|part| archive.path(part));
    let mut merge = jiaokan(&["merge", "-o"]);
    merge.arg(archive.path("merged")).args(&parts);
    let said = ends(&mut merge, 1);
    assert!(said.err.contains("14 files: 13 reports"), "{}", said.err);
    assert!(said.err.contains("(2022/again.md and 2022/局004.md, …)"), "{}", said.err);
    let (whole, merged) = (archive.results("whole"), archive.results("merged"));
    assert_eq!(whole.keys().collect::<Vec<_>>(), merged.keys().collect::<Vec<_>>());
    for (path, bytes) in &whole {
        assert!(&merged[path] == bytes, "{path} differs");
    }
    // The whole can be gone on with.
    let said = ends(archive.extract("merged", &FORMATS).arg("--resume"), 1);
    assert!(said.err.contains("13 reports taken over"), "{}", said.err);
}

#[test]
fn shards_that_do_not_belong_together_are_not_merged() {
    let archive = Archive::of(6);
    for (out, options) in [
        ("one", ["--shard", "1/2", "--format", "json"]),
        ("two", ["--shard", "2/2", "--format", "jsonl"]),
    ] {
        ends(&mut archive.extract(out, &options), 0);
    }
    fs::create_dir(archive.path("none")).unwrap();
    for (parts, problem) in [
        (&["one"][..], "no output of shard 2/2"),
        (&["one", "one"], "shard 1 of 2 twice"),
        (&["one", "two"], "other inputs, options or versions"),
        (&["one", "none"], "no finished output"),
    ] {
        let mut merge = jiaokan(&["merge", "-o"]);
        merge.arg(archive.path("merged"));
        let said = ends(merge.args(parts.iter().map(|part| archive.path(part))), 1);
        assert!(said.err.starts_with("E_SHARDS: "), "{}", said.err);
        assert!(said.err.contains(problem), "{}", said.err);
        assert!(!archive.path("merged").exists());
    }
    ends(&mut archive.extract("x", &["--shard", "3/2"]), 2);
    // Nor does one shard go on in the folder of another, whose results it would end.
    let mut other = archive.extract("one", &["--resume", "--shard", "2/2"]);
    let said = ends(&mut other, 2);
    assert!(said.err.contains("found shard 1/2"), "{}", said.err);
}
