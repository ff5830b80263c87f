//! `patterns/furniture.toml`: page numbers, stamps, tables of contents.

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::lexicon::{Lexicon, Part};
use super::lists::{Lists, WordList, purposes};
use super::{PatternFile, lint};
use crate::fold;
use crate::words::Words;

/// Furniture of pages (页眉, 页脚, 页码).
#[derive(Debug)]
pub(crate) struct Furniture {
    /// Shapes of page number lines, and whether one is certain.
    page_numbers: HashMap<String, bool>,
    starts: Lexicon,
    contains: Lexicon,
    shapes: HashSet<String>,
    contents: HashSet<String>,
    words: Lists<Side>,
    raw: Raw,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    page_number: Vec<PageNumberShapes>,
    stamp: Vec<Stamp>,
    contents: Vec<Contents>,
    words: Vec<WordList<Side>>,
}

entry! {
    struct PageNumberShapes: String {
        #[serde(default)]
        certain: bool,
        shapes: Vec<String>,
    }
}

entry! {
    struct Stamp: String {
        #[serde(default)]
        starts: Vec<String>,
        #[serde(default)]
        contains: Vec<String>,
        #[serde(default)]
        shapes: Vec<String>,
    }
}

entry! {
    struct Contents: String {
        names: Vec<String>,
    }
}

/// The side of a number on which a word shows it to be a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// 共, 达: at the end of the line before.
    ValueBefore,
    /// 万元, 个: at the start of the line after.
    ValueAfter,
}

purposes!(Side);

/// A line that has the shape of a page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageNumber {
    /// The page.
    pub(crate) page: u32,
    /// Whether the shape alone is enough.
    pub(crate) certain: bool,
}

/// A line's key with `#` for each number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The key, numbers replaced.
    pub(crate) text: String,
    /// The numbers, in order; too great ones are `u32::MAX`.
    pub(crate) numbers: Vec<u32>,
}

impl Shape {
    /// The shape of a line's key (see [`fold::key`]).
    pub(crate) fn of(key: &str) -> Self {
        let (mut text, mut numbers) = (String::with_capacity(key.len()), Vec::new());
        let mut open = false;
        for c in key.chars() {
            match (c.to_digit(10), open) {
                (Some(digit), false) => {
                    text.push('#');
                    numbers.push(digit);
                }
                (Some(digit), true) => {
                    if let Some(number) = numbers.last_mut() {
                        *number = number.saturating_mul(10).saturating_add(digit);
                    }
                }
                (None, _) => text.push(c),
            }
            open = c.is_ascii_digit();
        }
        Shape { text, numbers }
    }
}

impl Furniture {
    /// The page number that a line is, if it looks like one.
    pub(crate) fn page_number(&self, shape: &Shape) -> Option<PageNumber> {
        let &certain = self.page_numbers.get(&shape.text)?;
        let &page = shape.numbers.first()?;
        let whole = shape.numbers.get(1).is_none_or(|&count| page <= count)
            || shape.numbers.get(1).is_some_and(|&other| certain && other <= page);
        (whole && (1..=9999).contains(&page)).then_some(PageNumber { page, certain })
    }

    /// Whether a line was left by printing, exporting or scanning.
    pub(crate) fn is_stamp(&self, key: &str, shape: &Shape) -> bool {
        self.shapes.contains(&shape.text)
            || self.starts.start(key).is_some()
            || self.contains.is_in(key)
            || (!shape.numbers.is_empty() && self.contains.is_in(&shape.text))
    }

    /// Whether a line heads a table of contents.
    pub(crate) fn is_contents(&self, key: &str) -> bool {
        self.contents.contains(key)
    }

    /// Whether the text on one side of a lone number shows it to be a value.
    pub(crate) fn shows_value(&self, side: Side, text: &str) -> bool {
        let part = match side {
            Side::ValueBefore => Part::End,
            Side::ValueAfter => Part::Start,
        };
        self.words.words(side).is_some_and(|words| words.is_at(part, text))
    }
}

impl PatternFile for Furniture {
    const BUILTIN: Builtin = builtin!("furniture");
    type Raw = Raw;

    fn compile(mut raw: Raw) -> Result<Self, Words> {
        let keys = |list: &[String]| list.iter().map(|w| fold::key(w)).collect::<Vec<_>>();
        let mut page_numbers = HashMap::default();
        for entry in &raw.page_number {
            page_numbers.extend(keys(&entry.shapes).into_iter().map(|s| (s, entry.certain)));
        }
        Ok(Furniture {
            page_numbers,
            starts: Lexicon::new(raw.stamp.iter().flat_map(|s| &s.starts)),
            contains: Lexicon::new(raw.stamp.iter().flat_map(|s| &s.contains)),
            shapes: raw.stamp.iter().flat_map(|s| keys(&s.shapes)).collect(),
            contents: raw.contents.iter().flat_map(|c| keys(&c.names)).collect(),
            words: Lists::new(std::mem::take(&mut raw.words)),
            raw,
        })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for entry in &self.raw.page_number {
            let is = |line: &str| {
                self.page_number(&Shape::of(&fold::key(line)))
                    .is_some_and(|n| n.certain == entry.certain)
            };
            problems.extend(lint::prove(entry, is));
        }
        for entry in &self.raw.stamp {
            let is = |line: &str| {
                let key = fold::key(line);
                self.is_stamp(&key, &Shape::of(&key))
            };
            problems.extend(lint::prove(entry, is));
        }
        problems.extend(self.words.lint(|side, text| self.shows_value(side, &fold::key(text))));
        for entry in &self.raw.contents {
            let is = |line: &str| self.is_contents(&fold::key(line));
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}
