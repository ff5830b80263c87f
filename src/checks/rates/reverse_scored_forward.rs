//! `reverse_scored_forward.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, Standing, unreadable};
use crate::checks::tally::close;
use crate::checks::tolerance::{half_unit, shown};
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Direction};
use crate::words::{Words, words};

check!(
    "reverse_scored_forward",
    ["RATE-08"],
    Medium,
    en: "Reverse indicator scored forward",
    zh: "反向指标计分方向有误"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let scored = |row: &&Row<'_>| {
        let indicator = row.indicator;
        row.direction() == Some(Direction::Less)
            && indicator.weight.is_some()
            && indicator.score.is_some()
    };
    let rows: Vec<&Row<'_>> = context.rows.iter().filter(scored).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let found = rows.iter().filter_map(|row| finding(row)).collect();
    close(found, unreadable(context.rows), || {
        let count = rows.len();
        let said = words!(
            en: "{count} indicators of which less is better are scored so",
            zh: "{count} 个反向指标的计分方向正确"
        );
        let at = rows.iter().filter_map(|row| row.indicator.score.as_ref());
        Some(Judgement::pass(said).at(at.map(|score| score.at)))
    })
}

/// Whether a reverse indicator has the points of a forward one.
pub(crate) fn scored_forward(row: &Row<'_>) -> bool {
    wrong_points(row).is_some()
}

/// Weight × actual ÷ target, where that is what was given and wrong.
fn wrong_points(row: &Row<'_>) -> Option<Decimal> {
    let exact = row.indicator.completion.kind == CompletionKind::Exact;
    let (weight, score) = (row.indicator.weight.as_ref()?, row.indicator.score.as_ref()?);
    let forward = weight.value.saturating_mul(row.rate?);
    let wrong = match row.standing {
        Standing::Met => score.value < weight.value,
        Standing::Missed => score.value > weight.value,
        _ => false,
    };
    let gap = forward.saturating_sub(score.value).abs();
    let given = gap <= half_unit(score.value);
    (row.direction() == Some(Direction::Less) && exact && wrong && given).then_some(forward)
}

fn finding(row: &Row<'_>) -> Option<Judgement> {
    let points = shown(wrong_points(row)?);
    let (weight, score) = (row.indicator.weight.as_ref()?, row.indicator.score.as_ref()?);
    let Words { en: number, zh: number_zh } = row.number();
    let (name, sum) = (row.name(), row.arithmetic());
    let (weight_of, score_of) = (weight.value, score.value);
    let limit = &row.indicator.target.raw;
    let said = words!(
        en: "row {number}, {name} ({limit}): less is better, but {weight_of} × ({sum}) = {points} points were given",
        zh: "第 {number_zh} 个指标 {name}（{limit}）：越小越好，却按 {weight_of} ×（{sum}）= {points} 计分"
    );
    let expected = match row.standing {
        Standing::Met => weight_of.to_string(),
        _ => format!("< {weight_of}"),
    };
    let judgement = Judgement::finding(said)
        .values(expected, score_of)
        .at([score.at, weight.at, row.indicator.target.at, row.indicator.actual.at])
        .rests_on(row.values_rest_on());
    Some(judgement)
}
