//! Weights, scores and grade (分值、得分、等级).

mod score_exceeds_weight;

use super::Check;
use super::registry::check;

pub(super) const CHECKS: &[Check] = &[score_exceeds_weight::CHECK];
