//! A text that a recogniser laid under the picture of a page (双层PDF), put between the lines that
//! the picture shows: the text has none of its own, and no model is needed to see them.

use super::bitmap::Plane;
use super::open::{self, Drawn};
use super::page::{KNOTS, loose, unit};
use super::pixels::{Pixels, Quad, Strip};
use super::reader::{ReadLine, Reader};
use super::sheet::Sheet;
use crate::layout::geometry::{Glyph, PageGeometry, Rect, Ruling, Run};
use crate::layout::mesh::Mesh;

/// The page with the lines of its picture, in straight places; `None` if the picture shows no
/// table. `told` is the page as its file tells it.
pub(crate) fn ruled(given: &Pixels, told: &PageGeometry) -> Option<PageGeometry> {
    if given.width == 0 || given.height == 0 {
        return None;
    }
    let sheet = Sheet::of(given, &Blind);
    let drawn = open::drawn(&sheet);
    if drawn.tables.is_empty() {
        return None;
    }
    let unit = unit(given, &sheet);
    let back = |x: f32, y: f32| {
        let place = drawn.warp.source((f64::from(x / unit), f64::from(y / unit)));
        let (x, y) = sheet.back.apply(place);
        given.to_page.apply((x as f32, y as f32))
    };
    let (width, height) = (drawn.pixels.width as f32 * unit, drawn.pixels.height as f32 * unit);
    let mut ahead = Ahead { back: &back, last: (width / 2.0, height / 2.0) };
    let glyphs = told.glyphs.iter().map(|glyph| ahead.glyph(glyph)).collect::<Option<Vec<_>>>()?;
    let images = told.images.iter().map(|image| ahead.rect(image)).collect::<Option<Vec<_>>>()?;
    let ink = Ink { dark: &drawn.text, ch: sheet.ch, unit };
    let rulings = without_text(rulings(&drawn, sheet.ch, unit), &glyphs, &ink);
    Some(PageGeometry {
        width,
        height,
        glyphs,
        images,
        rulings,
        unread_fonts: told.unread_fonts,
        back: Some(Mesh::of((width, height), KNOTS * unit, back)),
        ..PageGeometry::default()
    })
}

/// The sides of the cells and other long lines, in points.
fn rulings(drawn: &Drawn, ch: f32, unit: f32) -> Vec<Ruling> {
    let mut rulings: Vec<Ruling> = drawn.tables.iter().flat_map(|t| t.rulings()).collect();
    rulings.extend(loose(&drawn.tables, &drawn.rules, ch));
    for ruling in &mut rulings {
        ruling.place *= unit;
        ruling.from *= unit;
        ruling.to *= unit;
    }
    rulings
}

/// The level lines without the strokes of characters that were taken for parts of them, where a
/// label stands in the middle of its rows, as high as the line between the rows beside it: the text
/// tells where characters are. What is drawn goes on beside them.
fn without_text(rulings: Vec<Ruling>, glyphs: &[Glyph], ink: &Ink<'_>) -> Vec<Ruling> {
    /// A line runs no further from the middle of a character, in em, that it may be a stroke of.
    const NEAR: f32 = 0.75;
    /// And this near it runs through it: boxes are a little off.
    const THROUGH: f32 = 0.25;
    /// One may stand in a wrong place.
    const FEWEST: usize = 2;
    let mut order: Vec<&Glyph> = glyphs.iter().filter(|g| !g.char.is_whitespace()).collect();
    order.sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
    let largest = order.iter().map(|glyph| glyph.size).fold(0.0, f32::max) * NEAR;
    let mut kept = Vec::with_capacity(rulings.len());
    for ruling in &rulings {
        let off = |glyph: &Glyph| (glyph.bbox.y() - ruling.place).abs() / glyph.size.max(0.1);
        let first = order.partition_point(|glyph| glyph.bbox.y() < ruling.place - largest);
        let near: Vec<&Glyph> = order
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|glyph| glyph.bbox.y() <= ruling.place + largest)
            .filter(|glyph| off(glyph) < NEAR)
            .filter(|glyph| ruling.from < glyph.bbox.x() && glyph.bbox.x() < ruling.to)
            .copied()
            .collect();
        if !ruling.horizontal || near.len() < FEWEST {
            kept.push(*ruling);
            continue;
        }
        let crosses = |other: &&Ruling| {
            !other.horizontal
                && other.from - 1.0 <= ruling.place
                && ruling.place <= other.to + 1.0
                && ruling.from < other.place
                && other.place < ruling.to
        };
        let mut ends: Vec<f32> = rulings.iter().filter(crosses).map(|other| other.place).collect();
        ends.push(ruling.to);
        ends.sort_by(f32::total_cmp);
        let mut from = ruling.from;
        for to in ends {
            let inside = |glyph: &&&Glyph| from < glyph.bbox.x() && glyph.bbox.x() < to;
            let own: Vec<&Glyph> = near.iter().filter(inside).copied().collect();
            let text = Rect::around(own.iter().map(|glyph| &glyph.bbox));
            let through = own.iter().filter(|glyph| off(glyph) < THROUGH).count();
            let beside = text
                .and_then(|text| ink.goes_on(ruling.place, [(from, text.left), (text.right, to)]));
            let drawn = own.len() < FEWEST || beside.unwrap_or(through < FEWEST);
            if drawn {
                kept.push(Ruling { from, to, ..*ruling });
            }
            from = to;
        }
    }
    kept
}

/// What is dark on the straight page.
struct Ink<'p> {
    dark: &'p Plane,
    /// The height of a character, in pixels, and a pixel, in points.
    ch: f32,
    unit: f32,
}

impl Ink<'_> {
    /// Whether a level line goes on in stretches beside a text; `None` if these are too short to
    /// tell.
    fn goes_on(&self, place: f32, stretches: [(f32, f32); 2]) -> Option<bool> {
        /// The ends of a stretch are left out, in characters: a border, the edge of the text.
        const ENDS: f32 = 0.15;
        /// Shorter, it tells nothing, in characters.
        const SHORTEST: f32 = 0.2;
        /// A line is no further off, in characters.
        const OFF: f32 = 0.15;
        let pixel = |length: f32| (length / self.unit).round().max(0.0) as usize;
        let ends = self.ch * ENDS * self.unit;
        let off = self.ch * OFF * self.unit;
        let rows = pixel(place - off)..=pixel(place + off);
        let (mut all, mut dark) = (0, 0);
        for (from, to) in stretches {
            for x in pixel(from + ends)..pixel(to - ends).max(pixel(from + ends)) {
                all += 1;
                dark += usize::from(rows.clone().any(|y| self.dark.at(x, y) > 0));
            }
        }
        (all as f32 > self.ch * SHORTEST).then_some(dark * 2 > all)
    }
}

/// Nobody who reads: only lines are looked for.
struct Blind;

impl Reader for Blind {
    fn detect(&self, _: &Pixels, _: u32) -> Vec<Quad> {
        Vec::new()
    }

    fn read(&self, strips: &[Strip]) -> Vec<ReadLine> {
        vec![ReadLine::default(); strips.len()]
    }
}

/// From places of the page as it is given to those of the straight one.
struct Ahead<'b> {
    /// The other way.
    back: &'b dyn Fn(f32, f32) -> (f32, f32),
    /// Where the last place came to lie: the next one is near.
    last: (f32, f32),
}

impl Ahead<'_> {
    /// Found step by step: the way back is known, and nearly even.
    fn place(&mut self, to: (f32, f32)) -> Option<(f32, f32)> {
        const STEPS: usize = 20;
        const NEAR: f32 = 0.01;
        const FAR: f32 = 1.0;
        let (mut x, mut y) = self.last;
        for _ in 0..STEPS {
            let at = (self.back)(x, y);
            let (dx, dy) = (to.0 - at.0, to.1 - at.1);
            if dx.hypot(dy) < NEAR {
                self.last = (x, y);
                return Some(self.last);
            }
            let (right, below) = ((self.back)(x + FAR, y), (self.back)(x, y + FAR));
            let (a, b) = (right.0 - at.0, right.1 - at.1);
            let (c, d) = (below.0 - at.0, below.1 - at.1);
            let area = a * d - b * c;
            if area.abs() < 1e-6 {
                return None;
            }
            (x, y) = (x + (dx * d - dy * c) / area, y + (dy * a - dx * b) / area);
        }
        None
    }

    /// The box whose sides lie where the middles of those of another come to lie.
    fn rect(&mut self, rect: &Rect) -> Option<Rect> {
        let middles = [
            (rect.left, rect.y()),
            (rect.right, rect.y()),
            (rect.x(), rect.top),
            (rect.x(), rect.bottom),
        ];
        let mut points = [Rect::default(); 4];
        for (point, middle) in points.iter_mut().zip(middles) {
            let (x, y) = self.place(middle)?;
            *point = Rect { left: x, right: x, top: y, bottom: y };
        }
        Rect::around(&points)
    }

    fn glyph(&mut self, glyph: &Glyph) -> Option<Glyph> {
        let from = self.place((glyph.bbox.left, glyph.bbox.top))?;
        let right = self.place((glyph.bbox.left + glyph.size.max(1.0), glyph.bbox.top))?;
        let (dx, dy) = (right.0 - from.0, right.1 - from.1);
        let quarters = match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        let bbox = self.rect(&glyph.bbox)?;
        Some(Glyph { bbox, run: turned(glyph.run, quarters), ..*glyph })
    }
}

/// A direction turned by so many quarters, clockwise.
fn turned(run: Run, quarters: usize) -> Run {
    const ALL: [Run; 4] = [Run::Right, Run::Down, Run::Left, Run::Up];
    let turned = |from: usize| ALL.get((from + quarters) % ALL.len()).copied();
    ALL.iter().position(|one| *one == run).and_then(turned).unwrap_or(run)
}
