//! Lines that a maker left out of a net: two columns in one, told by their heads, and
//! two rows in one, told by their values.

use std::ops::Range;

use super::unparted;
use crate::layout::geometry::{Glyph, Rect};
use crate::layout::glyph_line::GlyphLine;
use crate::layout::levelled::{self, Setting};
use crate::layout::piece::{Piece, PieceCell};
use crate::patterns::{Patterns, Role};

/// A gap that parts two heads, in em.
const GAP: f32 = 0.8;

/// White space between two columns is at least this wide, in points.
const GUTTER: f32 = 3.0;

/// Borders of one column lie no further apart on two pages, in points.
const SAME_COLUMN: f32 = 2.0;

/// Heads stand in the first rows.
const HEAD_ROWS: usize = 4;

/// No form has more rows of fields above its indicators.
const DEEPEST: usize = 24;

/// The piece with the columns and rows that no line parts.
/// `above` is what the columns hold where the piece goes on from one above it, `known` what those of
/// the last net with heads do, wherever it stands.
pub(in crate::layout) fn completed(
    mut piece: Piece,
    above: &[Option<Role>],
    known: Option<&KnownColumns>,
    patterns: &Patterns,
) -> Piece {
    let mut col = 0;
    while col + 1 < piece.xs.len() {
        if let Some(x) = missing_line(&piece, col, patterns) {
            piece = with_column(piece, col, x);
        }
        col += 1;
    }
    piece = unparted::heads_parted(piece, DEEPEST, patterns);
    let headed = head(&piece, patterns);
    let below = headed.as_ref().map_or(0, |(row, _)| row + 1);
    let roles = match headed {
        Some((row, roles)) => {
            piece = unparted::parted(piece, row + 1, &roles);
            roles
        }
        None => {
            let known = known.filter(|known| known.are_of(&piece));
            match known.map_or(above, |known| &known.roles) {
                [] => {}
                roles => piece = unparted::parted(piece, 0, roles),
            }
            above.to_vec()
        }
    };
    let mut row = below;
    while row < piece.rows && !roles.is_empty() {
        let bands = bands(&piece, row, &roles);
        if let Some(bands) = &bands {
            piece = with_rows(piece, row, bands, &roles);
        }
        row += bands.map_or(1, |bands| bands.levels.len());
    }
    piece
}

/// What the columns of a net hold, told by its heads.
#[derive(Debug)]
pub(in crate::layout) struct KnownColumns {
    xs: Vec<f32>,
    roles: Vec<Option<Role>>,
}

impl KnownColumns {
    pub(in crate::layout) fn of(piece: &Piece, patterns: &Patterns) -> Option<KnownColumns> {
        let (_, roles) = head(piece, patterns)?;
        Some(KnownColumns { xs: piece.xs.clone(), roles })
    }

    /// Whether a piece has the same columns.
    fn are_of(&self, piece: &Piece) -> bool {
        let near = |(a, b): (&f32, &f32)| (a - b).abs() <= SAME_COLUMN;
        self.xs.len() == piece.xs.len() && self.xs.iter().zip(&piece.xs).all(near)
    }
}

/// Whether lines draw no border between columns.
pub(in crate::layout) fn is_frame(piece: &Piece) -> bool {
    piece.xs.len() <= 2
}

/// Whether what lines draw is no net of cells: a frame, or bands of colour, around a
/// table whose columns no line parts; or columns whose rows no line parts. White space
/// tells their cells. `drawn` tells that not only coloured areas draw it.
pub(in crate::layout) fn is_no_net(piece: &Piece, drawn: bool, patterns: &Patterns) -> bool {
    /// So many names make a header.
    const NAMES: usize = 3;
    /// Lines of a header, a row and one more.
    const LINES: usize = 3;
    let named = |line: &GlyphLine| patterns.columns.role(&line.text().text).is_some();
    if is_frame(piece) {
        // Within a drawn frame a form has fields above its heads.
        let rows = if drawn { DEEPEST } else { HEAD_ROWS };
        let lines = piece.cells.iter().take(rows).flat_map(|cell| &cell.lines);
        return lines.take(rows * LINES).any(|line| {
            let parts = line.split(GAP);
            let heads = || parts.iter().filter(|part| named(part)).count();
            parts.len() >= NAMES && (!drawn || heads() >= NAMES)
        });
    }
    if !drawn && piece.rows < HEAD_ROWS {
        // A header alone is coloured.
        let text = |cell: &PieceCell| -> String {
            cell.lines.iter().map(|line| line.text().text).collect()
        };
        let mut filled = piece.cells.iter().filter(|cell| !cell.lines.is_empty());
        return filled.all(|cell| patterns.columns.role(&text(cell)).is_some());
    }
    let full = piece.cells.iter().filter(|cell| cell.lines.len() >= LINES).count();
    if piece.rows != 1 || full * 2 < piece.cells.len() {
        return false;
    }
    let heads = piece.cells.iter().filter_map(|cell| cell.lines.first());
    heads.filter(|line| named(line)).count() >= NAMES
}

/// Where a line is missing inside a column: between two names in one head, in white
/// space that runs down through nearly all its cells.
fn missing_line(piece: &Piece, col: usize, patterns: &Patterns) -> Option<f32> {
    let own = || piece.cells.iter().filter(|cell| cell.col == col && cell.colspan == 1);
    let (row, left, right) = own().find_map(|cell| {
        let [line] = cell.lines.as_slice() else { return None };
        let parts = if cell.row < DEEPEST { line.split(GAP) } else { Vec::new() };
        let named = |part: &GlyphLine| patterns.columns.role(&part.text().text).is_some();
        match parts.as_slice() {
            [a, b, ..] if parts.iter().all(named) => Some((cell.row, a.bbox, b.bbox)),
            _ => None,
        }
    })?;
    let below: Vec<&PieceCell> =
        own().filter(|cell| cell.row > row && !cell.lines.is_empty()).collect();
    let (mut from, mut to, mut parted) = (left.right, right.left, 0);
    for cell in &below {
        let glyphs = cell.lines.iter().flat_map(|line| &line.glyphs);
        let inked = glyphs.filter(|glyph| !glyph.char.is_whitespace());
        let middle = (left.x() + right.x()) / 2.0;
        let (mut a, mut b) = (from, to);
        for glyph in inked {
            if glyph.bbox.x() < middle {
                a = a.max(glyph.bbox.right);
            } else {
                b = b.min(glyph.bbox.left);
            }
        }
        if b - a >= GUTTER {
            (from, to) = (a, b);
            parted += 1;
        }
    }
    (parted > 0 && parted * 3 >= below.len() * 2).then_some((from + to) / 2.0)
}

/// The piece with a column cut in two at a place. A text that runs across it spans
/// both.
fn with_column(piece: Piece, col: usize, x: f32) -> Piece {
    let Piece { mut xs, cells, .. } = piece;
    xs.insert(col + 1, x);
    let mut all = Vec::with_capacity(cells.len() * 2);
    for mut cell in cells {
        let covers = cell.col <= col && col < cell.col + cell.colspan;
        if cell.col > col {
            cell.col += 1;
            all.push(cell);
        } else if !covers {
            all.push(cell);
        } else if cell.colspan > 1 || crosses(&cell, x) {
            cell.colspan += 1;
            all.push(cell);
        } else {
            let part = |left: bool| PieceCell {
                col: cell.col + usize::from(!left),
                bbox: match left {
                    true => Rect { right: x, ..cell.bbox },
                    false => Rect { left: x, ..cell.bbox },
                },
                lines: cell.lines.iter().filter_map(|line| side(line, x, left)).collect(),
                ..cell
            };
            all.extend([part(true), part(false)]);
        }
    }
    Piece { xs, cells: all, undrawn: true, ..piece }
}

fn crosses(cell: &PieceCell, x: f32) -> bool {
    let across = |line: &GlyphLine| {
        line.split(GAP).iter().any(|part| part.bbox.left < x - 1.0 && part.bbox.right > x + 1.0)
    };
    cell.lines.iter().any(across)
}

/// The part of a line on one side of a place.
fn side(line: &GlyphLine, x: f32, left: bool) -> Option<GlyphLine> {
    let inside = |glyph: &&Glyph| (glyph.bbox.x() < x) == left && !glyph.char.is_whitespace();
    let glyphs: Vec<_> = line.glyphs.iter().filter(inside).copied().collect();
    let bbox = Rect::around(glyphs.iter().map(|glyph| &glyph.bbox))?;
    Some(GlyphLine { glyphs, bbox, size: line.size, vertical: line.vertical })
}

/// The first row of heads, below the fields of a form as well, and what its columns hold.
fn head(piece: &Piece, patterns: &Patterns) -> Option<(usize, Vec<Option<Role>>)> {
    let cols = piece.xs.len().saturating_sub(1);
    for row in 0..DEEPEST.min(piece.rows) {
        let mut roles = vec![None; cols];
        for cell in piece.cells.iter().filter(|cell| cell.row == row && cell.colspan == 1) {
            let text: String = cell.lines.iter().map(|line| line.text().text).collect();
            if let Some(role) = roles.get_mut(cell.col) {
                *role = patterns.columns.role(&text);
            }
        }
        if roles.iter().flatten().count() >= 3 && roles.contains(&Some(Role::Name)) {
            return Some((row, roles));
        }
    }
    None
}

/// The rows that one row of cells holds.
struct Bands {
    /// The level of the numbers of each.
    levels: Vec<f32>,
    /// Where each ends but the last.
    edges: Vec<f32>,
    /// For each column whose texts span no rows, the lines of each row; none if they are not told.
    lines: Vec<Option<Vec<Range<usize>>>>,
}

impl Bands {
    /// The row in which a line stands.
    fn of(&self, line: &GlyphLine) -> usize {
        self.edges.partition_point(|&edge| edge <= line.bbox.y())
    }

    /// Whether the one line of a cell stands on the level of no row: it covers all.
    fn are_covered_by(&self, lines: &[GlyphLine]) -> bool {
        let level = |line: &GlyphLine| {
            self.levels.iter().any(|at| (line.bbox.y() - at).abs() < line.bbox.height() * 0.3)
        };
        matches!(lines, [only] if !level(only))
    }
}

fn spans(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Group | Role::Level1 | Role::Level2))
}

/// The rows that one row of cells holds, from top to bottom: each has a whole number
/// of its own in every cell of points, and part of the name.
fn bands(piece: &Piece, row: usize, roles: &[Option<Role>]) -> Option<Bands> {
    let own = |wanted: Role| {
        let of = move |cell: &&PieceCell| {
            cell.row == row
                && cell.rowspan == 1
                && cell.colspan == 1
                && roles.get(cell.col) == Some(&Some(wanted))
        };
        piece.cells.iter().filter(of)
    };
    let mut places: Option<Vec<&Rect>> = None;
    for cell in own(Role::Weight).chain(own(Role::Score)) {
        if cell.lines.len() < 2 || !cell.lines.iter().all(is_number) || !holds_two(piece, cell.col)
        {
            return None;
        }
        let lines: Vec<&Rect> = cell.lines.iter().map(|line| &line.bbox).collect();
        let level = |known: &Vec<&Rect>| {
            known.len() == lines.len()
                && known.iter().zip(&lines).all(|(a, b)| (a.y() - b.y()).abs() < a.height() * 0.4)
        };
        if places.as_ref().is_some_and(|known| !level(known)) {
            return None;
        }
        places.get_or_insert(lines);
    }
    let levels: Vec<f32> = places?.iter().map(|place| place.y()).collect();
    let cols = piece.xs.len().saturating_sub(1);
    let cell = |col: usize| {
        piece.cells.iter().find(|cell| {
            cell.row == row && cell.col == col && cell.colspan == 1 && cell.rowspan == 1
        })
    };
    let plain = |col: usize| cell(col).filter(|_| !spans(roles.get(col).copied().flatten()));
    let parted = |setting: Setting| -> Vec<Option<Vec<Range<usize>>>> {
        let part = |col: usize| {
            let lines: Vec<&Rect> = plain(col)?.lines.iter().map(|line| &line.bbox).collect();
            levelled::parted(&lines, &levels, setting)
        };
        (0..cols).map(part).collect()
    };
    let told = |lines: &[Option<Vec<Range<usize>>>]| lines.iter().flatten().count();
    let (middle, top) = (parted(Setting::Middle), parted(Setting::Top));
    let lines = if told(&top) > told(&middle) { top } else { middle };
    // A row of sums has no name.
    let named = |ranges: &Vec<Range<usize>>| {
        let named = ranges.iter().filter(|range| !range.is_empty()).count();
        named + 1 >= levels.len()
    };
    let names = roles.iter().position(|&role| role == Some(Role::Name))?;
    lines.get(names)?.as_ref().filter(|ranges| named(ranges))?;
    // The highest cells fill their rows: what they leave free between two rows is parted evenly.
    let edge = |n: usize| {
        let within = |n: usize| {
            lines.iter().enumerate().flat_map(move |(col, ranges)| {
                let range = ranges.as_ref().and_then(|ranges| ranges.get(n)).cloned();
                let lines = range.and_then(|range| plain(col)?.lines.get(range));
                lines.unwrap_or_default().iter().map(|line| line.bbox)
            })
        };
        let bottom = within(n).map(|rect| rect.bottom).fold(f32::MIN, f32::max);
        let top = within(n + 1).map(|rect| rect.top).fold(f32::MAX, f32::min);
        (bottom + top) / 2.0
    };
    let edges: Vec<f32> = (0..levels.len() - 1).map(edge).collect();
    let rising = edges.windows(2).all(|two| two[0] < two[1]);
    rising.then_some(Bands { levels, edges, lines })
}

/// Whether a line is a whole number.
fn is_number(line: &GlyphLine) -> bool {
    let ends = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.char.is_ascii_digit());
    line.glyphs.iter().all(|glyph| glyph.char.is_ascii_digit() || glyph.char == '.')
        && ends(line.glyphs.first())
        && ends(line.glyphs.last())
}

/// Whether some number of two characters stands on one line in a column: where none does, the
/// digits below each other may be those of one number that the column is too narrow for.
fn holds_two(piece: &Piece, col: usize) -> bool {
    let own = piece.cells.iter().filter(|cell| cell.col == col && cell.colspan == 1);
    own.flat_map(|cell| &cell.lines).any(|line| line.glyphs.len() > 1 && is_number(line))
}

/// The piece with one row cut into several. A label that stands on the level of one of
/// them is not told to cover the others.
fn with_rows(piece: Piece, row: usize, bands: &Bands, roles: &[Option<Role>]) -> Piece {
    let more = bands.levels.len() - 1;
    let mut all = Vec::with_capacity(piece.cells.len() + bands.levels.len() * piece.xs.len());
    for mut cell in piece.cells {
        let covers = cell.row <= row && row < cell.row + cell.rowspan;
        if cell.row > row {
            cell.row += more;
            all.push(cell);
        } else if !covers {
            all.push(cell);
        } else if cell.rowspan > 1 || bands.are_covered_by(&cell.lines) {
            cell.rowspan += more;
            all.push(cell);
        } else {
            let is_label = spans(roles.get(cell.col).copied().flatten()) || cell.colspan > 1;
            let told = bands.lines.get(cell.col).and_then(Option::as_ref).filter(|_| !is_label);
            for n in 0..=more {
                let lines: Vec<GlyphLine> = match told.and_then(|ranges| ranges.get(n)) {
                    Some(range) => cell.lines.get(range.clone()).unwrap_or_default().to_vec(),
                    None => cell.lines.iter().filter(|line| bands.of(line) == n).cloned().collect(),
                };
                let unowned = match is_label {
                    true => lines.is_empty() && !cell.lines.is_empty(),
                    false => told.is_none(),
                };
                let edge = |n: usize| bands.edges.get(n).copied();
                let bbox = Rect {
                    top: n.checked_sub(1).and_then(edge).unwrap_or(cell.bbox.top),
                    bottom: edge(n).unwrap_or(cell.bbox.bottom),
                    ..cell.bbox
                };
                all.push(PieceCell { row: row + n, bbox, lines, unowned, ..cell });
            }
        }
    }
    all.sort_by_key(|cell| (cell.row, cell.col));
    Piece { rows: piece.rows + more, cells: all, undrawn: true, ..piece }
}
