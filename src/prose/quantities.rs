//! Quantities that a paragraph states: number, unit, and the words around them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::adjacent::{Cell, is_comparison};
use super::measured::Measured;
use super::number::{Printed, printed, token};
use super::sought::{Sought, Traces};
use crate::fold::clause::{self, ends_words};
use crate::model::{Comparator, Scope};
use crate::patterns::Patterns;
use crate::patterns::narrative::WordKind;
use crate::value::year::Mention;

/// How far a clause is followed to each side of a number, in characters.
const REACH: usize = 40;
/// The most words of comparison before one number: 已超, 共约.
const MOST_MARKS: usize = 3;

/// A quantity in a folded paragraph; places in bytes.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
    pub(super) comparator: Option<Comparator>,
    pub(super) number: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) unit: String,
    pub(super) percent: bool,
    pub(super) approximate: bool,
    pub(super) scope: Option<Scope>,
    /// A verb plans it, and may plan what stands behind it.
    pub(super) plans: bool,
    /// It is so much of each (每户3000元), and what stands behind it may be as well.
    pub(super) each: bool,
    /// Its sentence turned to what was done before it.
    pub(super) done: bool,
    /// Number of its sentence in the paragraph, and where that starts.
    pub(super) sentence: u32,
    pub(super) sentence_from: usize,
}

/// What the digits of a paragraph are.
#[derive(Debug, Default)]
pub(super) struct Quantities {
    /// In order.
    pub(super) found: Vec<Found>,
    /// Digits before a unit that cannot be trusted.
    pub(super) damaged: Vec<Range<usize>>,
}

/// The quantities of a folded paragraph that has words of what is sought.
pub(super) fn quantities(
    text: &str,
    traces: Traces,
    year: Option<i16>,
    patterns: &Patterns,
) -> Quantities {
    let mut out: Vec<Found> = Vec::new();
    let mut damaged = Vec::new();
    let mut reader = Reader {
        text,
        traces,
        patterns,
        year,
        years: patterns.years.mentions(text),
        turns: patterns.narrative.find(WordKind::TurnsToActual, text).collect(),
        sentence: 0,
        sentence_from: 0,
    };
    // The number before, if the next one follows it at once: cells of a row (28次40次143%).
    let mut run: Option<Cell> = None;
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        reader.pass(at, start);
        let (found, end) = match printed(text.get(start..).unwrap_or_default()) {
            Printed::Damaged(length) => {
                let mark = reader.enumerator(start);
                if mark.is_none() {
                    damaged.extend(reader.damaged(start, length));
                }
                (None, start + mark.unwrap_or(length))
            }
            Printed::Number(..) | Printed::None => reader.at(start, out.last()),
        };
        match found {
            Some(found)
                if reader.is_an_item(&found)
                    || reader.is_run_together(&found)
                    || run.is_some_and(|cell| cell.is_before(text, &found)) =>
            {
                damaged.push(found.from..end);
                run = None;
            }
            Some(found) => {
                if let Some(last) = out.last_mut() {
                    reader.set_against(last, &found);
                }
                out.push(found);
                run = None;
            }
            None => run = reader.cell(start),
        }
        reader.pass(start, end);
        at = end;
    }
    Quantities { found: out, damaged }
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    clause::next(text.get(from..)?, |c| c.is_ascii_digit()).map(|index| from + index)
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    traces: Traces,
    pub(super) patterns: &'a Patterns,
    pub(super) year: Option<i16>,
    /// The years that the paragraph names.
    pub(super) years: Vec<Mention>,
    /// Where it turns to what was done (实际完成：).
    pub(super) turns: Vec<Range<usize>>,
    sentence: u32,
    pub(super) sentence_from: usize,
}

impl Reader<'_> {
    /// Counts the sentences that end between two places.
    fn pass(&mut self, from: usize, to: usize) {
        let passed = self.text.get(from..to).unwrap_or_default();
        let mut at = from;
        for part in clause::parts(passed, clause::ends_sentence) {
            at += part.len();
            if part.ends_with(clause::ends_sentence) {
                self.sentence += 1;
                self.sentence_from = at;
            }
        }
    }

    /// Whether the digits of a quantity are those of several: of cells that were run together
    /// (5000|5000|100%), or of a year whose sign is gone and a count (2023年|30件).
    fn is_run_together(&self, found: &Found) -> bool {
        const LEAST: u32 = 10_000;
        const YEAR: usize = 4;
        if found.percent {
            return found.number >= Decimal::from(LEAST);
        }
        let digits = self.text.get(found.from..).unwrap_or_default();
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let counted = || {
            let unit = self.patterns.units.at_start(&found.unit);
            unit.is_some_and(|(_, unit)| unit.dimension == "count")
        };
        let year = || digits.get(..YEAR).and_then(|digits| digits.parse::<i16>().ok());
        matches!(length, 5 | 6)
            && found.number.scale() == 0
            && self.year.is_some_and(|own| year() == Some(own))
            && counted()
    }

    /// Where damaged digits stand, if a unit follows and they are no name (5G).
    fn damaged(&self, from: usize, length: usize) -> Option<Range<usize>> {
        let digits = self.text.get(from..from + length)?;
        let rest = self.text.get(from + length..)?;
        let (sign, unit) = self.patterns.units.at_start(rest)?;
        // 附件3.项目支出决算表, 总分 3.部门整体支出: no unit stands behind the digits.
        let word = self.patterns.narrative.start(WordKind::LongerWord, rest);
        if word.is_some_and(|word| word.len() > sign) {
            return None;
        }
        let name = digits.contains(|c: char| c.is_ascii_alphabetic());
        let counted = unit.sign == "%" || !matches!(&*unit.dimension, "time" | "ratio");
        (counted && !name && !self.is_inside_a_token(from)).then_some(from..from + length)
    }

    /// The quantity that starts with a digit, and where to go on.
    fn at(&self, from: usize, last: Option<&Found>) -> (Option<Found>, usize) {
        let end = from + token(self.text.get(from..).unwrap_or_default());
        if self.is_inside_a_token(from) {
            return (None, end);
        }
        let Some(first) = self.measured(from) else {
            return (None, end);
        };
        let Some(first) = first else {
            return (None, end);
        };
        let (upper, to) = self.upper(&first);
        if self.goes_on(to) && !self.is_measured_twice(&first, to) {
            return (None, to.max(end));
        }
        (self.found(from, to, first, upper, last), to)
    }

    /// Whether a digit is part of something else: of a word (A4), a sum (1+6+3), a
    /// document's number.
    fn is_inside_a_token(&self, from: usize) -> bool {
        let before = self.text.get(..from).and_then(|t| t.chars().next_back());
        let Some(before) = before else { return false };
        before.is_ascii_alphanumeric()
            || matches!(before, '+' | '.' | '/' | '-' | '~' | '[' | '*' | '#' | '×' | '÷')
            || self.patterns.narrative.is_ordinal(before)
    }

    /// Whether what follows makes it something else: a price (元/人), a threshold
    /// that is part of a name (10亿元以上项目), a token.
    fn goes_on(&self, to: usize) -> bool {
        let rest = self.text.get(to..).unwrap_or_default();
        let goes_on = |c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '×' | '÷') || is_comparison(c)
        };
        if rest.starts_with(goes_on) {
            return true;
        }
        let Some((length, _)) = self.patterns.quantities.after_start(rest) else {
            return self.patterns.narrative.is(WordKind::PartOfAName, rest);
        };
        let after = rest.get(length..).unwrap_or_default();
        !(after.is_empty() || after.starts_with(ends_words))
    }

    fn found(
        &self,
        from: usize,
        to: usize,
        first: Measured,
        upper: Option<Decimal>,
        last: Option<&Found>,
    ) -> Option<Found> {
        let quantities = &self.patterns.quantities;
        let head = self.text.get(..from)?;
        let clause = match last.filter(|last| last.to == from) {
            // 新建道路23条56.8公里: two measures of one thing share its words.
            Some(last) => last.before.start.max(self.sentence_from),
            None => self.clause_before(from, last.map_or(0, |last| last.to)),
        };
        let mut marks_from = from;
        let (mut comparator, mut approximate) = (first.more, first.approximate);
        for _ in 0..MOST_MARKS {
            let clause = head.get(clause..marks_from)?;
            // 全年下达71万元 reaches nothing, 节约3万元 is no rough figure; 上升为 is one word.
            let narrative = &self.patterns.narrative;
            let own = || {
                narrative.is(WordKind::WordOfItsOwn, clause)
                    || narrative.find(WordKind::ComesTo, clause).any(|w| w.end == clause.len())
            };
            let Some((length, mark)) = quantities.before_end(clause).filter(|_| !own()) else {
                break;
            };
            marks_from -= length;
            comparator = comparator.or(mark.comparator);
            approximate |= mark.approximate;
        }
        let rest = self.text.get(to..)?;
        let mut end = to;
        if let Some((length, mark)) = quantities.after_start(rest) {
            comparator = comparator.or(mark.comparator);
            approximate |= mark.approximate;
            end += length;
        }
        let before = clause..marks_from;
        let after = end..self.clause_after(end);
        let told = self.clause_of_change(&before, from, last);
        let row = self.scope_in_a_row(from, &first, last);
        let scope = row.or_else(|| self.scope(told.as_ref().unwrap_or(&before), from, &first));
        let scope = self.scope_behind(scope, &after, &first);
        // So many 百分点 are always by how much something changed.
        let by_points = || first.points.then_some(Scope::Partial);
        let exceeds = matches!(comparator, Some(Comparator::MoreThan | Comparator::LessThan))
            && marks_from < from;
        let goes_beyond = || {
            let beyond = exceeds && self.goes_beyond(&before, &first, last);
            beyond.then_some(Scope::Unclear)
        };
        let scope = scope.or_else(by_points).or_else(goes_beyond);
        let plan = scope.map_or_else(|| self.carried(before.start..from, &first, last), |_| None);
        let each =
            scope.map_or_else(|| self.carried_of_each(before.start..from, &first, last), |_| None);
        let plans = plan.is_some() || scope == Some(Scope::Planned) && self.plans_by_verb(&before);
        Some(Found {
            from,
            to: end,
            scope: scope.or(plan).or(each),
            plans,
            each: each.is_some() || self.is_of_each(scope, &before),
            after,
            done: self.is_done(from),
            before,
            comparator,
            number: first.number,
            upper,
            unit: first.unit,
            percent: first.percent,
            approximate,
            sentence: self.sentence,
            sentence_from: self.sentence_from,
        })
    }

    /// Where the clause before a number starts. A joint between two nouns that share
    /// it (甲、乙共12个) does not part them.
    fn clause_before(&self, from: usize, done: usize) -> usize {
        let done = done.max(self.sentence_from).min(from);
        let mut start = from - clause::back_to(self.text, from, ends_words, REACH).len();
        // 任务13,200人的: a comma between digits is none between clauses.
        while start > done && self.is_inside_a_number(start) {
            start -= 1;
            start -= clause::back_to(self.text, start, ends_words, REACH).len();
        }
        let mut start = start.max(done);
        while start > done
            && let Some(joint) = self.text.get(done..start).and_then(|t| t.strip_suffix('、'))
        {
            let further = clause::back_to(joint, joint.len(), ends_words, REACH);
            // What stands straight after a quantity belongs to that.
            let after_one = further.len() == joint.len() && done > self.sentence_from;
            if further.is_empty() || after_one {
                break;
            }
            start = done + joint.len() - further.len();
        }
        let whole = self.text.get(start..from).unwrap_or_default();
        let joins = |joint: Range<usize>| joint.end == whole.len();
        let mut joints = self.patterns.narrative.find(WordKind::ListJoint, whole);
        if start == done && done > self.sentence_from && joints.any(joins) {
            return from;
        }
        start
    }

    /// Whether a place stands behind the comma of a number such as 13,200.
    pub(super) fn is_inside_a_number(&self, at: usize) -> bool {
        const GROUP: usize = 3;
        let (head, rest) = self.text.split_at(at);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let comma = head.strip_suffix(',');
        digits == GROUP && comma.is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether a part of the paragraph has words of one use; most paragraphs have none of them at all.
    pub(super) fn has(&self, kind: WordKind, part: &str) -> bool {
        let may = Sought::of_words(kind).is_none_or(|sought| self.traces.may_hold(sought));
        may && self.patterns.narrative.is(kind, part)
    }

    fn clause_after(&self, to: usize) -> usize {
        let stops = |c: char| ends_words(c) || c.is_ascii_digit();
        to + clause::up_to(self.text, to, stops, REACH).len()
    }
}
