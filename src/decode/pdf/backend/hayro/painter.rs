//! What a page paints, taken down.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{Dict, Name};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as Area, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::bounds::{Drawn, GLYPH, PATH};
use super::cell::{cell, rect};
use super::rescue::{Code, Rescue};
use crate::decode::glyphs::is_private;
use crate::fold;
use crate::layout::drawing::{Drawing, Ink, is_pale};
use crate::layout::geometry::{Glyph, Rect, UNMAPPED};
use crate::layout::path::{Step, corner};
use crate::layout::type_cell::share;

/// Takes down what is painted.
pub(super) struct Painter {
    pub(super) drawing: Drawing,
    /// Glyphs without a character, and what may tell it.
    pub(super) lost: Vec<(usize, Code)>,
    /// Whether each open part of the content is called a watermark.
    marked: Vec<bool>,
    /// Those of the path that is being filled.
    steps: Vec<Step>,
    /// How many runs of glyphs there were.
    stretches: u32,
    drawn: Drawn,
    /// How many times a font was named that cannot be read.
    unread: Arc<AtomicU32>,
}

impl Painter {
    pub(super) fn new(width: f32, height: f32, drawn: Drawn, unread: Arc<AtomicU32>) -> Painter {
        Painter {
            drawing: Drawing::new(width, height),
            lost: Vec::new(),
            marked: Vec::new(),
            steps: Vec::new(),
            stretches: 0,
            drawn,
            unread,
        }
    }

    /// Whether a page that was read without font programs must be read with them.
    pub(super) fn needs_programs(&self) -> bool {
        !self.lost.is_empty() || self.drawing.page.unread_fonts > 0
    }

    /// Looks for the characters that fonts do not tell.
    pub(super) fn rescue(&mut self, rescue: &mut Rescue, page: &Page<'_>) {
        for (index, code) in &self.lost {
            let glyph = self.drawing.page.glyphs.get_mut(*index);
            if let (Some(glyph), Some(char)) = (glyph, rescue.char(code, page)) {
                glyph.char = fold::radical_to_ideograph(char);
            }
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine, width: f32, ink: Ink) {
        let width = f64::from(width) * transform.determinant().abs().sqrt();
        self.drawing.stroke(steps(path, transform), width, ink);
    }

    fn fill(&mut self, path: &BezPath, transform: Affine, ink: Ink) {
        self.steps.clear();
        self.steps.extend(steps(path, transform));
        self.drawing.fill(&self.steps, ink);
    }
}

/// The steps of a path on the displayed page.
fn steps(path: &BezPath, transform: Affine) -> impl Iterator<Item = Step> + Clone {
    let place = move |point: Point| {
        let placed = transform * point;
        (placed.x, placed.y)
    };
    path.elements().iter().map(move |element| match *element {
        PathEl::MoveTo(to) => Step::Move(place(to)),
        PathEl::LineTo(to) => Step::Line(place(to)),
        PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => Step::Curve(place(to)),
        PathEl::ClosePath => Step::Close,
    })
}

/// How a paint covers, and its colour on paper.
fn ink(props: &DrawProps<'_>) -> (Ink, [u8; 3]) {
    match &props.paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            let on_paper = |part: u8| {
                let (part, alpha) = (u16::from(part), u16::from(a));
                ((part * alpha + 255 * (255 - alpha)) / 255) as u8
            };
            let opaque =
                a == 255 && props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
            let color = [r, g, b].map(on_paper);
            (Ink { pale: a == 0 || is_pale([r, g, b]), opaque }, color)
        }
        Paint::Pattern(_) => (Ink::default(), [0; 3]),
    }
}

fn area(area: Area) -> [f64; 4] {
    [area.x0, area.y0, area.x1, area.y1]
}

impl<'a> Device<'a> for Painter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.drawn.add(path.elements().len() + PATH);
        let (ink, _) = ink(&props);
        match mode {
            DrawMode::Fill(_) => self.fill(path, props.transform, ink),
            DrawMode::Stroke(line) => self.stroke(path, props.transform, line.line_width, ink),
            DrawMode::FillAndStroke(_, line) => {
                self.fill(path, props.transform, ink);
                self.stroke(path, props.transform, line.line_width, ink);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_)) {
            self.drawn.add(PATH);
            let placed = props.transform.transform_rect_bbox(*rect);
            self.drawing.area(area(placed), ink(&props).0);
        } else {
            self.draw_path(&rect.to_path(0.1), props, mode);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.drawn.add(run.glyphs().len() * GLYPH);
        let invisible = matches!(mode, DrawMode::Invisible);
        let first = self.drawing.page.glyphs.len();
        self.stretches += 1;
        let stretch = self.stretches;
        let (_, color) = ink(&props);
        let watermark = self.marked.contains(&true);
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let placed = |n: usize| {
            let glyph = run.glyphs().get(n)?;
            Some(props.transform * glyph.transform())
        };
        let mut shrink = 1.0;
        let mut next = placed(0);
        let in_another = self.unread.load(Ordering::Relaxed) > 0;
        for (n, glyph) in run.glyphs().iter().enumerate() {
            let own = std::mem::replace(&mut next, placed(n + 1));
            let Some(cell) = own.and_then(|own| cell(glyph, own, vertical)) else {
                continue;
            };
            // Condensed text: the next glyph starts before this one should end.
            if let Some(next) = next {
                let next = next * Point::ZERO;
                shrink = cell.shrink((next.x, next.y));
            }
            let (bbox, size, direction) = (cell.bbox(shrink), cell.size as f32, cell.direction());
            let slanted = cell.is_slanted();
            let one = |char: char, bbox: Rect| Glyph {
                char: fold::radical_to_ideograph(char),
                bbox,
                size,
                run: direction,
                vertical,
                invisible,
                color,
                slanted,
                watermark,
                stretch,
                confidence: 1.0,
            };
            // What is set in a font that cannot be read is drawn in another, as if its codes were
            // those of Latin letters and digits. That one is of Type 1, and has no data to show.
            let in_another = in_another && is_of_type1(glyph);
            let text = glyph.as_unicode().filter(|text| is_told(text) && !in_another);
            match text {
                Some(BfString::Char(char)) => self.drawing.page.glyphs.push(one(char, bbox)),
                // A ligature: its characters share the cell.
                Some(BfString::String(text)) => {
                    let count = text.chars().count();
                    let parts = text.chars().enumerate();
                    let parts = parts.map(|(n, char)| one(char, share(bbox, direction, n, count)));
                    self.drawing.page.glyphs.extend(parts);
                }
                None => {
                    if let FontGlyph::Outline(outline) = &**glyph
                        && !in_another
                    {
                        let code = Code::of(outline);
                        self.lost.push((self.drawing.page.glyphs.len(), code));
                    }
                    self.drawing.page.glyphs.push(one(UNMAPPED, bbox));
                }
            }
        }
        self.drawing.through_window(first);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.drawn.add(GLYPH);
        let pixels = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let placed = props.transform.transform_rect_bbox(pixels);
        self.drawing.page.images.push(rect(placed));
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        if plain && is_upright(props.transform) && is_opaque(&image) {
            self.drawing.cover(area(placed));
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.drawn.add(clip.path.elements().len() + 4);
        let steps = steps(&clip.path, Affine::IDENTITY);
        self.drawing.clip(steps.filter_map(|step| corner(&step)));
    }

    fn push_clip_rect(&mut self, rect: &Area) {
        self.drawn.add(4);
        let [left, top, right, bottom] = area(*rect);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.drawing.clip(corners.into_iter().map(Some));
    }

    fn pop_clip(&mut self) {
        self.drawing.unclip();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        self.drawn.add(GLYPH);
        let opaque = opacity >= 1.0 && mask.is_none() && blend_mode == BlendMode::Normal;
        self.drawing.group(!opaque);
    }

    fn pop_transparency_group(&mut self) {
        self.drawing.end_group();
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.drawn.add(4);
        let subtype = || properties?.get::<Name<'_>>(&b"Subtype"[..]);
        let watermark = tag == b"Artifact" && subtype().is_some_and(|n| *n == *b"Watermark");
        self.marked.push(watermark);
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// Whether a picture hides all that was painted under it: one without a mask of any kind.
fn is_opaque(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else { return false };
    let dict = raster.stream().dict();
    [&b"SMask"[..], b"Mask", b"SMaskInData"].into_iter().all(|key| !dict.contains_key(key))
}

/// Whether a picture lies straight on the page: then it fills the box around it.
fn is_upright(transform: Affine) -> bool {
    const ASKEW: f64 = 0.02;
    let [a, b, c, d, ..] = transform.as_coeffs();
    let (along, across) = (a.abs() + d.abs(), b.abs() + c.abs());
    across <= along * ASKEW || along <= across * ASKEW
}

fn is_of_type1(glyph: &FontGlyph<'_>) -> bool {
    matches!(glyph, FontGlyph::Outline(outline) if outline.font_data().is_none())
}

/// Whether the file tells a character that can be printed.
fn is_told(text: &BfString) -> bool {
    let told = |c: char| c != UNMAPPED && !is_private(c) && (c == '\t' || !c.is_control());
    match text {
        BfString::Char(char) => told(*char),
        BfString::String(text) => !text.is_empty() && text.chars().all(told),
    }
}
