//! `score_exceeds_weight.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::{Context, Judgement};
use crate::words::{Words, words};

check!(
    "score_exceeds_weight",
    ["PTS-01"],
    High,
    en: "Score exceeds its weight",
    zh: "得分超过分值"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut rows = 0;
    let mut found = Vec::new();
    for own in context.rows {
        let row = own.indicator;
        let (Some(weight), Some(score)) = (&row.weight, &row.score) else {
            continue;
        };
        rows += 1;
        if score.value > weight.value || score.value < Decimal::ZERO {
            let (score_of, weight_of) = (score.value, weight.value);
            let (Words { en: number, zh: number_zh }, name) = (own.number(), own.name());
            let said = words!(
                en: "row {number}, {name}: scored {score_of} of {weight_of} points",
                zh: "第 {number_zh} 个指标 {name}：分值 {weight_of} 分，得分 {score_of} 分"
            );
            let judgement = Judgement::finding(said)
                .values(format!("0-{weight_of}"), score_of)
                .at([row.name.at, score.at, weight.at]);
            found.push(judgement);
        }
    }
    if found.is_empty() && rows > 0 {
        found.push(Judgement::pass(words!(
            en: "no score of {rows} is above its weight",
            zh: "{rows} 行得分均不超过分值"
        )));
    }
    found
}
