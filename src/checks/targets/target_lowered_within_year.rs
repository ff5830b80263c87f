//! `target_lowered_within_year.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, numbers};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{Direction, Quantity, Severity, Text};
use crate::value::quantity;
use crate::words::{Words, words};

check!("target_lowered_within_year", ["TGT-07"], Low, en: "Target lowered within the year", zh: "年中调低目标");

/// The column of initial targets, and that of remarks.
const INITIAL: &str = "target_initial";
const REMARK: &str = "remark";

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let both = context.rows.iter().filter_map(|row| {
        let initial = row.indicator.extra.get(INITIAL)?;
        (!row.indicator.target.is_none()).then_some((row, initial))
    });
    let (mut out, mut open, mut count) = (Vec::new(), Vec::new(), 0);
    for (row, initial) in both {
        count += 1;
        match lowered(row, initial, context) {
            Some(true) => out.push(finding(row, initial, context)),
            Some(false) => {}
            None => open.push(row),
        }
    }
    if !open.is_empty() {
        let Words { en: which, zh: which_zh } = numbers(open.iter().copied());
        let said = words!(
            en: "rows {which}: it cannot be told whether the adjusted target asks for less",
            zh: "第 {which_zh} 个指标：无法判断调整后目标是否低于年初目标"
        );
        out.push(Judgement::not_evaluable(said).at(open.iter().map(|row| row.indicator.target.at)));
    }
    if out.is_empty() && count > 0 {
        let said = words!(
            en: "none of {count} targets with an initial one beside it was lowered within the year",
            zh: "{count} 个同时列有年初目标的指标，年中均未调低"
        );
        out.push(Judgement::pass(said));
    }
    out
}

/// Whether the target in force asks for less than the initial one.
fn lowered(row: &Row<'_>, initial: &Text, context: &Context<'_>) -> Option<bool> {
    let target = &row.indicator.target;
    let printed = |text: &str| fold::clean_key(text);
    if printed(&target.raw) == printed(&initial.raw) {
        return Some(false);
    }
    let first = quantity::read(&initial.raw, initial.at, context.patterns);
    let (now, before) = numbers_of(target, &first)?;
    match row.direction() {
        Some(Direction::More | Direction::Exact) => Some(now < before),
        Some(Direction::Less) => Some(now > before),
        _ => (now == before).then_some(false),
    }
}

/// The numbers of two quantities in one unit.
fn numbers_of(target: &Quantity, initial: &Quantity) -> Option<(Decimal, Decimal)> {
    let range = target.upper.is_some() || initial.upper.is_some();
    let units = (&target.unit, &initial.unit);
    let same = units.0 == units.1 || units.0.is_none() || units.1.is_none();
    let (now, before) = (target.number?, initial.number?);
    (!range && same).then_some((now, before))
}

fn finding(row: &Row<'_>, initial: &Text, context: &Context<'_>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let name = row.name();
    let (now, before) = (fold::clean(&row.indicator.target.raw), fold::clean(&initial.raw));
    let reason = row
        .indicator
        .reason
        .as_deref()
        .or_else(|| row.indicator.extra.get(REMARK).map(Box::as_ref));
    let least = context.profile.shortest_reason;
    let told = reason.filter(|reason| {
        let text = reason.value.as_deref().unwrap_or(&reason.raw);
        text.chars().filter(|c| c.is_alphanumeric()).nth(least.saturating_sub(1)).is_some()
    });
    // ≤35 to ≤41 is loosened, whatever the number does.
    let Words { en: lowered, zh: lowered_zh } = match row.direction() {
        Some(Direction::Less) => words!(en: "limit was loosened", zh: "放宽"),
        _ => words!(en: "target was lowered", zh: "调低"),
    };
    let (severity, Words { en: told_en, zh: told_zh }) = match told {
        Some(_) => (Severity::Info, words!(en: ", with a reason", zh: "已说明原因")),
        None => (Severity::Low, words!(en: " without a reason", zh: "未说明原因")),
    };
    let said = words!(
        en: "row {number}, {name}: the {lowered} within the year from {before} to {now}{told_en}",
        zh: "第 {number_zh} 个指标 {name}：目标年中由 {before} {lowered_zh}为 {now}，{told_zh}"
    );
    Judgement::finding(said)
        .severity(severity)
        .values(before, now)
        .at([row.indicator.target.at, initial.at])
        .at(told.map(|reason| reason.at))
        .rests_on(row.values_rest_on())
}
