//! What is known not to be read yet, as a ratchet: the test fails when a gap
//! opens that is not recorded, and when a recorded one is closed.
//!
//! A case is an input in `fixtures/gaps/` with a JSON fragment beside it
//! (`<stem>.expected.json`) that the extraction should contain. Those that do not
//! hold yet are listed in `tests/known-gaps.txt`, a stem a line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{beside, extract_file, inputs, json};
use serde_json::Value;

#[test]
fn the_list_of_gaps_says_exactly_what_is_not_read_yet() {
    let inputs = inputs("gaps");
    assert!(!inputs.is_empty());
    let mut open = BTreeSet::new();
    let mut why = Vec::new();
    for input in inputs {
        let stem = input.file_stem().unwrap().to_str().unwrap().to_owned();
        let wanted = fs::read_to_string(beside(&input, "expected.json")).unwrap();
        let wanted: Value = serde_json::from_str(&wanted).unwrap();
        let mut missing = Vec::new();
        lacks(&wanted, &json(&extract_file(&input)), "", &mut missing);
        if !missing.is_empty() {
            why.push(format!("{stem}: {}", missing.join("; ")));
            open.insert(stem);
        }
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/known-gaps.txt");
    let listed: BTreeSet<String> = fs::read_to_string(list)
        .unwrap()
        .lines()
        .map(|line| line.split('#').next().unwrap().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let opened: Vec<_> = open.difference(&listed).collect();
    let closed: Vec<_> = listed.difference(&open).collect();
    assert!(opened.is_empty(), "no longer read, or not listed: {opened:?}\n{}", why.join("\n"));
    assert!(closed.is_empty(), "read now, take them off the list: {closed:?}");
}

/// Where `wanted` is not contained in `given`: objects by key, lists element by
/// element and of the same length.
fn lacks(wanted: &Value, given: &Value, path: &str, missing: &mut Vec<String>) {
    match (wanted, given) {
        (Value::Object(wanted), Value::Object(given)) => {
            for (key, wanted) in wanted {
                let given = given.get(key).unwrap_or(&Value::Null);
                lacks(wanted, given, &format!("{path}/{key}"), missing);
            }
        }
        (Value::Array(wanted), Value::Array(given)) if wanted.len() == given.len() => {
            for (index, (wanted, given)) in wanted.iter().zip(given).enumerate() {
                lacks(wanted, given, &format!("{path}/{index}"), missing);
            }
        }
        _ if wanted == given => {}
        _ => missing.push(format!("{path} should be {wanted}")),
    }
}
