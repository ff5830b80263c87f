//! `score_total_differs.md` says what this finds and why.

use rust_decimal::Decimal;

use super::{check, stated_parts};
use crate::checks::row::{Row, numbers, places};
use crate::checks::scored::{ScoredTable, WeightSum, too_large};
use crate::checks::tolerance::{about, sum};
use crate::checks::{Context, Judgement};
use crate::model::{Number, ReportKind, Severity};
use crate::words::{Words, words};

check!(
    "score_total_differs",
    ["SUM-04", "PTS-02"],
    High,
    en: "Total score differs",
    zh: "总分不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let scored = |table: &&ScoredTable<'_>| !table.scores.numbers.is_empty();
    let tables: Vec<&ScoredTable<'_>> = context.scored.iter().filter(scored).collect();
    let stated = context.report.conclusion.score.as_ref();
    let parts = stated_parts::judge(context);
    let mut out = match tables.as_slice() {
        [] if parts.is_some() => Vec::new(),
        [] => stated.map(|score| cannot_be_rebuilt(context, score)).into_iter().collect(),
        [table] => judge_one(table, stated, context),
        several => judge_several(several, stated),
    };
    out.extend(parts);
    out
}

/// The one table with scores against its own total, or the score of the text. In the
/// report on a whole department that score may be of another table than this one.
fn judge_one(
    table: &ScoredTable<'_>,
    stated: Option<&Number>,
    context: &Context<'_>,
) -> Vec<Judgement> {
    let kind = context.report.kind;
    let of_table = !matches!(kind, ReportKind::DepartmentSelfReport | ReportKind::Unknown);
    match (printed_total(table), stated) {
        (None, None) => Vec::new(),
        (Some(printed), None) => vec![judge_table(table, printed)],
        (Some(printed), Some(stated)) => {
            let mut out = vec![judge_table(table, printed)];
            // A table of 100 points is the evaluation of the department itself.
            let whole = table.weight_total() == Decimal::ONE_HUNDRED
                && !matches!(
                    table.weight_sum(),
                    WeightSum::Wrong
                        | WeightSum::Unread
                        | WeightSum::Open
                        | WeightSum::Repeated
                        | WeightSum::TooLarge
                );
            let other = differ(printed, stated).filter(|_| of_table || whole);
            out.extend(other.map(|found| match of_table {
                true => found,
                false => found.severity(Severity::Medium),
            }));
            out
        }
        (None, Some(stated)) if of_table => vec![judge_table(table, stated)],
        (None, Some(stated)) => judge_several(&[table], Some(stated)),
    }
}

fn cannot_be_rebuilt(context: &Context<'_>, score: &Number) -> Judgement {
    let value = score.value;
    let said = if context.report.indicators.is_empty() {
        words!(
            en: "the score of {value} cannot be rebuilt: there is no table of points",
            zh: "得分 {value} 无法复算：没有评分表"
        )
    } else {
        words!(
            en: "the score of {value} cannot be rebuilt: the table prints no weights and no scores",
            zh: "得分 {value} 无法复算：指标表没有分值、得分"
        )
    };
    let severity = Severity::Medium;
    Judgement::not_evaluable(said).at([score.at]).severity(severity)
}

fn printed_total<'a>(table: &ScoredTable<'a>) -> Option<&'a Number> {
    table.printed?.total.as_ref()?.score.as_ref()
}

/// How far the sum of scores may be from the total: a full score is exact.
fn slack(table: &ScoredTable<'_>, total: Decimal) -> Decimal {
    table.scores.slack(total, |index, score| {
        let row = table.scores.rows.get(index);
        let weight = row.and_then(|row| row.indicator.weight.as_ref());
        weight.is_some_and(|weight| weight.value == score)
    })
}

fn judge_table(table: &ScoredTable<'_>, total: &Number) -> Judgement {
    let block = table.block.and_then(|block| block.score.as_ref());
    let more = block.map_or(Decimal::ZERO, |score| score.value);
    let rows = table.scores.sum;
    let Some(sum) = table.scores.sum_with(more) else {
        return Judgement::not_evaluable(too_large()).at([total.at]);
    };
    let value = total.value;
    let slack = slack(table, value);
    let is_total = |sum: Decimal| sum.saturating_sub(value).abs() <= slack;
    let at = table.scores.places().chain(block.map(|score| score.at));
    let at: Vec<_> = at.chain([total.at]).collect();
    if is_total(sum) || is_total(rows) {
        let said = words!(
            en: "the scores add up to the total of {value}",
            zh: "各项得分之和等于总分 {value}"
        );
        return Judgement::pass(said).at(at);
    }
    let torn = table.torn();
    let without: Vec<&Row<'_>> = table.scores.without.iter().copied().chain(torn.clone()).collect();
    let gap = value.saturating_sub(sum);
    if !torn.is_empty() || !without.is_empty() && gap > Decimal::ZERO {
        let Words { en: which, zh: which_zh } = numbers(without.iter().copied());
        let said = words!(
            en: "no score can be read in rows {which}; the others make {sum} of {value}",
            zh: "第 {which_zh} 个指标得分未填或残损；其余之和为 {sum}，总分为 {value}"
        );
        return Judgement::not_evaluable(said).at(places(without.iter().copied()));
    }
    if block.is_none()
        && gap > Decimal::ZERO
        && gap <= table.execution_weight
        && lacks_weight(table)
    {
        let most = table.execution_weight;
        let said = words!(
            en: "the scores add up to {sum} of {value}; the other {gap} can be those of budget execution (at most {most}), which stand nowhere",
            zh: "得分之和为 {sum}，总分为 {value}；所差 {gap} 分可能是预算执行率得分（至多 {most}），报告中没有"
        );
        return Judgement::not_evaluable(said).at(at);
    }
    if table.open && gap > Decimal::ZERO {
        let said = words!(
            en: "the scores read add up to {sum} of {value}; no line bounds the table, and rows may stand outside of it",
            zh: "已读出的得分之和为 {sum}，总分为 {value}；该表没有边线，可能有行未归入表内"
        );
        return Judgement::not_evaluable(said).at(at);
    }
    if let Some(once) = table.scores.once
        && (is_total(once) || is_total(once.saturating_add(more)) || {
            let gap = value.saturating_sub(once);
            block.is_none() && gap > Decimal::ZERO && gap <= table.execution_weight
        })
    {
        let said = words!(
            en: "the scores add up to {sum}, and to {value} only if rows and points that are printed again count once",
            zh: "得分之和为 {sum}；重复出现的行或共用的得分只计一次时才等于总分 {value}"
        );
        return Judgement::not_evaluable(said).at(at);
    }
    let written = table.scores.written(block.map(|score| score.value));
    let said = words!(
        en: "the scores add up to {written}, but the total is {value}",
        zh: "各项得分之和 {written}，而总分为 {value}"
    );
    Judgement::finding(said).values(sum, value).at(at)
}

/// Whether the points of budget execution are not among the table's weights.
fn lacks_weight(table: &ScoredTable<'_>) -> bool {
    let weights = &table.weights;
    let with = weights.sum.saturating_add(table.execution_weight);
    weights.numbers.is_empty() || with <= Decimal::ONE_HUNDRED
}

/// The total of the table beside that of the text.
fn differ(printed: &Number, stated: &Number) -> Option<Judgement> {
    if printed.at == stated.at || about(printed.value, stated.value) {
        return None;
    }
    let (table, text) = (printed.value, stated.value);
    let said = words!(
        en: "the table's total is {table}, but the text says {text}",
        zh: "表中总分为 {table}，而正文为 {text}"
    );
    let places = [printed.at, stated.at];
    Some(Judgement::finding(said).values(table, text).at(places))
}

/// Each table that prints a total, or all of them against the one total.
fn judge_several(tables: &[&ScoredTable<'_>], stated: Option<&Number>) -> Vec<Judgement> {
    let own = tables.iter().enumerate().filter_map(|(n, table)| Some((n, printed_total(table)?)));
    let own: Vec<Judgement> = own
        .map(|(n, total)| match parts(tables, n) {
            [table] => judge_table(table, total),
            several => judge_parts(several, total),
        })
        .collect();
    if !own.is_empty() {
        return own;
    }
    let Some(total) = stated else { return own };
    vec![judge_parts(tables, total)]
}

/// A table that prints a total, behind those of the same columns that print none: a text or a
/// header between its rows parts them.
fn parts<'t, 'a>(tables: &'t [&'t ScoredTable<'a>], last: usize) -> &'t [&'t ScoredTable<'a>] {
    let columns = |n: usize| tables.get(n).and_then(|table| Some(&table.printed?.columns));
    let goes_on = |&n: &usize| {
        let open = tables.get(n).is_some_and(|table| printed_total(table).is_none());
        open && columns(n).is_some() && columns(n) == columns(last)
    };
    let first = (0..last).rev().take_while(goes_on).last().unwrap_or(last);
    tables.get(first..=last).unwrap_or_default()
}

/// All of several tables against one total.
fn judge_parts(tables: &[&ScoredTable<'_>], total: &Number) -> Judgement {
    let blocks = tables.iter().filter_map(|t| t.block?.score.as_ref());
    let sums = tables.iter().map(|table| table.scores.sum);
    let all: Vec<Decimal> = sums.chain(blocks.map(|score| score.value)).collect();
    let Some(all) = sum(&all) else {
        return Judgement::not_evaluable(too_large()).at([total.at]);
    };
    let slack = tables
        .iter()
        .map(|table| slack(table, total.value))
        .fold(Decimal::ZERO, |a, b| a.saturating_add(b));
    let value = total.value;
    let at = tables.iter().flat_map(|table| table.scores.places());
    let at: Vec<_> = at.chain([total.at]).collect();
    let count = tables.len();
    if all.saturating_sub(value).abs() <= slack {
        let said = words!(
            en: "the scores of the tables ({count}) add up to the total of {value}",
            zh: "{count} 张表的得分之和等于总分 {value}"
        );
        return Judgement::pass(said).at(at);
    }
    let said = words!(
        en: "the scores of the tables ({count}) make {all}; how the total of {value} is made of them is not told",
        zh: "{count} 张表的得分之和为 {all}，报告未说明总分 {value} 如何得出"
    );
    Judgement::not_evaluable(said).at(at)
}
