//! Drawn lines as a reader sees them: pieces put together, doubles one.

use super::geometry::{Glyph, PageGeometry, Rect, Ruling};

/// Lines nearer than this are one: double borders, the two sides of a thin
/// fill, cells drawn one by one. In points.
pub(super) const SAME_PLACE: f32 = 3.0;

/// Pieces of a line with no wider gap are one: corners left out, dashes. In points.
const SAME_LINE: f32 = 4.0;

/// A fill smaller than this is no background of a cell, in points.
const SMALLEST_GROUND: f32 = 6.0;

/// A fill over more of the page than this is the page's own ground.
const PAGE_GROUND: f32 = 0.7;

/// More lines on a page are a drawing.
const MOST: usize = 3000;

/// The lines of a page, horizontal and vertical, each sorted by place.
pub(super) fn rulings(page: &PageGeometry) -> (Vec<Ruling>, Vec<Ruling>) {
    let on_page = page.width * page.height;
    let is_cell = |ground: &&Rect| {
        let (width, height) = (ground.width(), ground.height());
        width.min(height) >= SMALLEST_GROUND && width * height < on_page * PAGE_GROUND
    };
    let mut grounds: Vec<Rect> = page.fills.iter().filter(is_cell).copied().collect();
    if !grounds.is_empty() {
        let lines = Levels::of(&page.glyphs);
        grounds.retain(|ground| !is_off_lines(ground, page) && !lines.is_behind_text(ground));
    }
    let mut all = page.rulings.clone();
    all.extend(grounds.iter().flat_map(edges));
    if page.rulings.iter().all(|ruling| ruling.horizontal) {
        all.extend(between_grounds(&grounds, page));
    }
    let (horizontal, vertical) = all.into_iter().partition(|ruling| ruling.horizontal);
    let (horizontal, vertical) = (merge(horizontal), merge(vertical));
    if horizontal.len() > MOST || vertical.len() > MOST {
        return (Vec::new(), Vec::new());
    }
    (horizontal, vertical)
}

/// Whether an area lies between drawn lines, but not on those at its sides: it is
/// painted behind a text, not a cell.
fn is_off_lines(ground: &Rect, page: &PageGeometry) -> bool {
    let crossing = || {
        let at_height = |r: &&Ruling| !r.horizontal && r.from <= ground.y() && ground.y() <= r.to;
        page.rulings.iter().filter(at_height).map(|ruling| ruling.place)
    };
    let near = |side: f32| crossing().any(|place| (place - side).abs() <= SAME_PLACE);
    let inside = crossing().any(|place| place <= ground.left + SAME_PLACE)
        && crossing().any(|place| place >= ground.right - SAME_PLACE);
    inside && !(near(ground.left) && near(ground.right))
}

/// The glyphs of a page from top to bottom.
struct Levels<'g> {
    glyphs: Vec<&'g Glyph>,
}

impl Levels<'_> {
    fn of(glyphs: &[Glyph]) -> Levels<'_> {
        let mut glyphs: Vec<&Glyph> = glyphs.iter().filter(|g| !g.char.is_whitespace()).collect();
        glyphs.sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
        Levels { glyphs }
    }

    /// Whether an area is as high and as wide as the line of text on it.
    fn is_behind_text(&self, ground: &Rect) -> bool {
        const HIGH: f32 = 1.8;
        const BESIDE: f32 = 2.0;
        let first = self.glyphs.partition_point(|glyph| glyph.bbox.y() < ground.top);
        let below = self.glyphs.get(first..).unwrap_or_default();
        let on = below
            .iter()
            .take_while(|glyph| glyph.bbox.y() < ground.bottom)
            .filter(|glyph| ground.contains(glyph.bbox.x(), glyph.bbox.y()));
        let size = on.clone().map(|glyph| glyph.size).fold(0.0, f32::max);
        let text = Rect::around(on.map(|glyph| &glyph.bbox));
        text.is_some_and(|text| {
            ground.height() <= size * HIGH
                && (text.left - ground.left).abs() <= BESIDE
                && (text.right - ground.right).abs() <= BESIDE
        })
    }
}

/// Rows between two coloured ones are no higher than this, in points.
const HIGHEST_ROW: f32 = 150.0;

/// Where only backgrounds draw a table, and not every row has one: the sides of
/// cells go on through the rows between, unless text stands across.
fn between_grounds(grounds: &[Rect], page: &PageGeometry) -> Vec<Ruling> {
    let sides = merge(grounds.iter().flat_map(edges).filter(|r| !r.horizontal).collect());
    let goes_on = |pair: &[Ruling]| {
        let [a, b] = pair else { return None };
        let (place, from, to) = (a.place, a.to, b.from);
        let next =
            (a.place - b.place).abs() < f32::EPSILON && (0.0..HIGHEST_ROW).contains(&(to - from));
        let across = |glyph: &Glyph| {
            let bbox = &glyph.bbox;
            let inside = from < bbox.y() && bbox.y() < to;
            inside && bbox.left + 1.0 < place && place < bbox.right - 1.0
        };
        (next && !page.glyphs.iter().any(across)).then_some(Ruling {
            horizontal: false,
            place,
            from,
            to,
        })
    };
    sides.windows(2).filter_map(goes_on).collect()
}

fn edges(rect: &Rect) -> [Ruling; 4] {
    let ruling = |horizontal, place, from, to| Ruling { horizontal, place, from, to };
    [
        ruling(true, rect.top, rect.left, rect.right),
        ruling(true, rect.bottom, rect.left, rect.right),
        ruling(false, rect.left, rect.top, rect.bottom),
        ruling(false, rect.right, rect.top, rect.bottom),
    ]
}

/// Puts together the pieces of lines that run in the same direction.
fn merge(mut rulings: Vec<Ruling>) -> Vec<Ruling> {
    rulings.sort_by(|a, b| a.place.total_cmp(&b.place));
    let mut merged = Vec::new();
    let mut rest = rulings.as_mut_slice();
    while let Some(first) = rest.first() {
        let limit = first.place + SAME_PLACE;
        let count = rest.partition_point(|ruling| ruling.place <= limit);
        let (group, after) = rest.split_at_mut(count);
        merge_group(group, &mut merged);
        rest = after;
    }
    merged
}

/// Lines at one place: the overlapping and touching ones become one.
fn merge_group(group: &mut [Ruling], merged: &mut Vec<Ruling>) {
    group.sort_by(|a, b| a.from.total_cmp(&b.from));
    let length = |ruling: &Ruling| (ruling.to - ruling.from).max(0.1);
    let total: f32 = group.iter().map(length).sum();
    let place = group.iter().map(|r| r.place * length(r)).sum::<f32>() / total;
    let start = merged.len();
    for ruling in group {
        let goes_on = merged
            .get_mut(start..)
            .and_then(<[Ruling]>::last_mut)
            .filter(|last| ruling.from <= last.to + SAME_LINE);
        match goes_on {
            Some(last) => last.to = last.to.max(ruling.to),
            None => merged.push(Ruling { place, ..*ruling }),
        }
    }
}
