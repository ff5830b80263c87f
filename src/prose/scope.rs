//! What sets a quantity apart from the year evaluated: another year, a plan, a running total, a part.

use std::ops::Range;

use super::quantities::Reader;
use super::whose_year::Holds;
use crate::fold::clause;
use crate::model::Scope;
use crate::patterns::narrative::WordKind;

/// How far back a sentence is followed before a number, in characters.
const SENTENCE_REACH: usize = 60;
/// How far behind its label a list of goals is followed, in bytes.
const LONGEST_LIST: usize = 900;
/// What tells which plan is meant (调整 in 调整预算) is no longer, in characters.
const WHICH_PLAN: usize = 4;
/// The longest label of a sentence, in bytes.
const LONGEST_LABEL: usize = 60;

impl Reader<'_> {
    /// What sets the number at `from`, with the words `before` it in its clause, apart from the year
    /// evaluated.
    pub(super) fn scope(&self, before: &Range<usize>, from: usize) -> Option<Scope> {
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
        } else if let Some(meant) = self.meant(start, clause, said) {
            Some(meant)
        } else if let Some(told) = self.labelled(before) {
            Some(told)
        } else if other == Some(Holds::NotTold)
            || goal.is_some()
            || self.is_wished(clause)
            || self.is_foreseen(clause, before.end)
        {
            Some(Scope::Unclear)
        } else if self.has(WordKind::Cumulative, clause)
            || self.has_free(WordKind::Standing, clause, WordKind::NotStanding, clause)
        {
            Some(Scope::Cumulative)
        } else {
            let partial = self.has_free(WordKind::Partial, clause, WordKind::NotPartial, said)
                || self.is_one_of_a_row(before);
            match (partial, self.is_running_total(sentence, before.end)) {
                // 目前已有企业6家，较年初增加2家; 近三年来，新增企业5家.
                (true, true) => Some(Scope::Unclear),
                (false, true) => Some(Scope::Cumulative),
                _ if other.is_some() => Some(Scope::Unclear),
                (true, false) => Some(Scope::Partial),
                (false, false) => None,
            }
        }
    }

    /// Whether a sentence that ends at a number counts over more than a year, but in an aside: 新铺管网
    /// 5公里(累计20公里)，栽树300株.
    fn is_running_total(&self, sentence: &str, to: usize) -> bool {
        let start = to - sentence.len();
        let held = |word: Range<usize>| !self.is_aside(start + word.start, start + word.end, to);
        self.has(WordKind::Cumulative, sentence)
            && self.patterns.narrative.find(WordKind::Cumulative, sentence).any(held)
    }

    /// What the words behind a quantity make of its scope: 53户计划任务 is told by the plan, whoever did it, and
    /// 78%提高到85% starts with what was before.
    pub(super) fn scope_behind(&self, scope: Option<Scope>, after: &Range<usize>) -> Option<Scope> {
        let words = self.text.get(after.clone()).unwrap_or_default();
        match scope {
            Some(Scope::OtherYear) => scope,
            _ if self.is_come_from(after) => Some(Scope::Unclear),
            None if self.patterns.narrative.is(WordKind::MeantBehind, words) => {
                Some(Scope::Unclear)
            }
            own => own,
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

    /// Whether a clause that starts at `start` says that its number is only meant: by a word of plans
    /// behind which nothing turns to what was done (预算对应的实际支出), or by its last word (应).
    fn meant(&self, start: usize, clause: &str, said: &str) -> Option<Scope> {
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
        match () {
            () if differs && narrative.is(WordKind::DiffersBy, rest) => Some(Scope::Partial),
            () if differs && narrative.is(WordKind::Partial, rest) => None,
            // 超出预算5万元: by so much, or a budget of so much.
            () if rest.is_empty() && narrative.is(WordKind::Exceeds, head) => Some(Scope::Unclear),
            () => Some(Scope::Planned),
        }
    }

    /// Whether what stands before words of plans compares with these: 比预算减少4万元. Of 比预算100万元减少20万元
    /// the first is the budget.
    fn compares(&self, head: &str) -> bool {
        // 比年初预算数, 为调整预算数的: what tells which plan may stand between.
        let ends = head.char_indices().rev().map(|(at, _)| at).take(WHICH_PLAN);
        let mut heads = std::iter::once(head.len()).chain(ends).filter_map(|at| head.get(..at));
        heads.any(|head| self.patterns.narrative.is(WordKind::Compares, head))
    }

    /// Whether a clause, parted by its words of plans, takes a share of these: 占计划的96%, 完成年度计划38万亩的102%.
    fn is_share_of_plan(&self, head: &str, rest: &str) -> bool {
        let narrative = &self.patterns.narrative;
        let ends = rest.trim_end().len();
        narrative.find(WordKind::Particle, rest).any(|word| word.end == ends)
            && (narrative.is(WordKind::CameTrue, head) || self.compares(head))
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

    /// What a clause that ends in a task says of its number: it was planned (下达改造任务53户), or what was
    /// done is told by what had been (完成计划任务53户).
    fn told_as_a_task(&self, clause: &str) -> Option<Scope> {
        let narrative = &self.patterns.narrative;
        let scope = || match narrative.is(WordKind::CameTrue, clause) {
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
        let verb = narrative.find(WordKind::IsAsFollows, label).last();
        let verb = verb.filter(|verb| verb.end == label.len());
        let label = verb.map_or(label, |verb| label.get(..verb.start).unwrap_or(label));
        (narrative.is(WordKind::GoalHeading, label) && !self.turns(colon, to)).then_some(label)
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
    fn turns(&self, from: usize, to: usize) -> bool {
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
        let narrative = &self.patterns.narrative;
        if !self.has(kind, text) {
            return Vec::new();
        }
        let longer: Vec<Range<usize>> = narrative.find(longer, said).collect();
        let free = |word: &Range<usize>| {
            !longer.iter().any(|longer| longer.start <= word.start && word.end <= longer.end)
        };
        narrative.find(kind, text).filter(free).collect()
    }
}
