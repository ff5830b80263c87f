//! `patterns/dates.toml`: words around a date (日期).

use rustc_hash::FxHashMap as HashMap;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::letters::Characters;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::words::{Words, words};

/// Which part of a year or month a date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Span {
    /// Any time in it.
    Whole,
    /// 底, 末
    End,
    /// 初
    Start,
    /// 上半年
    FirstHalf,
    /// 下半年
    SecondHalf,
    /// 上旬, 中旬: which of its days is not told.
    Third,
}

/// Lexicon after a date, quarters, and times without a number.
#[derive(Debug)]
pub(crate) struct Dates {
    raw: Raw,
    after: Lexicon<usize>,
    quarters: Lexicon<usize>,
    /// By the word, the month with which it ends.
    periods: HashMap<String, Option<i8>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    after: Vec<After>,
    quarter: Vec<Named>,
    period: Vec<Period>,
    sign: Vec<SignEntry>,
}

entry! {
    /// Characters that a date is written with.
    struct SignEntry: Sign {
        characters: Characters,
    }
}

/// What stands after a part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sign {
    /// 月
    Month,
    /// 日, 号
    Day,
}

entry! {
    struct After: String {
        words: Vec<String>,
        span: Span,
        before: bool,
    }
}

entry! {
    struct Named: String {
        words: Vec<String>,
    }
}

entry! {
    /// Words that name a time by themselves.
    struct Period: String {
        words: Vec<String>,
        /// The month at whose end what they ask for is due.
        #[serde(default)]
        month: Option<i8>,
    }
}

impl Dates {
    /// The word that stands after a date, if all of `text` is one: which part
    /// of the date it means, and whether the date is a limit.
    pub(crate) fn after(&self, text: &str) -> Option<(Span, bool)> {
        let (length, &index) = self.after.at_end(text)?;
        let entry = self.raw.after.get(index)?;
        (length == text.len()).then_some((entry.span, entry.before))
    }

    /// The quarter (from 1) that `text` starts with: length in bytes and number.
    pub(crate) fn quarter(&self, text: &str) -> Option<(usize, i8)> {
        let (length, &index) = self.quarters.at_start(text)?;
        let number = self.raw.quarter.get(index)?.id.parse().ok()?;
        Some((length, number))
    }

    /// What is left of a text after a sign that it starts with.
    pub(crate) fn strip_sign<'t>(&self, sign: Sign, text: &'t str) -> Option<&'t str> {
        let mut entries = self.raw.sign.iter().filter(|entry| entry.id == sign);
        entries.find_map(|entry| text.strip_prefix(|c| entry.characters.has(c)))
    }

    /// Whether a character stands after the month or the day of a date.
    pub(crate) fn is_sign(&self, c: char) -> bool {
        self.raw.sign.iter().any(|entry| entry.characters.has(c))
    }

    /// Whether `text` names a time without a number (全年).
    pub(crate) fn is_period(&self, text: &str) -> bool {
        self.periods.contains_key(text)
    }

    /// The month at whose end falls due what a time without a number asks for (年底前: 12).
    pub(crate) fn due_month(&self, text: &str) -> Option<i8> {
        self.periods.get(text).copied().flatten()
    }
}

impl PatternFile for Dates {
    const BUILTIN: Builtin = builtin!("dates");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        if let Some(quarter) =
            raw.quarter.iter().find(|q| !q.id.parse().is_ok_and(|n: i8| (1..=4).contains(&n)))
        {
            return Err(words!(
                en: "expected a quarter's id from 1 to 4, but found {}",
                zh: "季度的 id 应为 1 至 4，实为 {}",
                quarter.id
            ));
        }
        let after = raw.after.iter().enumerate();
        let after = after.flat_map(|(i, entry)| entry.words.iter().map(move |w| (w.clone(), i)));
        let quarters = raw.quarter.iter().enumerate();
        let quarters = quarters.flat_map(|(i, q)| q.words.iter().map(move |w| (w.clone(), i)));
        let mut due = raw.period.iter().filter_map(|period| period.month);
        if let Some(month) = due.find(|month| !(1..=12).contains(month)) {
            return Err(words!(
                en: "expected a month from 1 to 12 in a period, but found {month}",
                zh: "时段的 month 应为 1 至 12，实为 {month}"
            ));
        }
        let periods = raw.period.iter();
        let periods =
            periods.flat_map(|p| p.words.iter().map(move |w| (w.clone(), p.month))).collect();
        Ok(Dates {
            after: Lexicon::meaning(after),
            quarters: Lexicon::meaning(quarters),
            periods,
            raw,
        })
    }

    fn lint(&self) -> Vec<Words> {
        let raw = &self.raw;
        let mut problems = lint::repeated_ids(raw.after.iter().map(|e| &*e.id));
        problems.extend(lint::repeated_ids(raw.quarter.iter().map(|e| &*e.id)));
        problems.extend(lint::repeated_ids(raw.period.iter().map(|e| &*e.id)));
        for (index, entry) in raw.after.iter().enumerate() {
            let ends = |text: &str| self.after.at_end(text).is_some_and(|(_, &i)| i == index);
            problems.extend(lint::prove(entry, ends));
        }
        for entry in &raw.quarter {
            let starts = |text: &str| {
                let found = self.quarter(text);
                found.is_some_and(|(_, number)| number.to_string() == entry.id)
            };
            problems.extend(lint::prove(entry, starts));
        }
        for entry in &raw.period {
            let is = |text: &str| entry.words.iter().any(|word| word == text);
            problems.extend(lint::prove(entry, is));
        }
        for entry in &raw.sign {
            let ends = |text: &str| text.ends_with(|c| entry.characters.has(c));
            problems.extend(lint::prove(entry, ends));
        }
        problems
    }
}
