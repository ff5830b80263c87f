//! What sets a quantity apart from the year evaluated: another year, a plan, a running total, a part.

use std::ops::Range;

use super::quantities::Reader;
use crate::fold::clause;
use crate::model::Scope;
use crate::patterns::narrative::WordKind;
use crate::value::date;
use crate::value::year::Mention;

/// How far back a sentence is followed before a number, in characters.
const SENTENCE_REACH: usize = 60;
/// How far behind its label a list of goals is followed, in bytes.
const LONGEST_LIST: usize = 900;
/// The longest label of a sentence, in bytes.
const LONGEST_LABEL: usize = 60;
/// How far back what stands before a word of a year is looked at, in characters.
const CLAUSE_REACH: usize = 40;
/// So many years before a number are looked at.
const MOST_YEARS: usize = 8;
/// How far what stands between a year and a number is looked at, in bytes.
const LONGEST_BETWEEN: usize = 2000;

/// What a word of another year before a number says of that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// It is said of the number: 2021年支出12万元.
    Yes,
    /// It is part of what another clause speaks of: 因拨付2021年度奖金，实际支出12万元.
    NotTold,
}

impl Reader<'_> {
    /// What sets the number at `from`, with the words `before` it in its clause, apart from the year
    /// evaluated.
    pub(super) fn scope(&self, before: &Range<usize>, from: usize) -> Option<Scope> {
        let goal = self.numbered_goal(before.end);
        let start = before.start.max(goal.unwrap_or_default());
        let clause = self.text.get(start..before.end).unwrap_or_default();
        let sentence =
            clause::back_to(self.text, before.end, clause::ends_sentence, SENTENCE_REACH);
        let said = self.text.get(start..from).unwrap_or(clause);
        // 比上年减少20人，下降14.3%: what rose or fell did so from that year.
        let change = || {
            self.has_free(WordKind::Partial, clause, WordKind::NotPartial, clause)
                && (self.has(WordKind::OtherYear, sentence) || self.last_is_other(before.end))
        };
        let other = || self.other_year(before.end).or_else(|| self.other_word(sentence, before));
        let other = match self.has(WordKind::OtherYear, clause) || change() {
            true => Some(Holds::Yes),
            false => other(),
        };
        if other == Some(Holds::Yes) {
            Some(Scope::OtherYear)
        } else if let Some(told) = self.told_as_a_task(clause) {
            Some(told)
        } else if self.is_meant(start, clause, said) {
            Some(Scope::Planned)
        } else if let Some(told) = self.labelled(before) {
            Some(told)
        } else if other.is_some()
            || goal.is_some()
            || self.is_wished(clause)
            || self.is_foreseen(clause, before.end)
        {
            Some(Scope::Unclear)
        } else if self.is_running_total(sentence, before.end)
            || self.has_free(WordKind::Standing, clause, WordKind::NotStanding, clause)
        {
            Some(Scope::Cumulative)
        } else if self.has_free(WordKind::Partial, clause, WordKind::NotPartial, said)
            || self.is_one_of_a_row(before)
        {
            Some(Scope::Partial)
        } else {
            None
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

    /// What the words behind a quantity say of it: 53户计划任务 is told by the plan, whoever did it.
    pub(super) fn scope_behind(&self, after: &Range<usize>) -> Option<Scope> {
        let after = self.text.get(after.clone()).unwrap_or_default();
        self.patterns.narrative.is(WordKind::MeantBehind, after).then_some(Scope::Unclear)
    }

    /// Whether a clause that starts at `start` says that its number is only meant: by a word of plans
    /// behind which nothing turns to what was done (预算对应的实际支出), or by its last word (应).
    fn is_meant(&self, start: usize, clause: &str, said: &str) -> bool {
        let narrative = &self.patterns.narrative;
        let words = self.free(WordKind::Planned, clause, WordKind::NotPlanned, said);
        let Some(last) = words.iter().map(|word| start + word.end).max() else {
            return narrative.is(WordKind::Obliged, clause)
                && !narrative.is(WordKind::NotObliged, clause);
        };
        // 预计实际支出 is one word.
        !self.turns(last + 1, start + clause.len())
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

    /// The last years that the sentence names before a place, the last first. One that is part of the name of
    /// a document (2017年《服务规范》) is none, nor is that of a day when something was written (填报日期：2023年3月2日),
    /// nor one of an aside.
    fn years_before(&self, to: usize) -> impl Iterator<Item = &Mention> {
        let passed = self.years.partition_point(|year| year.to <= to);
        let years = self.years.get(..passed).unwrap_or_default().iter().rev();
        let years = years.take_while(|year| year.from >= self.sentence_from).take(MOST_YEARS);
        years.filter(move |year| {
            !year.cited
                && !self.text.get(year.to..).is_some_and(|rest| rest.starts_with('《'))
                && !date::is_labelled_day(self.text, year.from, self.patterns)
                && !self.is_aside(year.from, year.to, to)
        })
    }

    /// Whether the last year before a place is not the one evaluated, whatever its clause says of it.
    fn last_is_other(&self, to: usize) -> bool {
        let last = self.years_before(to).next();
        self.year.is_some_and(|own| last.is_some_and(|year| year.year != own))
    }

    /// Whether the last year that the sentence names before a place is another one than that
    /// evaluated. A year that another clause only speaks of is passed over.
    fn other_year(&self, to: usize) -> Option<Holds> {
        let own = self.year?;
        let mut not_told = None;
        for year in self.years_before(to) {
            let said = self.is_said_of(year.from, year.to, to);
            let said = said && (year.year == own || !self.is_of_an_event(year, to));
            match (said, year.year == own) {
                (true, true) => return None,
                (true, false) => return Some(Holds::Yes),
                (false, true) => {}
                (false, false) => not_told = Some(Holds::NotTold),
            }
        }
        not_told
    }

    /// The same of words such as 上年, outside of those that say it of what stands straight behind
    /// them (上年结转12万元，全年支出90万元).
    fn other_word(&self, sentence: &str, before: &Range<usize>) -> Option<Holds> {
        let mut words =
            self.free(WordKind::OtherYear, sentence, WordKind::OtherYearAside, sentence);
        let start = before.end - sentence.len();
        words.retain(|word| !self.is_aside(start + word.start, start + word.end, before.end));
        let held =
            |word: &Range<usize>| self.is_said_of(start + word.start, start + word.end, before.end);
        if words.iter().any(held) {
            return Some(Holds::Yes);
        }
        (!words.is_empty()).then_some(Holds::NotTold)
    }

    /// Whether a word of time stands in brackets that closed before a number and make a statement of their
    /// own: 实施项目15个(含2023年转列项目5个)，年中增加8个. A year alone (项目(2022年度)，…) is no statement.
    fn is_aside(&self, from: usize, to: usize, number: usize) -> bool {
        let Some((inside, _)) = self.between(to, number).split_once(')') else {
            return false;
        };
        if inside.contains('(') {
            return false;
        }
        let opens = |c| c == '(' || clause::ends_sentence(c);
        let head = clause::back_to(self.text, from, opens, CLAUSE_REACH);
        let opened = self.text.get(..from - head.len()).is_some_and(|text| text.ends_with('('));
        // (2022至2023年度) is two years, and no statement either.
        let close = to + inside.len();
        let last = self.years.partition_point(|year| year.to <= close).checked_sub(1);
        let last =
            last.and_then(|last| self.years.get(last)).map_or(from, |year| year.from.max(from));
        let dated = self.text.get(last..).and_then(|text| date::starting(text, self.patterns));
        let dated = dated.map_or(to, |(_, length)| (last + length).max(to));
        let counts = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        opened && self.text.get(dated..close).is_some_and(counts)
    }

    /// Whether a word of time is said of a number behind it: it stands in the clause of that, or starts
    /// one (2021年支出12万元，其中…), and is not what that other clause speaks of (因拨付2021年度奖金，…).
    fn is_said_of(&self, from: usize, to: usize, number: usize) -> bool {
        let between = self.between(to, number);
        if !between.contains(clause::ends_clause) {
            return true;
        }
        let narrative = &self.patterns.narrative;
        let head = clause::back_to(self.text, from, clause::ends_phrase, CLAUSE_REACH);
        let spoken_of = narrative.is(WordKind::TakesAYear, head)
            || narrative.is(WordKind::StartsACause, head)
            || self.text.get(..from).is_some_and(|text| text.ends_with('、'));
        // 因拨付2021年度奖金12万元，其中…: the parts are of the same year.
        let parts = || {
            let of_which = narrative.find(WordKind::OfWhich, between).next();
            let whole = of_which.and_then(|word| between.get(..word.start));
            whole.is_some_and(|whole| whole.matches(clause::ends_clause).count() <= 1)
        };
        !spoken_of || parts()
    }

    /// What stands between a word of time and a number, as far as it is looked at.
    fn between(&self, from: usize, to: usize) -> &str {
        let far = self.text.floor_char_boundary(from + LONGEST_BETWEEN);
        self.text.get(from..to.min(far)).unwrap_or_default()
    }

    /// Whether a year in another clause than a number's only dates what is told there, by its month: 2018年12月，
    /// 划归市政府管理，现有床位1286张. What stands up to a day (截至2018年12月31日，…) is of that day.
    fn is_of_an_event(&self, year: &Mention, number: usize) -> bool {
        let between = self.between(year.to, number);
        let head = clause::back_to(self.text, year.from, clause::ends_phrase, CLAUSE_REACH);
        let dated = || date::starting(self.text.get(year.from..)?, self.patterns)?.0.month;
        between.contains(clause::ends_clause)
            && !self.patterns.narrative.is(WordKind::Cumulative, head)
            && dated().is_some()
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
    fn free(&self, kind: WordKind, text: &str, longer: WordKind, said: &str) -> Vec<Range<usize>> {
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
