//! How alike two rows are (指标相似度), in ten thousandths.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::features::Features;
use crate::diff::measured;
use crate::fold::WHOLE;
use crate::model::Direction;
use crate::patterns::{Likeness, Patterns};

/// How alike two rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Similarity {
    /// All parts by their weights.
    pub(super) all: u32,
    /// The names alone.
    pub(super) name: u32,
    /// Whether a damaged name had a part in it.
    pub(super) damaged: bool,
}

impl Similarity {
    pub(super) fn of(old: &Features<'_>, new: &Features<'_>, patterns: &Patterns) -> Self {
        let weights = &patterns.pairing.weights;
        let limits = &patterns.pairing.limits;
        let damaged = old.damaged || new.damaged;
        if old.bound != new.bound {
            return Similarity { all: 0, name: 0, damaged };
        }
        let name = if damaged {
            damaged_name(old, new, limits.damaged_length)
        } else {
            old.bigrams.dice(&new.bigrams)
        };
        // Names that share too little are told apart without a look at the rest.
        let most = (name * weights.name + (100 - weights.name) * WHOLE) / 100;
        if !damaged && most + limits.tie < limits.renamed {
            let all = 0;
            return Similarity { all, name, damaged };
        }
        let all = name * weights.name
            + known(old.level2, new.level2) * weights.level2
            + known(old.dimension.as_deref(), new.dimension.as_deref()) * weights.dimension
            + direction(old.direction, new.direction) * weights.direction
            + target(old, new) * weights.target;
        let all = all / 100;
        Similarity { all: if damaged { all.min(limits.damaged) } else { all }, name, damaged }
    }

    pub(super) fn likeness(self, patterns: &Patterns) -> Likeness {
        patterns.pairing.likeness(self.all, self.name)
    }
}

/// A damaged name against another: what is left of it is a part of the other in
/// its order, as characters are lost but not moved.
fn damaged_name(old: &Features<'_>, new: &Features<'_>, least: usize) -> u32 {
    if old.damaged && new.damaged && old.key == new.key && !old.key.is_empty() {
        return WHOLE;
    }
    let fits = |part: &Features<'_>, whole: &Features<'_>| {
        part.damaged && part.key.chars().count() >= least && is_subsequence(&part.key, &whole.key)
    };
    if fits(old, new) || fits(new, old) {
        return WHOLE;
    }
    old.bigrams.dice(&new.bigrams)
}

/// Whether the characters of a text stand in another one in their order.
pub(in crate::diff) fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// Whether two labels are one. What is not known speaks half for it.
fn known(old: Option<&str>, new: Option<&str>) -> u32 {
    match (old, new) {
        (Some(old), Some(new)) if old != new => 0,
        (None, Some(_)) | (Some(_), None) => WHOLE / 2,
        _ => WHOLE,
    }
}

fn direction(old: Option<Direction>, new: Option<Direction>) -> u32 {
    match (old, new) {
        (a, b) if a == b => WHOLE,
        (None, _) | (_, None) => WHOLE / 2,
        _ => 0,
    }
}

/// How near the two targets are: the smaller by the larger.
fn target(old: &Features<'_>, new: &Features<'_>) -> u32 {
    let (Some(a), Some(b)) = (&old.target, &new.target) else {
        let open = old.target.is_none() && new.target.is_none();
        let same = old.row.target.text == new.row.target.text;
        return match (open, same) {
            (true, true) => WHOLE,
            (true, false) => WHOLE / 2,
            _ => 0,
        };
    };
    if !measured::comparable(a, b) {
        return 0;
    }
    let (small, large) = (a.number.min(b.number), a.number.max(b.number));
    if small == large {
        return WHOLE;
    }
    if small <= Decimal::ZERO {
        return 0;
    }
    let ratio = small.checked_div(large).unwrap_or_default();
    let scaled = ratio.saturating_mul(Decimal::from(WHOLE)).floor();
    scaled.to_u32().unwrap_or(0).min(WHOLE)
}
