//! `full_score_on_missed_target.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Standing, places, unreadable};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::words::{Words, words};

check!(
    "full_score_on_missed_target",
    ["PTS-01"],
    Medium,
    en: "Full score on a missed target",
    zh: "未完成仍得满分"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let (mut out, mut lower) = (Vec::new(), Vec::new());
    let mut rows = 0;
    for row in context.rows {
        let (Some(weight), Some(score)) = (&row.indicator.weight, &row.indicator.score) else {
            continue;
        };
        rows += 1;
        if row.standing != Standing::Missed || weight.value <= Decimal::ZERO {
            continue;
        }
        if score.value < weight.value {
            lower.push(row);
            continue;
        }
        let Words { en: number, zh: number_zh } = row.number();
        let (name, sum) = (row.name(), row.arithmetic());
        let (score_of, weight_of) = (score.value, weight.value);
        let said = words!(
            en: "row {number}, {name}: missed ({sum}), but {score_of} of {weight_of} points",
            zh: "第 {number_zh} 个指标 {name}：未完成（{sum}），却得 {score_of} 分（分值 {weight_of}）"
        );
        let judgement = Judgement::finding(said)
            .values(format!("< {weight_of}"), score_of)
            .at([score.at, row.indicator.actual.at, row.indicator.target.at])
            .rests_on(row.values_rest_on());
        out.push(judgement);
    }
    if rows == 0 {
        return out;
    }
    close(out, unreadable(context.rows), || {
        let said = words!(
            en: "no row of {rows} that missed its target has its full points",
            zh: "{rows} 行中，未完成的均未得满分"
        );
        Some(Judgement::pass(said).at(places(lower)))
    })
}
