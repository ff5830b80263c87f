//! `growth_has_no_base.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::stated::{places, quoted};
use crate::checks::tolerance::half_unit;
use crate::checks::{Context, Judgement};
use crate::model::{Growth, Stated};
use crate::words::words;

check!(
    "growth_has_no_base",
    ["NAR-03"],
    Medium,
    en: "Growth has no base",
    zh: "增长率无法成立"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let growth = &context.report.narrative.growth;
    let mut out: Vec<Judgement> = growth.iter().filter_map(|growth| one(growth, context)).collect();
    out.extend(super::growth::of_amounts(context));
    out
}

fn one(growth: &Growth, context: &Context<'_>) -> Option<Judgement> {
    let index = usize::try_from(growth.of?).ok()?;
    let stated = context.report.narrative.quantities.get(index)?;
    let unit = context.patterns.units.find(&stated.unit)?;
    let counts = unit.dimension == "count" && unit.factor == Decimal::ONE;
    if !counts || stated.number.scale() > 0 || stated.upper.is_some() {
        return None;
    }
    let (percent, said_of) = (growth.percent, quoted(stated));
    let at = places([growth.at, stated.at]);
    if stated.comparator.is_some() || stated.approximate {
        let said = words!(
            en: "a growth of {percent}% cannot be traced back from an inexact number ({said_of})",
            zh: "“{said_of}”不是确数，无法由增长率 {percent}% 反推上年数"
        );
        return Some(Judgement::not_evaluable(said).at(at));
    }
    let (low, high) = bounds(stated, percent)?;
    let base = high.floor();
    if base >= low && base > Decimal::ZERO {
        let base = nearest(stated, percent).filter(|n| *n >= low && *n <= high).unwrap_or(base);
        let (base, number) = (base.normalize(), stated.number);
        let said = words!(
            en: "{number} after a growth of {percent}%: {base} the year before",
            zh: "{number} 增长 {percent}%，上年为 {base}"
        );
        return Some(Judgement::pass(said).at(at));
    }
    let (least, most) = (low.round_dp(2), high.round_dp(2));
    let said = words!(
        en: "\"{said_of}\" with a growth of {percent}%: last year would have been {least}-{most}, which is no whole number",
        zh: "“{said_of}”增长 {percent}%：反推上年为 {least}-{most}，没有整数"
    );
    let expected = format!("{least}-{most}");
    Some(Judgement::finding(said).values(expected, stated.number).at(at))
}

/// The least and the most that last year's count can have been.
fn bounds(stated: &Stated, percent: Decimal) -> Option<(Decimal, Decimal)> {
    let half = half_unit(percent);
    // Cut off, the true rate lies up to a whole unit further from zero.
    let (least, most) = if percent < Decimal::ZERO {
        (percent - half - half, percent + half)
    } else {
        (percent - half, percent + half + half)
    };
    let base = |rate: Decimal| {
        let factor = rate.checked_div(Decimal::ONE_HUNDRED)?.checked_add(Decimal::ONE)?;
        let positive = (factor > Decimal::ZERO).then_some(factor)?;
        stated.number.checked_div(positive)
    };
    Some((base(most)?, base(least)?))
}

/// The whole number nearest to what the rate itself gives.
fn nearest(stated: &Stated, percent: Decimal) -> Option<Decimal> {
    let factor = percent.checked_div(Decimal::ONE_HUNDRED)?.checked_add(Decimal::ONE)?;
    let positive = (factor > Decimal::ZERO).then_some(factor)?;
    Some(stated.number.checked_div(positive)?.round())
}
