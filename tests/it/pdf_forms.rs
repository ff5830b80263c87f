//! PDF of other layouts than `fixtures/pdf/report.truth.toml`, each with its own truth
//! beside it: forms of one page, a wide table.

use std::fs;

use jiaokan::Options;
use jiaokan::recognition::RecognitionMode;

use crate::support::{beside, extract_file, fixtures, inputs, truth};

#[test]
fn every_form_gives_what_is_true_of_it() {
    let forms = inputs("pdf/forms");
    assert!(forms.len() >= 3, "forms are missing");
    let wrong: Vec<String> = forms
        .iter()
        .flat_map(|path| {
            let truth = truth::read(&beside(path, "truth.toml"));
            truth::compare(path, &truth, &extract_file(path))
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Each file of a folder says what `report.truth.toml` there does, or its own truth beside it.
fn say_what_is_true(folder: &str, least: usize) {
    let files = inputs(folder);
    assert!(files.len() >= least, "files are missing");
    let shared = truth::read(&fixtures(folder).join("report.truth.toml"));
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let own = beside(path, "truth.toml");
            let own = own.is_file().then(|| truth::read(&own));
            truth::compare(path, own.as_ref().unwrap_or(&shared), &extract_file(path))
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// What lies over or under the text of a page, and lines that are missing or too many,
/// change nothing of what is read; what cannot be told apart is not read.
#[test]
fn what_lies_over_the_text_of_a_page_is_told_apart() {
    say_what_is_true("pdf/layers", 51);
}

/// Text that a recogniser laid under the picture of a page stands between the lines of the picture,
/// whichever program set it and however the page lies. No models are needed.
#[test]
fn text_laid_under_a_picture_stands_between_its_lines() {
    say_what_is_true("pdf/laid-under", 14);
}

/// Where no picture is looked at, the boxes of the text alone tell its rows and columns.
#[test]
fn text_laid_under_a_picture_is_laid_out_by_its_boxes() {
    let shared = truth::read(&fixtures("pdf/laid-under").join("report.truth.toml"));
    let mut options = Options::default();
    options.recognition.mode = RecognitionMode::Off;
    let stems =
        ["lines", "words-of-half-ems", "characters", "of-one-size", "set-upright", "no-lines"];
    for stem in stems {
        let path = fixtures("pdf/laid-under").join(stem).with_extension("pdf");
        let report = jiaokan::extract(stem, &fs::read(&path).unwrap(), &options).unwrap();
        assert_eq!(truth::compare(&path, &shared, &report), Vec::<String>::new());
    }
}

#[test]
fn what_two_layers_of_text_tell_is_said() {
    let noted = |stem: &str| -> Vec<(String, String)> {
        let report = extract_file(&fixtures("pdf/laid-under").join(stem).with_extension("pdf"));
        report.notes.iter().map(|note| (note.code.to_string(), note.message.clone())).collect()
    };
    let differing = noted("twice-differing");
    let said = differing.iter().find(|(code, _)| code == "two_text_layers");
    assert!(said.is_some_and(|(_, message)| message.contains("486 / 436")), "{differing:?}");
    for stem in ["twice-alike", "lines", "behind-the-picture"] {
        let codes: Vec<String> = noted(stem).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["ocr_text_layer"], "{stem}");
    }
}

#[test]
fn what_is_left_out_of_a_page_is_said() {
    let noted = |stem: &str, code: &str| {
        let report = extract_file(&fixtures("pdf/layers").join(stem).with_extension("pdf"));
        report.notes.iter().find(|note| note.code == code).map(|note| note.message.clone())
    };
    for stem in [
        "watermark-diagonal",
        "watermark-tiled-level",
        "watermark-tiled-beside",
        "seal",
        "stamp-over-borders",
        "slanted-over",
    ] {
        assert!(noted(stem, "overlay_dropped").is_some(), "{stem}");
    }
    for stem in ["white-box", "not-painted", "white-on-white"] {
        assert!(noted(stem, "hidden_text").unwrap().contains("73112.5"), "{stem}");
    }
    for (stem, text) in [
        ("cut-by-page", "苗木到货晚于计划"),
        ("cut-by-cell", "新增绿化面积（公顷）"),
        ("cut-by-row", "苗木到货晚于计划"),
        ("cut-by-ground", "新增绿化面积（公顷）"),
    ] {
        let report = extract_file(&fixtures("pdf/layers").join(stem).with_extension("pdf"));
        let cut = report.notes.iter().any(|n| n.code == "text_cut" && n.message.contains(text));
        assert!(cut, "{stem}");
    }
    assert!(noted("struck-out", "struck_text").unwrap().contains("≥800"));
    assert!(noted("note-marks", "note_mark").is_some());
    assert!(noted("typed-over", "text_over_text").is_some());
    for code in
        ["overlay_dropped", "hidden_text", "text_over_text", "note_mark", "text_cut", "struck_text"]
    {
        assert_eq!(noted("plain", code), None);
        assert_eq!(noted("highlighter", code), None);
    }
}
