//! `score.md` says what this finds and why.

use rust_decimal::Decimal;

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, SideName};
use crate::model::{CompletionKind, Direction, Indicator, Report, Status};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() || context.of_declaration() {
        return;
    }
    let (old, new) = (&context.old.conclusion.score, &context.new.conclusion.score);
    let (Some(old), Some(new)) = (old, new) else {
        return;
    };
    if new.value < old.value {
        return;
    }
    let limits = context.patterns.changes.limits();
    let least = Decimal::from(limits.judged);
    let shares = [context.old, context.new].map(share_met);
    let rates = [context.old, context.new].map(mean_rate);
    let fell = |values: [(Decimal, Decimal); 2], limit: u32| {
        let [(before, of_before), (after, of_after)] = values;
        let enough = of_before >= least && of_after >= least;
        enough && before - after >= Decimal::from(limit)
    };
    let met_fell = fell(shares, limits.met_fell);
    if !met_fell && !fell(rates, limits.rate_fell) {
        return;
    }
    let (from, to) = (old.value, new.value);
    let shown = |value: Decimal| value.round_dp(1).normalize();
    let words = if met_fell {
        let (before, after) = (shown(shares[0].0), shown(shares[1].0));
        words!(
            en: "the share of targets met fell from {before}% to {after}%, yet the score went from {from} to {to}",
            zh: "目标完成面由 {before}% 降至 {after}%，自评得分却由 {from} 变为 {to}"
        )
    } else {
        let (before, after) = (shown(rates[0].0), shown(rates[1].0));
        words!(
            en: "the mean rate of completion fell from {before}% to {after}%, yet the score went from {from} to {to}",
            zh: "平均完成率由 {before}% 降至 {after}%，自评得分却由 {from} 变为 {to}"
        )
    };
    let mut change = Change::new(ChangeKind::ScoreUpWhileMetFell, words)
        .relative(measured::relative(old.value, new.value))
        .old(old.raw.as_str(), old.at)
        .new_side(new.raw.as_str(), new.at);
    for (side, report) in [(SideName::Old, context.old), (SideName::New, context.new)] {
        let unmet = report.indicators.iter();
        for row in unmet.filter(|row| row.completion.met == Some(false)) {
            change = change.rests_on(side, &row.actual.raw, row.actual.at);
        }
    }
    found.push(change);
}

/// The share of targets met, per cent, and of how many.
fn share_met(report: &Report) -> (Decimal, Decimal) {
    let verdicts = report.indicators.iter();
    let verdicts: Vec<bool> = verdicts.filter_map(|row| row.completion.met).collect();
    let met = verdicts.iter().filter(|met| **met).count();
    (per_cent(Decimal::from(met), verdicts.len()), Decimal::from(verdicts.len()))
}

/// The mean rate, each capped at 100%, and of how many.
fn mean_rate(report: &Report) -> (Decimal, Decimal) {
    let rows = report.indicators.iter();
    let rates: Vec<Decimal> = rows.filter_map(capped_rate).collect();
    let sum = rates.iter().fold(Decimal::ZERO, |sum, rate| sum + rate);
    (per_cent(sum, rates.len()), Decimal::from(rates.len()))
}

fn per_cent(part: Decimal, whole: usize) -> Decimal {
    let part = part.saturating_mul(Decimal::ONE_HUNDRED);
    part.checked_div(Decimal::from(whole)).unwrap_or_default()
}

/// How far a row was met, at most 1; turned round where less is better.
fn capped_rate(row: &Indicator) -> Option<Decimal> {
    let damaged = |status| status == Status::Damaged;
    if damaged(row.target.status) || damaged(row.actual.status) {
        return None;
    }
    let rate: Decimal = row.completion.rate.as_ref()?.parse().ok()?;
    if rate.is_sign_negative() {
        return None;
    }
    match row.direction {
        Some(Direction::More) => match row.completion.kind {
            CompletionKind::Exact => Some(rate.min(Decimal::ONE)),
            CompletionKind::LowerBound if rate >= Decimal::ONE => Some(Decimal::ONE),
            _ => None,
        },
        Some(Direction::Less) if row.completion.kind == CompletionKind::Exact => {
            let turned = Decimal::ONE.checked_div(rate).unwrap_or(Decimal::ONE);
            Some(turned.min(Decimal::ONE))
        }
        _ => None,
    }
}
