//! ## What it finds
//! An execution rate of the whole budget below the profile's limit (90 %), for which
//! neither the block nor the text gives a reason.
//!
//! ## Why it matters
//! Money that lies idle was asked for without need, or the work was not done.
//!
//! ## Known limits
//! A reason counts if the block has one, or if a sentence of the text speaks of
//! execution and says why (`execution` and `cause` in `patterns/targets.toml`); whether
//! it is a good one is not judged.
//!
//! ## Basis
//! The form of 四川 (510000_0013zp) asks for a reason below 90 %; 财预〔2020〕10号 asks
//! for the cause of deviations.
//!
//! ---
//! ## 查什么
//! 预算总执行率低于评价口径的下限（90%），而表内和正文均未说明原因。
//!
//! ## 为什么重要
//! 资金闲置，说明预算偏大或工作未做。
//!
//! ## 局限
//! 表内填有原因，或正文有一句谈及预算执行并说明缘由（patterns/targets.toml 的 execution 与
//! cause），即算已说明；原因是否成立不予判断。
//!
//! ## 依据
//! 四川省自评表（510000_0013zp）要求执行率低于 90% 的说明原因；财预〔2020〕10号要求分析偏差原因。

use super::{blocks, check, execution_rate, label, printed_rate};
use crate::checks::reading::sentences;
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::BudgetRow;
use crate::patterns::Use;
use crate::words::words;

check!(
    "execution_rate_low_without_reason",
    ["BUD-03"],
    Medium,
    en: "Low execution without a reason",
    zh: "执行率低未说明原因"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let blocks = blocks(&context.report.budget).filter_map(|block| block.first());
    blocks.filter_map(|row| judge_row(row, context)).collect()
}

fn judge_row(row: &BudgetRow, context: &Context<'_>) -> Option<Judgement> {
    let limit = context.profile.low_execution;
    let label = label(row);
    let computed = execution_rate(row);
    let rate = match (computed, &row.rate) {
        (Some(computed), _) => computed.value,
        (None, Some(printed)) => printed_rate(printed, None).0,
        // A block that reports execution and of which the amounts cannot be read.
        (None, None) => {
            let reported = row.score.is_some() || row.executed.is_some();
            let zero = row.budget.as_ref().is_some_and(|budget| budget.value.is_zero());
            let said = words!(
                en: "{label}: the execution rate can neither be read nor worked out",
                zh: "{label}：执行率既未填写也无法计算"
            );
            return (reported && !zero).then(|| Judgement::not_evaluable(said).at([row.at]));
        }
    };
    let places = [&row.executed, &row.budget, &row.rate];
    let places: Vec<At> = places.into_iter().flatten().map(|number| number.at).collect();
    let shown = crate::checks::tolerance::shown(rate);
    if rate >= limit {
        let said = words!(
            en: "{label}: executed {shown}%, not below {limit}%",
            zh: "{label}：执行率 {shown}%，不低于 {limit}%"
        );
        return Some(Judgement::pass(said).at(places));
    }
    let given = row.reason.as_ref().map(|reason| reason.at);
    if let Some(at) = given.or_else(|| in_prose(context)) {
        let said = words!(
            en: "{label}: executed {shown}%, below {limit}%; a reason is given",
            zh: "{label}：执行率 {shown}%，低于 {limit}%，已说明原因"
        );
        return Some(Judgement::pass(said).at(places).at([at]));
    }
    let said = words!(
        en: "{label}: executed {shown}%, below {limit}%, and no reason is given",
        zh: "{label}：执行率 {shown}%，低于 {limit}%，未说明原因"
    );
    let judgement =
        Judgement::finding(said).values(format!(">= {limit}%"), format!("{shown}%")).at(places);
    Some(judgement)
}

/// Where a sentence says why execution is low.
fn in_prose(context: &Context<'_>) -> Option<At> {
    let words = &context.patterns.targets;
    context.reading.paragraphs.iter().find_map(|paragraph| {
        let says =
            |sentence: &str| words.has(Use::Execution, sentence) && words.has(Use::Cause, sentence);
        let mut sentences = sentences(&paragraph.text);
        sentences.any(says).then_some(paragraph.block.at)
    })
}
