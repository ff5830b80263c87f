//! What sets a quantity apart from the year evaluated: another year, a plan, a running total, a part.

use std::ops::Range;

use super::measured::Measured;
use super::quantities::Reader;
use super::whose_year::Holds;
use crate::fold::clause;
use crate::model::Scope;
use crate::patterns::narrative::WordKind;

/// How far back a sentence is followed before a number, in characters.
const SENTENCE_REACH: usize = 60;
/// How far back a time up to which a list is counted is followed, in characters.
const LIST_REACH: usize = 200;
/// How far behind its label a list of goals is followed, in bytes.
const LONGEST_LIST: usize = 900;
/// The longest label of a sentence, in bytes.
const LONGEST_LABEL: usize = 60;

impl Reader<'_> {
    /// What sets the number at `from`, with the words `before` it in its clause, apart from the year
    /// evaluated.
    pub(super) fn scope(
        &self,
        before: &Range<usize>,
        from: usize,
        own: &Measured,
    ) -> Option<Scope> {
        let goal = self.numbered_goal(before.end);
        let start = before.start.max(goal.unwrap_or_default());
        let clause = self.text.get(start..before.end).unwrap_or_default();
        let near = clause::back_to(self.text, before.end, clause::ends_sentence, SENTENCE_REACH);
        let since = self.own_year_since(near, before.end);
        let sentence =
            self.text.get(since.max(before.end - near.len())..before.end).unwrap_or(near);
        let said = self.text.get(start..from).unwrap_or(clause);
        // 比上年减少20人，下降14.3%: what rose or fell did so from that year.
        let change = || {
            self.has_free(WordKind::Partial, clause, WordKind::NotPartial, clause)
                && (self.has(WordKind::OtherYear, sentence)
                    || self.last_is_other(since, before.end))
        };
        let other =
            || self.other_year(since, before.end).or_else(|| self.other_word(sentence, before));
        let other = match self.names_other_year(clause, before.end) || change() {
            true => Some(Holds::Yes),
            false => other(),
        };
        if other == Some(Holds::Yes) {
            Some(Scope::OtherYear)
        } else if let Some(told) = self.told_as_a_task(clause) {
            Some(told)
        } else if let Some(meant) = self.meant(start, clause, said, own) {
            Some(meant)
        } else if let Some(told) = self.labelled(before) {
            Some(told)
        } else if other == Some(Holds::NotTold)
            || goal.is_some()
            || self.is_wished(clause)
            || self.patterns.narrative.is(WordKind::Denied, clause)
            || self.is_foreseen(clause, before.end)
            || self.is_of_goals(from)
        {
            Some(Scope::Unclear)
        } else if self.falls_short(clause, said) {
            Some(Scope::Partial)
        } else if self.is_running_total(clause, before.end)
            || self.has_free(WordKind::Standing, clause, WordKind::NotStanding, clause)
        {
            Some(Scope::Cumulative)
        } else {
            let partial = self.has_free(WordKind::Partial, clause, WordKind::NotPartial, said)
                || self.is_one_of_a_row(before);
            let total = self.is_running_total(sentence, before.end)
                || self.is_up_to_a_day(since, before.end);
            match (partial, total) {
                // 目前已有企业6家，较年初增加2家; 近三年来，新增企业5家.
                (true, true) => Some(Scope::Unclear),
                (false, true) => Some(Scope::Cumulative),
                _ if other.is_some() => Some(Scope::Unclear),
                (true, false) => Some(Scope::Partial),
                (false, false) => None,
            }
        }
    }

    /// Whether all of a list in which a number stands is counted up to a day that its sentence names (截至6月底), since
    /// the year evaluated was last named: further back than other words of time are looked for.
    fn is_up_to_a_day(&self, since: usize, to: usize) -> bool {
        let near = clause::back_to(self.text, to, clause::ends_sentence, LIST_REACH);
        let start = since.max(to - near.len());
        let list = self.text.get(start..to).unwrap_or_default();
        let held = |word: Range<usize>| !self.is_aside(start + word.start, start + word.end, to);
        self.has(WordKind::Cumulative, list)
            && self.patterns.narrative.find(WordKind::UpToADay, list).any(held)
    }

    /// Whether a sentence that ends at a number counts over more than a year, but in an aside: 新铺管网
    /// 5公里(累计20公里)，栽树300株.
    fn is_running_total(&self, sentence: &str, to: usize) -> bool {
        let start = to - sentence.len();
        let held = |word: Range<usize>| {
            let (from, end) = (start + word.start, start + word.end);
            !self.is_aside(from, end, to) && !self.is_of_the_year(from, end)
        };
        self.has(WordKind::Cumulative, sentence)
            && self.patterns.narrative.find(WordKind::Cumulative, sentence).any(held)
    }

    /// Whether a word of totals adds up what was done in the year evaluated: 今年以来累计, 2023年，我局累计.
    fn is_of_the_year(&self, from: usize, to: usize) -> bool {
        let narrative = &self.patterns.narrative;
        let word = self.text.get(from..to).unwrap_or_default();
        if narrative.start(WordKind::AddsUp, word).is_none() {
            return false;
        }
        let head = clause::back_to(self.text, from, clause::ends_statement, SENTENCE_REACH);
        let since = from - head.len();
        let named = narrative.find(WordKind::WithinTheYear, head).last();
        let named = named.map(|word| since + word.start..since + word.end);
        let passed = self.years.partition_point(|year| year.to <= from);
        let year = passed.checked_sub(1).and_then(|last| self.years.get(last));
        let year = year.filter(|year| {
            // 截至2023年底 and 2023年12月 are days up to which it is added up.
            let behind = self.text.get(year.to..).unwrap_or_default();
            year.from >= since
                && Some(year.year) == self.year
                && !year.range
                && (year.to == from
                    || behind.starts_with(',')
                    || narrative.start(WordKind::UnitOfAYear, behind).is_some())
        });
        let year = year.map(|year| year.from..year.to);
        let Some(time) = named.into_iter().chain(year).max_by_key(|time| time.start) else {
            return false;
        };
        let before = self.text.get(since..time.start).unwrap_or_default();
        !narrative.is(WordKind::UpToATime, before)
    }

    /// What the words behind a quantity make of its scope: 53户计划任务 is told by the plan, whoever did it, and
    /// 78%提高到85% starts with what was before.
    pub(super) fn scope_behind(
        &self,
        scope: Option<Scope>,
        after: &Range<usize>,
        own: &Measured,
    ) -> Option<Scope> {
        let words = self.text.get(after.clone()).unwrap_or_default();
        match scope {
            Some(Scope::OtherYear) => scope,
            _ if self.is_come_from(after) => Some(Scope::Unclear),
            // 设定5个目标: goals are counted.
            None if self.patterns.narrative.is(WordKind::MeantBehind, words)
                && !self.counts_goals(own) =>
            {
                Some(Scope::Unclear)
            }
            told => told,
        }
    }

    /// Whether the clause that ends at a number names another year, and not only where a change started
    /// that ends there (由上年的36个增至).
    fn names_other_year(&self, clause: &str, to: usize) -> bool {
        let start = to - clause.len();
        self.has(WordKind::OtherYear, clause)
            && self
                .patterns
                .narrative
                .find(WordKind::OtherYear, clause)
                .any(|word| !self.is_start_of_change(start + word.start, start + word.end, to))
    }

    /// Whether a clause says by how much something was more or less: 少完成4公里, ，少2名.
    fn falls_short(&self, clause: &str, said: &str) -> bool {
        let narrative = &self.patterns.narrative;
        let clause = clause.trim_start_matches(',');
        narrative.is(WordKind::FallsShort, said)
            || !clause.is_empty() && narrative.start(WordKind::DiffersBy, clause) == Some(clause)
    }

    /// Whether a clause wishes, and does not tell, what its number says: 确保优良率达到90%以上.
    fn is_wished(&self, clause: &str) -> bool {
        self.patterns.narrative.is(WordKind::Wished, clause)
    }

    /// Whether the sentence starts with what is foreseen, and nothing in it or in the clause turns to what
    /// was done: 预计销售14吨，筹集资金2万元.
    fn is_foreseen(&self, clause: &str, to: usize) -> bool {
        let narrative = &self.patterns.narrative;
        let sentence = self.text.get(self.sentence_from..to).unwrap_or_default();
        narrative.start(WordKind::Foreseen, sentence).is_some()
            && !self.turns(self.sentence_from, to)
            && !narrative.is(WordKind::CameTrue, clause)
            && narrative.start(WordKind::Actual, clause.trim_start_matches(',')).is_none()
    }

    /// Whether a statement starts with what goals are, and nothing turns to what was done before the number at
    /// `from`: 年度目标是用于渠道清淤，以及10座泵站维修.
    fn is_of_goals(&self, from: usize) -> bool {
        let narrative = &self.patterns.narrative;
        let statement = clause::back_to(self.text, from, clause::ends_statement, SENTENCE_REACH);
        let start = clause::up_to(statement, 0, clause::ends_clause, SENTENCE_REACH);
        let Some(goal) = narrative.find(WordKind::GoalIs, start).next() else { return false };
        let said = statement.get(goal.end..).unwrap_or_default();
        let turned = [WordKind::Actual, WordKind::CameTrue, WordKind::TurnsFromPlans];
        !turned.into_iter().any(|kind| narrative.find(kind, said).next().is_some())
    }

    /// What a clause that ends in a task says of its number: it was planned (下达改造任务53户), or what was
    /// done is told by what had been (完成计划任务53户).
    fn told_as_a_task(&self, clause: &str) -> Option<Scope> {
        let narrative = &self.patterns.narrative;
        // 超任务43%: by so much.
        let beyond = || {
            let exceeds = narrative.find(WordKind::Exceeds, clause).last();
            let task = exceeds.and_then(|word| clause.get(word.end..));
            task.is_some_and(|task| narrative.start(WordKind::MeantAtEnd, task) == Some(task))
        };
        let scope = || match narrative.is(WordKind::CameTrue, clause) || beyond() {
            true => Scope::Unclear,
            false => Scope::Planned,
        };
        narrative.is(WordKind::MeantAtEnd, clause).then(scope)
    }

    /// Whether a number goes on with those of a row, and has words of its own: 分别为维护经费10万元和耗材经费
    /// 6万元. Of numbers alone each may be of a year (2021年、2022年分别新修6条、8条).
    fn is_one_of_a_row(&self, before: &Range<usize>) -> bool {
        if before.is_empty() {
            return false;
        }
        let clause = clause::back_to(self.text, before.end, clause::ends_clause, SENTENCE_REACH);
        let apart = self.free(WordKind::Partial, clause, WordKind::NotPartial, clause);
        apart.iter().any(|word| {
            let until = clause.get(..word.end).unwrap_or_default();
            self.patterns.narrative.is(WordKind::Respectively, until)
        })
    }

    /// What the label of goals says of a number behind it, if one stands in its sentence. 超额完成目标： and
    /// 围绕年度目标： may tell of what was done.
    fn labelled(&self, before: &Range<usize>) -> Option<Scope> {
        let narrative = &self.patterns.narrative;
        let clause = self.text.get(before.clone()).unwrap_or_default();
        if narrative.start(WordKind::Actual, clause).is_some() {
            return None;
        }
        let label =
            self.label_of_sentence(before.end).or_else(|| self.label_of_list(before.end))?;
        Some(match narrative.is(WordKind::TurnedLabel, label) {
            true => Scope::Unclear,
            false => Scope::Planned,
        })
    }

    /// The last label before a number, if it is one of goals that a sentence holds: 下达目标任务为：一是改造12处；
    /// 二是…. What turns to what was done behind it ends them.
    fn label_of_list(&self, to: usize) -> Option<&str> {
        let near = self.text.ceil_char_boundary(to.saturating_sub(LONGEST_LIST));
        let from = self.sentence_from.max(near);
        let colon = from + self.text.get(from..to)?.rfind(':')?;
        let narrative = &self.patterns.narrative;
        let label = clause::back_to(self.text, colon, clause::ends_clause, LONGEST_LABEL);
        let label = self.without_verb(label);
        let goals = [WordKind::GoalHeading, WordKind::GoalLabel];
        let goals = goals.into_iter().any(|kind| narrative.is(kind, label));
        (goals && !self.turns(colon, to)).then_some(label)
    }

    /// A label without the word at its end that says that it is as follows: 目标任务为.
    pub(super) fn without_verb<'b>(&self, label: &'b str) -> &'b str {
        let verb = self.patterns.narrative.find(WordKind::IsAsFollows, label).last();
        let verb = verb.filter(|verb| verb.end == label.len());
        verb.map_or(label, |verb| label.get(..verb.start).unwrap_or(label))
    }

    /// The label with which the sentence of a number starts, such as 年度目标：, if it does not turn to what
    /// was done (实际完成：).
    fn label_of_sentence(&self, to: usize) -> Option<&str> {
        // No more is searched than a label is long: a sentence may have no end.
        let far = to.min(self.sentence_from + LONGEST_LABEL + 1);
        let start = self.text.as_bytes().get(self.sentence_from..far)?;
        let end = self.sentence_from + memchr::memchr(b':', start)?;
        let label = self.text.get(self.sentence_from..end)?;
        let planned = self.patterns.narrative.is(WordKind::PlannedHeading, label);
        (planned && !self.turns(end, to)).then_some(label)
    }

    /// Whether the sentence of a number turned to what was done before it.
    pub(super) fn is_done(&self, to: usize) -> bool {
        self.turns(self.sentence_from, to)
    }

    /// Whether the text turns to what was done between two places.
    pub(super) fn turns(&self, from: usize, to: usize) -> bool {
        let first = self.turns.partition_point(|turn| turn.start < from);
        self.turns.get(first).is_some_and(|turn| turn.end <= to)
    }

    /// Where the label 目标1： ends with which the statement before a place starts: the same labels
    /// number what was meant and what was done.
    fn numbered_goal(&self, to: usize) -> Option<usize> {
        let own = |ends: &dyn Fn(char) -> bool| {
            self.label_of_a_goal(clause::back_to(self.text, to, ends, SENTENCE_REACH), to)
        };
        own(&clause::ends_member).or_else(|| own(&clause::ends_statement))
    }

    /// Where the label 目标1 ends with which a text starts that ends at `to`.
    fn label_of_a_goal(&self, start: &str, to: usize) -> Option<usize> {
        let from = to - start.len();
        let start = start.trim_start();
        let from = from + (to - from - start.len());
        let label = self.patterns.narrative.start(WordKind::NumberedGoal, start)?.len();
        let rest = start.get(label..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(digits..)?;
        // 目标5项，完成4项: a count of goals.
        let counted = self.patterns.units.at_start(behind).is_some();
        (digits > 0 && !counted).then_some(from + label + digits)
    }

    /// Whether a text has a word of one use that is no part of a longer one of another use in what is
    /// `said` around it (预算 in 预算执行率).
    fn has_free(&self, kind: WordKind, text: &str, longer: WordKind, said: &str) -> bool {
        !self.free(kind, text, longer, said).is_empty()
    }

    /// The words of one use in a text that are no part of a longer one of another use.
    pub(super) fn free(
        &self,
        kind: WordKind,
        text: &str,
        longer: WordKind,
        said: &str,
    ) -> Vec<Range<usize>> {
        match self.has(kind, text) {
            true => self.patterns.narrative.free(kind, text, longer, said),
            false => Vec::new(),
        }
    }
}
