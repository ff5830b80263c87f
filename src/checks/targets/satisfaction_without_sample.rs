//! `satisfaction_without_sample.md` says what this finds and why.

use rust_decimal::Decimal;

use super::{check, is_satisfaction};
use crate::checks::row::{Row, Standing, numbers, places};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::patterns::Use;
use crate::words::{Words, words};

check!(
    "satisfaction_without_sample",
    ["SAT-01"],
    Low,
    en: "Satisfaction without a sample",
    zh: "满意度未说明来源"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let rows = context.rows.iter();
    let rows = rows.filter(|row| {
        row.standing != Standing::NotReported && is_satisfaction(row, context.patterns)
    });
    let rows: Vec<&Row<'_>> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let damaged = rows.iter().copied().filter(|row| row.standing == Standing::Damaged);
    let damaged: Vec<&Row<'_>> = damaged.collect();
    let high: Vec<&Row<'_>> = rows.iter().copied().filter(|row| is_high(row, context)).collect();
    let found = (!high.is_empty()).then(|| judge_high(&high, context));
    let open = (!damaged.is_empty()).then(|| {
        let Words { en: which, zh: which_zh } = numbers(damaged.iter().copied());
        let said = words!(
            en: "the satisfaction of rows {which} cannot be read",
            zh: "第 {which_zh} 个指标的满意度残损"
        );
        let values: Vec<_> = damaged.iter().flat_map(|row| row.values_rest_on()).collect();
        Judgement::not_evaluable(said).at(places(damaged)).rests_on(values)
    });
    close(found.into_iter().collect(), open, || {
        let (count, limit) = (rows.len(), context.profile.near_full_satisfaction);
        let said = words!(
            en: "none of {count} satisfactions is {limit}% or more",
            zh: "{count} 个满意度均低于 {limit}%"
        );
        Some(Judgement::pass(said).at(rows.iter().map(|row| row.indicator.actual.at)))
    })
}

/// The actual in per cent: as printed, or a bare number of the same notation.
fn is_high(row: &Row<'_>, context: &Context<'_>) -> bool {
    let actual = &row.indicator.actual;
    let limit = context.profile.near_full_satisfaction;
    let own = actual.unit.as_ref().or(row.indicator.unit.as_ref());
    let unit = own.and_then(|unit| context.patterns.units.find(unit));
    let share = unit.as_ref().is_none_or(|unit| unit.is_share());
    let percent = |number: Decimal| match unit {
        Some(ref unit) if unit.is_share() => {
            number.saturating_mul(unit.factor).saturating_mul(Decimal::ONE_HUNDRED)
        }
        _ => number,
    };
    let percent = actual.number.map(percent);
    share && percent.is_some_and(|n| n >= limit && n <= Decimal::ONE_HUNDRED)
}

fn judge_high(rows: &[&Row<'_>], context: &Context<'_>) -> Judgement {
    let limit = context.profile.near_full_satisfaction;
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.name(), fold::clean(&row.indicator.actual.raw)))
        .collect();
    let (said, said_zh) = (said.join("; "), Words::list(&said).zh);
    let places = rows.iter().map(|row| row.indicator.actual.at);
    let rests_on = rows.iter().flat_map(|row| row.values_rest_on());
    if let Some(at) = sample(rows, context) {
        let said = words!(
            en: "{said}: the report says how it was measured",
            zh: "{said_zh}：报告说明了调查方式"
        );
        return Judgement::pass(said).at(places).at([at]);
    }
    let said = words!(
        en: "{said}: {limit}% or more, without a sample, a date or a way of asking in the report",
        zh: "{said_zh}：达到 {limit}% 以上，而报告没有样本量、时间或调查方式"
    );
    Judgement::finding(said).at(places).rests_on(rests_on)
}

/// Where the report says how satisfaction was measured: in the row itself, or in a
/// paragraph.
fn sample(rows: &[&Row<'_>], context: &Context<'_>) -> Option<At> {
    let words = &context.patterns.targets;
    let in_row = rows.iter().find_map(|row| {
        let indicator = row.indicator;
        let texts = indicator
            .extra
            .values()
            .map(Box::as_ref)
            .chain(indicator.reason.as_deref())
            .chain([&indicator.name]);
        let mut texts = texts.filter(|text| words.has(Use::Sample, &fold::key(&text.raw)));
        texts.next().map(|text| text.at)
    });
    in_row.or_else(|| {
        context.reading.paragraphs.iter().find_map(|paragraph| {
            let key = paragraph.text();
            let says = words.has(Use::Satisfied, key) && words.has(Use::Sample, key);
            says.then_some(paragraph.block.at)
        })
    })
}
