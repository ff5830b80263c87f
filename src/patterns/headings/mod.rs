//! `patterns/headings.toml`: number forms of headings, titles, labels,
//! enumerations.

mod enumerations;
mod forms;
mod guards;
mod mark;
mod raw;

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;
use std::collections::BTreeMap;
use std::fmt::Display;

use super::PatternFile;
use crate::fold;
use crate::patterns::lint;
pub(crate) use enumerations::{EnumerationMarks, enumerate};
pub(crate) use forms::{Forms, Numbered};
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
    /// First part of titles; by their last character, to look at few of them.
    head_ends: Ends<()>,
    titles: Ends<u8>,
    title_parts: Ends<()>,
    words: BTreeMap<Words, Vec<String>>,
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
            || (self.head_ends.find(key).is_some() && !self.starts(Words::Verb, key))
    }

    /// How strongly a key looks like the title of a document. A bracketed
    /// remark at its end, such as (2024年度), does not count.
    pub(crate) fn title(&self, key: &str) -> Option<u8> {
        self.titles.find(without_remark(key)).copied()
    }

    /// Whether a key may be the first part of a title.
    pub(crate) fn is_title_part(&self, key: &str) -> bool {
        let known = self.raw.title_part.iter();
        !key.contains(':')
            && (self.title_parts.find(key).is_some()
                || known.flat_map(|t| &t.contains).any(|w| key.contains(w.as_str())))
    }

    /// Whether a text (folded) begins with one of the words.
    pub(crate) fn starts(&self, words: Words, text: &str) -> bool {
        self.list(words).any(|w| text.starts_with(w))
    }

    /// The word of a list that a text starts with.
    pub(crate) fn start(&self, words: Words, text: &str) -> Option<&str> {
        self.list(words).find(|w| text.starts_with(w))
    }

    /// Whether a text (folded) ends with one of the words.
    pub(crate) fn ends(&self, words: Words, text: &str) -> bool {
        self.list(words).any(|w| text.ends_with(w))
    }

    /// Whether a text (folded) contains one of the words.
    pub(crate) fn contains(&self, words: Words, text: &str) -> bool {
        self.list(words).any(|w| text.contains(w))
    }

    fn list(&self, words: Words) -> impl Iterator<Item = &str> {
        self.words.get(&words).into_iter().flatten().map(String::as_str)
    }
}

fn without_remark(key: &str) -> &str {
    let key = key.trim_end_matches(':');
    match (key.ends_with(')'), key.rfind('(')) {
        (true, Some(open)) => &key[..open],
        _ => key,
    }
}

/// Endings, found by their last character.
#[derive(Debug)]
struct Ends<T> {
    by_last: HashMap<char, Vec<(String, T)>>,
}

impl<T: Copy + PartialOrd> Ends<T> {
    fn new(ends: impl Iterator<Item = (String, T)>) -> Self {
        let mut by_last: HashMap<char, Vec<(String, T)>> = HashMap::default();
        for (end, value) in ends {
            let end = fold::key(&end);
            if let Some(last) = end.chars().next_back() {
                by_last.entry(last).or_default().push((end, value));
            }
        }
        Ends { by_last }
    }

    fn find(&self, key: &str) -> Option<&T> {
        let ends = self.by_last.get(&key.chars().next_back()?)?;
        ends.iter()
            .filter(|(end, _)| key.ends_with(end.as_str()))
            .map(|(_, value)| value)
            .max_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal))
    }
}

impl PatternFile for Headings {
    const FILE: &'static str = "headings.toml";
    const BUILTIN: &'static str = include_str!("../../../patterns/headings.toml");
    type Raw = raw::Raw;

    fn compile(raw: raw::Raw) -> Result<Self, String> {
        let words: BTreeMap<Words, Vec<String>> = raw
            .words
            .iter()
            .map(|w| (w.id, w.names.iter().map(|n| fold::key(n)).collect()))
            .collect();
        let list = |id: Words| words.get(&id).cloned().unwrap_or_default();
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
            head_ends: Ends::new(heads.flat_map(|h| h.ends.iter().map(|e| (e.clone(), ())))),
            titles: Ends::new(
                raw.title.iter().flat_map(|t| t.ends.iter().map(|e| (e.clone(), t.strength))),
            ),
            title_parts: Ends::new(
                raw.title_part.iter().flat_map(|t| t.ends.iter().map(|e| (e.clone(), ()))),
            ),
            words,
            raw,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = self.forms.lint(&self.raw.form);
        problems.extend(self.enumerations.lint(&self.raw.enumeration));
        let mut prove = |id: &dyn Display, proof: &raw::Proof, matches: &dyn Fn(&str) -> bool| {
            let folded = |text: &str| matches(&fold::key(text));
            problems.extend(lint::check(id, &proof.examples, &proof.rejects, folded));
        };
        for entry in &self.raw.words {
            let id = format_args!("{:?}", entry.id);
            prove(&id, &entry.proof, &|key| self.contains(entry.id, key));
        }
        for entry in &self.raw.title {
            let strength = Some(entry.strength);
            prove(&entry.id, &entry.proof, &|key| self.title(key) == strength);
        }
        for entry in &self.raw.title_part {
            prove(&entry.id, &entry.proof, &|key| self.is_title_part(key));
        }
        for entry in &self.raw.label {
            prove(&entry.id, &entry.proof, &|key| self.label(key).is_some());
        }
        for entry in &self.raw.head {
            prove(&entry.id, &entry.proof, &|key| self.is_head(key));
        }
        problems
    }
}
