//! One invented report in the renderings of many makers: the same truth for all.
//! Small files of one kind each: their text, or the reason why there is none.
//! How they are made: `fixtures/pdf/make/README.md`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{extract_file, fixtures, json, truth, try_extract};
use jiaokan::Options;
use serde_json::Value;

fn pdfs(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    found.sort();
    assert!(!found.is_empty(), "no PDF in fixtures/{folder}");
    found
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_rendering_says_what_the_report_says() {
    let truth = truth::read(&fixtures("pdf").join("report.truth.toml"));
    let renderings = pdfs("pdf");
    assert!(renderings.len() >= 18, "renderings are missing");
    let wrong: Vec<String> = renderings
        .iter()
        .flat_map(|path| truth::compare(path, &truth, &extract_file(path)))
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rows_that_a_page_end_broke_are_made_whole() {
    for path in pdfs("pdf") {
        let broken = stem(&path).contains("broken");
        let report = json(&extract_file(&path));
        let joined = codes(&report).iter().any(|code| code == "row_joined");
        assert_eq!(joined, broken, "{}", stem(&path));
    }
}

#[test]
fn every_value_has_its_place() {
    for path in pdfs("pdf") {
        let report = json(&extract_file(&path));
        for row in report["indicators"].as_array().unwrap() {
            for key in ["name", "target", "actual"] {
                let bbox = row[key]["at"]["bbox"].as_array().unwrap();
                let side = |n: usize| bbox[n].as_f64().unwrap();
                assert!(row[key]["at"]["page"].is_u64(), "{}", stem(&path));
                assert!(side(0) < side(2) && side(1) < side(3), "{}", stem(&path));
                // On A4, upright or across, and no wider than a column.
                assert!(side(2) < 842.0 && side(3) < 842.0, "{}", stem(&path));
                assert!(side(2) - side(0) < 200.0, "{} {key}", stem(&path));
            }
        }
    }
}

#[test]
fn an_amount_in_prose_has_the_box_of_its_own_characters() {
    for path in pdfs("pdf") {
        let report = json(&extract_file(&path));
        let total = &report["expenditure"][0];
        assert_eq!(total["raw"], "1286.45万元", "{}", stem(&path));
        let bbox = total["at"]["bbox"].as_array().unwrap();
        let width = bbox[2].as_f64().unwrap() - bbox[0].as_f64().unwrap();
        // Seven half and two whole squares of 16 points, or its first part
        // where a line ends.
        assert!((14.0..100.0).contains(&width), "{} {width}", stem(&path));
    }
}

/// Why a kind has no text.
const UNREADABLE: &[(&str, &str)] = &[
    ("codes-taken-for-latin", "E_PDF_UNMAPPED"),
    ("cut-in-half", "E_PDF_DAMAGED"),
    ("empty-page", "E_EMPTY"),
    ("encrypted-password", "E_PDF_ENCRYPTED"),
    ("encrypted-password-aes-256", "E_PDF_ENCRYPTED"),
    ("identity-without-cmap", "E_PDF_UNMAPPED"),
    ("no-pages", "E_PDF_DAMAGED"),
    ("scan", "E_PDF_SCAN"),
    ("scan-ccitt", "E_PDF_SCAN"),
];

#[test]
fn every_kind_gives_its_text_or_the_reason_why_not() {
    for path in pdfs("pdf/kinds") {
        let extracted = try_extract(&stem(&path), fs::read(&path).unwrap());
        let reason = UNREADABLE.iter().find(|(name, _)| *name == stem(&path));
        match (extracted, reason) {
            (Ok(report), None) => same_text(&path, &json(&report)),
            (Err(error), Some((_, code))) => assert_eq!(error.code(), *code, "{}", stem(&path)),
            (Ok(_), Some((_, code))) => panic!("{}: expected {code}", stem(&path)),
            (Err(error), None) => panic!("{}: {error}", stem(&path)),
        }
    }
}

/// Compares with the lines of the `.txt` beside a file, if there is one.
fn same_text(path: &Path, report: &Value) {
    let Ok(truth) = fs::read_to_string(path.with_extension("txt")) else {
        return;
    };
    let plain = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let truth: String = truth.lines().map(plain).collect();
    assert_eq!(plain(&all_text(report)), truth, "{}", stem(path));
}

fn all_text(report: &Value) -> String {
    fn of(section: &Value, out: &mut String) {
        out.push_str(section["number"].as_str().unwrap_or_default());
        out.push_str(section["title"].as_str().unwrap_or_default());
        blocks(&section["blocks"], out);
        for inner in section["sections"].as_array().unwrap() {
            of(inner, out);
        }
    }
    fn blocks(list: &Value, out: &mut String) {
        for block in list.as_array().unwrap() {
            out.push_str(block["text"].as_str().unwrap());
        }
    }
    let mut out = String::from(report["title"]["raw"].as_str().unwrap_or_default());
    blocks(&report["preface"], &mut out);
    for inner in report["sections"].as_array().unwrap() {
        of(inner, &mut out);
    }
    out
}

#[test]
fn a_password_opens_what_it_should() {
    let bytes = fs::read(fixtures("pdf/kinds").join("encrypted-password.pdf")).unwrap();
    let open = |password: &str| {
        let mut options = Options::default();
        options.password = Some(password.to_owned());
        jiaokan::extract("x.pdf", &bytes, &options)
    };
    let report = json(&open("jiaokan").unwrap());
    assert_eq!(report["conclusion"]["score"]["value"], "97.6");
    assert!(!report.to_string().contains("jiaokan\""), "the password is no output");
    let error = open("wrong").unwrap_err();
    assert_eq!(error.code(), "E_PDF_ENCRYPTED");
    assert!(error.to_string().contains("the one given"), "{error}");
}

#[test]
fn what_a_page_lacks_is_said() {
    let notes = |stem: &str| {
        let path = fixtures("pdf/kinds").join(stem).with_extension("pdf");
        let report = json(&extract_file(&path));
        (report["source"]["format"].as_str().unwrap().to_owned(), codes(&report))
    };
    let (format, codes) = notes("scan-with-text-layer");
    assert_eq!((format.as_str(), codes[0].as_str()), ("pdf-scan", "ocr_text_layer"));
    let (format, codes) = notes("text-then-scan");
    assert_eq!((format.as_str(), codes[0].as_str()), ("pdf", "page_without_text"));
    let (_, codes) = notes("cut-linearized");
    assert_eq!(codes[0], "pages_missing");
    let (_, codes) = notes("running-heads");
    assert_eq!(codes.iter().filter(|code| *code == "page_number_dropped").count(), 4);
}

fn codes(report: &Value) -> Vec<String> {
    let notes = report["notes"].as_array().unwrap();
    notes.iter().map(|note| note["code"].as_str().unwrap().to_owned()).collect()
}

/// What the second reader says of a fixture: confirmed, differing, unread.
#[cfg(feature = "second-reader")]
fn witness(path: &Path) -> (Value, [u64; 3]) {
    let mut options = Options::default();
    options.second_reader = true;
    let report = jiaokan::extract(&stem(path), &fs::read(path).unwrap(), &options).unwrap();
    let report = json(&report);
    let count = |key: &str| report["witness"][key].as_u64().unwrap();
    let counts = [count("confirmed"), count("differing"), count("unread")];
    (report, counts)
}

/// The summary of the second reader, among the outcomes of the checks.
#[cfg(feature = "second-reader")]
fn said_by_the_second_reader(report: &Value) -> &Value {
    let findings = report["findings"].as_array().unwrap();
    let of_reader = |f: &&serde_json::Value| f["check"] == "second_reader_differs";
    findings.iter().rfind(of_reader).unwrap()
}

#[test]
#[cfg(feature = "second-reader")]
fn a_second_reader_confirms_the_numbers_of_ordinary_files() {
    for path in pdfs("pdf") {
        let (report, counts) = witness(&path);
        assert_eq!(counts[1], 0, "{}", stem(&path));
        if stem(&path).starts_with("lo-") || stem(&path).starts_with("word-like") {
            assert_eq!(counts, [36, 0, 0], "{}", stem(&path));
            let finding = said_by_the_second_reader(&report);
            assert_eq!(finding["outcome"], "pass", "{}", stem(&path));
        }
    }
}

#[test]
#[cfg(feature = "second-reader")]
fn the_second_reader_alone_would_fail_on_fonts_that_are_not_embedded() {
    let path = fixtures("pdf/kinds").join("gbk-not-embedded.pdf");
    let (report, counts) = witness(&path);
    assert_eq!(counts, [0, 0, 3]);
    let finding = said_by_the_second_reader(&report);
    assert_eq!(finding["outcome"], "not_evaluable");
    assert!(finding["message"].as_str().unwrap().contains("cannot read page(s) 1"));
}

#[test]
fn a_damaged_file_gives_a_report_or_an_error_and_no_panic() {
    let whole = fs::read(fixtures("pdf").join("word-like-broken-open.pdf")).unwrap();
    let kinds = pdfs("pdf/kinds");
    let files = kinds.iter().map(|path| fs::read(path).unwrap()).chain([whole]);
    let mut seed = 0x9E37_79B9_u32;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below.max(1)
    };
    for bytes in files {
        for round in 0..6 {
            let mut damaged = bytes.clone();
            if round % 2 == 0 {
                damaged.truncate(random(bytes.len()));
            }
            for _ in 0..(1 << (2 * round)).min(400) {
                let place = random(damaged.len());
                if let Some(byte) = damaged.get_mut(place) {
                    *byte = random(256) as u8;
                }
            }
            match try_extract("damaged.pdf", damaged) {
                Ok(report) => assert!(serde_json::to_string(&report).is_ok()),
                Err(error) => assert!(error.code().starts_with("E_")),
            }
        }
    }
}

#[test]
fn the_same_bytes_give_the_same_json() {
    for path in pdfs("pdf").iter().take(4) {
        let one = json(&extract_file(path)).to_string();
        assert_eq!(one, json(&extract_file(path)).to_string(), "{}", stem(path));
    }
}
