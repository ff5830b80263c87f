//! `score_not_pro_rata.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, Standing, unreadable};
use crate::checks::tally::close;
use crate::checks::tolerance::{half_unit, shown};
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Direction};
use crate::words::{Words, words};

check!(
    "score_not_pro_rata",
    ["PTS-02"],
    Low,
    en: "Score not pro rata",
    zh: "未按比例计分"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    if !context.profile.pro_rata {
        return Vec::new();
    }
    let (mut out, mut agreeing) = (Vec::new(), Vec::new());
    let mut scored = false;
    for row in context.rows {
        let (Some(weight), Some(score)) = (&row.indicator.weight, &row.indicator.score) else {
            continue;
        };
        scored = true;
        let Some(rate) = rate(row) else { continue };
        // A full or excessive score is a finding of its own.
        if score.value >= weight.value {
            continue;
        }
        // What fell below zero has no points, and none are taken away.
        let expected = weight.value.saturating_mul(rate).max(Decimal::ZERO);
        // The rate itself is rounded to four decimals.
        let slack = half_unit(score.value)
            .saturating_add(weight.value.saturating_mul(half_unit(Decimal::new(1, 4))));
        if expected.saturating_sub(score.value).abs() <= slack {
            agreeing.push(score.at);
            continue;
        }
        let Words { en: number, zh: number_zh } = row.number();
        let (name, sum) = (row.name(), row.arithmetic());
        let (given, weight_of, expected) = (score.value, weight.value, shown(expected));
        let said = words!(
            en: "row {number}, {name}: {sum}, so {expected} of {weight_of} points, but {given} are given",
            zh: "第 {number_zh} 个指标 {name}：{sum}，分值 {weight_of} 应得 {expected} 分，实得 {given} 分"
        );
        let judgement = Judgement::finding(said)
            .values(expected, given)
            .at([score.at, weight.at, row.indicator.actual.at, row.indicator.target.at])
            .rests_on(row.values_rest_on());
        out.push(judgement);
    }
    close(out, unreadable(context.rows).filter(|_| scored), || {
        let count = agreeing.len();
        let said = words!(
            en: "{count} missed targets are scored in proportion",
            zh: "{count} 个未完成指标均按比例记分"
        );
        (count > 0).then(|| Judgement::pass(said).at(agreeing))
    })
}

/// What share of the weight a missed number gets.
fn rate(row: &Row<'_>) -> Option<Decimal> {
    let exact = row.indicator.completion.kind == CompletionKind::Exact;
    if row.standing != Standing::Missed || !exact {
        return None;
    }
    let rate = row.rate?;
    match row.direction() {
        Some(Direction::More | Direction::Exact) => (rate < Decimal::ONE).then_some(rate),
        Some(Direction::Less) => Decimal::ONE.checked_div(rate),
        _ => None,
    }
}
