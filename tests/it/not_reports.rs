//! A document that is no report of the family is not held to what one must be.

use std::fs;

use jiaokan::model::{Outcome, ReportKind};

#[test]
fn two_values_of_one_noun_contradict_only_in_a_report() {
    let path = crate::support::fixtures("checks/amount_stated_twice_differs/finding-one-noun.md");
    let report = fs::read_to_string(path).unwrap();
    let title = report.lines().next().unwrap();
    let other = report.replace(title, "# 青溪集团2023年年度报告");
    let twice = |text: String| {
        let report = crate::support::extract("document.md", text);
        let found = report.findings.iter().filter(|finding| {
            finding.check == "amount_stated_twice_differs" && finding.outcome == Outcome::Finding
        });
        (report.kind, found.count())
    };
    assert_eq!(twice(report.clone()), (ReportKind::DepartmentSelfReport, 1));
    assert_eq!(twice(other), (ReportKind::Unknown, 0));
}
