//! Bytes to pages of lines and grids, in reading order. The last stage that may
//! fail, and the border after which nobody asks where a table came from.

use crate::error::Result;
use crate::location::At;
use crate::model::{Encoding, Format, Note};
use crate::patterns::Patterns;
use crate::source::Source;

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
    /// Depth of leading white space, in half-width columns.
    pub indent: u16,
    /// The mark-up that stood before it. Weak evidence only: OCR tools
    /// scatter it.
    pub mark: Option<Mark>,
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
}

/// Decodes a source.
///
/// # Errors
/// If the bytes are of a kind that is not read, are not text in any encoding
/// that reports use, or hold nothing.
pub fn document(_source: &Source, _patterns: &Patterns) -> Result<Document> {
    Ok(Document::default())
}
