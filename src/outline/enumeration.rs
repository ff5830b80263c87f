//! Enumerations inside running text: 一是 … 二是 …

use std::ops::Range;

use crate::patterns::{Patterns, enumerate};

/// An enumeration inside running text (一是…二是…).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// The `id` of its marks in `patterns/headings.toml`.
    pub style: String,
    /// Number of its items.
    pub count: usize,
    /// Each item with its mark, in bytes of the text; the last one reaches to
    /// the end of the text.
    pub items: Vec<Range<usize>>,
}

/// The enumerations of a text, in order. Each begins at its first number and
/// misses none.
///
/// ```
/// let patterns = jiaokan::Patterns::builtin();
/// let found = jiaokan::internals::outline::enumerations("一是加强领导；二是压实责任。", patterns);
/// assert_eq!(found[0].count, 2);
/// ```
#[must_use]
pub fn enumerations(text: &str, patterns: &Patterns) -> Vec<Enumeration> {
    let marks = &patterns.headings.enumerations;
    enumerate(text, marks)
        .into_iter()
        .map(|(style, starts)| {
            let ends = starts.iter().skip(1).copied().chain([text.len()]);
            Enumeration {
                style: marks.id(style).to_owned(),
                count: starts.len(),
                items: starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect(),
            }
        })
        .collect()
}
