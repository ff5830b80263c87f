//! Cells between which a line was left out here and there: each of the rows or columns that one
//! cell covers has a text of its own in it, set as those beside it are.

use std::ops::Range;

use crate::fold;
use crate::layout::geometry::Rect;
use crate::layout::glyph_line::GlyphLine;
use crate::layout::piece::{Piece, PieceCell};
use crate::layout::sheet::first_unit;
use crate::patterns::{Patterns, Role};

/// Texts of one row are set no further off each other's middle, top or bottom, in em.
const OFF: f32 = 0.12;

/// White space between the texts of two columns, in em.
const GAP: f32 = 0.8;

/// A text in the middle of its column is no further off, in em.
const MIDDLE: f32 = 0.4;

/// A text at the left of its column starts no further in, in em.
const LEFT: f32 = 1.2;

/// So many other heads make a row of heads.
const HEADS: usize = 3;

/// A name is no shorter, in characters.
const NAME: usize = 4;

/// The piece with such cells cut from a row on.
pub(super) fn parted(mut piece: Piece, from: usize, roles: &[Option<Role>]) -> Piece {
    let mut all = Vec::with_capacity(piece.cells.len());
    let mut any = false;
    for cell in &piece.cells {
        let parts = match cell.row >= from {
            true => rows(&piece, cell, roles).or_else(|| columns(&piece, cell, roles)),
            false => None,
        };
        any |= parts.is_some();
        match parts {
            Some(parts) => all.extend(parts),
            None => all.push(cell.clone()),
        }
    }
    if any {
        all.sort_by_key(|cell| (cell.row, cell.col));
        piece.cells = all;
    }
    piece
}

/// The piece with heads cut between which a line was left out: one cell over two columns that other
/// rows have, with the name of each where it stands.
pub(super) fn heads_parted(mut piece: Piece, deepest: usize, patterns: &Patterns) -> Piece {
    let role = |lines: &[GlyphLine]| {
        let text: String = lines.iter().map(|line| line.text().text).collect();
        patterns.columns.role(&text)
    };
    for row in 0..deepest.min(piece.rows) {
        let own = || piece.cells.iter().filter(|cell| cell.row == row);
        let others = own().filter(|cell| cell.colspan == 1 && role(&cell.lines).is_some()).count();
        if others < HEADS {
            continue;
        }
        let halves = |cell: &PieceCell| {
            let halves = halves(&piece, cell)?;
            let roles = halves.iter().map(|half| role(&half.lines));
            let named = roles.collect::<Option<Vec<Role>>>()?;
            named.windows(2).all(|two| two[0] != two[1]).then_some(halves)
        };
        let wide = own().filter(|cell| cell.colspan == 2);
        let cut: Vec<(usize, Vec<PieceCell>)> =
            wide.filter_map(|cell| Some((cell.col, halves(cell)?))).collect();
        for (col, halves) in cut {
            piece.cells.retain(|cell| (cell.row, cell.col) != (row, col));
            piece.cells.extend(halves);
        }
    }
    piece.cells.sort_by_key(|cell| (cell.row, cell.col));
    piece
}

fn is_label(role: Option<Role>) -> bool {
    matches!(role, None | Some(Role::Group | Role::Level1 | Role::Level2))
}

fn around(lines: &[GlyphLine]) -> Option<Rect> {
    Rect::around(lines.iter().map(|line| &line.bbox))
}

/// The rows of a cell over several: each has lines of its own, on the level of the others of its
/// row, and none goes on in the next row.
fn rows(piece: &Piece, cell: &PieceCell, roles: &[Option<Role>]) -> Option<Vec<PieceCell>> {
    let role = roles.get(cell.col).copied().flatten();
    if cell.rowspan < 2 || cell.colspan != 1 || cell.lines.len() < cell.rowspan || is_label(role) {
        return None;
    }
    let mut parts: Vec<(Rect, Range<usize>)> = Vec::with_capacity(cell.rowspan);
    let mut next = 0;
    for row in cell.row..cell.row + cell.rowspan {
        // Where the line is missing in all columns of values, those of labels have it.
        let drawn = |other: &&PieceCell| other.row == row && other.rowspan == 1;
        let band = piece.cells.iter().find(drawn)?.bbox;
        let inside = |line: &GlyphLine| band.top <= line.bbox.y() && line.bbox.y() < band.bottom;
        let beside = || {
            piece.cells.iter().filter_map(|other| {
                let plain =
                    other.colspan == 1 && !is_label(roles.get(other.col).copied().flatten());
                let alike = other.row == cell.row && other.rowspan == cell.rowspan;
                let own = plain && other.col != cell.col && (drawn(&other) || alike);
                let lines = other.lines.iter().filter(|line| inside(line));
                own.then(|| Rect::around(lines.map(|line| &line.bbox))).flatten()
            })
        };
        let from = next;
        while cell.lines.get(next).is_some_and(inside) {
            next += 1;
        }
        let own = cell.lines.get(from..next)?;
        let whole = around(own)?;
        let size = own.first()?.size;
        let level = |rect: &Rect| {
            let near = |a: f32, b: f32| (a - b).abs() <= size * OFF;
            near(rect.y(), whole.y())
                || near(rect.top, whole.top)
                || near(rect.bottom, whole.bottom)
        };
        let named = role != Some(Role::Name) || could_be_name(own);
        if !named || beside().filter(level).count() < 2 {
            return None;
        }
        let bbox = Rect { top: band.top, bottom: band.bottom, ..cell.bbox };
        parts.push((bbox, from..next));
    }
    let room = room(piece, cell);
    let ends = parts.windows(2).all(|pair| {
        let line = pair[0].1.end.checked_sub(1).and_then(|last| cell.lines.get(last));
        let after = cell.lines.get(pair[1].1.start);
        line.zip(after).is_some_and(|(line, after)| !goes_on(line, after, room))
    });
    if next != cell.lines.len() || !ends {
        return None;
    }
    let part = |(n, (bbox, range)): (usize, (Rect, Range<usize>))| PieceCell {
        row: cell.row + n,
        rowspan: 1,
        bbox,
        lines: cell.lines.get(range).unwrap_or_default().to_vec(),
        ..cell.clone()
    };
    Some(parts.into_iter().enumerate().map(part).collect())
}

fn could_be_name(lines: &[GlyphLine]) -> bool {
    let chars = || lines.iter().flat_map(|line| &line.glyphs).map(|glyph| glyph.char);
    let opens = chars().next().is_some_and(|c| matches!(fold::fold_char(c), '(' | ')' | '、'));
    !opens && chars().filter(|&c| fold::is_cjk(c)).count() >= NAME
}

/// How wide a line of a column may be: what its widest text leaves at the borders is margin.
fn room(piece: &Piece, cell: &PieceCell) -> f32 {
    let own = piece.cells.iter().filter(|other| other.col == cell.col && other.colspan == 1);
    let margins = own.flat_map(|other| {
        other.lines.iter().map(|line| {
            let left = line.bbox.left - other.bbox.left;
            left.min(other.bbox.right - line.bbox.right)
        })
    });
    let margin = margins.fold(f32::MAX, f32::min).max(0.0);
    cell.bbox.width() - 2.0 * margin
}

/// Whether a line may have been broken because what begins the next one does not fit on it.
fn goes_on(line: &GlyphLine, after: &GlyphLine, room: f32) -> bool {
    line.bbox.width() + first_unit(after) > room
}

/// The columns of a cell over two: each has a text of its own, where that of its column stands.
fn columns(piece: &Piece, cell: &PieceCell, roles: &[Option<Role>]) -> Option<Vec<PieceCell>> {
    let headed = |col: usize| roles.get(col).copied().flatten();
    if cell.colspan != 2 {
        return None;
    }
    let (one, two) = (headed(cell.col)?, headed(cell.col + 1)?);
    if one == two {
        return None;
    }
    halves(piece, cell)
}

/// The parts of a cell over two columns: each has a text of its own, where that of its column
/// stands.
fn halves(piece: &Piece, cell: &PieceCell) -> Option<Vec<PieceCell>> {
    if cell.lines.is_empty() {
        return None;
    }
    let border = |n: usize| piece.xs.get(n).copied();
    let (left, x, right) = (border(cell.col)?, border(cell.col + 1)?, border(cell.col + 2)?);
    let side = |before: bool| -> Option<PieceCell> {
        let (from, to) = if before { (left, x) } else { (x, right) };
        let mut lines = Vec::with_capacity(cell.lines.len());
        for line in &cell.lines {
            for part in line.split(GAP) {
                let (start, end) = (part.bbox.left < x, part.bbox.right > x);
                if start && end {
                    return None;
                }
                if start == before {
                    lines.push(part);
                }
            }
        }
        let whole = around(&lines)?;
        let size = lines.first()?.size;
        let placed = (whole.x() - (from + to) / 2.0).abs() <= size * MIDDLE
            || (0.0..=size * LEFT).contains(&(whole.left - from));
        let glyphs = || lines.iter().flat_map(|line| &line.glyphs);
        // The characters of one word may be set apart.
        let lone = glyphs().count() == 1 && glyphs().all(|glyph| fold::is_cjk(glyph.char));
        let bbox = Rect { left: from, right: to, ..cell.bbox };
        let col = cell.col + usize::from(!before);
        (placed && !lone).then(|| PieceCell { col, colspan: 1, bbox, lines, ..cell.clone() })
    };
    Some(vec![side(true)?, side(false)?])
}
