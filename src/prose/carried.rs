//! What a number takes over from the one before it: the scope of a row, or of what is planned there.

use std::ops::Range;

use super::measured::Measured;
use super::quantities::{Found, Reader};
use crate::fold::clause;
use crate::model::{Comparator, Scope};
use crate::patterns::narrative::WordKind;

/// The longest noun of a count that an amount follows without a mark (8个重点项目985万元), in characters.
const LONGEST_NOUN: usize = 8;

impl Reader<'_> {
    /// What a number of a row has from the one before it: 计划分别培训20人、30人. Of numbers of other years
    /// (2021年、2022年分别新修6条、8条) the next may be of another.
    pub(super) fn scope_in_a_row(
        &self,
        from: usize,
        own: &Measured,
        last: Option<&Found>,
    ) -> Option<Scope> {
        let narrative = &self.patterns.narrative;
        let last = last?;
        let joint = self.text.get(last.to..from)?;
        let joined = narrative.is(WordKind::JoinsARow, joint);
        // 计划分别为40人、90人、300户: what was planned may be counted in several units.
        if last.unit != own.unit {
            return last.scope.filter(|scope| joined && *scope == Scope::Planned);
        }
        match last.scope.filter(|_| joined)? {
            // 分别较上年减少3座和5座: by so much as that year each.
            Scope::OtherYear if narrative.is_change(self.text.get(last.before.clone())?) => {
                Some(Scope::OtherYear)
            }
            Scope::OtherYear => Some(Scope::Unclear),
            // 分别改造3座、5座: 分别 says nothing of what is counted; 分别下降8%、12% are rates of change.
            Scope::Partial if !own.percent && !last.each => None,
            scope => Some(scope),
        }
    }

    /// Whether the words before a number go on with a list: what stands `between` the number before and them is the
    /// mark of one, or they start with it.
    fn goes_on_in_a_list(&self, between: &str, words: &str) -> bool {
        let narrative = &self.patterns.narrative;
        narrative.start(WordKind::JoinsARow, words).is_some()
            || narrative.is(WordKind::JoinsARow, between)
    }

    /// Whether the clause of a quantity says that it is so much of each: 人均1.2万元.
    pub(super) fn is_of_each(&self, scope: Option<Scope>, before: &Range<usize>) -> bool {
        let words = self.text.get(before.clone()).unwrap_or_default();
        scope == Some(Scope::Partial) && self.has(WordKind::OfEach, words)
    }

    /// What an amount with words of its own has behind one of each: 小学每生1000元、初中1250元 goes on with it, of
    /// 小学每生1000元，初中1250元 it is not told whether it does.
    pub(super) fn carried_of_each(
        &self,
        clause: Range<usize>,
        own: &Measured,
        last: Option<&Found>,
    ) -> Option<Scope> {
        let last = last.filter(|last| last.each && last.unit == own.unit)?;
        let between = self.text.get(last.to..clause.start)?;
        if between.contains(clause::ends_sentence) {
            return None;
        }
        let words = self.text.get(clause)?;
        let narrative = &self.patterns.narrative;
        let lists = self.goes_on_in_a_list(between, words);
        let sums = || {
            let done = [WordKind::CameTrue, WordKind::TurnsFromPlans];
            narrative.is(WordKind::SumOfAll, words)
                || narrative.is_done_of_plan(words)
                || done.into_iter().any(|kind| narrative.is(kind, words))
        };
        match (lists, sums()) {
            (_, true) => None,
            (true, false) => Some(Scope::Partial),
            (false, false) => Some(Scope::Unclear),
        }
    }

    /// Whether a number that is said to be more or less than so much, with no words of its own, may tell by how
    /// much the one before it is: 完成2.4万平方米，超出20%.
    pub(super) fn goes_beyond(
        &self,
        before: &Range<usize>,
        own: &Measured,
        last: Option<&Found>,
    ) -> bool {
        let last = last.filter(|last| last.from >= self.sentence_from);
        before.is_empty() && last.is_some_and(|last| own.percent || last.unit == own.unit)
    }

    /// Takes the bound before what was done for the goal: 巩固率不低于99%，实际为99.6%.
    pub(super) fn set_against(&self, goal: &mut Found, done: &Found) {
        let narrative = &self.patterns.narrative;
        let between = self.text.get(goal.to..done.before.start).unwrap_or_default();
        let words = self.text.get(done.before.start..done.from).unwrap_or_default();
        let named = || {
            let words = self.text.get(goal.before.clone()).unwrap_or_default();
            narrative.is(WordKind::GoalNoun, self.without_verb(words))
        };
        let tells_nothing_else = || {
            let words = self.text.get(done.before.clone()).unwrap_or_default();
            words.is_empty() || narrative.is(WordKind::ActualValue, words)
        };
        let words = words.trim_start_matches([',', '(']);
        let Some(actual) = narrative.start(WordKind::Actual, words) else { return };
        // 飞机数量≥6架，实际布防6架 bounds what was done, of 执行率达95%，实际到位率100% both were; 租机数量8架，实际租机7架
        // names it again.
        let mark = self.text.get(goal.before.end..goal.from).unwrap_or_default();
        let bounds = || {
            matches!(goal.comparator, Some(Comparator::AtLeast | Comparator::AtMost))
                && !narrative.is(WordKind::Reached, mark)
        };
        let names_it = || {
            let name = words.get(actual.len()..).unwrap_or_default();
            let end = name.char_indices().nth(2).map_or(name.len(), |(end, _)| end);
            let own = self.text.get(goal.before.clone()).unwrap_or_default();
            end > 0 && own.contains(&name[..end])
        };
        let against = goal.scope.is_none()
            && goal.unit == done.unit
            && matches!(between, "," | "(" | "")
            && (bounds()
                || names_it()
                || (goal.comparator.is_some() || named()) && tells_nothing_else());
        if against {
            goal.scope = Some(Scope::Planned);
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
    /// `clause` are all words before it, those of comparison as well (实际完成).
    pub(super) fn carried(
        &self,
        clause: Range<usize>,
        own: &Measured,
        last: Option<&Found>,
    ) -> Option<Scope> {
        let last = last?;
        let between = self.text.get(last.to..clause.start)?;
        let clause = self.text.get(clause)?;
        // 批复8个项目985万元: no mark parts the two.
        let straight = last.scope == Some(Scope::Planned)
            && last.unit != own.unit
            && !between.chars().chain(clause.chars()).any(clause::ends_words)
            && clause.chars().count() <= LONGEST_NOUN;
        if !last.plans && !straight {
            return None;
        }
        let narrative = &self.patterns.narrative;
        let done = [WordKind::CameTrue, WordKind::TurnsFromPlans, WordKind::OwnYear];
        let turns = narrative.is_done_of_plan(clause)
            || done.into_iter().any(|kind| narrative.is(kind, clause));
        if turns || between.contains(clause::ends_statement) {
            return None;
        }
        // 计划改造3.2万亩，其中坡地0.8万亩 plans its part as well.
        let part = narrative.start(WordKind::OfWhich, clause.trim_start_matches(',')).is_some()
            && last.unit == own.unit
            && own.number <= last.number;
        let lists = part || self.goes_on_in_a_list(between, clause);
        Some(match (lists || straight) && last.scope == Some(Scope::Planned) {
            true => Scope::Planned,
            false => Scope::Unclear,
        })
    }
}
