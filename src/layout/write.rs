//! Laid out pages and stitched tables to the pages of a document.

use rustc_hash::FxHashMap as HashMap;

use super::geometry::{Glyph, Rect};
use super::glyph_line::GlyphLine;
use super::order::Element;
use super::page::PageLayout;
use super::sheet::{Room, Sheet, SheetCell};
use super::stitch::Stitched;
use crate::document::{Cell, Grid, Item, Line, Page};

/// The pages of the document.
pub(super) fn pages(pages: &[PageLayout], tables: &Stitched) -> Vec<Page> {
    let setting = Setting::of(pages);
    let write = |page: &PageLayout| Page {
        number: Some(page.index as u32 + 1),
        items: items(page, pages, tables, &setting),
    };
    pages.iter().map(write).collect()
}

fn items(
    page: &PageLayout,
    pages: &[PageLayout],
    tables: &Stitched,
    setting: &Setting,
) -> Vec<Item> {
    let left = setting.left(page);
    let mut items = Vec::with_capacity(page.elements.len());
    let mut above: Option<Rect> = None;
    for (number, element) in page.elements.iter().enumerate() {
        match element {
            Element::Line(line) => {
                let gap = above.is_some_and(|above| setting.is_gap(&above, &line.bbox));
                items.push(Item::Line(write_line(line, page, left, gap)));
                above = Some(line.bbox);
            }
            Element::Table(_) => {
                if let Some(sheet) = tables.at(page.index, number) {
                    items.push(Item::Grid(grid(sheet, pages)));
                }
                above = None;
            }
        }
    }
    items
}

fn write_line(line: &GlyphLine, page: &PageLayout, left: f32, after_gap: bool) -> Line {
    let placed = line.text();
    let indent = (line.bbox.left - left) / (line.size / 2.0).max(1.0);
    let boxes = placed.boxes.iter().map(|(from, rect)| (*from, page.at(rect)));
    Line {
        text: placed.text,
        at: page.at(&line.bbox),
        after_gap,
        indent: indent.round().clamp(0.0, 200.0) as u16,
        boxes: boxes.collect(),
        confidence: confidence([line]),
        unsure: placed.unsure,
        ..Line::default()
    }
}

/// How sure a recogniser was of the least sure part; `None` if nobody doubts.
fn confidence<'l>(lines: impl IntoIterator<Item = &'l GlyphLine>) -> Option<f32> {
    let glyphs = lines.into_iter().flat_map(|line| &line.glyphs);
    let least = glyphs.map(|glyph| glyph.confidence).fold(1.0, f32::min);
    (least < 1.0).then_some(least)
}

fn grid(sheet: &Sheet, pages: &[PageLayout]) -> Grid {
    let at = |page: usize, rect: &Rect| pages.get(page).map(|p| p.at(rect)).unwrap_or_default();
    let mut rooms: HashMap<(usize, usize), Option<Room>> = HashMap::default();
    let cell = |cell: &SheetCell| {
        let room = *rooms.entry((cell.col, cell.colspan)).or_insert_with(|| sheet.room(cell));
        // A value has one place: that of its part on the first page.
        let place = cell.lines.first().map(|&(page, _)| {
            let same = cell.lines.iter().filter(|(p, _)| *p == page).map(|(_, line)| &line.bbox);
            at(page, &Rect::around(same).unwrap_or_default())
        });
        Cell {
            row: cell.row as u32,
            col: cell.col as u32,
            rowspan: cell.rowspan as u32,
            colspan: cell.colspan as u32,
            text: text(cell, room),
            unowned: cell.unowned,
            confidence: confidence(cell.lines.iter().map(|(_, line)| line)),
            at: place.unwrap_or_else(|| at(cell.page, &cell.bbox)),
            ..Cell::default()
        }
    };
    let cells: Vec<Cell> = sheet.cells.iter().map(cell).collect();
    Grid {
        rows: sheet.rows as u32,
        cols: sheet.cols() as u32,
        cells,
        origin: sheet.origin,
        at: at(sheet.page, &sheet.bbox),
        recognised: false,
        undrawn: sheet.undrawn,
    }
}

/// The text of a cell, a line feed for each wrap. A number that found no room for
/// what is behind its point goes on without one; two whole numbers are never one.
fn text(cell: &SheetCell, room: Option<Room>) -> String {
    let mut text = String::new();
    let mut last: Option<&GlyphLine> = None;
    for (_, line) in &cell.lines {
        let broken =
            last.is_some_and(|last| room.is_some_and(|room| breaks_number(last, line, room)));
        if last.is_some() && !broken {
            text.push('\n');
        }
        text.push_str(&line.text().text);
        last = Some(line);
    }
    text
}

/// Whether a line end stands at the point of a number because the line was full.
fn breaks_number(line: &GlyphLine, next: &GlyphLine, room: Room) -> bool {
    let point = |glyph: &Glyph| matches!(glyph.char, '.' | ',');
    let digit = |glyph: &Glyph| glyph.char.is_ascii_digit();
    let (Some(before), Some(after)) = (line.glyphs.last(), next.glyphs.first()) else {
        return false;
    };
    let left = room.width - line.bbox.width();
    let parted = point(before) && digit(after) || digit(before) && point(after);
    parted && !line.vertical && left < after.bbox.width()
}

/// How the lines of the document are set.
struct Setting {
    /// Distance from the top of a line to that of the next, in points.
    pitch: f32,
}

impl Setting {
    fn of(pages: &[PageLayout]) -> Setting {
        let mut steps: Vec<f32> = Vec::new();
        for page in pages {
            let lines = page.elements.iter().map(|element| match element {
                Element::Line(line) => Some(&line.bbox),
                Element::Table(_) => None,
            });
            let lines: Vec<_> = lines.collect();
            for pair in lines.windows(2) {
                if let [Some(a), Some(b)] = pair
                    && b.top > a.top
                {
                    steps.push(b.top - a.top);
                }
            }
        }
        let middle = steps.len() / 2;
        let pitch = match steps.len() {
            0 => f32::MAX,
            _ => *steps.select_nth_unstable_by(middle, f32::total_cmp).1,
        };
        Setting { pitch }
    }

    /// Whether more than a line's distance lies between two lines.
    fn is_gap(&self, above: &Rect, below: &Rect) -> bool {
        below.top - above.top > self.pitch * 1.6
    }

    /// Where the lines of a page start that begin no paragraph: the left edge of
    /// its longer lines.
    fn left(&self, page: &PageLayout) -> f32 {
        let lines = || {
            page.elements.iter().filter_map(|element| match element {
                Element::Line(line) => Some(&line.bbox),
                Element::Table(_) => None,
            })
        };
        let longest = lines().map(Rect::width).fold(0.0, f32::max);
        let long = lines().filter(|line| line.width() >= longest * 0.6);
        long.map(|line| line.left).fold(f32::MAX, f32::min)
    }
}
