//! Watermarks in tiles: one text in one style, set many times over a page. They are known
//! by their places, whether or not they touch the text of the page.

use rustc_hash::FxHashMap as HashMap;

use super::strokes::{Stroke, same_color, same_size, strokes};
use super::{Overlay, OverlayKind, dropped};
use crate::fold;
use crate::layout::geometry::{Glyph, PageGeometry, Rect, Run};

/// Fewer places are no tiles.
const FEWEST: usize = 4;

/// So many are needed where little else tells them.
const MANY: usize = 6;

/// The text of a tile is no longer than this, in characters.
const LONGEST: usize = 80;

/// No more texts of one page are looked at, those that are set most often first.
const MOST_TEXTS: usize = 16;

/// The text of a page is set in one of the first styles that it shows.
const MOST_STYLES: usize = 64;

/// Tiles all over a page reach over this share of its width and height.
const ALL_OVER: f32 = 0.6;

/// Takes the tiles out of a page.
pub(in crate::layout) fn take_tiles(page: &mut PageGeometry) -> Option<Overlay> {
    let strokes = strokes(&page.glyphs);
    if !may_repeat(&page.glyphs, &strokes) {
        return None;
    }
    let texts: Vec<Text> = strokes.iter().map(|stroke| Text::of(&page.glyphs, stroke)).collect();
    let groups = groups(&texts);
    if groups.is_empty() {
        return None;
    }
    let main = main_style(&texts, &groups)?;
    let mut gone = vec![false; page.glyphs.len()];
    for group in &groups {
        let same = |text: &Text| text.style.is(&group.style);
        let own: Vec<bool> = texts
            .iter()
            .map(|text| same(text) && group.holds(text, &main, (page.width, page.height)))
            .collect();
        let others = texts.iter().zip(&own).filter(|(_, own)| !**own).map(|(text, _)| text);
        if group.is_laid_over(&main, others, (page.width, page.height)) {
            for (stroke, _) in strokes.iter().zip(&own).filter(|(_, own)| **own) {
                gone.get_mut(stroke.first..stroke.end)?.fill(true);
            }
        }
    }
    let tiles = page.glyphs.iter().zip(&gone).filter(|(_, gone)| **gone);
    let overlay = dropped::overlay(OverlayKind::Across, tiles.map(|(glyph, _)| glyph));
    if overlay.is_some() {
        let mut gone = gone.into_iter();
        page.glyphs.retain(|_| !gone.next().unwrap_or_default());
    }
    overlay
}

/// Whether any text may stand in as many places as tiles do, told by the sum of its characters:
/// on nearly all pages none does, and no more is asked.
fn may_repeat(glyphs: &[Glyph], strokes: &[Stroke]) -> bool {
    let mut known: HashMap<(u64, [u8; 3]), usize> = HashMap::default();
    let mut chars: Vec<char> = Vec::new();
    for stroke in strokes {
        let glyphs = glyphs.get(stroke.first..stroke.end).unwrap_or_default();
        let inked = glyphs.iter().map(|glyph| glyph.char).filter(|char| !char.is_whitespace());
        chars.clear();
        chars.extend(inked);
        let period = period(&chars);
        let says = chars.get(..period).unwrap_or_default();
        if !is_unit(says) {
            continue;
        }
        // Wherever it starts.
        let sum = says.iter().map(|&char| u64::from(char) * u64::from(char)).sum();
        let places = known.entry((sum, stroke.color)).or_default();
        *places += chars.len().div_ceil(period);
        if *places >= FEWEST {
            return true;
        }
    }
    false
}

/// Whether a tile may say so.
fn is_unit(says: &[char]) -> bool {
    let letters = says.iter().filter(|&&char| fold::is_of_word(char));
    says.len() <= LONGEST && letters.take(2).count() == 2
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
struct Style {
    color: [u8; 3],
    size: f32,
    slanted: bool,
    run: Run,
}

impl Style {
    /// Whether it is just the same style.
    fn is(&self, other: &Style) -> bool {
        self.color == other.color
            && self.slanted == other.slanted
            && self.run == other.run
            && (self.size - other.size).abs() <= other.size * 0.02
    }

    /// Whether a page may set one text in both.
    fn is_like(&self, other: &Style) -> bool {
        same_color(self.color, other.color)
            && self.slanted == other.slanted
            && self.run == other.run
            && same_size(self.size, other.size)
    }
}

/// Where a character stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f32,
    /// Its middle from top to bottom.
    y: f32,
    /// The line on which it stands.
    base: f32,
}

impl Place {
    fn of(glyph: &Glyph) -> Place {
        /// A base line is so far above the lower end of an em.
        const BELOW: f32 = 0.12;
        let bbox = &glyph.bbox;
        Place { x: bbox.x(), y: bbox.y(), base: bbox.bottom - glyph.size * BELOW }
    }
}

/// The text of a stroke.
struct Text {
    style: Style,
    /// Its characters without blanks.
    chars: Vec<char>,
    /// What it says, once, from its least character on: at the edge of a page a tile starts
    /// anywhere. Empty if no tile says so.
    unit: Vec<char>,
    /// Where each unit stands; of another text where it starts.
    places: Vec<Place>,
    bbox: Rect,
}

impl Text {
    fn of(glyphs: &[Glyph], stroke: &Stroke) -> Text {
        let glyphs = glyphs.get(stroke.first..stroke.end).unwrap_or_default();
        let inked: Vec<&Glyph> = glyphs.iter().filter(|g| !g.char.is_whitespace()).collect();
        let chars: Vec<char> = inked.iter().map(|glyph| glyph.char).collect();
        let run = inked.first().map_or(Run::Right, |glyph| glyph.run);
        let period = period(&chars);
        let says = chars.get(..period).unwrap_or_default();
        let is_unit = is_unit(says) && run != Run::Askew;
        let start = if is_unit { least_turn(says) } else { 0 };
        let step = if is_unit { period } else { usize::MAX };
        Text {
            style: Style { color: stroke.color, size: stroke.size, slanted: stroke.slanted, run },
            unit: match is_unit {
                true => says.iter().cycle().skip(start).take(period).copied().collect(),
                false => Vec::new(),
            },
            places: inked.iter().skip(start).step_by(step).map(|g| Place::of(g)).collect(),
            chars,
            bbox: stroke.bbox,
        }
    }
}

/// The length of what is said over and over, at least twice; else of the whole.
fn period(chars: &[char]) -> usize {
    let Some((first, rest)) = chars.split_first() else { return 0 };
    if !rest.contains(first) {
        return chars.len();
    }
    // How long an end of each beginning is its beginning, too.
    let mut ends = vec![0usize; chars.len()];
    for n in 1..chars.len() {
        let mut end = ends[n - 1];
        while end > 0 && chars[n] != chars[end] {
            end = ends[end - 1];
        }
        ends[n] = end + usize::from(chars[n] == chars[end]);
    }
    let period = chars.len() - ends.last().copied().unwrap_or_default();
    if period * 2 <= chars.len() { period } else { chars.len() }
}

/// Where a text must start to be the least of all that start elsewhere in it.
fn least_turn(chars: &[char]) -> usize {
    let from = |start: usize| chars.iter().cycle().skip(start).take(chars.len());
    (0..chars.len()).min_by(|&a, &b| from(a).cmp(from(b))).unwrap_or_default()
}

/// One text in one style, in many places.
struct Group {
    style: Style,
    unit: Vec<char>,
    places: Vec<Place>,
    /// The box around all of them.
    bbox: Rect,
}

/// What one text in one style has in common: the text, its colour, its size in steps, and
/// which way it runs and leans.
type Key<'t> = (&'t [char], [u8; 3], i32, u8);

/// The texts that stand in several lines and in several places of a line.
fn groups(texts: &[Text]) -> Vec<Group> {
    let mut known: HashMap<Key<'_>, usize> = HashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for text in texts.iter().filter(|text| !text.unit.is_empty()) {
        let Style { color, size, slanted, run } = text.style;
        let run = run as u8 * 2 + u8::from(slanted);
        let key = (text.unit.as_slice(), color, (size * 20.0).round() as i32, run);
        let number = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => {
                group.places.extend(&text.places);
                group.bbox = group.bbox.union(&text.bbox);
            }
            None => groups.push(Group {
                style: text.style,
                unit: text.unit.clone(),
                places: text.places.clone(),
                bbox: text.bbox,
            }),
        }
    }
    groups.retain(|group| {
        let size = group.style.size;
        let some = |of: fn(&Place) -> f32| lines(group.places.iter().map(of), size).len() >= 2;
        group.places.len() >= FEWEST && some(|place| place.x) && some(|place| place.y)
    });
    groups.sort_by_key(|group| std::cmp::Reverse(group.places.len()));
    groups.truncate(MOST_TEXTS);
    groups
}

/// The style of most of the text that stands nowhere else.
fn main_style(texts: &[Text], groups: &[Group]) -> Option<Style> {
    let mut styles: Vec<(Style, usize)> = Vec::new();
    let single = |text: &&Text| !groups.iter().any(|group| group.unit == text.unit);
    for text in texts.iter().filter(single) {
        let few = styles.len() < MOST_STYLES;
        match styles.iter_mut().find(|(style, _)| style.is_like(&text.style)) {
            Some((_, count)) => *count += text.chars.len(),
            None if few => styles.push((text.style, text.chars.len())),
            None => {}
        }
    }
    styles.into_iter().max_by_key(|(_, count)| *count).map(|(style, _)| style)
}

impl Group {
    /// Whether a text of its style is one of its tiles, or what an edge left of one.
    fn holds(&self, text: &Text, main: &Style, (width, height): (f32, f32)) -> bool {
        if text.unit == self.unit {
            return true;
        }
        let margin = self.style.size * 1.5;
        let Rect { left, top, right, bottom } = text.bbox;
        let at_edge =
            left < margin || top < margin || right > width - margin || bottom > height - margin;
        let other = !same_color(self.style.color, main.color) && text.chars.len() > 1;
        (at_edge || other) && self.is_cut(&text.chars)
    }

    /// Whether characters are part of its text, said over and over.
    fn is_cut(&self, chars: &[char]) -> bool {
        let from = |start: usize| self.unit.iter().cycle().skip(start);
        (0..self.unit.len()).any(|start| chars.iter().zip(from(start)).all(|(a, b)| a == b))
    }

    /// Whether its places are those of tiles, not of text: `others` stand on other lines, or
    /// it stands at even steps all over the page.
    fn is_laid_over<'t>(
        &self,
        main: &Style,
        others: impl Iterator<Item = &'t Text>,
        page: (f32, f32),
    ) -> bool {
        let others: Vec<&Place> = others
            .filter(|text| text.style.run == self.style.run)
            .filter_map(|text| text.places.first())
            .collect();
        let sorted = |of: fn(&Place) -> f32| {
            let mut all: Vec<f32> = others.iter().map(|place| of(place)).collect();
            all.sort_by(f32::total_cmp);
            all
        };
        let (bases, middles) = (sorted(|place| place.base), sorted(|place| place.y));
        let near = |all: &[f32], value: f32| {
            let off = self.style.size * 0.12;
            let after = all.partition_point(|&other| other < value - off);
            all.get(after).is_some_and(|&other| other <= value + off)
        };
        let on_line = |place: &&Place| near(&bases, place.base) || near(&middles, place.y);
        let apart = self.places.iter().filter(on_line).count() * 2 < self.places.len();
        let all_over = self.places.len() >= MANY && self.is_all_over(page);
        match self.style.is_like(main) {
            true => apart && all_over,
            false => apart || all_over,
        }
    }

    /// Whether it stands at even steps all over a page.
    fn is_all_over(&self, (width, height): (f32, f32)) -> bool {
        let size = self.style.size;
        if self.bbox.width() < width * ALL_OVER || self.bbox.height() < height * ALL_OVER {
            return false;
        }
        let rows = lines(self.places.iter().map(|place| place.y), size);
        let mut xs: Vec<Vec<f32>> = vec![Vec::new(); rows.len()];
        for place in &self.places {
            let after = rows.partition_point(|&row| row <= place.y + size * SAME_LINE);
            if let Some(row) = after.checked_sub(1).and_then(|row| xs.get_mut(row)) {
                row.push(place.x);
            }
        }
        for row in &mut xs {
            row.sort_by(f32::total_cmp);
        }
        is_even(std::iter::once(rows.as_slice())) && is_even(xs.iter().map(Vec::as_slice))
    }
}

/// Places of one line differ by no more than this, in em.
const SAME_LINE: f32 = 0.3;

/// Places put together to lines.
fn lines(places: impl Iterator<Item = f32>, size: f32) -> Vec<f32> {
    let mut all: Vec<f32> = places.collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|next, kept| *next - *kept <= size * SAME_LINE);
    all
}

/// Whether places stand at one step from each other, or at two where one is left out.
fn is_even<'p>(rows: impl Iterator<Item = &'p [f32]> + Clone) -> bool {
    const OFF: f32 = 1.5;
    let steps = || rows.clone().flat_map(|row| row.windows(2)).map(|pair| pair[1] - pair[0]);
    let Some(step) = steps().reduce(f32::min) else { return false };
    let near = |wanted: f32, found: f32| (wanted - found).abs() <= OFF;
    steps().all(|found| near(step, found) || near(step * 2.0, found))
}
