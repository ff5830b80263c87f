//! Look-up of the longest word at the start or the end of a text.

use rustc_hash::FxHashMap as HashMap;
use std::cmp::Reverse;

use crate::fold;

/// Words, each with what it means, found by their first or last character.
#[derive(Debug)]
pub(crate) struct Words<T = ()> {
    /// The longest first.
    words: Vec<(String, T)>,
    by_first: HashMap<char, Vec<usize>>,
    by_last: HashMap<char, Vec<usize>>,
}

impl Words {
    /// Words without a meaning of their own, folded as [`fold::key`] does.
    pub(crate) fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let folded = words.into_iter().map(|word| fold::key(word.as_ref()));
        Words::meaning(folded.map(|word| (word, ())))
    }
}

impl<T> Words<T> {
    /// Words as they stand, each with its meaning; of a word that stands twice
    /// the first counts.
    pub(crate) fn meaning(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut words: Vec<(String, T)> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| Reverse(word.len()));
        let mut by_first: HashMap<char, Vec<usize>> = HashMap::default();
        let mut by_last: HashMap<char, Vec<usize>> = HashMap::default();
        for (index, (word, _)) in words.iter().enumerate() {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                let last = chars.next_back().unwrap_or(first);
                by_first.entry(first).or_default().push(index);
                by_last.entry(last).or_default().push(index);
            }
        }
        Words { words, by_first, by_last }
    }

    /// The longest word that `text` starts with: its length in bytes and its
    /// meaning.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, &T)> {
        let list = self.by_first.get(&text.chars().next()?)?;
        let mut words = list.iter().filter_map(|&index| self.words.get(index));
        let (word, meaning) = words.find(|(word, _)| text.starts_with(word.as_str()))?;
        Some((word.len(), meaning))
    }

    /// The longest word that `text` ends with: its length in bytes and its
    /// meaning.
    pub(crate) fn at_end(&self, text: &str) -> Option<(usize, &T)> {
        let list = self.by_last.get(&text.chars().next_back()?)?;
        let mut words = list.iter().filter_map(|&index| self.words.get(index));
        let (word, meaning) = words.find(|(word, _)| text.ends_with(word.as_str()))?;
        Some((word.len(), meaning))
    }

    /// The longest word that `text` starts with.
    pub(crate) fn start<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(..self.at_start(text)?.0)
    }

    /// The longest word that `text` ends with.
    pub(crate) fn end<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(text.len() - self.at_end(text)?.0..)
    }

    /// Whether `text` is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        // A word as long as the text is the longest that it can start with.
        self.start(text) == Some(text)
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

    #[test]
    fn the_longest_word_counts() {
        let words =
            Words::meaning([("家", 1), ("家次", 2), ("人次", 3)].map(|(w, n)| (w.into(), n)));
        assert_eq!(words.at_start("家次数"), Some((6, &2)));
        assert_eq!(words.at_end("三十人次"), Some((6, &3)));
        assert_eq!(words.at_end("三十次"), None);
        assert!(words.has("家") && !words.has("家次数") && !words.has(""));
        assert_eq!(words.skip("家家次数"), ("数", 9));
    }
}
