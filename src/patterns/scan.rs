//! Lists of words and numbers, looked for at one place of a folded text.

use std::collections::HashMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::fold;

/// Words that can be taken off the start or the end of a text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    by_first: HashMap<char, Vec<String>>,
    by_last: HashMap<char, Vec<String>>,
}

impl Words {
    /// A list of words, folded as [`fold::key`] does.
    pub(crate) fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Words {
        let mut list = Words::default();
        for word in words {
            let word = fold::key(word.as_ref());
            let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else {
                continue;
            };
            list.by_last.entry(last).or_default().push(word.clone());
            list.by_first.entry(first).or_default().push(word);
        }
        for words in list.by_first.values_mut().chain(list.by_last.values_mut()) {
            words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        list
    }

    /// The longest word that `text` starts with.
    pub(crate) fn start(&self, text: &str) -> Option<&str> {
        let words = self.by_first.get(&text.chars().next()?)?;
        let found = words.iter().find(|word| text.starts_with(word.as_str()));
        found.map(String::as_str)
    }

    /// The longest word that `text` ends with.
    pub(crate) fn end(&self, text: &str) -> Option<&str> {
        let words = self.by_last.get(&text.chars().next_back()?)?;
        let found = words.iter().find(|word| text.ends_with(word.as_str()));
        found.map(String::as_str)
    }

    /// Whether `text` is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        let words = text.chars().next().and_then(|c| self.by_first.get(&c));
        words.is_some_and(|words| words.iter().any(|word| word == text))
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

/// Takes one group in brackets off the start of a folded text, if it is no
/// longer than `longest` characters. Gives its inside and its length in bytes.
pub(crate) fn bracketed(text: &str, longest: usize) -> Option<(&str, usize)> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let (end, _) = text
        .char_indices()
        .take(longest + 2)
        .find(|&(_, c)| c == close)?;
    Some((&text[1..end], end + 1))
}

/// The number at the start of a folded text and its length in bytes: digits,
/// commas between groups of three, one decimal point. A number that goes on in
/// another way (`1.2.3`, `12,34`) is none: it may be damaged.
pub(crate) fn number(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut end = digits(0);
    if end == 0 || end > 15 {
        return None;
    }
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let goes_on = match bytes.get(end) {
        Some(b'.') => true,
        Some(b',') => digits(end + 1) > 0,
        Some(b) => b.is_ascii_alphanumeric(),
        None => false,
    };
    if goes_on {
        return None;
    }
    let plain: String = text[..end].chars().filter(|&c| c != ',').collect();
    Some((Decimal::from_str(&plain).ok()?, end))
}

/// The part of a folded text that ends at `end` and reaches back to the last
/// of `borders`, or as far as `longest` characters.
pub(crate) fn back_to<'t>(text: &'t str, end: usize, borders: &[char], longest: usize) -> &'t str {
    let head = text.get(..end).unwrap_or_default();
    let mut start = end;
    for (at, c) in head.char_indices().rev().take(longest) {
        if borders.contains(&c) {
            break;
        }
        start = at;
    }
    &head[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_scale_and_damaged_ones_are_none() {
        let read = |text| number(text).map(|(value, length)| (value.to_string(), length));
        assert_eq!(read("443.50万元"), Some(("443.50".into(), 6)));
        assert_eq!(read("1,929.4亿元"), Some(("1929.4".into(), 7)));
        assert_eq!(read("12,其中"), Some(("12".into(), 2)));
        for damaged in ["44.3.5万元", "447.3l万元", "12,34万元", "约12"] {
            assert_eq!(read(damaged), None, "{damaged}");
        }
    }
}
