//! One invented report saved in every kind of file that is read: the same truth for all, and
//! the same JSON but for the source, the places and the notes about the kind.
//! How they are made: `fixtures/kinds/make/`.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{extract_file, fixtures, json, shown, truth};

/// The renderings, and one of those in PDF.
fn renderings() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures("kinds")).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_file());
    found.push(fixtures("pdf").join("lo-song-whole-repeat.pdf"));
    found.sort();
    found
}

#[test]
fn every_kind_says_what_the_report_says() {
    let truth = truth::read(&fixtures("pdf").join("report.truth.toml"));
    let wrong: Vec<String> = renderings()
        .iter()
        .flat_map(|path| truth::compare(path, &truth, &extract_file(path)))
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_gives_the_same_json_but_for_places_and_what_is_said_of_the_kind() {
    let of = |path: &PathBuf| {
        let mut report = json(&extract_file(path));
        strip(&mut report);
        report
    };
    let first = of(&fixtures("kinds").join("report.md"));
    for path in renderings() {
        let other = of(&path);
        let mut wrong = Vec::new();
        differences("", &first, &other, &mut wrong);
        assert!(wrong.is_empty(), "{}:\n{}", shown(&path), wrong.join("\n"));
    }
}

/// Takes out what rightly differs: where lines end on a page is a matter of places.
fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["source", "at", "notes"] {
                map.remove(key);
            }
            for (key, value) in map.iter_mut() {
                match (key.as_str(), value) {
                    ("raw", Value::String(raw)) => raw.retain(|c| !c.is_whitespace()),
                    ("status", Value::String(status)) if status == "spacing" => {
                        *status = "as_read".to_owned();
                    }
                    (_, value) => strip(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn differences(path: &str, a: &Value, b: &Value, wrong: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(one), Value::Object(two)) => {
            let keys = one.keys().chain(two.keys().filter(|key| !one.contains_key(*key)));
            for key in keys {
                let part = |map: &serde_json::Map<String, Value>| map.get(key).cloned();
                let (x, y) = (part(one).unwrap_or_default(), part(two).unwrap_or_default());
                differences(&format!("{path}.{key}"), &x, &y, wrong);
            }
        }
        (Value::Array(one), Value::Array(two)) if one.len() == two.len() => {
            for (n, (x, y)) in one.iter().zip(two).enumerate() {
                differences(&format!("{path}[{n}]"), x, y, wrong);
            }
        }
        _ if a == b => {}
        _ => {
            let short = |value: &Value| value.to_string().chars().take(160).collect::<String>();
            wrong.push(format!("{path}: {} ≠ {}", short(a), short(b)));
        }
    }
}
