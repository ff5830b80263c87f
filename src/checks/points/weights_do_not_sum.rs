//! ## What it finds
//! A table whose weights (分值) add up neither to 100 nor to the total that it prints,
//! with and without the points of budget execution.
//!
//! ## Why it matters
//! A total score means nothing if the points to be reached are not 100.
//!
//! ## Known limits
//! Several tables may share 100 points. Weights with two decimals or more may be
//! rounded (three of 3.33). Where the report has no budget block and just its points
//! are missing, this is not evaluable, and so it is where weights of rows cannot be
//! read. Rows of sub-totals do not count.
//!
//! ## Basis
//! 财预〔2020〕10号: 100 points, of which 预算执行率 is 10.
//!
//! ---
//! ## 查什么
//! 分值之和（计入或不计入预算执行率的分值）既不等于 100，也不等于表中合计。
//!
//! ## 为什么重要
//! 满分不是 100，总分就没有意义。
//!
//! ## 局限
//! 几张表可以合用 100 分；两位及以上小数的分值允许四舍五入。报告没有预算执行情况而恰好缺这一
//! 项分值的，或有分值无法辨认的，不评价。小计行不计入。
//!
//! ## 依据
//! 财预〔2020〕10号：自评满分 100 分，其中预算执行率 10 分。

use super::check;
use crate::checks::row::{numbers, places};
use crate::checks::scored::{ScoredTable, Together, WeightSum, together};
use crate::checks::{Context, Judgement};
use crate::words::words;

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
        Together::Apart => tables.into_iter().map(judge_table).collect(),
    }
}

fn judge_table(table: &ScoredTable<'_>) -> Judgement {
    let total = table.weight_total();
    let block = table.block_weight();
    let at = table.weights.places().chain(block.map(|weight| weight.at));
    let at: Vec<_> = at.chain(table.printed_weight().map(|n| n.at)).collect();
    let (rows, more) = (table.weights.sum, table.execution_weight);
    let printed_block = block.map(|weight| weight.value);
    match table.weight_sum() {
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
            zh: "分值之和为 {total}：指标 {rows}，预算执行率按版式为 {more}"
        ))
        .at(at),
        WeightSum::ExecutionMissing => Judgement::not_evaluable(words!(
            en: "the weights add up to {rows}; the {more} points of budget execution, which would make {total}, stand nowhere in the report",
            zh: "分值之和为 {rows}；若加预算执行率 {more} 分则为 {total}，但报告中没有预算执行情况"
        ))
        .at(at),
        WeightSum::Unread => {
            let without = &table.weights.without;
            let which = numbers(without.iter().copied());
            let said = words!(
                en: "no weight can be read in rows {which}; the others add up to {rows}",
                zh: "第 {which} 行分值未填或无法辨认；其余之和为 {rows}"
            );
            Judgement::not_evaluable(said).at(places(without.iter().copied()))
        }
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
