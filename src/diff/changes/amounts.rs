//! The amounts that a report states of its money, item by item, in one unit.

use rust_decimal::Decimal;

use crate::location::At;
use crate::model::{Basis, BudgetRow, Number, Report};
use crate::patterns::Patterns;
use crate::words::{Words, words};

/// What an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Initial,
    Budget,
    Spent,
    Unsaid,
}

impl Of {
    pub(super) fn words(self) -> Words {
        match self {
            Of::Initial => words!(en: "initial budget", zh: "年初预算"),
            Of::Budget => words!(en: "budget of the year", zh: "全年预算"),
            Of::Spent => words!(en: "final account", zh: "决算"),
            Of::Unsaid => words!(en: "basis not stated", zh: "口径未注明"),
        }
    }
}

/// One amount.
#[derive(Debug, Clone)]
pub(super) struct Amount<'r> {
    pub(super) item: &'r str,
    pub(super) basis: Of,
    /// In the base unit of money.
    pub(super) base: Decimal,
    number: String,
    unit: &'r str,
    pub(super) at: At,
}

impl Amount<'_> {
    /// As people read it.
    pub(super) fn printed(&self) -> String {
        format!("{} {}", self.number, self.unit)
    }
}

/// All amounts of a report that it states once, or every time alike.
pub(super) fn of<'r>(report: &'r Report, patterns: &Patterns) -> Vec<Amount<'r>> {
    let mut all = Vec::new();
    for row in &report.budget {
        let columns =
            [(&row.initial, Of::Initial), (&row.budget, Of::Budget), (&row.executed, Of::Spent)];
        all.extend(
            columns
                .into_iter()
                .filter_map(|(number, basis)| of_row(row, number.as_ref()?, basis, patterns)),
        );
    }
    for spent in &report.expenditure {
        let basis = match spent.basis {
            Some(Basis::InitialBudget) => Of::Initial,
            Some(Basis::Budget) => Of::Budget,
            Some(Basis::FinalAccount) => Of::Spent,
            None => Of::Unsaid,
        };
        let Some(base) = base(spent.amount, &spent.unit, patterns) else {
            continue;
        };
        all.push(Amount {
            item: &spent.item,
            basis,
            base,
            number: spent.amount.to_string(),
            unit: &spent.unit,
            at: spent.at,
        });
    }
    let mut stated: Vec<Amount<'r>> = Vec::new();
    for amount in &all {
        let same = |other: &Amount<'_>| other.item == amount.item && other.basis == amount.basis;
        let of_item = all.iter().filter(|other| same(other));
        let agreed = of_item.clone().all(|other| other.base == amount.base);
        if agreed && !stated.iter().any(same) {
            stated.push(amount.clone());
        }
    }
    stated
}

fn of_row<'r>(
    row: &'r BudgetRow,
    number: &'r Number,
    basis: Of,
    patterns: &Patterns,
) -> Option<Amount<'r>> {
    let unit = row.unit.as_deref()?;
    Some(Amount {
        item: &row.item,
        basis,
        base: base(number.value, unit, patterns)?,
        number: number.value.to_string(),
        unit,
        at: number.at,
    })
}

fn base(amount: Decimal, unit: &str, patterns: &Patterns) -> Option<Decimal> {
    amount.checked_mul(patterns.units.find(unit)?.factor)
}
