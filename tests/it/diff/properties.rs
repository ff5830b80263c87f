//! What holds of any two reports.

use jiaokan::Report;
use jiaokan::internals::diff::{Diff, PairClass};
use proptest::prelude::*;

use super::{changes, compare, pairs, reports};

/// The pairs by the rows they join, whatever the direction.
fn joined(diff: &Diff, turned: bool) -> Vec<String> {
    let row =
        |row: &Option<jiaokan::model::Indicator>| row.as_ref().map(|row| (row.table, row.row));
    let lines = diff.pairs.iter().map(|pair| {
        let (old, new) = (row(&pair.old), row(&pair.new));
        let (old, new) = if turned { (new, old) } else { (old, new) };
        let class = match (turned, pair.class) {
            (true, PairClass::Dropped) => PairClass::Added,
            (true, PairClass::Added) => PairClass::Dropped,
            (_, class) => class,
        };
        format!("{old:?} {new:?} {class:?} {:?}", pair.similarity)
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

/// What a comparison says, with the order of the rows taken out.
fn said(diff: &Diff) -> Vec<String> {
    let messages = diff.changes.iter().map(|change| {
        let further = change.further.len();
        format!("{:?} {:?} {further}", change.change, change.indicator)
    });
    let open = diff.not_comparable.iter();
    let open = open.map(|entry| format!("{} {:?}", entry.what, entry.indicator));
    let mut lines: Vec<String> = messages.chain(open).collect();
    lines.sort();
    lines
}

fn shuffle(report: &mut Report, seed: u64) {
    let mut state = seed;
    for last in (1..report.indicators.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        report.indicators.swap(last, (state >> 33) as usize % (last + 1));
    }
}

#[test]
fn a_report_does_not_differ_from_itself() {
    let reports = crate::support::inputs("reports").into_iter();
    let own = pairs().into_iter().map(|folder| folder.join("new.md"));
    for path in reports.chain(own) {
        let report = crate::support::extract_file(&path);
        let diff = compare(&report, &report);
        assert!(diff.is_empty(), "{}: {:?}", crate::support::shown(&path), changes(&diff));
        let mut copy = report.clone();
        copy.source.sha256 = "another file of the same words".to_owned();
        // Without its year it cannot be known that nothing was carried over.
        if report.fiscal_year.value.is_some() {
            let diff = compare(&report, &copy);
            assert!(diff.is_empty(), "{}: {:?}", crate::support::shown(&path), said(&diff));
        }
    }
}

#[test]
fn pairing_is_the_same_in_both_directions() {
    for folder in pairs() {
        let (old, new) = reports(&folder);
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        assert_eq!(
            joined(&there, false),
            joined(&back, true),
            "{}",
            crate::support::shown(&folder)
        );
    }
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    for folder in pairs() {
        let (old, new) = reports(&folder);
        let straight = compare(&old, &new);
        for seed in 1..6 {
            let (mut old, mut new) = (old.clone(), new.clone());
            shuffle(&mut old, seed);
            shuffle(&mut new, seed * 7);
            let shuffled = compare(&old, &new);
            let name = crate::support::shown(&folder);
            assert_eq!(said(&shuffled), said(&straight), "{name}");
            assert_eq!(changes(&shuffled), changes(&straight), "{name}");
            assert_eq!(joined(&shuffled, false), joined(&straight, false), "{name}");
        }
    }
}

/// A table of rows whose names are made of few words, so that many are alike.
fn rows() -> impl Strategy<Value = Vec<(usize, usize, usize, u32)>> {
    proptest::collection::vec((0..6usize, 0..6usize, 0..4usize, 1..40u32), 0..14)
}

fn table(rows: &[(usize, usize, usize, u32)], year: u16) -> Report {
    const DONE: [&str; 6] = ["走访", "培训", "新建", "发放", "检查", "维□"];
    const OF: [&str; 6] = ["企业", "农户学员", "健身步道", "宣传手册", "公共场所消防设施", "护站"];
    const UNIT: [&str; 4] = ["家", "人", "公里", "%"];
    let mut text = format!(
        "# {year}年度部门整体支出绩效自评报告\n\n| 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n"
    );
    for &(done, of, unit, target) in rows {
        let (done, of, unit) = (DONE[done], OF[of], UNIT[unit]);
        text.push_str(&format!(
            "| 产出指标 | 数量指标 | {done}{of}数量（{unit}） | ≥{target}{unit} | {target}{unit} |\n"
        ));
    }
    crate::support::extract("table.md", text)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_tables_pair_alike_in_both_directions_and_orders(a in rows(), b in rows(), seed in 1u64..1000) {
        let (old, new) = (table(&a, 2022), table(&b, 2023));
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        prop_assert_eq!(joined(&there, false), joined(&back, true));
        let (mut mixed_old, mut mixed_new) = (old.clone(), new.clone());
        shuffle(&mut mixed_old, seed);
        shuffle(&mut mixed_new, seed / 3 + 1);
        let mixed = compare(&mixed_old, &mixed_new);
        prop_assert_eq!(said(&mixed), said(&there));
        // Every row stands in one pair.
        let count = |side: fn(&jiaokan::internals::diff::Pair) -> bool| there.pairs.iter().filter(|pair| side(pair)).count();
        prop_assert_eq!(count(|pair| pair.old.is_some()), old.indicators.len());
        prop_assert_eq!(count(|pair| pair.new.is_some()), new.indicators.len());
    }

    #[test]
    fn any_table_is_like_itself(a in rows()) {
        let mut copy = table(&a, 2022);
        let report = copy.clone();
        copy.source.sha256 = "another file".to_owned();
        prop_assert!(compare(&report, &copy).is_empty());
    }
}
