//! Borders rubbed out before texts are read: along the line and no wider than it is.

use super::bitmap::Plane;
use super::pixels::Pixels;
use super::tables::{DrawnBorder, Table};

/// So far beside a line its grey edge goes, in pixels.
const EDGE: f32 = 0.75;

/// A border goes on a little beyond the cells that it parts, in characters.
const BEYOND: f32 = 0.3;

/// Rubs the borders of tables out of a picture, which takes the paper beside them, and out of
/// its ink.
pub(super) fn rub_out(pixels: &mut Pixels, ink: &mut Plane, tables: &[Table], ch: f32) {
    for border in tables.iter().flat_map(|table| &table.borders) {
        if border.rule.thickness > 0.0 {
            rub(pixels, ink, border, ch);
        }
    }
}

fn rub(pixels: &mut Pixels, ink: &mut Plane, border: &DrawnBorder, ch: f32) {
    let rule = &border.rule;
    let half = rule.thickness / 2.0 + EDGE;
    let beyond = ch * BEYOND;
    let within = |along: f32| {
        border.parts.iter().any(|&(from, to)| from - beyond <= along && along <= to + beyond)
    };
    let (long, wide) = match border.horizontal {
        true => (pixels.width, pixels.height),
        false => (pixels.height, pixels.width),
    };
    let from = rule.from().floor().max(0.0) as u32;
    let to = (rule.to().ceil().max(0.0) as u32 + 1).min(long);
    for along in from..to {
        let place = along as f32 + 0.5;
        if !within(place) {
            continue;
        }
        let middle = rule.across(place);
        // Pixels whose middle lies within the line.
        let first = (middle - half - 0.5).ceil().max(0.0) as u32;
        let last = ((middle + half - 0.5).floor().max(0.0) as u32).min(wide.saturating_sub(1));
        let at = |across: u32| match border.horizontal {
            true => (along, across),
            false => (across, along),
        };
        let near = [first.saturating_sub(2), (last + 2).min(wide.saturating_sub(1))];
        let paper = near.map(|across| pixels.at(at(across).0, at(across).1));
        let light = |colour: &[u8; 3]| colour.iter().map(|&level| u32::from(level)).sum::<u32>();
        let paper = paper.into_iter().max_by_key(light).unwrap_or([u8::MAX; 3]);
        for across in first..=last {
            let (x, y) = at(across);
            ink.set(x as usize, y as usize, 0);
            let from = (y as usize * pixels.width as usize + x as usize) * 3;
            if let Some(pixel) = pixels.rgb.get_mut(from..from + 3) {
                pixel.copy_from_slice(&paper);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::rules::Rule;

    #[test]
    fn only_the_line_goes_and_the_ink_beside_it_stays() {
        let mut pixels = Pixels::white(40, 40);
        let mut ink = Plane::new(40, 40);
        for x in 0..40_usize {
            for y in [19, 20, 23] {
                pixels.rgb[(y * 40 + x) * 3..][..3].fill(0);
                ink.set(x, y, 1);
            }
        }
        let rule = Rule { points: vec![(0.0, 20.0), (40.0, 20.0)], thickness: 2.0 };
        let border = DrawnBorder { horizontal: true, rule, parts: vec![(0.0, 20.0)] };
        let table = Table { borders: vec![border], ..Table::default() };
        rub_out(&mut pixels, &mut ink, &[table], 10.0);
        assert_eq!((ink.at(10, 19), ink.at(10, 20), ink.at(10, 23)), (0, 0, 1));
        assert_eq!(pixels.at(10, 20), [255; 3]);
        assert_eq!(pixels.at(10, 23), [0; 3]);
        // Where it parts no cells it is no border.
        assert_eq!(ink.at(35, 20), 1);
    }
}
