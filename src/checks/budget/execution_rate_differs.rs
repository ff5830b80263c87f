//! `execution_rate_differs.md` says what this finds and why.

use super::{check, execution_rate, label, printed_rate, stated};
use crate::checks::tolerance::per_cent;
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::BudgetRow;
use crate::words::words;

check!(
    "execution_rate_differs",
    ["BUD-01"],
    High,
    en: "Execution rate differs",
    zh: "执行率不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut agreeing = Vec::new();
    let mut out = Vec::new();
    for row in &context.report.budget {
        match judge_row(row) {
            Some(Ok(at)) => agreeing.push(at),
            Some(Err(judgement)) => out.push(judgement),
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
    out.extend(stated::rates(context));
    out
}

/// Where the rate that agrees stands, or what is to be said of it; `None` if there is
/// no rate.
fn judge_row(row: &BudgetRow) -> Option<Result<At, Judgement>> {
    let printed = row.rate.as_ref()?;
    let label = label(row);
    let (Some(executed), Some(budget)) = (&row.executed, &row.budget) else {
        if agrees_with_initial(row) {
            return Some(Ok(printed.at));
        }
        let said = words!(
            en: "{label}: the execution rate is printed, but not both of its amounts can be read",
            zh: "{label}：有执行率，但预算数或执行数未填或残损"
        );
        let judgement = Judgement::not_evaluable(said).at([printed.at, row.at]);
        return Some(Err(judgement));
    };
    let computed = execution_rate(row)?;
    let (rate, half) = printed_rate(printed, Some(computed));
    // Rounded to the last printed digit, or cut off there.
    let cut = || computed.is_within(rate.saturating_add(half), half);
    if computed.is_within(rate, half) || cut() {
        return Some(Ok(printed.at));
    }
    let (a, b, shown) = (executed.value, budget.value, computed.shown());
    let raw = printed.raw.trim();
    let said = words!(
        en: "{label}: {a} ÷ {b} = {shown}%, but {raw} is printed",
        zh: "{label}：{a} ÷ {b} = {shown}%，而执行率写为 {raw}"
    );
    let judgement = Judgement::finding(said).values(format!("{shown}%"), raw).at([
        printed.at,
        executed.at,
        budget.at,
    ]);
    Some(Err(judgement))
}

/// Whether the rate is that of the year's first budget, where no other is printed.
fn agrees_with_initial(row: &BudgetRow) -> bool {
    let rate = || {
        let initial = row.initial.as_ref().filter(|_| row.budget.is_none())?;
        let computed = per_cent(row.executed.as_ref()?.value, initial.value)?;
        let (rate, half) = printed_rate(row.rate.as_ref()?, Some(computed));
        Some(computed.is_within(rate, half))
    };
    rate().unwrap_or(false)
}
