//! `points_contradict_completion.md` says what this finds and why.

use rust_decimal::Decimal;

use super::{check, weights_do_not_sum};
use crate::checks::rates::scored_forward;
use crate::checks::row::{Direction, Row, Standing, unreadable};
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Finding, Outcome};
use crate::words::words;

check!("points_contradict_completion", ["RATE-02"], Low);

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
        let (number, name, sum) = (row.number(), row.name(), row.arithmetic());
        let (score_of, weight_of) = (score.value, weight.value);
        let said = words!(
            en: "row {number}, {name}: met ({sum}), but {score_of} of {weight_of} points and no reason",
            zh: "第 {number} 行 {name}：已完成（{sum}），却只得 {score_of} 分（分值 {weight_of}），未说明原因"
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
    if !out.is_empty() && weights_are_wrong(context) {
        let said = words!(
            en: "the weights do not add up, so points and weights of a row cannot be compared",
            zh: "分值之和有误，无法以得分与分值相比"
        );
        let at = out.into_iter().flat_map(Judgement::into_places);
        return vec![Judgement::not_evaluable(said).at(at)];
    }
    let open = unreadable(context.rows);
    if out.is_empty() && open.is_none() {
        let said = words!(
            en: "{rows} numbers that met their target have their points",
            zh: "{rows} 个完成的定量指标均得满分或说明了原因"
        );
        out.push(Judgement::pass(said));
    }
    out.extend(open);
    out
}

/// Whether the weights do not add up: any of them may be the wrong one.
fn weights_are_wrong(context: &Context<'_>) -> bool {
    let found = |finding: &Finding| {
        finding.check == weights_do_not_sum::CHECK.name && finding.outcome == Outcome::Finding
    };
    context.said.iter().any(found)
}

fn is_met_number(row: &Row<'_>, context: &Context<'_>) -> bool {
    let exact = row.indicator.completion.kind == CompletionKind::Exact;
    let limit = context.profile.greatly_exceeded;
    let percent = row.rate.map(|rate| rate.saturating_mul(Decimal::ONE_HUNDRED));
    let moderate = match row.direction {
        Direction::Forward | Direction::Equal => percent.is_some_and(|rate| rate <= limit),
        Direction::Reverse => percent.is_some(),
        Direction::Unknown | Direction::None => false,
    };
    row.standing == Standing::Met && exact && moderate
}
