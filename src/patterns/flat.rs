//! `patterns/flat.toml`: what a cell holds, where its column was lost.

use std::collections::HashMap;

use serde::Deserialize;

use super::PatternFile;
use super::columns::header_key;
use crate::fold;

/// What the cells of an indicator table hold.
#[derive(Debug)]
pub(crate) struct Flat {
    raw: Raw,
    /// Indices of the labels with a name, by its key.
    labels: HashMap<String, Vec<usize>>,
    /// The keys of all names of labels.
    keys: Vec<String>,
    words: HashMap<WordKind, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    label: Vec<Label>,
    word: Vec<Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    id: String,
    level: u8,
    #[serde(default)]
    parent: Vec<String>,
    names: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// What a word in a cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordKind {
    /// A row of sums (合计).
    Total,
    /// A placeholder.
    None,
    /// A cell of 指标性质.
    Sign,
    /// Starts a value.
    Before,
    /// Ends a value.
    After,
    /// A value in words.
    Quality,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    id: WordKind,
    words: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

impl Flat {
    /// Whether a text is a label of a level.
    pub(crate) fn is_label(&self, text: &str, level: u8) -> bool {
        self.ids(text, level).next().is_some()
    }

    /// Whether a text could be a part of a label that was wrapped.
    pub(crate) fn is_label_part(&self, text: &str) -> bool {
        let key = header_key(text);
        !key.is_empty() && self.keys.iter().any(|n| n.contains(&key))
    }

    /// Whether a label of level 1 may stand above one of level 2.
    pub(crate) fn may_hold(&self, level1: &str, level2: &str) -> bool {
        let parents: Vec<&str> = self.ids(level1, 1).map(|l| &*l.id).collect();
        let mut children = self.ids(level2, 2);
        children.any(|l| l.parent.iter().any(|p| parents.contains(&&**p)))
    }

    /// Whether a text is a word of a kind, or starts or ends with one.
    pub(crate) fn is(&self, text: &str, kind: WordKind) -> bool {
        let key = fold::key(text);
        let mut words = self.words.get(&kind).into_iter().flatten();
        match kind {
            WordKind::Total | WordKind::None | WordKind::Sign => words.any(|w| *w == key),
            WordKind::Before => words.any(|w| key.len() > w.len() && key.starts_with(w.as_str())),
            WordKind::After => words.any(|w| key.ends_with(w.as_str())),
            WordKind::Quality => words.any(|w| key.starts_with(w.as_str())),
        }
    }

    fn ids(&self, text: &str, level: u8) -> impl Iterator<Item = &Label> {
        let found = self.labels.get(&header_key(text)).into_iter().flatten();
        let labels = found.filter_map(|&i| self.raw.label.get(i));
        labels.filter(move |l| l.level == level)
    }
}

impl PatternFile for Flat {
    const FILE: &'static str = "flat.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/flat.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let mut labels: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, label) in raw.label.iter().enumerate() {
            if !(1..=2).contains(&label.level) {
                return Err(format!(
                    "expected level 1 or 2 for {}, but found {}",
                    label.id, label.level
                ));
            }
            for name in &label.names {
                labels.entry(header_key(name)).or_default().push(index);
            }
        }
        let words = raw.word.iter().map(|w| {
            let keys = w.words.iter().map(|word| fold::key(word)).collect();
            (w.id, keys)
        });
        let words = words.collect();
        let names = raw.label.iter().flat_map(|l| &l.names);
        let keys = names.map(|n| header_key(n)).collect();
        Ok(Flat {
            raw,
            labels,
            keys,
            words,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut prove =
            |id: &str, examples: &[String], rejects: &[String], says: &dyn Fn(&str) -> bool| {
                for example in examples.iter().filter(|e| !says(e)) {
                    problems.push(format!("{id}: example {example} does not match"));
                }
                for reject in rejects.iter().filter(|r| says(r)) {
                    problems.push(format!("{id}: reject {reject} matches"));
                }
            };
        for label in &self.raw.label {
            prove(&label.id, &label.examples, &label.rejects, &|text| {
                self.ids(text, label.level).any(|l| l.id == label.id)
            });
        }
        for word in &self.raw.word {
            let id = format!("{:?}", word.id);
            prove(&id, &word.examples, &word.rejects, &|text| {
                self.is(text, word.id)
            });
        }
        problems
    }
}
