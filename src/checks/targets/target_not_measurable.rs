//! `target_not_measurable.md` says what this finds and why.

use super::check;
use crate::checks::row::{Row, numbers};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::model::Status;
use crate::words::{Words, words};

check!(
    "target_not_measurable",
    ["TGT-01"],
    Low,
    en: "Target not measurable",
    zh: "预期值无法衡量"
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
        let said: Vec<Words> = vague
            .iter()
            .map(|row| {
                let text = row.indicator.target.text.as_deref().unwrap_or_default();
                let (Words { en: number, zh: number_zh }, name) = (row.number(), row.name());
                words!(en: "{number} {name}: {text}", zh: "第 {number_zh} 个指标 {name}（{text}）")
            })
            .collect();
        let (Words { en: said, zh: said_zh }, many) = (Words::clauses(&said), vague.len());
        let said = words!(
            en: "{many} of {count} targets cannot be measured: {said}",
            zh: "{count} 个预期值中有 {many} 个无法衡量：{said_zh}"
        );
        out.push(Judgement::finding(said).at(vague.iter().map(target)));
    }
    if !damaged.is_empty() {
        let Words { en: which, zh: which_zh } = numbers(damaged.iter().copied());
        let said = words!(
            en: "the targets of rows {which} cannot be read",
            zh: "第 {which_zh} 个指标的预期值残损"
        );
        let values = damaged.iter().flat_map(|row| row.values_rest_on());
        let judgement = Judgement::not_evaluable(said);
        out.push(judgement.at(damaged.iter().map(target)).rests_on(values));
    }
    if out.is_empty() {
        let said = words!(
            en: "each of {count} targets has a number, a date or a state that can be seen",
            zh: "{count} 个预期值均有数字、日期或可核实的状态"
        );
        out.push(Judgement::pass(said));
    }
    out
}
