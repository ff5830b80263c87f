//! ## What it finds
//! A sentence that admits that the budget was cut, raised or adjusted within the year,
//! in a report that gives no figure of the changed budget.
//!
//! ## Why it matters
//! Execution is measured by the adjusted budget; without it nobody can tell how much of
//! the money was spent.
//!
//! ## Known limits
//! Sentences on how budgets ought to be adjusted do not count, nor does a clause that
//! names the amount itself.
//!
//! ## Basis
//! 财预〔2020〕10号: the execution rate is spending by the adjusted (全年) budget.
//!
//! ---
//! ## 查什么
//! 承认年中压减、追加或调整了预算，却没有给出调整后预算数。
//!
//! ## 为什么重要
//! 执行率以调整后预算数为分母；没有这个数，无从判断资金花了多少。
//!
//! ## 局限
//! 只讲预算调整要求的句子不算；句中已写明金额的不算。
//!
//! ## 依据
//! 财预〔2020〕10号：预算执行率＝执行数÷全年预算数。

use super::check;
use super::spending::{amounts, has_budget_figure};
use crate::checks::{Context, Judgement};
use crate::words::words;

check!(
    "budget_change_without_amount",
    ["BUD-06"],
    Low,
    en: "Budget change without an amount",
    zh: "预算调整未写金额"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let changes = &context.report.narrative.budget_changes;
    let Some(first) = changes.first() else {
        return Vec::new();
    };
    let text = &first.text;
    let at = changes.iter().map(|change| change.at);
    if has_budget_figure(&amounts(context), context) {
        let said = words!(
            en: "the budget was changed ({text}), and the changed one is given",
            zh: "预算有调整（{text}），并给出了调整后的数额"
        );
        return vec![Judgement::pass(said).at(at)];
    }
    let said = words!(
        en: "the budget was changed ({text}), but no figure before or after is given",
        zh: "预算有调整（{text}），但没有给出调整前后的数额"
    );
    vec![Judgement::finding(said).at(at)]
}
