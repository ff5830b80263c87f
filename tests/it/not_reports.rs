//! A document that is no report of the family is not held to what one must be.

use std::fs;

use jiaokan::model::{Outcome, ReportKind};

use crate::support::{extract_file, inputs, shown};

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

#[test]
fn what_is_no_report_is_called_so() {
    let inputs = inputs("unknown");
    assert!(inputs.len() > 4);
    for input in inputs {
        let report = extract_file(&input);
        assert!(report.has_note("not_a_report"), "{} passes for a report", shown(&input));
        assert_eq!(report.kind, ReportKind::Unknown, "{}", shown(&input));
    }
}

#[test]
fn every_report_is_called_one() {
    for folder in ["reports/clean", "reports/damaged", "demo"] {
        for input in inputs(folder) {
            let report = extract_file(&input);
            // A report of another kind altogether stands for forms that are not known.
            let other = shown(&input).contains("unknown-form");
            assert_eq!(report.has_note("not_a_report"), other, "{}", shown(&input));
        }
    }
}
