//! What a page shows, before anything is read: glyphs, rulings, fills
//! and pictures with their places. All in points from the top left of the page
//! as it is displayed: its rotation is applied.

use super::mesh::Mesh;

/// A box. `left <= right` and `top <= bottom`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

impl Rect {
    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The middle from left to right.
    pub(crate) fn x(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// The middle from top to bottom.
    pub(crate) fn y(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }

    pub(crate) fn contains(&self, x: f32, y: f32) -> bool {
        self.left <= x && x < self.right && self.top <= y && y < self.bottom
    }

    /// Whether another box is inside.
    pub(crate) fn holds(&self, other: &Rect) -> bool {
        let across = self.left <= other.left && other.right <= self.right;
        across && self.top <= other.top && other.bottom <= self.bottom
    }

    /// What two boxes share; `None` if that is nothing.
    pub(crate) fn shared(&self, other: &Rect) -> Option<Rect> {
        let (left, right) = (self.left.max(other.left), self.right.min(other.right));
        let (top, bottom) = (self.top.max(other.top), self.bottom.min(other.bottom));
        (left < right && top < bottom).then_some(Rect { left, top, right, bottom })
    }

    /// The smallest box around both.
    #[must_use]
    pub(crate) fn union(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The smallest box around all; `None` around nothing.
    pub(crate) fn around<'r>(boxes: impl IntoIterator<Item = &'r Rect>) -> Option<Rect> {
        boxes.into_iter().copied().reduce(|whole, next| whole.union(&next))
    }
}

/// Which way a glyph's line runs on the displayed page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Run {
    /// From left to right.
    #[default]
    Right,
    /// Turned by a quarter clockwise: from top to bottom, the heads of the
    /// glyphs to the right.
    Down,
    /// Upside down.
    Left,
    /// Turned by a quarter counter-clockwise: from bottom to top.
    Up,
    /// Askew, as watermarks are.
    Askew,
}

/// One character as it is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// The character; U+FFFD if the file does not tell it.
    pub(crate) char: char,
    /// From the end of the glyph before to that of this one, and one em high:
    /// the cell of type, not the ink.
    pub(crate) bbox: Rect,
    /// Height of an em.
    pub(crate) size: f32,
    /// Which way its line runs.
    pub(crate) run: Run,
    /// Set in vertical writing: upright glyphs below each other.
    pub(crate) vertical: bool,
    /// Not to be seen: not painted, as the text that a recogniser lays under a
    /// scan, painted over, or in the colour of what is under it.
    pub(crate) invisible: bool,
    /// Its colour on paper, as red, green and blue.
    pub(crate) color: [u8; 3],
    /// Leans, as italics do that are made of an upright face.
    pub(crate) slanted: bool,
    /// The file itself calls it a watermark.
    pub(crate) watermark: bool,
    /// What the file sets as one text has one number; 0 where it does not tell.
    pub(crate) stretch: u32,
    /// How sure a recogniser was of it, from 0; 1 also where nobody tells.
    pub(crate) confidence: f32,
}

/// What stands for a character that the file does not tell.
pub(crate) const UNMAPPED: char = '\u{FFFD}';

/// A drawn line, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ruling {
    /// Horizontal, else vertical.
    pub(crate) horizontal: bool,
    /// Where it lies: y of a horizontal one, x of a vertical one.
    pub(crate) place: f32,
    /// Where it starts: its left or upper end.
    pub(crate) from: f32,
    /// Where it ends.
    pub(crate) to: f32,
}

impl Ruling {
    /// Whether part of it lies in a box.
    pub(crate) fn touches(&self, rect: &Rect) -> bool {
        let (across, along) = if self.horizontal {
            ((rect.top, rect.bottom), (rect.left, rect.right))
        } else {
            ((rect.left, rect.right), (rect.top, rect.bottom))
        };
        across.0 <= self.place && self.place <= across.1 && self.from < along.1 && self.to > along.0
    }
}

/// The part of the page in which glyphs show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Window {
    /// The first of them, and the one behind the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) area: Rect,
    /// What is painted in one window has one number.
    pub(crate) number: usize,
}

/// What one page shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageGeometry {
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// In the order of painting.
    pub(crate) glyphs: Vec<Glyph>,
    /// What cuts off some of them, in their order.
    pub(crate) windows: Vec<Window>,
    /// Strokes and thin fills.
    pub(crate) rulings: Vec<Ruling>,
    /// Coloured areas, such as the backgrounds of cells.
    pub(crate) fills: Vec<Rect>,
    /// Pictures.
    pub(crate) images: Vec<Rect>,
    /// Round lines that end where they begin, as seals have around them.
    pub(crate) rings: Vec<Rect>,
    /// How often a font was chosen that cannot be loaded: its text is missing.
    pub(crate) unread_fonts: u32,
    /// A recogniser told lines in boxes, of which the glyphs were made: how many of its units
    /// a point is. Places come out in its units.
    pub(crate) boxed: Option<f32>,
    /// The page was straightened: where its places lie on the page as it is given.
    pub(crate) back: Option<Mesh>,
}
