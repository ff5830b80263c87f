//! Decisions of persons flow back: to exactly the bytes they were made on, and to values that
//! still read the same.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use crate::support::extract;
use jiaokan::decisions::{self, Decision, Decisions, Part, Place, Verdict, values};
use jiaokan::model::{EvidenceKind, Outcome, Status};
use jiaokan::{Options, Report};

const TEXT: &str = "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n\
    部门名称：清源县水务局\n\n\
    自评得分9l.5分，自评等级为优。\n\n\
    | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n\
    | 产出指标 | 数量指标 | 巡查河道次数（次） | ≥240 | 2S1 | 50 | 5O |\n\
    | 产出指标 | 数量指标 | 清�河�长� | ≥12公里 | 11公里 | 30 | 27.5 |\n\
    | 满意度指标 | 服务对象满意度指标 | 沿河居民满意度 | ≥90% | 93% | 20 | 20 |\n";

fn base() -> Report {
    extract("report.md", TEXT)
}

/// A decision on a value as it reads now.
fn decision(report: &Report, place: &Place, verdict: Verdict, value: Option<&str>) -> Decision {
    let all = values(report);
    let found = all.iter().find(|value| value.place == *place).unwrap();
    Decision {
        place: found.place.clone(),
        printed: found.printed.to_owned(),
        read: found.read.as_deref().map(str::to_owned),
        decision: verdict,
        value: value.map(str::to_owned),
        note: None,
        who: Some("郑一".to_owned()),
        when: Some("2024-05-06".to_owned()),
    }
}

fn file(report: &Report, list: Vec<Decision>) -> Decisions {
    let json = serde_json::json!({
        "schema": decisions::SCHEMA,
        "source": { "name": report.source.name, "sha256": report.source.sha256 },
        "decisions": list,
    });
    decisions::read("decisions.json", &serde_json::to_vec(&json).unwrap()).unwrap()
}

fn decided(report: &Report, list: Vec<Decision>) -> Report {
    jiaokan::decide(report.clone(), &[file(report, list)], &Options::default())
}

fn cell(row: u32, field: &str) -> Place {
    Place::indicator(1, row, field)
}

#[test]
fn accepted_and_corrected_values_say_who_and_when_and_are_checked_again() {
    let report = base();
    let unread = |report: &Report| {
        report
            .findings
            .iter()
            .any(|f| f.check == "cell_unreadable" && f.outcome == Outcome::Finding)
    };
    assert!(unread(&report));
    let list = vec![
        decision(&report, &cell(1, "actual"), Verdict::Correct, Some("251")),
        decision(&report, &cell(1, "score"), Verdict::Correct, Some("50")),
        decision(&report, &cell(2, "name"), Verdict::Correct, Some("清淤河道长度（公里）")),
        decision(&report, &cell(3, "actual"), Verdict::Accept, None),
    ];
    let after = decided(&report, list);
    let row = &after.indicators[0];
    assert_eq!((row.actual.raw.as_str(), row.actual.status), ("2S1", Status::Corrected));
    assert_eq!(row.completion.rate.as_deref(), Some("1.0458"));
    assert_eq!(row.score.as_ref().unwrap().status, Status::Corrected);
    assert!(row.damaged.is_empty());
    let name = &after.indicators[1].name;
    assert_eq!(name.value.as_deref(), Some("清淤河道长度"));
    let evidence = &name.repair.as_ref().unwrap().evidence[0];
    assert_eq!(evidence.kind, EvidenceKind::Human);
    assert_eq!(
        (evidence.who.as_deref(), evidence.when.as_deref()),
        (Some("郑一"), Some("2024-05-06"))
    );
    assert_eq!(after.indicators[2].actual.status, Status::Confirmed);
    assert!(!unread(&after));
    let counts = after.decided.as_ref().unwrap();
    assert_eq!((counts.confirmed, counts.corrected, counts.not_applied), (1, 3, 0));
}

#[test]
fn a_correction_that_does_not_parse_is_refused_with_a_note() {
    let report = base();
    for (field, typed) in [
        ("actual", "25l"),
        ("score", "≥50"),
        ("actual", "25↑"),
        ("name", "12"),
        ("level1", "95%"),
        ("name", "产出指标"),
    ] {
        let after = decided(
            &report,
            vec![decision(&report, &cell(1, field), Verdict::Correct, Some(typed))],
        );
        assert!(after.has_note("decision_refused"), "{field} {typed}");
        assert_eq!(after.indicators, report.indicators, "{field} {typed}");
        assert_eq!(after.decided.unwrap().not_applied, 1);
    }
}

#[test]
fn a_value_that_no_longer_reads_the_same_is_told_and_left() {
    let report = base();
    let right = decision(&report, &cell(1, "actual"), Verdict::Correct, Some("251"));
    let printed = Decision { printed: "2S2".to_owned(), ..right.clone() };
    let read = Decision { read: Some("251".to_owned()), ..right.clone() };
    let place = Decision { place: cell(9, "actual"), ..right.clone() };
    for wrong in [printed, read, place] {
        let after = decided(&report, vec![wrong]);
        assert!(after.has_note("decision_not_applied"));
        assert_eq!(after.indicators, report.indicators);
    }
    let nothing = decision(&report, &cell(1, "actual"), Verdict::Accept, None);
    assert!(decided(&report, vec![nothing]).has_note("decision_not_applied"));
}

#[test]
fn a_value_that_nobody_can_tell_is_null_and_says_so() {
    let report = base();
    let list = vec![
        decision(&report, &cell(2, "actual"), Verdict::CannotTell, None),
        decision(&report, &cell(2, "score"), Verdict::CannotTell, None),
    ];
    let after = decided(&report, list);
    let row = &after.indicators[1];
    assert_eq!((row.actual.number, row.actual.status), (None, Status::Damaged));
    assert_eq!(row.actual.reason_code.as_deref(), Some("decided_cannot_tell"));
    assert_eq!((row.score.is_none(), row.damaged["score"].raw.as_str()), (true, "27.5"));
    assert_eq!(row.completion.met, None);
    assert!(after.has_note("decided_cannot_tell"));
}

#[test]
fn decisions_hold_for_exactly_the_bytes_they_were_made_on() {
    let report = base();
    let made = file(&report, vec![decision(&report, &cell(3, "actual"), Verdict::Accept, None)]);
    let mut options = Options::default();
    options.decisions = Arc::new(vec![made]);
    let same = jiaokan::extract("other-name.md", TEXT.as_bytes(), &options).unwrap();
    assert_eq!(same.indicators[2].actual.status, Status::Confirmed);
    let other = jiaokan::extract("report.md", format!("{TEXT}\n").as_bytes(), &options).unwrap();
    assert_eq!(other.indicators[2].actual.status, Status::AsRead);
    assert!(other.decided.is_none());
}

#[test]
fn every_value_can_be_accepted_and_typed_back_as_it_reads() {
    let mut tried = 0;
    for path in crate::support::inputs("reports") {
        let report = crate::support::extract_file(&path);
        let all = values(&report);
        let accept: Vec<Decision> = all
            .iter()
            .filter(|value| value.read.is_some())
            .map(|value| decision(&report, &value.place, Verdict::Accept, None))
            .collect();
        let count = accept.len();
        let after = decided(&report, accept);
        assert_eq!(after.decided.as_ref().unwrap().confirmed as usize, count, "{path:?}");
        assert_eq!(read(&report), read(&after), "{path:?}");
        let typed: Vec<Decision> = all
            .iter()
            .filter_map(|value| {
                let text = value.read.as_deref()?;
                Some(decision(&report, &value.place, Verdict::Correct, Some(text)))
            })
            .collect();
        tried += typed.len();
        let after = decided(&report, typed);
        let refused: Vec<&str> = after
            .notes
            .iter()
            .filter(|note| note.code == "decision_refused")
            .map(|note| note.message.as_str())
            .collect();
        assert!(refused.is_empty(), "{path:?}: {refused:#?}");
        assert_eq!(read(&report), read(&after), "{path:?}");
    }
    assert!(tried > 1000, "{tried}");
}

fn read(report: &Report) -> Vec<(Place, Option<String>)> {
    let all = values(report).into_iter();
    all.map(|value| (value.place, value.read.map(|read| read.into_owned()))).collect()
}

#[test]
fn every_part_of_a_report_has_places_that_tell_its_values_apart() {
    let mut parts = std::collections::BTreeSet::new();
    for path in crate::support::inputs("reports") {
        let report = crate::support::extract_file(&path);
        let all = values(&report);
        let places: std::collections::BTreeSet<&Place> = all.iter().map(|v| &v.place).collect();
        assert_eq!(places.len(), all.len(), "{path:?}");
        parts.extend(all.iter().map(|value| value.place.part));
    }
    let every = [
        Part::Indicators,
        Part::Budget,
        Part::Expenditure,
        Part::Fields,
        Part::Conclusion,
        Part::Head,
    ];
    assert_eq!(parts, every.into_iter().collect());
}

#[test]
fn the_program_applies_decisions_of_a_file_or_a_folder_and_tells_of_others() {
    let dir = tempfile::tempdir().unwrap();
    let report = base();
    let made =
        file(&report, vec![decision(&report, &cell(1, "actual"), Verdict::Correct, Some("251"))]);
    fs::create_dir(dir.path().join("desk")).unwrap();
    fs::write(dir.path().join("desk/a.json"), serde_json::to_vec(&made).unwrap()).unwrap();
    fs::write(dir.path().join("report.md"), TEXT).unwrap();
    fs::write(dir.path().join("other.md"), format!("{TEXT}\n")).unwrap();
    fs::write(dir.path().join("broken.json"), "{}").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
        command.args(arguments).current_dir(dir.path()).env("LC_ALL", "C").output().unwrap()
    };
    let alone = run(&["extract", "report.md", "--decisions", "desk/a.json"]);
    let alone: Report = serde_json::from_slice(&alone.stdout).unwrap();
    assert_eq!(alone.indicators[0].actual.status, Status::Corrected);
    let batch = run(&["extract", "report.md", "other.md", "--decisions", "desk", "-o", "out"]);
    assert!(batch.status.success());
    let of = |name: &str| -> Report {
        let json = fs::read(dir.path().join(format!("out/reports/{name}.json"))).unwrap();
        serde_json::from_slice(&json).unwrap()
    };
    assert_eq!(of("report.md").indicators, alone.indicators);
    assert!(of("other.md").decided.is_none());
    let other = run(&["extract", "other.md", "--decisions", "desk/a.json"]);
    let said = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(other.status.success() && said.contains("report.md"), "{said}");
    let broken = run(&["extract", "report.md", "--decisions", "broken.json"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&broken.stderr).starts_with("E_DECISIONS"));
    let checked = run(&["check", "report.md", "--decisions", "desk"]);
    assert!(checked.status.success());
}

#[test]
fn the_schema_holds_for_a_file_of_decisions() {
    let report = base();
    let made =
        file(&report, vec![decision(&report, &cell(1, "actual"), Verdict::Correct, Some("251"))]);
    let schema = serde_json::to_value(decisions::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&serde_json::to_value(&made).unwrap()));
    assert!(!validator.is_valid(&serde_json::json!({ "schema": "jiaokan.decisions/1" })));
}
