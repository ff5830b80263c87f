//! The second reader is a process of its own: what its library does with a file costs no report.

use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::ZlibDecoder;
use serde_json::Value;

use super::archive::{Archive, ends, jiaokan};

/// Pages with a table of characters behind which arrays lie in each other: the second reader goes
/// into them until its stack is full.
fn fills_the_stack() -> Vec<u8> {
    let font = fs::read(fixture("lo-cff-whole.pdf")).unwrap();
    let at = find(&font, b"/ToUnicode ");
    let map = own_map(&font, at);
    let deep = format!("{map}\n/X {}{} def\n", "[".repeat(150_000), "]".repeat(150_000));
    let object =
        format!("\n900 0 obj\n<</Length {}>>stream\n{deep}\nendstream\nendobj\n", deep.len());
    // A font of the file names it in the place of its own, in a later version of that font.
    let start = rfind(&font[..at], b" 0 obj");
    let number = rfind(&font[..start], b"\n") + 1;
    let end = at + find(&font[at..], b"endobj");
    let mut own = String::from_utf8_lossy(&font[number..end]).into_owned();
    let from = own.find("/ToUnicode ").unwrap();
    let to = from + own[from..].find(" R").unwrap() + 2;
    own.replace_range(from..to, "/ToUnicode 900 0 R");
    let mut out = font.clone();
    let places = [out.len() + 1, out.len() + object.len() + 1];
    out.extend(object.bytes());
    out.extend(format!("\n{own}endobj\n").bytes());
    let before = String::from_utf8_lossy(&font[rfind(&font, b"startxref") + 9..]).into_owned();
    let before = before.split_whitespace().next().unwrap();
    let trailer = String::from_utf8_lossy(&font[rfind(&font, b"trailer")..]).into_owned();
    let root = trailer[trailer.find("/Root").unwrap()..].split(" R").next().unwrap().to_owned();
    let table = out.len();
    let font_number = String::from_utf8_lossy(&font[number..start]).into_owned();
    out.extend(
        format!(
            "xref\n900 1\n{:010} 00000 n \n{font_number} 1\n{:010} 00000 n \n\
             trailer\n<</Size 901{root} R/Prev {before}>>\nstartxref\n{table}\n%%EOF\n",
            places[0], places[1]
        )
        .bytes(),
    );
    out
}

/// The table of characters that is named there.
fn own_map(font: &[u8], at: usize) -> String {
    let number = String::from_utf8_lossy(&font[at + "/ToUnicode ".len()..]).into_owned();
    let number = number.split_whitespace().next().unwrap();
    let object = &font[find(font, format!("\n{number} 0 obj").as_bytes())..];
    let packed = &object[find(object, b"stream\n") + "stream\n".len()..];
    let mut map = String::new();
    ZlibDecoder::new(packed).read_to_string(&mut map).unwrap();
    map
}

fn find(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).position(|window| window == word).unwrap()
}

fn rfind(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).rposition(|window| window == word).unwrap()
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(name)
}

fn outcome(report: &Value) -> &str {
    let findings = report["findings"].as_array().unwrap();
    let summary = findings.iter().rfind(|finding| finding["check"] == "second_reader_differs");
    summary.unwrap()["outcome"].as_str().unwrap()
}

#[test]
fn a_full_stack_of_the_second_reader_costs_its_testimony_alone() {
    let archive = Archive::empty();
    archive.add("deep.pdf", &fills_the_stack());
    archive.add("whole.pdf", &fs::read(fixture("lo-cff-whole.pdf")).unwrap());
    let options = ["--format", "json", "--second-reader", "--ocr", "off", "--jobs", "1"];
    ends(&mut archive.extract("out", &options), 0);
    let read = |name: &str| -> Value {
        let path = archive.path("out/reports").join(format!("{name}.json"));
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let (deep, whole) = (read("deep.pdf"), read("whole.pdf"));
    assert_eq!(outcome(&deep), "not_evaluable");
    assert_eq!(outcome(&whole), "pass");
    assert_eq!(
        deep["indicators"].as_array().unwrap().len(),
        whole["indicators"].as_array().unwrap().len()
    );
    // One file alone likewise. Without optimisation the library takes a minute to fill its stack: it
    // is ended in time for the report.
    let path = archive.input().join("deep.pdf");
    let mut command = jiaokan(&["extract", "--second-reader", "--ocr", "off", "--timeout", "40s"]);
    let said = ends(command.arg(&path), 0);
    assert_eq!(outcome(&serde_json::from_str(&said.out).unwrap()), "not_evaluable");
}
