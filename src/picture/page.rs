//! The whole walk: the picture of a page to glyphs and rulings in straight places.

use super::again;
use super::bitmap::Area;
use super::foreign::Field;
use super::formula;
use super::marks;
use super::open::{self, Open};
use super::pixels::Pixels;
use super::place;
use super::reader::{ReadLine, Reader};
use super::rules::Rules;
use super::separators;
use super::sheet::Sheet;
use super::steps::{Shape, Steps};
use super::tables::Table;
use super::upright;
use crate::layout::geometry::{Glyph, PageGeometry, Rect, Ruling};
use crate::layout::mesh::Mesh;

/// A page picture, read.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageRead {
    /// For [`crate::layout::Reader::page`]: its places come out where they lie on the given
    /// picture, mapped by its `to_page`.
    pub(crate) geometry: PageGeometry,
    /// What the steps found.
    pub(crate) steps: Steps,
}

/// Lines that show whether a page is upside down, and how well they read if it is not.
const SAMPLE: usize = 12;
const SURE: f32 = 0.85;

/// Upside down they must read better by this.
const BETTER: f32 = 0.1;

/// What stands where foreign ink or that of a stamp lies, or in a cell whose borders are not certain,
/// is no surer than this.
const UNDER_FOREIGN_INK: f32 = 0.5;

/// Knots of the map back, in pixels.
pub(super) const KNOTS: f32 = 32.0;

/// Reads the picture of a page. A page on which nothing can be read is one without glyphs.
pub(crate) fn read(given: &Pixels, reader: &dyn Reader) -> PageRead {
    if given.width == 0 || given.height == 0 {
        return PageRead::default();
    }
    let mut sheet = Sheet::of(given, reader);
    let mut page = open::open(&sheet, reader);
    let mut known = sample(&page, reader);
    if is_upside_down(&page, &known, reader) {
        sheet.turn_over();
        page = open::open(&sheet, reader);
        known = Vec::new();
    }
    let mut read = all(&page, known, reader);
    let in_cells = read.get_mut(..page.detected_from).unwrap_or_default();
    again::read_again(in_cells, &page.cuts, reader);
    put_together(given, &sheet, &page, &read)
}

/// The longest lines, each with its number.
fn sample(page: &Open, reader: &dyn Reader) -> Vec<(usize, ReadLine)> {
    let mut longest: Vec<usize> = (0..page.cuts.len()).collect();
    let length = |n: usize| {
        let cut = page.cuts.get(n);
        cut.map_or(0, |cut| cut.strip.width * 100 / cut.strip.height.max(1))
    };
    longest.sort_by_key(|&n| (std::cmp::Reverse(length(n)), n));
    longest.truncate(SAMPLE);
    let strips: Vec<_> =
        longest.iter().filter_map(|&n| page.cuts.get(n)).map(|cut| cut.strip.clone()).collect();
    longest.into_iter().zip(reader.read(&strips)).collect()
}

fn is_upside_down(page: &Open, known: &[(usize, ReadLine)], reader: &dyn Reader) -> bool {
    let mean = |lines: &mut dyn Iterator<Item = f32>| {
        let (sum, count) = lines.fold((0.0, 0), |(sum, count), sure| (sum + sure, count + 1));
        if count == 0 { 1.0 } else { sum / count as f32 }
    };
    let upright = mean(&mut known.iter().map(|(_, line)| line.sure()));
    if upright >= SURE {
        return false;
    }
    let strips: Vec<_> = known
        .iter()
        .filter_map(|(n, _)| page.cuts.get(*n))
        .map(|cut| upright::strip(&cut.strip))
        .collect();
    let over = mean(&mut reader.read(&strips).iter().map(ReadLine::sure));
    over > upright + BETTER
}

/// Every line of a page, some of which are known.
fn all(page: &Open, known: Vec<(usize, ReadLine)>, reader: &dyn Reader) -> Vec<ReadLine> {
    /// So many strips are held at once.
    const TOGETHER: usize = 64;
    let mut read: Vec<Option<ReadLine>> = vec![None; page.cuts.len()];
    for (n, line) in known {
        if let Some(place) = read.get_mut(n) {
            *place = Some(line);
        }
    }
    let missing: Vec<usize> = (0..read.len()).filter(|&n| read.get(n) == Some(&None)).collect();
    for numbers in missing.chunks(TOGETHER) {
        let strips: Vec<_> =
            numbers.iter().filter_map(|&n| page.cuts.get(n)).map(|cut| cut.strip.clone()).collect();
        for (&n, line) in numbers.iter().zip(reader.read(&strips)) {
            if let Some(place) = read.get_mut(n) {
                *place = Some(line);
            }
        }
    }
    read.into_iter().map(Option::unwrap_or_default).collect()
}

fn put_together(given: &Pixels, sheet: &Sheet, page: &Open, read: &[ReadLine]) -> PageRead {
    let ch = sheet.ch;
    let mut glyphs: Vec<Glyph> = Vec::new();
    for (n, (line, cut)) in read.iter().zip(&page.cuts).enumerate() {
        if is_nothing(line) {
            continue;
        }
        let mut own = place::glyphs(line, cut, n >= page.detected_from, ch);
        formula::plain(&mut own);
        separators::mend(&mut own);
        separators::doubt(&mut own);
        glyphs.extend(own);
    }
    let bars = bars(page, read);
    glyphs.extend(page.marks.iter().zip(bars).map(|((_, rect), char)| place::mark(char, rect, ch)));
    for glyph in &mut glyphs {
        if page.foreign.iter().any(|field| field.touches(&glyph.bbox, ch))
            || page.stamped.covers(&glyph.bbox)
            || page
                .tables
                .iter()
                .flat_map(|t| &t.torn)
                .any(|torn| torn.contains(glyph.bbox.x(), glyph.bbox.y()))
        {
            glyph.confidence = glyph.confidence.min(UNDER_FOREIGN_INK);
        }
    }
    let mut rulings: Vec<Ruling> = page.tables.iter().flat_map(|t| t.rulings()).collect();
    rulings.extend(loose(&page.tables, &page.rules, ch));
    // From pixels to points, in which the layout of a page has its measures.
    let unit = unit(given, sheet);
    let scaled = |rect: Rect| Rect {
        left: rect.left * unit,
        top: rect.top * unit,
        right: rect.right * unit,
        bottom: rect.bottom * unit,
    };
    for glyph in &mut glyphs {
        glyph.bbox = scaled(glyph.bbox);
        glyph.size *= unit;
    }
    for ruling in &mut rulings {
        ruling.place *= unit;
        ruling.from *= unit;
        ruling.to *= unit;
    }
    let back = |x: f32, y: f32| {
        let place = page.warp.source((f64::from(x), f64::from(y)));
        let (x, y) = sheet.back.apply(place);
        given.to_page.apply((x as f32, y as f32))
    };
    let size = (page.width as f32, page.height as f32);
    let mesh =
        Mesh::of((size.0 * unit, size.1 * unit), KNOTS * unit, |x, y| back(x / unit, y / unit));
    let geometry = PageGeometry {
        width: size.0 * unit,
        height: size.1 * unit,
        glyphs,
        rulings,
        boxed: Some(1.0),
        back: Some(mesh),
        ..PageGeometry::default()
    };
    PageRead { geometry, steps: steps(sheet, page, &back) }
}

/// Whether what was read is no text: specks and strokes of a stamp are read as something, with
/// hardly any odds.
fn is_nothing(line: &ReadLine) -> bool {
    const ALONE: f32 = 0.6;
    const ANY: f32 = 0.4;
    match line.characters.as_slice() {
        [one] => one.probability < ALONE,
        _ => line.sure() < ANY,
    }
}

/// The marks of a page. A bar over or under another numeral of its column is the numeral one.
fn bars(page: &Open, read: &[ReadLine]) -> Vec<char> {
    const OTHERS: &str = "二三四五六七八九十";
    let numerals: Vec<&Rect> = read
        .iter()
        .zip(&page.cuts)
        .filter(
            |(line, _)| matches!(line.characters.as_slice(), [one] if OTHERS.contains(one.char)),
        )
        .flat_map(|(_, cut)| cut.parts.iter().map(|part| &part.2))
        .collect();
    let in_column = |rect: &Rect| {
        numerals.iter().any(|other| (other.x() - rect.x()).abs() < other.width().max(rect.width()))
    };
    page.marks
        .iter()
        .map(|(char, rect)| if *char == marks::BAR && in_column(rect) { '一' } else { *char })
        .collect()
}

/// Long level lines that belong to no table: a table may have no others.
pub(super) fn loose(tables: &[Table], rules: &Rules, ch: f32) -> Vec<Ruling> {
    const LONG: f32 = 6.0;
    let inside = |place: f32, from: f32, to: f32| {
        let middle = f32::midpoint(from, to);
        tables.iter().map(Table::rect).any(|rect| {
            rect.left - ch <= middle
                && middle <= rect.right + ch
                && rect.top - ch <= place
                && place <= rect.bottom + ch
        })
    };
    rules
        .horizontal
        .iter()
        .map(|rule| (rule.place(), rule.from(), rule.to()))
        .filter(|&(place, from, to)| to - from >= ch * LONG && !inside(place, from, to))
        .map(|(place, from, to)| Ruling { horizontal: true, place, from, to })
        .collect()
}

/// How many points a pixel of the straight page is: as the given picture tells, if its text is
/// set in type of a usual size then; else so that it is. Pages of one source come out in one
/// size wherever they can: their tables are put together.
pub(super) fn unit(given: &Pixels, sheet: &Sheet) -> f32 {
    /// Height of a character of usual type, in points, and of any that is printed.
    const USUAL: f32 = 9.5;
    const PRINTED: std::ops::Range<f32> = 5.5..16.0;
    /// The sides of a sheet, and its width in points.
    const SHEET: std::ops::Range<f32> = 1.38..1.45;
    const WIDTH: f32 = 595.3;
    let [a, b, ..] = given.to_page.0;
    let told = a.hypot(b) / sheet.zoom;
    let is_told = (a.hypot(b) - 1.0).abs() > 1e-4;
    let (short, long) =
        (given.width.min(given.height) as f32, given.width.max(given.height) as f32);
    let as_sheet = WIDTH / (short * sheet.zoom);
    let is_sheet = SHEET.contains(&(long / short));
    let candidates = [(is_told, told), (is_sheet, as_sheet)];
    let fits = |&(known, unit): &(bool, f32)| known && PRINTED.contains(&(sheet.ch * unit));
    candidates.iter().find(|c| fits(c)).map_or(USUAL / sheet.ch, |c| c.1)
}

fn steps(sheet: &Sheet, page: &Open, back: &dyn Fn(f32, f32) -> (f32, f32)) -> Steps {
    let shape = |rect: &Rect| -> Shape {
        vec![
            back(rect.left, rect.top),
            back(rect.right, rect.top),
            back(rect.right, rect.bottom),
            back(rect.left, rect.bottom),
        ]
    };
    let across = page.rules.horizontal.iter();
    let down = page.rules.vertical.iter();
    let rules = across
        .map(|rule| rule.points.iter().map(|&(x, y)| back(x, y)).collect())
        .chain(down.map(|rule| rule.points.iter().map(|&(y, x)| back(x, y)).collect()));
    let parts = page.cuts.iter().flat_map(|cut| &cut.parts);
    let lines = parts.map(|part| part.2).chain(page.marks.iter().map(|mark| mark.1));
    Steps {
        character_height: sheet.ch,
        zoom: sheet.zoom,
        quarters: sheet.quarters,
        angle: page.angle.to_degrees() as f32,
        aside: page.aside,
        bent: page.warp.bend.is_some(),
        rules: rules.collect(),
        stamps: page
            .stamps
            .iter()
            .map(Area::rect)
            .chain(page.foreign.iter().map(Field::rect))
            .map(|rect| shape(&rect))
            .collect(),
        cells: page
            .tables
            .iter()
            .flat_map(|table| &table.cells)
            .map(|cell| shape(&cell.rect))
            .collect(),
        lines: lines.map(|rect| shape(&rect)).collect(),
    }
}
