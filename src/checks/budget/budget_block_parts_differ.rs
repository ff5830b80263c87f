//! `budget_block_parts_differ.md` says what this finds and why.

use rust_decimal::Decimal;

use super::{blocks, check, label};
use crate::checks::tolerance::{adds_up, sum};
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::{BudgetRow, Number};
use crate::words::{Words, words};

check!(
    "budget_block_parts_differ",
    ["SUM-03"],
    High,
    en: "Budget parts do not add up",
    zh: "预算分项不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    for block in blocks(&context.report.budget) {
        let [total, parts @ ..] = block else { continue };
        if total.item != super::TOTAL || parts.is_empty() {
            continue;
        }
        out.extend(judge_block(total, parts));
    }
    out
}

/// What is to be said of the columns of a block; if each adds up, that once.
fn judge_block(total: &BudgetRow, parts: &[BudgetRow]) -> Vec<Judgement> {
    let judged = COLUMNS.iter().filter_map(|column| judge_column(total, parts, column));
    let judged: Vec<Result<Vec<At>, Judgement>> = judged.collect();
    let (adding_up, others): (Vec<_>, Vec<_>) = judged.into_iter().partition(Result::is_ok);
    let out: Vec<Judgement> = others.into_iter().filter_map(Result::err).collect();
    if !out.is_empty() || adding_up.is_empty() {
        return out;
    }
    let (count, label) = (adding_up.len(), label(total));
    let said = words!(
        en: "{label}: the parts add up to the total in each of {count} columns",
        zh: "{label}：{count} 列的各项之和均等于总额"
    );
    let at = adding_up.into_iter().filter_map(Result::ok).flatten();
    vec![Judgement::pass(said).at(at)]
}

struct Column {
    name: fn() -> Words,
    of: fn(&BudgetRow) -> Option<&Number>,
}

const COLUMNS: [Column; 3] = [
    Column {
        name: || words!(en: "initial budget", zh: "年初预算数"),
        of: |row| row.initial.as_ref(),
    },
    Column { name: || words!(en: "budget", zh: "全年预算数"), of: |row| row.budget.as_ref() },
    Column {
        name: || words!(en: "executed", zh: "全年执行数"), of: |row| row.executed.as_ref()
    },
];

/// Items that are parts of other items of a block.
const NESTED: [&str; 5] = ["personnel", "public", "government_fund", "state_capital", "local"];

/// The places of a column that adds up, or what is to be said of it; `None` if it is
/// empty.
fn judge_column(
    total: &BudgetRow,
    parts: &[BudgetRow],
    column: &Column,
) -> Option<Result<Vec<At>, Judgement>> {
    let printed = (column.of)(total)?;
    let of_parts: Vec<(&BudgetRow, &Number)> =
        parts.iter().filter_map(|part| Some((part, (column.of)(part)?))).collect();
    if of_parts.is_empty() {
        return None;
    }
    let all: Vec<Decimal> = of_parts.iter().map(|(_, number)| number.value).collect();
    let upper = of_parts.iter().filter(|(part, _)| !NESTED.contains(&&*part.item));
    let upper: Vec<Decimal> = upper.map(|(_, number)| number.value).collect();
    let total_value = printed.value;
    let written = written(&all);
    let Words { en, zh } = (column.name)();
    let places = std::iter::once(printed.at).chain(of_parts.iter().map(|(_, n)| n.at));
    // A first part that is the whole again has the others below it.
    let first_is_all = all.len() > 1 && adds_up(total_value, &all[..1]);
    if adds_up(total_value, &all) || adds_up(total_value, &upper) || first_is_all {
        return Some(Ok(places.collect()));
    }
    let found = sum(&all)?;
    let missing: Vec<&str> =
        parts.iter().filter(|part| (column.of)(part).is_none()).map(label).collect();
    if found < total_value && (!missing.is_empty() || all.len() < 2) {
        let which = missing.join("、");
        let said = if missing.is_empty() {
            words!(
                en: "{en}: one part of {found} is listed of {total_value}; the others are not",
                zh: "{zh}：总额 {total_value}，只列出一项 {found}"
            )
        } else {
            words!(
                en: "{en}: no amount can be read for {which}",
                zh: "{zh}：{which} 的金额未填或残损"
            )
        };
        return Some(Err(Judgement::not_evaluable(said).at(places)));
    }
    if upper.len() < all.len() || repeats(&of_parts) {
        let said = words!(
            en: "{en}: rows are parts of other rows, and it is not told which",
            zh: "{zh}：各行互有包含，无法判断如何相加"
        );
        return Some(Err(Judgement::not_evaluable(said).at(places)));
    }
    let said = words!(
        en: "{en}: {written}, but the total is {total_value}",
        zh: "{zh}：{written}，而总额为 {total_value}"
    );
    let judgement = Judgement::finding(said).values(found, total_value).at(places);
    Some(Err(judgement))
}

fn written(parts: &[Decimal]) -> String {
    let terms: Vec<String> = parts.iter().map(Decimal::to_string).collect();
    let sum = sum(parts).unwrap_or_default();
    match terms.len() {
        1 => sum.to_string(),
        _ => format!("{} = {sum}", terms.join(" + ")),
    }
}

/// Whether two rows are of one source: one of them may be a part of the other.
fn repeats(parts: &[(&BudgetRow, &Number)]) -> bool {
    let mut items: Vec<&str> = parts.iter().map(|(part, _)| &*part.item).collect();
    items.sort_unstable();
    items.windows(2).any(|pair| pair[0] == pair[1])
}
