//! `full_total_with_missed_target.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, Standing, numbers, unreadable};
use crate::checks::{Context, Judgement};
use crate::words::{Words, words};

check!(
    "full_total_with_missed_target",
    ["PTS-03"],
    High,
    en: "Full total with a missed target",
    zh: "有未完成指标仍得满分"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let Some(score) = &context.report.conclusion.score else {
        return Vec::new();
    };
    let reported = |row: &&Row<'_>| row.standing != Standing::NotReported;
    if !context.rows.iter().any(|row| reported(&row)) {
        return Vec::new();
    }
    // The total of one table of several says nothing of the rows of others.
    let mut tables = context.report.tables.iter();
    let own = tables.find(|table| table.score.as_ref().is_some_and(|own| own.at == score.at));
    let counts = |row: &&Row<'_>| own.is_none_or(|own| row.indicator.table == own.table);
    let missed = context.rows.iter().filter(counts);
    let missed: Vec<&Row<'_>> = missed.filter(|row| row.standing == Standing::Missed).collect();
    let (value, count) = (score.value, missed.len());
    let full = value >= Decimal::ONE_HUNDRED;
    if full && let Some(first) = missed.first() {
        let Words { en: which, zh: which_zh } = numbers(missed.iter().copied());
        let sum = first.arithmetic();
        let said = match count {
            1 => words!(
                en: "the total is {value}, but one target is missed: row {which} ({sum})",
                zh: "总分为 {value}，却有 1 个指标未完成：第 {which_zh} 个指标（{sum}）"
            ),
            _ => words!(
                en: "the total is {value}, but {count} targets are missed: rows {which} (first: {sum})",
                zh: "总分为 {value}，却有 {count} 个指标未完成：第 {which_zh} 个指标（首个：{sum}）"
            ),
        };
        let at = missed.iter().map(|row| row.indicator.actual.at);
        let rests_on = missed.iter().flat_map(|row| row.values_rest_on());
        let judgement = Judgement::finding(said)
            .values("< 100", value)
            .at([score.at])
            .at(at)
            .rests_on(rests_on);
        return vec![judgement];
    }
    if full && let Some(open) = unreadable(context.rows) {
        return vec![open];
    }
    let said = if full {
        words!(
            en: "the total is {value}, and no target is missed",
            zh: "总分为 {value}，没有未完成的指标"
        )
    } else {
        words!(
            en: "the total is {value} with {count} targets missed",
            zh: "总分为 {value}，{count} 个指标未完成"
        )
    };
    vec![Judgement::pass(said).at([score.at])]
}
