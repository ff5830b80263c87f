//! Invented pages for the tests of this module.

use super::geometry::{Glyph, PageGeometry, Rect, Ruling, Run};

/// A page to put things on, A4 upright.
pub(crate) fn page() -> PageGeometry {
    PageGeometry { width: 595.0, height: 842.0, ..PageGeometry::default() }
}

impl PageGeometry {
    /// Text from `x` on a base line, ideographs an em wide, other characters half.
    pub(crate) fn text(mut self, x: f32, base: f32, size: f32, text: &str) -> Self {
        let mut left = x;
        for char in text.chars() {
            let width = if char.is_ascii() { size / 2.0 } else { size };
            self.glyphs.push(glyph(char, left, base, size, width));
            left += width;
        }
        self
    }

    /// Lines of text below each other, one and a half em apart.
    pub(crate) fn lines(self, x: f32, base: f32, size: f32, lines: &[&str]) -> Self {
        let place = |n: usize| base + n as f32 * size * 1.5;
        let numbered = lines.iter().enumerate();
        numbered.fold(self, |page, (n, line)| page.text(x, place(n), size, line))
    }

    pub(crate) fn horizontal(mut self, y: f32, from: f32, to: f32) -> Self {
        self.rulings.push(Ruling { horizontal: true, place: y, from, to });
        self
    }

    pub(crate) fn vertical(mut self, x: f32, from: f32, to: f32) -> Self {
        self.rulings.push(Ruling { horizontal: false, place: x, from, to });
        self
    }

    /// All the lines of a net.
    pub(crate) fn net(self, xs: &[f32], ys: &[f32]) -> Self {
        let ends = |all: &[f32]| (all[0], all[all.len() - 1]);
        let ((left, right), (top, bottom)) = (ends(xs), ends(ys));
        let page = xs.iter().fold(self, |page, &x| page.vertical(x, top, bottom));
        ys.iter().fold(page, |page, &y| page.horizontal(y, left, right))
    }
}

/// A glyph on a base line.
pub(crate) fn glyph(char: char, left: f32, base: f32, size: f32, width: f32) -> Glyph {
    Glyph {
        char,
        bbox: Rect {
            left,
            top: base - size * 0.88,
            right: left + width,
            bottom: base + size * 0.12,
        },
        size,
        run: Run::Right,
        vertical: false,
        invisible: false,
        color: [0; 3],
        slanted: false,
        watermark: false,
        stretch: 0,
        confidence: 1.0,
    }
}
