//! The words around panels, in both languages.

use crate::panel::{Panel, PanelCell, PanelRow};
use crate::render::labels::labels;
use crate::words::Language;

labels! {
    title "Indicators over the years", zh: "绩效指标历年对照";
    wide "Indicators by year", zh: "指标历年对照";
    reports "Reports", zh: "报告";
    findings "Findings", zh: "跨年问题";
    left_out "Left out", zh: "未列入";
    department "Department", zh: "部门";
    project "Project", zh: "项目";
    level1 "Level 1", zh: "一级指标";
    level2 "Level 2", zh: "二级指标";
    indicator "Indicator", zh: "指标";
    former "Called before", zh: "曾用名";
    unit "Unit", zh: "单位";
    target "Target", zh: "预期值";
    adjusted "Adjusted", zh: "调整后";
    actual "Actual", zh: "实现值";
    met "Met", zh: "完成";
    yes "yes", zh: "是";
    no "no", zh: "否";
    course "Course", zh: "走势";
    year "Year", zh: "年度";
    file "File", zh: "文件";
    sha256 "SHA-256", zh: "SHA-256";
    score "Score", zh: "得分";
    grade "Grade", zh: "等级";
    severity "Severity", zh: "严重程度";
    says "What it means", zh: "说明";
    why "Why", zh: "原因";
    doubtful "paired with doubt", zh: "匹配存疑";
    no_panels "No report with indicators was found.", zh: "没有含绩效指标的报告。";
    damaged "damaged", zh: "残损";
    below "target below last year's actual", zh: "预期值低于（上限则高于）上年实现值";
    legend "solid: actual; dashed: target; hollow: not met", zh: "实线为实现值，虚线为预期值，空心点为未完成";
    contents "Contents", zh: "目录";
    search "Text", zh: "文字";
    search_hint "department, indicator…", zh: "部门、指标……";
    only_found "Only what was found", zh: "只看有问题的指标";
    reset "Show all", zh: "显示全部";
    filter "Filter", zh: "筛选";
    shown "shown", zh: "条符合筛选";
    made_by "Made by", zh: "生成工具";
    absent "—", zh: "—";
}

/// Whose panel it is.
pub(super) fn heading(panel: &Panel, language: Language) -> String {
    let parts: Vec<&str> =
        panel.department.iter().chain(&panel.project).map(String::as_str).collect();
    let whose = match (parts.is_empty(), panel.years.last()) {
        (true, Some(year)) => year.source.clone(),
        _ => parts.join(" · "),
    };
    format!("{whose}  {}", panel.kind.term().name(language))
}

/// The year of a report of a panel.
pub(super) fn year(panel: &Panel, at: usize) -> String {
    let year = panel.years.get(at).and_then(|year| year.fiscal_year);
    year.map_or_else(|| "?".to_owned(), |year| year.to_string())
}

/// A sign for whether a target was met.
pub(super) fn sign(cell: &PanelCell) -> &'static str {
    match cell.met {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "",
    }
}

/// A name with its unit.
pub(super) fn name(row: &PanelRow) -> String {
    match &row.unit {
        Some(unit) => format!("{} ({unit})", row.name),
        None => row.name.clone(),
    }
}
