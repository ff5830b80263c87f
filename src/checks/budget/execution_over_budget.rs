//! ## What it finds
//! A row of the budget block in which more was executed than the year's budget holds.
//!
//! ## Why it matters
//! Spending needs a budget; either it was exceeded, or an adjustment is missing.
//!
//! ## Known limits
//! Only the year's budget (全年预算数, 调整后预算数) is a limit: that of the year's start
//! may have been raised.
//!
//! ## Basis
//! 预算法 第十三条: no spending beyond the budget.
//!
//! ---
//! ## 查什么
//! 预算执行情况中，执行数大于全年预算数的行。
//!
//! ## 为什么重要
//! 支出必须有预算；要么超支，要么漏报了调整。
//!
//! ## 局限
//! 只与全年（调整后）预算数比较；年初预算数年中可能追加，不作为上限。
//!
//! ## 依据
//! 预算法第十三条：支出必须以经批准的预算为依据，未列入预算的不得支出。

use super::{check, execution_rate, label};
use crate::checks::{Context, Judgement};
use crate::words::words;

check!(
    "execution_over_budget",
    ["BUD-03"],
    Medium,
    en: "Executed beyond the budget",
    zh: "执行数超预算"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut within = Vec::new();
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for row in &context.report.budget {
        let label = label(row);
        match (&row.executed, &row.budget) {
            (Some(executed), Some(budget)) if executed.value > budget.value => {
                let (a, b) = (executed.value, budget.value);
                let rate = execution_rate(row).map(|rate| rate.shown().to_string());
                let rate = rate.map_or_else(String::new, |rate| format!(" ({rate}%)"));
                let said = words!(
                    en: "{label}: {a} executed of {b}{rate}",
                    zh: "{label}：执行数 {a} 大于预算数 {b}{rate}"
                );
                let judgement = Judgement::finding(said)
                    .values(format!("<= {b}"), a)
                    .at([executed.at, budget.at]);
                found.push(judgement);
            }
            (Some(executed), Some(_)) => within.push(executed.at),
            (Some(executed), None) if row.rate.is_some() || row.score.is_some() => {
                let said = words!(
                    en: "{label}: the year's budget cannot be read",
                    zh: "{label}：全年预算数未填或无法辨认"
                );
                open.push(Judgement::not_evaluable(said).at([executed.at]));
            }
            _ => {}
        }
    }
    if found.is_empty() && open.is_empty() && !within.is_empty() {
        let count = within.len();
        let said = words!(
            en: "none of {count} rows executed more than its budget",
            zh: "{count} 行执行数均未超过预算数"
        );
        found.push(Judgement::pass(said).at(within));
    }
    found.extend(open);
    found
}
