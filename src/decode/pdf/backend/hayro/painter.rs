//! What a page paints, taken down.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as Area, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::cell::{Cell, rect, share};
use super::rescue::Code;
use crate::fold;
use crate::layout::geometry::{Glyph, PageGeometry, Rect, Ruling, UNMAPPED};

/// Takes down what is painted.
pub(super) struct Painter {
    pub(super) page: PageGeometry,
    /// White lines: they divide only what stands on a coloured ground.
    pale: Vec<Ruling>,
    /// Glyphs without a character, and what may tell it.
    pub(super) lost: Vec<(usize, Code)>,
}

/// Thicker fills are areas, in points.
const THICKEST_RULING: f64 = 2.6;

/// Shorter lines divide nothing: ticks, parts of drawn signs. In points.
const SHORTEST_RULING: f64 = 1.0;

/// Lines may be this much askew, in points.
const ASKEW: f64 = 0.6;

impl Painter {
    pub(super) fn new(width: f32, height: f32) -> Painter {
        Painter {
            page: PageGeometry { width, height, ..PageGeometry::default() },
            pale: Vec::new(),
            lost: Vec::new(),
        }
    }

    fn ruling(&mut self, from: Point, to: Point, pale: bool) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let horizontal = dy <= ASKEW && dx >= SHORTEST_RULING;
        let vertical = dx <= ASKEW && dy >= SHORTEST_RULING;
        if !(horizontal || vertical) {
            return;
        }
        let (place, a, b) = if horizontal {
            ((from.y + to.y) / 2.0, from.x, to.x)
        } else {
            ((from.x + to.x) / 2.0, from.y, to.y)
        };
        let ruling =
            Ruling { horizontal, place: place as f32, from: a.min(b) as f32, to: a.max(b) as f32 };
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

    pub(super) fn finish(mut self) -> PageGeometry {
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
        let pixels = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
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
