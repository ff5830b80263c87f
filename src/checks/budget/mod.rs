//! The budget block of a form (预算执行情况).

mod budget_block_parts_differ;
mod execution_over_budget;
mod execution_points_differ;
mod execution_rate_differs;
mod execution_rate_low_without_reason;
mod stated;

use rust_decimal::Decimal;

use super::Check;
use super::check::check;
use super::tolerance::{PerCent, half_unit, per_cent};
use crate::model::{BudgetRow, Number};

pub(super) const CHECKS: &[Check] = &[
    budget_block_parts_differ::CHECK,
    execution_rate_differs::CHECK,
    execution_over_budget::CHECK,
    execution_rate_low_without_reason::CHECK,
    execution_points_differ::CHECK,
];

/// `item` of the row that adds up a block.
const TOTAL: &str = "total";

/// The blocks of a report: each starts with its row of totals.
fn blocks(rows: &[BudgetRow]) -> impl Iterator<Item = &[BudgetRow]> {
    rows.chunk_by(|_, next| next.item != TOTAL)
}

/// Executed ÷ the year's budget, if both can be read. The budget of the year's start
/// does not stand in for it: the year's may be there and unreadable.
fn execution_rate(row: &BudgetRow) -> Option<PerCent> {
    per_cent(row.executed.as_ref()?.value, row.budget.as_ref()?.value)
}

/// The printed rate in per cent, and half a unit of its last digit: 0.97 without a
/// sign is 97 ± 0.5.
fn printed_rate(rate: &Number, computed: Option<PerCent>) -> (Decimal, Decimal) {
    let value = rate.value;
    let bare = !rate.raw.contains(['%', '％']);
    let as_share = value.saturating_mul(Decimal::ONE_HUNDRED);
    let near = |n: Decimal| computed.map(|rate| rate.value.saturating_sub(n).abs());
    if bare && value <= Decimal::TWO && near(as_share) < near(value) {
        let half = half_unit(value) * Decimal::ONE_HUNDRED;
        return (as_share, half.min(half_unit(Decimal::ZERO)));
    }
    (value, half_unit(value))
}

/// The row's label for people.
fn label(row: &BudgetRow) -> &str {
    if row.label.is_empty() { &row.item } else { &row.label }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::At;

    #[test]
    fn a_rate_may_be_printed_as_a_share() {
        let rate = |raw: &str, value: &str| {
            let value = value.parse().unwrap();
            let number = Number::read(value, raw, At::default());
            let computed = per_cent(Decimal::from(97), Decimal::from(100));
            printed_rate(&number, computed).0.normalize().to_string()
        };
        assert_eq!(rate("97%", "97"), "97");
        assert_eq!(rate("97.00", "97.00"), "97");
        assert_eq!(rate("0.97", "0.97"), "97");
        assert_eq!(rate("0.97%", "0.97"), "0.97");
    }
}
