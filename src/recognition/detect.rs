//! The map of a detector, how much each pixel belongs to a line of text, to the lines.
//! (The post-processing of DB, Liao et al. 2020.)

use super::pixels::Quad;

/// A pixel from this value on belongs to a line.
const PIXEL: f32 = 0.3;

/// The mean of a line's pixels is at least this.
const LINE: f32 = 0.5;

/// The map shows lines shrunk; by how much of area over girth they are grown again.
const UNCLIP: f32 = 1.6;

/// Lines less high, in pixels of the map, are dust.
const LEAST: f32 = 3.0;

type Point = (f32, f32);

/// The lines in a map of `width` by `height`, in its pixels, from top to bottom.
pub(super) fn lines(map: &[f32], width: usize, height: usize) -> Vec<Quad> {
    let mask = mask(map, width, height);
    let mut quads: Vec<Quad> = components(&mask, width, height)
        .into_iter()
        .filter_map(|points| {
            let shape = Slanted::around(&points)?;
            if shape.shorter() < LEAST {
                return None;
            }
            let sure = mean_within(map, width, height, &shape.corners());
            (sure >= LINE).then(|| Quad { corners: clockwise(shape.grown().corners()), sure })
        })
        .collect();
    let key = |quad: &Quad| quad.corners.map(|(x, y)| (y, x));
    quads.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.iter()
            .zip(&b)
            .map(|(a, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
            .fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    quads
}

/// Which pixels belong to lines, each grown by one to the right and down, so that lines of thin
/// type do not fall apart.
fn mask(map: &[f32], width: usize, height: usize) -> Vec<bool> {
    let mut mask = vec![false; width * height];
    for (index, _) in map.iter().enumerate().filter(|(_, value)| **value > PIXEL) {
        let (x, y) = (index % width, index / width);
        for (x, y) in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
            if x < width && y < height {
                mask[y * width + x] = true;
            }
        }
    }
    mask
}

/// The outermost pixels of each part that hangs together: the first and the last of each row.
fn components(mask: &[bool], width: usize, height: usize) -> Vec<Vec<Point>> {
    let mut seen = vec![false; mask.len()];
    let mut parts = Vec::new();
    let mut open = Vec::new();
    for start in 0..mask.len() {
        if !mask[start] || seen[start] {
            continue;
        }
        seen[start] = true;
        open.push(start);
        let mut points = Vec::new();
        while let Some(index) = open.pop() {
            let (x, y) = (index % width, index / width);
            let is_edge = x == 0 || x + 1 == width || !mask[index - 1] || !mask[index + 1];
            if is_edge {
                points.push((x as f32, y as f32));
            }
            for ny in y.saturating_sub(1)..(y + 2).min(height) {
                for nx in x.saturating_sub(1)..(x + 2).min(width) {
                    let next = ny * width + nx;
                    if mask[next] && !seen[next] {
                        seen[next] = true;
                        open.push(next);
                    }
                }
            }
        }
        parts.push(points);
    }
    parts
}

/// A rectangle that may lean.
#[derive(Debug, Clone, Copy)]
struct Slanted {
    centre: Point,
    /// The direction of the first side, of length 1.
    along: Point,
    /// Half the lengths of both sides.
    half: (f32, f32),
}

impl Slanted {
    /// The smallest one around points; one of its sides lies on their convex hull.
    fn around(points: &[Point]) -> Option<Slanted> {
        let hull = hull(points);
        let first = *hull.first()?;
        let mut best: Option<(f32, Slanted)> = None;
        for (n, from) in hull.iter().enumerate() {
            let to = hull.get(n + 1).unwrap_or(&first);
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = dx.hypot(dy);
            let along = if length > 0.0 { (dx / length, dy / length) } else { (1.0, 0.0) };
            let shape = Slanted::along(&hull, along);
            let area = shape.half.0 * shape.half.1;
            if best.is_none_or(|(least, _)| area < least) {
                best = Some((area, shape));
            }
        }
        best.map(|(_, shape)| shape)
    }

    fn along(points: &[Point], along: Point) -> Slanted {
        let across = (-along.1, along.0);
        let range = |axis: Point| {
            points
                .iter()
                .map(|p| p.0 * axis.0 + p.1 * axis.1)
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), place| {
                    (low.min(place), high.max(place))
                })
        };
        let (a, b) = (range(along), range(across));
        let middle = ((a.0 + a.1) / 2.0, (b.0 + b.1) / 2.0);
        Slanted {
            centre: (
                middle.0 * along.0 + middle.1 * across.0,
                middle.0 * along.1 + middle.1 * across.1,
            ),
            along,
            half: ((a.1 - a.0) / 2.0, (b.1 - b.0) / 2.0),
        }
    }

    fn shorter(&self) -> f32 {
        self.half.0.min(self.half.1) * 2.0
    }

    /// Grown to the line that the map shows shrunk.
    fn grown(&self) -> Slanted {
        let (width, height) = (self.half.0 * 2.0, self.half.1 * 2.0);
        let by = width * height * UNCLIP / (2.0 * (width + height));
        Slanted { half: (self.half.0 + by, self.half.1 + by), ..*self }
    }

    fn corners(&self) -> [Point; 4] {
        let across = (-self.along.1, self.along.0);
        let corner = |a: f32, b: f32| {
            (
                self.centre.0 + a * self.along.0 + b * across.0,
                self.centre.1 + a * self.along.1 + b * across.1,
            )
        };
        let (a, b) = self.half;
        [corner(-a, -b), corner(a, -b), corner(a, b), corner(-a, b)]
    }
}

/// The convex hull (Andrew's monotone chain).
fn hull(points: &[Point]) -> Vec<Point> {
    let mut points = points.to_vec();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let mut hull: Vec<Point> = Vec::new();
    let mut chain = |points: &mut dyn Iterator<Item = Point>| {
        let floor = hull.len();
        for point in points {
            while let [.., a, b] = hull.get(floor..).unwrap_or_default() {
                let turn = (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0);
                if turn > 0.0 {
                    break;
                }
                hull.pop();
            }
            hull.push(point);
        }
        hull.pop();
    };
    chain(&mut points.iter().copied());
    chain(&mut points.iter().rev().copied());
    hull
}

/// The mean of a map within a convex shape.
fn mean_within(map: &[f32], width: usize, height: usize, corners: &[Point; 4]) -> f32 {
    let (mut sum, mut count) = (0.0_f64, 0_u32);
    let ys = corners.iter().map(|c| c.1);
    let low = ys.clone().fold(f32::INFINITY, f32::min).floor().max(0.0) as usize;
    let high = ys.fold(0.0, f32::max).ceil() as usize;
    for y in low..(high + 1).min(height) {
        // Where the shape begins and ends in this row.
        let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
        let place = (y as f32).clamp(
            corners.iter().map(|c| c.1).fold(f32::INFINITY, f32::min),
            corners.iter().map(|c| c.1).fold(0.0, f32::max),
        );
        for (n, from) in corners.iter().enumerate() {
            let to = corners[(n + 1) % 4];
            if (from.1 - place) * (to.1 - place) > 0.0 {
                continue;
            }
            let rise = to.1 - from.1;
            let places = if rise == 0.0 {
                [from.0, to.0]
            } else {
                [from.0 + (to.0 - from.0) * (place - from.1) / rise; 2]
            };
            left = places.iter().copied().fold(left, f32::min);
            right = places.iter().copied().fold(right, f32::max);
        }
        if left > right {
            continue;
        }
        let from = left.round().max(0.0) as usize;
        let to = (right.round().max(0.0) as usize + 1).min(width);
        for value in map.get(y * width + from..y * width + to.max(from)).unwrap_or_default() {
            sum += f64::from(*value);
            count += 1;
        }
    }
    if count == 0 { 0.0 } else { (sum / f64::from(count)) as f32 }
}

/// Corners from the top left clockwise.
fn clockwise(corners: [Point; 4]) -> [Point; 4] {
    let mut by_x = corners;
    by_x.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let [a, b, c, d] = by_x;
    let (top_left, bottom_left) = if a.1 <= b.1 { (a, b) } else { (b, a) };
    let (top_right, bottom_right) = if c.1 <= d.1 { (c, d) } else { (d, c) };
    [top_left, top_right, bottom_right, bottom_left]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map with a bar of text from one place to another, 6 high.
    fn bar(from: Point, to: Point) -> (Vec<f32>, usize, usize) {
        let (width, height) = (200, 100);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        let value = |index: usize| {
            let (x, y) = ((index % width) as f32 - from.0, (index / width) as f32 - from.1);
            let (along, across) = ((x * dx + y * dy) / length, (y * dx - x * dy) / length);
            f32::from(u8::from((0.0..=length).contains(&along) && across.abs() <= 3.0)) * 0.9
        };
        ((0..width * height).map(value).collect(), width, height)
    }

    #[test]
    fn a_level_line_is_grown_on_all_sides() {
        let (map, width, height) = bar((40.0, 50.0), (140.0, 50.0));
        let found = lines(&map, width, height);
        assert_eq!(found.len(), 1);
        let [(left, top), (right, _), (_, bottom), _] = found[0].corners;
        assert!((30.0..38.0).contains(&left) && (142.0..152.0).contains(&right), "{found:?}");
        assert!((38.0..46.0).contains(&top) && (54.0..62.0).contains(&bottom), "{found:?}");
        // Seven rows of 0.9, and the dark one by which the mask is grown.
        assert!((found[0].sure - 0.9 * 7.0 / 8.0).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_leaning_line_keeps_its_lean() {
        let (map, width, height) = bar((40.0, 30.0), (140.0, 60.0));
        let found = lines(&map, width, height);
        assert_eq!(found.len(), 1);
        let [(x0, y0), (x1, y1), ..] = found[0].corners;
        let slope = (y1 - y0) / (x1 - x0);
        assert!((slope - 0.3).abs() < 0.04, "{slope}");
    }

    #[test]
    fn dust_and_faint_places_are_no_lines() {
        let mut map = vec![0.0; 200 * 100];
        map[50 * 200 + 50] = 0.9;
        for x in 20..120 {
            for y in 70..80 {
                map[y * 200 + x] = 0.35;
            }
        }
        assert!(lines(&map, 200, 100).is_empty());
        assert!(lines(&[], 0, 0).is_empty());
        // A map that is one line from edge to edge.
        assert_eq!(lines(&[1.0; 64], 8, 8).len(), 1);
    }
}
