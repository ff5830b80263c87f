//! Which way up a page is.

use super::components::Component;
use super::pixels::{Pixels, Quad, Strip};
use super::projective::Projective;

/// Which way the lines of a page run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    Across,
    Down,
    /// Their characters do not tell.
    Unknown,
}

/// Which way lines run, by where the characters have their nearest neighbours: in a line they
/// stand closer than the lines do.
pub(super) fn lines(components: &[Component], ch: f32) -> Lines {
    /// So many must tell, and so many more of them one way than the other.
    const FEWEST: usize = 24;
    const CLEAR: f32 = 1.6;
    // More tell nothing more; a page of noise has very many.
    const MOST: usize = 12_000;
    let like = |c: &&Component| {
        let (wide, high) = (c.area.width() as f32, c.area.height() as f32);
        let long = wide.max(high);
        (ch * 0.4..ch * 1.6).contains(&long) && wide * 4.0 > high && high * 4.0 > wide
    };
    let mut all: Vec<&Component> = components.iter().filter(like).collect();
    all.sort_by_key(|c| c.area.top);
    all.truncate(MOST);
    let (mut across, mut down) = (0_usize, 0_usize);
    let reach = ch * 2.5;
    for (n, own) in all.iter().enumerate() {
        let (mut beside, mut below) = (f32::MAX, f32::MAX);
        let later = all.get(n + 1..).unwrap_or_default();
        let earlier = all.get(..n).unwrap_or_default().iter().rev();
        // Sorted by their tops: those farther away than a line need not be looked at.
        let near_later =
            later.iter().take_while(|c| (c.area.top as f32) < own.area.bottom as f32 + reach);
        let near_earlier = earlier.take_while(|c| c.area.top as f32 + reach > own.area.top as f32);
        for other in near_later.chain(near_earlier) {
            let dx = gap((own.area.left, own.area.right), (other.area.left, other.area.right));
            let dy = gap((own.area.top, own.area.bottom), (other.area.top, other.area.bottom));
            if dy < -(own.area.height() as f32) * 0.4 && dx > -2.0 {
                beside = beside.min(dx.max(0.0));
            } else if dx < -(own.area.width() as f32) * 0.4 && dy > -2.0 {
                below = below.min(dy.max(0.0));
            }
        }
        if beside.min(below) < reach && (beside - below).abs() > 1.0 {
            across += usize::from(beside < below);
            down += usize::from(below < beside);
        }
    }
    let (more, fewer) = (across.max(down) as f32, across.min(down) as f32);
    if across + down < FEWEST || more < fewer * CLEAR {
        Lines::Unknown
    } else if across > down {
        Lines::Across
    } else {
        Lines::Down
    }
}

/// The gap between two stretches; below 0 where they overlap.
fn gap(a: (usize, usize), b: (usize, usize)) -> f32 {
    a.0.max(b.0) as f32 - a.1.min(b.1) as f32
}

/// Which way the lines run that a detector found: by their boxes, each as much as it is long.
pub(super) fn detected(quads: &[Quad]) -> Lines {
    const CLEAR: f32 = 1.2;
    let side = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).hypot(a.1 - b.1);
    let (mut wide, mut tall) = (0.0, 0.0);
    for quad in quads {
        let [a, b, c, _] = quad.corners;
        // The first side may be either: what counts is how the longer one lies.
        let (first, second) = (side(a, b), side(b, c));
        let (long, from, to) = if first >= second { (first, a, b) } else { (second, b, c) };
        if long < first.min(second) * 1.5 {
            continue;
        }
        let level = (to.0 - from.0).abs() >= (to.1 - from.1).abs();
        if level { wide += long } else { tall += long }
    }
    if tall > wide * CLEAR { Lines::Down } else { Lines::Across }
}

/// A picture turned by a quarter, counter-clockwise, and the map back to it.
pub(super) fn quarter(pixels: &Pixels) -> (Pixels, Projective) {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut turned = Pixels::white(pixels.height, pixels.width);
    turned.to_page = pixels.to_page;
    for y in 0..height {
        for x in 0..width {
            let to = ((width - 1 - x) * height + y) * 3;
            if let Some(pixel) = turned.rgb.get_mut(to..to + 3) {
                pixel.copy_from_slice(&pixels.at(x as u32, y as u32));
            }
        }
    }
    let wide = width as f64;
    (turned, Projective([0.0, -1.0, wide, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]))
}

/// A picture upside down, and the map back to it.
pub(super) fn half(pixels: &Pixels) -> (Pixels, Projective) {
    let mut rgb = Vec::with_capacity(pixels.rgb.len());
    rgb.extend(pixels.rgb.as_chunks::<3>().0.iter().rev().flatten());
    let (wide, high) = (f64::from(pixels.width), f64::from(pixels.height));
    let map = Projective([-1.0, 0.0, wide, 0.0, -1.0, high, 0.0, 0.0, 1.0]);
    (Pixels { rgb, ..*pixels }, map)
}

/// A strip upside down.
pub(super) fn strip(strip: &Strip) -> Strip {
    let mut rgb = Vec::with_capacity(strip.rgb.len());
    rgb.extend(strip.rgb.as_chunks::<3>().0.iter().rev().flatten());
    Strip { rgb, ..*strip }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::bitmap::Area;

    fn page(across: bool) -> Vec<Component> {
        let mut all = Vec::new();
        for line in 0..6_usize {
            for n in 0..20_usize {
                let (x, y) = (20 + n * 21, 30 + line * 40);
                let (left, top) = if across { (x, y) } else { (y, x) };
                let area = Area { left, top, right: left + 18, bottom: top + 18 };
                all.push(Component { area, count: 90 });
            }
        }
        all
    }

    #[test]
    fn characters_stand_closer_in_a_line() {
        assert_eq!(lines(&page(true), 18.0), Lines::Across);
        assert_eq!(lines(&page(false), 18.0), Lines::Down);
        assert_eq!(lines(&[], 18.0), Lines::Unknown);
    }

    #[test]
    fn turned_pictures_tell_where_they_come_from() {
        let mut pixels = Pixels::white(5, 3);
        pixels.rgb[(5 + 4) * 3..][..3].fill(9);
        for (turned, back) in [quarter(&pixels), half(&pixels)] {
            let (mut found, mut count) = ((0.0, 0.0), 0);
            for y in 0..turned.height {
                for x in 0..turned.width {
                    if turned.at(x, y) == [9; 3] {
                        found = back.apply((f64::from(x) + 0.5, f64::from(y) + 0.5));
                        count += 1;
                    }
                }
            }
            assert_eq!((found, count), ((4.5, 1.5), 1));
        }
    }

    #[test]
    fn long_boxes_tell_how_lines_run() {
        let quad = |wide: f32, high: f32| Quad {
            corners: [(0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)],
            sure: 1.0,
        };
        assert_eq!(detected(&[quad(20.0, 300.0), quad(60.0, 20.0)]), Lines::Down);
        assert_eq!(detected(&[quad(20.0, 30.0), quad(200.0, 20.0)]), Lines::Across);
    }
}
