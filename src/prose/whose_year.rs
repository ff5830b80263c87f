//! Of which year a number in a sentence is: the one evaluated, or another that its sentence names.

use std::ops::Range;

use super::quantities::Reader;
use crate::fold::clause;
use crate::patterns::narrative::WordKind;
use crate::value::date;
use crate::value::year::Mention;

/// How far back what stands before a word of a year is looked at, in characters.
const CLAUSE_REACH: usize = 40;
/// So many years before a number are looked at.
const MOST_YEARS: usize = 8;
/// How far what stands between a year and a number is looked at, in bytes.
const LONGEST_BETWEEN: usize = 2000;

/// What a word of another year before a number says of that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// It is said of the number: 2021年支出12万元.
    Yes,
    /// It is part of what another clause speaks of: 因拨付2021年度奖金，实际支出12万元.
    NotTold,
    /// It is a span with the year evaluated: 2022-2024年共投入900万元.
    Several,
}

impl Reader<'_> {
    /// Where the part of a sentence that ends at a number starts that is of the year evaluated, as its last
    /// word of that tells: 2023年拨付11万元，今年拨付20万元.
    pub(super) fn own_year_since(&self, near: &str, to: usize) -> usize {
        let start = to - near.len();
        let turns = self.patterns.narrative.find(WordKind::OwnYear, near);
        let turns = turns.map(|word| start + word.start..start + word.end);
        let last = turns.filter(|word| !self.is_aside(word.start, word.end, to)).last();
        last.map_or(self.sentence_from, |word| word.end)
    }

    /// The last years that the sentence names between two places, the last first. One that is part of the name of
    /// a document (2017年《服务规范》) is none, nor is that of a day when something was written (填报日期：2023年3月2日),
    /// nor one of an aside.
    fn years_before(&self, since: usize, to: usize) -> impl Iterator<Item = &Mention> {
        let passed = self.years.partition_point(|year| year.to <= to);
        let years = self.years.get(..passed).unwrap_or_default().iter().rev();
        let years = years.take_while(move |year| year.from >= since).take(MOST_YEARS);
        years.filter(move |year| {
            !year.cited
                && !self.text.get(year.to..).is_some_and(|rest| rest.starts_with('《'))
                && !date::is_labelled_day(self.text, year.from, self.patterns)
                && !self.is_aside(year.from, year.to, to)
                && !self.is_start_of_change(year.from, year.to, to)
                && !self.is_base(year, to)
                && !self.is_first_of_many(year, to)
        })
    }

    /// Whether a year is the first of many that its clause speaks of: 为自1951年有记录以来最低，受害面积114公顷.
    fn is_first_of_many(&self, year: &Mention, number: usize) -> bool {
        let between = self.between(year.to, number);
        let clause = clause::up_to(between, 0, clause::ends_clause, CLAUSE_REACH);
        let narrative = &self.patterns.narrative;
        let head = clause::back_to(self.text, year.from, clause::ends_phrase, CLAUSE_REACH);
        clause.len() < between.len()
            && narrative.is(WordKind::EverSince, clause)
            && narrative.find(WordKind::ComesFrom, head).any(|word| word.end == head.len())
    }

    /// Whether a year is that of the number with which another is compared in a clause that is over: 接待21万人次，是2021年
    /// 17万人次的1.2倍；办展36场.
    fn is_base(&self, year: &Mention, number: usize) -> bool {
        let between = self.between(year.to, number);
        let Some(over) = between.find(clause::ends_clause) else { return false };
        let compared = between.get(..over).unwrap_or_default();
        let head = clause::back_to(self.text, year.from, clause::ends_phrase, CLAUSE_REACH);
        let narrative = &self.patterns.narrative;
        let rest = between.get(over..).unwrap_or_default().trim_start_matches(',');
        compared.contains(|c: char| c.is_ascii_digit())
            && narrative.is(WordKind::Compares, head)
            // 比2021年增加12人，其中…: whose parts they are is another question.
            && narrative.start(WordKind::OfWhich, rest).is_none()
    }

    /// Whether the last year before a place is not the one evaluated, whatever its clause says of it.
    pub(super) fn last_is_other(&self, since: usize, to: usize) -> bool {
        let last = self.years_before(since, to).next();
        self.year.is_some_and(|own| last.is_some_and(|year| year.year != own))
    }

    /// Whether the last year that the sentence names before a place is another one than that
    /// evaluated. A year that another clause only speaks of is passed over.
    pub(super) fn other_year(&self, since: usize, to: usize) -> Option<Holds> {
        let own = self.year?;
        let mut not_told = None;
        for year in self.years_before(since, to) {
            // 2022-2024年共投入900万元 is of more than a year.
            if year.range && year.year >= own {
                return not_told.or(Some(Holds::Several));
            }
            let said = self.is_said_of(year.from, year.to, to);
            let event = year.year != own && self.is_of_an_event(year, to);
            let said = said && (year.year == own || !event && !self.is_issued_then(year, to));
            // 剩余2座于2023年4月完工；安装护栏480公里: the day of an event is over with its statement.
            let over = || event && self.between(year.to, to).contains(clause::ends_statement);
            match (said, year.year == own) {
                (true, true) => return None,
                (true, false) => return Some(Holds::Yes),
                (false, true) => {}
                (false, false) if over() => {}
                (false, false) => not_told = Some(Holds::NotTold),
            }
        }
        not_told
    }

    /// The same of words such as 上年, outside of those that say it of what stands straight behind
    /// them (上年结转12万元，全年支出90万元).
    pub(super) fn other_word(&self, sentence: &str, before: &Range<usize>) -> Option<Holds> {
        let mut words =
            self.free(WordKind::OtherYear, sentence, WordKind::OtherYearAside, sentence);
        let start = before.end - sentence.len();
        words.retain(|word| {
            let (from, to) = (start + word.start, start + word.end);
            !self.is_aside(from, to, before.end) && !self.is_start_of_change(from, to, before.end)
        });
        let held =
            |word: &Range<usize>| self.is_said_of(start + word.start, start + word.end, before.end);
        if words.iter().any(held) {
            return Some(Holds::Yes);
        }
        (!words.is_empty()).then_some(Holds::NotTold)
    }

    /// Whether a word of time stands in brackets that closed before a number and make a statement of their
    /// own: 实施项目15个(含2023年转列项目5个)，年中增加8个. A year alone (项目(2022年度)，…) is no statement.
    pub(super) fn is_aside(&self, from: usize, to: usize, number: usize) -> bool {
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
        // 就业483人，比2021年提高4个百分点，其中…: the parts are those of another number.
        !spoken_of || !narrative.is(WordKind::Compares, head) && parts()
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
        between.contains(clause::ends_clause)
            && !self.patterns.narrative.is(WordKind::Cumulative, head)
            && self.names_a_month(year)
    }

    /// Whether a year only dates when money or a plan was given out, which may be those of the next: 2021年12月提前下达
    /// 300万元.
    fn is_issued_then(&self, year: &Mention, number: usize) -> bool {
        let narrative = &self.patterns.narrative;
        narrative.is(WordKind::Issued, self.between(year.to, number)) && self.names_a_month(year)
    }

    /// Whether the year is that of a month or a day.
    fn names_a_month(&self, year: &Mention) -> bool {
        let dated = || date::starting(self.text.get(year.from..)?, self.patterns)?.0.month;
        dated().is_some()
    }
}
