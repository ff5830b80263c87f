//! Lines to a tree of sections.

use crate::decode::{Document, Grid};
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
    /// Joins, dropped furniture, gaps in the numbering.
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
        fn walk<'a>(sections: &'a [Section], out: &mut Vec<&'a Block>) {
            for section in sections {
                out.extend(&section.blocks);
                walk(&section.sections, out);
            }
        }
        let mut out: Vec<&Block> = self.cover.iter().collect();
        walk(&self.sections, &mut out);
        out
    }
}

/// The outline of a document.
#[must_use]
pub fn outline(_document: Document, _patterns: &Patterns) -> Outline {
    Outline::default()
}
