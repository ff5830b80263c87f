//! What the pictures of a page are like, before any is decoded.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{BezPath, Point, Rect as Area};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use super::bounds::{Drawn, GLYPH, PATH, picture};
use super::draw::POINTS;
use crate::decode::picture::bounds;

/// What the pictures of a page are like.
pub(super) struct Pictures {
    /// Of the page, in square points.
    area: f64,
    /// Dots an inch of the finest.
    pub(super) finest: Option<f32>,
    /// The size of one that is too large to be decoded.
    pub(super) too_large: Option<(u32, u32)>,
    /// Whether text is painted as well.
    pub(super) drawn: bool,
    pub(super) count: Drawn,
}

/// A smaller part of the page is no picture of it: a seal, a logo.
const PART: f64 = 0.02;

impl Pictures {
    pub(super) fn new(width: f32, height: f32, drawn: Drawn) -> Pictures {
        let area = f64::from(width) * f64::from(height);
        Pictures { area, finest: None, too_large: None, drawn: false, count: drawn }
    }
}

impl<'a> Device<'a> for Pictures {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (image.width(), image.height());
        self.count.add(picture(width, height));
        if !bounds::is_bounded(u64::from(width), u64::from(height)) {
            self.too_large = Some((width, height));
        }
        let pixels = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
        let placed = props.transform.transform_rect_bbox(pixels);
        // Strips of a page are thin, but each is as long as it.
        let longer = placed.width().max(placed.height());
        let step = props.transform * Point::new(1.0, 0.0) - props.transform * Point::ZERO;
        let dpi = POINTS / step.hypot() as f32;
        if longer * longer > self.area * PART && dpi.is_finite() {
            self.finest = Some(self.finest.map_or(dpi, |finest| finest.max(dpi)));
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        self.count.add(run.glyphs().len() * GLYPH);
        self.drawn |= !matches!(mode, DrawMode::Invisible);
    }

    fn draw_path(&mut self, path: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count.add(path.elements().len() + PATH);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.count.add(clip.path.elements().len() + PATH);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count.add(GLYPH);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
