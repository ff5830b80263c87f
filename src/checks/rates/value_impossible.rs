//! `value_impossible.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, unreadable};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{Comparator, Quantity};
use crate::patterns::Use;
use crate::words::{Words, words};

check!(
    "value_impossible",
    ["RATE-09"],
    Medium,
    en: "Value that cannot be",
    zh: "数值不可能"
);

/// Seconds of a day, the unit of time.
const SECONDS: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// Days of the longest year.
const DAYS: Decimal = Decimal::from_parts(366, 0, 0, false, 0);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    let mut judged = 0;
    for row in context.rows {
        let Some((most, sign)) = most(row, context) else { continue };
        let values = [&row.indicator.target, &row.indicator.actual];
        let printed = values.iter().filter(|value| is_of(value, row, sign, context));
        let printed: Vec<&Quantity> = printed.copied().collect();
        judged += usize::from(!printed.is_empty());
        let wrong = |value: &&Quantity| value.number.is_some_and(|number| number > most);
        if let Some(value) = printed.into_iter().find(wrong) {
            out.push(finding(row, value, most, sign));
        }
    }
    close(out, unreadable(context.rows), || {
        let said = words!(
            en: "shares of a whole and numbers of days that are more than can be: 0 of {judged}",
            zh: "{judged} 个部分占整体的比率、全年天数均在可能的范围内"
        );
        (judged > 0).then(|| Judgement::pass(said))
    })
}

/// The most that a row can come to in a year, and in which unit, where its name tells.
fn most(row: &Row<'_>, context: &Context<'_>) -> Option<(Decimal, &'static str)> {
    let name = fold::clean_key(row.indicator.name.value.as_deref()?);
    let targets = &context.patterns.targets;
    if targets.has(Use::PartOfWhole, &name) && !targets.has(Use::Moved, &name) {
        return Some((Decimal::ONE_HUNDRED, "percent"));
    }
    targets.has(Use::DaysOfYear, &name).then_some((DAYS, "days"))
}

/// Whether a value is a number in the unit in which there is a most.
fn is_of(value: &Quantity, row: &Row<'_>, of: &str, context: &Context<'_>) -> bool {
    let printed = value.unit.as_deref().or(row.indicator.unit.as_deref());
    let unit = printed.and_then(|unit| context.patterns.units.find(unit));
    let open = matches!(value.comparator, Some(Comparator::AtMost | Comparator::LessThan));
    !open
        && value.number.is_some()
        && unit.is_some_and(|unit| match of {
            "percent" => unit.sign == "%",
            _ => unit.dimension == "time" && unit.factor == SECONDS,
        })
}

fn finding(row: &Row<'_>, value: &Quantity, most: Decimal, of: &str) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let (name, raw) = (row.name(), fold::clean(&value.raw));
    let said = match of {
        "percent" => words!(
            en: "row {number}, {name}: a part cannot be more than all of it ({raw})",
            zh: "第 {number_zh} 个指标 {name}：部分不可能超过整体（{raw}）"
        ),
        _ => words!(
            en: "row {number}, {name}: a year has no more than {most} days ({raw})",
            zh: "第 {number_zh} 个指标 {name}：一年不超过 {most} 天（{raw}）"
        ),
    };
    Judgement::finding(said)
        .values(format!("<= {most}"), raw)
        .at([value.at, row.indicator.name.at])
        .rests_on(row.values_rest_on())
}
