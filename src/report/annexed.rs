//! What stands before the mark of the annex that a report is (附件2): a letter, or another report.

use rust_decimal::Decimal;

use super::is_before;
use crate::fold;
use crate::location::At;
use crate::outline::{Block, Outline};
use crate::patterns::{Patterns, Words};
use crate::value::number;

/// The mark of an annex above a title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Annexed {
    at: At,
    /// Another annex stands before it.
    later: bool,
    /// The title is that of a report on the whole (部门整体…).
    whole: bool,
}

impl Annexed {
    /// The last mark of an annex that stands on a line of its own above the title.
    pub(super) fn of(outline: &Outline, patterns: &Patterns) -> Option<Annexed> {
        let title = outline.title.as_ref()?;
        let marks = outline.cover.iter().filter_map(|block| {
            let (Block::Paragraph(line) | Block::Item(line)) = block else { return None };
            let at = line.start();
            let later = annex(&line.text, patterns)?.is_some_and(|number| number > Decimal::ONE);
            is_before(at, title.start()).then_some((at, later))
        });
        let (at, later) = marks.last()?;
        let whole = patterns.grades.of_the_whole.is_in(&fold::key(&title.text));
        Some(Annexed { at, later, whole })
    }

    /// Whether a verdict is that of another report: one on the whole before the title of one on a
    /// project, the other way round, or any before a second annex.
    pub(super) fn is_of_another(&self, at: At, whole: bool, project: bool) -> bool {
        let differs = whole && !self.whole || project && self.whole;
        (differs || self.later) && is_before(at, self.at)
    }
}

/// The number of an annex of whose mark a line consists: 附件2, 附表：. The outer `None`: it does not.
fn annex(line: &str, patterns: &Patterns) -> Option<Option<Decimal>> {
    const LONGEST: usize = 24;
    let key = Some(line).filter(|line| line.len() <= LONGEST).map(fold::key)?;
    let word = patterns.headings.start(Words::Annex, &key)?;
    let rest = key.get(word.len()..)?.trim_matches([':', '.']);
    match rest.is_empty() {
        true => Some(None),
        false => rest.parse().ok().or_else(|| number::chinese(rest)).map(Some),
    }
}
