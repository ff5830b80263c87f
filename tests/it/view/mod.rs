//! The page to decide on.

mod browser;
mod grammar;
mod page;
mod review;

use std::path::Path;
use std::process::Command;

use jiaokan::{Language, Options, Report};

use crate::support;

/// A report and its page.
fn page_of(path: &Path) -> (Report, String) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    page_of_bytes(&name, &std::fs::read(path).unwrap())
}

fn page_of_bytes(name: &str, bytes: &[u8]) -> (Report, String) {
    let report = support::extract(name, bytes);
    let page = jiaokan::page(&report, bytes, &Options::default(), Language::Zh);
    (report, page)
}

/// A file of each way in which a source is shown, with the name of that way.
const KINDS: &[(&str, &str)] = &[
    ("kinds/report.md", "lines"),
    ("reports/damaged/garbled-scan.md", "lines"),
    ("kinds/report.html", "flow"),
    ("kinds/report-word.docx", "flow"),
    ("kinds/report.xlsx", "sheets"),
    ("kinds/report.xls", "sheets"),
    ("kinds/report.ofd", "pages"),
    ("kinds/report-converted.ofd", "pages"),
    ("kinds/report.docling.json", "pages"),
    ("pdf/lo-cff-whole.pdf", "pages"),
    ("pdf/word-like-broken-open.pdf", "pages"),
    ("pdf/chromium-song-repeat.pdf", "pages"),
    ("pdf/rotated-landscape-broken.pdf", "pages"),
];

/// A program that a test needs; says that the test is skipped where it is missing.
fn has(program: &str) -> bool {
    let there =
        Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success());
    if !there {
        println!("skipped: {program} is absent; .ci/need/browser.sh installs it");
    }
    there
}
