//! Archives are read as folders.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::archive::{Archive, bytes, ends, jiaokan};

/// Writes a zip of these files; a name is given as bytes.
fn zip(path: &Path, files: &[(&[u8], &[u8])]) {
    let mut raw = Vec::new();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(&mut raw));
    let options = zip::write::SimpleFileOptions::default();
    // Names in another encoding are put in place of those of the same length.
    let stand_in =
        |number: usize, name: &[u8]| char::from(b'a' + number as u8).to_string().repeat(name.len());
    for (number, (name, bytes)) in files.iter().enumerate() {
        writer.start_file(stand_in(number, name), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap();
    for (number, (name, _)) in files.iter().enumerate() {
        let from = stand_in(number, name).into_bytes();
        let places: Vec<usize> = memchr::memmem::find_iter(&raw, &from).collect();
        assert_eq!(places.len(), 2, "a name stands before its file and in the list");
        for at in places {
            raw[at..at + name.len()].copy_from_slice(name);
        }
    }
    std::fs::write(path, raw).unwrap();
}

fn tar_gz(path: &Path, files: &[(&str, &[u8])]) {
    let packing = flate2::write::GzEncoder::new(File::create(path).unwrap(), Default::default());
    let mut tar = tar::Builder::new(packing);
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}

/// A folder with reports in a zip, in a tar.gz and by themselves.
fn mixed() -> Archive {
    let archive = Archive::empty();
    archive.add("a.md", &bytes(0));
    let gbk = encoding_rs::GB18030.encode("汇报/自评报告.md").0.into_owned();
    zip(
        &archive.input().join("b.zip"),
        &[
            ("甲/自评表一.md".as_bytes(), &bytes(1)),
            (&gbk, &bytes(2)),
            (b"__MACOSX/._autoreport.md", b"x"),
            (b".DS_Store", b"x"),
            (b"\xE4\xB9\x99/~$report.md", b"x"),
        ],
    );
    tar_gz(&archive.input().join("c.tgz"), &[("x/1.md", &bytes(3)), ("x/2.md", &bytes(4))]);
    archive
}

const NAMES: [&str; 5] =
    ["a.md", "b.zip/甲/自评表一.md", "b.zip/汇报/自评报告.md", "c.tgz/x/1.md", "c.tgz/x/2.md"];

fn reports(archive: &Archive, out: &str) -> Vec<String> {
    let results = archive.results(out);
    let found = results
        .keys()
        .filter_map(|path| path.strip_prefix("reports/")?.strip_suffix(".json").map(str::to_owned));
    found.collect()
}

#[test]
fn the_files_of_archives_are_read_by_their_names_in_them() {
    let archive = mixed();
    let said = ends(&mut archive.extract("out", &["--format", "json"]), 0);
    let mut expected = NAMES.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(reports(&archive, "out"), expected);
    assert!(said.err.contains("3 hidden files or folders left out"), "{}", said.err);
    // An archive that is named itself is a folder too, and globs choose among its files.
    let zip = archive.input().join("b.zip");
    let said = ends(jiaokan(&["extract", "--include", "甲/**"]).arg(&zip), 0);
    assert_eq!(said.out.lines().count(), 1);
    assert!(said.out.contains("\"name\":\"b.zip/甲/自评表一.md\""), "{}", said.out);
}

#[test]
fn workers_resumption_and_shards_treat_them_like_any_file() {
    let archive = mixed();
    ends(&mut archive.extract("out", &["--format", "json"]), 0);
    ends(&mut archive.extract("here", &["--format", "json", "--in-process"]), 0);
    assert_eq!(archive.results("out"), archive.results("here"));
    let before = archive.results("out");
    ends(&mut archive.extract("out", &["--format", "json", "--resume"]), 0);
    assert_eq!(archive.run_json("out")["summary"]["recalled"].as_u64().unwrap_or(5), 5);
    assert_eq!(archive.results("out"), before);
    ends(&mut archive.extract("one", &["--format", "json", "--shard", "1/2"]), 0);
    ends(&mut archive.extract("two", &["--format", "json", "--shard", "2/2"]), 0);
    let parts = ["one", "two"].map(|part| archive.path(part));
    ends(jiaokan(&["merge"]).args(&parts).arg("-o").arg(archive.path("whole")), 0);
    assert_eq!(reports(&archive, "whole"), reports(&archive, "out"));
}

#[test]
fn what_is_no_report_or_no_whole_archive_costs_itself_alone() {
    let archive = mixed();
    let zip_of = |name: &str| std::fs::read(archive.input().join(name)).unwrap();
    let inner = zip_of("b.zip");
    zip(&archive.input().join("d.zip"), &[(b"inner0.zip", &inner), (b"9.md", &bytes(9))]);
    archive.add("e.zip", inner.get(..inner.len() / 2).unwrap());
    archive.add("f.7z", b"7z\xBC\xAF\x27\x1C\0\x04");
    archive.add("g.rar", b"Rar!\x1A\x07\x01\0");
    let cut = zip_of("c.tgz");
    archive.add("h.tgz", cut.get(..cut.len() - 20).unwrap());
    ends(&mut archive.extract("out", &["--format", "json"]), 1);
    assert_eq!(reports(&archive, "out").len(), NAMES.len() + 1);
    let errors = archive.errors("out");
    let found: Vec<(&str, &str)> =
        errors.iter().map(|(source, code)| (source.as_str(), code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("d.zip/inner0.zip", "E_UNSUPPORTED_KIND"),
            ("e.zip", "E_DAMAGED"),
            ("f.7z", "E_UNSUPPORTED_KIND"),
            ("g.rar", "E_UNSUPPORTED_KIND"),
            ("h.tgz", "E_DAMAGED"),
        ]
    );
}

#[test]
fn a_command_for_one_report_says_what_reads_archives() {
    let archive = mixed();
    let said = ends(jiaokan(&["trace"]).arg(archive.input().join("b.zip")), 1);
    assert!(said.err.contains("`extract` and `check` read the files"), "{}", said.err);
}
