//! What is read from sentences: each input with the narrative facts that come out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

#[test]
fn facts_are_as_expected() {
    let expectation = |input: &std::path::Path| support::beside(input, "expected.json");
    support::expect_all("narrative", expectation, |input| {
        let report = support::extract_file(input);
        let facts = serde_json::to_string_pretty(&report.narrative).unwrap();
        format!("{facts}\n")
    });
}
