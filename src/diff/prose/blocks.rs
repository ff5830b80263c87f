//! The paragraphs of a report with the sections they stand in, and how they are
//! compared: with years and numbers masked.

use crate::fold;
use crate::location::At;
use crate::model::{Block, BlockKind, Report, Section};
use crate::patterns::Patterns;

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
    let mut found = Vec::new();
    add(&report.preface, &[], patterns, &mut found);
    walk(&report.sections, &mut Vec::new(), patterns, &mut found);
    found
}

fn walk<'r>(
    sections: &'r [Section],
    path: &mut Vec<&'r str>,
    patterns: &Patterns,
    found: &mut Vec<Prose<'r>>,
) {
    for section in sections {
        path.push(&section.title);
        add(&section.blocks, path, patterns, found);
        walk(&section.sections, path, patterns, found);
        path.pop();
    }
}

fn add<'r>(blocks: &'r [Block], path: &[&'r str], patterns: &Patterns, found: &mut Vec<Prose<'r>>) {
    let prose = blocks.iter().filter(|block| block.kind != BlockKind::Table);
    found.extend(prose.filter(|block| !block.text.is_empty()).map(|block| Prose {
        section: path.to_vec(),
        kind: block.kind,
        text: &block.text,
        at: block.at,
        masked: masked(&block.text, patterns),
    }));
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
