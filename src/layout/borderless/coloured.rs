//! Nets that only coloured areas draw. Such an area is a row or a cell, or the ground of
//! several; which rows a label covers is told by where it stands, as without lines.

use super::columns::GUTTER;
use super::labels::{self, Beside, Style};
use super::rows::{self, Pitch, Placed, Row};
use super::walls;
use crate::layout::geometry::{Glyph, Rect, Ruling};
use crate::layout::glyph_line::{self, GlyphLine};
use crate::layout::piece::{Piece, PieceCell};
use crate::layout::rulings::SAME_PLACE;
use crate::patterns::{Patterns, Role};

/// A gap that parts two texts, in em.
const GAP: f32 = 0.8;

/// So many names make a header.
const NAMES: usize = 3;

/// Whether a coloured net leaves out cells of an indicator table: one of its boxes holds
/// several columns or rows, which stand beside each other without a ground of their own;
/// or a row without a ground stands below it. `rest` is what stands outside of it.
pub(in crate::layout) fn leaves_cells_out(piece: &Piece, heads: &Heads, rest: &[Glyph]) -> bool {
    let roles = &heads.roles;
    let number = |line: &GlyphLine| {
        line.glyphs.iter().all(|g| g.char.is_ascii_digit() || g.char == '.' || g.char == ' ')
    };
    let body = || piece.cells.iter().filter(|cell| cell.row >= heads.rows);
    let spilled = body().any(|cell| {
        let role = roles.get(cell.col).copied().flatten();
        let points = cell.colspan == 1 && matches!(role, Some(Role::Weight | Role::Score));
        let several = points && cell.lines.iter().filter(|line| number(line)).count() > 1;
        several || cell.colspan > 1 && cell.lines.iter().any(|line| line.split(GAP).len() >= NAMES)
    });
    spilled || is_parted(piece) && goes_on_below(piece, rest)
}

/// Whether white space parts the texts of any two columns.
fn is_parted(piece: &Piece) -> bool {
    let single = || piece.cells.iter().filter(|cell| cell.colspan == 1);
    let ends = |col: usize| {
        let lines = single().filter(|cell| cell.col == col).flat_map(|cell| &cell.lines);
        Rect::around(lines.map(|line| &line.bbox))
    };
    let texts: Vec<Rect> = (0..piece.xs.len()).filter_map(ends).collect();
    texts.windows(2).all(|pair| pair[1].left - pair[0].right >= GUTTER)
}

/// Whether a row of its columns stands right below a piece.
fn goes_on_below(piece: &Piece, rest: &[Glyph]) -> bool {
    /// A row that is wrapped starts some lines above its values.
    const ABOVE: usize = 6;
    let highest = piece.cells.iter().filter(|cell| cell.rowspan == 1);
    let highest = highest.map(|cell| cell.bbox.height()).fold(0.0, f32::max);
    let bbox = &piece.bbox;
    let under = |glyph: &&Glyph| {
        let (x, y) = (glyph.bbox.x(), glyph.bbox.y());
        bbox.bottom < y && y < bbox.bottom + highest && bbox.left < x && x < bbox.right
    };
    let under: Vec<Glyph> = rest.iter().filter(under).copied().collect();
    let is_row = |line: &GlyphLine| {
        let parts = line.split(GAP);
        let crosses = |part: &GlyphLine| {
            piece.xs.iter().any(|x| part.bbox.left + 1.0 < *x && *x < part.bbox.right - 1.0)
        };
        parts.len() >= NAMES && parts.len() * 2 > piece.xs.len() && !parts.iter().any(crosses)
    };
    glyph_line::lines(&under).iter().take(ABOVE).any(is_row)
}

/// The piece, its labels put to the rows that their places tell, where its boxes do not.
pub(in crate::layout) fn labelled(
    piece: Piece,
    heads: &Heads,
    drawn: &[Ruling],
    patterns: &Patterns,
) -> Piece {
    let roles = &heads.roles;
    let spans = |col: usize| {
        matches!(roles.get(col), Some(Some(Role::Group | Role::Level1 | Role::Level2)))
    };
    let cols: Vec<usize> = (0..roles.len()).filter(|&col| spans(col)).collect();
    let whole = |col: &&usize| !is_told(&piece, **col, heads.rows);
    let unsure: Vec<usize> = cols.iter().filter(whole).copied().collect();
    if unsure.is_empty() {
        return piece;
    }
    let rows: Vec<Row> = (0..piece.rows).map(|row| row_of(&piece, row, &spans)).collect();
    let pitch = pitch(&piece);
    let texts = piece.cells.iter().flat_map(|cell| &cell.lines);
    let beside = Beside {
        rows: &rows,
        covered: rows::above_totals(texts, &rows, patterns),
        header: heads.rows > 0,
        continues: heads.rows == 0,
        pitch,
        off: 0.0,
    };
    let lines: Vec<Vec<GlyphLine>> = unsure.iter().map(|&col| lines_of(&piece, col)).collect();
    let all: Vec<&[GlyphLine]> = lines.iter().map(Vec::as_slice).collect();
    let style: Option<Style> = labels::style(&all, beside);
    let Piece { xs, mut cells, .. } = piece;
    cells.retain(|cell| cell.colspan > 1 || !unsure.contains(&cell.col));
    let columns: Vec<(Option<Role>, &[GlyphLine], Vec<f32>)> = unsure
        .iter()
        .zip(&lines)
        .map(|(&col, lines)| {
            let role = roles.get(col).copied().flatten();
            (role, lines.as_slice(), walls(drawn, &xs, col))
        })
        .collect();
    let placed = labels::placed(&columns, beside, style, patterns);
    for (&col, placed) in unsure.iter().zip(placed) {
        cells.extend(placed.into_iter().map(|cell| of_placed(cell, col, &xs, &rows)));
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Piece { xs, cells, undrawn: true, ..piece }
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

/// What the columns of a net hold.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Heads {
    xs: Vec<f32>,
    roles: Vec<Option<Role>>,
    /// How many rows of heads the piece has itself.
    rows: usize,
    /// Whether the net is none: white space tells its cells, and those of what goes on below.
    pub(in crate::layout) no_net: bool,
}

impl Heads {
    /// Those of a piece, or else of the one above it that stands in the same columns.
    pub(in crate::layout) fn of(
        piece: &Piece,
        above: Option<&Heads>,
        patterns: &Patterns,
    ) -> Option<Heads> {
        if let Some(roles) = roles(piece, patterns) {
            return Some(Heads { xs: piece.xs.clone(), roles, rows: 1, no_net: false });
        }
        above.filter(|above| above.are_over(piece)).map(|above| Heads { rows: 0, ..above.clone() })
    }

    /// Whether a piece stands in the same columns.
    fn are_over(&self, piece: &Piece) -> bool {
        let near = |(a, b): (&f32, &f32)| (a - b).abs() <= SAME_PLACE;
        self.xs.len() == piece.xs.len() && self.xs.iter().zip(&piece.xs).all(near)
    }

    /// What the columns of a piece hold that goes on below.
    pub(in crate::layout) fn roles_of(&self, piece: &Piece) -> &[Option<Role>] {
        if self.are_over(piece) { &self.roles } else { &[] }
    }

    /// Those heads on the next page.
    pub(in crate::layout) fn carried(self) -> Heads {
        Heads { no_net: false, ..self }
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
fn is_told(piece: &Piece, col: usize, heads: usize) -> bool {
    let own = || piece.cells.iter().filter(|cell| cell.col == col && cell.row >= heads);
    let blank = own().any(|cell| cell.lines.is_empty() && cell.colspan == 1);
    let labels = labels::count(&lines_of(piece, col), pitch(piece));
    !blank && labels == own().count() + heads
}

/// How far the lines of one cell stand below each other, if any cell that spans no rows
/// is wrapped.
fn pitch(piece: &Piece) -> Option<Pitch> {
    let plain = piece.cells.iter().filter(|cell| cell.row > 0 && cell.rowspan == 1);
    let pitches = plain.filter_map(|cell| {
        let lines: Vec<&GlyphLine> = cell.lines.iter().collect();
        let step = rows::steps(&lines).into_iter().filter(|step| *step > 1.0).reduce(f32::min)?;
        Some(Pitch { step, size: lines.first()?.size })
    });
    pitches.min_by(|a, b| a.step.total_cmp(&b.step))
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
