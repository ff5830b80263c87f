//! One report as it comes from different programs: Markdown of a recogniser, the office's
//! page, Word, Excel, OFD. Beside each other they say the same.

use std::fs;

use super::{changed, collate};
use crate::support::{extract, extract_file, inputs};
use jiaokan::Report;
use jiaokan::collation::Outcome;
use jiaokan::model::WitnessKind;

/// The renderings of one report that are read as wholes.
fn kinds() -> Vec<(String, Report)> {
    let files = inputs("kinds").into_iter().filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("report") && !path.to_string_lossy().contains("/make")
    });
    let read = files.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, extract_file(&path))
    });
    read.collect()
}

#[test]
fn renderings_of_one_report_are_copies_and_nothing_is_restored_or_doubted() {
    let kinds = kinds();
    assert!(kinds.len() >= 8, "fixtures/kinds holds the renderings");
    for (name, base) in &kinds {
        for (other, witness) in kinds.iter().filter(|(other, _)| other != name) {
            let collation = collate(base, &[witness]);
            let judged = &collation.apparatus.witnesses[0];
            assert_eq!(
                judged.witness.kind,
                Some(WitnessKind::Copy),
                "{name} {other}: {}",
                judged.why
            );
            assert_eq!(judged.rows as usize, base.indicators.len(), "{name} {other}");
            assert_eq!(changed(base, &collation.report), [], "{name} {other}");
            let summary = collation.apparatus.summary;
            println!(
                "{name} beside {other}: numbers {}/{}, words {}/{}, differing {}, text {}",
                judged.numbers_agree,
                judged.numbers_differ,
                judged.words_agree,
                judged.words_differ,
                summary.differing,
                summary.text
            );
            assert_eq!(
                judged.numbers_differ, 0,
                "{name} {other}: {:#?}",
                collation.apparatus.entries
            );
        }
    }
}

#[test]
fn a_garbled_text_is_restored_from_the_page_word_and_ofd_of_the_report() {
    let text = fs::read_to_string(crate::support::fixtures("kinds/report.md")).unwrap();
    let clean = extract("report.md", &text);
    // The first name loses characters, the second actual value a digit.
    let mut garbled = text.clone();
    let name = &clean.indicators[0].name.raw;
    let half: String =
        name.chars().enumerate().map(|(at, c)| if at % 2 == 1 { '\u{FFFD}' } else { c }).collect();
    garbled = garbled.replacen(name.as_str(), &half, 1);
    let base = extract("scan.md", &garbled);
    assert_eq!(base.indicators[0].name.value, None);
    for (other, witness) in kinds().iter().filter(|(other, _)| !other.ends_with(".md")) {
        let collation = collate(&base, &[witness]);
        let entry = &collation.apparatus.entries[0];
        assert_eq!(entry.outcome, Outcome::Restored, "{other}: {}", entry.why);
        assert_eq!(
            collation.report.indicators[0].name.value, clean.indicators[0].name.value,
            "{other}"
        );
    }
}

/// A self-evaluation of one of several projects, all of which have the same table of targets.
fn of_project(project: &str, actual: [&str; 4]) -> String {
    let [trees, roads, rate, asked] = actual;
    format!(
        "# 项目支出绩效自评表\n\n（2023年度）\n\n| 项目名称 | {project} | | |\n|---|---|---|---|\n\
         | 主管部门 | 枫屿县绿化所 | 实施单位 | 枫屿县绿化所 |\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n|---|---|---|---|---|\n\
         | 产出指标 | 数量指标 | 补植行道树株数（株） | ≥600 | {trees} |\n\
         | 产出指标 | 数量指标 | 养护道路条数（条） | ≥12 | {roads} |\n\
         | 产出指标 | 质量指标 | 苗木成活率（%） | ≥90 | {rate} |\n\
         | 满意度指标 | 服务对象满意度指标 | 沿街住户满意度（%） | ≥85 | {asked} |\n"
    )
}

#[test]
fn a_report_on_another_project_with_the_same_targets_is_no_copy() {
    let base = extract("base.md", of_project("行道树补植", ["6□2", "13", "93.4", "88.1"]));
    let copy = extract("copy.md", of_project("行道树补植", ["612", "13", "93.4", "88.1"]));
    let other = of_project("行道树补植（二期）", ["642", "14", "91.7", "90.6"]);
    let other = extract("other.md", &other);
    let kind = |witness: &Report| collate(&base, &[witness]).apparatus.witnesses[0].witness.kind;
    assert_eq!(kind(&copy), Some(WitnessKind::Copy));
    let collation = collate(&base, &[&other]);
    assert_eq!(collation.apparatus.witnesses[0].witness.kind, None);
    assert!(collation.apparatus.entries.is_empty(), "nothing of it is even offered");
}
