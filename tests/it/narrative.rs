//! What is read from sentences: each input with the narrative facts that come out.

#[test]
fn facts_are_as_expected() {
    let expectation = |input: &std::path::Path| crate::support::beside(input, "expected.json");
    crate::support::expect_all("narrative", expectation, |input| {
        let report = crate::support::extract_file(input);
        let facts = serde_json::to_string_pretty(&report.narrative).unwrap();
        format!("{facts}\n")
    });
}
