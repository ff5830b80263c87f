//! `execution_over_budget.md` says what this finds and why.

use super::{check, execution_rate, label};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::words::{Words, words};

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
                let rate = rate.map(|rate| words!(en: " ({rate}%)", zh: "（{rate}%）"));
                let Words { en: rate, zh: rate_zh } = rate.unwrap_or_default();
                let said = words!(
                    en: "{label}: {a} executed of {b}{rate}",
                    zh: "{label}：执行数 {a} 大于预算数 {b}{rate_zh}"
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
                    zh: "{label}：全年预算数未填或残损"
                );
                open.push(Judgement::not_evaluable(said).at([executed.at]));
            }
            _ => {}
        }
    }
    found.extend(super::stated::beyond(context));
    close(found, open, || {
        let count = within.len();
        let said = words!(
            en: "none of {count} rows executed more than its budget",
            zh: "{count} 行执行数均未超过预算数"
        );
        (count > 0).then(|| Judgement::pass(said).at(within))
    })
}
