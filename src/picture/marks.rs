//! Marks that need no recogniser: a level bar, a slanted stroke.

use super::bitmap::{Area, Plane};
use super::components::{Component, components};
use super::pixels::Pixels;

/// A level bar, and one of several in a row.
pub(super) const BAR: char = '—';
pub(super) const DASH: char = '-';

/// A bar is this wide, and no higher, in characters.
const WIDE: std::ops::Range<f32> = 0.45..3.2;
const HIGH: f32 = 0.17;

/// One that is wider than any ideograph may be higher.
const WIDER: f32 = 1.4;
const WIDER_HIGH: f32 = 0.26;

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
    let [only] = all.as_slice() else {
        return is_dashes(&all, line, ch).then_some(BAR);
    };
    let (wide, high) = (only.area.width() as f32 / ch, only.area.height() as f32 / ch);
    let highest = if wide > WIDER { WIDER_HIGH } else { HIGH.max(2.5 / ch) };
    if WIDE.contains(&wide) && high <= highest && wide > high * 4.0 && is_even(&own, ch) {
        return Some(BAR);
    }
    let covered = only.count as f32 / (only.area.width() * only.area.height()).max(1) as f32;
    let stroke = STROKE_HIGH.contains(&high) && STROKE_WIDE.contains(&wide);
    (stroke && covered <= STROKE_INK && is_slanted(&own)).then_some('/')
}

/// Whether parts are level dashes in a row.
fn is_dashes(parts: &[Component], line: &Area, ch: f32) -> bool {
    const WIDE: f32 = 0.3;
    // They may lean a little.
    const TOGETHER_HIGH: f32 = 0.3;
    const MOST: usize = 6;
    (2..=MOST).contains(&parts.len())
        && line.height() as f32 <= ch * TOGETHER_HIGH
        && parts.iter().all(|part| {
            let (wide, high) = (part.area.width() as f32, part.area.height() as f32);
            wide >= ch * WIDE && wide > high * 3.0
        })
}

/// The dashes of a bar, from left to right: where it gets lighter, one ends and the next begins.
pub(super) fn dashes(pixels: &Pixels, bar: &Area) -> Vec<Area> {
    /// A column this share of the way from the ink to the paper is between two dashes.
    const LIGHTER: f32 = 0.3;
    /// This share of its columns is as dark as its ink: a scan has some that are darker still.
    const INK: f32 = 0.3;
    let level = |x: usize| {
        let rows = bar.top..bar.bottom;
        rows.map(|y| pixels.at(x as u32, y as u32)[1]).min().unwrap_or(u8::MAX)
    };
    let levels: Vec<u8> = (bar.left..bar.right).map(level).collect();
    let mut sorted = levels.clone();
    sorted.sort_unstable();
    let dark = sorted.get((sorted.len() as f32 * INK) as usize).copied().map_or(0.0, f32::from);
    let paper = [bar.top.saturating_sub(4), bar.bottom + 3]
        .map(|y| f32::from(pixels.at(((bar.left + bar.right) / 2) as u32, y as u32)[1]));
    let limit = dark + (paper[0].max(paper[1]) - dark) * LIGHTER;
    let mut found: Vec<Area> = Vec::new();
    let mut open = false;
    for (x, level) in (bar.left..).zip(levels) {
        let dark = f32::from(level) <= limit;
        match found.last_mut() {
            Some(last) if dark && open => last.right = x + 1,
            _ if dark => found.push(Area { left: x, right: x + 1, ..*bar }),
            _ => {}
        }
        open = dark;
    }
    found
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
    most <= (usual * EVEN).max(usual + 1.0)
        && own.height as f32 <= usual + (ch * 0.06).max(2.0) * (own.width as f32 / ch).max(1.0)
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
        // Wider than an ideograph, and three pixels high where type is small.
        let mut wide = Plane::new(40, 3);
        wide.bytes.fill(1);
        assert_eq!(mark(&wide, &area(&wide), 17.0), Some('—'));
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
    fn a_bar_that_gets_lighter_is_several_dashes() {
        let mut pixels = Pixels::white(60, 20);
        for x in 5..47_usize {
            let between = matches!(x, 18 | 19 | 33);
            pixels.rgb[(10 * 60 + x) * 3..][..3].fill(if between { 170 } else { 30 });
        }
        let bar = Area { left: 5, top: 10, right: 47, bottom: 11 };
        let found: Vec<usize> = dashes(&pixels, &bar).iter().map(Area::width).collect();
        assert_eq!(found, [13, 13, 13]);
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
