//! A real report against an invented following year, made here from its text: the real
//! department has published nothing of the kind. Exactly the five planted changes are
//! found (everything that merely came with the year is severity info).

use std::fs;

use jiaokan::Report;
use jiaokan::model::Severity;

use super::compare;

/// The paragraph that is copied from last year.
const COPIED: &str = "我局坚持贯彻落实关于";

/// The text of a year that never was.
fn invented(text: &str, last: &Report) -> String {
    let answers: Vec<String> = last
        .narrative
        .problems
        .iter()
        .map(|problem| problem.text.chars().take(24).collect())
        .collect();
    let mut number = 0;
    let lines = text.lines().map(|line| {
        if line.contains('\t') || line.trim().is_empty() || line.contains(COPIED) {
            return line.to_owned();
        }
        if line.starts_with(['#', '(']) || line.ends_with(':') && line.chars().count() < 8 {
            return line.to_owned();
        }
        if ["部门名称", "填 报 人", "联系电话"].iter().any(|label| line.starts_with(label))
        {
            return line.to_owned();
        }
        if line.starts_with("填报日期") {
            return "填报日期: 2026年4月20日".to_owned();
        }
        if line.contains("全年总支出完成") {
            return "2025 年度总支出为 951.20 万元,其中基本支出 480.10 万元,项目支出 471.10 万元。"
                .to_owned();
        }
        if line.contains("自评分数") {
            return "对照评分表逐项打分后,我局自评分数 98.90 分,自评等次优。".to_owned();
        }
        if line.contains("无上年度绩效自评") {
            return format!("针对上年所列的{},均已逐项答复。", answers.join("、"));
        }
        number += 1;
        let item: String = line.chars().take_while(|c| "- 0123456789.".contains(*c)).collect();
        format!("{item}虚构的第 {number} 段,只为对照而写,与真实情况并无关系,所述各事均属假设。")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    // What the year brought: targets rise to what was reached.
    let text = [
        ("≥100 家\t105 家", "≥105 家\t108 家"),
        ("招商活动 的媒体报 道数(篇)\t≥5 篇\t7 篇", "媒体宣传 报道招商 活动数(篇)\t≥7 篇\t8 篇"),
        ("≥200 人\t250 人", "≥250 人\t260 人"),
        ("≥3 场次\t4 场次", "≥4 场次\t4 场次"),
        ("≥170 个\t151个。", "≥160 个\t80个。"),
        ("≥5 次\t7次", "≥7 次\t7次"),
        ("≥5 ↑\t7个", "≥7 ↑\t8个"),
        ("≥10 条\t15 条", "≥15 条\t16 条"),
        ("≥40 ↑\t38 个。", "≥40 ↑\t19 个。"),
        ("≥85%\t100%", "≥100%\t100%"),
        ("企业 投资步伐放缓,更倾向于采取", "评审标准 提高,企业更多采取"),
        ("企业 投资步伐放缓,对重资产、高 投入项目保持谨慎", "重资产项目 落地周期拉长"),
        ("受市场环境等因素影响,", "因"),
    ]
    .into_iter()
    .fold(text, |text, (from, to)| {
        assert!(text.contains(from), "expected {from}");
        text.replace(from, to)
    });
    let rows = text.lines().filter(|line| !line.contains("完成装修面积"));
    let text: Vec<&str> = rows.collect();
    text.join("\n").replace("2024", "2025")
}

#[test]
fn the_five_planted_changes_of_an_invented_year_are_found_and_no_other() {
    let Some(path) = crate::support::shared("reports/gd-jiangmen-invest-2024.md") else {
        return;
    };
    let text = fs::read_to_string(&path).unwrap();
    let old = crate::support::extract("2024.md", text.as_bytes());
    let new = crate::support::extract("2025-invented.md", invented(&text, &old));
    assert_eq!(new.fiscal_year.value, Some(2025));
    assert_eq!(new.indicators.len(), 15);
    let diff = compare(&old, &new);
    let grave = diff.changes.iter().filter(|change| change.severity > Severity::Info);
    let mut found: Vec<String> = grave
        .map(|change| {
            let name = change.indicator.as_deref().unwrap_or("-");
            format!("{} {name}", change.change.kind().name)
        })
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "dropped 完成装修面积",
            "renamed 媒体宣传报道招商活动数",
            "score_up_while_met_fell -",
            "target_lowered 全市项目评审数量",
            "text_copied -",
        ]
    );
    let other = diff.changes.iter().filter(|change| change.severity == Severity::Info);
    for change in other {
        let name = change.change.kind().name;
        let came_with_the_year =
            ["target_raised", "actual_changed", "score_changed", "spending_changed"];
        assert!(came_with_the_year.contains(&name), "{name}: {}", change.message);
    }
    // The damaged names print what they printed, which tells their rows.
    assert_eq!(diff.not_comparable, []);
    assert_eq!(diff.summary.pairs.uncertain, 0);
}
