//! The cell of type of a glyph on the page.

use super::drawing::Place;
use super::geometry::{Rect, Run};

/// Height of the cell of type over the base line, in em. The usual ascent of
/// Chinese faces; what a font itself says differs by maker.
const ASCENT: f64 = 0.88;

/// A length in a direction, on the displayed page.
type Vector = (f64, f64);

/// The cell of type of a glyph on the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypeCell {
    origin: Place,
    /// One em towards the head of the glyph.
    up: Vector,
    /// From its start to its end.
    along: Vector,
    /// The direction of its base line, one point long.
    ahead: Vector,
    /// Height of an em, in points.
    pub(crate) size: f64,
}

impl TypeCell {
    /// The cell of a glyph that starts at `origin`. `up` is one em towards its head, `ahead`
    /// the direction of its line, of any length; `width` is its advance in em. `None` if it is
    /// too small to be seen.
    pub(crate) fn new(origin: Place, up: Vector, ahead: Vector, width: f64) -> Option<TypeCell> {
        let size = length(up);
        let sound = size.is_finite()
            && size >= 0.1
            && origin.0.is_finite()
            && origin.1.is_finite()
            && length(ahead) > 0.0;
        if !sound {
            return None;
        }
        let ahead = times(ahead, 1.0 / length(ahead));
        let along = times(ahead, size * width.clamp(0.0, 4.0));
        Some(TypeCell { origin, up, along, ahead, size })
    }

    /// By how much the cell must be narrowed to end where the next one starts.
    pub(crate) fn shrink(&self, next: Place) -> f64 {
        let length = length(self.along);
        let to = (next.0 - self.origin.0, next.1 - self.origin.1);
        let step = dot(to, self.along) / length.max(0.01);
        if step > length * 0.3 { (step / length).min(1.0) } else { 1.0 }
    }

    /// The box around it, narrowed.
    pub(crate) fn bbox(&self, shrink: f64) -> Rect {
        let (over, under) = (times(self.up, ASCENT), times(self.up, ASCENT - 1.0));
        let end = plus(self.origin, times(self.along, shrink));
        let corners =
            [plus(self.origin, over), plus(self.origin, under), plus(end, over), plus(end, under)];
        let (mut least, mut most) = (corners[0], corners[0]);
        for (x, y) in corners {
            least = (least.0.min(x), least.1.min(y));
            most = (most.0.max(x), most.1.max(y));
        }
        Rect {
            left: least.0 as f32,
            top: least.1 as f32,
            right: most.0 as f32,
            bottom: most.1 as f32,
        }
    }

    /// Which way its line runs, told by the base line: letters may lean.
    pub(crate) fn direction(&self) -> Run {
        const STRAIGHT: f64 = 0.02;
        let (x, y) = self.ahead;
        if y.abs() <= STRAIGHT {
            if x > 0.0 { Run::Right } else { Run::Left }
        } else if x.abs() <= STRAIGHT {
            if y > 0.0 { Run::Down } else { Run::Up }
        } else {
            Run::Askew
        }
    }

    /// Whether its head does not stand over its base.
    pub(crate) fn is_slanted(&self) -> bool {
        const UPRIGHT: f64 = 0.08;
        dot(times(self.up, 1.0 / self.size), self.ahead).abs() > UPRIGHT
    }
}

/// The part of a cell that falls to one of the characters in it.
pub(crate) fn share(cell: Rect, run: Run, index: usize, count: usize) -> Rect {
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

fn length((x, y): Vector) -> f64 {
    x.hypot(y)
}

fn times((x, y): Vector, by: f64) -> Vector {
    (x * by, y * by)
}

fn plus(a: Vector, b: Vector) -> Vector {
    (a.0 + b.0, a.1 + b.1)
}

fn dot(a: Vector, b: Vector) -> f64 {
    a.0 * b.0 + a.1 * b.1
}
