//! `patterns/headings.toml`: number forms of headings, titles, labels,
//! enumerations.

mod enumerations;
mod forms;
mod guards;
mod mark;
mod raw;

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use crate::fold;
use crate::patterns::entry::Proven;
use crate::patterns::lexicon::Lexicon;
use crate::patterns::lint;
use crate::patterns::lists::Lists;
use crate::words;
pub(crate) use enumerations::{EnumerationMarks, enumerate};
pub(crate) use forms::{Forms, Numbered};
pub(super) use mark::is_of_numeral;
pub(crate) use mark::write_chinese;
pub(crate) use raw::Words;

/// Number forms, titles, labels, enumerations.
#[derive(Debug)]
pub(crate) struct Headings {
    /// Ways to number headings and items.
    pub(crate) forms: Forms,
    /// Marks inside running text.
    pub(crate) enumerations: EnumerationMarks,
    labels: HashMap<String, bool>,
    heads: HashSet<String>,
    /// Ends of titles that may be split off a line.
    head_ends: Lexicon,
    /// Ends of titles of documents, with their strength.
    titles: Lexicon<u8>,
    title_parts: Lexicon,
    in_title_parts: Lexicon,
    words: Lists<Words>,
    raw: raw::Raw,
}

/// A label alone on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// Whether it stands at the top of the outline, such as 附件.
    pub(crate) top: bool,
}

impl Headings {
    /// The label that a line's key (see [`fold::key`]) is, if it is one.
    pub(crate) fn label(&self, key: &str) -> Option<Label> {
        let name = key.trim_end_matches(':');
        let name = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(name);
        self.labels.get(name.trim_end_matches(':')).map(|&top| Label { top })
    }

    /// Whether a key is a title that is certain enough to be split off a line.
    pub(crate) fn is_head(&self, key: &str) -> bool {
        self.heads.contains(key)
            || (self.head_ends.end(key).is_some() && !self.starts(Words::Verb, key))
    }

    /// How strongly a key looks like the title of a document. A bracketed
    /// remark at its end, such as (2024年度), does not count.
    pub(crate) fn title(&self, key: &str) -> Option<u8> {
        self.titles.ends(without_remark(key)).max().copied()
    }

    /// Whether a key may be the first part of a title.
    pub(crate) fn is_title_part(&self, key: &str) -> bool {
        !key.contains(':')
            && (self.title_parts.end(key).is_some() || self.in_title_parts.is_in(key))
    }

    /// Whether a text (folded) begins with one of the words.
    pub(crate) fn starts(&self, words: Words, text: &str) -> bool {
        self.start(words, text).is_some()
    }

    /// The longest word of a list that a text starts with.
    pub(crate) fn start<'t>(&self, words: Words, text: &'t str) -> Option<&'t str> {
        self.words.words(words)?.start(text)
    }

    /// Whether a text (folded) is one of the words.
    pub(crate) fn is_one(&self, words: Words, text: &str) -> bool {
        self.start(words, text).is_some_and(|word| word.len() == text.len())
    }

    /// Whether a text (folded) ends with one of the words.
    pub(crate) fn ends(&self, words: Words, text: &str) -> bool {
        self.words.words(words).is_some_and(|words| words.end(text).is_some())
    }

    /// Whether a text (folded) contains one of the words.
    pub(crate) fn contains(&self, words: Words, text: &str) -> bool {
        self.words.words(words).is_some_and(|words| words.is_in(text))
    }
}

/// A key without the bracket that it ends with, or that nothing closes: the remark goes on below.
fn without_remark(key: &str) -> &str {
    let key = key.trim_end_matches(':');
    let mut closed = 0usize;
    for (at, c) in key.char_indices().rev() {
        match c {
            ')' => closed += 1,
            '(' if closed == 0 => return &key[..at],
            '(' => {
                closed -= 1;
                if closed == 0 && key.ends_with(')') {
                    return &key[..at];
                }
            }
            _ => {}
        }
    }
    key
}

impl PatternFile for Headings {
    const BUILTIN: Builtin = builtin!("headings");
    type Raw = raw::Raw;

    fn compile(mut raw: raw::Raw) -> Result<Self, words::Words> {
        let list = |id: Words| {
            let lists = raw.words.iter().filter(|list| list.id == id);
            Lexicon::new(lists.flat_map(|list| &list.words))
        };
        let labels = raw.label.iter();
        let heads = raw.head.iter();
        Ok(Headings {
            forms: Forms::compile(
                &raw.form,
                guards::Guards {
                    measure: list(Words::Measure),
                    whole_measure: list(Words::WholeMeasure),
                    year: list(Words::Year),
                    reference: list(Words::Reference),
                },
            )?,
            enumerations: EnumerationMarks::compile(&raw.enumeration)?,
            labels: labels.flat_map(|l| l.names.iter().map(|n| (fold::key(n), l.top))).collect(),
            heads: heads.clone().flat_map(|h| h.names.iter().map(|n| fold::key(n))).collect(),
            head_ends: Lexicon::new(heads.flat_map(|h| &h.ends)),
            titles: Lexicon::folded(
                raw.title.iter().flat_map(|t| t.ends.iter().map(|end| (end, t.strength))),
            ),
            title_parts: Lexicon::new(raw.title_part.iter().flat_map(|t| &t.ends)),
            in_title_parts: Lexicon::new(raw.title_part.iter().flat_map(|t| &t.contains)),
            words: Lists::new(std::mem::take(&mut raw.words)),
            raw,
        })
    }

    fn lint(&self) -> Vec<words::Words> {
        let mut problems = self.forms.lint(&self.raw.form);
        problems.extend(self.enumerations.lint(&self.raw.enumeration));
        let mut prove = |entry: &dyn Proven, matches: &dyn Fn(&str) -> bool| {
            let folded = |text: &str| matches(&fold::key(text));
            problems.extend(lint::check(entry.id(), entry.examples(), entry.rejects(), folded));
        };
        for entry in &self.raw.title {
            let strength = Some(entry.strength);
            prove(entry, &|key| self.title(key) == strength);
        }
        for entry in &self.raw.title_part {
            prove(entry, &|key| self.is_title_part(key));
        }
        for entry in &self.raw.label {
            prove(entry, &|key| self.label(key).is_some());
        }
        for entry in &self.raw.head {
            prove(entry, &|key| self.is_head(key));
        }
        problems.extend(self.words.lint(|words, text| self.contains(words, &fold::key(text))));
        problems
    }
}
