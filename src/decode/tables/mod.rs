//! Tables in text and Markdown, by how their cells are set apart.

mod aligned;
mod autospace;
mod boxes;
mod cells_gone;
mod closed_cells;
mod csv;
mod drawn;
mod head_words;
mod header;
mod header_cells;
mod list_table;
mod marked;
mod pipes;
mod placed;
mod records;
mod recover;
mod rivers;
mod row_words;
mod space_separated;
mod tabs;
mod unaligned;
mod wrapped;

use std::cell::Cell;

use super::inline;
use super::lines::Piece;
use super::shape::Shape;
use crate::document::{self, Grid, Origin};
use crate::fold::clause;
use crate::location::At;
use crate::model::Note;

use crate::patterns::{Patterns, Role};

pub(crate) use csv::tells_separator;
pub(crate) use pipes::quoted_row;
pub(crate) use recover::budget_words::block as budget_block;
pub(crate) use recover::one_cell_per_line::{OneLine, one_line};

/// Lines with their shapes, as the recognisers see them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines<'a, 'p> {
    pub(crate) pieces: &'p [Piece<'a>],
    pub(crate) shapes: &'p [Shape],
    /// The first line behind the run of separated records that was last found to be no table.
    pub(crate) no_records_before: &'p Cell<usize>,
    /// The first line behind the long run of lines with pipes that was last found to be no table.
    pub(crate) no_pipes_before: &'p Cell<usize>,
    /// The first line behind the run of closed cells that was last found to be no table.
    pub(crate) no_closed_before: &'p Cell<usize>,
    /// The lines of entries with heads of which none starts records.
    pub(crate) no_entries: &'p Cell<(usize, usize)>,
}

impl<'a, 'p> Lines<'a, 'p> {
    /// A line with its shape.
    pub(crate) fn get(&self, index: usize) -> Option<(&'p Piece<'a>, &'p Shape)> {
        Some((self.pieces.get(index)?, self.shapes.get(index)?))
    }

    /// Those before a line.
    pub(crate) fn until(self, end: usize) -> Self {
        Lines {
            pieces: self.pieces.get(..end).unwrap_or(self.pieces),
            shapes: self.shapes.get(..end).unwrap_or(self.shapes),
            ..self
        }
    }

    /// Whether two lines stand on the same page.
    pub(crate) fn same_page(&self, one: usize, other: usize) -> bool {
        self.pieces.get(one).map(|p| p.page) == self.pieces.get(other).map(|p| p.page)
    }
}

/// What a recogniser found.
pub(crate) struct Recognised {
    pub(crate) grid: Grid,
    /// The index of the first line after it.
    pub(crate) next: usize,
    /// What was met.
    pub(crate) notes: Vec<Note>,
    /// Its cells are separated by commas or semicolons.
    pub(crate) csv: bool,
}

pub(crate) type Found = Option<Recognised>;

/// A table of which there is nothing to tell.
pub(crate) fn found(grid: Grid, next: usize) -> Recognised {
    Recognised { grid, next, notes: Vec::new(), csv: false }
}

/// The table that starts at a line, if one does.
pub(crate) fn recognise(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    if shape.blank {
        return None;
    }
    let of_closed_cells = closed_cells::closed_cells(lines, first, patterns);
    if of_closed_cells.is_some() {
        return of_closed_cells;
    }
    let of_cells_gone = cells_gone::cells_gone(lines, first, patterns)
        .or_else(|| cells_gone::budget(lines, first, patterns));
    if of_cells_gone.is_some() {
        return of_cells_gone;
    }
    if let Some(next) = cells_gone::next(lines, first, patterns) {
        return cells_gone::before(lines.until(next), first);
    }
    let by_pipes = || {
        let drawn = shape.pipes > 0 || shape.ruling || marked::opens_with_caret(piece);
        drawn.then(|| pipes::pipes(lines, first))?
    };
    let by_tabs = || shape.tabbed().then(|| tabs::tabs(lines, first))?;
    drawn::drawn(lines, first)
        .or_else(by_pipes)
        .or_else(by_tabs)
        .or_else(|| csv::csv(lines, first, patterns))
        .or_else(|| list_table::list_table(lines, first))
        .or_else(|| records::records(lines, first, patterns))
        .or_else(|| aligned::aligned(lines, first, patterns))
        .or_else(|| space_separated::space_separated(lines, first, patterns))
        .or_else(|| recover::one_cell_per_line::one_cell_per_line(lines, first, patterns))
        .or_else(|| recover::budget_lines::budget_lines(lines, first, patterns))
        .or_else(|| recover::budget_words::budget_words(lines, first, patterns))
}

/// Whether a whole table stands on a line with nothing between its cells.
pub(crate) fn is_run_together(piece: &Piece, shape: &Shape, patterns: &Patterns) -> bool {
    /// Shorter lines, in bytes, hold no table.
    const LEAST: u32 = 200;
    /// Of so many bytes one may be a space.
    const APART: u32 = 30;
    if shape.length < LEAST || (shape.spaces + shape.gaps) * APART > shape.length {
        return false;
    }
    let Some(head) = patterns.fields.head_in(piece.text) else { return false };
    let roles = patterns.columns.leading(piece.text.get(head..).unwrap_or_default());
    let named = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
    roles.len() > 3 && named(&[Role::Level2, Role::Name]) && named(&[Role::Target, Role::Actual])
}

/// A cell before its row and column are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field {
    pub(crate) text: String,
    pub(crate) at: At,
    /// Nothing stands in it, and it is not told which label spans it.
    pub(crate) unowned: bool,
    /// Cells beside it are gone, and it may stand in another column.
    pub(crate) astray: bool,
}

impl Field {
    /// The trimmed text of a piece of a line.
    pub(crate) fn of(piece: &Piece) -> Field {
        let piece = piece.trim();
        Field { text: unescape(piece.text), at: piece.at(), ..Field::default() }
    }

    /// Appends a part that stood on another line.
    pub(crate) fn wrap(&mut self, other: Field) {
        if self.text.is_empty() {
            let (unowned, astray) = (self.unowned, self.astray);
            *self = other;
            self.unowned |= unowned;
            self.astray |= astray;
        } else if !other.text.is_empty() {
            self.text.push('\n');
            self.text.push_str(&other.text);
            self.unowned |= other.unowned;
            self.astray |= other.astray;
        } else {
            self.unowned |= other.unowned;
            self.astray |= other.astray;
        }
    }
}

/// Rows of fields to a grid as wide as its widest row; rows that are shorter
/// get empty cells.
pub(crate) fn grid(rows: Vec<Vec<Field>>, origin: Origin) -> Grid {
    let cols = rows.iter().map(Vec::len).max().unwrap_or(0);
    let at = rows.iter().flatten().next().map(|f| f.at).unwrap_or_default();
    let count = rows.len();
    // Cells are most of what a large table takes: no more room than they need.
    let all = if cols <= MAX_PADDED { count * cols } else { rows.iter().map(Vec::len).sum() };
    let mut cells = Vec::with_capacity(all);
    for (row, fields) in rows.into_iter().enumerate() {
        let missing = fields.last().map(|f| f.at).unwrap_or_default().with_chars(None);
        let have = fields.len();
        // Rows of very unequal length are no table with many empty cells; the
        // bound keeps memory linear in the text.
        let padding = if cols <= MAX_PADDED { cols - have } else { 0 };
        let padding =
            std::iter::repeat_with(|| Field { at: missing, ..Field::default() }).take(padding);
        for (col, field) in fields.into_iter().chain(padding).enumerate() {
            cells.push(document::Cell {
                unowned: field.unowned,
                astray: field.astray,
                row: row as u32,
                col: col as u32,
                rowspan: 1,
                colspan: 1,
                text: field.text,
                at: field.at,
                ..document::Cell::default()
            });
        }
    }
    Grid { rows: count as u32, cols: cols as u32, cells, origin, at, ..Grid::default() }
}

/// The words of a line between white space.
pub(crate) fn words<'a>(piece: &Piece<'a>) -> impl Iterator<Item = Piece<'a>> + use<'a> {
    let mut rest = piece.trim();
    std::iter::from_fn(move || {
        if rest.text.is_empty() {
            return None;
        }
        let end = clause::next(rest.text, char::is_whitespace).unwrap_or(rest.text.len());
        let (word, tail) = rest.split(end);
        rest = tail.trim_start();
        Some(word)
    })
}

/// Widest table whose short rows are filled with empty cells. The widest form
/// known has 13 columns.
const MAX_PADDED: usize = 64;

/// Length of the tag of a line break with which a text starts.
fn line_break(text: &str) -> Option<usize> {
    let end =
        memchr::memchr(b'>', text.as_bytes().get(..LONGEST_BREAK).unwrap_or(text.as_bytes()))?;
    let name = text.get(1..end)?.trim_end_matches('/').trim_end();
    name.eq_ignore_ascii_case("br").then_some(end + 1)
}

/// Longest such tag, in bytes: `<br  />`.
const LONGEST_BREAK: usize = 10;

/// Undoes Markdown's backslash escapes, turns the `\n` and `<br>` that table exports
/// write for a line break within a cell into a line feed, and takes out what is set apart from
/// the text.
pub(crate) fn unescape(text: &str) -> String {
    let apart = inline::may_hold(text);
    let marked = memchr::memchr3(b'\\', b'&', b'<', text.as_bytes()).is_some();
    if !marked && !apart {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next = rest.get(c.len_utf8()..).and_then(|r| r.chars().next());
        let mut taken = c.len_utf8();
        match (c, next) {
            ('\\', Some('n')) => {
                out.push('\n');
                taken += 1;
            }
            ('\\', Some(next)) if next.is_ascii_punctuation() => {
                out.push(next);
                taken += 1;
            }
            ('<', Some('b' | 'B')) if let Some(length) = line_break(rest) => {
                out.push('\n');
                taken = length;
            }
            ('<' | '~' | '[' | '$' | '^', Some(_))
                if apart && let Some(found) = inline::set_apart(&out, rest) =>
            {
                out.push_str(&found.printed);
                taken = found.length;
            }
            _ => out.push(c),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    super::html::entities::decode(&out).into_owned()
}
