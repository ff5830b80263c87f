//! The height of a body character, by which all is measured, and pictures enlarged until
//! their characters are large enough to be told apart.

use super::components::Component;
use super::pixels::Pixels;

/// Where nothing looks like a character, in pixels.
const UNKNOWN: f32 = 20.0;

/// Smaller characters are enlarged, in pixels.
pub(super) const SMALLEST: f32 = 11.5;

/// Larger ones are made smaller, in pixels: they are read no better, and cost more.
pub(super) const LARGEST: f32 = 56.0;

/// The height of a body character in pixels: three fifths of the components that look like
/// characters are no higher.
pub(super) fn character_height(components: &[Component]) -> f32 {
    let mut heights: Vec<usize> = components
        .iter()
        .map(|component| (component.area.width(), component.area.height()))
        .filter(|&(wide, high)| (6..=120).contains(&high) && wide * 3 > high && wide < high * 2)
        .map(|(_, high)| high)
        .collect();
    if heights.len() < 4 {
        return UNKNOWN;
    }
    let place = heights.len() * 6 / 10;
    *heights.select_nth_unstable(place).1 as f32
}

/// A picture twice as wide and high, between its pixels along cubics.
pub(super) fn doubled(pixels: &Pixels) -> Pixels {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    // The columns first, each row into one of twice the width.
    let mut wide = vec![0_u8; width * 2 * height * 3];
    for y in 0..height {
        for x in 0..width * 2 {
            for colour in 0..3 {
                let level = cubic(x, width, |n| level(&pixels.rgb, (y * width + n) * 3 + colour));
                put(&mut wide, (y * width * 2 + x) * 3 + colour, level);
            }
        }
    }
    let row = width * 2 * 3;
    let mut rgb = vec![0_u8; row * height * 2];
    for y in 0..height * 2 {
        for place in 0..row {
            let level = cubic(y, height, |n| level(&wide, n * row + place));
            put(&mut rgb, y * row + place, level);
        }
    }
    Pixels { width: pixels.width * 2, height: pixels.height * 2, rgb, to_page: pixels.to_page }
}

fn level(rgb: &[u8], place: usize) -> f32 {
    f32::from(rgb.get(place).copied().unwrap_or(u8::MAX))
}

fn put(rgb: &mut [u8], place: usize, level: f32) {
    if let Some(byte) = rgb.get_mut(place) {
        *byte = level.round().clamp(0.0, 255.0) as u8;
    }
}

/// The value of a doubled place between the four around it (Catmull-Rom): the middles of new
/// pixels lie a quarter beside those of old ones.
fn cubic(place: usize, count: usize, level: impl Fn(usize) -> f32) -> f32 {
    const LATER: [f32; 4] = [-0.070_312_5, 0.867_187_5, 0.226_562_5, -0.023_437_5];
    let odd = place % 2 == 1;
    let middle = place / 2;
    let first = if odd { middle as isize - 1 } else { middle as isize - 2 };
    (0..4)
        .map(|n: usize| {
            let from = (first + n as isize).clamp(0, count as isize - 1) as usize;
            let weight = if odd { LATER.get(n) } else { LATER.get(3 - n) };
            weight.copied().unwrap_or(0.0) * level(from)
        })
        .sum()
}

/// A picture half as wide and high: each pixel the mean of four.
pub(super) fn halved(pixels: &Pixels) -> Pixels {
    let (width, height) = (pixels.width as usize / 2, pixels.height as usize / 2);
    let row = pixels.width as usize * 3;
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            for colour in 0..3 {
                let from = y * 2 * row + x * 6 + colour;
                let sum: u32 = [from, from + 3, from + row, from + row + 3]
                    .iter()
                    .map(|&place| u32::from(pixels.rgb.get(place).copied().unwrap_or(u8::MAX)))
                    .sum();
                rgb.push(((sum + 2) / 4) as u8);
            }
        }
    }
    Pixels { width: width as u32, height: height as u32, rgb, to_page: pixels.to_page }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::bitmap::Area;

    fn component(width: usize, height: usize) -> Component {
        let area = Area { left: 0, top: 0, right: width, bottom: height };
        Component { area, count: width * height }
    }

    #[test]
    fn the_height_of_characters_is_not_that_of_rules_and_specks() {
        let mut all: Vec<Component> = (18..28).map(|n| component(22, n)).collect();
        all.extend((0..50).map(|_| component(2, 2)));
        all.extend((0..9).map(|n| component(900, n + 6)));
        assert!((character_height(&all) - 24.0).abs() < 0.1);
        assert!((character_height(&[]) - UNKNOWN).abs() < 0.1);
    }

    #[test]
    fn an_even_picture_stays_even_and_a_slope_a_slope() {
        let mut pixels = Pixels::white(8, 4);
        for y in 0..4 {
            for x in 0..8_usize {
                pixels.rgb[(y * 8 + x) * 3..][..3].fill(20 * x as u8);
            }
        }
        let double = doubled(&pixels);
        assert_eq!((double.width, double.height), (16, 8));
        let levels: Vec<u8> = (4..10).map(|x| double.at(x, 3)[0]).collect();
        assert_eq!(levels, [35, 45, 55, 65, 75, 85]);
        let half = halved(&double);
        assert_eq!((half.width, half.height, half.at(3, 2)[1]), (8, 4, 60));
    }

    #[test]
    fn pictures_without_an_inside_stay_so() {
        assert_eq!(doubled(&Pixels::white(0, 0)).rgb.len(), 0);
        assert_eq!(halved(&Pixels::white(1, 5)).rgb.len(), 0);
    }
}
