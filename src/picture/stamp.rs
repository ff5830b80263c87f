//! Stamps in colour: where they are, and their colour taken out of what they lie on. Most are red;
//! blue and purple ones are told by being sparse, as coloured cells are not.

use super::bitmap::{Area, Plane};
use super::components::components;
use super::pixels::Pixels;
use super::rules::{Rule, Rules};
use crate::layout::geometry::Rect;

/// A stamp is larger, in characters.
const WIDE: f32 = 4.5;
const HIGH: f32 = 3.0;

/// No stamp is longer in one direction than so many times the other: a red letterhead is.
const LONG: f32 = 2.2;

/// So far around a stamp its red may go, in characters.
const AROUND: f32 = 1.0;

/// Red exceeds the other colours by so many levels.
const RED: u8 = 40;

/// A square is red if so many of its pixels are: the coloured edges of letters on screens are
/// not.
const PIXELS: u8 = 5;

/// Any other ink is in colour if its brightest channel exceeds the darkest by so many levels.
const COLOURED: u8 = 55;

/// A coloured ground fills more than this share of its field.
const SPARSE: f32 = 0.5;

/// The fields of a page are looked for in squares of this side, in pixels.
const SQUARE: usize = 4;

/// A stamp on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) area: Area,
    red: bool,
}

/// A letter of which more than this share is a stamp's ink may be that ink's, or be made
/// another by it.
const UNDER: f32 = 0.1;

/// A rule is the edge of a stamp's stroke if so much of it lies on the stamp's ink, and it is no
/// longer than this, in characters.
const EDGE: f32 = 0.7;
const LONGEST_SIDE: f32 = 20.0;

/// Whether a pixel is red ink.
fn is_red([r, g, b]: [u8; 3]) -> bool {
    r > g.max(b).saturating_add(RED)
}

/// Whether it is ink of another colour.
fn is_other([r, g, b]: [u8; 3]) -> bool {
    r.max(g).max(b) > r.min(g).min(b).saturating_add(COLOURED) && !is_red([r, g, b])
}

/// The stamps of a page.
pub(super) fn stamps(pixels: &Pixels, ch: f32) -> Vec<Stamp> {
    let red = fields(pixels, ch, 1.0, is_red).into_iter().map(|area| Stamp { area, red: true });
    let others = fields(pixels, ch, SPARSE, is_other);
    red.chain(others.into_iter().map(|area| Stamp { area, red: false })).collect()
}

/// The fields of one colour that look like stamps; `most` is the share of them that may be
/// coloured.
fn fields(pixels: &Pixels, ch: f32, most: f32, is_ink: impl Fn([u8; 3]) -> bool) -> Vec<Area> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut counts = Plane::new(width.div_ceil(SQUARE), height.div_ceil(SQUARE));
    let row_length = width * 3;
    for (y, row) in pixels.rgb.chunks_exact(row_length.max(1)).enumerate() {
        for (x, &colour) in row.as_chunks().0.iter().enumerate() {
            if is_ink(colour) {
                let count = counts.at(x / SQUARE, y / SQUARE);
                counts.set(x / SQUARE, y / SQUARE, count + 1);
            }
        }
    }
    let mut inked = counts;
    for byte in &mut inked.bytes {
        *byte = u8::from(*byte >= PIXELS);
    }
    // Rings and characters of a stamp stand apart: near fields are one.
    let near = grown(&inked, (ch * 0.5 / SQUARE as f32).ceil() as usize);
    let side = ch / SQUARE as f32;
    let is_stamp = |area: &Area| {
        let (wide, high) = (area.width() as f32, area.height() as f32);
        let (long, short) = (wide.max(high), wide.min(high));
        let filled = || inked.rows(area).iter().sum::<u32>() as f32 / (wide * high).max(1.0);
        long > side * WIDE
            && short > side * HIGH
            && long < short * LONG
            && (most >= 1.0 || filled() <= most)
    };
    let around = (ch * AROUND) as usize;
    components(&near)
        .into_iter()
        .map(|component| component.area)
        .filter(is_stamp)
        .map(|area| Area {
            left: (area.left * SQUARE).saturating_sub(around),
            top: (area.top * SQUARE).saturating_sub(around),
            right: (area.right * SQUARE + around).min(width),
            bottom: (area.bottom * SQUARE + around).min(height),
        })
        .collect()
}

/// Each field of a bitmap so many pixels larger to all sides.
fn grown(plane: &Plane, by: usize) -> Plane {
    let wider = |plane: &Plane| {
        let mut wide = Plane::new(plane.width, plane.height);
        for y in 0..plane.height {
            for x in memchr::memchr_iter(1, plane.row(y)) {
                for to in x.saturating_sub(by)..(x + by + 1).min(plane.width) {
                    wide.set(to, y, 1);
                }
            }
        }
        wide
    };
    wider(&wider(plane).transposed()).transposed()
}

/// Where the ink of stamps lies.
#[derive(Debug, Clone, Default)]
pub(super) struct Ink(Plane);

impl Ink {
    /// That of the stamps of a page, before their colour is taken out.
    pub(super) fn of(pixels: &Pixels, stamps: &[Stamp]) -> Ink {
        if stamps.is_empty() {
            return Ink::default();
        }
        let width = pixels.width as usize;
        let mut plane = Plane::new(width, pixels.height as usize);
        for Stamp { area, red } in stamps {
            for y in area.top..area.bottom {
                let (from, to) = ((y * width + area.left) * 3, (y * width + area.right) * 3);
                let row = pixels.rgb.get(from..to).unwrap_or_default().as_chunks().0;
                for (x, &colour) in row.iter().enumerate() {
                    let is_own = if *red { is_red(colour) } else { is_other(colour) };
                    if is_own {
                        plane.set(area.left + x, y, 1);
                    }
                }
            }
        }
        Ink(plane)
    }

    /// Leaves those rules that are no edge of its own strokes, which are left where its colour
    /// was taken out.
    pub(super) fn leave_out(&self, rules: &mut Rules, ch: f32) {
        if self.0.width > 0 {
            let own = |rule: &Rule, horizontal| {
                rule.length() <= ch * LONGEST_SIDE && self.share(rule, horizontal) >= EDGE
            };
            rules.horizontal.retain(|rule| !own(rule, true));
            rules.vertical.retain(|rule| !own(rule, false));
        }
    }

    /// How much of a rule lies along it.
    fn share(&self, rule: &Rule, horizontal: bool) -> f32 {
        const NEAR: i64 = 2;
        let (mut own, mut count) = (0_usize, 0_usize);
        for along in rule.from().max(0.0) as i64..rule.to().max(0.0) as i64 {
            let across = rule.across(along as f32) as i64;
            let hit = (across - NEAR..=across + NEAR).any(|across| {
                let (x, y) = if horizontal { (along, across) } else { (across, along) };
                x >= 0 && y >= 0 && self.0.at(x as usize, y as usize) == 1
            });
            own += usize::from(hit);
            count += 1;
        }
        own as f32 / count.max(1) as f32
    }

    /// Whether it lies over a letter, so that what is read there may be its own.
    pub(super) fn covers(&self, letter: &Rect) -> bool {
        let area = Area::of(letter, self.0.width, self.0.height);
        let all = area.width() * area.height();
        let inked: u32 = if all == 0 { 0 } else { self.0.rows(&area).iter().sum() };
        inked as f32 > all as f32 * UNDER
    }
}

/// Takes the colour out of stamps: what is left is about what a light of it shows.
pub(super) fn take_out(pixels: &mut Pixels, stamps: &[Stamp]) {
    let width = pixels.width as usize;
    for Stamp { area, red: is_red } in stamps {
        for y in area.top..area.bottom {
            let from = (y * width + area.left) * 3;
            let to = (y * width + area.right) * 3;
            let part = pixels.rgb.get_mut(from..to).unwrap_or_default();
            for [red, green, blue] in part.as_chunks_mut().0 {
                // A stamp is not as bright in its colour as the paper: half of what it is
                // brighter makes up for it, and what is black under it stays dark.
                let level = if *is_red {
                    let others = (*green).max(*blue);
                    if *red < others {
                        continue;
                    }
                    red.saturating_add((*red - others) / 2)
                } else {
                    let (least, most) =
                        ((*red).min(*green).min(*blue), (*red).max(*green).max(*blue));
                    most.saturating_add((most - least) / 4 * 3)
                };
                (*red, *green, *blue) = (level, level, level);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_under_the_ink_of_a_stamp_are_told() {
        let mut pixels = Pixels::white(200, 100);
        let area = |left, top, right, bottom| Area { left, top, right, bottom };
        paint(&mut pixels, area(40, 20, 44, 80), [210, 40, 40]);
        let stamp = Stamp { area: area(20, 10, 120, 90), red: true };
        let ink = Ink::of(&pixels, &[stamp]);
        let letter = |left: f32| Rect { left, top: 40.0, right: left + 12.0, bottom: 60.0 };
        for (left, covered) in [(36.0, true), (42.0, true), (60.0, false), (150.0, false)] {
            assert_eq!(ink.covers(&letter(left)), covered, "{left}");
        }
        assert!(!Ink::of(&pixels, &[]).covers(&letter(36.0)));
    }

    fn paint(pixels: &mut Pixels, area: Area, colour: [u8; 3]) {
        for y in area.top..area.bottom {
            for x in area.left..area.right {
                let from = (y * pixels.width as usize + x) * 3;
                pixels.rgb[from..from + 3].copy_from_slice(&colour);
            }
        }
    }

    #[test]
    fn a_stamp_loses_its_red_and_a_letterhead_keeps_it() {
        let mut pixels = Pixels::white(600, 400);
        let stamp = Area { left: 300, top: 200, right: 420, bottom: 320 };
        let letterhead = Area { left: 50, top: 20, right: 550, bottom: 80 };
        paint(&mut pixels, stamp, [220, 60, 60]);
        paint(&mut pixels, letterhead, [220, 30, 30]);
        // Black under the stamp.
        paint(&mut pixels, Area { left: 350, top: 250, right: 360, bottom: 260 }, [90, 20, 20]);
        let found = stamps(&pixels, 20.0);
        assert_eq!(found.len(), 1);
        assert!(found[0].area.left <= 300 && found[0].area.right >= 420, "{found:?}");
        take_out(&mut pixels, &found);
        assert_eq!(pixels.at(310, 210), [255; 3]);
        assert_eq!(pixels.at(355, 255), [125; 3]);
        assert_eq!(pixels.at(100, 50), [220, 30, 30]);
    }

    #[test]
    fn a_blue_seal_goes_and_a_blue_cell_stays() {
        let mut pixels = Pixels::white(600, 400);
        let blue = [115, 128, 213];
        for (left, top, right, bottom) in
            [(300, 200, 420, 205), (300, 315, 420, 320), (300, 200, 305, 320), (415, 200, 420, 320)]
        {
            paint(&mut pixels, Area { left, top, right, bottom }, blue);
        }
        paint(&mut pixels, Area { left: 60, top: 60, right: 200, bottom: 140 }, blue);
        let found = stamps(&pixels, 20.0);
        assert_eq!(found.len(), 1, "{found:?}");
        take_out(&mut pixels, &found);
        assert_eq!(pixels.at(310, 202), [255; 3]);
        assert_eq!(pixels.at(100, 100), blue);
    }
}
