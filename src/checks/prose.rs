//! The sentences of a report, for checks that look for a word in them.

use crate::model::{Block, BlockKind, Report, Section};

/// All paragraphs and items, in printed order.
pub(crate) fn blocks(report: &Report) -> impl Iterator<Item = &Block> {
    let mut open: Vec<&Section> = report.sections.iter().rev().collect();
    let sections = std::iter::from_fn(move || {
        let section = open.pop()?;
        open.extend(section.sections.iter().rev());
        Some(section)
    });
    let blocks = report
        .preface
        .iter()
        .chain(sections.flat_map(|section| &section.blocks));
    blocks.filter(|block| block.kind != BlockKind::Table)
}
