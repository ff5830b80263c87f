//! Amounts of spending that the prose states (支出情况): whether parts and wholes,
//! and amounts stated twice, agree.

mod amount_stated_twice_differs;
mod beside_the_table;
mod budget_change_without_amount;
mod execution_rate_missing;
mod expenditure_parts_differ;
pub(super) mod spending;

use super::Check;
use super::check::check;

pub(super) const CHECKS: &[Check] = &[
    expenditure_parts_differ::CHECK,
    amount_stated_twice_differs::CHECK,
    execution_rate_missing::CHECK,
    budget_change_without_amount::CHECK,
];
