//! What a page paints, taken down.

use super::color::Paint;
use super::matrix::{Bounds, Matrix};
use super::object::Object;
use super::path;
use super::resources::{Found, Style};
use super::text::{self, Look, Lost};
use crate::decode::package::PackageError;
use crate::decode::package::xml::Element;
use crate::layout::drawing::{Drawing, Ink};
use crate::layout::geometry::Rect;
use crate::layout::path::{Step, corner};
use crate::words::words;

/// Blocks within blocks, and drawings within drawings, are followed no deeper.
const DEEPEST: usize = 40;

/// What is painted on all pages of a file at most: objects, characters, and steps of paths.
pub(super) const MOST: usize = 3_000_000;

/// A drawing that is referred to counts as so many, since it may refer to others.
const DRAWING: usize = 50;

/// Width of lines where none is told, in millimetres.
const USUAL_WIDTH: f64 = 0.353;

/// Takes down what is painted.
pub(super) struct Painter<'f, 'b> {
    pub(super) drawing: Drawing,
    found: Found<'f>,
    /// Glyphs without a character, each with the font that may tell it.
    pub(super) lost: Vec<(Lost, &'f str)>,
    /// How many drawings the page refers to that are not there.
    pub(super) missing: u32,
    /// Its pictures, in the order in which they are painted.
    #[cfg(feature = "ocr")]
    pub(super) pictures: Vec<super::pictures::Placed>,
    left: &'b mut usize,
}

/// What holds for all that stands in a block.
#[derive(Debug, Clone, Copy)]
struct Within {
    /// From its unit to points on the page.
    matrix: Matrix,
    style: Style,
    /// Seen through something of this opacity.
    alpha: f64,
    hidden: bool,
    depth: usize,
}

impl<'f, 'b> Painter<'f, 'b> {
    /// A page of this size in points. `left` is how much may still be painted.
    pub(super) fn new(
        (width, height): (f64, f64),
        found: Found<'f>,
        left: &'b mut usize,
    ) -> Painter<'f, 'b> {
        let drawing = Drawing::new(width as f32, height as f32);
        Painter {
            drawing,
            found,
            lost: Vec::new(),
            missing: 0,
            #[cfg(feature = "ocr")]
            pictures: Vec::new(),
            left,
        }
    }

    /// Paints the layers of a page or template.
    ///
    /// # Errors
    /// [`PackageError::Limit`] if there is more than is read.
    pub(super) fn page(
        &mut self,
        root: Element<'_, '_>,
        matrix: Matrix,
    ) -> Result<(), PackageError> {
        let Some(content) = root.child("Content") else {
            return Ok(());
        };
        let within =
            Within { matrix, style: Style::default(), alpha: 1.0, hidden: false, depth: 0 };
        let mut layers: Vec<_> = content.children().collect();
        layers.sort_by_key(|layer| match layer.attribute("Type").as_deref() {
            Some("Background") => 0,
            Some("Foreground") => 2,
            _ => 1,
        });
        layers.into_iter().try_for_each(|layer| self.object(layer, within))
    }

    fn spend(&mut self, count: usize) -> Result<(), PackageError> {
        match self.left.checked_sub(count) {
            Some(left) => {
                *self.left = left;
                Ok(())
            }
            None => Err(PackageError::Limit(words!(
                en: "pages that paint more than {MOST} objects",
                zh: "页面图元超过 {MOST} 个"
            ))),
        }
    }

    fn object(&mut self, element: Element<'_, '_>, within: Within) -> Result<(), PackageError> {
        self.spend(1)?;
        if within.depth > DEEPEST {
            return Ok(());
        }
        let inner = Within { depth: within.depth + 1, ..within };
        match element.name() {
            "TextObject" => self.text(element, within),
            "PathObject" => self.path(element, within),
            "ImageObject" => {
                self.image(element, within);
                Ok(())
            }
            "CompositeObject" => self.composite(element, inner),
            "Layer" | "PageBlock" => {
                let object = Object::of(element);
                let style = match &object.param {
                    Some(id) => self.found.style(id).or(inner.style),
                    None => inner.style,
                };
                let hidden = inner.hidden || !object.visible;
                let inner = Within { style, hidden, ..inner };
                element.children().try_for_each(|child| self.object(child, inner))
            }
            _ => Ok(()),
        }
    }

    /// How an object is drawn: as it says itself, as its way of drawing says, as what it
    /// stands in.
    fn style(&self, element: Element<'_, '_>, object: &Object<'_>, within: Within) -> Style {
        let mut own = Style { line_width: object.line_width, ..Style::default() };
        own.take_colors(element);
        let told = object.param.as_deref().map(|id| self.found.style(id)).unwrap_or_default();
        own.or(told).or(within.style)
    }

    fn text(&mut self, element: Element<'_, '_>, within: Within) -> Result<(), PackageError> {
        let object = Object::of(element);
        let style = self.style(element, &object, within);
        let alpha = within.alpha * object.alpha;
        let fill = style.fill.unwrap_or(Paint::BLACK);
        let stroke = style.stroke.unwrap_or(Paint::BLACK);
        let (fills, strokes) = (object.fill.unwrap_or(true), object.stroke.unwrap_or_default());
        let paint = if fills && !(fill.is_clear() && strokes) { fill } else { stroke };
        let paint = paint.through(alpha);
        let look = Look {
            matrix: object.placed().then(within.matrix),
            color: paint.on_paper(),
            invisible: within.hidden || !object.visible || paint.is_clear() || !(fills || strokes),
        };
        let before = self.drawing.page.glyphs.len();
        let lost = text::set(element, &object, look, &mut self.drawing.page.glyphs);
        // Boundaries of text are told loosely.
        let clips = self.clips(element, &object, within);
        self.drawing.through_window(before);
        (0..clips).for_each(|_| self.drawing.unclip());
        let font = object.font.as_deref().and_then(|id| self.found.font(id.trim()));
        if let Some(font) = font {
            self.lost.extend(lost.into_iter().map(|lost| (lost, font)));
        }
        self.spend(self.drawing.page.glyphs.len() - before)
    }

    fn path(&mut self, element: Element<'_, '_>, within: Within) -> Result<(), PackageError> {
        let object = Object::of(element);
        if within.hidden || !object.visible {
            return Ok(());
        }
        let Some(data) = element.child("AbbreviatedData").map(|data| data.text()) else {
            return Ok(());
        };
        let matrix = object.placed().then(within.matrix);
        let steps = path::steps(&data, matrix);
        self.spend(steps.len())?;
        let style = self.style(element, &object, within);
        let alpha = within.alpha * object.alpha;
        let ink = |paint: Option<Paint>| {
            let ink = paint.map_or(Ink::default(), |paint| paint.through(alpha).ink());
            Ink { opaque: ink.opaque && !object.blends, ..ink }
        };
        if object.fill.unwrap_or(false) {
            let clips = self.clip(element, &object, within);
            self.drawing.fill(&steps, ink(style.fill));
            (0..clips).for_each(|_| self.drawing.unclip());
        }
        if object.stroke.unwrap_or(true) {
            let width = style.line_width.unwrap_or(USUAL_WIDTH) * matrix.size();
            let paint = style.stroke.unwrap_or(Paint::BLACK);
            self.drawing.stroke(steps.iter().copied(), width, ink(Some(paint)));
        }
        Ok(())
    }

    /// Sets what an object shows in: its boundary, and the outlines it tells. Gives how many
    /// were set.
    fn clip(&mut self, element: Element<'_, '_>, object: &Object<'_>, within: Within) -> usize {
        let mut count = 0;
        if let Some(boundary) = object.boundary {
            let corners = boundary.corners(within.matrix);
            self.drawing.clip(corners.into_iter().map(Some));
            count += 1;
        }
        count + self.clips(element, object, within)
    }

    /// Sets the outlines that an object tells to show in. Gives how many were set.
    fn clips(&mut self, element: Element<'_, '_>, object: &Object<'_>, within: Within) -> usize {
        let Some(clips) = element.child("Clips") else {
            return 0;
        };
        let mut count = 0;
        let moved = clips.attribute("TransFlag").is_none_or(|flag| flag.trim() != "false");
        let Bounds { x, y, .. } = object.boundary.unwrap_or_default();
        let own = if moved { object.placed() } else { Matrix::shift(x, y) };
        let own = own.then(within.matrix);
        for clip in clips.children() {
            let areas: Vec<_> = clip.children().collect();
            let path = areas.first().and_then(|area| area.child("Path"));
            let (Some(path), [area]) = (path, areas.as_slice()) else {
                // Several areas, or a text: its box is not known.
                self.drawing.clip(std::iter::once(None));
                count += 1;
                continue;
            };
            let area = area.attribute("CTM").and_then(|ctm| Matrix::parse(&ctm));
            let matrix = Object::of(path).placed().then(area.unwrap_or(Matrix::ONE)).then(own);
            let data = path.child("AbbreviatedData").map(|data| data.text()).unwrap_or_default();
            let steps: Vec<Step> = path::steps(&data, matrix);
            self.drawing.clip(steps.iter().filter_map(corner));
            count += 1;
        }
        count
    }

    fn image(&mut self, element: Element<'_, '_>, within: Within) {
        let object = Object::of(element);
        let alpha = within.alpha * object.alpha;
        let Some(boundary) = object.boundary.filter(|_| object.visible && !within.hidden) else {
            return;
        };
        if alpha <= 0.0 {
            return;
        }
        // A picture fills the unit square; some boundaries are that of the page.
        let unit = Bounds { width: 1.0, height: 1.0, ..Bounds::default() };
        let matrix = object.placed().then(within.matrix);
        let whole = boundary.around(within.matrix);
        let area = match element.attribute("CTM") {
            Some(_) => both(whole, unit.around(matrix)),
            None => whole,
        };
        let [left, top, right, bottom] = area.map(|side| side as f32);
        self.drawing.page.images.push(Rect { left, top, right, bottom });
        #[cfg(feature = "ocr")]
        {
            let placed = match element.attribute("CTM") {
                Some(_) => matrix,
                None => Matrix::onto(boundary).then(within.matrix),
            };
            let part = object.resource.as_deref().and_then(|id| self.found.picture(id.trim()));
            self.pictures.push((part.unwrap_or_default().to_owned(), placed));
        }
        let hides = object.resource.is_some_and(|id| self.found.hides(id.trim()));
        if hides && alpha >= 1.0 && !object.blends && element.child("ImageMask").is_none() {
            self.drawing.cover(area);
        }
    }

    fn composite(&mut self, element: Element<'_, '_>, within: Within) -> Result<(), PackageError> {
        self.spend(DRAWING)?;
        let object = Object::of(element);
        let drawing = object.resource.as_deref().and_then(|id| self.found.drawing(id.trim()));
        let Some(content) = drawing.and_then(|drawing| drawing.child("Content")) else {
            self.missing += u32::from(drawing.is_none());
            return Ok(());
        };
        let within = Within {
            matrix: object.placed().then(within.matrix),
            style: self.style(element, &object, within),
            alpha: within.alpha * object.alpha,
            hidden: within.hidden || !object.visible,
            depth: within.depth,
        };
        content.children().try_for_each(|child| self.object(child, within))
    }
}

/// What two upright boxes share.
fn both(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    let (left, top) = (a[0].max(b[0]), a[1].max(b[1]));
    [left, top, a[2].min(b[2]).max(left), a[3].min(b[3]).max(top)]
}
