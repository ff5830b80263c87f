//! Regular expressions of pattern files.
//!
//! They are few and read short texts, so what counts is how soon one is ready: the
//! engine builds no automata, an entry can say which words a text needs before it
//! is looked at, and an expression is compiled when it is first searched for.

mod starts;
mod widened;

use std::fmt::Debug;
use std::ops::Range;
use std::sync::OnceLock;

use regex_lite::{Captures, Regex};
use serde::Deserialize;

use super::lexicon::Lexicon;
use super::lint;
use crate::fold::clause;
use crate::words::{Words, words};
use starts::Starts;
pub(super) use widened::widened;

/// An expression as it stands in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpressionEntry<U> {
    pub(crate) id: U,
    pattern: String,
    /// Words of which one stands in every sentence that matches.
    #[serde(default)]
    needs: Vec<String>,
    /// Words of which one stands beside those.
    #[serde(default)]
    also: Vec<String>,
    /// Characters with one of which every match starts.
    #[serde(default)]
    starts: String,
    /// Characters of which one stands behind those in every match, and of which one behind that.
    #[serde(default)]
    then: String,
    #[serde(default)]
    next: String,
    /// No match starts behind a digit, where a number would be cut.
    #[serde(default)]
    alone: bool,
    /// No match goes over the end of a clause, so that only clauses with such words are searched.
    #[serde(default)]
    clause: bool,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// A regular expression, ready to be searched for.
#[derive(Debug)]
pub(crate) struct Expression<U = String> {
    /// `None` within if it cannot be compiled, which [`Expression::prove`] tells.
    regex: OnceLock<Option<Regex>>,
    needs: Option<Lexicon>,
    also: Option<Lexicon>,
    starts: Option<Starts>,
    entry: ExpressionEntry<U>,
}

/// Where no expression goes on.
fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '\n')
}

/// Where none goes on that stays in its clause.
fn ends_clause(c: char) -> bool {
    c == '\n' || clause::ends_words(c)
}

/// A match in a text, with its groups.
#[derive(Debug)]
pub(crate) struct Found<'t> {
    text: &'t str,
    /// Where in it was searched from: the places of groups count from there.
    base: usize,
    groups: Captures<'t>,
}

/// What a group of a match holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Found<'t> {
    /// The whole match.
    pub(crate) fn whole(&self) -> Option<Group<'t>> {
        self.group(self.groups.get(0)?)
    }

    /// A group by its name, if it took part in the match.
    pub(crate) fn name(&self, name: &str) -> Option<Group<'t>> {
        self.group(self.groups.name(name)?)
    }

    fn group(&self, found: regex_lite::Match<'_>) -> Option<Group<'t>> {
        let (start, end) = (self.base + found.start(), self.base + found.end());
        Some(Group { text: self.text.get(start..end)?, start, end })
    }
}

impl<'t> Group<'t> {
    pub(crate) fn as_str(&self) -> &'t str {
        self.text
    }

    /// Where it starts in the text that was searched, in bytes.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    pub(crate) fn end(&self) -> usize {
        self.end
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A part of a text that may match.
struct Part {
    start: usize,
    /// Behind the mark that ends it.
    end: usize,
    /// Where to go on if it does not match.
    next: usize,
}

impl<U: Debug> Expression<U> {
    /// An entry, to be compiled when it is first searched for.
    pub(crate) fn new(entry: ExpressionEntry<U>) -> Self {
        let words = |words: &[String]| (!words.is_empty()).then(|| Lexicon::new(words));
        let (needs, also) = (words(&entry.needs), words(&entry.also));
        let starts = Starts::of([&entry.starts, &entry.then, &entry.next], entry.alone);
        Expression { regex: OnceLock::new(), needs, also, starts, entry }
    }

    /// All entries of a list.
    pub(crate) fn all(entries: Vec<ExpressionEntry<U>>) -> Vec<Self> {
        entries.into_iter().map(Expression::new).collect()
    }

    /// The words of which one stands in whatever any of several expressions matches; `None` where
    /// one of them matches without.
    pub(crate) fn needed_by(all: &[Self]) -> Option<Lexicon> {
        let needs = |expression: &Self| !expression.entry.needs.is_empty();
        let words = || all.iter().flat_map(|expression| &expression.entry.needs);
        all.iter().all(needs).then(|| Lexicon::new(words()))
    }

    /// Whether they can be compiled.
    ///
    /// # Errors
    /// What is wrong with one of them, after its `id`.
    pub(crate) fn prove(all: &[Self]) -> Result<(), Words> {
        all.iter().try_for_each(|expression| {
            let ExpressionEntry { id, pattern, starts, then, .. } = &expression.entry;
            if let Some(both) = then.chars().find(|&c| starts.contains(c)) {
                return Err(words!(
                    en: "{id:?}: expected {both} in starts or in then, but found it in both",
                    zh: "{id:?}：“{both}”不应同时列在 starts 与 then 中"
                ));
            }
            let compiled = Regex::new(&widened(pattern));
            compiled.map(drop).map_err(|problem| {
                words!(en: "{id:?}: {problem}", zh: "{id:?}：正则表达式有误（{problem}）")
            })
        })
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || {
            let pattern = widened(&self.entry.pattern);
            // Where the first characters are known, it is tried at these alone.
            let pattern = match self.starts {
                Some(_) => format!("^(?:{pattern})"),
                None => pattern,
            };
            Regex::new(&pattern).ok()
        };
        self.regex.get_or_init(compile).as_ref()
    }

    /// What it is for.
    pub(crate) fn id(&self) -> &U {
        &self.entry.id
    }

    /// Whether it matches somewhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.may_match(text)
            && self
                .first(text, 0, &|regex, text, at| regex.is_match_at(text, at).then_some(()))
                .is_some()
    }

    /// The first match in a text, with its groups.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        if !self.may_match(text) {
            return None;
        }
        self.found(text, 0)
    }

    /// All matches in a text, with their groups; none overlaps another.
    pub(crate) fn captures_iter<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Found<'t>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < text.len() {
                let part = self.part(text, at)?;
                // Up to its end only, and places as in the whole text.
                let Some(found) = self.found(&text[..part.end], part.start) else {
                    at = part.next;
                    continue;
                };
                let whole = found.whole()?;
                let next = text[whole.end()..].chars().next().map_or(1, char::len_utf8);
                at = if whole.as_str().is_empty() { whole.end() + next } else { whole.end() };
                return Some(found);
            }
            None
        })
    }

    /// All matches in a text.
    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Group<'t>> + 't {
        self.captures_iter(text).filter_map(|found| found.whole())
    }

    /// The first match in a text, from a place on.
    fn found<'t>(&self, text: &'t str, from: usize) -> Option<Found<'t>> {
        let (base, groups) =
            self.first(text, from, &|regex, text: &'t str, at| regex.captures_at(text, at))?;
        Some(Found { text, base, groups })
    }

    /// What a search gives of the first place of a text, from one on, where there is a match, and
    /// from where in the text that counts.
    fn first<'t, F>(
        &self,
        text: &'t str,
        from: usize,
        search: &dyn Fn(&Regex, &'t str, usize) -> Option<F>,
    ) -> Option<(usize, F)> {
        let Some(starts) = &self.starts else {
            return Some((0, search(self.regex()?, text, from)?));
        };
        let mut places = starts.places(text, from);
        places.find_map(|at| Some((at, search(self.regex()?, text.get(at..)?, 0)?)))
    }

    /// The next part of a text, from a place on, that may match.
    fn part(&self, text: &str, mut at: usize) -> Option<Part> {
        let Some(needs) = &self.needs else {
            return Some(Part { start: at, end: text.len(), next: text.len() });
        };
        let border = if self.entry.clause { ends_clause } else { ends_sentence };
        loop {
            let needed = at + needs.find(text.get(at..)?)?.from;
            let start = clause::last(&text[at..needed], border).map_or(at, |end| at + end);
            let mark = clause::next(&text[needed..], border).map_or(text.len(), |end| needed + end);
            let end = mark + text[mark..].chars().next().map_or(0, char::len_utf8);
            // The mark that ends a part may be the one that an expression asks for before the next.
            let next = if mark > at { mark } else { end };
            if self.also.as_ref().is_none_or(|also| also.is_in(&text[start..end])) {
                return Some(Part { start, end, next });
            }
            at = next;
        }
    }

    /// The words of which one stands in each text that it matches, and those of which one does as
    /// well; `None` where it asks for none.
    pub(crate) fn asks_for(&self) -> [Option<&Lexicon>; 2] {
        [self.needs.as_ref(), self.also.as_ref()]
    }

    fn may_match(&self, text: &str) -> bool {
        let has = |words: &Option<Lexicon>| words.as_ref().is_none_or(|words| words.is_in(text));
        has(&self.needs) && has(&self.also)
    }

    /// What is wrong with the entry; `fold` makes of an example the text that is
    /// searched.
    pub(crate) fn lint(&self, fold: impl Fn(&str) -> String) -> Vec<Words> {
        let ExpressionEntry { id, examples, rejects, .. } = &self.entry;
        let is = |text: &str| {
            let text = fold(text);
            self.is_match(&text) && self.captures_iter(&text).next().is_some()
        };
        lint::check(format!("{id:?}").trim_matches('"'), examples, rejects, is)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(pattern: &str, needs: &[&str]) -> Expression {
        let needs = needs.iter().map(|&word| word.to_owned()).collect();
        let (id, pattern) = ("it".to_owned(), pattern.to_owned());
        Expression::new(ExpressionEntry {
            id,
            pattern,
            needs,
            also: Vec::new(),
            starts: String::new(),
            then: String::new(),
            next: String::new(),
            alone: false,
            clause: false,
            examples: Vec::new(),
            rejects: Vec::new(),
        })
    }

    #[test]
    fn classes_know_chinese_print() {
        let unit = expression(r"单位[:：\s]*(?P<unit>\p{Han}+)", &[]);
        let found = unit.captures("单位：　万元 (1)").unwrap();
        assert_eq!(found.name("unit").unwrap().as_str(), "万元");
        assert!(expression(r"^\d+\.\d$", &[]).is_match("１２.5"));
    }

    #[test]
    fn only_sentences_with_a_needed_word_are_searched_and_places_are_those_of_the_text() {
        let count = expression(r"(?P<count>\d+)[个项](?P<what>\p{Han}*指标)", &["指标"]);
        let text = "完成5个项目。设12个产出指标,3项效益指标!另有8个";
        let found: Vec<_> = count.captures_iter(text).map(|c| c.name("count").unwrap()).collect();
        let found: Vec<_> = found.iter().map(|m| (m.as_str(), m.start())).collect();
        assert_eq!(found, [("12", 22), ("3", 40)]);
        assert_eq!(&text[22..24], "12");
        assert!(count.captures("完成5个项目").is_none());
    }

    #[test]
    fn where_no_match_starts_none_is_searched_for_and_the_same_are_found() {
        let plain =
            || expression(r"(?P<count>\d+|[一二三十]+)[个项](?P<what>\p{Han}*任务)", &["任务"]);
        let mut starting = plain().entry;
        starting.starts = "0123456789一二三十".to_owned();
        starting.then = "个项".to_owned();
        starting.next = "重任".to_owned();
        let starting = Expression::new(starting);
        for text in [
            "重点任务",
            "完成各个任务。另有3项任务,二十项任务",
            "任务一项",
            "一任务三项任务",
            "十个重点任务;任务12",
            "三个,任务一",
            "",
        ] {
            let found = |it: &Expression| -> Vec<_> {
                it.captures_iter(text).map(|found| found.whole().unwrap().range()).collect()
            };
            assert_eq!(found(&starting), found(&plain()), "{text}");
            assert_eq!(starting.is_match(text), plain().is_match(text), "{text}");
        }
    }

    #[test]
    fn a_clause_is_searched_with_the_marks_around_it_and_only_with_both_words() {
        let met = r"(?:^|[,。])(?P<claim>\p{Han}*全部完成\p{Han}*)(?:[,。]|$)";
        let mut met = expression(met, &["全部"]).entry;
        met.also = vec!["目标".to_owned()];
        met.clause = true;
        let met = Expression::new(met);
        let found = |text: &str| -> Vec<String> {
            met.captures_iter(text)
                .map(|found| found.name("claim").unwrap().as_str().to_owned())
                .collect()
        };
        assert_eq!(found("目标全部推进,全部完成目标。全部完成。"), ["全部完成目标"]);
        assert_eq!(found("全部完成,目标明确"), [""; 0]);
        assert_eq!(found("全部完成目标,全部完成目标,全部完成目标"), ["全部完成目标"; 2]);
    }
}
