//! `target_greatly_exceeded.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, numbers, unreadable};
use crate::checks::tally::close;
use crate::checks::tolerance::shown;
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Direction};
use crate::words::{Words, words};

check!(
    "target_greatly_exceeded",
    ["RATE-05"],
    Low,
    en: "Target greatly exceeded",
    zh: "大幅超额完成"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let limit = context.profile.greatly_exceeded;
    let rated: Vec<(&Row<'_>, Decimal)> =
        context.rows.iter().filter_map(|row| Some((row, rate(row)?))).collect();
    let Some(most) = rated.iter().map(|(_, rate)| *rate).max() else {
        return unreadable(context.rows).into_iter().collect();
    };
    let (count, most) = (rated.len(), shown(most));
    let over: Vec<(&Row<'_>, Decimal)> = rated
        .iter()
        .filter(|(row, rate)| *rate > limit && row.indicator.reason.is_none())
        .copied()
        .collect();
    let found = match over.as_slice() {
        [] => Vec::new(),
        over => vec![finding(over, count, limit)],
    };
    close(found, unreadable(context.rows), || {
        Some(Judgement::pass(words!(
            en: "of {count} rates none is above {limit}% without a word on it; the highest is {most}%",
            zh: "{count} 个完成率中没有超过 {limit}% 而未说明的，最高为 {most}%"
        )))
    })
}

/// The rate in per cent, of which the actual is at least that much.
fn rate(row: &Row<'_>) -> Option<Decimal> {
    let forward = matches!(row.direction(), Some(Direction::More | Direction::Exact));
    let kind = row.indicator.completion.kind;
    let sure = matches!(kind, CompletionKind::Exact | CompletionKind::LowerBound);
    let rate = row.rate.filter(|_| forward && sure)?;
    Some(rate.saturating_mul(Decimal::ONE_HUNDRED))
}

fn finding(over: &[(&Row<'_>, Decimal)], count: usize, limit: Decimal) -> Judgement {
    let Words { en: which, zh: which_zh } = numbers(over.iter().map(|(row, _)| *row));
    let sums: Vec<Words> = over
        .iter()
        .map(|(row, _)| {
            let (Words { en: number, zh: number_zh }, sum) = (row.number(), row.arithmetic());
            words!(en: "{number}: {sum}", zh: "第 {number_zh} 个：{sum}")
        })
        .collect();
    let (Words { en: sums, zh: sums_zh }, many) = (Words::clauses(&sums), over.len());
    let said = words!(
        en: "{many} of {count} targets are exceeded beyond {limit}%, rows {which} ({sums})",
        zh: "{count} 个指标中有 {many} 个完成率超过 {limit}%：第 {which_zh} 个指标（{sums_zh}）"
    );
    let highest = over.iter().map(|(_, rate)| *rate).max().unwrap_or_default();
    let places =
        over.iter().flat_map(|(row, _)| [row.indicator.target.at, row.indicator.actual.at]);
    Judgement::finding(said)
        .values(format!("<= {limit}%"), format!("{}%", shown(highest)))
        .at(places)
        .rests_on(over.iter().flat_map(|(row, _)| row.values_rest_on()))
}
