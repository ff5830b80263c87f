//! One folder with several years: which report follows which.

use jiaokan::Patterns;
use jiaokan::internals::diff::{Lineage, Listed, over_years};
use jiaokan::internals::panel::{chains, panel};
use jiaokan::model::Severity;

use crate::support::extract;

fn report(department: &str, year: u16, target: &str, actual: &str) -> jiaokan::Report {
    extract(
        &format!("{department}{year}.md"),
        format!(
            "# {department}{year}年度部门整体支出绩效自评报告\n\n部门名称：{department}\n\n\
             | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n|---|---|---|---|---|\n\
             | 产出指标 | 数量指标 | 走访商户户数（户） | {target} | {actual} |\n\
             | 产出指标 | 质量指标 | 档案完整率（%） | ≥95% | 97% |\n"
        ),
    )
}

fn listed(reports: &[jiaokan::Report]) -> Vec<Listed> {
    let patterns = Patterns::builtin();
    reports.iter().map(|report| Listed::of(report, None, patterns)).collect()
}

#[test]
fn each_report_is_paired_with_the_last_before_it() {
    let reports = [
        report("东坪县商贸中心", 2023, "≥60", "61"),
        report("东坪县商贸中心", 2021, "≥60", "61"),
        report("西岭县商贸中心", 2021, "≥60", "61"),
        report("西岭县商贸中心", 2023, "≥60", "61"),
        report("东坪县商贸中心", 2022, "≥60", "61"),
        report("南浦县商贸中心", 2022, "≥60", "61"),
    ];
    let matching = over_years(&listed(&reports), &Lineage::default());
    let mut pairs: Vec<(usize, usize)> =
        matching.pairs.iter().map(|pair| (pair.old, pair.new)).collect();
    pairs.sort_unstable();
    assert_eq!(pairs, [(1, 4), (2, 3), (4, 0)]);
    let alone: Vec<usize> = matching.only_new.iter().map(|report| report.place).collect();
    assert_eq!(alone, [5]);
    assert_eq!(chains(&matching, reports.len()), [vec![1, 4, 0], vec![2, 3], vec![5]]);
}

#[test]
fn two_reports_of_one_department_and_year_are_told_and_compared_with_none() {
    let mut twin = report("东坪县商贸中心", 2022, "≥61", "62");
    twin.source.name = "twin.md".to_owned();
    let reports = [
        report("东坪县商贸中心", 2021, "≥60", "61"),
        report("东坪县商贸中心", 2022, "≥60", "61"),
        twin,
    ];
    let matching = over_years(&listed(&reports), &Lineage::default());
    assert!(matching.pairs.is_empty());
    assert_eq!(matching.conflicts.len(), 1);
    assert_eq!(matching.conflicts[0].places, [1, 2]);
}

#[test]
fn a_panel_strings_an_indicator_over_the_years() {
    let reports = [
        report("东坪县商贸中心", 2021, "≥60", "72"),
        report("东坪县商贸中心", 2022, "≥62", "75"),
        report("东坪县商贸中心", 2023, "≥65", "64"),
    ];
    let panel = panel(&reports, Patterns::builtin());
    assert_eq!(
        panel.years.iter().filter_map(|y| y.fiscal_year).collect::<Vec<_>>(),
        [2021, 2022, 2023]
    );
    let row = &panel.rows[0];
    assert_eq!(row.name, "走访商户户数");
    let cells: Vec<_> = row.cells.iter().map(|cell| cell.as_ref().unwrap()).collect();
    let shown: Vec<_> =
        cells.iter().map(|c| (c.target.as_str(), c.actual.as_str(), c.met, c.below)).collect();
    assert_eq!(
        shown,
        [
            ("≥60", "72", Some(true), false),
            ("≥62", "75", Some(true), true),
            ("≥65", "64", Some(false), true),
        ]
    );
    assert!(panel.findings.is_empty(), "two years are no habit");
}

#[test]
fn three_years_running_below_last_years_actual_are_a_finding() {
    let years =
        [(2020, "≥60", "72"), (2021, "≥62", "75"), (2022, "≥65", "80"), (2023, "≥70", "82")];
    let reports: Vec<_> = years
        .iter()
        .map(|(year, target, actual)| report("东坪县商贸中心", *year, target, actual))
        .collect();
    let panel = panel(&reports, Patterns::builtin());
    let finding = panel.findings.iter().find(|finding| finding.row == 0).unwrap();
    assert_eq!(finding.row, 0);
    assert_eq!(finding.severity, Severity::Medium);
    assert_eq!(finding.places.len(), 6);
    assert_eq!(
        finding.message_zh,
        "走访商户户数：预期值连续 3 年低于上年实现值（2021 年预期值 ≥62，2020 年实现值 72；2022 年预期值 ≥65，2021 年实现值 75；2023 年预期值 ≥70，2022 年实现值 80）"
    );
    // A year that is missing ends the row of years.
    let mut gap = reports;
    gap.remove(1);
    assert!(panel_of(&gap).findings.is_empty());
}

#[test]
fn an_indicator_of_some_years_only_has_one_row_with_a_blank() {
    let rows = [
        "| 产出指标 | 数量指标 | 走访商户户数（户） | ≥60 | 61 |\n",
        "| 产出指标 | 质量指标 | 档案完整率（%） | ≥95% | 97% |\n",
        "| 产出指标 | 质量指标 | 档案完整率（%） | ≥90% | 91% |\n",
    ];
    let of = |year: u16, rows: &[&str]| {
        let rows = rows.concat();
        let text = format!(
            "# 东坪县商贸中心{year}年度部门整体支出绩效自评报告\n\n部门名称：东坪县商贸中心\n\n\
             | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n|---|---|---|---|---|\n{rows}"
        );
        extract(&format!("{year}.md"), text)
    };
    let shown = |reports: &[jiaokan::Report]| -> Vec<(String, Vec<bool>)> {
        let rows = panel_of(reports).rows.into_iter();
        rows.map(|row| (row.name, row.cells.iter().map(Option::is_some).collect())).collect()
    };
    let left_out = [of(2021, &rows[..2]), of(2022, &rows[..1]), of(2023, &rows[..2])];
    let shown_left_out = shown(&left_out);
    assert_eq!(shown_left_out.len(), 2, "{shown_left_out:?}");
    assert_eq!(shown_left_out[0].1, [true, true, true]);
    assert_eq!(shown_left_out[1].1, [true, false, true]);
    // Of two that have one name nobody knows which it was.
    let twice = [of(2021, &rows[..2]), of(2022, &rows[..1]), of(2023, &rows)];
    assert_eq!(shown(&twice).len(), 4);
}

fn panel_of(reports: &[jiaokan::Report]) -> jiaokan::internals::panel::Panel {
    panel(reports, Patterns::builtin())
}
