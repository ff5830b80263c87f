//! Weights, scores and grade (分值、得分、等级).

mod full_score_on_missed_target;
mod full_total_with_missed_target;
mod grade_does_not_fit_score;
mod level_weight_differs;
mod level_weights;
mod points_contradict_completion;
mod score_exceeds_weight;
mod score_not_pro_rata;
mod score_total_differs;
mod stated_parts;
mod weights_do_not_sum;

use super::Check;
use super::check::check;

pub(super) const CHECKS: &[Check] = &[
    weights_do_not_sum::CHECK,
    score_total_differs::CHECK,
    level_weight_differs::CHECK,
    score_exceeds_weight::CHECK,
    full_score_on_missed_target::CHECK,
    score_not_pro_rata::CHECK,
    points_contradict_completion::CHECK,
    full_total_with_missed_target::CHECK,
    grade_does_not_fit_score::CHECK,
];
