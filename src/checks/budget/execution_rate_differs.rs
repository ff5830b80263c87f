//! ## What it finds
//! A printed execution rate (执行率) that is not executed ÷ budget.
//!
//! ## Why it matters
//! The points of budget execution follow the rate.
//!
//! ## Known limits
//! A rate may be rounded to its last printed digit, and so may amounts with
//! decimals. Rows without a budget have no rate. The year's budget counts
//! (全年预算数); that of the year's start only where no other is printed.
//!
//! ## Basis
//! 财预〔2020〕10号: 执行率 is 全年执行数 ÷ 全年预算数.
//!
//! ---
//! ## 查什么
//! 执行率与 执行数÷预算数 不符。
//!
//! ## 为什么重要
//! 预算执行率的得分按执行率计算。
//!
//! ## 局限
//! 允许执行率末位四舍五入，带小数的金额亦同；预算为零的行没有执行率。以全年预算数为准，
//! 没有全年预算数时才用年初预算数。
//!
//! ## 依据
//! 财预〔2020〕10号：预算执行率为全年执行数与全年预算数之比。

use super::{check, execution_rate, label, planned, printed_rate};
use crate::checks::{Context, Judgement};
use crate::model::BudgetRow;
use crate::words::words;

check!("execution_rate_differs", ["BUD-01"], High);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut agreeing = Vec::new();
    let mut out = Vec::new();
    for row in &context.report.budget {
        let Some(printed) = &row.rate else { continue };
        match judge_row(row) {
            Some(judgement) => out.push(judgement),
            None if execution_rate(row).is_some() => agreeing.push(printed.at),
            None => {}
        }
    }
    if out.is_empty() && !agreeing.is_empty() {
        let count = agreeing.len();
        let said = words!(
            en: "each of {count} execution rates is executed ÷ budget",
            zh: "{count} 个执行率均等于 执行数÷预算数"
        );
        out.push(Judgement::pass(said).at(agreeing));
    }
    out
}

fn judge_row(row: &BudgetRow) -> Option<Judgement> {
    let printed = row.rate.as_ref()?;
    let label = label(row);
    let (Some(executed), Some(planned)) = (&row.executed, planned(row)) else {
        let said = words!(
            en: "{label}: the execution rate is printed, but not both of its amounts can be read",
            zh: "{label}：有执行率，但预算数或执行数未填或无法辨认"
        );
        return Some(Judgement::not_evaluable(said).at([printed.at, row.at]));
    };
    let computed = execution_rate(row)?;
    let (rate, half) = printed_rate(printed, Some(computed));
    if computed.is_within(rate, half) {
        return None;
    }
    let (executed, planned, shown) = (executed, planned, computed.shown());
    let (a, b, raw) = (executed.value, planned.value, printed.raw.trim());
    let said = words!(
        en: "{label}: {a} ÷ {b} = {shown}%, but {raw} is printed",
        zh: "{label}：{a} ÷ {b} = {shown}%，而执行率写为 {raw}"
    );
    let judgement = Judgement::finding(said)
        .values(format!("{shown}%"), raw)
        .at([printed.at, executed.at, planned.at]);
    Some(judgement)
}
