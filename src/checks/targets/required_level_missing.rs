//! ## What it finds
//! A level 1 that the profile requires (产出, 效益, 满意度) and of which there is no row;
//! where it asks for that, a department with spending and without a row of cost.
//!
//! ## Why it matters
//! What is not measured is not looked at: most often the benefit is left out.
//!
//! ## Known limits
//! All tables of a report count together. Where a row's level is not printed or cannot
//! be read, none is known to be missing: not evaluable. Tables by another scheme
//! (履职效能, 管理效率) and documents of no known kind are not judged.
//!
//! ## Basis
//! 财预〔2020〕10号: 产出, 效益 and 满意度 indicators in each self-evaluation.
//!
//! ---
//! ## 查什么
//! 缺少评价口径要求的一级指标（产出、效益、满意度）；口径要求时，部门有支出而没有成本指标。
//!
//! ## 为什么重要
//! 不设指标就不考核，最常缺的是效益。
//!
//! ## 局限
//! 一份报告的各表合并计算。有行未印级别或级别无法辨认的，不能断定缺少，不评价。采用其他体系
//! （履职效能、管理效率）的表及类型不明的文件不判断。
//!
//! ## 依据
//! 财预〔2020〕10号：自评应设置产出、效益、满意度指标。

use super::{check, is_satisfaction};
use crate::checks::row::{Row, numbers, places};
use crate::checks::{Context, Judgement};
use crate::model::{ReportKind, Severity};
use crate::patterns::{LevelId, Patterns, Use};
use crate::words::words;

check!(
    "required_level_missing",
    ["TGT-04"],
    Medium,
    en: "Required level missing",
    zh: "缺少规定的一级指标"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let patterns = context.patterns;
    let rows: Vec<&Row<'_>> = context.rows.iter().filter(|row| !row.subtotal).collect();
    let known: Vec<[Option<LevelId>; 2]> = rows.iter().map(|row| row.levels).collect();
    let required = context.profile.levels.iter();
    let required: Vec<LevelId> =
        required.filter_map(|name| patterns.levels.exact(1, name)).collect();
    let stands = |wanted: LevelId| {
        let mut rows = rows.iter();
        rows.any(|row| belongs(row, wanted, &required, patterns))
    };
    let missing: Vec<LevelId> = required.iter().copied().filter(|&id| !stands(id)).collect();
    let other_scheme = missing.len() == required.len();
    if other_scheme || context.report.kind == ReportKind::Unknown {
        return Vec::new();
    }
    let unknown = rows.iter().filter(|row| has_no_level(row)).copied();
    let unknown: Vec<&Row<'_>> = unknown.collect();
    let mut out = Vec::new();
    if missing.is_empty() {
        let count = required.len();
        let said = words!(
            en: "all {count} required levels have rows",
            zh: "要求的 {count} 个一级指标均有指标"
        );
        out.push(Judgement::pass(said));
    } else {
        let names: Vec<&str> = missing.iter().map(|&id| patterns.levels.name(id)).collect();
        let names = names.join("、");
        out.push(judgement(&names, &rows, &unknown, context));
    }
    out.extend(cost(&known, &unknown, context));
    out
}

/// Whether a row stands under a level 1: by its own label; by the first that its level
/// 2 belongs to (服务对象满意度 under 效益 is a satisfaction); by its name; or under one
/// that takes the place of it (效果 of 效益).
fn belongs(row: &Row<'_>, wanted: LevelId, required: &[LevelId], patterns: &Patterns) -> bool {
    let [level1, level2] = row.levels;
    let first = |id: LevelId| patterns.levels.parents(id).first() == Some(&wanted);
    if level1 == Some(wanted) || level2.is_some_and(first) {
        return true;
    }
    let name = patterns.levels.name(wanted);
    if patterns.targets.has(Use::Satisfaction, name) && is_satisfaction(row, patterns) {
        return true;
    }
    let other = level1.filter(|id| !required.contains(id));
    other.is_some_and(|other| {
        let mut below = patterns.levels.of_level(2);
        below.any(|id| first(id) && patterns.levels.parents(id).contains(&other))
    })
}

fn has_no_level(row: &Row<'_>) -> bool {
    row.indicator.level1.value.is_none() && row.indicator.level2.value.is_none()
}

fn judgement(
    names: &str,
    rows: &[&Row<'_>],
    unknown: &[&Row<'_>],
    context: &Context<'_>,
) -> Judgement {
    if !unknown.is_empty() {
        let which = numbers(unknown.iter().copied());
        let said = words!(
            en: "no row stands under {names}, but the levels of rows {which} are not known",
            zh: "没有指标列在 {names} 之下，但第 {which} 行的级别不明"
        );
        return Judgement::not_evaluable(said).at(places(unknown.iter().copied()));
    }
    let source = &context.profile.source;
    let said = words!(
        en: "no row stands under {names}, which is required ({source})",
        zh: "没有 {names}，而按要求应有（{source}）"
    );
    let ends = rows.first().into_iter().chain(rows.last());
    Judgement::finding(said).values(names, "-").at(places(ends.copied()))
}

/// A department with spending is to have a row of cost, where the profile says so.
fn cost(
    known: &[[Option<LevelId>; 2]],
    unknown: &[&Row<'_>],
    context: &Context<'_>,
) -> Option<Judgement> {
    let report = context.report;
    let department = report.kind == ReportKind::DepartmentSelfReport;
    let spends = !report.expenditure.is_empty() || !report.budget.is_empty();
    if !context.profile.cost_row || !department || !spends || !unknown.is_empty() {
        return None;
    }
    let levels = &context.patterns.levels;
    let mut all = known.iter().flatten().flatten();
    if all.any(|&id| levels.less_is_better(id)) {
        return None;
    }
    let source = &context.profile.source;
    let said = words!(
        en: "the department reports spending, but no row is one of cost ({source})",
        zh: "部门有支出，却没有成本指标（{source}）"
    );
    let at = report.expenditure.first().map(|amount| amount.at);
    Some(Judgement::finding(said).at(at).severity(Severity::Low))
}
