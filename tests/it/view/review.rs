//! What needs a person, and in which order.

use jiaokan::internals::review::{Why, items, to_decide};

use crate::support;

const TEXT: &str = "青溪市水务局2023年度部门整体支出绩效自评报告\n\n\
    | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n\
    | 产指 | 数量指标 | 巡查河道次数（次） | ≥24 | 30 | 50 | 50 |\n\
    | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 9l% | 50 | 50 |\n";

#[test]
fn damaged_cells_need_a_person_and_sound_ones_do_not() {
    let report = support::extract("report.md", TEXT);
    let need = to_decide(&report);
    let damaged = need.iter().find(|item| item.anchor == "cell-t1-r2-actual").unwrap();
    assert_eq!(damaged.why, [Why::Damaged]);
    assert_eq!((damaged.value.printed, damaged.value.read.as_deref()), ("9l%", None));
    assert!(!need.iter().any(|item| item.anchor == "cell-t1-r1-actual"));
}

#[test]
fn what_carries_findings_comes_first() {
    let report = support::extract("report.md", TEXT);
    let need = to_decide(&report);
    let stakes: Vec<u32> = need.iter().map(|item| item.stake).collect();
    assert!(stakes.is_sorted_by(|a, b| a >= b), "{stakes:?}");
    assert!(need[0].value.place.field == "actual" && !need[0].findings.is_empty());
}

#[test]
fn every_value_of_every_fixture_has_a_name_of_its_own() {
    for input in support::inputs("reports") {
        let report = support::extract_file(&input);
        let mut names: Vec<String> = items(&report).into_iter().map(|item| item.anchor).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{}", support::shown(&input));
    }
}
