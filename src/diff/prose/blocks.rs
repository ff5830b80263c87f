//! The paragraphs of a report with the sections they stand in, and how they are
//! compared: with years and numbers masked.

use crate::fold;
use crate::location::At;
use crate::model::{Block, BlockKind, Report};
use crate::patterns::Patterns;
use crate::prose::reading::Reading;

/// A paragraph on its way to its pair.
#[derive(Debug)]
pub(super) struct Prose<'r> {
    pub(super) section: Vec<&'r str>,
    pub(super) kind: BlockKind,
    pub(super) text: &'r str,
    pub(super) at: At,
    /// Folded, years and numbers masked.
    pub(super) masked: String,
}

/// All paragraphs and items of a report in reading order; tables are compared as
/// indicators.
pub(super) fn of<'r>(report: &'r Report, patterns: &Patterns) -> Vec<Prose<'r>> {
    let reading = Reading::new(report);
    let filled = reading.paragraphs.iter().filter(|paragraph| !paragraph.block.text.is_empty());
    let found = filled.map(|paragraph| {
        let above = reading.above(paragraph).filter_map(|heading| reading.headings.get(heading));
        let mut section: Vec<&str> = above.map(|heading| heading.section.title.as_str()).collect();
        section.reverse();
        let Block { kind, text, at } = paragraph.block;
        Prose { section, kind: *kind, text, at: *at, masked: masked(text, patterns) }
    });
    found.collect()
}

/// The sign that stands for a number.
const NUMBER: char = '#';

/// A folded text with every year and number masked.
pub(in crate::diff) fn masked(text: &str, patterns: &Patterns) -> String {
    // Years in ideographs are rare; in digits they are numbers like any other.
    let key = if text.contains('〇') {
        crate::diff::pairing::masked(text, patterns)
    } else {
        fold::key(text)
    };
    let mut masked = String::with_capacity(key.len());
    let mut chars = key.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = matches!(c, '.' | ',') && chars.peek().is_some_and(char::is_ascii_digit);
        let of_number = c.is_ascii_digit() || inside && masked.ends_with(NUMBER);
        if !of_number {
            masked.push(c);
        } else if !masked.ends_with(NUMBER) {
            masked.push(NUMBER);
        }
    }
    masked
}
