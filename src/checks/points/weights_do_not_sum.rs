//! `weights_do_not_sum.md` says what this finds and why.

use rust_decimal::Decimal;

use super::{check, level_weights};
use crate::checks::row::{numbers, places};
use crate::checks::scored::ScoredTable;
use crate::checks::{Context, Judgement};
use crate::model::Number;
use crate::words::words;

check!("weights_do_not_sum", ["SUM-04"], High);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let weighted = |table: &&ScoredTable<'_>| !table.weights.numbers.is_empty();
    let tables: Vec<&ScoredTable<'_>> = context.scored.iter().filter(weighted).collect();
    let alone: Vec<Sum> = tables.iter().map(|table| Sum::of(table)).collect();
    let together = alone.iter().fold(Decimal::ZERO, |sum, table| {
        sum.saturating_add(table.rows).saturating_add(table.block)
    });
    if tables.len() > 1 && alone.iter().any(|sum| !sum.holds()) && together == FULL {
        let count = tables.len();
        let said = words!(
            en: "the weights of {count} tables add up to 100 together",
            zh: "{count} 张表的分值合计为 100"
        );
        let at = tables.iter().flat_map(|table| table.weights.places());
        return vec![Judgement::pass(said).at(at)];
    }
    let tables = tables.into_iter().zip(&alone);
    tables.map(|(table, sum)| judge_table(table, sum, context)).collect()
}

const FULL: Decimal = Decimal::ONE_HUNDRED;

/// What the weights of a table add up to.
struct Sum {
    rows: Decimal,
    /// The weight that the budget block prints.
    block: Decimal,
    /// What a budget block without a printed weight has by the profile.
    unprinted: Decimal,
    total: Decimal,
    slack: Decimal,
}

impl Sum {
    fn of(table: &ScoredTable<'_>) -> Sum {
        let block = table.block.and_then(|block| block.weight.as_ref());
        let total = printed_total(table).map_or(FULL, |total| total.value);
        let whole = |_, value: Decimal| value.scale() < 2;
        Sum {
            rows: table.weights.sum,
            block: block.map_or(Decimal::ZERO, |weight| weight.value),
            unprinted: match block {
                Some(_) => Decimal::ZERO,
                None => table.execution_weight,
            },
            total,
            slack: table.weights.slack(total, whole),
        }
    }

    fn is_total(&self, sum: Decimal) -> bool {
        sum.saturating_sub(self.total).abs() <= self.slack
    }

    fn holds(&self) -> bool {
        self.is_total(self.rows) || self.is_total(self.rows.saturating_add(self.block))
    }

    /// Whether only the points of budget execution are missing, which stand nowhere.
    fn lacks_execution(&self) -> bool {
        !self.unprinted.is_zero() && self.is_total(self.rows.saturating_add(self.unprinted))
    }
}

fn printed_total<'a>(table: &ScoredTable<'a>) -> Option<&'a Number> {
    table.printed?.total.as_ref()?.weight.as_ref()
}

fn judge_table(table: &ScoredTable<'_>, sum: &Sum, context: &Context<'_>) -> Judgement {
    let total = sum.total;
    let block = table.block.and_then(|block| block.weight.as_ref());
    let at = table.weights.places().chain(block.map(|weight| weight.at));
    let at: Vec<_> = at.chain(printed_total(table).map(|n| n.at)).collect();
    let (rows, more) = (sum.rows, sum.unprinted);
    if sum.is_total(rows) {
        let said = words!(
            en: "the weights add up to {total}",
            zh: "分值之和为 {total}"
        );
        return Judgement::pass(said).at(at);
    }
    if sum.holds() {
        let block = sum.block;
        let said = words!(
            en: "the weights add up to {total}: {rows} of the table and {block} of budget execution",
            zh: "分值之和为 {total}：指标 {rows}，预算执行率 {block}"
        );
        return Judgement::pass(said).at(at);
    }
    if sum.lacks_execution() {
        if table.block.is_some() {
            let said = words!(
                en: "the weights add up to {total}: {rows} of the table and {more} of budget execution, as this form gives",
                zh: "分值之和为 {total}：指标 {rows}，预算执行率按版式为 {more}"
            );
            return Judgement::pass(said).at(at);
        }
        let said = words!(
            en: "the weights add up to {rows}; the {more} points of budget execution, which would make {total}, stand nowhere in the report",
            zh: "分值之和为 {rows}；若加预算执行率 {more} 分则为 {total}，但报告中没有预算执行情况"
        );
        return Judgement::not_evaluable(said).at(at);
    }
    if level_weights::add_up(&table.rows, total, context.patterns) == Some(true) {
        let said = words!(
            en: "the weights add up under each level-1 indicator, and those of level 1 to {total}",
            zh: "各一级指标下分值之和相符，一级指标权重之和为 {total}"
        );
        return Judgement::pass(said).at(at);
    }
    let without = &table.weights.without;
    if !without.is_empty() && rows.saturating_add(sum.block) < total {
        let which = numbers(without.iter().copied());
        let said = words!(
            en: "no weight can be read in rows {which}; the others add up to {rows}",
            zh: "第 {which} 行分值未填或无法辨认；其余之和为 {rows}"
        );
        return Judgement::not_evaluable(said).at(places(without.iter().copied()));
    }
    let printed_block = block.map(|weight| weight.value);
    let written = table.weights.written(printed_block);
    let found = rows.saturating_add(sum.block);
    let said = words!(
        en: "the weights add up to {written}, not to {total}",
        zh: "分值之和 {written}，不等于 {total}"
    );
    Judgement::finding(said).values(total, found).at(at)
}
