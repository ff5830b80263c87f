//! Seals that are drawn (电子印章): a coloured ring with lines of its colour in its middle. They lie over
//! the table or beside its text, where nothing else tells them from what its cells hold.

use super::dropped::overlay;
use super::{Overlay, OverlayKind};
use crate::layout::geometry::{Glyph, PageGeometry, Rect};

/// Rings of seals are so wide and high, in points: from 2 cm to 6 cm.
const SIZE: std::ops::RangeInclusive<f32> = 56.0..=172.0;

/// Seals are no more than so many times as wide as they are high.
const OVAL: f32 = 1.7;

/// Parts of a colour that differ by so much are no grey.
const COLOURED: u8 = 70;

/// A line in the middle of a ring is off by no more than this share of its width.
const MIDDLE: f32 = 0.1;

/// Rings of a page that are looked at, and lines within one: a ring with more is no seal.
const MOST: usize = 64;

/// Takes out what the seals of a page say.
pub(in crate::layout) fn take_seals(page: &mut PageGeometry) -> Option<Overlay> {
    let is_seal = |ring: &&Rect| {
        let (width, height) = (ring.width(), ring.height());
        SIZE.contains(&width)
            && SIZE.contains(&height)
            && width <= height * OVAL
            && height <= width * OVAL
    };
    let rings: Vec<Rect> = page.rings.iter().filter(is_seal).take(MOST).copied().collect();
    let mut taken = vec![false; page.glyphs.len()];
    for ring in &rings {
        for line in lines(&page.glyphs, ring) {
            let glyphs = || line.iter().filter_map(|&n| page.glyphs.get(n));
            let Some(whole) = Rect::around(glyphs().map(|glyph| &glyph.bbox)) else { continue };
            let in_middle = (whole.x() - ring.x()).abs() <= ring.width() * MIDDLE;
            if in_middle && ring.holds(&whole) {
                line.iter().filter_map(|&n| taken.get_mut(n).map(|t| *t = true)).for_each(drop);
            }
        }
    }
    if !taken.contains(&true) {
        return None;
    }
    let gone = page.glyphs.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(g, _)| g);
    let overlay = overlay(OverlayKind::Across, gone);
    let mut taken = taken.into_iter();
    page.glyphs.retain(|_| !taken.next().unwrap_or_default());
    overlay
}

/// The coloured glyphs in a ring, line by line, in one colour each.
fn lines(glyphs: &[Glyph], ring: &Rect) -> Vec<Vec<usize>> {
    let is_coloured = |[r, g, b]: [u8; 3]| r.max(g).max(b) - r.min(g).min(b) >= COLOURED;
    let mut lines: Vec<(&Glyph, Vec<usize>)> = Vec::new();
    let inside =
        |glyph: &Glyph| is_coloured(glyph.color) && ring.contains(glyph.bbox.x(), glyph.bbox.y());
    for (n, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| inside(glyph)) {
        let full = lines.len() == MOST;
        let own = lines.iter_mut().find(|(first, _)| {
            first.color == glyph.color && (first.bbox.y() - glyph.bbox.y()).abs() < glyph.size * 0.3
        });
        match own {
            Some((_, line)) => line.push(n),
            None if full => return Vec::new(),
            None => lines.push((glyph, vec![n])),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}
