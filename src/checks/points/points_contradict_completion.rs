//! `points_contradict_completion.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::rates::scored_forward;
use crate::checks::row::{Row, Standing, unreadable};
use crate::checks::scored::weights_are_wrong;
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Direction};
use crate::words::{Words, words};

check!(
    "points_contradict_completion",
    ["RATE-02"],
    Low,
    en: "Points contradict completion",
    zh: "得分与完成情况不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    let mut rows = 0;
    for row in context.rows {
        let (Some(weight), Some(score)) = (&row.indicator.weight, &row.indicator.score) else {
            continue;
        };
        if !is_met_number(row, context) {
            continue;
        }
        rows += 1;
        let explained = row.indicator.reason.is_some() || scored_forward(row);
        if explained || score.value >= weight.value {
            continue;
        }
        let Words { en: number, zh: number_zh } = row.number();
        let (name, sum) = (row.name(), row.arithmetic());
        let (score_of, weight_of) = (score.value, weight.value);
        let said = words!(
            en: "row {number}, {name}: met ({sum}), but {score_of} of {weight_of} points and no reason",
            zh: "第 {number_zh} 个指标 {name}：已完成（{sum}），却只得 {score_of} 分（分值 {weight_of}），未说明原因"
        );
        let judgement = Judgement::finding(said)
            .values(weight_of, score_of)
            .at([score.at, weight.at, row.indicator.actual.at, row.indicator.target.at])
            .rests_on(row.values_rest_on());
        out.push(judgement);
    }
    if rows == 0 {
        return out;
    }
    if !out.is_empty() && weights_are_wrong(context.scored) {
        let said = words!(
            en: "the weights do not add up, so points and weights of a row cannot be compared",
            zh: "分值之和有误，无法以得分与分值相比"
        );
        let at = out.into_iter().flat_map(Judgement::into_places);
        return vec![Judgement::not_evaluable(said).at(at)];
    }
    close(out, unreadable(context.rows), || {
        Some(Judgement::pass(words!(
            en: "{rows} numbers that met their target have their points",
            zh: "{rows} 个完成的定量指标均得满分或说明了原因"
        )))
    })
}

fn is_met_number(row: &Row<'_>, context: &Context<'_>) -> bool {
    let exact = row.indicator.completion.kind == CompletionKind::Exact;
    let limit = context.profile.greatly_exceeded;
    let percent = row.rate.map(|rate| rate.saturating_mul(Decimal::ONE_HUNDRED));
    let moderate = match row.direction() {
        Some(Direction::More | Direction::Exact) => percent.is_some_and(|rate| rate <= limit),
        Some(Direction::Less) => percent.is_some(),
        _ => false,
    };
    row.standing == Standing::Met && exact && moderate
}
