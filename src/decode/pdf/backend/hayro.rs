//! `hayro-interpret` as the reader of PDF: why this one is told in docs/pdf.md.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as Area, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, InterpreterWarning, Paint, SoftMask, TransformExt,
    interpret_page,
};

use super::rescue::{Code, Rescue};
use super::{Backend, OpenError};
use crate::decode::pdf::geometry::{Glyph, PageGeometry, Rect, Ruling, Run, UNMAPPED};
use crate::fold;

/// A PDF opened with `hayro-syntax`.
pub(in crate::decode::pdf) struct Hayro {
    pdf: Pdf,
}

impl Hayro {
    /// Opens a PDF; without a password the empty one is tried.
    pub(in crate::decode::pdf) fn open(
        bytes: &[u8],
        password: Option<&str>,
    ) -> Result<Self, OpenError> {
        let password = password.unwrap_or_default();
        let opened = contained(|| Pdf::new_with_password(bytes.to_vec(), password));
        match opened {
            Some(Ok(pdf)) => Ok(Hayro { pdf }),
            Some(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
                Err(OpenError::Encrypted)
            }
            Some(Err(LoadPdfError::Decryption(_))) => Err(OpenError::UnknownEncryption),
            Some(Err(LoadPdfError::Invalid)) | None => Err(OpenError::Damaged),
        }
    }
}

impl Backend for Hayro {
    fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    fn pages<'s>(&'s self, each: &mut dyn FnMut(usize, Option<PageGeometry>)) {
        // Fonts are read once a document; the cache is not to be shared.
        let cache = InterpreterCache::new();
        let mut rescue = Rescue::default();
        for (index, page) in self.pdf.pages().iter().enumerate() {
            each(
                index,
                contained(|| geometry(&self.pdf, page, &cache, &mut rescue)),
            );
        }
    }
}

/// The library is not known to panic; if it does, it costs one page.
fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn geometry<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    rescue: &mut Rescue,
) -> PageGeometry {
    let (width, height) = page.render_dimensions();
    let transform = page.initial_transform(true).to_kurbo();
    let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    // Text in a font that cannot be loaded is passed over in silence.
    let unread = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&unread);
    let warning_sink = Arc::new(move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let settings = InterpreterSettings {
        warning_sink,
        ..InterpreterSettings::default()
    };
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
    let mut painter = Painter {
        page: PageGeometry {
            width,
            height,
            ..PageGeometry::default()
        },
        pale: Vec::new(),
        lost: Vec::new(),
    };
    interpret_page(page, &mut context, &mut painter);
    painter.page.unread_fonts = unread.load(Ordering::Relaxed);
    for (index, code) in &painter.lost {
        let glyph = painter.page.glyphs.get_mut(*index);
        if let (Some(glyph), Some(char)) = (glyph, rescue.char(code, page)) {
            glyph.char = fold::radical_to_ideograph(char);
        }
    }
    painter.finish()
}

/// Takes down what is painted.
struct Painter {
    page: PageGeometry,
    /// White lines: they divide only what stands on a coloured ground.
    pale: Vec<Ruling>,
    /// Glyphs without a character, and what may tell it.
    lost: Vec<(usize, Code)>,
}

/// Thicker fills are areas, in points.
const THICKEST_RULING: f64 = 2.6;

/// Shorter lines divide nothing: ticks, parts of drawn signs. In points.
const SHORTEST_RULING: f64 = 1.0;

/// Lines may be this much askew, in points.
const ASKEW: f64 = 0.6;

impl Painter {
    fn ruling(&mut self, from: Point, to: Point, pale: bool) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let horizontal = dy <= ASKEW && dx >= SHORTEST_RULING;
        if !horizontal && !(dx <= ASKEW && dy >= SHORTEST_RULING) {
            return;
        }
        let (place, a, b) = if horizontal {
            ((from.y + to.y) / 2.0, from.x, to.x)
        } else {
            ((from.x + to.x) / 2.0, from.y, to.y)
        };
        let ruling = Ruling {
            horizontal,
            place: place as f32,
            from: a.min(b) as f32,
            to: a.max(b) as f32,
        };
        if pale {
            self.pale.push(ruling);
        } else {
            self.page.rulings.push(ruling);
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine, pale: bool) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => (start, last) = (transform * to, transform * to),
                PathEl::LineTo(to) => {
                    let to = transform * to;
                    self.ruling(last, to, pale);
                    last = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = transform * to,
                PathEl::ClosePath => {
                    self.ruling(last, start, pale);
                    last = start;
                }
            }
        }
    }

    /// A filled area: a thin one is a ruling.
    fn fill(&mut self, area: Area, pale: bool) {
        let (width, height) = (area.width(), area.height());
        if width.min(height) > THICKEST_RULING {
            if !pale {
                self.page.fills.push(rect(area));
            }
            return;
        }
        let (x, y) = (area.center().x, area.center().y);
        if width >= height {
            self.ruling(Point::new(area.x0, y), Point::new(area.x1, y), pale);
        } else {
            self.ruling(Point::new(x, area.y0), Point::new(x, area.y1), pale);
        }
    }

    /// Each box of a filled path; other shapes divide nothing.
    fn fill_path(&mut self, path: &BezPath, transform: Affine, pale: bool) {
        let elements = path.elements();
        let starts = |e: &PathEl| matches!(e, PathEl::MoveTo(_));
        let mut from = 0;
        while from < elements.len() {
            let rest = elements.get(from + 1..).unwrap_or_default();
            let length = rest.iter().position(starts).map_or(rest.len(), |n| n) + 1;
            let part = elements.get(from..from + length).unwrap_or_default();
            if let Some(area) = area(part, transform) {
                self.fill(area, pale);
            }
            from += length;
        }
    }

    fn finish(mut self) -> PageGeometry {
        let grounds = &self.page.fills;
        let divides = |ruling: &Ruling| {
            let middle = (ruling.from + ruling.to) / 2.0;
            grounds.iter().any(|ground| {
                if ruling.horizontal {
                    ground.contains(middle, ruling.place)
                } else {
                    ground.contains(ruling.place, middle)
                }
            })
        };
        let pale: Vec<Ruling> = self.pale.iter().copied().filter(divides).collect();
        self.page.rulings.extend(pale);
        self.page
    }
}

/// The upright box that a part of a path draws, if it draws one.
fn area(part: &[PathEl], transform: Affine) -> Option<Area> {
    let mut points = part.iter().filter_map(|element| match *element {
        PathEl::MoveTo(to) | PathEl::LineTo(to) => Some(Some(transform * to)),
        PathEl::ClosePath => None,
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => Some(None),
    });
    let first = points.next()??;
    let (mut whole, mut last, mut count) = (Area::from_points(first, first), first, 1);
    for point in points {
        let point = point?;
        let upright = (point.x - last.x).abs() <= ASKEW || (point.y - last.y).abs() <= ASKEW;
        if !upright {
            return None;
        }
        whole = whole.union_pt(point);
        last = point;
        count += 1;
    }
    (4..=6).contains(&count).then_some(whole)
}

fn rect(area: Area) -> Rect {
    Rect {
        left: area.x0 as f32,
        top: area.y0 as f32,
        right: area.x1 as f32,
        bottom: area.y1 as f32,
    }
}

/// Whether a paint is white on paper, or not to be seen.
fn pale(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            a == 0 || r.min(g).min(b) >= 250
        }
        Paint::Pattern(_) => false,
    }
}

impl<'a> Device<'a> for Painter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let pale = pale(&props.paint);
        match mode {
            DrawMode::Fill(_) => self.fill_path(path, props.transform, pale),
            DrawMode::Stroke(_) => self.stroke(path, props.transform, pale),
            DrawMode::FillAndStroke(..) => {
                self.fill_path(path, props.transform, pale);
                self.stroke(path, props.transform, pale);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, area: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_)) {
            let placed = props.transform.transform_rect_bbox(*area);
            self.fill(placed, pale(&props.paint));
        } else {
            self.draw_path(&area.to_path(0.1), props, mode);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let invisible = matches!(mode, DrawMode::Invisible);
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let placed = |n: usize| {
            let glyph = run.glyphs().get(n)?;
            Some(props.transform * glyph.transform())
        };
        let mut shrink = 1.0;
        for (n, glyph) in run.glyphs().iter().enumerate() {
            let Some(cell) = placed(n).and_then(|own| Cell::of(glyph, own, vertical)) else {
                continue;
            };
            // Condensed text: the next glyph starts before this one should end.
            if let Some(next) = placed(n + 1) {
                shrink = cell.shrink(next * Point::ZERO);
            }
            let (bbox, size, direction) = (cell.bbox(shrink), cell.size as f32, cell.direction());
            let one = |char: char, bbox: Rect| Glyph {
                char: fold::radical_to_ideograph(char),
                bbox,
                size,
                run: direction,
                vertical,
                invisible,
            };
            let text = glyph.as_unicode().filter(is_told);
            match text {
                Some(BfString::Char(char)) => self.page.glyphs.push(one(char, bbox)),
                // A ligature: its characters share the cell.
                Some(BfString::String(text)) => {
                    let count = text.chars().count();
                    let parts = text.chars().enumerate();
                    let parts = parts.map(|(n, char)| one(char, share(bbox, direction, n, count)));
                    self.page.glyphs.extend(parts);
                }
                None => {
                    if let FontGlyph::Outline(outline) = &**glyph {
                        let code = Code::of(outline);
                        self.lost.push((self.page.glyphs.len(), code));
                    }
                    self.page.glyphs.push(one(UNMAPPED, bbox));
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Area::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        );
        let placed = props.transform.transform_rect_bbox(pixels);
        self.page.images.push(rect(placed));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Area) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Whether the file tells a character that can be printed.
fn is_told(text: &BfString) -> bool {
    let told = |c: char| c != UNMAPPED && !is_private(c) && (c == '\t' || !c.is_control());
    match text {
        BfString::Char(char) => told(*char),
        BfString::String(text) => !text.is_empty() && text.chars().all(told),
    }
}

/// Characters of private use mean nothing outside the font.
pub(super) fn is_private(char: char) -> bool {
    matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Height of the cell of type over the base line, in em. The usual ascent of
/// Chinese faces; what a font itself says differs by maker.
const ASCENT: f64 = 0.88;

/// The cell of type of a glyph on the page.
struct Cell {
    origin: Point,
    /// One em towards the head of the glyph.
    up: Vec2,
    /// From its start to its end.
    along: Vec2,
    size: f64,
}

impl Cell {
    fn of(glyph: &FontGlyph<'_>, transform: Affine, vertical: bool) -> Option<Cell> {
        const EM: f64 = 1000.0;
        let advance = match glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(glyph) => glyph.advance_width(),
        };
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, EM) - origin;
        let size = up.hypot();
        let ahead = transform * Point::new(EM, 0.0) - origin;
        let sound = size.is_finite() && size >= 0.1 && origin.is_finite() && ahead.hypot() > 0.0;
        if !sound {
            return None;
        }
        // The x scale also holds the stretch of a substitute font, so that only
        // its direction is taken; the advance is the file's own.
        let width = if vertical {
            EM
        } else {
            f64::from(advance.unwrap_or(EM as f32))
        };
        let along = ahead / ahead.hypot() * size * (width / EM).clamp(0.0, 4.0);
        Some(Cell {
            origin,
            up,
            along,
            size,
        })
    }

    /// By how much the cell must be narrowed to end where the next one starts.
    fn shrink(&self, next: Point) -> f64 {
        let length = self.along.hypot();
        let step = (next - self.origin).dot(self.along) / length.max(0.01);
        if step > length * 0.3 {
            (step / length).min(1.0)
        } else {
            1.0
        }
    }

    fn bbox(&self, shrink: f64) -> Rect {
        let (over, under) = (self.up * ASCENT, self.up * (ASCENT - 1.0));
        let end = self.origin + self.along * shrink;
        let one = Area::from_points(self.origin + over, end + under);
        rect(one.union(Area::from_points(self.origin + under, end + over)))
    }

    fn direction(&self) -> Run {
        const STRAIGHT: f64 = 0.02;
        let ahead = self.up / self.size;
        if ahead.x.abs() <= STRAIGHT {
            if ahead.y < 0.0 { Run::Right } else { Run::Left }
        } else if ahead.y.abs() <= STRAIGHT {
            if ahead.x > 0.0 { Run::Down } else { Run::Up }
        } else {
            Run::Askew
        }
    }
}

/// The part of a cell that falls to one of the characters in it.
fn share(cell: Rect, run: Run, index: usize, count: usize) -> Rect {
    let (n, count) = (index as f32, count.max(1) as f32);
    let (from, to) = match run {
        Run::Right | Run::Down | Run::Askew => (n / count, (n + 1.0) / count),
        Run::Left | Run::Up => (1.0 - (n + 1.0) / count, 1.0 - n / count),
    };
    match run {
        Run::Right | Run::Left | Run::Askew => Rect {
            left: cell.left + cell.width() * from,
            right: cell.left + cell.width() * to,
            ..cell
        },
        Run::Down | Run::Up => Rect {
            top: cell.top + cell.height() * from,
            bottom: cell.top + cell.height() * to,
            ..cell
        },
    }
}
