//! Where the places of a straightened page lie on the page as it is given.

use super::geometry::Rect;

/// A map known at the knots of a net, and straight between them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Mesh {
    /// Distance between the knots, in the unit of the straightened page.
    step: f32,
    columns: usize,
    rows: usize,
    /// Where each knot goes, row by row.
    knots: Vec<(f32, f32)>,
}

impl Mesh {
    /// The map of a page of this width and height, asked at knots of this distance.
    pub(crate) fn of(
        (width, height): (f32, f32),
        step: f32,
        map: impl Fn(f32, f32) -> (f32, f32),
    ) -> Mesh {
        let step = step.max(1e-3);
        let columns = (width.max(0.0) / step).ceil() as usize + 2;
        let rows = (height.max(0.0) / step).ceil() as usize + 2;
        let knot = |n: usize| map((n % columns) as f32 * step, (n / columns) as f32 * step);
        Mesh { step, columns, rows, knots: (0..columns * rows).map(knot).collect() }
    }

    /// Where a place goes.
    pub(crate) fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let cell = |value: f32, count: usize| {
            let place = (value / self.step).clamp(0.0, count.saturating_sub(1) as f32);
            let first = (place as usize).min(count.saturating_sub(2));
            (first, place - first as f32)
        };
        let ((col, across), (row, down)) = (cell(x, self.columns), cell(y, self.rows));
        let knot = |row: usize, col: usize| {
            self.knots.get(row * self.columns + col).copied().unwrap_or((x, y))
        };
        let between = |a: (f32, f32), b: (f32, f32), share: f32| {
            (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
        };
        let upper = between(knot(row, col), knot(row, col + 1), across);
        let lower = between(knot(row + 1, col), knot(row + 1, col + 1), across);
        between(upper, lower, down)
    }

    /// The box around where the corners of a box go.
    pub(crate) fn rect(&self, rect: &Rect) -> Rect {
        let corners = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.right, rect.bottom),
            (rect.left, rect.bottom),
        ];
        let points = corners.map(|(x, y)| {
            let (x, y) = self.place(x, y);
            Rect { left: x, top: y, right: x, bottom: y }
        });
        Rect::around(&points).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_between_knots_goes_between_where_they_go() {
        // Turned by a quarter, and twice as large.
        let mesh = Mesh::of((100.0, 60.0), 16.0, |x, y| (200.0 - 2.0 * y, 2.0 * x));
        let (x, y) = mesh.place(37.0, 21.0);
        assert!((x - 158.0).abs() < 1e-3 && (y - 74.0).abs() < 1e-3, "{x} {y}");
        let rect = mesh.rect(&Rect { left: 10.0, top: 20.0, right: 30.0, bottom: 25.0 });
        assert_eq!([rect.left, rect.top, rect.right, rect.bottom], [150.0, 20.0, 160.0, 60.0]);
    }
}
