//! Projective maps of the plane: turns, scales, and what a camera does to a sheet.

/// A matrix of three rows; a point is a column whose third part is 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Projective(pub(super) [f64; 9]);

impl Projective {
    pub(super) const IDENTITY: Projective =
        Projective([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]);

    /// Around a point by so many radians, clockwise as y runs down.
    pub(super) fn rotation(angle: f64, (x, y): (f64, f64)) -> Projective {
        let (sin, cos) = angle.sin_cos();
        Projective([
            cos,
            -sin,
            x - cos * x + sin * y,
            sin,
            cos,
            y - sin * x - cos * y,
            0.0,
            0.0,
            1.0,
        ])
    }

    /// First a move, then both axes made this many times longer.
    pub(super) fn moved_and_scaled((x, y): (f64, f64), by: f64) -> Projective {
        Projective([by, 0.0, by * x, 0.0, by, by * y, 0.0, 0.0, 1.0])
    }

    /// Where a point goes.
    pub(super) fn apply(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let w = g * x + h * y + i;
        // A point at infinity is none of a picture.
        let w = if w.abs() < 1e-9 { 1e-9 } else { w };
        ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
    }

    /// This one first, then another.
    #[must_use]
    pub(super) fn then(&self, next: &Projective) -> Projective {
        let [a, b, c, d, e, f, g, h, i] = next.0;
        let rows = [[a, b, c], [d, e, f], [g, h, i]];
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let columns = [[a, d, g], [b, e, h], [c, f, i]];
        let mut product = [0.0; 9];
        for (place, value) in product.iter_mut().enumerate() {
            let row = rows.get(place / 3).copied().unwrap_or_default();
            let column = columns.get(place % 3).copied().unwrap_or_default();
            *value = row.iter().zip(column).map(|(r, c)| r * c).sum();
        }
        Projective(product)
    }

    /// The map that takes the corners of a rectangle (left, top, right, bottom) to four
    /// points, clockwise from the top left; `None` if three of them lie on a line.
    pub(super) fn onto(rectangle: [f64; 4], corners: [(f64, f64); 4]) -> Option<Projective> {
        let [left, top, right, bottom] = rectangle;
        let square = Projective::square_onto(corners)?;
        let (wide, high) = (right - left, bottom - top);
        if wide <= 0.0 || high <= 0.0 {
            return None;
        }
        let unit = Projective([
            1.0 / wide,
            0.0,
            -left / wide,
            0.0,
            1.0 / high,
            -top / high,
            0.0,
            0.0,
            1.0,
        ]);
        Some(unit.then(&square))
    }

    /// From the unit square (Heckbert).
    fn square_onto([p0, p1, p2, p3]: [(f64, f64); 4]) -> Option<Projective> {
        let (dx1, dx2, sx) = (p1.0 - p2.0, p3.0 - p2.0, p0.0 - p1.0 + p2.0 - p3.0);
        let (dy1, dy2, sy) = (p1.1 - p2.1, p3.1 - p2.1, p0.1 - p1.1 + p2.1 - p3.1);
        let whole = dx1 * dy2 - dx2 * dy1;
        if whole.abs() < 1e-6 {
            return None;
        }
        let g = (sx * dy2 - dx2 * sy) / whole;
        let h = (dx1 * sy - sx * dy1) / whole;
        Some(Projective([
            p1.0 - p0.0 + g * p1.0,
            p3.0 - p0.0 + h * p3.0,
            p0.0,
            p1.1 - p0.1 + g * p1.1,
            p3.1 - p0.1 + h * p3.1,
            p0.1,
            g,
            h,
            1.0,
        ]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: (f64, f64), b: (f64, f64)) {
        assert!((a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6, "{a:?} is not {b:?}");
    }

    #[test]
    fn a_rectangle_goes_onto_four_corners() {
        let corners = [(10.0, 12.0), (95.0, 8.0), (110.0, 80.0), (5.0, 71.0)];
        let map = Projective::onto([0.0, 0.0, 200.0, 100.0], corners).unwrap();
        for (from, to) in
            [(0.0, 0.0), (200.0, 0.0), (200.0, 100.0), (0.0, 100.0)].iter().zip(corners)
        {
            near(map.apply(*from), to);
        }
        let flat = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)];
        assert_eq!(Projective::onto([0.0, 0.0, 1.0, 1.0], flat), None);
    }

    #[test]
    fn maps_are_put_together_in_their_order() {
        let turn = Projective::rotation(std::f64::consts::FRAC_PI_2, (10.0, 10.0));
        near(turn.apply((20.0, 10.0)), (10.0, 20.0));
        let scale = Projective::moved_and_scaled((1.0, 2.0), 3.0);
        near(turn.then(&scale).apply((20.0, 10.0)), (33.0, 66.0));
        near(Projective::IDENTITY.then(&turn).apply((20.0, 10.0)), (10.0, 20.0));
    }
}
