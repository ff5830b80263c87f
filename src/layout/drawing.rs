//! A page as it is drawn: lines and areas to rulings and fills, and what is painted
//! over is no longer to be seen.

use super::geometry::{Glyph, PageGeometry, Rect, Ruling, Window};
use super::{grounds, thin_pictures};

/// Thicker fills are areas, in points.
const THICKEST_RULING: f64 = 2.6;

/// Shorter lines divide nothing: ticks, parts of drawn signs. In points.
const SHORTEST_RULING: f64 = 1.0;

/// Lines may be this much askew, in points.
const ASKEW: f64 = 0.6;

/// A place on the displayed page.
pub(crate) type Place = (f64, f64);

/// An upright box: left, top, right, bottom.
pub(crate) type Area = [f64; 4];

/// How something is painted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ink {
    /// As the paper is, or not to be seen: it divides only what stands on a coloured
    /// ground.
    pub(crate) pale: bool,
    /// Nothing under it shows.
    pub(crate) opaque: bool,
}

/// An outline within which alone what is painted shows, and those around it.
#[derive(Debug, Clone, Copy)]
struct Clip {
    area: Area,
    /// Whether it is just that box.
    exact: bool,
    /// What is sure not to show outside.
    window: Option<Area>,
    number: usize,
}

/// Takes down what is painted, in the order of painting.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    /// The glyphs, pictures and all else that needs no reading.
    pub(crate) page: PageGeometry,
    pale: Vec<Ruling>,
    /// Areas that hide what was painted before them, each with the number of glyphs
    /// before it.
    covers: Vec<(Rect, usize)>,
    /// Coloured shapes that are no boxes.
    shapes: Vec<Rect>,
    /// What is painted shows only inside the last one.
    clips: Vec<Clip>,
    /// How many there were.
    clip_count: usize,
    /// Groups within which things are see-through.
    see_through: usize,
    groups: Vec<bool>,
}

impl Drawing {
    pub(crate) fn new(width: f32, height: f32) -> Drawing {
        let page = PageGeometry { width, height, ..PageGeometry::default() };
        Drawing { page, ..Drawing::default() }
    }

    /// Only what lies in the outline shows, too, until [`Drawing::unclip`].
    pub(crate) fn clip(&mut self, corners: impl Iterator<Item = Option<Place>>) {
        let mut round = false;
        let corners = corners.inspect(|corner| round |= corner.is_none());
        let (area, exact) = match upright(corners) {
            Outline::Upright(area) => (area, true),
            Outline::Other(area) => (area, false),
            Outline::Nothing => ([0.0; 4], false),
        };
        // How far a round outline reaches is not known.
        let known = (!round && area != [0.0; 4]).then_some(area);
        let last = self.clips.last();
        let outer = last.and_then(|last| last.window);
        let window = match (outer, known) {
            (Some(outer), Some(known)) => Some(both(&outer, &known)),
            (outer, known) => known.or(outer),
        };
        let clip = Clip {
            area: last.map_or(area, |last| both(&last.area, &area)),
            exact: exact && last.is_none_or(|last| last.exact),
            window,
            number: self.clip_count,
        };
        self.clips.push(clip);
        self.clip_count += 1;
    }

    /// Takes down what of the glyphs from this one on shows through the outlines that are set.
    pub(crate) fn through_window(&mut self, first: usize) {
        let Some(Clip { window: Some(area), number, .. }) = self.clips.last() else {
            return;
        };
        let (area, number) = (rect(*area), *number);
        let glyphs = self.page.glyphs.get(first..).unwrap_or_default();
        if glyphs.iter().any(|glyph| !area.holds(&glyph.bbox)) {
            let end = first + glyphs.len();
            self.page.windows.push(Window { first, end, area, number });
        }
    }

    pub(crate) fn unclip(&mut self) {
        self.clips.pop();
    }

    /// What follows is painted as one, maybe see-through, until
    /// [`Drawing::end_group`].
    pub(crate) fn group(&mut self, see_through: bool) {
        self.groups.push(see_through);
        self.see_through += usize::from(see_through);
    }

    pub(crate) fn end_group(&mut self) {
        let see_through = self.groups.pop().unwrap_or_default();
        self.see_through -= usize::from(see_through);
    }

    /// A line between two places.
    pub(crate) fn line(&mut self, from: Place, to: Place, ink: Ink) {
        let (dx, dy) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        let horizontal = dy <= ASKEW && dx >= SHORTEST_RULING;
        let vertical = dx <= ASKEW && dy >= SHORTEST_RULING;
        if !(horizontal || vertical) {
            return;
        }
        let (place, a, b) = if horizontal {
            ((from.1 + to.1) / 2.0, from.0, to.0)
        } else {
            ((from.0 + to.0) / 2.0, from.1, to.1)
        };
        let ruling =
            Ruling { horizontal, place: place as f32, from: a.min(b) as f32, to: a.max(b) as f32 };
        if ink.pale {
            self.pale.push(ruling);
        } else {
            self.page.rulings.push(ruling);
        }
    }

    /// A filled box: a thin one is a ruling.
    pub(crate) fn area(&mut self, area: Area, ink: Ink) {
        let [left, top, right, bottom] = area;
        let (width, height) = (right - left, bottom - top);
        if width.min(height) > THICKEST_RULING {
            if !ink.pale {
                self.page.fills.push(rect(area));
            }
            if ink.opaque {
                self.cover(area);
            }
            return;
        }
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        if width >= height {
            self.line((left, y), (right, y), ink);
        } else {
            self.line((x, top), (x, bottom), ink);
        }
    }

    /// What was painted before in a box is no longer to be seen.
    pub(crate) fn cover(&mut self, area: Area) {
        let clip = self.clips.last();
        let whole = clip.is_none_or(|clip| clip.exact);
        if whole && self.see_through == 0 && !self.page.glyphs.is_empty() {
            let shown = clip.map_or(area, |clip| both(&clip.area, &area));
            self.covers.push((rect(shown), self.page.glyphs.len()));
        }
    }

    /// A filled outline; a corner is `None` where it is round. One that is no upright
    /// box divides nothing.
    pub(crate) fn outline(&mut self, corners: impl Iterator<Item = Option<Place>>, ink: Ink) {
        match upright(corners) {
            Outline::Upright(area) => self.area(area, ink),
            Outline::Other(area) if !ink.pale => self.shapes.push(rect(area)),
            Outline::Other(_) | Outline::Nothing => {}
        }
    }

    /// A round line that ends where it begins.
    pub(crate) fn ring(&mut self, area: Area) {
        self.page.rings.push(rect(area));
    }

    /// A coloured shape of which only the box around it is known.
    pub(crate) fn shape(&mut self, area: Area) {
        self.shapes.push(rect(area));
    }

    /// The page, with the pale lines that divide something, and without what is
    /// painted over or cannot be seen on its ground.
    pub(crate) fn finish(mut self) -> PageGeometry {
        let middle = |ruling: &Ruling| {
            let middle = (ruling.from + ruling.to) / 2.0;
            if ruling.horizontal { (middle, ruling.place) } else { (ruling.place, middle) }
        };
        let places: Vec<(f32, f32)> = self.pale.iter().map(middle).collect();
        let divides = grounds::held(self.page.fills.iter(), &places);
        let pale = self.pale.iter().zip(divides).filter(|(_, divides)| *divides);
        self.page.rulings.extend(pale.map(|(ruling, _)| *ruling));
        self.page.rulings.extend(thin_pictures::lines(&self.page.images));
        self.hide_covered();
        self.hide_pale();
        self.page
    }

    /// Glyphs that an area is painted over are not to be seen.
    fn hide_covered(&mut self) {
        if self.covers.is_empty() {
            return;
        }
        let glyphs = &mut self.page.glyphs;
        let ys: Vec<f32> = glyphs.iter().map(|glyph| glyph.bbox.y()).collect();
        let y = |n: u32| ys.get(n as usize).copied().unwrap_or_default();
        let mut order: Vec<u32> = (0..glyphs.len() as u32).collect();
        order.sort_by(|&a, &b| y(a).total_cmp(&y(b)));
        for (cover, before) in &self.covers {
            let first = order.partition_point(|&n| y(n) < cover.top);
            let last = order.partition_point(|&n| y(n) < cover.bottom);
            let near = order.get(first..last).unwrap_or_default().iter().map(|&n| n as usize);
            for n in near.filter(|n| n < before) {
                if let Some(glyph) = glyphs.get_mut(n) {
                    glyph.invisible |= cover.contains(glyph.bbox.x(), glyph.bbox.y());
                }
            }
        }
    }

    /// Glyphs in the colour of the paper show only on a coloured ground.
    fn hide_pale(&mut self) {
        let PageGeometry { glyphs, fills, images, .. } = &mut self.page;
        let pale = |glyph: &&mut Glyph| is_pale(glyph.color);
        let place = |glyph: &mut Glyph| (glyph.bbox.x(), glyph.bbox.y());
        let places: Vec<(f32, f32)> = glyphs.iter_mut().filter(pale).map(place).collect();
        let boxes = fills.iter().chain(images.iter()).chain(&self.shapes);
        let held = grounds::held(boxes, &places);
        for (glyph, held) in glyphs.iter_mut().filter(pale).zip(held) {
            glyph.invisible |= !held;
        }
    }
}

/// Whether a colour is that of paper.
pub(crate) fn is_pale(color: [u8; 3]) -> bool {
    const PALE: u8 = 250;
    color.iter().all(|&part| part >= PALE)
}

/// What an outline draws.
enum Outline {
    Upright(Area),
    /// Another shape, and the box around what is known of it.
    Other(Area),
    Nothing,
}

fn upright(corners: impl Iterator<Item = Option<Place>>) -> Outline {
    let (mut last, mut count, mut straight) = (None, 0, true);
    let mut whole: Option<Area> = None;
    for corner in corners {
        count += 1;
        let Some((x, y)) = corner else {
            straight = false;
            continue;
        };
        if let Some((a, b)) = last {
            let along: bool = f64::abs(x - a) <= ASKEW || f64::abs(y - b) <= ASKEW;
            straight &= along;
        }
        last = Some((x, y));
        whole = Some(match whole {
            Some([left, top, right, bottom]) => {
                [left.min(x), top.min(y), right.max(x), bottom.max(y)]
            }
            None => [x, y, x, y],
        });
    }
    match whole {
        Some(area) if straight && (4..=6).contains(&count) => Outline::Upright(area),
        Some(area) => Outline::Other(area),
        None => Outline::Nothing,
    }
}

/// What two boxes share.
fn both(a: &Area, b: &Area) -> Area {
    let (left, top) = (a[0].max(b[0]), a[1].max(b[1]));
    [left, top, a[2].min(b[2]).max(left), a[3].min(b[3]).max(top)]
}

fn rect([left, top, right, bottom]: Area) -> Rect {
    Rect { left: left as f32, top: top as f32, right: right as f32, bottom: bottom as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    const PAPER: Ink = Ink { pale: true, opaque: true };

    fn shown(drawing: Drawing) -> String {
        let page = drawing.finish();
        page.glyphs.iter().filter(|g| !g.invisible).map(|g| g.char).collect()
    }

    fn write(drawing: &mut Drawing, text: &str) {
        drawing.page.glyphs.extend(page().text(50.0, 100.0, 10.0, text).glyphs);
    }

    #[test]
    fn what_an_area_is_painted_over_is_not_seen() {
        let mut drawing = Drawing::new(595.0, 842.0);
        write(&mut drawing, "731");
        drawing.area([45.0, 85.0, 90.0, 105.0], PAPER);
        write(&mut drawing, "842");
        assert_eq!(shown(drawing), "842");
    }

    #[test]
    fn what_is_clipped_away_or_see_through_hides_nothing() {
        let mut drawing = Drawing::new(595.0, 842.0);
        write(&mut drawing, "731");
        let corners = [(200.0, 0.0), (300.0, 0.0), (300.0, 800.0), (200.0, 800.0)];
        drawing.clip(corners.into_iter().map(Some));
        drawing.area([45.0, 85.0, 290.0, 105.0], PAPER);
        drawing.unclip();
        drawing.group(true);
        drawing.area([45.0, 85.0, 90.0, 105.0], PAPER);
        drawing.end_group();
        drawing.area([45.0, 85.0, 90.0, 105.0], Ink { pale: false, opaque: false });
        // A round clip: how much of the area shows is not known.
        drawing.clip(corners.into_iter().map(Some).chain([None]));
        drawing.area([45.0, 85.0, 290.0, 105.0], PAPER);
        assert_eq!(shown(drawing), "731");
    }

    #[test]
    fn white_letters_show_on_a_coloured_ground_only() {
        let white = |ground: bool| {
            let mut drawing = Drawing::new(595.0, 842.0);
            if ground {
                drawing.area([45.0, 85.0, 90.0, 105.0], Ink { pale: false, opaque: true });
            }
            write(&mut drawing, "731");
            drawing.page.glyphs.iter_mut().for_each(|glyph| glyph.color = [255; 3]);
            shown(drawing)
        };
        assert_eq!((white(true).as_str(), white(false).as_str()), ("731", ""));
    }
}
