//! `completion_rate_differs.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use super::declared::{of_level, rows, single};
use crate::checks::row::{Row, Standing};
use crate::checks::tolerance::{rounds_to, shown};
use crate::checks::{Context, Judgement};
use crate::model::{CompletionKind, Direction, IndicatorCount};
use crate::words::{Words, words};

check!(
    "completion_rate_differs",
    ["RATE-01"],
    High,
    en: "Completion rate differs",
    zh: "完成率不符"
);

/// The role of a column of completion rates.
const RATE: &str = "rate";
/// The role of a column of adjusted targets.
const INITIAL: &str = "target_initial";

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let rows = rows(context);
    let counts = &context.report.narrative.indicator_counts;
    let mut out: Vec<Judgement> =
        counts.iter().filter_map(|count| declared(count, &rows)).collect();
    out.extend(printed(&rows, context));
    out
}

/// A single rate that the text declares for some indicators of a level.
fn declared(count: &IndicatorCount, rows: &[&Row<'_>]) -> Option<Judgement> {
    let rate = single(count.rate.as_ref()?)?;
    if rows.is_empty() {
        return None;
    }
    let (own, unknown) = of_level(rows, count.level1.as_deref());
    let fits: Vec<&Row<'_>> = own
        .iter()
        .copied()
        .filter(|row| row.indicator.completion.kind == CompletionKind::Exact)
        .filter(|row| per_cent(row).is_some_and(|exact| rounds_to(exact, rate)))
        .collect();
    let wanted = usize::try_from(count.count).ok()?;
    if fits.len() >= wanted && wanted > 0 {
        let shown: Vec<String> = fits.iter().map(|row| row.arithmetic()).collect();
        let Words { en: shown, zh: shown_zh } = Words::list(&shown);
        let said = words!(
            en: "the declared rate of {rate}% follows from the table: {shown}",
            zh: "正文所称完成率 {rate}% 与表相符：{shown_zh}"
        );
        let at = std::iter::once(count.at).chain(crate::checks::row::places(fits.clone()));
        let values = fits.iter().flat_map(|row| row.values_rest_on());
        return Some(Judgement::pass(said).at(at).rests_on(values));
    }
    let open: Vec<&Row<'_>> =
        own.iter().copied().chain(unknown).filter(|row| is_open(row, rate)).collect();
    if fits.len() + open.len() >= wanted {
        let Words { en: numbers, zh: numbers_zh } =
            crate::checks::row::numbers(open.iter().copied());
        let said = words!(
            en: "no row has the declared rate of {rate}%, but rows {numbers} have no exact one",
            zh: "表中没有完成率 {rate}% 的行，但第 {numbers_zh} 个指标没有确切的完成率"
        );
        let values = open.iter().flat_map(|row| row.values_rest_on());
        let judgement = Judgement::not_evaluable(said).at([count.at]);
        return Some(judgement.rests_on(values));
    }
    let nearest = nearest(&own, rate);
    let shown = nearest.map_or_else(String::new, |row| row.arithmetic());
    let said = words!(
        en: "the text declares a rate of {rate}%; the nearest in the table is {shown}",
        zh: "正文称完成率 {rate}%，表中最接近的是 {shown}"
    );
    let at = std::iter::once(count.at).chain(nearest.map(|row| row.indicator.at));
    let found = nearest.and_then(|row| per_cent(row));
    let found = found
        .map_or_else(String::new, |rate| format!("{}%", crate::checks::tolerance::shown(rate)));
    let values: Vec<_> = nearest.iter().flat_map(|row| row.values_rest_on()).collect();
    let judgement = Judgement::finding(said).values(format!("{rate}%"), found);
    Some(judgement.at(at).rests_on(values))
}

/// Actual ÷ target in per cent, exact.
fn per_cent(row: &Row<'_>) -> Option<Decimal> {
    row.rate?;
    let (target, actual) = (&row.indicator.target, &row.indicator.actual);
    let same = target.unit == actual.unit || target.unit.is_none() || actual.unit.is_none();
    let exact = match (target.number, actual.number) {
        (Some(target), Some(actual)) if same => actual.checked_div(target)?,
        _ => row.rate?,
    };
    exact.checked_mul(Decimal::ONE_HUNDRED)
}

/// Whether a row may have a rate though its table gives none for certain.
fn is_open(row: &Row<'_>, rate: Decimal) -> bool {
    let whole = rate == Decimal::ONE_HUNDRED;
    match row.indicator.completion.kind {
        CompletionKind::Exact => false,
        CompletionKind::LowerBound => per_cent(row).is_none_or(|least| least <= rate),
        CompletionKind::UpperBound => true,
        CompletionKind::Qualitative => whole || row.standing != Standing::Met,
        CompletionKind::NotEvaluable => {
            row.standing == Standing::Damaged || row.indicator.target.text.is_some()
        }
    }
}

/// The row whose rate is nearest.
fn nearest<'r, 'a>(rows: &[&'r Row<'a>], rate: Decimal) -> Option<&'r Row<'a>> {
    let gap = |row: &Row<'_>| per_cent(row).map(|own| (own - rate).abs());
    let known = rows.iter().copied().filter(|row| gap(row).is_some());
    known.min_by_key(|row| gap(row))
}

/// Rates in a column of their own.
fn printed(rows: &[&Row<'_>], context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    let mut agree = 0;
    for row in rows {
        let Some(text) = row.indicator.extra.get(RATE) else {
            continue;
        };
        let read = crate::value::quantity::read(&text.raw, text.at, context.patterns);
        let Some(printed) = read.number.filter(|_| read.upper.is_none()) else {
            continue;
        };
        let exact = row.indicator.completion.kind == CompletionKind::Exact;
        let Some(rate) = per_cent(row).filter(|_| exact && read.comparator.is_none()) else {
            continue;
        };
        let printed = match read.unit.as_deref() {
            Some(_) => printed,
            // 0.95 and 95 are both written.
            None if printed <= Decimal::TWO => printed * Decimal::ONE_HUNDRED,
            None => printed,
        };
        let initial = by_initial_target(row, context);
        if is_right(row, rate, printed) || initial.is_some_and(|rate| is_right(row, rate, printed))
        {
            agree += 1;
            continue;
        }
        let Words { en: number, zh: number_zh } = row.number();
        let (shown_rate, sum) = (shown(rate), row.arithmetic());
        let said = words!(
            en: "row {number} prints a rate of {printed}%, but {sum}",
            zh: "第 {number_zh} 个指标完成率填 {printed}%，而 {sum}"
        );
        let judgement = Judgement::finding(said)
            .values(format!("{shown_rate}%"), format!("{printed}%"))
            .at([text.at, row.indicator.at])
            .rests_on(row.values_rest_on());
        out.push(judgement);
    }
    if out.is_empty() && agree > 0 {
        out.push(Judgement::pass(words!(
            en: "{agree} printed rates follow from their rows",
            zh: "{agree} 行所填完成率均与实现值÷预期值相符"
        )));
    }
    out
}

/// The rate by the initial target (年初目标值), where another one is in force.
fn by_initial_target(row: &Row<'_>, context: &Context<'_>) -> Option<Decimal> {
    let text = row.indicator.extra.get(INITIAL)?;
    let target = crate::value::quantity::read(&text.raw, text.at, context.patterns).number?;
    let rate = row.indicator.actual.number?.checked_div(target)?;
    rate.checked_mul(Decimal::ONE_HUNDRED)
}

/// Whether a printed rate is that of its row in any of the usual ways.
fn is_right(row: &Row<'_>, rate: Decimal, printed: Decimal) -> bool {
    let reverse = row.direction() == Some(Direction::Less);
    let capped =
        printed == Decimal::ONE_HUNDRED && (rate > printed || row.standing == Standing::Met);
    let hundred = Decimal::ONE_HUNDRED;
    let turned = hundred.checked_mul(hundred).and_then(|n| n.checked_div(rate));
    rounds_to(rate, printed)
        || capped
        || reverse && turned.is_some_and(|turned| rounds_to(turned, printed))
        // A printed rate may have been cut off instead of rounded.
        || rate.trunc_with_scale(printed.scale()) == printed
}
