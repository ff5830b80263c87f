//! Regular expressions of pattern files.
//!
//! They are few and read short texts, so what counts is how soon one is ready: the
//! engine builds no automata, an entry can say which words a text needs before it
//! is looked at, and an expression is compiled when it is first searched for.

use std::fmt::Debug;
use std::sync::OnceLock;

use regex_lite::{Captures, Match, Regex};
use serde::Deserialize;

use super::lexicon::Lexicon;
use super::lint;
use crate::fold::clause;
use crate::words::{Words, words};

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
    starts: Option<Lexicon>,
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
        let starts = entry.starts.chars().map(|c| (String::from(c), ()));
        let starts = (!entry.starts.is_empty()).then(|| Lexicon::meaning(starts));
        Expression { regex: OnceLock::new(), needs, also, starts, entry }
    }

    /// All entries of a list.
    pub(crate) fn all(entries: Vec<ExpressionEntry<U>>) -> Vec<Self> {
        entries.into_iter().map(Expression::new).collect()
    }

    /// Whether they can be compiled.
    ///
    /// # Errors
    /// What is wrong with one of them, after its `id`.
    pub(crate) fn prove(all: &[Self]) -> Result<(), Words> {
        all.iter().try_for_each(|expression| {
            let ExpressionEntry { id, pattern, .. } = &expression.entry;
            let compiled = Regex::new(&widened(pattern));
            compiled.map(drop).map_err(|problem| {
                words!(en: "{id:?}: {problem}", zh: "{id:?}：正则表达式有误（{problem}）")
            })
        })
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&widened(&self.entry.pattern)).ok()).as_ref()
    }

    /// What it is for.
    pub(crate) fn id(&self) -> &U {
        &self.entry.id
    }

    /// Whether it matches somewhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let start = || self.may_match(text).then(|| self.start(text, 0)).flatten();
        start().is_some_and(|at| self.regex().is_some_and(|regex| regex.is_match_at(text, at)))
    }

    /// The first match in a text, with its groups.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if !self.may_match(text) {
            return None;
        }
        let start = self.start(text, 0)?;
        self.regex()?.captures_at(text, start)
    }

    /// All matches in a text, with their groups; none overlaps another.
    pub(crate) fn captures_iter<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < text.len() {
                let part = self.part(text, at)?;
                // Up to its end only, and places as in the whole text.
                let inside = &text[..part.end];
                let found = match self.start(inside, part.start) {
                    Some(start) => self.regex()?.captures_at(inside, start),
                    None => None,
                };
                let Some(found) = found else {
                    at = part.next;
                    continue;
                };
                let whole = found.get(0)?;
                let next = text[whole.end()..].chars().next().map_or(1, char::len_utf8);
                at = if whole.is_empty() { whole.end() + next } else { whole.end() };
                return Some(found);
            }
            None
        })
    }

    /// All matches in a text.
    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match<'t>> + 't {
        self.captures_iter(text).filter_map(|found| found.get(0))
    }

    /// The next part of a text, from a place on, that may match.
    fn part(&self, text: &str, mut at: usize) -> Option<Part> {
        let Some(needs) = &self.needs else {
            return Some(Part { start: at, end: text.len(), next: text.len() });
        };
        let border = if self.entry.clause { ends_clause } else { ends_sentence };
        loop {
            let needed = at + needs.find(text.get(at..)?)?.from;
            let start = text[at..needed].rfind(border).map_or(at, |end| at + end);
            let mark = text[needed..].find(border).map_or(text.len(), |end| needed + end);
            let end = mark + text[mark..].chars().next().map_or(0, char::len_utf8);
            // The mark that ends a part may be the one that an expression asks for before the next.
            let next = if mark > at { mark } else { end };
            if self.also.as_ref().is_none_or(|also| also.is_in(&text[start..end])) {
                return Some(Part { start, end, next });
            }
            at = next;
        }
    }

    /// The first place of a text, from a place on, where a match may start.
    fn start(&self, text: &str, from: usize) -> Option<usize> {
        match &self.starts {
            None => Some(from),
            Some(starts) => Some(from + starts.find(&text[from..])?.from),
        }
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

/// An expression in which `\d`, `\s` and `\p{Han}` know the characters of Chinese
/// print: full-width digits, the space as wide as an ideograph, ideographs.
pub(super) fn widened(pattern: &str) -> String {
    const DIGIT: &str = "0-9\u{FF10}-\u{FF19}";
    const SPACE: &str = "\\s\u{85}\u{A0}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{3000}";
    const HAN: &str = "\u{3005}\u{3007}\u{3021}-\u{3029}\u{2E80}-\u{2FDF}\u{3400}-\u{4DBF}\
                       \u{4E00}-\u{9FFF}\u{F900}-\u{FAFF}\u{20000}-\u{2FFFF}";
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let known = [("\\d", DIGIT), ("\\s", SPACE), ("\\p{Han}", HAN)];
        if let Some((sign, class)) = known.iter().find(|(sign, _)| rest.starts_with(sign)) {
            if in_class {
                out.push_str(class);
            } else {
                out.extend(["[", class, "]"]);
            }
            rest = &rest[sign.len()..];
            continue;
        }
        in_class = match c {
            '[' => true,
            ']' => false,
            _ => in_class,
        };
        let escaped = if c == '\\' { rest.chars().nth(1).map_or(0, char::len_utf8) } else { 0 };
        let (taken, left) = rest.split_at(c.len_utf8() + escaped);
        out.push_str(taken);
        rest = left;
    }
    out
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
        let starting = Expression::new(starting);
        for text in [
            "重点任务",
            "完成各个任务。另有3项任务,二十项任务",
            "任务一项",
            "一任务三项任务",
            "十个重点任务;任务12",
            "",
        ] {
            let found = |it: &Expression| -> Vec<_> {
                it.captures_iter(text).map(|found| found.get(0).unwrap().range()).collect()
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
            met.captures_iter(text).map(|found| found["claim"].to_owned()).collect()
        };
        assert_eq!(found("目标全部推进,全部完成目标。全部完成。"), ["全部完成目标"]);
        assert_eq!(found("全部完成,目标明确"), [""; 0]);
        assert_eq!(found("全部完成目标,全部完成目标,全部完成目标"), ["全部完成目标"; 2]);
    }
}
