//! Nets that only coloured areas draw. Such an area is a row or a cell, or the ground of
//! several; which rows a label covers is told by where it stands, as without lines.

use super::labels::{self, Beside, Style};
use super::rows::{Placed, Row};
use super::walls;
use crate::layout::geometry::{Rect, Ruling};
use crate::layout::glyph_line::GlyphLine;
use crate::layout::piece::{Piece, PieceCell};
use crate::patterns::{Patterns, Role};

/// A gap that parts two texts, in em.
const GAP: f32 = 0.8;

/// So many names make a header.
const NAMES: usize = 3;

/// Whether a coloured net leaves out cells of an indicator table: one of its boxes holds
/// several columns or rows, which stand beside each other without a ground of their own.
pub(in crate::layout) fn leaves_cells_out(piece: &Piece, patterns: &Patterns) -> bool {
    let Some(roles) = roles(piece, patterns) else { return false };
    let number = |line: &GlyphLine| {
        line.glyphs.iter().all(|g| g.char.is_ascii_digit() || g.char == '.' || g.char == ' ')
    };
    let body = piece.cells.iter().filter(|cell| cell.row > 0);
    body.into_iter().any(|cell| {
        let role = roles.get(cell.col).copied().flatten();
        let points = cell.colspan == 1 && matches!(role, Some(Role::Weight | Role::Score));
        let several = points && cell.lines.iter().filter(|line| number(line)).count() > 1;
        several || cell.colspan > 1 && cell.lines.iter().any(|line| line.split(GAP).len() >= NAMES)
    })
}

/// The piece, its labels put to the rows that their places tell, where its boxes do not.
pub(in crate::layout) fn labelled(piece: Piece, drawn: &[Ruling], patterns: &Patterns) -> Piece {
    let Some(roles) = roles(&piece, patterns) else { return piece };
    let spans = |col: usize| {
        matches!(roles.get(col), Some(Some(Role::Group | Role::Level1 | Role::Level2)))
    };
    let cols: Vec<usize> = (0..roles.len()).filter(|&col| spans(col)).collect();
    let whole = |col: &&usize| !is_told(&piece, **col);
    let unsure: Vec<usize> = cols.iter().filter(whole).copied().collect();
    if unsure.is_empty() {
        return piece;
    }
    let rows: Vec<Row> = (0..piece.rows).map(|row| row_of(&piece, row, &spans)).collect();
    let beside = Beside { rows: &rows, header: true, continues: false };
    let lines: Vec<Vec<GlyphLine>> = unsure.iter().map(|&col| lines_of(&piece, col)).collect();
    let all: Vec<&[GlyphLine]> = lines.iter().map(Vec::as_slice).collect();
    let style: Option<Style> = labels::style(&all, beside);
    let Piece { xs, mut cells, .. } = piece;
    cells.retain(|cell| cell.colspan > 1 || !unsure.contains(&cell.col));
    for (&col, lines) in unsure.iter().zip(&lines) {
        let walls = walls(drawn, &xs, col);
        let placed = labels::spans(lines, beside, style, &walls)
            .unwrap_or_else(|| labels::in_own_rows(lines, &rows));
        cells.extend(placed.into_iter().map(|cell| of_placed(cell, col, &xs, &rows)));
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Piece { xs, cells, ..piece }
}

fn of_placed(cell: Placed, col: usize, xs: &[f32], rows: &[Row]) -> PieceCell {
    PieceCell {
        row: cell.row,
        col,
        rowspan: cell.rowspan,
        colspan: 1,
        bbox: super::cell_box(xs, col, rows, cell.row, cell.rowspan),
        lines: cell.lines,
        unowned: cell.unowned,
    }
}

/// What the columns hold, if the first row tells it.
fn roles(piece: &Piece, patterns: &Patterns) -> Option<Vec<Option<Role>>> {
    let mut roles = vec![None; piece.xs.len().saturating_sub(1)];
    for cell in piece.cells.iter().filter(|cell| cell.row == 0 && cell.colspan == 1) {
        let text: String = cell.lines.iter().map(|line| line.text().text).collect();
        *roles.get_mut(cell.col)? = patterns.columns.role(&text);
    }
    (roles.iter().flatten().count() >= NAMES && roles.contains(&Some(Role::Name))).then_some(roles)
}

/// Whether the boxes of a column tell its labels: each holds one whole label.
fn is_told(piece: &Piece, col: usize) -> bool {
    let own = || piece.cells.iter().filter(|cell| cell.col == col && cell.row > 0);
    let blank = own().any(|cell| cell.lines.is_empty() && cell.colspan == 1);
    let labels = labels::count(&lines_of(piece, col));
    !blank && labels == own().count() + 1
}

/// The lines of a column from top to bottom.
fn lines_of(piece: &Piece, col: usize) -> Vec<GlyphLine> {
    let own = piece.cells.iter().filter(|cell| cell.col == col && cell.colspan == 1);
    let mut lines: Vec<GlyphLine> = own.flat_map(|cell| cell.lines.iter().cloned()).collect();
    lines.sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
    lines
}

/// A row as its boxes are, and where the texts in it start and end.
fn row_of(piece: &Piece, row: usize, spans: &dyn Fn(usize) -> bool) -> Row {
    let own = || {
        piece.cells.iter().filter(|cell| cell.row == row && cell.rowspan == 1 && !spans(cell.col))
    };
    let sides = Rect::around(own().map(|cell| &cell.bbox)).unwrap_or_default();
    let lines = own().flat_map(|cell| &cell.lines).map(|line| &line.bbox);
    let text = Rect::around(lines).unwrap_or(sides);
    Row { top: sides.top, bottom: sides.bottom, text: text.top, end: text.bottom }
}
