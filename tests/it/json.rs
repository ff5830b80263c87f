//! The JSON of reports, in full and lean, whole and in parts.

use std::fs;

use jiaokan::internals::json::{self, Sink};
use jiaokan::{Options, Report, extract, model};
use serde_json::{Map, Value};

use crate::support::inputs;

/// Takes what is held whenever it may be taken.
#[derive(Default)]
struct Parts {
    held: Vec<u8>,
    taken: Vec<u8>,
    count: usize,
}

impl Sink for Parts {
    fn held(&mut self) -> &mut Vec<u8> {
        &mut self.held
    }

    fn whole(&mut self) {
        self.taken.append(&mut self.held);
        self.count += 1;
    }
}

/// What is written in parts, on one line and in lines.
fn in_parts(write: impl Fn(&mut Parts, bool)) -> [String; 2] {
    [false, true].map(|lines| {
        let mut parts = Parts::default();
        write(&mut parts, lines);
        assert!(parts.count > 10);
        parts.whole();
        String::from_utf8(parts.taken).unwrap()
    })
}

/// A value without the members of its objects that are null.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(without_nulls).collect(),
        Value::Object(members) => {
            let left = members.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(left.map(|(key, value)| (key, without_nulls(value))).collect())
        }
        other => other,
    }
}

/// What the lean form of a report is said to hold.
fn lean(report: &Report) -> Value {
    let mut members: Map<String, Value> =
        serde_json::from_slice(&serde_json::to_vec(report).unwrap()).unwrap();
    members.remove("narrative");
    members.insert("detail".into(), "lean".into());
    let findings = members["findings"].as_array_mut().unwrap();
    findings.retain(|finding| finding["outcome"] != "pass");
    without_nulls(Value::Object(members))
}

#[test]
fn in_parts_it_is_what_it_is_whole_in_full_and_lean() {
    let options = Options::default();
    let mut reports = 0;
    for input in inputs("") {
        let Ok(report) = extract("report", &fs::read(&input).unwrap(), &options) else {
            continue;
        };
        reports += 1;
        let input = input.display();
        let full = in_parts(|to, lines| json::write(to, &report, lines).unwrap());
        let expected = [
            serde_json::to_string(&report).unwrap(),
            serde_json::to_string_pretty(&report).unwrap(),
        ];
        assert!(full == expected, "{input}");

        let mut left = report.clone();
        left.detail = model::Detail::Lean;
        left.findings.retain(|finding| finding.outcome != model::Outcome::Pass);
        let [line, lines] =
            in_parts(|to, lines| json::write_lean(to, &left, "narrative", lines).unwrap());
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value, lean(&report), "{input}");
        assert!(serde_json::from_str::<Value>(&lines).unwrap() == value, "{input}");
        assert!(model::lean(report) == line.as_bytes(), "{input}");
    }
    assert!(reports > 500, "{reports}");
}
