//! Lines to a tree of sections.
//!
//! ```text
//! document → rows → without furniture → title | roles → tree
//! ```

mod annexed;
mod enumeration;
mod furniture;
mod heading;
mod join;
mod layout;
mod rank;
mod row;
mod title;
mod tree;

pub use enumeration::{Enumeration, enumerations};

use crate::document::{Document, Grid};
use crate::location::{At, Passage};
use crate::model::Note;
use crate::patterns::Patterns;

/// A document as a tree: title, what stands before the first heading, sections.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The document's title line.
    pub title: Option<Passage>,
    /// What stands before the first heading, the title left out.
    pub cover: Vec<Block>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The grids of the document, in order; a table block names one by index.
    pub grids: Vec<Grid>,
    /// What the decoder met, joins, dropped furniture, gaps in the numbering.
    pub notes: Vec<Note>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// `一`, `(一)`, `1.`, folded; `None` for a label such as 存在问题.
    pub number: Option<String>,
    /// Depth from 1, learned per document.
    pub level: u8,
    /// Title without number and final punctuation, clean.
    pub title: String,
    /// Where the heading stands.
    pub at: At,
    /// Blocks before any sub-section.
    pub blocks: Vec<Block>,
    /// Sub-sections.
    pub sections: Vec<Section>,
}

/// A paragraph, an item of a list, or a table.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph, joined over line and page ends.
    Paragraph(Passage),
    /// An item of a list, its number or bullet still part of the text.
    Item(Passage),
    /// The table with this index in [`Outline::grids`].
    Table(usize),
}

impl Outline {
    /// All blocks in reading order, those of the cover first.
    pub fn blocks(&self) -> Vec<&Block> {
        self.blocks_of(&self.sections)
    }

    /// Those of the cover and of some of the sections.
    pub(crate) fn blocks_of<'a>(&'a self, sections: &'a [Section]) -> Vec<&'a Block> {
        fn walk<'a>(sections: &'a [Section], out: &mut Vec<&'a Block>) {
            for section in sections {
                out.extend(&section.blocks);
                walk(&section.sections, out);
            }
        }
        let mut out: Vec<&Block> = self.cover.iter().collect();
        walk(sections, &mut out);
        out
    }
}

/// The outline of a document.
#[must_use]
pub fn outline(mut document: Document, patterns: &Patterns) -> Outline {
    let headings = &patterns.headings;
    let mut notes = std::mem::take(&mut document.notes);
    let (rows, grids) = row::document_to_rows(document);
    let mut rows = furniture::drop_furniture(rows, patterns, &mut notes);
    let layout = layout::Layout::of(&rows);
    let mut roles = heading::roles(&rows, &layout, headings);
    let first = roles.iter().position(|role| matches!(role, heading::Role::Heading(..)));
    let before = first.unwrap_or(rows.len());
    let mut title = None;
    let (mut above, mut top) = (0, first.unwrap_or(0));
    if let Some((from, to)) = title::find(&rows, before, headings) {
        title = rows.get(from..=to).map(|rows| title::passage(rows, headings));
        rows.drain(from..=to);
        roles.drain(from..=to);
        above = from;
        top = top.saturating_sub(to + 1 - from).max(from);
    }
    heading::clear_cover(&rows, &mut roles, above, top, headings);
    let (cover, sections) = tree::grow(&rows, &roles, &layout, headings, &mut notes);
    Outline { title, cover, sections, grids, notes }
}
