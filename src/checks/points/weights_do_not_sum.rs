//! `weights_do_not_sum.md` says what this finds and why.

use super::{check, level_weights};
use crate::checks::row::{Row, numbers, places};
use crate::checks::scored::{ScoredTable, Together, WeightSum, together, too_large};
use crate::checks::{Context, Judgement};
use crate::words::{Words, words};

check!(
    "weights_do_not_sum",
    ["SUM-04"],
    High,
    en: "Weights do not add up",
    zh: "分值合计不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let weighted = |table: &&ScoredTable<'_>| !table.weights.numbers.is_empty();
    let tables: Vec<&ScoredTable<'_>> = context.scored.iter().filter(weighted).collect();
    let count = tables.len();
    let at = || tables.iter().flat_map(|table| table.weights.places());
    match together(context.scored) {
        Together::Total => {
            let said = words!(
                en: "the weights of {count} tables add up to 100 together",
                zh: "{count} 张表的分值合计为 100"
            );
            vec![Judgement::pass(said).at(at())]
        }
        Together::ExecutionMissing => {
            let said = words!(
                en: "the weights of {count} tables would add up to 100 with the points of budget execution, which stand nowhere in the report",
                zh: "{count} 张表的分值若加预算执行率分值则合计为 100，但报告中没有预算执行情况"
            );
            vec![Judgement::not_evaluable(said).at(at())]
        }
        Together::Apart => tables.into_iter().map(|table| judge_table(table, context)).collect(),
    }
}

fn judge_table(table: &ScoredTable<'_>, context: &Context<'_>) -> Judgement {
    let total = table.weight_total();
    let block = table.block_weight();
    let at = table.weights.places().chain(block.map(|weight| weight.at));
    let at: Vec<_> = at.chain(table.printed_weight().map(|n| n.at)).collect();
    let (rows, more) = (table.weights.sum, table.execution_weight);
    let printed_block = block.map(|weight| weight.value);
    let sum = table.weight_sum();
    if matches!(sum, WeightSum::Wrong | WeightSum::Unread)
        && level_weights::add_up(&table.rows, total, context.patterns) == Some(true)
    {
        return Judgement::pass(words!(
            en: "the weights add up under each level-1 indicator, and those of level 1 to {total}",
            zh: "各一级指标下分值之和相符，一级指标权重之和为 {total}"
        ))
        .at(at);
    }
    match sum {
        WeightSum::TooLarge => Judgement::not_evaluable(too_large()).at(at),
        WeightSum::Total => Judgement::pass(words!(
            en: "the weights add up to {total}",
            zh: "分值之和为 {total}"
        ))
        .at(at),
        WeightSum::WithBlock => {
            let block = printed_block.unwrap_or_default();
            Judgement::pass(words!(
                en: "the weights add up to {total}: {rows} of the table and {block} of budget execution",
                zh: "分值之和为 {total}：指标 {rows}，预算执行率 {block}"
            ))
            .at(at)
        }
        WeightSum::WithExecution => Judgement::pass(words!(
            en: "the weights add up to {total}: {rows} of the table and {more} of budget execution, as this form gives",
            zh: "分值之和为 {total}：指标 {rows}，预算执行率按报告格式为 {more}"
        ))
        .at(at),
        WeightSum::ExecutionMissing => Judgement::not_evaluable(words!(
            en: "the weights add up to {rows}; the {more} points of budget execution, which would make {total}, stand nowhere in the report",
            zh: "分值之和为 {rows}；若加预算执行率 {more} 分则为 {total}，但报告中没有预算执行情况"
        ))
        .at(at),
        WeightSum::Unread => {
            let mut open: Vec<&Row<'_>> =
                table.weights.without.iter().copied().chain(table.torn()).collect();
            open.sort_by_key(|row| row.index);
            open.dedup_by_key(|row| row.index);
            let Words { en: which, zh: which_zh } = numbers(open.iter().copied());
            let said = words!(
                en: "no weight can be read in rows {which}; the others add up to {rows}",
                zh: "第 {which_zh} 个指标分值未填或残损；其余之和为 {rows}"
            );
            Judgement::not_evaluable(said).at(places(open))
        }
        WeightSum::Open => Judgement::not_evaluable(words!(
            en: "the weights read add up to {rows} of {total}; no line bounds the table, and rows may stand outside of it",
            zh: "已读出的分值之和为 {rows}，应为 {total}；该表没有边线，可能有行未归入表内"
        ))
        .at(at),
        WeightSum::Repeated => Judgement::not_evaluable(words!(
            en: "the weights add up to {rows}, and to {total} only if rows and points that are printed again count once",
            zh: "分值之和为 {rows}；重复出现的行或共用的分值只计一次时才合计为 {total}"
        ))
        .at(at),
        WeightSum::Wrong => {
            let written = table.weights.written(printed_block);
            let found = rows.saturating_add(printed_block.unwrap_or_default());
            let said = words!(
                en: "the weights add up to {written}, not to {total}",
                zh: "分值之和 {written}，不等于 {total}"
            );
            Judgement::finding(said).values(total, found).at(at)
        }
    }
}
