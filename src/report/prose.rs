//! The sentences of a document, each with what its headings say of it.

use crate::fold;
use crate::location::{At, Passage};
use crate::model::Basis;
use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;
use crate::patterns::narrative::WordKind;
use crate::report::folded::Folded;
use crate::table::FormRow;

/// A paragraph or a long cell, folded.
pub(crate) struct Prose<'a> {
    pub(crate) folded: Folded<'a>,
    /// 统计口径 that a heading above it names.
    pub(crate) basis: Option<Basis>,
    /// It stands under a heading such as 自评结论.
    pub(crate) verdict: bool,
    /// It stands before the first heading.
    pub(crate) cover: bool,
    /// It stands under a heading of goals (年度目标).
    pub(crate) planned: bool,
    /// Number of the section it stands in, in reading order; 0 before the first,
    /// and for cells.
    pub(crate) section: u32,
}

/// A cell shorter than this, in bytes, is a label or a value, not a sentence.
const SHORTEST_CELL: usize = 30;

/// Cells of form rows that hold sentences, as passages.
pub(crate) fn cells(rows: &[FormRow]) -> Vec<Passage> {
    let all = rows.iter().flat_map(|row| &row.cells);
    let long = all.filter(|(text, _)| text.len() >= SHORTEST_CELL);
    long.map(|(text, at): &(String, At)| Passage::new(text.clone(), *at)).collect()
}

/// All prose of a document in reading order, long cells of forms last.
pub(crate) fn of<'a>(
    outline: &'a Outline,
    cells: &'a [Passage],
    patterns: &Patterns,
) -> Vec<Prose<'a>> {
    let mut out = Vec::new();
    let top = Heading { basis: None, verdict: false, cover: true, planned: false, section: 0 };
    add(&outline.cover, top, &mut out);
    let mut count = 0;
    walk(&outline.sections, Heading { cover: false, ..top }, &mut count, patterns, &mut out);
    let bare = |cell: &'a Passage| Prose {
        folded: Folded::new(cell),
        basis: None,
        verdict: false,
        cover: false,
        planned: false,
        section: 0,
    };
    out.extend(cells.iter().map(bare));
    out
}

#[derive(Clone, Copy)]
struct Heading {
    basis: Option<Basis>,
    verdict: bool,
    cover: bool,
    planned: bool,
    section: u32,
}

fn walk<'a>(
    sections: &'a [Section],
    above: Heading,
    count: &mut u32,
    patterns: &Patterns,
    out: &mut Vec<Prose<'a>>,
) {
    for section in sections {
        *count += 1;
        let heading = Heading {
            basis: patterns.money.basis_of_heading(&section.title).or(above.basis),
            verdict: patterns.grades.is_heading(&section.title),
            cover: false,
            planned: patterns.narrative.is(WordKind::PlannedHeading, &fold::key(&section.title)),
            section: *count,
        };
        add(&section.blocks, heading, out);
        walk(&section.sections, heading, count, patterns, out);
    }
}

fn add<'a>(blocks: &'a [Block], heading: Heading, out: &mut Vec<Prose<'a>>) {
    for block in blocks {
        if let Block::Paragraph(passage) | Block::Item(passage) = block {
            out.push(Prose {
                folded: Folded::new(passage),
                basis: heading.basis,
                verdict: heading.verdict,
                cover: heading.cover,
                planned: heading.planned,
                section: heading.section,
            });
        }
    }
}
