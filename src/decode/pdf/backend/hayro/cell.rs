//! The cell of type of a glyph on the page.

use hayro_interpret::font::Glyph as FontGlyph;
use hayro_interpret::kurbo::{Affine, Point, Rect as Area, Vec2};

use crate::layout::geometry::{Rect, Run};

/// Height of the cell of type over the base line, in em. The usual ascent of
/// Chinese faces; what a font itself says differs by maker.
const ASCENT: f64 = 0.88;

/// The cell of type of a glyph on the page.
pub(super) struct Cell {
    origin: Point,
    /// One em towards the head of the glyph.
    up: Vec2,
    /// From its start to its end.
    along: Vec2,
    /// The direction of its base line, one point long.
    ahead: Vec2,
    pub(super) size: f64,
}

impl Cell {
    pub(super) fn of(glyph: &FontGlyph<'_>, transform: Affine, vertical: bool) -> Option<Cell> {
        const EM: f64 = 1000.0;
        let advance = match glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(glyph) => glyph.advance_width(),
        };
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, EM) - origin;
        let size = up.hypot();
        let ahead = transform * Point::new(EM, 0.0) - origin;
        let sound = size.is_finite() && size >= 0.1 && origin.is_finite() && ahead.hypot() > 0.0;
        if !sound {
            return None;
        }
        // The x scale also holds the stretch of a substitute font, so that only
        // its direction is taken; the advance is the file's own.
        let width = if vertical { EM } else { f64::from(advance.unwrap_or(EM as f32)) };
        let ahead = ahead / ahead.hypot();
        let along = ahead * size * (width / EM).clamp(0.0, 4.0);
        Some(Cell { origin, up, along, ahead, size })
    }

    /// By how much the cell must be narrowed to end where the next one starts.
    pub(super) fn shrink(&self, next: Point) -> f64 {
        let length = self.along.hypot();
        let step = (next - self.origin).dot(self.along) / length.max(0.01);
        if step > length * 0.3 { (step / length).min(1.0) } else { 1.0 }
    }

    pub(super) fn bbox(&self, shrink: f64) -> Rect {
        let (over, under) = (self.up * ASCENT, self.up * (ASCENT - 1.0));
        let end = self.origin + self.along * shrink;
        let one = Area::from_points(self.origin + over, end + under);
        rect(one.union(Area::from_points(self.origin + under, end + over)))
    }

    /// Which way its line runs, told by the base line: letters may lean.
    pub(super) fn direction(&self) -> Run {
        const STRAIGHT: f64 = 0.02;
        let ahead = self.ahead;
        if ahead.y.abs() <= STRAIGHT {
            if ahead.x > 0.0 { Run::Right } else { Run::Left }
        } else if ahead.x.abs() <= STRAIGHT {
            if ahead.y > 0.0 { Run::Down } else { Run::Up }
        } else {
            Run::Askew
        }
    }

    /// Whether its head does not stand over its base.
    pub(super) fn is_slanted(&self) -> bool {
        const UPRIGHT: f64 = 0.08;
        (self.up / self.size).dot(self.ahead).abs() > UPRIGHT
    }
}

/// The part of a cell that falls to one of the characters in it.
pub(super) fn share(cell: Rect, run: Run, index: usize, count: usize) -> Rect {
    let (n, count) = (index as f32, count.max(1) as f32);
    let (from, to) = match run {
        Run::Right | Run::Down | Run::Askew => (n / count, (n + 1.0) / count),
        Run::Left | Run::Up => (1.0 - (n + 1.0) / count, 1.0 - n / count),
    };
    match run {
        Run::Right | Run::Left | Run::Askew => Rect {
            left: cell.left + cell.width() * from,
            right: cell.left + cell.width() * to,
            ..cell
        },
        Run::Down | Run::Up => Rect {
            top: cell.top + cell.height() * from,
            bottom: cell.top + cell.height() * to,
            ..cell
        },
    }
}

pub(super) fn rect(area: Area) -> Rect {
    Rect {
        left: area.x0 as f32,
        top: area.y0 as f32,
        right: area.x1 as f32,
        bottom: area.y1 as f32,
    }
}
