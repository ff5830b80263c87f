//! `targets_hit_exactly.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, Standing, numbers};
use crate::checks::tolerance::shown;
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Severity};
use crate::words::{Words, words};

check!(
    "targets_hit_exactly",
    ["RATE-06"],
    Low,
    en: "Targets hit exactly",
    zh: "实现值与预期值雷同"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let profile = context.profile;
    let numeric: Vec<&Row<'_>> = context.rows.iter().filter(|row| is_numeric(row)).collect();
    let damaged = context.rows.iter().filter(|row| row.standing == Standing::Damaged);
    let least = profile.exact_hits_rows;
    if numeric.len() < least {
        let enough = numeric.len() + damaged.count() >= least;
        let open = crate::checks::row::unreadable(context.rows).filter(|_| enough);
        return open.into_iter().collect();
    }
    let hits: Vec<&Row<'_>> = numeric.iter().copied().filter(|row| is_hit(row)).collect();
    let texts: Vec<&Row<'_>> = context.rows.iter().filter(|row| is_same_text(row)).collect();
    let (many, count) = (hits.len(), numeric.len());
    let share = share(many, count);
    let free = |rows: &[&Row<'_>]| rows.iter().filter(|row| !is_capped(row, context)).count();
    let odd =
        self::share(free(&hits), free(&numeric)) > profile.exact_hits && free(&numeric) >= least;
    let shown = shown(share);
    if !odd && share < profile.exact_hits_noted {
        let said = words!(
            en: "{many} of {count} actual values are the target to the digit ({shown}%)",
            zh: "{count} 个定量指标中有 {many} 个实现值恰为预期值（{shown}%）"
        );
        return vec![Judgement::pass(said)];
    }
    let Words { en: which, zh: which_zh } = numbers(hits.iter().copied());
    let same = match texts.len() {
        0 => words!(en: "", zh: ""),
        _ => {
            let Words { en: which, zh: which_zh } = numbers(texts.iter().copied());
            words!(en: "; row {which} repeats its words", zh: "；第 {which_zh} 个指标文字相同")
        }
    };
    let (same_en, same_zh) = (same.en, same.zh);
    let said = words!(
        en: "{many} of {count} actual values are the target to the digit ({shown}%): rows {which}{same_en}",
        zh: "{count} 个定量指标中有 {many} 个实现值恰为预期值（{shown}%）：第 {which_zh} 个指标{same_zh}"
    );
    let severity = if odd { Severity::Low } else { Severity::Info };
    let rows = hits.iter().chain(&texts);
    let at = rows.clone().flat_map(|row| [row.indicator.target.at, row.indicator.actual.at]);
    let judgement = Judgement::finding(said)
        .values(format!("<= {}%", profile.exact_hits), format!("{shown}%"))
        .at(at)
        .severity(severity)
        .rests_on(rows.flat_map(|row| row.values_rest_on()));
    vec![judgement]
}

fn share(part: usize, whole: usize) -> Decimal {
    let part = Decimal::from(part).saturating_mul(Decimal::ONE_HUNDRED);
    part.checked_div(Decimal::from(whole)).unwrap_or_default()
}

/// Two single numbers that can be compared.
fn is_numeric(row: &Row<'_>) -> bool {
    let single = |upper: Option<Decimal>| upper.is_none();
    row.rate.is_some() && single(row.indicator.target.upper) && single(row.indicator.actual.upper)
}

fn is_hit(row: &Row<'_>) -> bool {
    let exact = row.indicator.completion.kind == CompletionKind::Exact;
    exact && row.indicator.target.number == row.indicator.actual.number
}

fn is_same_text(row: &Row<'_>) -> bool {
    let (target, actual) = (&row.indicator.target.text, &row.indicator.actual.text);
    target.is_some() && target == actual
}

/// Whether nothing is beyond the target: a share of 100 %.
fn is_capped(row: &Row<'_>, context: &Context<'_>) -> bool {
    let target = &row.indicator.target;
    let unit = target.unit.as_ref().or(row.indicator.unit.as_ref());
    let unit = unit.and_then(|unit| context.patterns.units.find(unit));
    let whole = |factor: Decimal| target.number.and_then(|n| n.checked_mul(factor));
    unit.is_some_and(|unit| unit.is_share() && whole(unit.factor) == Some(Decimal::ONE))
}
