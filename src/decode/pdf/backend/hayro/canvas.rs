//! Paper on which a page is painted: pictures, stencils, glyphs and paths. Patterns and shades are
//! left out, clips are boxes: what is read is text and lines.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::kurbo::{Affine as Matrix, BezPath, PathEl, Rect as Area, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageData, ImageDrawProps,
    LumaData, Paint, SoftMask,
};
use tiny_skia::{Color, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::bounds::{Drawn, GLYPH, PATH};
use super::sampled::{self, Layer};

/// Paper of so many pixels, white at first.
pub(super) struct Canvas {
    pixmap: Pixmap,
    /// Nothing is painted outside the last.
    clips: Vec<Area>,
    /// How much what is painted covers, of each open group.
    opacity: Vec<f32>,
    /// Pictures that could not be decoded.
    pub(super) failed: u32,
    drawn: Drawn,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32, drawn: Drawn) -> Option<Canvas> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(Color::WHITE);
        let whole = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
        Some(Canvas { pixmap, clips: vec![whole], opacity: vec![1.0], failed: 0, drawn })
    }

    pub(super) fn width(&self) -> u32 {
        self.pixmap.width()
    }

    pub(super) fn height(&self) -> u32 {
        self.pixmap.height()
    }

    /// Three bytes a pixel, row by row.
    pub(super) fn into_rgb(self) -> Vec<u8> {
        let mut rgba = self.pixmap.take();
        // In place: a page takes tens of megabytes.
        let count = rgba.len() / 4;
        for pixel in 0..count {
            rgba.copy_within(pixel * 4..pixel * 4 + 3, pixel * 3);
        }
        rgba.truncate(count * 3);
        rgba.shrink_to_fit();
        rgba
    }

    fn clip(&self) -> Area {
        self.clips.last().copied().unwrap_or_default()
    }

    fn opacity(&self) -> f32 {
        self.opacity.last().copied().unwrap_or(1.0)
    }

    fn layer(&mut self, layer: &Layer<'_>, transform: Matrix) {
        let (clip, opacity) = (self.clip(), self.opacity());
        let width = self.pixmap.width() as usize;
        sampled::paint(self.pixmap.data_mut(), width, layer, transform, clip, opacity);
    }

    /// What fills or strokes a shape in a box, unless nothing of it is to be seen.
    fn ink(&self, paint: &Paint<'_>, reach: Area) -> Option<tiny_skia::Paint<'static>> {
        let clip = self.clip();
        let seen = reach.intersect(clip);
        if seen.width() < 0.0 || seen.height() < 0.0 {
            return None;
        }
        let Paint::Color(color) = paint else { return None };
        let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
        let alpha = (f32::from(alpha) * self.opacity()).round() as u8;
        let mut paint = tiny_skia::Paint::default();
        paint.set_color_rgba8(red, green, blue, alpha);
        Some(paint)
    }

    fn fill(&mut self, path: &BezPath, transform: Matrix, rule: FillRule, paint: &Paint<'_>) {
        let placed = transform * path.clone();
        let reach = placed.bounding_box();
        let (Some(ink), Some(shape)) = (self.ink(paint, reach), outline(&placed)) else { return };
        let rule = match rule {
            FillRule::NonZero => tiny_skia::FillRule::Winding,
            FillRule::EvenOdd => tiny_skia::FillRule::EvenOdd,
        };
        let mask = self.mask(reach);
        self.pixmap.fill_path(&shape, &ink, rule, Transform::identity(), mask.as_ref());
    }

    fn stroke(&mut self, path: &BezPath, transform: Matrix, width: f32, paint: &Paint<'_>) {
        let placed = transform * path.clone();
        let width = f64::from(width) * transform.determinant().abs().sqrt();
        // The thinnest line is a pixel wide.
        let width = width.max(1.0);
        let reach = placed.bounding_box().inflate(width, width);
        let (Some(ink), Some(shape)) = (self.ink(paint, reach), outline(&placed)) else { return };
        let stroke = Stroke { width: width as f32, ..Stroke::default() };
        let mask = self.mask(reach);
        self.pixmap.stroke_path(&shape, &ink, &stroke, Transform::identity(), mask.as_ref());
    }

    /// What keeps a shape within the clip, where it reaches out of it.
    fn mask(&self, reach: Area) -> Option<tiny_skia::Mask> {
        let clip = self.clip();
        if reach.intersect(clip) == reach {
            return None;
        }
        let mut mask = tiny_skia::Mask::new(self.width(), self.height())?;
        let rect = tiny_skia::Rect::from_ltrb(
            clip.x0 as f32,
            clip.y0 as f32,
            clip.x1 as f32,
            clip.y1 as f32,
        )?;
        let path = PathBuilder::from_rect(rect);
        mask.fill_path(&path, tiny_skia::FillRule::Winding, true, Transform::identity());
        Some(mask)
    }

    fn push_clip(&mut self, area: Area) {
        let clip = self.clip().intersect(area);
        // A clip of which nothing is left paints nothing.
        self.clips.push(Area::new(clip.x0, clip.y0, clip.x1.max(clip.x0), clip.y1.max(clip.y0)));
    }
}

fn outline(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for element in path.elements() {
        let f = |value: f64| value as f32;
        match *element {
            PathEl::MoveTo(p) => builder.move_to(f(p.x), f(p.y)),
            PathEl::LineTo(p) => builder.line_to(f(p.x), f(p.y)),
            PathEl::QuadTo(a, p) => builder.quad_to(f(a.x), f(a.y), f(p.x), f(p.y)),
            PathEl::CurveTo(a, b, p) => {
                builder.cubic_to(f(a.x), f(a.y), f(b.x), f(b.y), f(p.x), f(p.y));
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.drawn.add(path.elements().len() + PATH);
        match mode {
            DrawMode::Fill(rule) => self.fill(path, props.transform, *rule, &props.paint),
            DrawMode::Stroke(line) => {
                self.stroke(path, props.transform, line.line_width, &props.paint);
            }
            DrawMode::FillAndStroke(rule, line) => {
                self.fill(path, props.transform, *rule, &props.paint);
                self.stroke(path, props.transform, line.line_width, &props.paint);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for glyph in run.glyphs() {
            self.drawn.add(GLYPH);
            match &**glyph {
                FontGlyph::Outline(outline) => {
                    let transform = props.transform * glyph.transform();
                    let shape = outline.outline();
                    self.fill(&shape, transform, FillRule::NonZero, &props.paint);
                }
                FontGlyph::Type3(drawn) => {
                    drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = |length: u32, along: f64| (f64::from(length) * along).ceil().max(1.0) as u32;
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let target = (size(image.width(), a.hypot(b)), size(image.height(), c.hypot(d)));
        let mut painted = false;
        let scaled = |(x, y): (f32, f32)| {
            props.transform * Matrix::scale_non_uniform(f64::from(x), f64::from(y))
        };
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| {
                    painted = true;
                    let transform = scaled(data.scale_factors());
                    let alpha = alpha.as_ref().map(grey);
                    let layer = match &data {
                        ImageData::Rgb(rgb) => {
                            Layer::coloured(rgb.width, rgb.height, &rgb.data, alpha)
                        }
                        ImageData::Luma(luma) => {
                            Layer::grey(luma.width, luma.height, &luma.data, alpha)
                        }
                    };
                    self.layer(&layer, transform);
                },
                Some(target),
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, paint| {
                    painted = true;
                    let color = match paint {
                        Paint::Color(color) => color.to_rgba().to_rgba8(),
                        Paint::Pattern(_) => [0, 0, 0, u8::MAX],
                    };
                    let transform = scaled(mask.scale_factors);
                    self.layer(&Layer::stencil(grey(&mask), color), transform);
                },
                Some(target),
            ),
        }
        self.failed += u32::from(!painted);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.drawn.add(clip.path.elements().len() + PATH);
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Area) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacity.push(self.opacity() * opacity);
    }

    fn pop_transparency_group(&mut self) {
        if self.opacity.len() > 1 {
            self.opacity.pop();
        }
    }
}

fn grey(data: &LumaData) -> sampled::Grey<'_> {
    sampled::Grey { width: data.width, height: data.height, values: &data.data }
}
