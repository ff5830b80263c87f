//! Pages that `hayro` paints, held against the same bounds first: painting follows patterns, masks
//! and drawn characters, which reading leaves alone.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Area};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};

use super::Opened;
use super::drawn::{Drawn, GLYPH, PATH, picture};
use super::work::Work;
use crate::decode::pdf::backend::contained;

/// A PDF whose pages are painted.
pub(crate) struct Painted {
    pub(crate) pdf: Pdf,
    work: Work,
}

impl Painted {
    /// Opens it; `None` if it cannot be, or not within bounds.
    pub(crate) fn open(bytes: &[u8], password: Option<&str>) -> Option<Painted> {
        let Opened { pdf, work, .. } = super::open(bytes, password).ok()?;
        Some(Painted { pdf, work })
    }

    /// Whether a page can be painted within bounds.
    pub(crate) fn takes(&self, page: &Page<'_>) -> bool {
        let weighed = || {
            let (width, height) = page.render_dimensions();
            let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
            let transform = page.initial_transform(true).to_kurbo();
            let cache = InterpreterCache::new();
            let settings = InterpreterSettings::default();
            let mut context = Context::new(transform, area, &cache, self.pdf.xref(), settings);
            interpret_page(page, &mut context, &mut Weigher(self.work.drawn()));
        };
        contained(|| self.work.takes(page)).unwrap_or(false) && contained(weighed).is_some()
    }
}

/// Follows all that is painted, and counts it.
struct Weigher(Drawn);

/// What a part that is drawn for itself takes beside what it holds.
const PART: usize = 128;

impl Weigher {
    fn paint<'a>(&mut self, paint: &Paint<'a>, stroke: bool) {
        if let Paint::Pattern(pattern) = paint
            && let Pattern::Tiling(tiling) = &**pattern
        {
            self.0.add(PART);
            tiling.interpret(self, Affine::IDENTITY, stroke);
        }
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask {
            self.0.add(PART);
            mask.interpret(self);
        }
    }
}

impl<'a> Device<'a> for Weigher {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.0.add(path.elements().len() + PATH);
        self.paint(&props.paint, matches!(mode, DrawMode::Stroke(_)));
        self.mask(props.soft_mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.paint(&props.paint, matches!(mode, DrawMode::Stroke(_)));
        self.mask(props.soft_mask.as_ref());
        for glyph in run.glyphs() {
            self.0.add(GLYPH);
            if let Glyph::Type3(drawn) = &**glyph {
                self.0.add(PART);
                drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.0.add(picture(image.width(), image.height()));
        self.mask(props.soft_mask.as_ref());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.0.add(clip.path.elements().len() + PATH);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.0.add(PART);
        self.mask(mask.as_ref());
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
