//! The amount of spending that stands for a report, wherever the report states it.

use rust_decimal::Decimal;

use crate::location::At;
use crate::model::{Basis, BudgetRow, Expenditure, Number, Report};
use crate::patterns::Patterns;
use crate::terms::Term;

use super::cell::word_list;

/// Where a report states its spending.
pub(super) const SOURCES: &[Term] = word_list! {
    "prose", zh: "正文";
    "budget_block", zh: "预算执行情况表";
};

/// The total spending of a report with its parts, where the report has one of them.
#[derive(Debug)]
pub(super) struct Spending {
    total: Option<Total>,
    parts: Vec<Expenditure>,
    ambiguous: bool,
    differs: bool,
}

/// A stated total.
#[derive(Debug, Clone)]
struct Total {
    amount: Decimal,
    unit: Option<String>,
    basis: Option<Basis>,
    source: &'static str,
    raw: String,
    at: At,
    /// In 元; `None` where the unit is not known.
    yuan: Option<Decimal>,
    /// One in the last printed place, in 元.
    step: Decimal,
}

/// The parts of a total.
const PARTS: &[&str] = &["basic", "project", "personnel", "public"];

impl Spending {
    /// Of the final accounts that the prose states, then what a form's block says was
    /// executed, then amounts of which the text says no basis, then budgets, of the prose
    /// and of the block. An amount stated in two ways is none.
    pub(super) fn of(report: &Report, block: Option<&BudgetRow>, patterns: &Patterns) -> Self {
        let stated = &report.expenditure;
        let mut ambiguous = false;
        let mut pick = |item: &str, basis: Option<Basis>| {
            let mut amounts = stated.iter().filter(|e| e.item == item && e.basis == basis);
            let first = amounts.next()?;
            let agree = amounts.all(|other| worth(other) == worth(first));
            ambiguous |= !agree;
            Some(agree.then(|| first.clone()))
        };
        let mut prose = |basis| {
            pick("total", basis).map(|found| found.map(|stated| Total::of_prose(&stated, patterns)))
        };
        let of_block = |number: fn(&BudgetRow) -> Option<&Number>, basis| {
            let row = block?;
            let number = number(row)?;
            Some(Some(Total::of_block(row, number, basis, patterns)))
        };
        let final_account = prose(Some(Basis::FinalAccount));
        let executed = of_block(|row| row.executed.as_ref(), Basis::FinalAccount);
        let differs = match (&final_account, &executed) {
            (Some(Some(prose)), Some(Some(block))) => prose.differs_from(block),
            _ => false,
        };
        // What contradicts itself is not replaced by another amount.
        let total = final_account
            .or(executed)
            .or_else(|| prose(None))
            .or_else(|| prose(Some(Basis::Budget)))
            .or_else(|| of_block(|row| row.budget.as_ref(), Basis::Budget))
            .or_else(|| prose(Some(Basis::InitialBudget)))
            .or_else(|| of_block(|row| row.initial.as_ref(), Basis::InitialBudget))
            .flatten();
        let parts = match &total {
            // A part of another basis is no part of this total.
            Some(total) if total.source == "prose" => {
                let part = |item: &&str| pick(item, total.basis).or_else(|| pick(item, None));
                PARTS.iter().filter_map(part).flatten().collect()
            }
            _ => Vec::new(),
        };
        Self { total, parts, ambiguous, differs }
    }

    /// The amount of an item in [`Spending::unit`].
    pub(super) fn amount(&self, item: &str) -> Option<String> {
        let total = self.total.as_ref()?;
        if item == "total" {
            return Some(total.amount.to_string());
        }
        let same = |e: &&Expenditure| e.item == item && Some(&e.unit) == total.unit.as_ref();
        Some(self.parts.iter().find(same)?.amount.to_string())
    }

    pub(super) fn unit(&self) -> Option<String> {
        self.total.as_ref()?.unit.clone()
    }

    pub(super) fn basis(&self) -> Option<Basis> {
        self.total.as_ref()?.basis
    }

    /// The total in 元.
    pub(super) fn yuan(&self) -> Option<String> {
        Some(self.total.as_ref()?.yuan?.to_string())
    }

    /// A code of [`SOURCES`].
    pub(super) fn source(&self) -> Option<String> {
        Some(self.total.as_ref()?.source.to_owned())
    }

    pub(super) fn raw(&self) -> Option<String> {
        Some(self.total.as_ref()?.raw.clone())
    }

    pub(super) fn at(&self) -> At {
        self.total.as_ref().map(|total| total.at).unwrap_or_default()
    }

    /// Whether the report states an amount in two ways.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// Whether prose and block state final accounts that no rounding explains.
    pub(super) fn places_differ(&self) -> bool {
        self.differs
    }
}

impl Total {
    fn of_prose(stated: &Expenditure, patterns: &Patterns) -> Self {
        let unit = Some(stated.unit.clone());
        let (yuan, step) = in_yuan(stated.amount, unit.as_deref(), patterns);
        Self {
            amount: stated.amount,
            unit,
            basis: stated.basis,
            source: "prose",
            raw: stated.raw.clone(),
            at: stated.at,
            yuan,
            step,
        }
    }

    fn of_block(row: &BudgetRow, number: &Number, basis: Basis, patterns: &Patterns) -> Self {
        let (yuan, step) = in_yuan(number.value, row.unit.as_deref(), patterns);
        Self {
            amount: number.value,
            unit: row.unit.clone(),
            basis: Some(basis),
            source: "budget_block",
            raw: number.raw.clone(),
            at: number.at,
            yuan,
            step,
        }
    }

    fn differs_from(&self, other: &Total) -> bool {
        let (Some(a), Some(b)) = (self.yuan, other.yuan) else {
            return false;
        };
        (a - b).abs() > self.step.max(other.step)
    }
}

/// The amount in 元, and what one in its last printed place is there.
fn in_yuan(amount: Decimal, unit: Option<&str>, patterns: &Patterns) -> (Option<Decimal>, Decimal) {
    let unit = unit.and_then(|unit| patterns.units.find(unit));
    // Another currency is a measure of its own.
    let unit = unit.filter(|unit| unit.is_money() && unit.measure == unit.dimension);
    let Some(factor) = unit.map(|unit| unit.factor) else {
        return (None, Decimal::ZERO);
    };
    let step = Decimal::new(1, amount.scale()).checked_mul(factor).unwrap_or_default();
    let yuan = match factor == Decimal::ONE {
        true => Some(amount), // keeps its printed scale
        false => amount.checked_mul(factor).map(|yuan| yuan.normalize()),
    };
    (yuan, step)
}

fn worth(stated: &Expenditure) -> (Decimal, &str) {
    (stated.amount, &stated.unit)
}
