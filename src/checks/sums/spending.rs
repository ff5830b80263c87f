//! The amounts of spending with the sentences that state them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::checks::Context;
use crate::location::At;
use crate::model::{Basis, Expenditure, Report, Stated};

/// An amount of spending and the quantity of the prose that it is.
#[derive(Debug, Clone, Copy)]
pub(in crate::checks) struct Amount<'a> {
    pub(super) spending: &'a Expenditure,
    pub(super) stated: Option<&'a Stated>,
    /// Index of `stated`.
    pub(super) index: Option<u32>,
}

/// So many amounts are compared with each other; a report states a dozen.
const MOST: usize = 200;

/// A place as it can be looked up.
type Place = (Option<u32>, Option<u32>, Option<[u32; 2]>, Option<[u32; 4]>);

fn place(at: At) -> Place {
    (at.page(), at.line(), at.chars(), at.bbox().map(|corners| corners.map(f32::to_bits)))
}

/// The amounts of spending of a report in reading order.
pub(in crate::checks) fn amounts<'a>(report: &'a Report) -> Vec<Amount<'a>> {
    if report.expenditure.is_empty() {
        return Vec::new();
    }
    let quantities = (0u32..).zip(&report.narrative.quantities);
    let by_place: BTreeMap<Place, (u32, &Stated)> =
        quantities.map(|(index, stated)| (place(stated.at), (index, stated))).collect();
    let amount = |spending: &'a Expenditure| {
        let found = by_place.get(&place(spending.at)).copied();
        Amount {
            spending,
            stated: found.map(|(_, stated)| stated),
            index: found.map(|(index, _)| index),
        }
    };
    report.expenditure.iter().take(MOST).map(amount).collect()
}

impl Amount<'_> {
    pub(super) fn is(&self, item: &str) -> bool {
        self.spending.item == item
    }

    /// The amount in 元.
    pub(super) fn value(&self, context: &Context<'_>) -> Option<Decimal> {
        let unit = context.patterns.units.find(&self.spending.unit)?;
        self.spending.amount.checked_mul(unit.factor)
    }

    /// Half a unit of its last printed digit, in 元.
    pub(super) fn half(&self, context: &Context<'_>) -> Option<Decimal> {
        let unit = context.patterns.units.find(&self.spending.unit)?;
        crate::checks::tolerance::half_unit(self.spending.amount).checked_mul(unit.factor)
    }

    /// Number of the paragraph it stands in.
    pub(super) fn paragraph(&self) -> Option<u32> {
        self.stated.map(|stated| stated.sentence[0])
    }

    pub(super) fn shown(&self) -> String {
        format!("{}{}", self.spending.amount, self.spending.unit)
    }

    /// Whether two amounts are of one basis: spending of which no basis is said is what
    /// was spent.
    pub(super) fn is_of_the_basis_of(&self, other: &Amount<'_>) -> bool {
        let of = |amount: &Amount<'_>| amount.spending.basis.unwrap_or(Basis::FinalAccount);
        of(self) == of(other)
    }

    /// Whether two amounts can be of one basis.
    pub(super) fn agrees_in_basis(&self, other: &Amount<'_>) -> bool {
        let (a, b) = (self.spending.basis, other.spending.basis);
        a == b || a.is_none() || b.is_none()
    }
}

/// Whether two amounts are equal within the rounding of the less precise one.
pub(super) fn about(a: &Amount<'_>, b: &Amount<'_>, context: &Context<'_>) -> Option<bool> {
    let slack = a.half(context)?.max(b.half(context)?);
    let gap = a.value(context)?.checked_sub(b.value(context)?)?;
    Some(gap.abs() <= slack)
}

/// The budget of the whole that a figure can be computed from: not one that a
/// different paragraph gives as the final account.
pub(super) fn has_budget_figure(amounts: &[Amount<'_>], context: &Context<'_>) -> bool {
    let rows = &context.report.budget;
    if rows.iter().any(|row| row.budget.is_some() || row.initial.is_some()) {
        return true;
    }
    let is_budget =
        |a: &&Amount<'_>| matches!(a.spending.basis, Some(Basis::Budget | Basis::InitialBudget));
    let totals = amounts.iter().filter(|a| a.is("total"));
    totals.clone().filter(is_budget).any(|budget| confused(budget, amounts, context).is_none())
}

/// The final account that has the very amount of a budget, stated elsewhere.
pub(super) fn confused<'a, 'b>(
    budget: &Amount<'_>,
    amounts: &'b [Amount<'a>],
    context: &Context<'_>,
) -> Option<&'b Amount<'a>> {
    let is_account = |a: &&Amount<'_>| {
        a.spending.item == budget.spending.item
            && a.spending.basis == Some(Basis::FinalAccount)
            && a.paragraph() != budget.paragraph()
    };
    let mut accounts = amounts.iter().filter(is_account);
    accounts.find(|account| about(account, budget, context) == Some(true))
}
