//! 指标: a row per indicator.

use crate::model::{
    CompletionKind, Direction, EvidenceKind, Indicator, Repair, ReportKind, Status, Text,
};
use crate::terms::Term;

use super::cell::{Cell, cells, clean, code, codes, count, flag, is, printed, repairs, word_list};
use super::column::Kind;
use super::rows::{About, Row};

const FLAGS: &[Term] = word_list! {
    "level_damaged", zh: "级别残损";
    "level_repaired", zh: "级别已校正";
    "name_damaged", zh: "名称残损";
    "name_repaired", zh: "名称已校正";
    "unit_repaired", zh: "单位已校正";
    "target_damaged", zh: "预期值残损";
    "actual_damaged", zh: "实现值残损";
    "weight_damaged", zh: "分值残损";
    "score_damaged", zh: "得分残损";
    "reason_damaged", zh: "未完成原因残损";
    "target_approximate", zh: "预期值为约数";
    "actual_approximate", zh: "实现值为约数";
    "from_witness", zh: "据校本补正";
    "human_decided", zh: "已经人工复核";
};

/// An indicator and the report it is of.
#[derive(Debug)]
pub(super) struct Line<'a> {
    about: &'a About<'a>,
    indicator: &'a Indicator,
    number: usize,
}

type Value = fn(&Line<'_>) -> Option<String>;

pub(super) const CELLS: &[Cell<Value>] = cells! {
    more "report_id", zh: "报告编号", Kind::Text => |l| Some(l.about.id.clone());
    show "source", zh: "来源文件", Kind::Source => |l| Some(l.about.source.to_owned());
    more "source_sha256", zh: "来源文件校验值", Kind::Text => |l| Some(l.about.report.source.sha256.clone());
    more "report_type", zh: "文种", Kind::Code(ReportKind::TERMS) => |l| code(l.about.report.kind);
    more "form", zh: "报告格式", Kind::Text => |l| Some(l.about.report.form.id.clone());
    show "department", zh: "部门", Kind::Text => |l| clean(l.about.report.fields.department.as_ref());
    show "project", zh: "项目", Kind::Text => |l| clean(l.about.report.fields.project.as_ref());
    show "fiscal_year", zh: "评价年度", Kind::Integer => |l| l.about.report.fiscal_year.value.map(|y| y.to_string());
    more "report_date", zh: "填报日期", Kind::Date => |l| l.about.report.fields.date.as_ref()?.value.clone();
    more "self_score", zh: "自评得分", Kind::Decimal => |l| l.about.report.conclusion.score.as_ref().map(|n| n.value.to_string());
    more "self_grade", zh: "自评等级", Kind::Text => |l| clean(l.about.report.conclusion.grade.as_ref());
    show "indicator_no", zh: "序号", Kind::Integer => |l| count(l.number);
    more "table_no", zh: "表号", Kind::Integer => |l| Some(l.indicator.table.to_string());
    more "row_no", zh: "表内行号", Kind::Integer => |l| Some(l.indicator.row.to_string());
    show "level1", zh: "一级指标", Kind::Text => |l| clean(Some(&l.indicator.level1));
    show "level2", zh: "二级指标", Kind::Text => |l| clean(Some(&l.indicator.level2));
    show "indicator_name", zh: "三级指标", Kind::Text => |l| clean(Some(&l.indicator.name));
    more "indicator_name_raw", zh: "三级指标原文", Kind::Text => |l| printed(&l.indicator.name.raw);
    more "name_status", zh: "名称状态", Kind::Code(Status::TERMS) => |l| code(l.indicator.name.status);
    show "unit", zh: "计量单位", Kind::Text => |l| l.indicator.unit.clone();
    show "target_raw", zh: "预期值原文", Kind::Text => |l| printed(&l.indicator.target.raw);
    more "target_comparator", zh: "预期值比较符", Kind::Text => |l| code(l.indicator.target.comparator);
    show "target_number", zh: "预期值", Kind::Decimal => |l| l.indicator.target.number.map(|n| n.to_string());
    more "target_number_hi", zh: "预期值上界", Kind::Decimal => |l| l.indicator.target.upper.map(|n| n.to_string());
    more "target_unit", zh: "预期值单位", Kind::Text => |l| l.indicator.target.unit.clone();
    more "target_text", zh: "预期值文字", Kind::Text => |l| l.indicator.target.text.clone();
    show "actual_raw", zh: "实现值原文", Kind::Text => |l| printed(&l.indicator.actual.raw);
    more "actual_comparator", zh: "实现值比较符", Kind::Text => |l| code(l.indicator.actual.comparator);
    show "actual_number", zh: "实现值", Kind::Decimal => |l| l.indicator.actual.number.map(|n| n.to_string());
    more "actual_number_hi", zh: "实现值上界", Kind::Decimal => |l| l.indicator.actual.upper.map(|n| n.to_string());
    more "actual_unit", zh: "实现值单位", Kind::Text => |l| l.indicator.actual.unit.clone();
    more "actual_text", zh: "实现值文字", Kind::Text => |l| l.indicator.actual.text.clone();
    more "base_unit", zh: "基本单位", Kind::Text => |l| Some(l.indicator.base.as_ref()?.unit.clone());
    more "target_base", zh: "预期值（基本单位）", Kind::Decimal => |l| l.indicator.base.as_ref()?.target.map(|n| n.to_string());
    more "actual_base", zh: "实现值（基本单位）", Kind::Decimal => |l| l.indicator.base.as_ref()?.actual.map(|n| n.to_string());
    show "completion_rate", zh: "完成率", Kind::Ratio => |l| l.indicator.completion.rate.clone();
    show "completion_kind", zh: "完成率性质", Kind::Code(CompletionKind::TERMS) => |l| code(l.indicator.completion.kind);
    more "direction", zh: "方向", Kind::Code(Direction::TERMS) => |l| code(l.indicator.direction);
    show "met", zh: "是否完成", Kind::Flag => |l| l.indicator.completion.met.and_then(flag);
    show "weight", zh: "分值", Kind::Decimal => |l| l.indicator.weight.as_ref().map(|n| n.value.to_string());
    show "score", zh: "得分", Kind::Decimal => |l| l.indicator.score.as_ref().map(|n| n.value.to_string());
    show "unmet_reason", zh: "未完成原因", Kind::Text => |l| clean(l.indicator.reason.as_deref());
    more "repaired_cells", zh: "校正处数", Kind::Integer => |l| count(cells_of(l.indicator, Status::Repaired));
    show "repairs", zh: "校正内容", Kind::Repairs => |l| repaired(l.indicator);
    more "damaged_cells", zh: "残损处数", Kind::Integer => |l| count(cells_of(l.indicator, Status::Damaged));
    show "page", zh: "页", Kind::Integer => |l| l.indicator.at.page().map(|page| page.to_string());
    show "line", zh: "行", Kind::Integer => |l| l.indicator.at.line().map(|line| line.to_string());
    more "cell", zh: "单元格", Kind::Text => |l| l.indicator.at.cell().map(|cell| cell.to_string());
    show "flags", zh: "标记", Kind::Codes(FLAGS) => |l| flags(l.indicator);
};

/// A row per indicator, in printed order.
pub(super) fn rows(about: &About<'_>) -> Vec<Row> {
    let indicators = about.report.indicators.iter().enumerate();
    indicators
        .map(|(index, indicator)| {
            let line = Line { about, indicator, number: index + 1 };
            CELLS.iter().map(|cell| (cell.value)(&line)).collect()
        })
        .collect()
}

/// How many cells of an indicator have this status.
pub(super) fn cells_of(indicator: &Indicator, status: Status) -> usize {
    let texts = [&indicator.level1, &indicator.level2, &indicator.name].into_iter();
    let texts =
        texts.chain(indicator.reason.as_deref()).chain(indicator.extra.values().map(Box::as_ref));
    let texts = texts.chain(indicator.damaged.values().map(Box::as_ref));
    let quantities = [&indicator.target, &indicator.actual].into_iter();
    texts.filter(|text| text.status == status).count()
        + quantities.filter(|quantity| quantity.status == status).count()
}

/// Which cells were restored, from what to what.
fn repaired(indicator: &Indicator) -> Option<String> {
    let Indicator { level1, level2, name, target, actual, .. } = indicator;
    let texts = [("level1", level1), ("level2", level2), ("name", name)];
    let texts = texts.into_iter().chain(indicator.reason.as_deref().map(|text| ("reason", text)));
    let texts =
        texts.chain(indicator.extra.iter().map(|(role, text)| (role.as_str(), text.as_ref())));
    let texts = texts.map(|(item, text)| (item, text.repair.as_deref()));
    let sides = [("target", target.repair.as_deref()), ("actual", actual.repair.as_deref())];
    repairs(texts.chain(sides))
}

fn flags(indicator: &Indicator) -> Option<String> {
    let Indicator { level1, level2, name, target, actual, .. } = indicator;
    let level = |status| [level1, level2].into_iter().any(|text: &Text| is(text, status));
    // Of a value that another document or a person gave, more than the unit was.
    let side_repaired = [target, actual].into_iter().any(|side| {
        side.status == Status::Repaired && !has(side.repair.as_deref(), EvidenceKind::Witness)
    });
    codes([
        (level(Status::Damaged), "level_damaged"),
        (level(Status::Repaired), "level_repaired"),
        (is(name, Status::Damaged), "name_damaged"),
        (is(name, Status::Repaired), "name_repaired"),
        (side_repaired, "unit_repaired"),
        (target.status == Status::Damaged, "target_damaged"),
        (actual.status == Status::Damaged, "actual_damaged"),
        (indicator.damaged.contains_key("weight"), "weight_damaged"),
        (indicator.damaged.contains_key("score"), "score_damaged"),
        (indicator.reason.as_deref().is_some_and(|r| is(r, Status::Damaged)), "reason_damaged"),
        (target.approximate, "target_approximate"),
        (actual.approximate, "actual_approximate"),
        (said_by(indicator, EvidenceKind::Witness), "from_witness"),
        (said_by(indicator, EvidenceKind::Human), "human_decided"),
    ])
}

/// Whether a value of the row rests on evidence of this kind.
fn said_by(indicator: &Indicator, kind: EvidenceKind) -> bool {
    let Indicator { level1, level2, name, target, actual, weight, score, reason, .. } = indicator;
    let texts = [level1, level2, name]
        .into_iter()
        .chain(reason.as_deref())
        .chain(indicator.extra.values().map(Box::as_ref));
    let quantities = [target, actual].into_iter().map(|side| side.repair.as_deref());
    let numbers = [weight, score].into_iter().flatten().map(|number| number.repair.as_deref());
    let mut repairs = texts.map(|text| text.repair.as_deref()).chain(quantities).chain(numbers);
    repairs.any(|repair| has(repair, kind))
}

fn has(repair: Option<&Repair>, kind: EvidenceKind) -> bool {
    repair.is_some_and(|repair| repair.evidence.iter().any(|one| one.kind == kind))
}
