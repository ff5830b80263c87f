//! Marks that need no recogniser: a level bar, a slanted stroke.

use super::bitmap::{Area, Plane};
use super::components::components;

/// A bar is this wide, and no higher, in characters.
const WIDE: std::ops::Range<f32> = 0.45..3.2;
const HIGH: f32 = 0.17;

/// The thickness of a bar is even: a stroke that ends in a serif is an ideograph.
const EVEN: f32 = 1.5;

/// A stroke from the lower left to the upper right is this high and wide, in characters.
const STROKE_HIGH: std::ops::Range<f32> = 0.6..2.0;
const STROKE_WIDE: std::ops::Range<f32> = 0.15..1.6;

/// It covers no more of its box.
const STROKE_INK: f32 = 0.45;

/// The mark that is all that stands in a line.
pub(super) fn mark(ink: &Plane, line: &Area, ch: f32) -> Option<char> {
    let mut own = Plane::new(line.width(), line.height());
    for y in 0..line.height() {
        for x in 0..line.width() {
            own.set(x, y, ink.at(line.left + x, line.top + y));
        }
    }
    let all = components(&own);
    let [only] = all.as_slice() else { return None };
    let (wide, high) = (only.area.width() as f32 / ch, only.area.height() as f32 / ch);
    if WIDE.contains(&wide) && high <= HIGH.max(2.5 / ch) && wide > high * 4.0 && is_even(&own, ch)
    {
        return Some('—');
    }
    let covered = only.count as f32 / (only.area.width() * only.area.height()).max(1) as f32;
    let stroke = STROKE_HIGH.contains(&high) && STROKE_WIDE.contains(&wide);
    (stroke && covered <= STROKE_INK && is_slanted(&own)).then_some('/')
}

/// Whether a bar is as thick at its ends as in its middle.
fn is_even(own: &Plane, ch: f32) -> bool {
    let whole = Area { left: 0, top: 0, right: own.width, bottom: own.height };
    let columns = own.columns(&whole);
    let mut sorted = columns.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0) as f32;
    let most = sorted.last().copied().unwrap_or(0) as f32;
    // And level: its box is hardly higher than it is thick.
    most <= (usual * EVEN).max(usual + 1.0) && own.height as f32 <= usual + (ch * 0.06).max(1.0)
}

/// Whether the ink runs straight from the lower left to the upper right.
fn is_slanted(own: &Plane) -> bool {
    let (mut n, mut sx, mut sy, mut sxx, mut syy, mut sxy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for y in 0..own.height {
        for x in memchr::memchr_iter(1, own.row(y)) {
            let (x, y) = (x as f64, y as f64);
            n += 1.0;
            sx += x;
            sy += y;
            sxx += x * x;
            syy += y * y;
            sxy += x * y;
        }
    }
    let (vx, vy, both) = (n * sxx - sx * sx, n * syy - sy * sy, n * sxy - sx * sy);
    vx > 0.0 && vy > 0.0 && both / (vx * vy).sqrt() < -0.93
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(plane: &Plane) -> Area {
        Area { left: 0, top: 0, right: plane.width, bottom: plane.height }
    }

    #[test]
    fn a_level_bar_is_a_dash_and_one_with_a_serif_is_none() {
        let mut bar = Plane::new(18, 2);
        bar.bytes.fill(1);
        assert_eq!(mark(&bar, &area(&bar), 20.0), Some('—'));
        let mut one = Plane::new(18, 5);
        for x in 0..18 {
            one.set(x, 4, 1);
        }
        for x in 13..16 {
            (1..4).for_each(|y| one.set(x, y, 1));
        }
        assert_eq!(mark(&one, &area(&one), 20.0), None);
    }

    #[test]
    fn a_slanted_stroke_is_a_slash_and_an_upright_one_is_none() {
        let mut slash = Plane::new(8, 20);
        for y in 0..20 {
            slash.set((19 - y) * 8 / 20, y, 1);
        }
        assert_eq!(mark(&slash, &area(&slash), 20.0), Some('/'));
        let mut one = Plane::new(8, 20);
        (0..20).for_each(|y| one.set(4, y, 1));
        assert_eq!(mark(&one, &area(&one), 20.0), None);
        let mut back = Plane::new(8, 20);
        (0..20).for_each(|y| back.set(y * 8 / 20, y, 1));
        assert_eq!(mark(&back, &area(&back), 20.0), None);
    }
}
