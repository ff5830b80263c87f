//! Lists of words, each with a use: most pattern files are made of them.

use std::fmt::Debug;
use std::ops::Range;

use serde::Deserialize;

use super::lexicon::{Lexicon, Part};
use super::lint;
use crate::words::Words;

/// A list of words as it stands in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordList<U> {
    pub(crate) id: U,
    /// Where in a text its words count.
    #[serde(alias = "place", default = "anywhere")]
    pub(crate) part: Part,
    #[serde(alias = "names")]
    pub(crate) words: Vec<String>,
    #[serde(default)]
    pub(crate) examples: Vec<String>,
    #[serde(default)]
    pub(crate) rejects: Vec<String>,
}

fn anywhere() -> Part {
    Part::Anywhere
}

/// The lists of a file by their use, to be searched in folded text (see `fold::key`).
#[derive(Debug)]
pub(crate) struct Lists<U> {
    /// By the place of their use.
    lists: Vec<Option<List>>,
    /// Their entries, whose words the lists have taken.
    entries: Vec<WordList<U>>,
}

#[derive(Debug)]
struct List {
    part: Part,
    words: Lexicon,
}

/// What a list is for.
pub(crate) trait Purpose: Copy + Debug {
    /// Its place among all uses of the file.
    fn place(self) -> usize;
}

/// The uses of a file's lists are the variants of an enum.
macro_rules! purposes {
    ($uses:ty) => {
        impl $crate::patterns::lists::Purpose for $uses {
            fn place(self) -> usize {
                self as usize
            }
        }
    };
}
pub(crate) use purposes;

impl<U: Purpose> Lists<U> {
    /// Entries of one use are one list, whose part the first of them says.
    pub(crate) fn new(mut entries: Vec<WordList<U>>) -> Self {
        entries.sort_by_key(|entry| entry.id.place());
        let mut lists = Vec::new();
        for same in entries.chunk_by_mut(|a, b| a.id.place() == b.id.place()) {
            let words = same.iter_mut().flat_map(|entry| std::mem::take(&mut entry.words));
            let words = Lexicon::new(words.collect::<Vec<_>>());
            lists.resize_with(same[0].id.place(), || None);
            lists.push(Some(List { part: same[0].part, words }));
        }
        Lists { lists, entries }
    }

    fn list(&self, of: U) -> Option<&List> {
        self.lists.get(of.place())?.as_ref()
    }

    /// The words of a use.
    pub(crate) fn words(&self, of: U) -> Option<&Lexicon> {
        Some(&self.list(of)?.words)
    }

    /// Whether a word of a use stands in a text where its list says that it counts.
    pub(crate) fn has(&self, of: U, text: &str) -> bool {
        self.list(of).is_some_and(|list| list.words.is_at(list.part, text))
    }

    /// The words of a use that stand in a text, from left to right.
    pub(crate) fn all<'t>(
        &'t self,
        of: U,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        let list = self.words(of).into_iter();
        list.flat_map(move |words| words.all(text)).map(|found| found.range())
    }

    /// Where the first word of a use stands in a text, wherever it counts.
    pub(crate) fn find(&self, of: U, text: &str) -> Option<Range<usize>> {
        Some(self.words(of)?.find(text)?.range())
    }

    /// What is wrong with the entries, as those who read them find their words.
    pub(crate) fn lint(&self, has: impl Fn(U, &str) -> bool) -> Vec<Words> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            let id = format_args!("{:?}", entry.id);
            let has = |text: &str| has(entry.id, text);
            problems.extend(lint::check(id, &entry.examples, &entry.rejects, has));
        }
        problems
    }
}
