//! What holds for every input: no panic, and the same bytes give the same JSON.

use std::fs;
use std::sync::LazyLock;

use crate::support::{inputs, try_extract};
use proptest::prelude::*;

static REPORTS: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| inputs("reports").iter().map(|path| fs::read(path).unwrap()).collect());

/// The JSON of an extraction, or the code of the error. Panics if it panics.
fn outcome(bytes: Vec<u8>) -> Result<String, &'static str> {
    match try_extract("input", bytes) {
        Ok(report) => Ok(serde_json::to_string(&report).unwrap()),
        Err(error) => Err(error.code()),
    }
}

/// One kind of damage to a text; numbers are taken modulo the length.
#[derive(Debug, Clone)]
enum Damage {
    Delete(usize, usize),
    Duplicate(usize, usize),
    Insert(usize, String),
    SwapLines(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let marks = prop::sample::select(vec![
        "\t",
        "|",
        "\n",
        "\n\n",
        " ",
        "　",
        "(",
        "）",
        "<b>",
        "<table><tr><td rowspan=\"9\">",
        "<!--",
        "》",
        "≥",
        "↑",
        "9",
        "，",
        "。",
        "一、",
        "（二）",
        "1.",
        "2.3.4",
        "--\t--",
        "\u{feff}",
        "\u{0}",
        "\u{c}",
        "99999999999999999999999999999999999999",
        "-",
        "％",
        "、",
        "至",
        "2024年",
        "年",
        "产出指标",
        "指标",
        "万元",
        "①",
        "⼀",
        "《",
        "\\|",
        "```",
        "#",
        "&nbsp;",
        "&#x110000;",
    ]);
    prop_oneof![
        (any::<usize>(), 1..60usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (any::<usize>(), 1..200usize).prop_map(|(at, length)| Damage::Duplicate(at, length)),
        (any::<usize>(), marks).prop_map(|(at, mark)| Damage::Insert(at, mark.to_owned())),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for damage in damages {
        let length = chars.len().max(1);
        match damage {
            Damage::Delete(at, count) => {
                let from = at % length;
                let to = (from + count).min(chars.len());
                chars.drain(from.min(to)..to);
            }
            Damage::Duplicate(at, count) => {
                let from = at % length;
                let to = (from + count).min(chars.len());
                let part = chars[from.min(to)..to].to_vec();
                chars.splice(to..to, part);
            }
            Damage::Insert(at, mark) => {
                let at = (at % length).min(chars.len());
                chars.splice(at..at, mark.chars());
            }
            Damage::SwapLines(a, b) => {
                let text: String = chars.iter().collect();
                let mut lines: Vec<&str> = text.split('\n').collect();
                let count = lines.len();
                lines.swap(a % count, b % count);
                chars = lines.join("\n").chars().collect();
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = outcome(bytes);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\PC\\n\\t|<>]{0,400}") {
        let _ = outcome(text.into_bytes());
    }

    #[test]
    fn no_damage_to_a_report_makes_it_panic_and_the_result_is_always_the_same(
        index in any::<prop::sample::Index>(),
        damages in prop::collection::vec(damage(), 1..12),
    ) {
        let bytes = index.get(&REPORTS);
        let text = String::from_utf8_lossy(bytes);
        let text = damaged(&text, &damages).into_bytes();
        let once = outcome(text.clone());
        prop_assert_eq!(once, outcome(text));
    }

    #[test]
    fn a_report_cut_off_or_with_a_changed_byte_does_not_make_it_panic(
        index in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let bytes = index.get(&REPORTS);
        let at = cut.index(bytes.len());
        let _ = outcome(bytes[..at].to_vec());
        let mut changed = bytes.clone();
        changed[at] = byte;
        let _ = outcome(changed);
    }
}

/// What is read of a damaged text was printed in it: an emendation may change a
/// label or a unit and never the digits of a value.
#[test]
fn every_number_that_is_given_is_printed_in_its_raw_text() {
    for input in inputs("reports") {
        let report = crate::support::json(&crate::support::extract_file(&input));
        for indicator in report["indicators"].as_array().unwrap() {
            for side in ["target", "actual", "weight", "score"] {
                let value = &indicator[side];
                let number = value["number"].as_str().or(value["value"].as_str());
                let Some(number) = number else { continue };
                let raw = value["raw"].as_str().unwrap();
                let digits: String = raw
                    .chars()
                    .map(jiaokan::internals::fold::fold_char)
                    .filter(|c| *c != ',' && !c.is_whitespace())
                    .collect();
                assert!(
                    digits.contains(number.trim_start_matches('-')),
                    "{}: {number} is not in {raw}",
                    crate::support::shown(&input)
                );
            }
        }
    }
}
