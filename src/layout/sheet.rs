//! A table put together from its pieces on one page or several.

use super::geometry::{Glyph, Rect};
use super::glyph_line::GlyphLine;
use super::piece::{Piece, PieceCell};
use crate::document::Origin;
use crate::fold;

/// The texts of a row, folded for comparing, each with its column.
pub(super) type RowText = Vec<(usize, String)>;

/// A whole table.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// The borders between its columns, as on its first page.
    pub(super) xs: Vec<f32>,
    pub(super) rows: usize,
    pub(super) cells: Vec<SheetCell>,
    pub(super) origin: Origin,
    /// See [`Piece::goes_on`].
    pub(super) goes_on: bool,
    /// See [`crate::document::Grid::undrawn`].
    pub(super) undrawn: bool,
    /// Index of its first page, and its place on it.
    pub(super) page: usize,
    pub(super) bbox: Rect,
}

/// A cell, the lines of its text each with the index of its page.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetCell {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    /// The cell itself, on the page with this index.
    pub(super) bbox: Rect,
    pub(super) page: usize,
    pub(super) lines: Vec<(usize, GlyphLine)>,
    /// See [`crate::document::Cell::unowned`].
    pub(super) unowned: bool,
}

impl SheetCell {
    pub(super) fn is_blank(&self) -> bool {
        self.lines.is_empty()
    }

    /// The text without line ends, for comparing.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|(_, line)| line.text().text).collect()
    }

    /// Whether both stand in the same columns.
    pub(super) fn is_over(&self, below: &SheetCell) -> bool {
        (self.col, self.colspan) == (below.col, below.colspan)
    }
}

impl Sheet {
    pub(super) fn of(piece: Piece) -> Sheet {
        let page = piece.page;
        let cell = |cell: PieceCell| SheetCell {
            row: cell.row,
            col: cell.col,
            rowspan: cell.rowspan,
            colspan: cell.colspan,
            bbox: cell.bbox,
            page,
            lines: cell.lines.into_iter().map(|line| (page, line)).collect(),
            unowned: cell.unowned,
        };
        Sheet {
            xs: piece.xs,
            rows: piece.rows,
            cells: piece.cells.into_iter().map(cell).collect(),
            origin: piece.origin,
            goes_on: piece.goes_on,
            undrawn: piece.undrawn,
            page,
            bbox: piece.bbox,
        }
    }

    pub(super) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The indexes of the cells that cover a row, from left to right.
    pub(super) fn row(&self, row: usize) -> Vec<usize> {
        let covers = |cell: &SheetCell| (cell.row..cell.row + cell.rowspan).contains(&row);
        let mut found: Vec<usize> =
            (0..self.cells.len()).filter(|&n| self.cells.get(n).is_some_and(covers)).collect();
        found.sort_by_key(|&n| self.cells.get(n).map(|cell| cell.col));
        found
    }

    /// The texts of the cells that cover a row; `None` if fewer than two of them
    /// hold any.
    pub(super) fn row_text(&self, row: usize) -> Option<RowText> {
        let cells = self.row(row).into_iter().filter_map(|n| self.cells.get(n));
        let texts: Vec<_> = cells.map(|cell| (cell.col, fold::key(&cell.text()))).collect();
        (texts.iter().filter(|(_, text)| !text.is_empty()).count() >= 2).then_some(texts)
    }

    /// Puts the cells into finer columns: `places` tells the new number of each
    /// border.
    pub(super) fn respace(&mut self, xs: Vec<f32>, places: &[usize]) {
        let place = |border: usize| places.get(border).copied().unwrap_or_default();
        for cell in &mut self.cells {
            let (from, to) = (place(cell.col), place(cell.col + cell.colspan));
            (cell.col, cell.colspan) = (from, to.saturating_sub(from).max(1));
        }
        self.xs = xs;
    }

    /// Takes away the first rows. A cell that reaches below them keeps the rest.
    pub(super) fn drop_first(&mut self, count: usize) {
        self.cells.retain_mut(|cell| {
            let end = cell.row + cell.rowspan;
            if end <= count {
                return false;
            }
            cell.row = cell.row.saturating_sub(count);
            cell.rowspan = end - count - cell.row;
            true
        });
        self.rows = self.rows.saturating_sub(count);
    }

    /// The columns in which a text starts in a row that it does not span.
    pub(super) fn filled(&self, row: usize) -> Vec<usize> {
        let cells = self.cells.iter().filter(|cell| cell.row == row);
        let filled = cells.filter(|cell| cell.rowspan == 1 && !cell.is_blank());
        filled.map(|cell| cell.col).collect()
    }

    /// How wide a line of text may be in the columns of a cell: the cell without
    /// the narrowest margin that is left in it, twice. Where no text of these
    /// columns is wrapped, the margin may be narrower than any that is seen.
    pub(super) fn room(&self, like: &SheetCell) -> Option<Room> {
        let same = || self.cells.iter().filter(|cell| cell.is_over(like));
        let margin = |cell: &SheetCell, line: &GlyphLine| {
            let left = line.bbox.left - cell.bbox.left;
            left.min(cell.bbox.right - line.bbox.right)
        };
        let lines = || same().flat_map(|cell| cell.lines.iter().map(move |(_, l)| (cell, l)));
        // Marks at a line end may be set into the margin.
        let sharp = lines().filter(|(_, line)| !ends_in_mark(line));
        let margins = sharp.map(|(cell, line)| margin(cell, line));
        let all = lines().map(|(cell, line)| margin(cell, line));
        let margin = margins.reduce(f32::min).or(all.reduce(f32::min))?.max(0.0);
        let wraps = same().any(|cell| cell.lines.len() > 1);
        let margin = if wraps { margin } else { margin.min(USUAL_MARGIN) };
        Some(Room { width: like.bbox.width() - 2.0 * margin, wraps })
    }
}

fn ends_in_mark(line: &GlyphLine) -> bool {
    let mark = |glyph: Option<&Glyph>| glyph.is_some_and(|g| !g.char.is_alphanumeric());
    mark(line.glyphs.first()) || mark(line.glyphs.last())
}

/// The margin that word processors leave in a cell, in points.
const USUAL_MARGIN: f32 = 6.0;

/// The room for a line of text in a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f32,
    /// Whether any text of the column is wrapped.
    pub(super) wraps: bool,
}

impl Room {
    pub(super) fn or(self, other: Room) -> Room {
        Room { width: self.width.max(other.width), wraps: self.wraps || other.wraps }
    }
}

/// How wide the first thing is that a line end cannot break: a number, a Latin
/// word, an ideograph with the brackets around it and the mark that must not
/// begin a line.
pub(super) fn first_unit(line: &GlyphLine) -> f32 {
    let word = |g: &Glyph| {
        g.char.is_alphanumeric() && !fold::is_cjk(g.char) || matches!(g.char, '.' | '%' | ',')
    };
    let opens = |g: &Glyph| matches!(fold::fold_char(g.char), '(' | '《' | '<' | '[');
    let closes = |g: &Glyph| !g.char.is_alphanumeric() && !opens(g);
    let mut end = line.glyphs.first().map_or(0.0, |g| g.bbox.right);
    for pair in line.glyphs.windows(2) {
        let [a, b] = pair else { break };
        if !(word(a) && word(b) || opens(a) || closes(b)) {
            break;
        }
        end = b.bbox.right;
    }
    end - line.bbox.left
}
