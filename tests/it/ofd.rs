//! OFD: what `fixtures/ofd` does not tell. Places, and files that are torn.

use std::fs;

use serde_json::Value;

use crate::support::{extract_file, fixtures, json, try_extract};

#[test]
fn every_value_has_the_same_place_whoever_set_the_page() {
    let of = |name: &str| json(&extract_file(&fixtures("kinds").join(name)));
    let (mut count, mut wrong) = (0, Vec::new());
    compare("", &of("report.ofd"), &of("report-converted.ofd"), &mut count, &mut wrong);
    assert!(count > 300, "only {count} places");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Holds the places of two extractions against each other, in points.
fn compare(path: &str, a: &Value, b: &Value, count: &mut usize, wrong: &mut Vec<String>) {
    const NEAR: f64 = 1.5;
    match (a, b) {
        (Value::Object(one), Value::Object(other)) => {
            if let (Some(Value::Array(box_one)), Some(Value::Array(box_other))) =
                (one.get("bbox"), other.get("bbox"))
            {
                *count += 1;
                let near = |(x, y): (&Value, &Value)| {
                    (x.as_f64().unwrap() - y.as_f64().unwrap()).abs() < NEAR
                };
                let inside =
                    box_one.iter().all(|side| (0.0..842.0).contains(&side.as_f64().unwrap()));
                let same = box_one.iter().zip(box_other).all(near) && one["page"] == other["page"];
                if !(inside && same && one["page"].is_u64()) {
                    wrong.push(format!("{path}: {box_one:?} {box_other:?}"));
                }
            }
            for (key, value) in one.iter().filter(|(key, _)| *key != "source" && *key != "notes") {
                compare(&format!("{path}.{key}"), value, &other[key], count, wrong);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for (n, (x, y)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}[{n}]"), x, y, count, wrong);
            }
        }
        _ => {}
    }
}

#[test]
fn a_torn_file_gives_a_report_or_an_error_and_no_panic() {
    let whole = fs::read(fixtures("kinds").join("report.ofd")).unwrap();
    for cut in 0..12 {
        let bytes = whole[..whole.len() * cut / 12].to_vec();
        assert!(try_extract("cut.ofd", bytes).is_err());
    }
    let mut codes = Vec::new();
    for place in (0..whole.len()).step_by(whole.len() / 150) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        match try_extract("torn.ofd", bytes) {
            Ok(report) => codes.push(report.notes.iter().any(|n| n.code.ends_with("_unreadable"))),
            Err(error) => assert!(error.code().starts_with("E_"), "{error}"),
        }
    }
    // A byte within a page costs that page alone, and it is said.
    assert!(codes.contains(&true));
}
