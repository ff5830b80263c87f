//! Look-up of the longest word at the start or the end of a text.

use std::collections::HashMap;

/// Words, each with what it means, found by their first or last character.
#[derive(Debug)]
pub(crate) struct Words<T> {
    by_char: HashMap<char, Vec<(String, T)>>,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self {
            by_char: HashMap::new(),
        }
    }
}

impl<T> Words<T> {
    /// Words to be found with [`Words::at_start`].
    pub(crate) fn starting(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::by(words, |word| word.chars().next())
    }

    /// Words to be found with [`Words::at_end`].
    pub(crate) fn ending(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::by(words, |word| word.chars().next_back())
    }

    fn by(
        words: impl IntoIterator<Item = (String, T)>,
        pick: impl Fn(&str) -> Option<char>,
    ) -> Self {
        let mut by_char: HashMap<char, Vec<(String, T)>> = HashMap::new();
        for (word, meaning) in words {
            if let Some(c) = pick(&word) {
                by_char.entry(c).or_default().push((word, meaning));
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in by_char.values_mut() {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { by_char }
    }

    /// The longest word that `text` starts with: its length in bytes and its
    /// meaning.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, &T)> {
        let list = self.by_char.get(&text.chars().next()?)?;
        let (word, meaning) = list.iter().find(|(word, _)| text.starts_with(&**word))?;
        Some((word.len(), meaning))
    }

    /// The longest word that `text` ends with: its length in bytes and its
    /// meaning.
    pub(crate) fn at_end(&self, text: &str) -> Option<(usize, &T)> {
        let list = self.by_char.get(&text.chars().next_back()?)?;
        let (word, meaning) = list.iter().find(|(word, _)| text.ends_with(&**word))?;
        Some((word.len(), meaning))
    }
}

/// Entries whose `id` is given twice, as lines for a lint.
pub(crate) fn repeated_ids<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    ids.filter(|id| !seen.insert(*id))
        .map(|id| format!("{id}: expected one entry of this id, but found two"))
        .collect()
}
