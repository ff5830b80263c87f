//! ## What it finds
//! Targets that name only a direction (提高, 明显改善), without number, date, scale or
//! comparison.
//!
//! ## Why it matters
//! Nobody can say afterwards whether such a target was met; audits name this first.
//!
//! ## Known limits
//! The words stand in `patterns/targets.toml` (`vague`, `degree`). States that can be seen
//! to hold (健全, 控制在预算内, 良好) and comparisons (不低于上年) count as measurable.
//!
//! ## Basis
//! 财预〔2015〕88号: targets are to be 细化量化; 财预〔2021〕101号.
//!
//! ---
//! ## 查什么
//! 指标值只有方向（提高、明显改善），没有数字、日期、等级或比较对象。
//!
//! ## 为什么重要
//! 事后无法判断是否完成；审计最常指出的正是这一点。
//!
//! ## 局限
//! 词语见 patterns/targets.toml（vague、degree）。可以核实的状态（健全、控制在预算内、良好）和
//! 比较（不低于上年）视为可衡量。
//!
//! ## 依据
//! 财预〔2015〕88号：绩效目标应当细化量化；财预〔2021〕101号。

use super::check;
use crate::checks::row::{Row, numbers};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::model::Status;
use crate::words::words;

check!(
    "target_not_measurable",
    ["TGT-01"],
    Low,
    en: "Target not measurable",
    zh: "指标值无法衡量"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let words = &context.patterns.targets;
    let with_target = context.rows.iter().filter(|row| !row.indicator.target.is_none());
    let rows: Vec<&Row<'_>> = with_target.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let vague = |row: &&&Row<'_>| {
        let text = row.indicator.target.text.as_deref();
        text.is_some_and(|text| words.is_vague(&fold::key(text)))
    };
    let vague: Vec<&Row<'_>> = rows.iter().filter(vague).copied().collect();
    let damaged = |row: &&&Row<'_>| row.indicator.target.status == Status::Damaged;
    let damaged: Vec<&Row<'_>> = rows.iter().filter(damaged).copied().collect();
    let target = |row: &&Row<'_>| -> At { row.indicator.target.at };
    let count = rows.len();
    let mut out = Vec::new();
    if !vague.is_empty() {
        let said: Vec<String> = vague
            .iter()
            .map(|row| {
                let text = row.indicator.target.text.as_deref().unwrap_or_default();
                format!("{} {}: {text}", row.number(), row.name())
            })
            .collect();
        let (said, many) = (said.join("; "), vague.len());
        let said = words!(
            en: "{many} of {count} targets cannot be measured: {said}",
            zh: "{count} 个指标值中有 {many} 个无法衡量：{said}"
        );
        out.push(Judgement::finding(said).at(vague.iter().map(target)));
    }
    if !damaged.is_empty() {
        let which = numbers(damaged.iter().copied());
        let said = words!(
            en: "the targets of rows {which} cannot be read",
            zh: "第 {which} 行的指标值无法辨认"
        );
        let values = damaged.iter().flat_map(|row| row.values_rest_on());
        let judgement = Judgement::not_evaluable(said);
        out.push(judgement.at(damaged.iter().map(target)).rests_on(values));
    }
    if out.is_empty() {
        let said = words!(
            en: "each of {count} targets has a number, a date or a state that can be seen",
            zh: "{count} 个指标值均有数字、日期或可核实的状态"
        );
        out.push(Judgement::pass(said));
    }
    out
}
