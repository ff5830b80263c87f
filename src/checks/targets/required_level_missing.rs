//! `required_level_missing.md` says what this finds and why.

use super::{check, is_satisfaction};
use crate::checks::row::{Row, numbers, places};
use crate::checks::{Context, Judgement};
use crate::model::{ReportKind, Severity};
use crate::patterns::{LevelId, Patterns, Use};
use crate::words::{Words, words};

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

/// Whether it is not known where a row stands: it has no label, or none of level 1 and cells that may
/// stand elsewhere, one of them that label.
fn has_no_level(row: &Row<'_>) -> bool {
    let indicator = row.indicator;
    indicator.level1.value.is_none() && (indicator.level2.value.is_none() || row.is_torn())
}

fn judgement(
    names: &str,
    rows: &[&Row<'_>],
    unknown: &[&Row<'_>],
    context: &Context<'_>,
) -> Judgement {
    if !unknown.is_empty() {
        let Words { en: which, zh: which_zh } = numbers(unknown.iter().copied());
        let said = words!(
            en: "no row stands under {names}, but the levels of rows {which} are not known",
            zh: "没有指标列在 {names} 之下，但第 {which_zh} 个指标的级别不明"
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
