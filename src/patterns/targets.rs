//! `patterns/targets.toml`: words that the audit checks look for.

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::expression::{Expression, ExpressionEntry};
use super::lists::{Lists, WordList};
use crate::fold;

/// What a list of words is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Use {
    /// 提高, 改善: directions without a measure.
    Vague,
    /// 明显, 逐步: what may stand beside them.
    Degree,
    /// 投诉, 时限: names under which a smaller number is the better one.
    LessIsBetter,
    /// 满意度 at the end of a name.
    Satisfaction,
    /// 小计: rows that add up others.
    Subtotal,
    /// 超额完成: no reason for a miss.
    NoDeviation,
    /// 未: turns those words round.
    Negated,
    /// Heads of columns that ask for the reason of a miss.
    AsksForMisses,
    /// Heads of columns that ask for more.
    AsksForMore,
    /// That satisfaction is spoken of.
    Satisfied,
    /// How satisfaction was measured.
    Sample,
    /// What can explain a low execution rate.
    Execution,
    /// That something is said to be why.
    Cause,
}

/// Words that the audit checks look for.
#[derive(Debug)]
pub(crate) struct Targets {
    lists: Lists<Use>,
    weights: Vec<Expression>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    words: Vec<WordList<Use>>,
    weight: Vec<ExpressionEntry<String>>,
}

impl Targets {
    /// Whether folded text (a [`fold::key`]) has a word of this use.
    pub(crate) fn has(&self, wanted: Use, key: &str) -> bool {
        self.lists.has(wanted, key)
    }

    /// Whether folded text names a direction without a measure (明显改善).
    pub(crate) fn is_vague(&self, key: &str) -> bool {
        const LONGEST: usize = 8 * 3;
        if key.is_empty() || key.len() > LONGEST {
            return false;
        }
        // 明显 | 改善, 改善 | 明显, or the word alone.
        let ends = key.char_indices().map(|(at, _)| at).chain([key.len()]);
        ends.into_iter().any(|at| {
            let (a, b) = key.split_at(at);
            let degree = |part: &str| part.is_empty() || self.has(Use::Degree, part);
            (self.has(Use::Vague, a) && degree(b)) || (degree(a) && self.has(Use::Vague, b))
        })
    }

    /// The digits of a weight that stands at the end of a folded label.
    pub(crate) fn weight_in_label<'t>(&self, key: &'t str) -> Option<&'t str> {
        // Most labels print none.
        if !key.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.weights.iter().find_map(|pattern| {
            let found = pattern.captures(key)?;
            let digits = found.name("weight").or_else(|| found.name("bare"))?;
            Some(digits.as_str())
        })
    }
}

impl PatternFile for Targets {
    const BUILTIN: Builtin = builtin!("targets");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        Ok(Targets { lists: Lists::new(raw.words), weights: Expression::all(raw.weight)? })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = self.lists.lint(|of, text| self.has(of, &fold::key(text)));
        problems.extend(self.weights.iter().flat_map(|pattern| pattern.lint(fold::key)));
        problems
    }
}

#[cfg(test)]
mod tests {
    use crate::patterns::Patterns;

    #[test]
    fn a_direction_with_a_degree_is_vague_and_one_with_a_measure_is_not() {
        let targets = &Patterns::builtin().targets;
        for vague in ["提升", "明显改善", "逐步提高", "有效提升", "改善明显"] {
            assert!(targets.is_vague(vague), "{vague}");
        }
        for checkable in ["", "持续", "健全", "提高5%", "控制在预算内", "改善人居环境", "良好"]
        {
            assert!(!targets.is_vague(checkable), "{checkable}");
        }
    }
}
