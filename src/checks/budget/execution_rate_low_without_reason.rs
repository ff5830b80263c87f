//! `execution_rate_low_without_reason.md` says what this finds and why.

use super::{blocks, check, execution_rate, label, printed_rate};
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
    // Of a budget of nothing no part can be executed; 0% says nothing then.
    if row.budget.as_ref().is_some_and(|budget| budget.value.is_zero()) {
        return None;
    }
    let computed = execution_rate(row);
    let rate = match (computed, &row.rate) {
        (Some(computed), _) => computed.value,
        (None, Some(printed)) => printed_rate(printed, None).0,
        // A block that reports execution and of which the amounts cannot be read.
        (None, None) => {
            let reported = row.score.is_some() || row.executed.is_some();
            let said = words!(
                en: "{label}: the execution rate can neither be read nor worked out",
                zh: "{label}：执行率既未填写也无法计算"
            );
            return reported.then(|| Judgement::not_evaluable(said).at([row.at]));
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
        paragraph.sentences().any(says).then_some(paragraph.block.at)
    })
}
