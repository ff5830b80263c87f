//! Pictures of pages. Most of it needs the models of the recogniser: `jiaokan models install`
//! fetches them, and without them these tests say so and skip. The pictures are made by
//! `fixtures/scans/make.py`, `NAME.truth.json` holds what is printed on them.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use jiaokan::model::Report;
use jiaokan::recognition::{ModelFiles, Models, RecognitionMode};
use jiaokan::{DecodeError, Options};
use serde_json::Value;

use crate::support::fixtures;

/// The models, read once for all tests.
fn models() -> Option<Models> {
    static MODELS: OnceLock<Option<Models>> = OnceLock::new();
    MODELS.get_or_init(find).clone()
}

fn find() -> Option<Models> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let folder = match std::env::var_os("JIAOKAN_MODELS") {
        Some(named) => PathBuf::from(named),
        None => data.unwrap_or_else(|| home.join(".local/share")).join("jiaokan/models"),
    };
    let read = |name: &str| fs::read(folder.join(name)).ok();
    let files = read("PP-OCRv6_det_small.onnx").zip(read("PP-OCRv6_rec_small.onnx"));
    if files.is_none() {
        println!("skipped: no models in {}; `jiaokan models install`", folder.display());
    }
    files.map(|(detector, recogniser)| Models::new(ModelFiles { detector, recogniser }))
}

fn options(models: Models, threads: usize) -> Options {
    let mut options = Options::default();
    options.recognition.models = Some(models);
    options.recognition.threads = NonZero::new(threads).unwrap();
    options
}

fn read(name: &str, options: &Options) -> Result<Report, DecodeError> {
    let bytes = fs::read(fixtures("scans").join(name)).unwrap();
    jiaokan::extract(name, &bytes, options)
}

fn truth(name: &str) -> Value {
    let path = fixtures("scans").join(format!("{name}.truth.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Every value with other digits or signs than are printed, and how many are right.
fn compare(name: &str, report: &Report) -> (Vec<String>, usize, usize) {
    let wanted = truth(name);
    let (mut wrong, mut right, mut all) = (Vec::new(), 0, 0);
    // Two pages may have a row of one name each.
    let mut left: Vec<_> = report.indicators.iter().collect();
    for row in wanted["rows"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        let place = left.iter().position(|r| r.name.value.as_deref() == Some(name));
        let found = place.map(|place| left.remove(place));
        let decimal =
            |value: &Value| value.as_str().unwrap().parse::<rust_decimal::Decimal>().unwrap();
        for field in ["target", "actual", "weight", "score"] {
            all += 1;
            let Some(found) = found else { continue };
            let says = &row["says"][field];
            let (number, comparator) = match field {
                "target" => (found.target.number, found.target.comparator),
                "actual" => (found.actual.number, found.actual.comparator),
                "weight" => (found.weight.as_ref().map(|n| n.value), None),
                _ => (found.score.as_ref().map(|n| n.value), None),
            };
            let Some(number) = number else { continue };
            let sign = serde_json::to_value(comparator).unwrap();
            if number == decimal(&says["number"]) && sign == says["comparator"] {
                right += 1;
            } else {
                wrong.push(format!("{name} {field}: printed {}, read {sign} {number}", row[field]));
            }
        }
    }
    (wrong, right, all)
}

const PAGES: [&str; 5] =
    ["skewed.jpg", "stamped.jpg", "two-pages.tif", "strips.pdf", "scanned.ofd"];

/// Without optimisation a page takes minutes: then one is read, and all of them with
/// `JIAOKAN_ALL_SCANS=1`.
fn all_pages() -> bool {
    let all = !cfg!(debug_assertions) || std::env::var_os("JIAOKAN_ALL_SCANS").is_some();
    if !all {
        println!(
            "skipped in part: built without optimisation; JIAOKAN_ALL_SCANS=1 reads all pages"
        );
    }
    all
}

#[test]
fn no_value_of_a_scan_is_wrong_and_most_are_read() {
    let Some(models) = models() else { return };
    let pages = if all_pages() { &PAGES[..] } else { &PAGES[..1] };
    for &page in pages {
        let report = read(page, &options(models.clone(), 1)).unwrap();
        let name = page.split('.').next().unwrap();
        let (wrong, right, all) = compare(name, &report);
        assert!(wrong.is_empty(), "{page}: {wrong:#?}");
        assert!(right * 100 >= all * 80, "{page}: {right} of {all} values are right");
        let office = report.fields.department.as_ref().and_then(|text| text.value.clone());
        // Two reports of two offices have none in common.
        if !matches!(page, "two-pages.tif" | "scanned.ofd") {
            assert_eq!(office.as_deref(), truth(name)["office"].as_str(), "{page}");
        }
        let by = report.source.recognised_by.as_ref().unwrap();
        assert_eq!((by.tool.as_str(), by.version.as_deref()), ("jiaokan", Some("PP-OCRv6 small")));
        // Every value has its place on the page.
        for row in &report.indicators {
            let at = row.name.at;
            let [left, top, right, bottom] = at.bbox().unwrap();
            assert!(at.page().is_some() && left < right && top < bottom, "{page} {at:?}");
        }
    }
}

/// Their rings and frames look like lines of the table, and no colour tells them from the print.
#[test]
fn no_value_is_wrong_under_seals_without_colour() {
    let Some(models) = models().filter(|_| all_pages()) else { return };
    for (page, least) in
        [("sealed-grey.jpg", 60), ("sealed-black.png", 60), ("sealed-square.jpg", 80)]
    {
        let report = read(page, &options(models.clone(), 1)).unwrap();
        let (wrong, right, all) = compare(page.split('.').next().unwrap(), &report);
        assert!(wrong.is_empty(), "{page}: {wrong:#?}");
        assert!(right * 100 >= all * least, "{page}: {right} of {all} values are right");
    }
}

#[test]
fn pages_read_side_by_side_are_the_same() {
    let Some(models) = models().filter(|_| all_pages()) else { return };
    let one = read("two-pages.tif", &options(models.clone(), 1)).unwrap();
    let two = read("two-pages.tif", &options(models, 2)).unwrap();
    assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&two).unwrap());
    assert_eq!(one.source.pages, Some(2));
}

#[test]
fn pictures_without_text_are_errors_that_say_so() {
    let Some(models) = models() else { return };
    let options = options(models, 1);
    for page in ["blank.png", "tiny.png"] {
        assert_eq!(read(page, &options).unwrap_err().code(), "E_NOTHING_READ", "{page}");
    }
    assert_eq!(read("huge.png", &options).unwrap_err().code(), "E_TOO_LARGE");
    let noise: Vec<u8> =
        (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for magic in [&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n", b"II*\0"] {
        let bytes = [magic, &noise].concat();
        assert_eq!(jiaokan::extract("x", &bytes, &options).unwrap_err().code(), "E_DAMAGED");
    }
}

#[test]
fn a_picture_that_is_cut_off_is_read_as_far_as_it_goes_and_says_so() {
    let Some(models) = models().filter(|_| all_pages()) else { return };
    let bytes = fs::read(fixtures("scans").join("skewed.jpg")).unwrap();
    let cut = bytes.get(..bytes.len() * 6 / 10).unwrap();
    let report = jiaokan::extract("skewed.jpg", cut, &options(models, 1)).unwrap();
    assert!(report.notes.iter().any(|note| note.code == "picture_cut"));
    let (wrong, ..) = compare("skewed", &report);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn without_models_pictures_are_told_and_the_command_is_named() {
    for (page, code) in
        [("skewed.jpg", "E_SCAN"), ("two-pages.tif", "E_SCAN"), ("strips.pdf", "E_PDF_SCAN")]
    {
        let error = read(page, &Options::default()).unwrap_err();
        assert_eq!(error.code(), code, "{page}");
        assert!(error.to_string().contains("jiaokan models install"), "{error}");
    }
    let Some(models) = models() else { return };
    let mut off = options(models, 1);
    off.recognition.mode = RecognitionMode::Off;
    assert_eq!(read("strips.pdf", &off).unwrap_err().code(), "E_PDF_SCAN");
}

#[test]
fn models_that_are_none_are_an_error_of_their_own() {
    let files = ModelFiles { detector: b"x".to_vec(), recogniser: b"x".to_vec() };
    let error = read("skewed.jpg", &options(Models::new(files), 1)).unwrap_err();
    assert_eq!(error.code(), "E_MODELS");
    assert!(error.to_string().contains("jiaokan models install --force"), "{error}");
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command.args(arguments).env("XDG_DATA_HOME", data).env_remove("JIAOKAN_MODELS");
    command.env_remove("VIRTUAL_ENV").env_remove("CONDA_PREFIX");
    command.output().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn models_that_are_there_are_listed_used_and_removed() {
    let data = tempfile::tempdir().unwrap();
    let list = |language: &str| {
        let output = run(data.path(), &["models", "list", "--lang", language]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(list("en").contains("no models: `jiaokan models install` fetches them"));
    assert!(list("zh").contains("没有识别模型"));
    let folder = data.path().join("jiaokan/models");
    fs::create_dir_all(&folder).unwrap();
    for name in ["PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"] {
        fs::write(folder.join(name), "not a model").unwrap();
    }
    assert!(list("en").contains("not a file that is known"));
    // A file with another fingerprint is not run.
    let page = fixtures("scans").join("skewed.jpg");
    let output = run(data.path(), &["extract", page.to_str().unwrap(), "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.starts_with("E_MODELS") && said.contains("sha256 differs"), "{said}");
    assert!(run(data.path(), &["models", "remove"]).status.success());
    assert!(!folder.exists());
}

#[test]
#[cfg(unix)]
fn a_folder_of_numbered_pictures_is_one_report() {
    let dir = tempfile::tempdir().unwrap();
    let scans = dir.path().join("scans");
    fs::create_dir(&scans).unwrap();
    for (from, to) in [("skewed.jpg", "page-1.jpg"), ("stamped.jpg", "page-2.jpg")] {
        fs::copy(fixtures("scans").join(from), scans.join(to)).unwrap();
    }
    let data = tempfile::tempdir().unwrap();
    let output = run(data.path(), &["extract", dir.path().to_str().unwrap(), "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // Without models it is one error of one input.
    assert!(said.contains("1 file") && said.contains("E_SCAN") && said.contains("scans"), "{said}");
}
