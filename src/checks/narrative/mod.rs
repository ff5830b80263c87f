//! What the sentences state, against the table and against each other.

mod admitted_delay_not_in_table;
mod growth;
mod growth_has_no_base;
mod narrative_number_differs;
mod nouns;
mod part_exceeds_whole;
mod problems_and_measures_differ;
mod rates;
mod share_differs;
mod statements_contradict;

use super::Check;
use super::check::check;

pub(super) use narrative_number_differs::is_of;

pub(super) const CHECKS: &[Check] = &[
    narrative_number_differs::CHECK,
    share_differs::CHECK,
    growth_has_no_base::CHECK,
    part_exceeds_whole::CHECK,
    statements_contradict::CHECK,
    problems_and_measures_differ::CHECK,
    admitted_delay_not_in_table::CHECK,
];
