//! Counts and rates that the prose declares (共16个指标，其中12个产出指标).

mod completion_rate_differs;
mod declared;
mod enumeration_count_differs;
mod indicator_count_differs;
mod level_count_differs;
mod met_count_differs;

use super::Check;
use super::check::check;

pub(super) const CHECKS: &[Check] = &[
    indicator_count_differs::CHECK,
    level_count_differs::CHECK,
    met_count_differs::CHECK,
    enumeration_count_differs::CHECK,
    completion_rate_differs::CHECK,
];
