//! Tables drawn with lines (rulings): cells, and which of them span.

mod colours;
mod crossing;
mod net;
mod undrawn;
mod unparted;

use super::geometry::{Glyph, Rect, Ruling};
use super::glyph_line;
use super::piece::{Piece, PieceCell};
use crate::document::Origin;

use net::{Sets, close, covered, nets, places};

pub(super) use undrawn::{KnownColumns, completed, is_frame, is_no_net};

/// A line must cover this share of the side between two boxes to part them.
const PARTS: f32 = 0.6;

/// The lattices that lines draw: nets of at least two cells.
pub(super) fn lattices(horizontal: &[Ruling], vertical: &[Ruling]) -> Vec<Lattice> {
    let nets = nets(horizontal, vertical);
    let mut lattices: Vec<Lattice> =
        nets.into_iter().filter_map(|(h, v)| Lattice::of(h, v)).collect();
    lattices.sort_by(|a, b| a.bbox().top.total_cmp(&b.bbox().top));
    lattices
}

/// A net of boxes, some of them put together to cells.
#[derive(Debug)]
pub(super) struct Lattice {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each box, row by row, the cell it belongs to.
    owner: Vec<usize>,
    cells: Vec<Span>,
}

/// The rows and columns of a cell, the ends exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    rows: (usize, usize),
    cols: (usize, usize),
}

impl Lattice {
    fn of(mut horizontal: Vec<Ruling>, mut vertical: Vec<Ruling>) -> Option<Lattice> {
        if horizontal.is_empty() || vertical.is_empty() {
            return None;
        }
        close(&mut vertical, &horizontal);
        close(&mut horizontal, &vertical);
        let xs = places(&vertical);
        let ys = places(&horizontal);
        if xs.len() < 2 || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) < 2 {
            return None;
        }
        let lattice = Lattice::spans(xs, ys, &horizontal, &vertical).reduced();
        (lattice.cells.len() >= 2).then_some(lattice)
    }

    /// Boxes that no line parts are one cell.
    fn spans(xs: Vec<f32>, ys: Vec<f32>, horizontal: &[Ruling], vertical: &[Ruling]) -> Lattice {
        let (cols, rows) = (xs.len() - 1, ys.len() - 1);
        let mut sets = Sets::new(rows * cols);
        let below = covered(horizontal, &ys, &xs);
        let beside = covered(vertical, &xs, &ys);
        for row in 0..rows {
            for col in 0..cols {
                let own = row * cols + col;
                // Is there no line under this box, and none to its right?
                if row + 1 < rows && below[(row + 1) * cols + col] < PARTS {
                    sets.join(own, own + cols);
                }
                if col + 1 < cols && beside[(col + 1) * rows + row] < PARTS {
                    sets.join(own, own + 1);
                }
            }
        }
        let group: Vec<usize> = (0..rows * cols).map(|own| sets.root(own)).collect();
        let mut lattice =
            Lattice { xs, ys, owner: vec![usize::MAX; rows * cols], cells: Vec::new() };
        // A group need not be a rectangle: each is cut into some.
        for row in 0..rows {
            for col in 0..cols {
                if lattice.owner[row * cols + col] == usize::MAX {
                    lattice.cut(&group, row, col);
                }
            }
        }
        lattice
    }

    /// Makes a cell of the largest rectangle of one group that starts here:
    /// as wide as it goes, then as high.
    fn cut(&mut self, group: &[usize], row: usize, col: usize) {
        let (cols, rows) = (self.cols(), self.rows());
        let own = group[row * cols + col];
        let free = |owner: &[usize], r: usize, c: usize| {
            group[r * cols + c] == own && owner[r * cols + c] == usize::MAX
        };
        let mut right = col + 1;
        while right < cols && free(&self.owner, row, right) {
            right += 1;
        }
        let mut bottom = row + 1;
        while bottom < rows && (col..right).all(|c| free(&self.owner, bottom, c)) {
            bottom += 1;
        }
        let index = self.cells.len();
        for r in row..bottom {
            self.owner[r * cols + col..r * cols + right].fill(index);
        }
        self.cells.push(Span { rows: (row, bottom), cols: (col, right) });
    }

    /// Without rows and columns in which no cell starts: lines that ended
    /// inside a cell, underlined words.
    fn reduced(self) -> Lattice {
        let kept = |count: usize, starts: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..count).filter(|&n| starts(n)).collect()
        };
        let rows = kept(self.rows(), &|n| self.cells.iter().any(|c| c.rows.0 == n));
        let cols = kept(self.cols(), &|n| self.cells.iter().any(|c| c.cols.0 == n));
        if rows.len() == self.rows() && cols.len() == self.cols() {
            return self;
        }
        let renumber = |kept: &[usize], n: usize| kept.partition_point(|&k| k < n);
        let cells = self.cells.iter().map(|cell| Span {
            rows: (renumber(&rows, cell.rows.0), renumber(&rows, cell.rows.1)),
            cols: (renumber(&cols, cell.cols.0), renumber(&cols, cell.cols.1)),
        });
        let cells: Vec<Span> = cells.collect();
        let owner = rows
            .iter()
            .flat_map(|row| cols.iter().map(move |col| (row, col)))
            .map(|(row, col)| self.owner[row * self.cols() + col]);
        let owner = owner.collect();
        let borders = |all: &[f32], kept: &[usize]| -> Vec<f32> {
            let starts = kept.iter().filter_map(|&n| all.get(n));
            starts.chain(all.last()).copied().collect()
        };
        Lattice { xs: borders(&self.xs, &cols), ys: borders(&self.ys, &rows), owner, cells }
    }

    fn cols(&self) -> usize {
        self.xs.len() - 1
    }

    fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    pub(super) fn bbox(&self) -> Rect {
        self.rect(&Span { rows: (0, self.rows()), cols: (0, self.cols()) })
    }

    fn rect(&self, span: &Span) -> Rect {
        let at = |all: &[f32], n: usize| all.get(n).copied().unwrap_or_default();
        Rect {
            left: at(&self.xs, span.cols.0),
            top: at(&self.ys, span.rows.0),
            right: at(&self.xs, span.cols.1),
            bottom: at(&self.ys, span.rows.1),
        }
    }

    /// The cell that holds a point.
    fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let place = |all: &[f32], value: f32| {
            let after = all.partition_point(|&border| border <= value);
            (1..all.len()).contains(&after).then(|| after - 1)
        };
        let (col, row) = (place(&self.xs, x)?, place(&self.ys, y)?);
        self.owner.get(row * self.cols() + col).copied()
    }

    /// Takes the glyphs that stand in it out of a page.
    pub(super) fn fill(self, page: usize, glyphs: &mut Vec<Glyph>) -> Piece {
        let mut texts: Vec<Vec<Glyph>> = vec![Vec::new(); self.cells.len()];
        let mut any = false;
        let place = |glyph: &Glyph| {
            let (cell, crosses) = self.place(glyph);
            any |= crosses;
            cell
        };
        let mut places: Vec<usize> = glyphs.iter().map(place).collect();
        let parted =
            any || self.parts_numbers(glyphs, &places) || Self::parts_texts(glyphs, &places);
        if parted {
            self.keep_together(glyphs, &mut places);
        }
        let mut places = places.into_iter();
        glyphs.retain(|glyph| {
            let text = places.next().and_then(|cell| texts.get_mut(cell));
            match text {
                Some(text) => {
                    text.push(*glyph);
                    false
                }
                None => true,
            }
        });
        let cells = self.cells.iter().zip(&texts).map(|(span, glyphs)| PieceCell {
            row: span.rows.0,
            col: span.cols.0,
            rowspan: span.rows.1 - span.rows.0,
            colspan: span.cols.1 - span.cols.0,
            bbox: self.rect(span),
            lines: glyph_line::lines(glyphs),
            unowned: false,
        });
        let mut cells: Vec<PieceCell> = cells.collect();
        cells.sort_by_key(|cell| (cell.row, cell.col));
        Piece {
            page,
            bbox: self.bbox(),
            rows: self.rows(),
            xs: self.xs,
            cells,
            origin: Origin::Spans,
            goes_on: false,
            undrawn: false,
        }
    }
}

#[cfg(test)]
mod tests;
