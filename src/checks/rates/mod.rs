//! Completion (完成率): missed and met targets, their reasons, odd rates.

mod everything_met_at_full_score;
mod reason_given_for_met_target;
mod reverse_scored_forward;
mod target_greatly_exceeded;
mod target_missed_without_reason;
mod targets_hit_exactly;
mod value_impossible;

use super::Check;
use super::check::check;

pub(super) use reverse_scored_forward::scored_forward;

pub(super) const CHECKS: &[Check] = &[
    target_missed_without_reason::CHECK,
    reason_given_for_met_target::CHECK,
    target_greatly_exceeded::CHECK,
    targets_hit_exactly::CHECK,
    everything_met_at_full_score::CHECK,
    reverse_scored_forward::CHECK,
    value_impossible::CHECK,
];
