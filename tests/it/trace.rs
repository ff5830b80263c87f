//! `jiaokan trace`: what each stage makes of a report.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::support::{after, expect_all, fixtures};
use serde_json::Value;

fn trace(path: &Path, options: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    let output = command.arg("trace").arg(path).args(options).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_stages_are_shown_to_people_in_both_languages() {
    for language in ["en", "zh"] {
        let end = format!("{language}.expected.txt");
        expect_all(
            "trace",
            |input| after(input, &end),
            |input| trace(input, &["--lang", language]),
        );
    }
}

#[test]
fn lines_and_grids_are_json_with_these_keys_and_no_others() {
    let path = fixtures("trace").join("table-over-two-pages.txt");
    let value: Value = serde_json::from_str(&trace(&path, &["--format", "json"])).unwrap();
    assert_eq!(keys(&value), ["pages"]);
    let page = &value["pages"][0];
    assert_eq!(keys(page), ["grids", "lines", "page"]);
    assert_eq!(keys(&page["lines"][0]), ["at", "text"]);
    let grids = page["grids"].as_array().unwrap();
    assert_eq!(grids.len(), 3);
    for grid in grids {
        assert_eq!(keys(grid), ["cells", "roles"]);
        for cell in grid["cells"].as_array().unwrap() {
            assert_eq!(keys(cell), ["at", "col", "colspan", "row", "rowspan", "text"]);
        }
    }
    // A piece without a header has the roles of the table that goes on in it.
    let roles = ["level1", "level2", "name", "target", "actual", "weight", "score"];
    assert_eq!(grids[0]["roles"], serde_json::json!(roles));
    assert_eq!(grids[1]["roles"], serde_json::json!(roles));
    assert_eq!(grids[2]["roles"], serde_json::json!([]));
    assert_eq!(grids[0]["cells"][0]["at"]["line"], 7);
}

fn keys(value: &Value) -> Vec<&str> {
    let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.into_iter().collect()
}
