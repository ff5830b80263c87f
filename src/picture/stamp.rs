//! Red stamps: where they are, and their red taken out of what they lie on.

use super::bitmap::{Area, Plane};
use super::components::components;
use super::pixels::Pixels;

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

/// The fields of a page are looked for in squares of this side, in pixels.
const SQUARE: usize = 4;

/// The stamps of a page.
pub(super) fn stamps(pixels: &Pixels, ch: f32) -> Vec<Area> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut counts = Plane::new(width.div_ceil(SQUARE), height.div_ceil(SQUARE));
    let row_length = width * 3;
    for (y, row) in pixels.rgb.chunks_exact(row_length.max(1)).enumerate() {
        for (x, &[r, g, b]) in row.as_chunks().0.iter().enumerate() {
            if r > g.max(b).saturating_add(RED) {
                let count = counts.at(x / SQUARE, y / SQUARE);
                counts.set(x / SQUARE, y / SQUARE, count + 1);
            }
        }
    }
    let mut red = counts;
    for byte in &mut red.bytes {
        *byte = u8::from(*byte >= PIXELS);
    }
    // Rings and characters of a stamp stand apart: near fields are one.
    let near = grown(&red, (ch * 0.5 / SQUARE as f32).ceil() as usize);
    let side = ch / SQUARE as f32;
    let is_stamp = |area: &Area| {
        let (wide, high) = (area.width() as f32, area.height() as f32);
        let (long, short) = (wide.max(high), wide.min(high));
        long > side * WIDE && short > side * HIGH && long < short * LONG
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

/// Takes the red out of stamps: what is left is about what a red light shows.
pub(super) fn take_out(pixels: &mut Pixels, stamps: &[Area]) {
    let width = pixels.width as usize;
    for stamp in stamps {
        for y in stamp.top..stamp.bottom {
            let from = (y * width + stamp.left) * 3;
            let to = (y * width + stamp.right) * 3;
            let part = pixels.rgb.get_mut(from..to).unwrap_or_default();
            for [red, green, blue] in part.as_chunks_mut().0 {
                let others = (*green).max(*blue);
                if *red >= others {
                    // A stamp is not as bright in red as the paper: half of what it is redder
                    // makes up for it, and what is black under it stays dark.
                    let level = red.saturating_add((*red - others) / 2);
                    (*red, *green, *blue) = (level, level, level);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(found[0].left <= 300 && found[0].right >= 420, "{found:?}");
        take_out(&mut pixels, &found);
        assert_eq!(pixels.at(310, 210), [255; 3]);
        assert_eq!(pixels.at(355, 255), [125; 3]);
        assert_eq!(pixels.at(100, 50), [220, 30, 30]);
    }
}
