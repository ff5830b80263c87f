//! What a sentence on spending is about, as its labels and times say.

use super::amounts::TOTAL;
use super::sentence::is_budget;
use crate::fold::{self, clause};
use crate::model::Basis;
use crate::patterns::money::{Money, Name};

/// What a plain name (决算数) refers to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Nothing in particular was named: the report's own total.
    #[default]
    None,
    /// The one item that was named.
    Item(usize),
    /// Several items, or something that is no item.
    Other,
}

impl Topic {
    /// The topic after an amount of an item.
    pub(super) fn and(self, item: usize) -> Topic {
        match self {
            Topic::None if item == TOTAL => Topic::None,
            Topic::None => Topic::Item(item),
            Topic::Item(same) if same == item => self,
            _ => Topic::Other,
        }
    }
}

/// The longest label, in characters.
const LONGEST_LABEL: usize = 60;

/// So many bytes before an amount tell of which time it is: lines without an end are one sentence.
const LONGEST_SENTENCE: usize = 3000;

impl Money {
    /// Where the first subject of the accounts that a text names ends.
    pub(super) fn first_subject(&self, text: &str) -> Option<usize> {
        self.subject.find(text).map(|found| found.to)
    }

    /// What the sentence before a place says that the next one is about: it is a label
    /// (培训费。年初预算…), or `subject`, where the first subject of the accounts ends, is before it.
    pub(super) fn topic_before(&self, text: &str, start: usize, subject: Option<usize>) -> Topic {
        let head = text.get(..start).unwrap_or_default();
        if subject.is_some_and(|end| end <= start) {
            return Topic::Other;
        }
        let end = head.trim_end_matches(clause::ends_sentence).len();
        self.topic_of_label(clause::back_to(head, end, clause::ends_sentence, LONGEST_LABEL))
    }

    /// The same of a label with a colon before a place in its sentence.
    pub(super) fn topic_of_clause(&self, text: &str, at: usize, subject: Option<usize>) -> Topic {
        if subject.is_some_and(|end| end <= at) {
            return Topic::Other;
        }
        let clause = clause::back_to(text, at, clause::ends_clause, LONGEST_LABEL);
        let head = text.get(..at - clause.len()).unwrap_or_default();
        match head.strip_suffix(':') {
            Some(head) => {
                let label = clause::back_to(head, head.len(), clause::ends_clause, LONGEST_LABEL);
                self.topic_of_label(label)
            }
            None => Topic::None,
        }
    }

    /// What a line or sentence without figures announces.
    pub(super) fn topic_of_label(&self, label: &str) -> Topic {
        if self.subject.is_in(label) {
            return Topic::Other;
        }
        let bare = label.trim_end_matches(|c| c == ':' || clause::ends_sentence(c));
        // The number of a heading is none of its figures.
        let words = bare.trim_start_matches(|c: char| c.is_ascii_digit() || ".()、".contains(c));
        let figures = words.contains(|c: char| c.is_ascii_digit() || clause::ends_clause(c));
        if words.is_empty() || figures || words.chars().nth(LONGEST_LABEL).is_some() {
            return Topic::None;
        }
        let items = self.names.all(words).filter_map(|found| {
            let (item, name) = *found.meaning;
            (name == Name::Own && !self.raw.item[item].aside).then_some(item)
        });
        let items: Vec<usize> = items.collect();
        match items.as_slice() {
            [] if self.label.end(words).is_some() => Topic::Other,
            [item] if *item != TOTAL => Topic::Item(*item),
            _ => Topic::None,
        }
    }

    /// The basis that a heading names, such as 以决算数为统计口径.
    pub(crate) fn basis_of_heading(&self, title: &str) -> Option<Basis> {
        let key = fold::key(title);
        let all = || self.basis.all(&key).map(|found| *found.meaning);
        let first = all().find_map(|(basis, near)| basis.filter(|_| !near))?;
        // 预算和支出, 预算资金: something else stands below as well.
        if is_budget(Some(first)) && self.not_only_budget.is_in(&key) {
            return None;
        }
        // 预算安排及执行情况 names two. 年初预算 is a budget as well.
        let differs = |basis: Basis| is_budget(Some(basis)) != is_budget(Some(first));
        let other = all().any(|(basis, _)| basis.is_some_and(differs));
        (!other).then_some(first)
    }

    /// What a heading says of a text below it, unless that tells of the item as a part of more: (一)基本支出情况,
    /// 全年支出76万元，其中基本支出60万元.
    pub(super) fn unless_divided(&self, text: &str, heading: Topic) -> Topic {
        let Topic::Item(item) = heading else { return heading };
        let is_part = self.names.all(text).any(|found| {
            let named = *found.meaning == (item, Name::Own);
            named
                && text
                    .get(..found.from)
                    .is_some_and(|head| self.of_which.end(head.trim_end_matches(':')).is_some())
        });
        if is_part { Topic::None } else { heading }
    }

    /// Whether a heading tells what the amounts under it are of.
    pub(super) fn heads(&self, key: &str) -> bool {
        let own = |name| name == Name::Own;
        let names = || self.names.all(key).any(|found| own(found.meaning.1));
        self.label.end(key).is_some() || self.subject.is_in(key) || names()
    }

    /// Whether the words of a sentence up to an amount make it that of a part of the
    /// year (截至6月底), or of more than a year (截至…累计).
    pub(super) fn is_of_another_time(&self, sentence: &str) -> bool {
        let near = sentence.floor_char_boundary(sentence.len().saturating_sub(LONGEST_SENTENCE));
        let words = &sentence[near..];
        let until = self.until.all(words).last();
        let Some(until) = until.and_then(|until| words.get(until.to..)) else {
            let clause = clause::back_to(words, words.len(), clause::ends_clause, LONGEST_LABEL);
            return self.is_less_than_a_year(clause);
        };
        self.cumulative.is_in(until) || self.is_less_than_a_year(until)
    }

    /// Whether the words name a part of the year and not its end.
    fn is_less_than_a_year(&self, words: &str) -> bool {
        let less: Vec<bool> = self.periods.all(words).map(|found| *found.meaning).collect();
        !less.is_empty() && less.into_iter().all(|less| less)
    }
}
