//! What a number takes over from the one before it: the scope of a row, or of what is planned there.

use std::ops::Range;

use super::measured::Measured;
use super::quantities::{Found, Reader};
use crate::fold::clause;
use crate::model::Scope;
use crate::patterns::narrative::WordKind;

impl Reader<'_> {
    /// What a number of a row has from the one before it: 计划分别培训20人、30人. Of numbers of other years
    /// (2021年、2022年分别新修6条、8条) the next may be of another.
    pub(super) fn scope_in_a_row(
        &self,
        from: usize,
        own: &Measured,
        last: Option<&Found>,
    ) -> Option<Scope> {
        let last = last.filter(|last| last.unit == own.unit)?;
        let joint = self.text.get(last.to..from)?;
        let joined = self.patterns.narrative.is(WordKind::JoinsARow, joint);
        match last.scope.filter(|_| joined)? {
            Scope::OtherYear => Some(Scope::Unclear),
            // 分别改造3座、5座: 分别 says nothing of what is counted; 分别下降8%、12% are rates of change.
            Scope::Partial if !own.percent => None,
            scope => Some(scope),
        }
    }

    /// Whether a clause plans by its verb (计划维修泵站), which what stands behind its number may go on: 更换水表30只.
    /// 计划投资 and 计划 alone end with their number.
    pub(super) fn plans_by_verb(&self, before: &Range<usize>) -> bool {
        let narrative = &self.patterns.narrative;
        let clause = self.text.get(before.clone()).unwrap_or_default();
        let mut verbs =
            self.free(WordKind::PlansToDo, clause, WordKind::NotPlanned, clause).into_iter();
        verbs.any(|verb| {
            let object = clause.get(verb.end..).unwrap_or_default();
            !object.is_empty() && narrative.start(WordKind::PlannedNoun, object).is_none()
        })
    }

    /// What a number without a scope of its own has where the one before it is planned by a verb: 计划维修泵站7座、
    /// 水表30只 goes on with it, of 计划维修泵站7座，更换水表30只 it is not told whether it does.
    pub(super) fn carried(&self, before: &Range<usize>, last: Option<&Found>) -> Option<Scope> {
        let last = last.filter(|last| last.plans)?;
        let between = self.text.get(last.to..before.start)?;
        let clause = self.text.get(before.clone())?;
        let narrative = &self.patterns.narrative;
        let done =
            [WordKind::DoneOfPlan, WordKind::CameTrue, WordKind::TurnsFromPlans, WordKind::OwnYear];
        let turns = done.into_iter().any(|kind| narrative.is(kind, clause));
        if turns || between.contains(clause::ends_statement) {
            return None;
        }
        let lists = narrative.start(WordKind::JoinsARow, clause).is_some()
            || narrative.is(WordKind::JoinsARow, between);
        Some(match lists && last.scope == Some(Scope::Planned) {
            true => Scope::Planned,
            false => Scope::Unclear,
        })
    }
}
