//! The audit checks on the one real report that is at hand, against the outcomes that
//! a careful reader noted, K01 to K45. The report lies outside the project; without
//! it these tests say so and pass.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{extract, shared};
use jiaokan::model::{Finding, Outcome, Severity};

const REPORT: &str = "reports/gd-jiangmen-invest-2024.md";

/// What the reader noted: number, check (by name or id), outcome, lines that the
/// check must name among its places.
type Noted = (&'static str, &'static str, Said, &'static [u32]);

#[derive(Debug, Clone, Copy)]
enum Said {
    Pass,
    Medium,
    Low,
    Info,
    NotEvaluable,
}

use Said::{Info, Low, Medium, NotEvaluable, Pass};

#[rustfmt::skip]
const NOTED: &[Noted] = &[
    ("K01", "SUM-01", Pass, &[39]),                // 473.63 + 447.31 = 920.94
    ("K02", "SUM-02", Pass, &[39, 49]),            // 443.50 + 30.13 = 473.63
    ("K03", "SUM-01", Pass, &[49]),                // 443.50 + 30.13 + 447.31 = 920.94
    ("K04", "BUD-05", Medium, &[39, 49]),          // one amount as budget and as final account
    ("K05", "BUD-02", NotEvaluable, &[39]),        // no budget, so no execution rate
    ("K06", "CNT-01", Pass, &[35]),                // 12 + 3 + 1 = 16
    ("K07", "CNT-01", Pass, &[35]),                // 16 rows
    ("K08", "CNT-02", Pass, &[35]),                // 12 / 3 / 1 by level 1
    ("K09", "CNT-03", Pass, &[35]),                // 14 in 100-150 %
    ("K10", "RATE-01", Pass, &[35, 56]),           // 151 / 170 = 88.82 %
    ("K11", "RATE-01", Pass, &[35, 66]),           // 38 / 40 = 95 %
    ("K12", "CNT-03", Pass, &[35]),                // 14 + 1 + 1 = 16
    ("K13", "RATE-03", Pass, &[56, 66]),           // each missed target has its reason
    ("K13", "RATE-04", Pass, &[]),                 // and no met one
    ("K14", "GRD-01", Pass, &[45]),                // 98.35 is 优
    ("K15", "SUM-04", NotEvaluable, &[45]),        // no weights, no scores
    ("K16", "CNT-04", Pass, &[33]),                // 3 tasks
    ("K17", "CNT-04", Pass, &[45]),                // 两个 projects
    ("K18", "NAR-01", Pass, &[65]),                // more than 2000 in text and table
    ("K19", "NAR-01", Pass, &[33, 57]),            // 7 in text and table
    ("K20", "NAR-02", Medium, &[21, 33]),          // 1431.2 is 74.2 % of 1929.4, not of 2000
    ("K21", "NAR-03", Pass, &[21]),                // 631 after +46.7 %: 430
    ("K22", "NAR-03", Pass, &[23]),                // 177 after +17 %: 151
    ("K23", "NAR-03", Pass, &[29]),                // 199 after +54.3 %: 129
    ("K24", "NAR-05", Pass, &[21]),                // no part exceeds its whole
    ("K25", "NAR-04", Low, &[25, 33]),             // more than 100 partners, or 36
    ("K26", "NAR-06", Medium, &[76, 110]),         // indicators clear, and not clear
    ("K27", "NAR-08", Low, &[111]),                // late payments, no row that is late
    ("K28", "NAR-08", Info, &[108]),               // budget cut, all delivered
    ("K29", "RATE-05", Low, &[53, 55, 57, 58, 67]),// five rows above 130 %
    ("K30", "RATE-06", Info, &[59, 61, 62, 63]),   // rows that meet the target to the digit
    ("K31", "SAT-01", Low, &[69]),                 // 100 % satisfied, no sample
    ("K32", "TXT-01", Info, &[56, 66]),            // one reason for two rows
    ("K33", "NAR-07", Pass, &[108, 115]),          // 3 problems, 3 measures
    ("K34", "DATE-01", Pass, &[9]),                // 2025-04-18
    ("K35", "DATE-02", Pass, &[]),                 // 2023, 2024, 2025 where they belong
    ("K36", "ORG-01", Info, &[125]),               // founded in March of the year
    ("K37", "YOY-16", Pass, &[125]),               // no rectification, with a reason
    ("K38", "DOC-01", Pass, &[11]),                // all sections there
    ("K39", "DOC-02", Pass, &[11]),                // numbering unbroken
    ("K40", "phone_form_unusual", Info, &[7]),     // no area code
    ("K41", "TXT-01", Info, &[35, 49]),            // one sentence twice; names of rules are no sentences
    ("K42", "DOC-03", Low, &[54, 61]),                 // a bracket lost by the recogniser
    ("K43", "title_without_year", Info, &[1]),     // the title names no year
    ("K44", "DOC-04", Low, &[45]),                 // no scoring sheet
    ("K45", "BUD-06", Low, &[108]),                // budget cut, no amount
];

/// Remarks that the reader did not number: the table of audit rules expects them of
/// this report (unreadable cells) or they follow from others (what rests on them).
#[rustfmt::skip]
const BESIDES: &[Noted] = &[
    ("-", "OCR-01", Info, &[54, 57, 61, 62, 67]),
    ("-", "OCR-02", Info, &[]),
];

#[test]
fn every_noted_outcome_is_reached() {
    let Some(findings) = findings() else {
        return;
    };
    let missing: Vec<String> = NOTED
        .iter()
        .filter(|noted| !findings.iter().any(|finding| agrees(noted, finding)))
        .map(|noted| format!("{noted:?}: {:#?}", said_by(noted.1, &findings)))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn nothing_is_found_that_was_not_noted() {
    let Some(findings) = findings() else {
        return;
    };
    let strays: Vec<String> = findings
        .iter()
        .filter(|f| f.outcome == Outcome::Finding)
        .filter(|f| !NOTED.iter().chain(BESIDES).any(|noted| agrees(noted, f)))
        .map(|f| format!("{} {:?} {:?}: {}", f.check, f.severity, lines(f), f.message))
        .collect();
    assert!(strays.is_empty(), "not noted:\n{}", strays.join("\n"));
}

#[test]
fn every_number_from_1_to_45_is_noted() {
    let noted: BTreeSet<&str> = NOTED.iter().map(|noted| noted.0).collect();
    let wanted: BTreeSet<String> = (1..=45).map(|n| format!("K{n:02}")).collect();
    assert_eq!(noted, wanted.iter().map(String::as_str).collect());
}

/// What the checks say of the report, if it is at hand.
fn findings() -> Option<Vec<Finding>> {
    let text = fs::read(shared(REPORT)?).unwrap();
    Some(extract("gd-jiangmen-invest-2024.md", text).findings)
}

fn agrees((_, check, said, wanted): &Noted, finding: &Finding) -> bool {
    let outcome = match said {
        Pass => finding.outcome == Outcome::Pass,
        NotEvaluable => finding.outcome == Outcome::NotEvaluable,
        Medium => found(finding, Severity::Medium),
        Low => found(finding, Severity::Low),
        Info => found(finding, Severity::Info),
    };
    let given = lines(finding);
    let named = jiaokan::internals::checks::find(check).any(|known| known.name == finding.check);
    outcome && named && wanted.iter().all(|line| given.contains(line))
}

fn found(finding: &Finding, severity: Severity) -> bool {
    finding.outcome == Outcome::Finding && finding.severity == severity
}

fn lines(finding: &Finding) -> BTreeSet<u32> {
    finding.at.iter().filter_map(|at| at.line()).collect()
}

/// All that a check said, for the message of a failure.
fn said_by(check: &str, findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .filter(|f| jiaokan::internals::checks::find(check).any(|known| known.name == f.check))
        .map(|f| format!("{:?} {:?} {:?}: {}", f.outcome, f.severity, lines(f), f.message))
        .collect()
}
