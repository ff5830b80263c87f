//! What rose or fell from one number to another: 由2023年的36个增至52个. The first is of an earlier time, the
//! second is what the clause tells.

use std::ops::Range;

use super::quantities::{Found, Reader};
use crate::fold::clause;
use crate::patterns::narrative::WordKind;

/// How far before a word of time the word that starts a change stands, in characters: 由原先的2023年.
const START_REACH: usize = 6;
/// How far a clause is followed from a word of time to the number it is said of, in characters.
const CLAUSE_REACH: usize = 40;

impl Reader<'_> {
    /// The clause in which a number that something came to stands, from where the number it came from has its
    /// words: 计划将覆盖率由78%提高到85%.
    pub(super) fn clause_of_change(
        &self,
        before: &Range<usize>,
        number: usize,
        last: Option<&Found>,
    ) -> Option<Range<usize>> {
        let came_from = last.filter(|last| last.to == before.start)?;
        // With what else stands before the number: the last character of 调整为 is a mark of its own.
        let words = self.text.get(before.start..number)?;
        self.patterns.narrative.start(WordKind::ComesTo, words)?;
        (came_from.before.start >= self.sentence_from).then_some(came_from.before.start..before.end)
    }

    /// Whether what stands behind a quantity says that something rose or fell from it.
    pub(super) fn is_come_from(&self, after: &Range<usize>) -> bool {
        let after = self.text.get(after.clone()).unwrap_or_default();
        self.patterns.narrative.start(WordKind::ComesTo, after).is_some()
    }

    /// Whether a word of time tells when a change started that came to its end before a number: 由上年的36个增至52个,
    /// 占74.3%.
    pub(super) fn is_start_of_change(&self, from: usize, to: usize, number: usize) -> bool {
        let narrative = &self.patterns.narrative;
        let behind = self.text.get(to..number).unwrap_or_default();
        let behind = clause::up_to(behind, 0, clause::ends_statement, CLAUSE_REACH);
        let Some(word) = narrative.find(WordKind::ComesTo, behind).next() else {
            return false;
        };
        // 由2023年的16,238元增长到: the comma of a number ends nothing.
        let ends = |(at, _): (usize, &str)| !self.is_inside_a_number(to + at + 1);
        let until = behind.get(..word.start).unwrap_or_default();
        if until.match_indices(clause::ends_clause).any(ends) {
            return false;
        }
        let head = clause::back_to(self.text, from, clause::ends_phrase, START_REACH);
        narrative.is(WordKind::ComesFrom, head)
    }
}
