//! One small PDF for each way in which a Chinese PDF can be made: the characters
//! of all text that comes out against the known text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{json, shared, try_extract};
use serde_json::Value;

/// Files without text that can be recovered.
const UNREADABLE: &[(&str, &str)] = &[
    ("d_identity_cmapless", "E_PDF_UNMAPPED"),
    ("d_lo_gbsn_no_tounicode", "E_PDF_UNMAPPED"),
    ("d_lo_no_tounicode", "E_PDF_UNMAPPED"),
    ("h_ccitt", "E_PDF_SCAN"),
    ("h_flate", "E_PDF_SCAN"),
    ("h_jpeg", "E_PDF_SCAN"),
];

#[test]
fn the_text_of_every_kind_comes_out() {
    let Some(folder) = shared("corpus/pdf-kinds") else {
        return;
    };
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    paths.sort();
    assert!(paths.len() > 25, "only {} files", paths.len());
    let mut wrong = Vec::new();
    for path in &paths {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let extracted = try_extract(&stem, fs::read(path).unwrap());
        let unreadable = UNREADABLE.iter().find(|(name, _)| *name == stem);
        match (extracted, unreadable) {
            (Ok(report), None) => {
                let f1 = f1(&all_text(&json(&report)), &truth(path));
                println!("{stem} {f1:.4}");
                if f1 < 0.99 {
                    wrong.push(format!("{stem}: F1 {f1:.4}"));
                }
            }
            (Err(error), Some((_, code))) if error.code() == *code => println!("{stem} {code}"),
            (Ok(_), Some((_, code))) => wrong.push(format!("{stem}: expected {code}")),
            (Err(error), _) => wrong.push(format!("{stem}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn truth(path: &Path) -> String {
    fs::read_to_string(path.with_extension("truth")).unwrap()
}

/// All text of a report: every string that came from its pages.
fn all_text(report: &Value) -> String {
    let mut out = String::new();
    blocks(&report["preface"], &mut out);
    sections(&report["sections"], &mut out);
    // The title may stand in a table, and is then left there.
    let title = report["title"]["raw"].as_str().unwrap_or_default();
    if !out.contains(title) {
        out.push_str(title);
    }
    // Dropped page furniture stands in the notes.
    for note in report["notes"].as_array().unwrap() {
        let dropped = ["page_number_dropped", "running_head_dropped"];
        if dropped.iter().any(|code| note["code"] == *code) {
            out.push_str(note["message"].as_str().unwrap().split(':').next().unwrap());
        }
    }
    out
}

fn sections(list: &Value, out: &mut String) {
    for section in list.as_array().unwrap() {
        out.push_str(section["number"].as_str().unwrap_or_default());
        out.push_str(section["title"].as_str().unwrap());
        blocks(&section["blocks"], out);
        sections(&section["sections"], out);
    }
}

fn blocks(list: &Value, out: &mut String) {
    for block in list.as_array().unwrap() {
        out.push_str(block["text"].as_str().unwrap());
    }
}

/// Agreement of two bags of characters: letters, digits and ideographs, folded.
fn f1(found: &str, truth: &str) -> f64 {
    let bag = |text: &str| {
        let mut bag: BTreeMap<char, u32> = BTreeMap::new();
        for c in
            text.chars().map(jiaokan::internals::fold::fold_char).filter(|c| c.is_alphanumeric())
        {
            *bag.entry(c).or_default() += 1;
        }
        bag
    };
    let (found, truth) = (bag(found), bag(truth));
    let same: u32 = found.iter().map(|(c, n)| *n.min(truth.get(c).unwrap_or(&0))).sum();
    let all: u32 = found.values().sum::<u32>() + truth.values().sum::<u32>();
    2.0 * f64::from(same) / f64::from(all.max(1))
}
