//! `budget_change_without_amount.md` says what this finds and why.

use super::check;
use super::spending::has_budget_figure;
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
    if has_budget_figure(context.amounts, context) {
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
