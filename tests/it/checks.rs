//! Each audit check by its fixtures: `fixtures/checks/<check>/` holds small invented
//! reports, named by what the check says of them: `pass`, `finding` or `not_evaluable`,
//! with `-what` where there are several. Beside each stands `<stem>.expected.json`:
//! what this one check says, and in `also` the other checks that find something there.
//!
//! `UPDATE_EXPECT=1 cargo test --test it checks` rewrites what the check says; read the
//! difference before it is committed. `also` is written by hand: a check that finds
//! something in the fixture of another is a false alarm until a person says otherwise.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{beside, extract_file, fixtures, inputs, shown};
use jiaokan::model::{Finding, Outcome, Severity};
use serde::{Deserialize, Serialize};

/// A file of this name in a check's folder says why the check is always evaluable
/// where it applies at all.
const ALWAYS_EVALUABLE: &str = "always_evaluable.reason";

/// What stands beside a fixture.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    /// What the fixture's own check says.
    outcomes: Vec<Said>,
    /// Other checks that rightly find something.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    also: BTreeSet<String>,
}

/// One outcome of a check.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    outcome: Outcome,
    severity: Severity,
    message: String,
    message_zh: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    lines: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rests_on: Vec<String>,
}

#[test]
fn every_fixture_makes_its_check_say_what_stands_beside_it() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for (check, input) in all_fixtures() {
        let findings = extract_file(&input).findings;
        let path = beside(&input, "expected.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let expected: Expectation = match text.as_str() {
            "" => Expectation::default(),
            text => serde_json::from_str(text).unwrap_or_else(|e| panic!("{}: {e}", shown(&path))),
        };
        let found = Expectation {
            outcomes: findings.iter().filter(|f| f.check == check).map(said).collect(),
            also: expected.also.clone(),
        };
        if update && found != expected {
            fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        } else if found != expected {
            wrong.push(format!(
                "{}: expected {:#?}, but found {:#?}",
                shown(&input),
                expected.outcomes,
                found.outcomes
            ));
        }
        if let Some(problem) = unlike_its_name(&input, &found.outcomes) {
            wrong.push(format!("{}: {problem}", shown(&input)));
        }
        let others: BTreeSet<String> = findings
            .iter()
            .filter(|f| f.check != check && above_info(f))
            .map(|f| f.check.clone())
            .collect();
        if others != expected.also {
            let said: Vec<&str> = findings
                .iter()
                .filter(|f| f.check != check && above_info(f))
                .map(|f| f.message.as_str())
                .collect();
            wrong.push(format!(
                "{}: other checks: expected {:?}, but found {others:?}: {said:?}",
                shown(&input),
                expected.also
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_check_has_a_fixture_for_each_outcome() {
    let mut missing = Vec::new();
    for check in jiaokan::internals::checks::all() {
        let folder = fixtures("checks").join(check.name);
        let stems: Vec<String> = all_fixtures()
            .into_iter()
            .filter(|(name, _)| name == check.name)
            .filter_map(|(_, input)| outcome_of(&input))
            .collect();
        let reason = fs::read_to_string(folder.join(ALWAYS_EVALUABLE)).ok();
        for outcome in ["pass", "finding", "not_evaluable"] {
            let excused = outcome == "not_evaluable" && reason.is_some();
            if excused == stems.iter().any(|stem| stem == outcome) {
                let state = if excused { "one despite its reason" } else { "none" };
                missing.push(format!("{}: {outcome}: {state}", check.name));
            }
        }
        if reason.is_some_and(|text| text.trim().is_empty()) {
            missing.push(format!("{}: {ALWAYS_EVALUABLE} says nothing", check.name));
        }
    }
    assert!(missing.is_empty(), "fixtures:\n{}", missing.join("\n"));
}

#[test]
fn no_fixture_stands_without_its_check_and_no_expectation_without_its_fixture() {
    let names: BTreeSet<&str> = jiaokan::internals::checks::all().map(|check| check.name).collect();
    for (check, input) in all_fixtures() {
        assert!(names.contains(&*check), "{}: there is no check {check}", shown(&input));
        assert!(outcome_of(&input).is_some(), "{}: named by no outcome", shown(&input));
    }
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(names.contains(&*name), "{}: there is no check {name}", shown(&folder));
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let Some(stem) = path.to_str().unwrap().strip_suffix(".expected.json") else {
                continue;
            };
            let input = ["md", "txt", "html"].map(|end| PathBuf::from(format!("{stem}.{end}")));
            assert!(input.iter().any(|i| i.exists()), "{} has no input", shown(&path));
        }
    }
}

/// What the checks find in reports in which nothing is wrong stands in
/// `tests/clean-findings.txt`, a line each: file, check, severity. Remarks (severity
/// info) may stand there; anything above needs its reason after `#`.
#[test]
fn nothing_is_found_in_reports_in_which_nothing_is_wrong() {
    let mut found = BTreeSet::new();
    let mut messages = Vec::new();
    for input in inputs("reports/clean") {
        let stem = input.file_stem().unwrap().to_str().unwrap().to_owned();
        for finding in extract_file(&input).findings {
            if finding.outcome != Outcome::Finding {
                continue;
            }
            let line = format!("{stem} {} {}", finding.check, severity(finding.severity));
            messages.push(format!("{line}: {}", finding.message));
            found.insert(line);
        }
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clean-findings.txt");
    let list = fs::read_to_string(list).unwrap();
    let mut listed = BTreeSet::new();
    for line in list.lines().filter(|line| !line.trim().is_empty()) {
        let (entry, reason) = line.split_once('#').unwrap_or((line, ""));
        if entry.trim().is_empty() {
            continue;
        }
        let remark = entry.trim().ends_with(" info");
        assert!(remark || !reason.trim().is_empty(), "{line}: say why this may stand");
        listed.insert(entry.trim().to_owned());
    }
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(new.is_empty(), "found, not listed: {new:#?}\n{}", messages.join("\n"));
    assert!(gone.is_empty(), "no longer found, take them off the list: {gone:#?}");
}

fn said(finding: &Finding) -> Said {
    let lines: BTreeSet<u32> = finding.at.iter().filter_map(|at| at.line()).collect();
    Said {
        outcome: finding.outcome,
        severity: finding.severity,
        message: finding.message.clone(),
        message_zh: finding.message_zh.clone(),
        expected: finding.expected.clone(),
        found: finding.found.clone(),
        lines: lines.into_iter().collect(),
        rests_on: finding.rests_on.iter().map(|on| on.path.clone()).collect(),
    }
}

/// What speaks against the outcome that a fixture is named by.
fn unlike_its_name(input: &Path, said: &[Said]) -> Option<&'static str> {
    let is = |outcome| said.iter().any(|s| s.outcome == outcome);
    let (passed, found, open) =
        (is(Outcome::Pass), is(Outcome::Finding), is(Outcome::NotEvaluable));
    match outcome_of(input)?.as_str() {
        "pass" if !passed || found || open => Some("expected a pass and nothing else"),
        "finding" if !found => Some("expected a finding"),
        "not_evaluable" if !open || found => Some("expected not evaluable, and no finding"),
        _ => None,
    }
}

fn above_info(finding: &Finding) -> bool {
    finding.outcome == Outcome::Finding && finding.severity > Severity::Info
}

fn severity(severity: Severity) -> String {
    let text = serde_json::to_value(severity).unwrap();
    text.as_str().unwrap().to_owned()
}

/// Check and path of every fixture.
fn all_fixtures() -> Vec<(String, PathBuf)> {
    let named = |path: PathBuf| {
        let folder = path.parent().unwrap().file_name().unwrap();
        (folder.to_str().unwrap().to_owned(), path)
    };
    inputs("checks")
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end != "reason"))
        .map(named)
        .collect()
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures("checks")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// The outcome that a fixture is named by.
fn outcome_of(input: &Path) -> Option<String> {
    let stem = input.file_stem()?.to_str()?;
    let outcome = stem.split('-').next()?;
    ["pass", "finding", "not_evaluable"].contains(&outcome).then(|| outcome.to_owned())
}

/// What a finding quotes stands in the source, at the place that it names.
#[test]
fn every_quotation_is_printed_at_its_place() {
    let folders = ["reports/clean", "reports/damaged"].into_iter();
    let reports = folders.flat_map(inputs).chain(all_fixtures().into_iter().map(|(_, f)| f));
    let (mut quoted, mut wrong) = (0, Vec::new());
    for input in reports {
        // Mark-up of a page stands between the characters of its cells.
        let markup = input.extension().is_some_and(|ending| ending == "html");
        let Ok(source) = fs::read_to_string(&input) else { continue };
        let lines: Vec<&str> = source.lines().collect();
        for finding in extract_file(&input).findings {
            if finding.outcome != Outcome::Pass {
                assert!(!finding.title.is_empty() && !finding.title_zh.is_empty());
            }
            for quotation in finding.evidence.iter().filter(|_| !markup) {
                let Some(line) = quotation.at.line() else { continue };
                quoted += 1;
                let near = lines.iter().skip(line as usize - 1).take(40).copied();
                let near = near.collect::<Vec<_>>().join("\n");
                let key = jiaokan::internals::fold::clean_key;
                let printed = key(&without_marks(&near));
                // Other cells may stand between the lines of one.
                if !quotation.raw.lines().all(|part| printed.contains(&key(part))) {
                    wrong.push(format!("{}: {} {quotation:?}", shown(&input), finding.check));
                }
            }
        }
    }
    assert!(quoted > 100, "only {quoted} quotations");
    assert!(wrong.is_empty(), "{} of {quoted}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A text without the numbers of its notes, which are no part of what is printed there.
fn without_marks(text: &str) -> String {
    let mut parts = text.split("<sup>");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("</sup>").map_or(part, |(_, rest)| rest))
}
