//! What stands behind 其中: which quantities are parts, of which wholes, and where they end.

use std::ops::Range;

use rust_decimal::Decimal;

use super::facts::Figures;
use super::quantities::Found;
use crate::fold::clause;
use crate::model::Scope;
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::value::number::chinese_digit;

/// So many quantities before 其中 can be the whole that is meant.
const MOST_WHOLES: usize = 8;

/// So many quantities before 其中 are looked at.
const MOST_BEFORE: usize = 100;

/// The longest list of parts, in characters.
const LONGEST_PARTS: usize = 1000;

/// A 其中 with what it is a part of.
struct OfWhich {
    from: usize,
    /// Where its parts end.
    to: usize,
    wholes: Vec<u32>,
    /// What its parts come to so far, and where the last of them ends.
    sum: Decimal,
    last: Option<usize>,
    /// Its parts stand in a row (甲5元、乙3元).
    in_a_row: bool,
    /// It is a word that may name other things than parts: 包括.
    comprises: bool,
}

/// Where the parts after 其中 end: with the bracket that it stands in, with the
/// sentence, with the next numbered heading, and, unless a list follows its colon, with the statement.
fn end_of_parts(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let list = rest.starts_with(':');
    let items = numeral(rest.trim_start_matches([':', '('])).is_some();
    let mut depth = 0usize;
    for (at, c) in rest.char_indices().take(LONGEST_PARTS) {
        match c {
            _ if !items && starts_heading(text, from + at) => return from + at,
            '(' => depth += 1,
            ')' if depth == 0 => return from + at,
            ')' => depth -= 1,
            ';' if depth == 0 && !list => return from + at,
            c if clause::ends_sentence(c) => return from + at,
            _ => {}
        }
    }
    from + rest.char_indices().nth(LONGEST_PARTS).map_or(rest.len(), |(at, _)| at)
}

/// The Chinese numeral with which a text starts.
fn numeral(text: &str) -> Option<u8> {
    text.chars().next().and_then(chinese_digit)
}

/// Whether the numbered heading of a new section starts at a place of a text whose lines were run
/// together: （二）, or 三、 where 二、 stands before it.
fn starts_heading(text: &str, at: usize) -> bool {
    const NEAR: usize = 3000;
    let rest = text.get(at..).unwrap_or_default();
    if let Some((inside, _)) = clause::bracketed(rest, 1) {
        return numeral(inside).is_some();
    }
    let head = text.get(..at).unwrap_or_default();
    let Some(own) = numeral(rest).filter(|own| *own > 1) else { return false };
    let mark = |text: &str| text.chars().nth(1) == Some('、');
    let part = head.chars().next_back().is_none_or(|c| c == '、' || chinese_digit(c).is_some());
    if part || !mark(rest) {
        return false;
    }
    let near = head.get(head.ceil_char_boundary(at.saturating_sub(NEAR))..).unwrap_or_default();
    let before = |(from, _): (usize, char)| {
        near.get(from..).is_some_and(|text| numeral(text) == Some(own - 1) && mark(text))
    };
    near.char_indices().any(before)
}

impl Figures<'_> {
    /// The scope of each quantity: of parts that say nothing of their own, what their whole says. Those of which it is
    /// open what they are parts of, of a plan or of what was done, are unclear.
    pub(super) fn scopes(&self, wholes: &[Vec<u32>]) -> Vec<Option<Scope>> {
        let sums = self.sums(wholes);
        let scope = |part: &Found, wholes: &[u32]| {
            let own = || wholes.iter().filter_map(|index| self.whole(*index));
            if part.scope.is_some() || !own().any(|whole| whole.scope == Some(Scope::Planned)) {
                return part.scope;
            }
            let words = self.text.get(part.before.clone()).unwrap_or_default();
            let words = words.trim_start_matches(',');
            if self.words.is_done_of_plan(words) || self.words.is(WordKind::DoneWhole, words) {
                return None;
            }
            let sum = sums.get(&(wholes, part.unit.as_str()));
            // 预算286万元，支出312万元。其中…: what the parts come to tells which of them is meant.
            let mut complete = own().filter(|whole| Some(&whole.number) == sum);
            let first = complete.next().map(|whole| whole.scope);
            let told = first.filter(|scope| complete.all(|whole| whole.scope == *scope));
            told.unwrap_or(Some(Scope::Unclear))
        };
        self.found.iter().zip(wholes).map(|(part, wholes)| scope(part, wholes)).collect()
    }

    /// For each quantity those that stand before its 其中. `of_which` says whether the text may hold such a word.
    pub(super) fn wholes(&self, of_which: bool) -> Vec<Vec<u32>> {
        let mut marks = self.marks(of_which).into_iter().peekable();
        // Those whose parts may go on, the innermost last.
        let mut open: Vec<OfWhich> = Vec::new();
        let mut out = Vec::with_capacity(self.found.len());
        for quantity in self.found {
            while let Some(next) = marks.next_if(|next| next.start < quantity.from) {
                let wholes = match self.straight_before(&next) {
                    Some(whole) => vec![whole],
                    None => self.before_mark(next.start, quantity),
                };
                let mark = self.text.get(next.clone()).unwrap_or_default();
                open.push(OfWhich {
                    from: next.start,
                    to: self.end_of_parts(next.end, &wholes),
                    wholes,
                    sum: Decimal::ZERO,
                    last: None,
                    in_a_row: false,
                    comprises: self.words.start(WordKind::Comprises, mark).is_some(),
                });
            }
            while open.last().is_some_and(|mark| self.is_over(mark, quantity)) {
                open.pop();
            }
            let own = open.last_mut().filter(|mark| mark.from >= quantity.sentence_from);
            // 其中甲5元、乙3元，已100%到位: said of the whole, not of a part.
            let own = own.filter(|mark| !self.is_of_the_whole(mark, quantity));
            // 其中甲5元（含乙3元）: what a bracket of its own holds is a part of that part.
            let own = own.filter(|mark| !self.in_a_bracket(mark, quantity));
            // 其中甲5元、乙3元，较上年增长3%: what changed is no part.
            let own = own.filter(|_| !self.is_compared(quantity));
            out.push(own.map(|mark| self.part(mark, quantity)).unwrap_or_default());
        }
        out
    }

    /// Where words stand behind which parts may follow: 其中, and 分别是 straight behind a quantity.
    fn marks(&self, of_which: bool) -> Vec<Range<usize>> {
        let mut marks: Vec<Range<usize>> = Vec::new();
        if of_which {
            marks.extend(self.words.find(WordKind::OfWhich, self.text));
        }
        for whole in self.found.iter().filter(|whole| !whole.percent) {
            let rest = self.text.get(whole.to..).unwrap_or_default();
            let start = whole.to + usize::from(rest.starts_with([',', ':']));
            let rest = self.text.get(start..).unwrap_or_default();
            let word = self.words.start(WordKind::ListsParts, rest);
            marks.extend(word.map(|word| start..start + word.len()));
        }
        marks.sort_by_key(|mark| mark.start);
        marks
    }

    /// The quantity straight behind which 分别是 stands.
    fn straight_before(&self, mark: &Range<usize>) -> Option<u32> {
        let rest = self.text.get(mark.start..)?;
        self.words.start(WordKind::ListsParts, rest)?;
        let last = self.found.partition_point(|found| found.to <= mark.start).checked_sub(1)?;
        Some(self.index(last))
    }

    /// Where the parts behind a 其中 end: 其中基本支出1亿元，占40%；项目支出1.5亿元 goes on behind the semicolon, as
    /// the whole shows.
    fn end_of_parts(&self, from: usize, wholes: &[u32]) -> usize {
        let end = end_of_parts(self.text, from);
        if !self.text.get(end..).is_some_and(|rest| rest.starts_with(';')) {
            return end;
        }
        let rest = clause::up_to(self.text, from, clause::ends_sentence, LONGEST_PARTS);
        let first = self.found.partition_point(|found| found.from < from);
        let parts = self.found.get(first..).unwrap_or_default().iter();
        let parts = parts.take_while(|found| found.from < from + rest.len());
        let comes_to = |whole: &Found| {
            let parts = parts.clone().filter(|part| part.unit == whole.unit);
            parts.map(|part| part.number).fold(Decimal::ZERO, Decimal::saturating_add)
                == whole.number
        };
        match wholes.iter().filter_map(|index| self.whole(*index)).any(comes_to) {
            true => from + rest.len(),
            false => end,
        }
    }

    /// Whether a percentage names nothing of its own (已100%到位), or stands behind parts that make up the
    /// whole and is no share of one (其中甲5元、乙3元，支付率90%).
    fn is_of_the_whole(&self, mark: &OfWhich, quantity: &Found) -> bool {
        let before = self.text.get(quantity.before.clone()).unwrap_or_default();
        let complete = || {
            let whole = |index: &u32| self.whole(*index).map(|whole| whole.number);
            mark.last.is_some() && mark.wholes.iter().filter_map(whole).any(|n| n == mark.sum)
        };
        quantity.percent
            && (self.words.is(WordKind::OfTheWhole, before)
                || complete() && !self.is_share(quantity))
    }

    /// Whether a percentage is a share: 占12%.
    fn is_share(&self, quantity: &Found) -> bool {
        let before = self.text.get(quantity.before.clone()).unwrap_or_default();
        self.words.pattern(PatternKind::Share).is_some_and(|share| share.is_match(before))
    }

    /// The quantity of this paragraph that has an index.
    pub(super) fn whole(&self, index: u32) -> Option<&Found> {
        let own = usize::try_from(index).ok().and_then(|index| index.checked_sub(self.base));
        own.and_then(|own| self.found.get(own))
    }

    /// Takes a quantity for a part, and gives its wholes.
    fn part(&self, mark: &mut OfWhich, quantity: &Found) -> Vec<u32> {
        if !quantity.percent {
            mark.in_a_row |= mark.last.is_some_and(|last| self.follows(last, quantity, '、'));
            mark.sum = mark.sum.saturating_add(quantity.number);
            mark.last = Some(quantity.to);
        }
        // A percentage may be one of anything; 3个文件下达200万元，其中…12万元: money is a part of money,
        // and people are none.
        let same = |index: &u32| self.whole(*index).is_some_and(|w| w.unit == quantity.unit);
        let alike = |index: &u32| self.whole(*index).is_some_and(|w| self.are_alike(w, quantity));
        // 单位1个，包括机构14个: no part is more than its whole.
        let exceeds = |index: &u32| self.whole(*index).is_some_and(|w| w.number < quantity.number);
        if mark.comprises && mark.wholes.iter().filter(|index| same(index)).all(exceeds) {
            return Vec::new();
        }
        match mark.wholes.iter().any(same) {
            true => mark.wholes.iter().copied().filter(same).collect(),
            // 其中农户46户，签约率82%: a rate of the part is no part.
            false if quantity.percent && self.is_share(quantity) => mark.wholes.clone(),
            false if quantity.percent => Vec::new(),
            false => mark.wholes.iter().copied().filter(alike).collect(),
        }
    }

    /// Whether one quantity may be a part of another with another unit: 元 of 万元. What is counted tells
    /// nothing of it: 个 and 家 may be of the same things, 项 and 人 are not.
    fn are_alike(&self, whole: &Found, part: &Found) -> bool {
        let dimension = |found: &Found| self.units.find(&found.unit).map(|unit| unit.dimension);
        dimension(whole).is_some_and(|one| one != "count" && dimension(part) == Some(one))
    }

    /// Whether nothing but a mark stands straight behind the last part and before the words of the next.
    fn follows(&self, last: usize, quantity: &Found, mark: char) -> bool {
        let between = self.text.get(last..quantity.from).unwrap_or_default();
        between.trim_start_matches(')').starts_with(mark)
    }

    /// Whether the parts end before a quantity: with their sentence or bracket, where they have come to
    /// their whole, and where a row of them is broken off (其中甲5元、乙3元，全年支出9元).
    fn is_over(&self, mark: &OfWhich, quantity: &Found) -> bool {
        if mark.to <= quantity.from {
            return true;
        }
        let Some(last) = mark.last.filter(|_| quantity.from > mark.from && !quantity.percent)
        else {
            return false;
        };
        let whole = |index: &u32| self.whole(*index).filter(|whole| whole.unit == quantity.unit);
        let comes_to =
            |sum: Decimal| mark.wholes.iter().filter_map(whole).any(|whole| whole.number == sum);
        if self.in_a_bracket(mark, quantity) || quantity.number.is_zero() {
            return false;
        }
        let broken_off = mark.in_a_row && self.follows(last, quantity, ',');
        (comes_to(mark.sum) || broken_off)
            && !comes_to(mark.sum.saturating_add(self.rest(mark, quantity)))
    }

    /// What this quantity and those behind it come to that may still be parts.
    fn rest(&self, mark: &OfWhich, quantity: &Found) -> Decimal {
        let first = self.found.partition_point(|found| found.from < quantity.from);
        let rest = self.found.get(first..).unwrap_or_default().iter();
        let rest = rest.take_while(|found| found.from < mark.to);
        let parts = rest.filter(|found| {
            found.unit == quantity.unit && !found.percent && !self.in_a_bracket(mark, found)
        });
        parts.map(|found| found.number).fold(Decimal::ZERO, Decimal::saturating_add)
    }

    /// Whether a bracket of its own holds a quantity behind 其中: 其中甲5元（含乙3元）.
    fn in_a_bracket(&self, mark: &OfWhich, quantity: &Found) -> bool {
        let between = self.text.get(mark.from..quantity.from).unwrap_or_default();
        between.matches('(').count() > between.matches(')').count()
    }

    /// The last quantities of the sentence before 其中, or of the sentence before where
    /// 其中 starts one.
    fn before_mark(&self, at: usize, part: &Found) -> Vec<u32> {
        let own = self.text.get(part.sentence_from..at).unwrap_or_default();
        let wanted = match own.trim_matches([',', ' ']).is_empty() {
            true => part.sentence.checked_sub(1),
            false => Some(part.sentence),
        };
        let passed = self.found.partition_point(|quantity| quantity.to <= at);
        // 一期100万元（其中…），二期80万元（其中…）: a bracket that follows an amount tells of it alone.
        if let Some((index, whole)) = passed.checked_sub(1).map(|i| (i, &self.found[i]))
            && Some(whole.sentence) == wanted
            && !whole.percent
            && self.text.get(whole.to..at) == Some("(")
        {
            return vec![self.index(index)];
        }
        let mut wholes = self.wholes_in(passed, wanted, at);
        // 管护林地120亩；造林80亩，其中…: what a semicolon parts is another statement.
        let statement = at - clause::back_to(self.text, at, |c| c == ';', LONGEST_PARTS).len();
        let near = |index: &u32| self.whole(*index).is_some_and(|w| w.from >= statement);
        if wholes.iter().any(near) {
            wholes.retain(near);
        }
        // 收入100万元。比上年增加5万元。其中：…: a sentence on what changed is passed over.
        if wholes.is_empty() && wanted != Some(part.sentence) {
            let before = self.found.iter().take(passed).rev();
            let mut before = before.skip_while(|quantity| Some(quantity.sentence) == wanted);
            let sentence = before.next().map(|quantity| quantity.sentence);
            let next = wanted.and_then(|wanted| wanted.checked_sub(1));
            if sentence.is_some() && sentence == next {
                wholes = self.wholes_in(passed, sentence, at);
            }
        }
        wholes
    }

    /// The last of the first `passed` quantities that stand in a sentence and may be wholes of what a
    /// 其中 at a place tells of.
    fn wholes_in(&self, passed: usize, sentence: Option<u32>, at: usize) -> Vec<u32> {
        let passed = self.found.iter().enumerate().take(passed).rev();
        let wholes = passed
            .skip_while(|(_, quantity)| Some(quantity.sentence) > sentence)
            .take_while(|(_, quantity)| Some(quantity.sentence) == sentence)
            .take(MOST_BEFORE)
            .filter(|(_, quantity)| !quantity.percent && !self.is_change(quantity));
        let wholes: Vec<(usize, &Found)> = wholes.take(MOST_WHOLES).collect();
        // 完成26个（含上级交办2个），其中…: what a bracket adds is no whole where one stands before it.
        let is_added = |(_, quantity): &&(usize, &Found)| {
            let between = self.text.get(quantity.to..at).unwrap_or_default();
            between.matches(')').count() > between.matches('(').count()
        };
        let all_added = wholes.iter().all(|whole| is_added(&whole));
        let own = wholes.iter().rev().filter(|whole| all_added || !is_added(whole));
        own.map(|(index, _)| self.index(*index)).collect()
    }
}
