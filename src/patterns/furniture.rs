//! `patterns/furniture.toml`: page numbers, stamps, tables of contents.

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::{PatternFile, lint};
use crate::fold;

/// Furniture of pages (页眉, 页脚, 页码).
#[derive(Debug)]
pub(crate) struct Furniture {
    /// Shapes of page number lines, and whether one is certain.
    page_numbers: HashMap<String, bool>,
    starts: Vec<String>,
    contains: Vec<String>,
    shapes: HashSet<String>,
    contents: HashSet<String>,
    value_before: Vec<String>,
    value_after: Vec<String>,
    raw: Raw,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    page_number: Vec<PageNumberShapes>,
    stamp: Vec<Stamp>,
    contents: Vec<Contents>,
    words: Vec<WordList>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageNumberShapes {
    id: String,
    #[serde(default)]
    certain: bool,
    shapes: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stamp {
    id: String,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    shapes: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    id: String,
    names: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordList {
    id: Side,
    names: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// The side of a number on which a word shows it to be a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// 共, 达: at the end of the line before.
    ValueBefore,
    /// 万元, 个: at the start of the line after.
    ValueAfter,
}

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
            || self.starts.iter().any(|w| key.starts_with(w.as_str()))
            || self.contains.iter().any(|w| key.contains(w.as_str()))
    }

    /// Whether a line heads a table of contents.
    pub(crate) fn is_contents(&self, key: &str) -> bool {
        self.contents.contains(key)
    }

    /// Whether the text on one side of a lone number shows it to be a value.
    pub(crate) fn shows_value(&self, side: Side, text: &str) -> bool {
        match side {
            Side::ValueBefore => self.value_before.iter().any(|w| text.ends_with(w.as_str())),
            Side::ValueAfter => self.value_after.iter().any(|w| text.starts_with(w.as_str())),
        }
    }
}

impl PatternFile for Furniture {
    const FILE: &'static str = "furniture.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/furniture.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let keys = |list: &[String]| list.iter().map(|w| fold::key(w)).collect::<Vec<_>>();
        let words = |id: Side| {
            let lists = raw.words.iter().filter(|w| w.id == id);
            lists.flat_map(|w| keys(&w.names)).collect::<Vec<_>>()
        };
        let mut page_numbers = HashMap::default();
        for entry in &raw.page_number {
            page_numbers.extend(keys(&entry.shapes).into_iter().map(|s| (s, entry.certain)));
        }
        Ok(Furniture {
            page_numbers,
            starts: raw.stamp.iter().flat_map(|s| keys(&s.starts)).collect(),
            contains: raw.stamp.iter().flat_map(|s| keys(&s.contains)).collect(),
            shapes: raw.stamp.iter().flat_map(|s| keys(&s.shapes)).collect(),
            contents: raw.contents.iter().flat_map(|c| keys(&c.names)).collect(),
            value_before: words(Side::ValueBefore),
            value_after: words(Side::ValueAfter),
            raw,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for entry in &self.raw.page_number {
            let is = |line: &str| {
                self.page_number(&Shape::of(&fold::key(line)))
                    .is_some_and(|n| n.certain == entry.certain)
            };
            problems.extend(lint::check(&entry.id, &entry.examples, &entry.rejects, is));
        }
        for entry in &self.raw.stamp {
            let is = |line: &str| {
                let key = fold::key(line);
                self.is_stamp(&key, &Shape::of(&key))
            };
            problems.extend(lint::check(&entry.id, &entry.examples, &entry.rejects, is));
        }
        for entry in &self.raw.words {
            let is = |text: &str| self.shows_value(entry.id, &fold::key(text));
            let id = format_args!("{:?}", entry.id);
            problems.extend(lint::check(id, &entry.examples, &entry.rejects, is));
        }
        for entry in &self.raw.contents {
            let is = |line: &str| self.is_contents(&fold::key(line));
            problems.extend(lint::check(&entry.id, &entry.examples, &entry.rejects, is));
        }
        problems
    }
}
