//! Extractions read back from JSON.

use jiaokan::model;
use serde_json::json;

#[test]
fn every_fixture_is_read_back_as_it_was_written() {
    for input in crate::support::inputs("reports") {
        let report = crate::support::extract_file(&input);
        let json = serde_json::to_vec(&report).unwrap();
        assert!(model::is_extraction(&json));
        let name = crate::support::shown(&input);
        assert_eq!(model::read(&name, &json).unwrap(), report, "{name}");
    }
}

#[test]
fn keys_of_a_later_version_are_passed_over() {
    let report =
        crate::support::extract("a.md", "# 青溪市水务局2023年度部门整体支出绩效自评报告\n");
    let mut later = crate::support::json(&report);
    later["more"] = json!({"of": "it"});
    later["fields"]["approval"] = json!({"by": "somebody"});
    let bytes = serde_json::to_vec(&later).unwrap();
    assert_eq!(model::read("later.json", &bytes).unwrap(), report);
}

#[test]
fn an_extraction_without_directions_is_judged_before_it_is_compared() {
    let report = |name: &str| {
        let report =
            crate::support::extract_file(&crate::support::fixtures("diff/bare-targets").join(name));
        let mut json = crate::support::json(&report);
        for row in json["indicators"].as_array_mut().unwrap() {
            let row = row.as_object_mut().unwrap();
            row.remove("direction");
            row.remove("base");
        }
        let before = model::read(name, &serde_json::to_vec(&json).unwrap()).unwrap();
        (report, before)
    };
    let ((old, old_before), (new, new_before)) = (report("old.md"), report("new.md"));
    let lines = |old, new| super::changes(&super::compare(old, new));
    assert_eq!(lines(&old_before, &new_before), lines(&old, &new));
}

#[test]
fn what_is_no_extraction_is_told() {
    for (text, en, zh) in [
        ("# a report", "line 1 column 1", "第 1 行第 1 列"),
        (r#"{"a": 1}"#, "JSON without a schema", "应为提取结果"),
        (r#"{"schema": "jiaokan.diff/1"}"#, "the schema jiaokan.diff/1", "jiaokan.diff/1"),
        (r#"{"schema": "jiaokan.report/1"}"#, "missing field", "重新提取"),
    ] {
        let error = model::read("x.json", text.as_bytes()).unwrap_err();
        assert_eq!(error.code(), "E_EXTRACTION");
        for (message, said) in [(error.to_string(), en), (error.message_zh(), zh)] {
            assert!(message.contains("x.json") && message.contains(said), "{message}");
        }
    }
    assert!(!model::is_extraction(b"# a report"));
    assert!(!model::is_extraction(br#"{"a": "jiaokan.report/1"}"#));
}
