//! Amounts of spending in a folded text.

use rust_decimal::Decimal;

use super::number::{Printed, printed};
use super::sentence::Sentence;
use super::topic::Topic;
use crate::fold::{self, clause};
use crate::model::Basis;
use crate::patterns::lexicon::Found;
use crate::patterns::money::{Money, Name};
use crate::words::{Words, words};

/// An amount of spending in a folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount<'p> {
    /// The `id` of the item.
    pub(crate) item: &'p str,
    /// Where the item's name starts.
    pub(crate) name_from: usize,
    /// Number and unit, in bytes of the folded text.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// `None`: the digits cannot be trusted.
    pub(crate) amount: Option<Decimal>,
    pub(crate) unit: &'p str,
    /// The basis that the sentence states.
    pub(crate) basis: Option<Basis>,
    /// It goes by a name of its own (总支出), not by one that any item can go by (预算数).
    pub(crate) own: bool,
}

/// How far back, in characters, a clause is followed.
const CLAUSE_REACH: usize = 60;
/// The item that all others are parts of stands first in the file.
pub(super) const TOTAL: usize = 0;
/// The longest remark in brackets, in characters, between an item and its number.
const REMARK: usize = 16;

/// Words of a basis in a text: which basis, and the flag of its entry.
type FoundBasis<'t> = Found<'t, (Option<Basis>, bool)>;

impl Money {
    /// The amounts of spending that a folded text states, in order. `above` is the
    /// paragraph before, which may be the label of this one, `under` the heading.
    pub(crate) fn amounts(
        &self,
        text: &str,
        above: Option<&str>,
        under: Option<&str>,
    ) -> Vec<Amount<'_>> {
        let mut out: Vec<Amount> = Vec::new();
        let mut bases: Option<Vec<FoundBasis<'_>>> = None;
        let label = |label: Option<&str>| {
            let topic = label.map_or(Topic::None, |l| self.topic_of_label(l));
            self.unless_divided(text, topic)
        };
        // A heading holds for all sentences under it, a label for one if it names an item.
        let (above, under) = (label(above), label(under));
        let first = if above == Topic::None { under } else { above };
        let above = if above == Topic::Other { above } else { under };
        let mut sentence = Sentence { topic: first, label: first, ..Sentence::default() };
        // Items that stand in a row: 人员支出、公用支出分别为…
        let mut row: Vec<(usize, usize)> = Vec::new();
        let (mut row_end, mut done) = (0, 0);
        let mut subject = None;
        for found in self.names.all(text) {
            if found.from < done {
                continue;
            }
            let subject = *subject.get_or_insert_with(|| self.first_subject(text));
            self.enter(&mut sentence, text, found.from, (above, subject));
            if !self.joins(text, row_end, found.from) {
                row.clear();
            }
            let (named, name) = *found.meaning;
            if row.is_empty() && !self.may_start(text, found.from, done, named == TOTAL) {
                if name == Name::Plain {
                    (sentence.topic, sentence.parts) = (Topic::Other, false);
                }
                continue;
            }
            let topic = match sentence.topic {
                Topic::None if name != Name::Own => self.topic_of_clause(text, found.from, subject),
                topic => topic,
            };
            let item = match (name, topic) {
                (Name::Own, _) => named,
                (Name::AfterBudget, _)
                    if !sentence.has_budget() && !sentence.has_budget_of_item() =>
                {
                    continue;
                }
                // 合计预算 is that of several.
                (Name::OfItem, topic)
                    if topic == Topic::None || !starts_clause(text, found.from) =>
                {
                    continue;
                }
                (_, Topic::None) if !sentence.money => named,
                (_, Topic::Item(item)) => item,
                _ => continue,
            };
            row.push((item, found.from));
            row_end = found.to;
            let mut at = self.skip_between(text, found.to);
            let together = self.respectively.start(&text[at..]);
            if let Some(word) = together {
                at = self.skip_between(text, at + word.len());
            } else if row.len() > 1 {
                // 基本支出和项目支出共…: the amount is that of neither.
                continue;
            }
            let amounts = self.amounts_at(text, at, row.len());
            if amounts.len() != row.len() {
                continue;
            }
            // 截至6月底总支出…: not the year's.
            let other_time = self.is_of_another_time(&text[sentence.start..at]);
            let bases = bases.get_or_insert_with(|| self.basis.all(text).collect());
            let from = done.max(sentence.start);
            for (&(item, name_from), &(from_number, to, amount, unit)) in row.iter().zip(&amounts) {
                let own = &self.raw.item[item];
                if own.aside || other_time {
                    if own.aside {
                        sentence.state_revenue();
                    }
                    continue;
                }
                let stated = self.basis_between(bases, from, found.from, from_number);
                let carried = match name {
                    // What follows a budget and is none was spent.
                    Name::AfterBudget => Some(Basis::FinalAccount),
                    // Nor is it carried over an amount that was not understood.
                    _ => sentence.basis.filter(|_| item != TOTAL && !sentence.money),
                };
                let basis = stated.or(carried);
                sentence.state(item, name == Name::Own, basis);
                if own.silent {
                    continue;
                }
                out.push(Amount {
                    item: &own.id,
                    name_from,
                    from: from_number,
                    to,
                    amount,
                    unit: &self.raw.unit[unit].id,
                    basis,
                    own: name == Name::Own,
                });
            }
            done = amounts.last().map_or(done, |&(_, to, ..)| to);
            (sentence.seen, sentence.money) = (done, false);
            row.clear();
        }
        out
    }

    /// Moves on to a place and its sentence. A sentence that starts with 其中
    /// goes on with the one before it; one after a label is on what that names. `above` is what its
    /// heading is about, and `subject` where the first subject of the accounts ends.
    fn enter(
        &self,
        sentence: &mut Sentence,
        text: &str,
        at: usize,
        (above, subject): (Topic, Option<usize>),
    ) {
        let passed = text.get(sentence.seen..at).unwrap_or_default();
        if let Some((end, mark)) = passed.char_indices().rfind(|&(_, c)| clause::ends_sentence(c)) {
            let start = sentence.seen + end + mark.len_utf8();
            // A total that was not understood may stand between: 年初预算…，调整为…。其中：…
            let head = &passed[..end];
            let unread = self.names_another(head);
            let goes_on = !unread && self.of_which.start(&text[start..]).is_some();
            // Parts are those of the account, if any of two bases.
            let account = |basis: &Basis| !sentence.bases || *basis == Basis::FinalAccount;
            let basis = sentence.basis.filter(|_| goes_on).filter(account);
            let money = self.names_money(&text[start..at]);
            let topic = match self.topic_before(text, start, subject) {
                Topic::None => above,
                topic => topic,
            };
            *sentence =
                Sentence { start, basis, money, topic, label: topic, ..Sentence::default() };
        } else {
            match passed.rfind(clause::ends_statement) {
                Some(end) => {
                    sentence.money |= self.names_money(&passed[..end]);
                    sentence.next_statement();
                    sentence.money |= self.names_money(&passed[end..]);
                }
                None => {
                    sentence.money |= self.names_money(passed);
                    if passed.contains(')') {
                        sentence.leave_parts();
                    }
                }
            }
        }
        sentence.seen = at;
    }

    /// Whether a text names any amount of money.
    fn names_money(&self, text: &str) -> bool {
        self.unit_names.is_in(text)
    }

    /// Whether a text names an amount that is no mere change: 达到1000万元, not 比上年增加20万元.
    fn names_another(&self, text: &str) -> bool {
        self.unit_names.all(text).any(|unit| {
            let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
            let before = text.get(..unit.from).unwrap_or_default();
            let number = before.trim_end_matches(digits);
            number.len() < before.len() && self.of_another_year.end(number).is_none()
        })
    }

    /// Whether the text between two items is only a joint (、, 和).
    fn joins(&self, text: &str, from: usize, to: usize) -> bool {
        let between = text.get(from..to).unwrap_or_default();
        !between.is_empty() && self.joined_by.skip(between).0.is_empty()
    }

    /// Whether an item's name may start here: nothing before it in its clause
    /// but words that leave it whole. 装修工程项目支出 is not the report's 项目支出.
    /// The money of one fund (财政拨款) is not all of it.
    fn may_start(&self, text: &str, start: usize, done: usize, total: bool) -> bool {
        // An amount in brackets names its item inside them.
        let clause = clause::back_to(text, start, clause::ends_phrase, CLAUSE_REACH);
        let mut rest = &clause[clause.len() - clause.len().min(start.saturating_sub(done))..];
        loop {
            if rest.is_empty() || self.organisations.end(rest).is_some() || rest.ends_with('》') {
                return true;
            }
            if self.of_another_year.end(rest).is_some() || (total && self.funds.end(rest).is_some())
            {
                return false;
            }
            let digits = rest.len()
                - rest.trim_end_matches(|c: char| c.is_ascii_digit() || ". ".contains(c)).len();
            let length = self.before.end(rest).map_or(digits, str::len);
            if length == 0 {
                return false;
            }
            rest = &rest[..rest.len() - length];
        }
    }

    fn skip_between(&self, text: &str, from: usize) -> usize {
        let mut at = from;
        loop {
            let rest = &text[at..];
            let remark = clause::bracketed(rest, REMARK)
                .filter(|(inside, _)| !inside.contains(|c: char| c.is_ascii_digit()));
            let length = self.between.start(rest).map(str::len).or(remark.map(|(_, n)| n));
            match length {
                Some(length) => at += length,
                None => return at,
            }
        }
    }

    /// Up to `wanted` amounts in a row. A unit that stands only at the last
    /// holds for all of them.
    fn amounts_at(
        &self,
        text: &str,
        from: usize,
        wanted: usize,
    ) -> Vec<(usize, usize, Option<Decimal>, usize)> {
        if wanted == 1 {
            return self.amount_at(text, from).into_iter().collect();
        }
        let mut out: Vec<(usize, usize, Option<Decimal>, Option<usize>)> = Vec::new();
        let mut at = from;
        while out.len() < wanted {
            let Some((amount, length)) = amount(&text[at..]) else {
                break;
            };
            let end = at + length;
            let unit = self.unit_at(text, end);
            let to = unit.map_or(end, |(to, _)| to);
            out.push((at, to, amount, unit.map(|(_, unit)| unit)));
            at = to + self.joined_by.skip(&text[to..]).1;
        }
        let Some(last) = out.last().and_then(|&(.., unit)| unit) else {
            return Vec::new();
        };
        out.into_iter()
            .map(|(from, to, amount, unit)| (from, to, amount, unit.unwrap_or(last)))
            .collect()
    }

    fn amount_at(&self, text: &str, from: usize) -> Option<(usize, usize, Option<Decimal>, usize)> {
        let (amount, length) = amount(&text[from..])?;
        let (to, unit) = self.unit_at(text, from + length)?;
        Some((from, to, amount, unit))
    }

    fn unit_at(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let rest = &text[from..];
        let (length, &unit) = self.unit_names.at_start(rest)?;
        let after = &rest[length..];
        if self.not_after.start(after).is_some() {
            return None;
        }
        Some((from + length, unit))
    }

    /// The last word since the amount before, or its sentence's start, that says which basis is meant.
    fn basis_between(
        &self,
        bases: &[Found<(Option<Basis>, bool)>],
        from: usize,
        name: usize,
        number: usize,
    ) -> Option<Basis> {
        let end = bases.partition_point(|word| word.to <= number);
        let words = bases[..end].iter().rev().take_while(|word| word.to > from);
        let mut means = words.filter_map(|word| {
            let (basis, near) = *word.meaning;
            basis.filter(|_| !near || word.to > name)
        });
        means.next()
    }
}

/// Whether nothing of its clause stands before a place.
fn starts_clause(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|head| head.is_empty() || head.ends_with(clause::ends_phrase))
}

/// The number at the start of a text, `None` where it cannot be trusted, and its length in bytes.
fn amount(text: &str) -> Option<(Option<Decimal>, usize)> {
    match printed(text) {
        Printed::Number(amount, length) => Some((Some(amount), length)),
        Printed::Damaged(length) => Some((None, length)),
        Printed::None => None,
    }
}

/// What is wrong with the examples of the pattern file.
pub(crate) fn lint(money: &Money) -> Vec<Words> {
    let mut problems = Vec::new();
    let items = money.raw.item.iter().map(|i| (&i.id, &i.examples));
    let bases = money.raw.basis.iter().map(|b| (&b.id, &b.examples));
    let units = money.raw.unit.iter().map(|u| (&u.id, &u.examples));
    for (id, examples) in items.chain(bases).chain(units) {
        for example in examples {
            let found = spelled(money, &example.text);
            if found != example.amounts {
                problems.push(words!(
                    en: "{id}: expected {:?} in {}, but found {found:?}",
                    zh: "{id}：应读出 {:?}（“{}”），实为 {found:?}",
                    example.amounts,
                    example.text
                ));
            }
        }
    }
    for item in &money.raw.item {
        for reject in &item.rejects {
            let found = spelled(money, reject);
            if !found.is_empty() {
                problems.push(words!(
                    en: "{}: reject {reject} gives {found:?}",
                    zh: "{}：反例“{reject}”却读出 {found:?}",
                    item.id
                ));
            }
        }
    }
    problems
}

/// The amounts of a text as the examples print them.
fn spelled(money: &Money, text: &str) -> Vec<String> {
    let key = fold::sentence_key(text);
    let shown = |amount: Option<Decimal>| amount.map_or_else(|| "?".into(), |a| a.to_string());
    let name = |basis| {
        money.raw.basis.iter().find(|b| !b.near && b.means == Some(basis)).map_or("", |b| &b.id)
    };
    money
        .amounts(&key, None, None)
        .iter()
        .map(|a| format!("{} {}{} {}", a.item, shown(a.amount), a.unit, a.basis.map_or("-", name)))
        .collect()
}
