//! A sheet to a straight page: its rules, its tables, and the lines to be read.

use super::anchor;
use super::bend::Bend;
use super::bitmap::{Area, Plane};
use super::curved;
use super::foreign::{self, Field};
use super::frames;
use super::ink;
use super::level;
use super::lines;
use super::marks;
use super::outside;
use super::pixels::Pixels;
use super::projective::Projective;
use super::reader::Reader;
use super::rectify;
use super::rub;
use super::rules::{self, Rules};
use super::sheet::Sheet;
use super::stamp;
use super::strip::{self, Cut};
use super::tables::{self, Table};
use super::warp::Warp;
use crate::layout::geometry::Rect;

/// A sheet made straight.
pub(super) struct Open {
    /// In pixels.
    pub(super) width: u32,
    pub(super) height: u32,
    /// From its places to those of the sheet.
    pub(super) warp: Warp,
    pub(super) angle: f64,
    pub(super) aside: bool,
    pub(super) rules: Rules,
    pub(super) tables: Vec<Table>,
    pub(super) stamps: Vec<Area>,
    /// Their ink, which was taken out.
    pub(super) stamped: stamp::Ink,
    /// Ink that is neither lines nor type.
    pub(super) foreign: Vec<Field>,
    /// The lines that a recogniser is to read; the latter ones, from this number on, were found
    /// by a detector.
    pub(super) cuts: Vec<Cut>,
    pub(super) detected_from: usize,
    /// Marks that need none.
    pub(super) marks: Vec<(char, Rect)>,
}

/// A bar of more dashes is a dashed line.
const MOST_DASHES: usize = 6;

/// A dash is at least so wide, in characters.
const DASH: f32 = 0.3;

/// A sheet made straight, and the tables that are drawn on it.
pub(super) struct Drawn {
    pub(super) pixels: Pixels,
    pub(super) warp: Warp,
    angle: f64,
    aside: bool,
    /// The ink of characters and lines.
    pub(super) text: Plane,
    pub(super) rules: Rules,
    pub(super) tables: Vec<Table>,
    stamps: Vec<Area>,
    stamped: stamp::Ink,
    foreign: Vec<Field>,
}

/// Makes a sheet straight and finds the lines drawn on it.
pub(super) fn drawn(sheet: &Sheet) -> Drawn {
    let ch = sheet.ch;
    let Straight { mut pixels, warp, angle, aside, mut ink, mut rules } = straight(sheet);
    let coloured = stamp::stamps(&pixels, ch);
    let stamped = stamp::Ink::of(&pixels, &coloured);
    stamp::take_out(&mut pixels, &coloured);
    let stamps: Vec<Area> = coloured.into_iter().map(|stamp| stamp.area).collect();
    if !stamps.is_empty() {
        ink = faint_under(&pixels, &stamps);
        rules = rules::rules(&ink, ch);
    }
    let levels = ink::luminance(&pixels);
    let text = ink::of_text(&levels);
    let mut rules = anchor::anchored(curved::straight(rules, ch), &ink, &text, ch);
    stamped.leave_out(&mut rules, ch);
    let framed = frames::take_out(&mut rules, ch);
    if !framed.is_empty() {
        // The strokes of a seal's characters end on its frame.
        rules = anchor::anchored(rules, &ink, &text, ch);
    }
    let mut foreign: Vec<Field> = framed.into_iter().map(Field::of).collect();
    foreign.extend(foreign::fields(&levels, &rules, ch));
    foreign::leave_out(&mut rules, &foreign, ch);
    let tables = tables::tables(&rules, ch);
    Drawn { pixels, warp, angle, aside, text, rules, tables, stamps, stamped, foreign }
}

/// Makes a sheet straight and finds what is to be read on it.
pub(super) fn open(sheet: &Sheet, reader: &dyn Reader) -> Open {
    let ch = sheet.ch;
    let drawn = drawn(sheet);
    let Drawn { mut pixels, warp, angle, aside, mut text, rules, tables, .. } = drawn;
    let Drawn { stamps, stamped, foreign, .. } = drawn;
    rub::rub_out(&mut pixels, &mut text, &tables, ch);
    let mut cuts = Vec::new();
    let mut marks = Vec::new();
    for cell in tables.iter().flat_map(|table| &table.cells) {
        let area = Area::of(&cell.rect, text.width, text.height);
        let found = lines::lines(&text, &area, ch);
        if found.stacked {
            cuts.push(strip::stacked(&pixels, &found.lines, ch));
            continue;
        }
        for line in &found.lines {
            let Some(mark) = marks::mark(&text, line, ch) else {
                cuts.push(strip::line(&pixels, line, ch));
                continue;
            };
            let dashes = marks::dashes(&pixels, line);
            let several = (2..=MOST_DASHES).contains(&dashes.len())
                && dashes.iter().all(|dash| dash.width() as f32 >= ch * DASH);
            match mark == marks::BAR && several {
                true => marks.extend(dashes.iter().map(|dash| (marks::DASH, dash.rect()))),
                false => marks.push((mark, line.rect())),
            }
        }
    }
    let detected_from = cuts.len();
    let places: Vec<Rect> = tables.iter().map(Table::rect).collect();
    let outside = outside::lines(&pixels, &text, &places, ch, reader);
    cuts.extend(outside.iter().map(|area| strip::as_it_is(&pixels, area)));
    Open {
        width: pixels.width,
        height: pixels.height,
        warp,
        angle,
        aside,
        rules,
        tables,
        stamps,
        stamped,
        foreign,
        cuts,
        detected_from,
        marks,
    }
}

/// The ink of rules, fainter ones too where a stamp lies over them.
fn faint_under(pixels: &Pixels, stamps: &[Area]) -> Plane {
    const FAINT: u8 = 10;
    let levels = ink::brightest(pixels);
    let mut ink = ink::of_rules(&levels);
    let faint = ink::below_mean(&levels, FAINT);
    for stamp in stamps {
        for y in stamp.top..stamp.bottom {
            for x in stamp.left..stamp.right {
                ink.set(x, y, faint.at(x, y));
            }
        }
    }
    ink
}

struct Straight {
    pixels: Pixels,
    warp: Warp,
    angle: f64,
    aside: bool,
    /// The ink of rules.
    ink: Plane,
    rules: Rules,
}

/// The picture level, as if seen from above, and flat. Its pixels are always fetched from the
/// sheet itself, by all the maps at once.
fn straight(sheet: &Sheet) -> Straight {
    let ch = sheet.ch;
    let rule_ink = |pixels: &Pixels| ink::of_rules(&ink::brightest(pixels));
    let mut ink = rule_ink(&sheet.pixels);
    let angle = level::angle(&ink);
    let (mut width, mut height) = (sheet.pixels.width, sheet.pixels.height);
    let mut warp = Warp { bend: None, map: Projective::IDENTITY };
    let mut pixels: Option<Pixels> = None;
    if angle.abs() > 1e-6 {
        // Wider and higher by what the turn moves out of the picture.
        let (wide, high) = (f64::from(width), f64::from(height));
        let more = (high * angle.sin().abs(), wide * angle.sin().abs());
        let middle = (wide / 2.0, high / 2.0);
        let moved = Projective::moved_and_scaled((-more.0 / 2.0, -more.1 / 2.0), 1.0);
        warp.map = moved.then(&Projective::rotation(angle, middle));
        (width, height) = ((wide + more.0) as u32, (high + more.1) as u32);
        let fetched = warp.fetch(&sheet.pixels, width, height);
        ink = rule_ink(&fetched);
        pixels = Some(fetched);
    }
    let mut rules = rules::rules(&ink, ch);
    let aside = rectify::straighten(&rules, ch);
    if let Some(map) = &aside {
        warp.map = map.then(&warp.map);
        let fetched = warp.fetch(&sheet.pixels, width, height);
        ink = rule_ink(&fetched);
        rules = rules::rules(&ink, ch);
        pixels = Some(fetched);
    }
    warp.bend = Bend::of(&rules, ch);
    if warp.bend.is_some() {
        let fetched = warp.fetch(&sheet.pixels, width, height);
        ink = rule_ink(&fetched);
        rules = rules::rules(&ink, ch);
        pixels = Some(fetched);
    }
    let pixels = pixels.unwrap_or_else(|| sheet.pixels.clone());
    Straight { pixels, warp, angle, aside: aside.is_some(), ink, rules }
}
