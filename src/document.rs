//! A decoded source: pages of lines and grids in reading order, whatever they
//! were made from.

use crate::location::{At, Passage};
use crate::model::{Encoding, Format, Note, PageUnit, Recogniser};

/// A decoded source.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Kind of input; `None` only before decoding.
    pub format: Option<Format>,
    /// Encoding, of a text input.
    pub encoding: Option<Encoding>,
    /// Number of pages, where the source marks them.
    pub page_count: Option<u32>,
    /// The pages; a source that marks none is one page.
    pub pages: Vec<Page>,
    /// The recogniser that made the source, if one did.
    pub recognised_by: Option<Recogniser>,
    /// Width and height of each page in `page_unit`, where the file of a recogniser tells them.
    pub page_sizes: Vec<[f32; 2]>,
    /// The unit of boxes of what a recogniser gave.
    pub page_unit: Option<PageUnit>,
    /// What the decoder met.
    pub notes: Vec<Note>,
}

/// One page, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// From 1; `None` where the source marks no pages.
    pub number: Option<u32>,
    /// Its lines and grids.
    pub items: Vec<Item>,
}

/// A line or a grid.
#[derive(Debug, Clone)]
pub enum Item {
    /// A line of text.
    Line(Line),
    /// A table.
    Grid(Grid),
}

/// A line of text that belongs to no table.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// As printed, without mark-up prefix and without leading or trailing
    /// white space; never empty.
    pub text: String,
    /// Where `text` stood.
    pub at: At,
    /// Whether an empty line, or another block border, stands before it.
    pub after_gap: bool,
    /// Whether the source tells that a paragraph begins here, so that the line before ends one.
    pub begins: bool,
    /// Depth of leading white space, in half-width columns.
    pub indent: u16,
    /// The mark-up that stood before it. Weak evidence only: OCR tools
    /// scatter it.
    pub mark: Option<Mark>,
    /// Length in bytes of an automatic number at the start of `text`: the program that shows the
    /// source counts it, and it stands nowhere in the source.
    pub unplaced: u32,
    /// Where mark-up was left out of `text`: the offset in `text` (bytes) and
    /// in the source (characters from `at`) at which the text goes on.
    pub cuts: Vec<(u32, u32)>,
    /// Of a page-based source, the place of each stretch of evenly set
    /// characters: the offset in `text` (bytes) where it starts. Without them a box of `at`
    /// holds the whole text, on one line or more. Of others, the place of each stretch of a
    /// line that stands in several places.
    pub boxes: Vec<(u32, At)>,
    /// How sure a recogniser was of it, from 0 to 1, where it says so.
    pub confidence: Option<f32>,
    /// Stretches of `text` (bytes) of which it was not sure enough for a number.
    pub unsure: Vec<[u32; 2]>,
}

impl Grid {
    /// Whether its rows or columns are inferred, and nothing in the source parts them.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.undrawn || matches!(self.origin, Origin::Alignment | Origin::Flattened)
    }

    /// Whether pages show where its cells stand, and no recogniser may have lost one.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.origin == Origin::Spans && self.at.bbox().is_some() && !self.recognised
    }
}

impl Line {
    /// The text as a passage that gives the place of any part of it.
    #[must_use]
    pub fn passage(&self) -> Passage {
        let mut passage = self.placed();
        passage.doubt(self.unsure.iter().map(|range| range.map(|byte| byte as usize)));
        passage
    }

    fn placed(&self) -> Passage {
        let mut passage = Passage::default();
        passage.append_unplaced(self.text.get(..self.unplaced as usize).unwrap_or_default());
        if self.boxes.is_empty() && self.at.bbox().is_some() {
            let text = self.text.get(self.unplaced as usize..).unwrap_or_default();
            passage.push(text, self.at, true);
            return passage;
        }
        if !self.boxes.is_empty() {
            let ends = self.boxes.iter().skip(1).map(|&(from, _)| from as usize);
            let ends = ends.chain([self.text.len()]);
            for (&(from, at), to) in self.boxes.iter().zip(ends) {
                let text = self.text.get(from as usize..to).unwrap_or_default();
                passage.push(text, at, false);
            }
            return passage;
        }
        let whole = self.at.chars().map_or(0, |[from, to]| to.saturating_sub(from));
        let (mut byte, mut char) = (self.unplaced, 0);
        let ends = self.cuts.iter().copied();
        for (next_byte, next_char) in ends.chain([(self.text.len() as u32, whole)]) {
            let text = self.text.get(byte as usize..next_byte as usize);
            let text = text.unwrap_or_default();
            if !text.is_empty() {
                let length = text.chars().count();
                let at = self.at.part(char as usize, char as usize + length);
                passage.push(text, at, false);
            }
            (byte, char) = (next_byte, next_char);
        }
        passage
    }
}

/// Mark-up before a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `#` … `######`, or an HTML heading.
    Heading,
    /// `-`, `*`, or an HTML list item.
    Bullet,
}

/// A table as cells, before anything is known of their meaning.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub cols: u32,
    /// The cells, by row and then column; covered places have no cell.
    pub cells: Vec<Cell>,
    /// How the grid was found.
    pub origin: Origin,
    /// Where it starts.
    pub at: At,
    /// Whether a recogniser read it from a picture: a blank cell may be one that it lost.
    pub recognised: bool,
    /// Whether rows or columns of it are told by white space where nothing is drawn.
    pub undrawn: bool,
}

/// How a grid was found in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// Cells separated by tabs or pipes: fields are certain, spans are not told.
    #[default]
    Separators,
    /// Columns by runs of spaces or by alignment: fields are inferred.
    Alignment,
    /// One cell a line: rows are inferred from what the cells hold.
    Flattened,
    /// Rows, columns and spans are told by the source (HTML, rulings).
    Spans,
}

/// A cell of a [`Grid`].
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// Rows covered, at least 1. More than 1 only where the source tells it.
    pub rowspan: u32,
    /// Columns covered, at least 1.
    pub colspan: u32,
    /// As printed; a line feed for each wrap that the source marks.
    pub text: String,
    /// Where it stood.
    pub at: At,
    /// Nothing stands in it, and it is not told which label spans it; or its lines may be those of
    /// a row beside it.
    pub unowned: bool,
    /// Cells of its row are gone, and what stands here may belong to another column or row.
    pub astray: bool,
    /// The file that it comes from reads it in two ways: no value of it is believed.
    pub contested: bool,
    /// The recogniser was not sure enough of it: no value of it is believed.
    pub unsure: bool,
    /// How sure a recogniser was of it, from 0 to 1, where it says so.
    pub confidence: Option<f32>,
}
