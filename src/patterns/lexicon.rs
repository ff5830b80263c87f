//! Words with meanings, found in folded text: the one engine under all word lists.
//!
//! A list is sorted by first characters when it is first searched, and a search asks
//! of each character whether a word can start there ([`Index`]). An automaton would read a long
//! text somewhat faster, but costs more to build than most documents give it to read.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::index::{Index, Side};
use crate::fold;

/// Where in a text the words of a list count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    /// At any place.
    #[serde(alias = "contains")]
    Anywhere,
    /// The text starts with the word.
    Start,
    /// The text ends with it.
    End,
    /// The text is the word.
    Whole,
}

/// Words, each with what it means. Of a word that stands twice the first counts.
#[derive(Debug)]
pub(crate) struct Lexicon<T = ()> {
    words: Vec<(String, T)>,
    by_first: OnceLock<Box<Index>>,
    by_last: OnceLock<Box<Index>>,
}

/// A word in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found<'l, T> {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) meaning: &'l T,
}

impl<T> Found<'_, T> {
    /// Where it stands, in bytes.
    pub(crate) fn range(&self) -> Range<usize> {
        self.from..self.to
    }
}

impl Lexicon {
    /// Words without a meaning of their own, folded as [`fold::key`] does.
    pub(crate) fn new<S: AsRef<str> + Into<String>>(words: impl IntoIterator<Item = S>) -> Self {
        Lexicon::folded(words.into_iter().map(|word| (word, ())))
    }
}

impl Lexicon<u64> {
    /// The bits that the words in `text` mean, wherever they stand, with those that are known. A
    /// word that means no other is not looked for.
    pub(crate) fn bits(&self, text: &str, mut known: u64) -> u64 {
        for rest in self.places(text).filter_map(|at| text.get(at..)) {
            for (word, bits) in self.by_first().words(rest).map(|index| &self.words[index]) {
                if bits & !known != 0 && rest.starts_with(word.as_str()) {
                    known |= bits;
                }
            }
        }
        known
    }
}

impl<T> Lexicon<T> {
    /// Words as they stand, each with its meaning.
    pub(crate) fn meaning(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let words = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let (by_first, by_last) = Default::default();
        Lexicon { words, by_first, by_last }
    }

    /// Words with their meanings, folded as [`fold::key`] does.
    pub(crate) fn folded<S: AsRef<str> + Into<String>>(
        words: impl IntoIterator<Item = (S, T)>,
    ) -> Self {
        // Most words are their own key.
        let key = |word: S| {
            let key = match fold::key_of(word.as_ref()) {
                Cow::Owned(key) => Some(key),
                Cow::Borrowed(_) => None,
            };
            key.unwrap_or_else(|| word.into())
        };
        Lexicon::meaning(words.into_iter().map(|(word, meaning)| (key(word), meaning)))
    }

    fn by_first(&self) -> &Index {
        self.by_first.get_or_init(|| Index::new(&self.words, Side::Start).into())
    }

    fn by_last(&self) -> &Index {
        self.by_last.get_or_init(|| Index::new(&self.words, Side::End).into())
    }

    /// The words that `text` starts with, the longest first: length in bytes and meaning.
    pub(crate) fn starts<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a T)> {
        let words = self.by_first().words(text).map(|index| &self.words[index]);
        words
            .filter(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, meaning)| (word.len(), meaning))
    }

    /// All words with what they mean.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, &T)> {
        self.words.iter().map(|(word, meaning)| (word.as_str(), meaning))
    }

    /// Length in bytes of the longest word.
    pub(crate) fn longest(&self) -> usize {
        self.words.iter().map(|(word, _)| word.len()).max().unwrap_or(0)
    }

    /// What the words that `text` ends with mean, the longest first.
    pub(crate) fn ends<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a T> {
        let words = self.by_last().words(text).map(|index| &self.words[index]);
        words.filter(|(word, _)| text.ends_with(word.as_str())).map(|(_, meaning)| meaning)
    }

    /// Whether the key of `text` may be one of the words, or start with one: told of all that
    /// starts with two ideographs which are their own key, as nearly all texts do, and of these by
    /// as many as stand there.
    pub(crate) fn may_start(&self, text: &str) -> bool {
        const TWO: usize = 6;
        /// So many bytes tell any word from all others.
        const ENOUGH: usize = 48;
        let own = text.get(..TWO).is_some_and(|two| fold::ideographs(two) == TWO);
        if !own || !self.by_first().may_begin(text) {
            return !own;
        }
        let start = &text[..text.floor_char_boundary(ENOUGH)];
        let own = &text.as_bytes()[..fold::ideographs(start)];
        let fits = |at: usize| {
            let word = self.words[at].0.as_bytes();
            own.starts_with(word) || word.starts_with(own)
        };
        self.by_first().first(text, fits).is_some()
    }

    /// Whether a word may start with a character: with nearly all none does.
    pub(crate) fn may_start_with(&self, first: char) -> bool {
        self.by_first().may_begin_with(first)
    }

    /// The longest word that `text` starts with: its length in bytes and its
    /// meaning.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, &T)> {
        let fits = |word: &str| text.starts_with(word);
        if self.is_short() {
            // Nearly all are told by the end of where it would stand.
            let may = |word: &[u8]| text.as_bytes().get(word.len() - 1) == word.last();
            return self.longest_of_few(|word| may(word.as_bytes()) && fits(word));
        }
        let index = self.by_first().first(text, |at| fits(&self.words[at].0))?;
        let (word, meaning) = &self.words[index];
        Some((word.len(), meaning))
    }

    /// The longest word that `text` ends with: its length in bytes and its
    /// meaning.
    pub(crate) fn at_end(&self, text: &str) -> Option<(usize, &T)> {
        let fits = |word: &str| text.ends_with(word);
        if self.is_short() {
            let may = |word: &[u8]| text.as_bytes().last() == word.last();
            return self.longest_of_few(|word| may(word.as_bytes()) && fits(word));
        }
        let index = self.by_last().first(text, |at| fits(&self.words[at].0))?;
        let (word, meaning) = &self.words[index];
        Some((word.len(), meaning))
    }

    /// Whether its words are so few that to compare each costs less than to tell which may fit, and
    /// an index is not worth its making.
    fn is_short(&self) -> bool {
        const FEW: usize = 6;
        self.words.len() <= FEW
    }

    /// The longest of few words that fits; of two alike the first.
    fn longest_of_few(&self, fits: impl Fn(&str) -> bool) -> Option<(usize, &T)> {
        let mut longest: Option<(usize, &T)> = None;
        for (word, meaning) in &self.words {
            if longest.is_none_or(|(length, _)| word.len() > length) && fits(word) {
                longest = Some((word.len(), meaning));
            }
        }
        longest
    }

    /// The longest word that `text` starts with.
    pub(crate) fn start<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(..self.at_start(text)?.0)
    }

    /// The longest word that `text` ends with.
    pub(crate) fn end<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(text.len() - self.at_end(text)?.0..)
    }

    /// What `text` means, if it is one of the words.
    pub(crate) fn get(&self, text: &str) -> Option<&T> {
        if self.is_short() {
            return self.longest_of_few(|word| word == text).map(|(_, meaning)| meaning);
        }
        let index = self.by_first().first(text, |at| self.words[at].0 == text)?;
        self.words.get(index).map(|(_, meaning)| meaning)
    }

    /// Whether `text` is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    /// Where words may start in `text`: at all places where one does, and few others.
    pub(crate) fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let index = self.by_first();
        let next = |at: usize| text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        std::iter::successors(index.next(text, 0), move |&at| index.next(text, next(at)))
    }

    /// The words in `text` from left to right, at each place the longest; none
    /// overlaps another.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found<'a, T>> {
        let index = self.by_first();
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(from) = index.next(text, at) {
                let rest = &text[from..];
                if let Some((length, meaning)) = self.at_start(rest) {
                    at = from + length;
                    return Some(Found { from, to: at, meaning });
                }
                at = from + rest.chars().next().map_or(1, char::len_utf8);
            }
            at = text.len();
            None
        })
    }

    /// What the words in `text` mean, each wherever it stands: they may overlap.
    pub(crate) fn everywhere<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a T> {
        self.places(text).flat_map(|at| self.starts(&text[at..])).map(|(_, meaning)| meaning)
    }

    /// The first word in `text`.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> Option<Found<'a, T>> {
        self.all(text).next()
    }

    /// Whether a word stands in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        match self.words.as_slice() {
            [(word, _)] => text.contains(word.as_str()),
            _ => self.find(text).is_some(),
        }
    }

    /// Whether a word stands at that part of `text`.
    pub(crate) fn is_at(&self, part: Part, text: &str) -> bool {
        match part {
            Part::Anywhere => self.is_in(text),
            Part::Start => self.at_start(text).is_some(),
            Part::End => self.at_end(text).is_some(),
            Part::Whole => self.has(text),
        }
    }

    /// `text` without the words at its start, and how many bytes they took.
    pub(crate) fn skip<'t>(&self, text: &'t str) -> (&'t str, usize) {
        let mut rest = text;
        while let Some(word) = self.start(rest) {
            rest = &rest[word.len()..];
        }
        (rest, text.len() - rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Lexicon<u8> {
        Lexicon::meaning(
            [("家", 1), ("家次", 2), ("人次", 3), ("家", 4)].map(|(w, n)| (w.into(), n)),
        )
    }

    #[test]
    fn the_longest_word_counts_and_of_two_alike_the_first() {
        let words = words();
        assert_eq!(words.at_start("家次数"), Some((6, &2)));
        assert_eq!(words.at_end("三十人次"), Some((6, &3)));
        assert_eq!(words.at_end("三十次"), None);
        assert_eq!(words.get("家"), Some(&1));
        assert!(words.has("家") && !words.has("家次数") && !words.has(""));
        assert_eq!(words.skip("家家次数"), ("数", 9));
    }

    #[test]
    fn what_starts_as_no_word_does_is_told_whatever_its_key_is() {
        let words = Lexicon::new(["指标名称", "指标", "完成情况说明"]);
        for text in [
            "指标",
            "指标名称",
            "指标说明",
            "指 标",
            "完成情况（说明）",
            "完成 情况说明",
            "(1)",
            "a",
            "",
        ] {
            assert!(words.may_start(text), "{text}");
        }
        for text in ["完成率", "完成情况良好", "名称", "指出问题"] {
            assert!(!words.may_start(text), "{text}");
        }
    }

    #[test]
    fn words_are_found_from_left_to_right() {
        let words = words();
        let found: Vec<_> =
            words.all("3家次,9家,人次").map(|f| (f.from, f.to, *f.meaning)).collect();
        assert_eq!(found, [(1, 7, 2), (9, 12, 1), (13, 19, 3)]);
        let all: Vec<_> = words.starts("家次数").collect();
        assert_eq!(all, [(6, &2), (3, &1), (3, &4)]);
        assert!(words.is_at(Part::End, "9家") && !words.is_at(Part::Start, "9家"));
        assert!(!words.is_in("加次") && !words.is_in(""));
    }

    #[test]
    fn what_is_passed_over_changes_nothing() {
        let all = ["家", "家次", "人次", "项", "12", "a", "é家", "𠀀次", "次𠀀", "ab"];
        let letters = ["家", "次", "人", "项", "1", "2", "a", "b", "é", "𠀀", "。", "\u{7}"];
        let mut texts = vec![String::new()];
        for length in 0..3 {
            let longer = texts.iter().filter(|text| text.chars().count() == length);
            let longer = longer.flat_map(|text| letters.map(|letter| format!("{text}{letter}")));
            texts.extend(longer.collect::<Vec<_>>());
        }
        // Short lists, which have no index, and long ones.
        for words in [&all[..], &all[1..4], &all[6..], &all[..1], &all[2..9]] {
            let lexicon = Lexicon::new(words.iter().copied());
            let longest = |fits: &dyn Fn(&str) -> bool| {
                words.iter().filter(|word| fits(word)).map(|word| word.len()).max()
            };
            for text in &texts {
                let start = longest(&|word| text.starts_with(word));
                let end = longest(&|word| text.ends_with(word));
                assert_eq!(lexicon.at_start(text).map(|(length, _)| length), start, "{text}");
                assert_eq!(lexicon.at_end(text).map(|(length, _)| length), end, "{text}");
                let first = words.iter().filter_map(|word| text.find(word)).min();
                assert_eq!(lexicon.find(text).map(|found| found.from), first, "{text}");
                assert_eq!(lexicon.is_in(text), first.is_some(), "{text}");
            }
        }
    }
}
