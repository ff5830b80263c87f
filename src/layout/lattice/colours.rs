//! Texts of two colours in one cell: a stamp on blank ground of it, beside its own text. Nothing
//! tells that the stamp is none of the text but its colour, and where it is set.

use rustc_hash::FxHashMap as HashMap;

use super::Lattice;
use super::crossing::{OUTSIDE, RARE};
use crate::layout::geometry::{Glyph, Rect, UNMAPPED};
use crate::layout::layers::{Overlay, OverlayKind};

/// Parts of a colour that is no grey differ by so much.
const COLOURED: u8 = 60;

/// What is set on one line has base lines no further apart, and one size, in em.
const LEVEL: f32 = 0.12;

/// A cell with more characters is no cell in which a stamp stands.
const MOST: usize = 2_000;

/// Lines of one text stand no nearer below each other, in em.
const LEAST_LEAD: f32 = 0.9;

/// Margins of one text differ by no more, in em.
const MARGIN: f32 = 0.3;

impl Lattice {
    /// Marks the characters of a rare colour that stand in a cell with text of the page, on no
    /// line of it: what the cell says is not told.
    pub(in crate::layout) fn doubt_colours(&self, glyphs: &mut [Glyph]) -> Vec<Overlay> {
        let whole = self.bbox();
        let printed = |glyph: &Glyph| {
            !glyph.char.is_whitespace() && whole.contains(glyph.bbox.x(), glyph.bbox.y())
        };
        let mut counts: HashMap<[u8; 3], usize> = HashMap::default();
        for glyph in glyphs.iter().filter(|glyph| printed(glyph)) {
            *counts.entry(glyph.color).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let rare = |color: [u8; 3]| {
            let (least, most) = (color.iter().min(), color.iter().max());
            let coloured = most.zip(least).is_some_and(|(most, least)| most - least >= COLOURED);
            coloured && counts.get(&color).is_some_and(|count| count * RARE < all)
        };
        if counts.len() < 2 || !counts.keys().any(|&color| rare(color)) {
            return Vec::new();
        }
        let mut cells: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::default();
        for (n, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| printed(glyph)) {
            let cell = self.place(glyph).0;
            if cell != OUTSIDE {
                let (own, foreign) = cells.entry(cell).or_default();
                if rare(glyph.color) { foreign.push(n) } else { own.push(n) }
            }
        }
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_unstable_by_key(|(cell, _)| *cell);
        let mut found = Vec::new();
        for (_, (own, foreign)) in cells {
            if own.is_empty() || foreign.is_empty() || own.len() + foreign.len() > MOST {
                continue;
            }
            let (own, foreign) = (lines(glyphs, &own), lines(glyphs, &foreign));
            let set = |line: &&Vec<usize>| own.iter().any(|own| is_set(glyphs, own, line));
            let apart: Vec<usize> =
                foreign.iter().filter(|line| !set(line)).flatten().copied().collect();
            let Some(bbox) = Rect::around(apart.iter().map(|&n| &glyphs[n].bbox)) else { continue };
            let text = apart.iter().map(|&n| glyphs[n].char).collect();
            found.push(Overlay { kind: OverlayKind::Clash, text, bbox });
            for n in apart {
                glyphs[n].char = UNMAPPED;
            }
        }
        found
    }
}

/// The glyphs of a cell, line by line.
fn lines(glyphs: &[Glyph], own: &[usize]) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for &n in own {
        let same = |line: &&mut Vec<usize>| {
            line.first().is_some_and(|&first| {
                (glyphs[first].bbox.bottom - glyphs[n].bbox.bottom).abs() <= glyphs[n].size * LEVEL
            })
        };
        match lines.iter_mut().find(same) {
            Some(line) => line.push(n),
            None => lines.push(vec![n]),
        }
    }
    lines
}

/// Whether a line is set with another one of its cell: on the same base line, or below or above it
/// from the same margin, or in the middle as it is.
fn is_set(glyphs: &[Glyph], own: &[usize], line: &[usize]) -> bool {
    let around = |line: &[usize]| Rect::around(line.iter().map(|&n| &glyphs[n].bbox));
    let (Some(a), Some(b), Some(glyph)) =
        (around(own), around(line), line.first().map(|&n| &glyphs[n]))
    else {
        return false;
    };
    let near = |one: f32, two: f32, far: f32| (one - two).abs() <= glyph.size * far;
    let level = near(a.bottom, b.bottom, LEVEL) && near(a.height(), b.height(), LEVEL);
    let below = !near(a.bottom, b.bottom, LEAST_LEAD);
    let aligned = near(a.left, b.left, MARGIN)
        || near(a.right, b.right, MARGIN)
        || near(a.x(), b.x(), MARGIN);
    level || below && aligned
}
