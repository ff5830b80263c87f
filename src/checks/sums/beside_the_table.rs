//! What the text says that a project had and spent, against its budget block (预算执行情况).

use rust_decimal::Decimal;

use super::spending::Amount;
use crate::checks::stated::places;
use crate::checks::tolerance::half_unit;
use crate::checks::{Context, Judgement};
use crate::model::{Basis, BudgetRow, Number, Severity};
use crate::words::words;

/// What is to be said of the one total of each basis.
pub(super) fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut rows = context.report.budget.iter().filter(|row| row.item == "total");
    // Of several projects any may be meant.
    let (Some(row), None) = (rows.next(), rows.next()) else { return Vec::new() };
    let unit = row.unit.as_deref().and_then(|unit| context.patterns.units.find(unit));
    let Some(factor) = unit.filter(|unit| unit.is_money()).map(|unit| unit.factor) else {
        return Vec::new();
    };
    let all = context.amounts;
    let bases = [Basis::InitialBudget, Basis::Budget, Basis::FinalAccount];
    let judged = bases.into_iter().filter_map(|basis| {
        let printed = of(row, basis)?;
        let of_basis =
            |amount: &&Amount<'_>| amount.is("total") && amount.spending.basis == Some(basis);
        let mut stated = all.iter().filter(of_basis);
        let first = stated.next()?;
        let same = stated.all(|other| other.shown() == first.shown());
        let (value, half) = (first.value(context)?, first.half(context)?);
        let table = printed.value.checked_mul(factor)?;
        let slack = half_unit(printed.value).checked_mul(factor)?.max(half);
        let near = value.checked_sub(table)?.abs() <= slack;
        same.then(|| if near { agrees(first, printed) } else { differs(first, printed, row) })
    });
    judged.collect()
}

fn agrees(amount: &Amount<'_>, printed: &Number) -> Judgement {
    let text = amount.shown();
    let said = words!(
        en: "the budget block has the {text} of the text",
        zh: "正文的 {text} 与预算执行情况表相符"
    );
    Judgement::pass(said).at(places([printed.at, amount.spending.at]))
}

/// The number of a row that is of a basis, if the row has one of which it can be told.
fn of(row: &BudgetRow, basis: Basis) -> Option<&Number> {
    let number = match basis {
        Basis::InitialBudget => row.initial.as_ref(),
        Basis::Budget => row.budget.as_ref(),
        Basis::FinalAccount => row.executed.as_ref(),
    };
    number.filter(|number| number.value > Decimal::ZERO)
}

fn differs(amount: &Amount<'_>, printed: &Number, row: &BudgetRow) -> Judgement {
    let (text, unit) = (amount.shown(), row.unit.clone().unwrap_or_default());
    let table = format!("{}{unit}", printed.value);
    let said = words!(
        en: "the text says {text}, but the budget block {table}",
        zh: "正文为 {text}，而预算执行情况表为 {table}"
    );
    let judgement = Judgement::finding(said).severity(Severity::Medium).values(&table, &text);
    judgement.at(places([printed.at, amount.spending.at]))
}
