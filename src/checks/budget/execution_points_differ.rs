//! `execution_points_differ.md` says what this finds and why.

use rust_decimal::Decimal;

use super::{check, execution_rate, label, printed_rate};
use crate::checks::tolerance::{half_unit, shown};
use crate::checks::{Context, Judgement};
use crate::model::{BudgetRow, Number, ReportKind, Severity};
use crate::patterns::ExecutionPoints;
use crate::words::words;

check!(
    "execution_points_differ",
    ["BUD-04"],
    Medium,
    en: "Points of execution differ",
    zh: "执行率得分不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    if matches!(context.profile.execution, ExecutionPoints::Free) {
        return Vec::new();
    }
    let rows = context.report.budget.iter();
    let scored = rows.filter_map(|row| Some((row, row.score.as_ref()?)));
    scored.filter_map(|(row, score)| judge_row(row, score, context)).collect()
}

fn judge_row(row: &BudgetRow, score: &Number, context: &Context<'_>) -> Option<Judgement> {
    let profile = context.profile;
    let weight = row.weight.as_ref().map(|weight| weight.value);
    let weight = weight.unwrap_or(profile.execution_weight);
    if row.weight.is_none() && row.item != super::TOTAL {
        return None;
    }
    let label = label(row);
    let computed = execution_rate(row);
    let printed = row.rate.as_ref().map(|rate| printed_rate(rate, computed).0);
    let rates: Vec<Decimal> = computed.map(|rate| rate.value).into_iter().chain(printed).collect();
    let numbers = [Some(score), row.weight.as_ref(), row.rate.as_ref()];
    let amounts = [row.executed.as_ref(), row.budget.as_ref()];
    let places = numbers.into_iter().chain(amounts).flatten();
    let places: Vec<_> = places.map(|number| number.at).collect();
    let Some(&rate) = rates.first() else {
        let said = words!(
            en: "{label}: scored, but the rate can neither be read nor worked out",
            zh: "{label}：有得分，但执行率既未填写也无法计算"
        );
        return Some(Judgement::not_evaluable(said).at(places));
    };
    let points = |rate: Decimal| points(weight, rate, &profile.execution);
    let given = score.value;
    let agrees = |rate: &Decimal| points(*rate).saturating_sub(given).abs() <= half_unit(given);
    let (expected, rate) = (shown(points(rate)), shown(rate));
    if rates.iter().any(agrees) {
        let said = words!(
            en: "{label}: {given} of {weight} points for an execution of {rate}%",
            zh: "{label}：执行率 {rate}%，分值 {weight}，得 {given} 分，相符"
        );
        return Some(Judgement::pass(said).at(places));
    }
    let formula = match &profile.execution {
        ExecutionPoints::Rate => format!("{weight} × {rate}% = {expected}"),
        _ => expected.to_string(),
    };
    let name = &profile.name;
    let said = words!(
        en: "{label}: {formula} points, but {given} are given ({name})",
        zh: "{label}：应得 {formula} 分，实得 {given} 分（{name}）"
    );
    let unsure =
        profile.unsure || context.report.kind == ReportKind::Unknown || is_unknown(context);
    let severity = if unsure { Severity::Low } else { Severity::Medium };
    let judgement = Judgement::finding(said).values(expected, given).at(places).severity(severity);
    Some(judgement)
}

fn is_unknown(context: &Context<'_>) -> bool {
    context.form.source.is_empty()
}

fn points(weight: Decimal, rate: Decimal, formula: &ExecutionPoints) -> Decimal {
    let share = match formula {
        ExecutionPoints::Rate => rate.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED),
        ExecutionPoints::Bands(bands) => {
            let band = bands.iter().find(|(from, _)| rate >= *from);
            band.map_or(Decimal::ZERO, |&(_, share)| share)
        }
        ExecutionPoints::Free => Decimal::ZERO,
    };
    let hundredth = Decimal::new(1, 2);
    weight.saturating_mul(share).saturating_mul(hundredth)
}
