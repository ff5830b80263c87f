//! Whether the words of plans in a clause say of its number that it is only meant.

use std::ops::Range;

use super::measured::Measured;
use super::quantities::Reader;
use crate::model::Scope;
use crate::patterns::narrative::WordKind;

/// What tells which plan is meant (调整 in 调整预算) is no longer, in characters.
const WHICH_PLAN: usize = 4;

impl Reader<'_> {
    /// Whether a clause that starts at `start` says that its number is only meant: by a word of plans
    /// behind which nothing turns to what was done (预算对应的实际支出), or by its last word (应). `said` is the clause
    /// with the words of comparison before its number.
    pub(super) fn meant(
        &self,
        start: usize,
        clause: &str,
        said: &str,
        own: &Measured,
    ) -> Option<Scope> {
        let narrative = &self.patterns.narrative;
        let words = self.free(WordKind::Planned, clause, WordKind::NotPlanned, said);
        let Some((first, last)) = words.first().zip(words.iter().map(|word| word.end).max()) else {
            let obliged = narrative.is(WordKind::Obliged, clause)
                && !narrative.is(WordKind::NotObliged, clause);
            return obliged.then_some(Scope::Planned);
        };
        let (head, rest) =
            (clause.get(..first.start).unwrap_or_default(), clause.get(last..).unwrap_or_default());
        // 预计实际支出 is one word. 超出预算的原因是追加5万元: the number is the reason's.
        let done = self.turns(start + last + 1, start + clause.len())
            || narrative.is(WordKind::GivesAReason, rest)
            || self.is_share_of_plan(head, rest);
        if done {
            return None;
        }
        let differs = self.compares(head);
        let all = |kind| {
            let word = |word: &Range<usize>| clause.get(word.clone()).unwrap_or_default();
            words.iter().all(|range| narrative.start(kind, word(range)).is_some())
        };
        match () {
            () if differs && narrative.is(WordKind::DiffersBy, rest) => Some(Scope::Partial),
            () if differs && narrative.is(WordKind::Partial, rest) => None,
            // 超年度目标3个百分点, 超出预算5万元: by so much, or a budget of so much.
            () if rest.is_empty() && self.ends_near(WordKind::Exceeds, head) => {
                Some(if own.points { Scope::Partial } else { Scope::Unclear })
            }
            // 追加预算4次, 年初有120户: what plans money may tell of what was done where things are counted.
            () if own.counts_things && all(WordKind::PlannedMoney) => Some(Scope::Unclear),
            // 核减项目预算20万元: by so much a budget was changed.
            () if all(WordKind::PlannedMoney) && self.changes_a_budget(head) => {
                Some(Scope::Partial)
            }
            // 填报绩效目标86条: goals are counted. Of 目标为5个 the goal is so much.
            () if last == said.len()
                && narrative.is(WordKind::Goals, clause)
                && self.counts_goals(own) =>
            {
                Some(Scope::Unclear)
            }
            // 按上级要求支出50万元: who demanded it says nothing of whether it was done.
            () if !rest.is_empty() && all(WordKind::Demanded) => Some(Scope::Unclear),
            () => Some(Scope::Planned),
        }
    }

    /// Whether goals are counted in the unit of a number: 个, 条.
    pub(super) fn counts_goals(&self, own: &Measured) -> bool {
        own.counts_things
            && self.patterns.narrative.start(WordKind::CountsGoals, &own.unit) == Some(&*own.unit)
    }

    /// Whether the words before a budget say that it was changed. 追加后预算 is what it was changed to.
    fn changes_a_budget(&self, head: &str) -> bool {
        let narrative = &self.patterns.narrative;
        let changed = narrative.find(WordKind::ChangesABudget, head).last();
        let until = changed.and_then(|word| head.get(word.end..));
        until.is_some_and(|until| !narrative.is(WordKind::AfterAChange, until))
    }

    /// Whether what stands before words of plans compares with these: 比预算减少4万元. Of 比预算100万元减少20万元
    /// the first is the budget.
    fn compares(&self, head: &str) -> bool {
        self.ends_near(WordKind::Compares, head)
    }

    /// Whether what stands before words of plans ends with a word of one use, or does but for what tells which plan
    /// is meant: 比年初预算数, 为调整预算数的.
    fn ends_near(&self, kind: WordKind, head: &str) -> bool {
        let ends = head.char_indices().rev().map(|(at, _)| at).take(WHICH_PLAN);
        let mut heads = std::iter::once(head.len()).chain(ends).filter_map(|at| head.get(..at));
        heads.any(|head| self.patterns.narrative.is(kind, head))
    }

    /// Whether a clause, parted by its words of plans, takes a share of these: 占计划的96%, 完成年度计划38万亩的102%.
    fn is_share_of_plan(&self, head: &str, rest: &str) -> bool {
        let narrative = &self.patterns.narrative;
        let ends = rest.trim_end().len();
        narrative.find(WordKind::Particle, rest).any(|word| word.end == ends)
            && (narrative.is(WordKind::CameTrue, head) || self.compares(head))
    }
}
