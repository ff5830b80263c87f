//! Grids to indicator rows (绩效指标表): headers to roles, pieces stitched over
//! page ends, spanning cells carried down, damaged labels and units restored,
//! budget blocks and form cells kept apart.

mod again;
mod apart;
mod beside;
mod body;
mod budget;
mod cell;
mod close;
mod doubt;
mod going_on;
mod guard;
mod header;
mod identity;
mod indicator;
mod labels;
mod levels;
mod matrix;
mod name;
mod open;
mod place;
mod reader;
mod repair;
mod spans;
mod sums;
mod told;
mod total_row;
mod unread;

use std::ops::Range;

use crate::form::Form;
use crate::location::At;
use crate::location::Passage;
use crate::model::{BudgetRow, Indicator, IndicatorTable, Note, Number, Unlisted};
use crate::outline::{Block, Outline, Section};
use crate::patterns::{Patterns, Role, RowKind};
use crate::prose::Prose;

use reader::Reader;

/// A row of a grid that is part of neither an indicator table nor a budget
/// block: its cells from left to right, empty ones left out.
#[derive(Debug, Clone, Default)]
pub struct FormRow {
    /// Text and place of each cell.
    pub cells: Vec<(String, At)>,
    /// Index of the grid.
    pub table: usize,
}

/// The roles of a grid's columns.
#[derive(Debug, Clone)]
pub struct GridRoles {
    /// Index of the grid.
    pub grid: usize,
    /// The role of each column that has one.
    pub columns: Vec<Option<Role>>,
}

/// What stands before an indicator table, after the one before it: its own form head.
#[derive(Debug, Clone, Default)]
pub struct TableHead {
    /// Lines before the grid.
    pub lines: Vec<Passage>,
    /// Indexes in [`Tables::form_rows`].
    pub rows: Range<usize>,
}

/// What the grids of a report hold.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The rows of all indicator tables, in printed order.
    pub indicators: Vec<Indicator>,
    /// The tables in which they stand.
    pub tables: Vec<IndicatorTable>,
    /// What stands before each of them.
    pub heads: Vec<TableHead>,
    /// The rows of all budget blocks.
    pub budget: Vec<BudgetRow>,
    /// All other rows.
    pub form_rows: Vec<FormRow>,
    /// What the columns of each grid that holds a table of indicators mean.
    pub roles: Vec<GridRoles>,
    /// Indexes of the grids that go on with the one before.
    pub continued: Vec<usize>,
    /// Headers of indicator tables under which no row stands.
    pub empty: Vec<At>,
    /// The score in the total row (总分).
    pub total_score: Option<Number>,
    /// Stitched pieces, joined rows, dropped template rows, damage.
    pub notes: Vec<Note>,
    /// Those that were left out already.
    pub unlisted: Unlisted,
}

/// Reads all grids of a report; its prose is asked for what bears on damaged cells.
#[must_use]
pub fn tables<'o>(
    outline: &'o Outline,
    form: &Form,
    prose: &Prose<'o>,
    patterns: &Patterns,
) -> Tables {
    let mut reader = Reader::new(prose, form, patterns);
    if let Some(title) = &outline.title {
        reader.year_of(&title.text);
    }
    // What stood before a grid decides whether it goes on with the table before.
    let mut between = Between::default();
    for piece in pieces(outline) {
        match piece {
            Piece::Block(Block::Table(index)) => {
                if let Some(grid) = outline.grids.get(*index) {
                    reader.grid(*index, grid, &between);
                }
                between = Between { table: true, ..Between::default() };
            }
            Piece::Block(Block::Paragraph(text) | Block::Item(text)) => {
                between.line(text, patterns);
                reader.title(&text.text);
                reader.lines.push(text.clone());
            }
            Piece::Heading(section) => {
                between = Between { heading: true, ..Between::default() };
                reader.title(&section.title);
                reader.lines.push(Passage::new(section.title.clone(), section.at));
            }
        }
    }
    reader.finish(outline)
}

/// What stands between a grid and the one before it.
#[derive(Debug, Default)]
struct Between<'o> {
    /// Whether there is a grid before it under the same heading.
    table: bool,
    heading: bool,
    /// Lines that do not say that the table goes on (续表).
    lines: usize,
    /// Whether all of them are short, as running heads are.
    short: bool,
    /// The unit that one of them names (单位：万元).
    unit: Option<&'o str>,
}

/// A running head or a page's own line is no longer than this, in characters.
const RUNNING_HEAD: usize = 40;

impl<'o> Between<'o> {
    fn line(&mut self, text: &'o Passage, patterns: &Patterns) {
        self.unit = patterns.tables.unit_line(&text.text).or(self.unit);
        if patterns.tables.row_kind(&text.text) != Some(RowKind::Continued) {
            let short = text.text.chars().nth(RUNNING_HEAD).is_none();
            self.short = short && (self.lines == 0 || self.short);
            self.lines += 1;
        }
    }

    /// Whether the grids follow each other directly.
    fn nothing(&self) -> bool {
        self.table && !self.heading && self.lines == 0
    }

    /// Whether only what a page prints at its border may stand between them.
    fn little(&self) -> bool {
        self.table && !self.heading && self.lines <= 2 && self.short
    }
}

/// What stands in a document, in reading order.
enum Piece<'o> {
    Heading(&'o Section),
    Block(&'o Block),
}

fn pieces(outline: &Outline) -> Vec<Piece<'_>> {
    fn walk<'o>(sections: &'o [Section], out: &mut Vec<Piece<'o>>) {
        for section in sections {
            out.push(Piece::Heading(section));
            out.extend(section.blocks.iter().map(Piece::Block));
            walk(&section.sections, out);
        }
    }
    let mut out: Vec<Piece<'_>> = outline.cover.iter().map(Piece::Block).collect();
    walk(&outline.sections, &mut out);
    out
}
