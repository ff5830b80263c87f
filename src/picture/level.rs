//! Small angles: the rows of a level page are ink and paper by turns.

use super::bitmap::Plane;

/// Larger angles are no slip of the sheet, in degrees.
const MOST: f64 = 8.0;

/// The steps of the two searches, in degrees.
const COARSE: f64 = 0.2;
const FINE: f64 = 0.02;

/// A page stays as it is unless this much is gained.
const GAIN: f64 = 1.02;

/// Points that are strewn evenly give twice their number; lines give much more.
const CHANCE: f64 = 6.0;

/// More points of ink tell nothing more.
const POINTS: usize = 120_000;

/// The angle of the lines and rules of a page in radians, clockwise; 0 where none shows.
pub(super) fn angle(ink: &Plane) -> f64 {
    let points = points(ink);
    if points.len() < 50 {
        return 0.0;
    }
    let score = |degrees: f64| sharpness(&points, ink, degrees.to_radians().tan());
    let flat = score(0.0);
    let steps = (MOST / COARSE).round() as i32;
    let coarse = best((-steps..=steps).map(|n| f64::from(n) * COARSE), &score);
    let steps = (COARSE / FINE).round() as i32;
    let fine = best((-steps..=steps).map(|n| coarse.0 + f64::from(n) * FINE), &score);
    // The end of the range is no summit.
    let summit = fine.0.abs() < MOST;
    // What is strewn evenly differs from row to row by chance alone.
    let lines = fine.1 > points.len() as f64 * CHANCE;
    if summit && lines && fine.1 > flat * GAIN { fine.0.to_radians() } else { 0.0 }
}

fn best(angles: impl Iterator<Item = f64>, score: &impl Fn(f64) -> f64) -> (f64, f64) {
    let mut best = (0.0, f64::MIN);
    for angle in angles {
        let own = score(angle);
        if own > best.1 {
            best = (angle, own);
        }
    }
    best
}

/// Some of the ink, spread evenly over it.
fn points(ink: &Plane) -> Vec<(f32, f32)> {
    let count: usize = ink.bytes.iter().map(|&byte| usize::from(byte)).sum();
    // Not a divisor of usual widths: the same columns would be taken in every row.
    let step = (count / POINTS).max(1);
    let step = if step > 1 { step | 1 } else { 1 };
    let mut points = Vec::with_capacity(count / step + 1);
    let mut number = 0;
    for y in 0..ink.height {
        for x in memchr::memchr_iter(1, ink.row(y)) {
            if number % step == 0 {
                points.push((x as f32, y as f32));
            }
            number += 1;
        }
    }
    points
}

/// How much neighbouring rows differ in ink if the page leans by this slope.
fn sharpness(points: &[(f32, f32)], ink: &Plane, slope: f64) -> f64 {
    let slope = slope as f32;
    let lift = (ink.width as f32 * slope.abs()).ceil() + 1.0;
    let mut rows = vec![0_u32; ink.height + 2 * lift as usize + 2];
    for &(x, y) in points {
        let row = (y - x * slope + lift) as usize;
        if let Some(count) = rows.get_mut(row) {
            *count += 1;
        }
    }
    rows.windows(2)
        .map(|pair| {
            let step = f64::from(pair[0]) - f64::from(pair[1]);
            step * step
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that fall by this slope.
    fn lines(slope: f64) -> Plane {
        let mut plane = Plane::new(600, 500);
        for line in 0..12 {
            for x in 50..550 {
                let y = 60 + line * 30 + (x as f64 * slope).round() as i64;
                if x % 7 < 5 && y >= 0 {
                    plane.set(x, y as usize, 1);
                    plane.set(x, y as usize + 1, 1);
                }
            }
        }
        plane
    }

    #[test]
    fn the_angle_of_lines_is_found() {
        for degrees in [-5.0, -1.3, 0.0, 0.7, 2.2] {
            let found = angle(&lines(f64::to_radians(degrees).tan())).to_degrees();
            assert!((found - degrees).abs() < 0.12, "{degrees}: {found}");
        }
    }

    #[test]
    fn a_page_without_lines_is_level() {
        assert!(angle(&Plane::new(100, 100)).abs() < 1e-9);
        // Specks, evenly strewn.
        let mut specks = Plane::new(400, 400);
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % 400
        };
        for _ in 0..2000 {
            let (x, y) = (next(), next());
            specks.set(x, y, 1);
        }
        assert!(angle(&specks).abs() < 1e-9, "{}", angle(&specks));
    }
}
