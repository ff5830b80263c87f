//! The amounts of spending that stand for a report.

use rust_decimal::Decimal;

use crate::model::{Basis, Expenditure};

/// The total spending of a report with its parts, where the report has one of them.
#[derive(Debug)]
pub(super) struct Spending {
    total: Option<Expenditure>,
    parts: Vec<Expenditure>,
    ambiguous: bool,
}

/// The parts of a total.
const PARTS: &[&str] = &["basic", "project", "personnel", "public"];

impl Spending {
    /// Final accounts count before amounts of which the text says no basis, and
    /// these before budgets. An amount stated in two ways is none.
    pub(super) fn of(stated: &[Expenditure]) -> Self {
        let order =
            [Some(Basis::FinalAccount), None, Some(Basis::Budget), Some(Basis::InitialBudget)];
        let mut ambiguous = false;
        let mut pick = |item: &str, basis: Option<Basis>| {
            let mut amounts = stated.iter().filter(|e| e.item == item && e.basis == basis);
            let first = amounts.next()?;
            let agree = amounts.all(|other| worth(other) == worth(first));
            ambiguous |= !agree;
            Some(agree.then(|| first.clone()))
        };
        let total = order.into_iter().find_map(|basis| pick("total", basis)).flatten();
        let parts = match &total {
            // A part of another basis is no part of this total.
            Some(total) => {
                let part = |item: &&str| pick(item, total.basis).or_else(|| pick(item, None));
                PARTS.iter().filter_map(part).flatten().collect()
            }
            None => Vec::new(),
        };
        Self { total, parts, ambiguous }
    }

    /// The amount of an item in [`Spending::unit`].
    pub(super) fn amount(&self, item: &str) -> Option<String> {
        let total = self.total.as_ref()?;
        let mut all = self.parts.iter().chain([total]);
        let found = all.find(|e| e.item == item && e.unit == total.unit)?;
        Some(found.amount.to_string())
    }

    pub(super) fn unit(&self) -> Option<String> {
        Some(self.total.as_ref()?.unit.clone())
    }

    pub(super) fn basis(&self) -> Option<Basis> {
        self.total.as_ref()?.basis
    }

    /// Whether the report states an amount in two ways.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }
}

fn worth(stated: &Expenditure) -> (Decimal, &str) {
    (stated.amount, &stated.unit)
}
