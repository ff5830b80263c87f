//! The picture of a page: its pixels, and where they lie on the page.

/// An affine map of the plane: `(x, y)` goes to `(a x + c y + e, b x + d y + f)`, the order in
/// which PDF writes its matrices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Affine(pub(crate) [f32; 6]);

impl Affine {
    /// Everything stays where it is.
    pub(crate) const IDENTITY: Affine = Affine([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Both axes made this many times longer.
    #[must_use]
    pub(crate) fn scale(by: f32) -> Affine {
        Affine([by, 0.0, 0.0, by, 0.0, 0.0])
    }

    /// Where a point goes.
    #[must_use]
    pub(crate) fn apply(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// A picture of a page.
#[derive(Debug, Clone)]
pub(crate) struct Pixels {
    /// In pixels.
    pub(crate) width: u32,
    /// In pixels.
    pub(crate) height: u32,
    /// Three bytes a pixel (red, green, blue), row by row from the top:
    /// `width * height * 3` of them.
    pub(crate) rgb: Vec<u8>,
    /// From pixels (the corner of the first one is 0, 0) to the places that are given out: points
    /// of the page as it is displayed, or pixels where nothing tells their size.
    pub(crate) to_page: Affine,
}

impl Pixels {
    /// A white picture, its places in pixels.
    #[must_use]
    pub(crate) fn white(width: u32, height: u32) -> Pixels {
        let count = width as usize * height as usize * 3;
        Pixels { width, height, rgb: vec![u8::MAX; count], to_page: Affine::IDENTITY }
    }

    /// The colour of a pixel; white outside.
    #[must_use]
    pub(crate) fn at(&self, x: u32, y: u32) -> [u8; 3] {
        if x >= self.width || y >= self.height {
            return [u8::MAX; 3];
        }
        let from = (y as usize * self.width as usize + x as usize) * 3;
        match self.rgb.get(from..from + 3) {
            Some(&[red, green, blue]) => [red, green, blue],
            _ => [u8::MAX; 3],
        }
    }
}

/// Four corners of a line of text in pixels: the top left of the line as it is read, then
/// clockwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Quad {
    /// The corners.
    pub(crate) corners: [(f32, f32); 4],
    /// How sure the detector was of it, from 0 to 1.
    pub(crate) sure: f32,
}

/// A line of text cut out, upright, with paper around it: what a recogniser reads.
#[derive(Debug, Clone)]
pub(crate) struct Strip {
    /// In pixels.
    pub(crate) width: u32,
    /// In pixels.
    pub(crate) height: u32,
    /// As in [`Pixels::rgb`].
    pub(crate) rgb: Vec<u8>,
}
