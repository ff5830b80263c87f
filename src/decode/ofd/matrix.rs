//! Matrices as OFD writes them, and the numbers in attributes.

use crate::layout::drawing::Place;

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

impl Matrix {
    pub(super) const ONE: Matrix = Matrix { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    pub(super) fn scale(by: f64) -> Matrix {
        Matrix { a: by, d: by, ..Matrix::ONE }
    }

    pub(super) fn shift(x: f64, y: f64) -> Matrix {
        Matrix { e: x, f: y, ..Matrix::ONE }
    }

    /// From the unit square to a box.
    #[cfg(feature = "ocr")]
    pub(super) fn onto(bounds: Bounds) -> Matrix {
        Matrix { a: bounds.width, d: bounds.height, ..Matrix::shift(bounds.x, bounds.y) }
    }

    /// Six numbers; `None` if there are fewer.
    pub(super) fn parse(text: &str) -> Option<Matrix> {
        let numbers = numbers(text);
        let &[a, b, c, d, e, f] = numbers.first_chunk::<6>()?;
        Some(Matrix { a, b, c, d, e, f })
    }

    /// First this one, then another.
    pub(super) fn then(self, next: Matrix) -> Matrix {
        let (a, b) = next.vector((self.a, self.b));
        let (c, d) = next.vector((self.c, self.d));
        let (e, f) = next.place((self.e, self.f));
        Matrix { a, b, c, d, e, f }
    }

    pub(super) fn place(self, (x, y): Place) -> Place {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// A direction with its length.
    pub(super) fn vector(self, (x, y): Place) -> Place {
        (self.a * x + self.c * y, self.b * x + self.d * y)
    }

    /// By how much it enlarges lengths, on the whole.
    pub(super) fn size(self) -> f64 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }
}

/// A box as OFD writes it: left, top, width and height.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bounds {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Bounds {
    /// Four numbers; `None` if there are fewer.
    pub(super) fn parse(text: &str) -> Option<Bounds> {
        let numbers = numbers(text);
        let &[x, y, width, height] = numbers.first_chunk::<4>()?;
        Some(Bounds { x, y, width, height })
    }

    /// Its corners, moved by a matrix.
    pub(super) fn corners(self, matrix: Matrix) -> [Place; 4] {
        let (right, bottom) = (self.x + self.width, self.y + self.height);
        [(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)]
            .map(|corner| matrix.place(corner))
    }

    /// The upright box around it, moved by a matrix: left, top, right, bottom.
    pub(super) fn around(self, matrix: Matrix) -> [f64; 4] {
        let [first, rest @ ..] = self.corners(matrix);
        rest.iter().fold([first.0, first.1, first.0, first.1], |[l, t, r, b], &(x, y)| {
            [l.min(x), t.min(y), r.max(x), b.max(y)]
        })
    }
}

/// No place on a page is further away, in any unit.
const FURTHEST: f64 = 1e7;

/// A number of an attribute.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|n: &f64| n.abs() <= FURTHEST)
}

/// The numbers of an attribute, what is none left out.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter_map(number).collect()
}

/// The steps between glyphs: `g n v` says `v` so many times. No more than `most` are read.
pub(super) fn steps(text: &str, most: usize) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        if steps.len() >= most {
            break;
        }
        if !word.eq_ignore_ascii_case("g") {
            steps.extend(number(word));
            continue;
        }
        let count = words.next().and_then(number).unwrap_or_default();
        let Some(step) = words.next().and_then(number) else {
            break;
        };
        let count = (count.max(0.0) as usize).min(most - steps.len());
        steps.extend(std::iter::repeat_n(step, count));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_may_be_told_by_their_number() {
        assert_eq!(steps("3 g 3 1.5 6", 20), [3.0, 1.5, 1.5, 1.5, 6.0]);
        assert_eq!(steps("g 2 1.5875  3.175", 20), [1.5875, 1.5875, 3.175]);
        assert_eq!(steps("g 9999999 2", 4), [2.0; 4]);
        assert!(steps("g 2", 4).is_empty());
        assert!(steps("g -3 2 x", 4).is_empty());
    }

    #[test]
    fn matrices_act_one_after_the_other() {
        let turned = Matrix::parse("0 1 -1 0 10 20").unwrap();
        let both = turned.then(Matrix::scale(2.0)).then(Matrix::shift(1.0, 0.0));
        assert_eq!(both.place((3.0, 4.0)), (13.0, 46.0));
        assert_eq!(both.size(), 2.0);
        assert_eq!(Matrix::parse("1 0 0 1"), None);
    }
}
