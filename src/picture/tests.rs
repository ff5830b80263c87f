//! The whole walk over pictures that are drawn here.

use super::page;
use super::pixels::{Affine, Pixels, Quad, Strip};
use super::projective::Projective;
use super::reader::{ReadCharacter, ReadLine, Reader};
use super::upright;
use super::warp::Warp;
use crate::layout::geometry::{PageGeometry, Rect};

/// Reads a character for each dark column block of a strip: its digit is the number of dark
/// rows in its upper half against the lower, so that a strip upside down reads badly.
struct Blocks;

impl Reader for Blocks {
    fn detect(&self, picture: &Pixels, _: u32) -> Vec<Quad> {
        let dark = |x: u32, y: u32| picture.at(x, y)[0] < 128;
        let rows: Vec<bool> =
            (0..picture.height).map(|y| (0..picture.width).any(|x| dark(x, y))).collect();
        let mut quads = Vec::new();
        let mut top = None;
        for (y, inked) in rows.iter().copied().chain([false]).enumerate() {
            match (top, inked) {
                (None, true) => top = Some(y),
                (Some(from), false) => {
                    let own: Vec<u32> = (0..picture.width)
                        .filter(|&x| (from..y).any(|y| dark(x, y as u32)))
                        .collect();
                    let (a, b) = (own[0] as f32 - 3.0, own[own.len() - 1] as f32 + 4.0);
                    let (c, d) = (from as f32 - 3.0, y as f32 + 3.0);
                    quads.push(Quad { corners: [(a, c), (b, c), (b, d), (a, d)], sure: 0.9 });
                    top = None;
                }
                _ => {}
            }
        }
        quads
    }

    fn read(&self, strips: &[Strip]) -> Vec<ReadLine> {
        strips.iter().map(line).collect()
    }
}

fn line(strip: &Strip) -> ReadLine {
    let (width, height) = (strip.width as usize, strip.height as usize);
    let dark = |x: usize, y: usize| strip.rgb[(y * width + x) * 3] < 128;
    let mut characters = Vec::new();
    let mut from = None;
    for x in 0..=width {
        let inked = x < width && (0..height).any(|y| dark(x, y));
        match (from, inked) {
            (None, true) => from = Some(x),
            (Some(left), false) => {
                let rows: Vec<usize> = (0..height)
                    .filter(|&y| (left..x).filter(|&x| dark(x, y)).count() * 2 > x - left)
                    .collect();
                // An upright one has its heavy stroke below.
                let middle = rows.iter().sum::<usize>() as f32 / rows.len().max(1) as f32;
                let upright = middle > height as f32 / 2.0;
                characters.push(ReadCharacter {
                    char: if upright { '甲' } else { '?' },
                    probability: if upright { 0.98 } else { 0.4 },
                    of_form: if upright { 0.98 } else { 0.4 },
                    left: left as f32,
                    right: x as f32,
                });
                from = None;
            }
            _ => {}
        }
    }
    let ends = characters.first().zip(characters.last());
    let ink = ends.map_or((0.0, 0.0), |(a, b): (&ReadCharacter, &ReadCharacter)| (a.left, b.right));
    ReadLine { characters, ink }
}

fn fill(pixels: &mut Pixels, [left, top, right, bottom]: [usize; 4]) {
    let width = pixels.width as usize;
    for y in top..bottom {
        pixels.rgb[(y * width + left) * 3..(y * width + right) * 3].fill(20);
    }
}

/// A character: a frame with a heavy foot.
fn character(pixels: &mut Pixels, left: usize, top: usize) {
    fill(pixels, [left, top, left + 18, top + 2]);
    fill(pixels, [left, top, left + 2, top + 20]);
    fill(pixels, [left + 16, top, left + 18, top + 20]);
    fill(pixels, [left, top + 14, left + 18, top + 20]);
}

const XS: [usize; 4] = [100, 260, 480, 700];
const YS: [usize; 5] = [200, 250, 300, 350, 400];

/// A page with a line of text, and a table of four rows whose first label spans two.
fn drawn() -> Pixels {
    let mut pixels = Pixels::white(800, 600);
    for n in 0..20 {
        character(&mut pixels, 120 + n * 22, 100);
    }
    for y in YS {
        let left = if y == 350 { XS[1] } else { XS[0] };
        fill(&mut pixels, [left, y, XS[3] + 2, y + 2]);
    }
    for x in XS {
        fill(&mut pixels, [x, YS[0], x + 2, YS[4] + 2]);
    }
    for (row, top) in YS.iter().take(4).enumerate() {
        for (col, left) in XS.iter().take(3).enumerate() {
            for n in 0..=(row + col) % 4 + 1 {
                if (row, col) != (3, 0) {
                    character(&mut pixels, left + 12 + n * 22, top + 14);
                }
            }
        }
    }
    pixels
}

/// How many glyphs stand in each box of the net, and over it.
fn counts(page: &PageGeometry) -> Vec<usize> {
    let places = |horizontal: bool| {
        let mut all: Vec<f32> =
            page.rulings.iter().filter(|r| r.horizontal == horizontal).map(|r| r.place).collect();
        all.sort_by(f32::total_cmp);
        all.dedup_by(|a, b| (*a - *b).abs() < 1.0);
        all
    };
    let (ys, xs) = (places(true), places(false));
    let count = |rect: Rect| {
        page.glyphs
            .iter()
            .filter(|g| g.char == '甲' && rect.contains(g.bbox.x(), g.bbox.y()))
            .count()
    };
    let mut all = vec![count(Rect { left: 0.0, top: 0.0, right: 1e6, bottom: ys[0] })];
    for y in ys.windows(2) {
        for x in xs.windows(2) {
            all.push(count(Rect { left: x[0], top: y[0], right: x[1], bottom: y[1] }));
        }
    }
    all
}

const COUNTS: [usize; 13] = [20, 2, 3, 4, 3, 4, 5, 4, 5, 2, 0, 2, 3];

#[test]
fn a_page_becomes_glyphs_and_rulings() {
    let read = page::read(&drawn(), &Blocks);
    assert_eq!(counts(&read.geometry), COUNTS);
    assert!((read.steps.character_height - 20.0).abs() < 1.0);
    assert_eq!(read.steps.cells.len(), 11);
    // The border that the label does not have.
    let short =
        read.geometry.rulings.iter().filter(|r| r.horizontal && r.from > 80.0 * 9.5 / 20.0 * 1.2);
    assert!(short.count() >= 1);
}

#[test]
fn a_skewed_page_becomes_straight_and_its_places_lie_on_the_given_one() {
    let map = Projective::rotation(-0.04, (400.0, 300.0));
    let mut skewed = Warp { bend: None, map }.fetch(&drawn(), 800, 600);
    skewed.to_page = Affine::scale(0.5);
    let read = page::read(&skewed, &Blocks);
    assert_eq!(counts(&read.geometry), COUNTS);
    assert!((read.steps.angle.abs() - 2.29).abs() < 0.15, "{}", read.steps.angle);
    // The first character of the line over the table.
    let back = read.geometry.back.as_ref().unwrap();
    let top = |g: &&crate::layout::geometry::Glyph| (g.bbox.top * 10.0) as i64;
    let first = read.geometry.glyphs.iter().min_by_key(top).unwrap();
    let line: Vec<_> = read
        .geometry
        .glyphs
        .iter()
        .filter(|g| (g.bbox.y() - first.bbox.y()).abs() < first.size / 2.0)
        .collect();
    let left = line.iter().min_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left)).unwrap();
    let (x, y) = back.place(left.bbox.x(), left.bbox.y());
    let turned = Projective::rotation(0.04, (400.0, 300.0)).apply((129.0, 110.0));
    assert!((f64::from(x) - turned.0 / 2.0).abs() < 4.0, "{x} {turned:?}");
    assert!((f64::from(y) - turned.1 / 2.0).abs() < 4.0, "{y} {turned:?}");
}

#[test]
fn a_turned_page_is_turned_back() {
    let upright = drawn();
    let (once, _) = upright::quarter(&upright);
    let (over, _) = upright::half(&upright);
    let (thrice, _) = upright::half(&once);
    for (turned, quarters) in [(once, 3), (over, 2), (thrice, 1)] {
        let read = page::read(&turned, &Blocks);
        assert_eq!(read.steps.quarters, quarters);
        assert_eq!(counts(&read.geometry), COUNTS);
    }
}

#[test]
fn a_page_seen_from_aside_becomes_straight() {
    let corners = [(60.0, 10.0), (790.0, 60.0), (740.0, 540.0), (5.0, 590.0)];
    let map = Projective::onto([0.0, 0.0, 800.0, 600.0], corners).unwrap();
    // From the seen page to the drawn one.
    let seen = Warp { bend: None, map }.fetch(&drawn(), 800, 600);
    let read = page::read(&seen, &Blocks);
    assert!(read.steps.aside);
    assert_eq!(counts(&read.geometry), COUNTS);
}

#[test]
fn pages_without_anything_to_read_are_empty() {
    let mut noise = Pixels::white(300, 200);
    let mut state = 7_u32;
    for byte in &mut noise.rgb {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = (state >> 24) as u8;
    }
    let mut black = Pixels::white(120, 90);
    black.rgb.fill(0);
    let sizes = [(0, 0), (1, 1), (3, 3), (2000, 1), (1, 2000), (400, 300)];
    let blank = sizes.map(|(width, height)| Pixels::white(width, height));
    for pixels in blank.into_iter().chain([noise, black]) {
        let read = page::read(&pixels, &Blocks);
        assert!(read.geometry.rulings.len() < 40);
        assert!(read.steps.cells.len() < 20);
    }
}

#[test]
fn the_same_picture_gives_the_same_page() {
    let (a, b) = (page::read(&drawn(), &Blocks), page::read(&drawn(), &Blocks));
    assert_eq!(a.steps, b.steps);
    assert_eq!(a.geometry.glyphs, b.geometry.glyphs);
}
