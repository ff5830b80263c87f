//! Tables that go on over a page end: their pieces put together, rows and
//! spanning cells that the page end broke made whole.
//!
//! Only what the pages show decides here: that nothing but page numbers and
//! running heads stands between the pieces, that their columns are the same, and
//! for a broken row, that the text above ends where its line was full.

use super::geometry::{Glyph, Rect};
use super::glyph_line::GlyphLine;
use super::order::Element;
use super::page::PageLayout;
use super::sheet::{Room, Sheet, SheetCell, first_unit};
use crate::fold;
use crate::model::Note;
use crate::patterns::{Patterns, RowKind, Shape};

/// Borders of columns may stand this far off on the next page, in points.
const SAME_COLUMN: f32 = 5.0;

/// The tables of a document, each at the place of its first piece: by page and
/// element.
#[derive(Debug, Default)]
pub(super) struct Stitched {
    sheets: Vec<(usize, usize, Sheet)>,
}

impl Stitched {
    /// The table that starts at this element.
    pub(super) fn at(&self, page: usize, element: usize) -> Option<&Sheet> {
        let key = |&(page, element, _): &(usize, usize, Sheet)| (page, element);
        let place = self.sheets.binary_search_by_key(&(page, element), key);
        let (.., sheet) = self.sheets.get(place.ok()?)?;
        Some(sheet)
    }
}

/// Puts the pieces of tables together.
pub(super) fn stitch(
    pages: &mut [PageLayout],
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Stitched {
    let edges: Vec<Edges> = pages.iter().map(|page| Edges::of(page, patterns)).collect();
    let mut sheets: Vec<(usize, usize, Sheet)> = Vec::new();
    for index in 0..pages.len() {
        let Some(page) = pages.get_mut(index) else {
            continue;
        };
        let pieces = page.take_pieces();
        for (number, (place, piece)) in pieces.into_iter().enumerate() {
            let mut sheet = Sheet::of(piece);
            if number == 0
                && goes_on(&edges, index)
                && let Some((.., above)) = sheets.last_mut()
                && align(above, &mut sheet)
            {
                let (top, joined) = (sheet.bbox, join(above, sheet, patterns));
                note(&joined, page, &top, notes);
            } else {
                sheets.push((index, place, sheet));
            }
        }
    }
    Stitched { sheets }
}

/// What was found where two pieces meet.
#[derive(Debug, Default)]
struct Joined {
    header: bool,
    row: bool,
}

fn note(joined: &Joined, page: &PageLayout, place: &Rect, notes: &mut Vec<Note>) {
    let mut say = |code, message: &str| notes.push(Note::new(code, message, page.at(place)));
    say(
        "table_joined",
        "the table goes on after a page end: its pieces were joined",
    );
    if joined.header {
        say(
            "repeated_header_dropped",
            "the header is printed again: dropped",
        );
    }
    if joined.row {
        say(
            "row_joined",
            "the row goes on after a page end: its parts were joined",
        );
    }
}

/// What stands at the edges of a page, furniture left out.
struct Edges {
    begins: bool,
    ends: bool,
    /// Shapes of the few lines above its first table and below its last one,
    /// as far as they are not furniture by themselves.
    above: Vec<String>,
    below: Vec<String>,
}

/// More lines than this over or under a table are no running heads.
const MOST_HEADS: usize = 3;

impl Edges {
    fn of(page: &PageLayout, patterns: &Patterns) -> Edges {
        let is_table = |element: &&Element| matches!(element, Element::Table(_));
        let shapes = |lines: &mut dyn Iterator<Item = &Element>| -> Vec<String> {
            let lines = lines.take_while(|e| !is_table(e)).take(MOST_HEADS + 1);
            lines.filter_map(|e| own_shape(e, patterns)).collect()
        };
        let any = page.elements.iter().any(|e| is_table(&e));
        let above = shapes(&mut page.elements.iter());
        let below = shapes(&mut page.elements.iter().rev());
        Edges {
            begins: any && above.len() <= MOST_HEADS,
            ends: any && below.len() <= MOST_HEADS,
            above,
            below,
        }
    }
}

/// Whether the first table of a page may go on with the last one of the page
/// before: every line between them is furniture, or stands again on the next
/// page but one or two, as running heads do.
fn goes_on(edges: &[Edges], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|n| edges.get(n)) else {
        return false;
    };
    let Some(own) = edges.get(index) else {
        return false;
    };
    let near = edges.get(index.saturating_sub(2)..(index + 3).min(edges.len()));
    let near = near.unwrap_or_default();
    let repeats = |side: fn(&Edges) -> &Vec<String>, shape: &String| {
        near.iter()
            .filter(|edges| side(edges).contains(shape))
            .count()
            >= 2
    };
    before.ends
        && own.begins
        && own.above.iter().all(|shape| repeats(|e| &e.above, shape))
        && before
            .below
            .iter()
            .all(|shape| repeats(|e| &e.below, shape))
}

/// The shape of a line that is not furniture by itself.
fn own_shape(element: &Element, patterns: &Patterns) -> Option<String> {
    let Element::Line(line) = element else {
        return None;
    };
    let text = line.text().text;
    let key = fold::key(&text);
    let shape = Shape::of(&key);
    let furniture = patterns.furniture.page_number(&shape).is_some()
        || patterns.furniture.is_stamp(&key, &shape)
        || patterns.tables.row_kind(&text) == Some(RowKind::Continued)
        || patterns.tables.unit_line(&text).is_some();
    (!furniture).then_some(shape.text)
}

/// Brings two pieces to the same columns, if they have them: one may lack
/// borders that the other has.
fn align(above: &mut Sheet, below: &mut Sheet) -> bool {
    let (Some(first), Some(start)) = (above.xs.first().copied(), below.xs.first().copied()) else {
        return false;
    };
    // Pages for two-sided printing have their margins on opposite sides.
    let moved = first - start;
    let find = |all: &[f32], x: f32| all.iter().position(|&b| (b - x).abs() <= SAME_COLUMN);
    let ends = |sheet: &Sheet| sheet.xs.last().copied().unwrap_or_default();
    if (ends(above) - ends(below) - moved).abs() > SAME_COLUMN {
        return false;
    }
    let shifted: Vec<f32> = below.xs.iter().map(|x| x + moved).collect();
    let into = |fine: &[f32], coarse: &[f32]| -> Option<Vec<usize>> {
        coarse.iter().map(|&x| find(fine, x)).collect()
    };
    if let Some(places) = into(&above.xs, &shifted) {
        below.respace(above.xs.clone(), &places);
        return above.cols() >= 2;
    }
    if let Some(places) = into(&shifted, &above.xs) {
        above.respace(shifted.clone(), &places);
        below.xs = shifted;
        return true;
    }
    false
}

/// Appends a piece to the table above.
fn join(above: &mut Sheet, mut below: Sheet, patterns: &Patterns) -> Joined {
    let header = repeated_header(above, &below, patterns);
    below.drop_first(header);
    let mut joined = Joined {
        header: header > 0,
        row: false,
    };
    let (Some(last), true) = (above.rows.checked_sub(1), below.rows > 0) else {
        return joined;
    };
    let pairs = meeting(above, last, &below);
    joined.row = is_broken(above, &below, &pairs);
    let merged: Vec<(usize, usize)> = if joined.row {
        pairs
    } else {
        let spanning = leading_spans(above, &below);
        let goes_on = |&(a, b): &(usize, usize)| {
            let (Some(a), Some(b)) = (above.cells.get(a), below.cells.get(b)) else {
                return false;
            };
            a.col + a.colspan <= spanning && span_goes_on(a, b, patterns)
        };
        pairs.into_iter().filter(goes_on).collect()
    };
    let offset = if joined.row { last } else { above.rows };
    let rows = below.rows;
    for (index, mut cell) in below.cells.into_iter().enumerate() {
        cell.row += offset;
        let upper = merged
            .iter()
            .find(|&&(_, b)| b == index)
            .and_then(|&(a, _)| above.cells.get_mut(a));
        match upper {
            Some(upper) => {
                upper.rowspan = cell.row + cell.rowspan - upper.row;
                upper.lines.append(&mut cell.lines);
            }
            None => above.cells.push(cell),
        }
    }
    above.rows = offset + rows;
    above.cells.sort_by_key(|cell| (cell.row, cell.col));
    joined
}

/// How many rows at the start of a piece are a header that is printed above
/// already: the first rows of the table, or rows of column names. Other rows may
/// say the same twice.
fn repeated_header(above: &Sheet, below: &Sheet, patterns: &Patterns) -> usize {
    let Some(first) = below.row_text(0) else {
        return 0;
    };
    let named = |text: &str| patterns.columns.role(text).is_some();
    let names = first.iter().filter(|(_, text)| named(text)).count();
    let is_header = |row: usize| row == 0 || names >= 2;
    let start =
        (0..above.rows).find(|&row| is_header(row) && above.row_text(row).as_ref() == Some(&first));
    let Some(start) = start else { return 0 };
    let mut count = 1;
    while count < below.rows && start + count < above.rows {
        match (above.row_text(start + count), below.row_text(count)) {
            (Some(a), Some(b)) if a == b => count += 1,
            _ => break,
        }
    }
    // A header over several rows is repeated whole, with its spanning cells.
    let cut = |row: usize| {
        below
            .cells
            .iter()
            .any(|c| c.row < row && c.row + c.rowspan > row)
    };
    if cut(count) { 0 } else { count }
}

/// The cells that meet at a page end: those of the same columns in the last row
/// above and the first row below.
fn meeting(above: &Sheet, last: usize, below: &Sheet) -> Vec<(usize, usize)> {
    let lower = below.row(0);
    let pair = |a: usize| {
        let upper = above.cells.get(a)?;
        let b = lower
            .iter()
            .copied()
            .find(|&b| below.cells.get(b).is_some_and(|b| upper.is_over(b)))?;
        Some((a, b))
    };
    above.row(last).into_iter().filter_map(pair).collect()
}

/// Whether a page end broke the last row above: every text that stands below
/// goes on with one that ended because its line was full, or with none.
fn is_broken(above: &Sheet, below: &Sheet, pairs: &[(usize, usize)]) -> bool {
    let columns: usize = pairs
        .iter()
        .filter_map(|&(a, _)| above.cells.get(a))
        .map(|c| c.colspan)
        .sum();
    if columns != above.cols() {
        return false;
    }
    let mut full = 0;
    for &(a, b) in pairs {
        let (Some(a), Some(b)) = (above.cells.get(a), below.cells.get(b)) else {
            continue;
        };
        let (Some((_, last)), Some((_, next))) = (a.lines.last(), b.lines.first()) else {
            continue;
        };
        let rooms = above.room(a).into_iter().chain(below.room(b));
        let Some(room) = rooms.reduce(Room::or) else {
            continue;
        };
        if !goes_on_in_cell(a, last, next, room) {
            return false;
        }
        full += 1;
    }
    full > 0
}

/// Whether a line ended because it was full, and so may go on on the next page.
fn goes_on_in_cell(cell: &SheetCell, last: &GlyphLine, next: &GlyphLine, room: Room) -> bool {
    if last.vertical {
        return cell.bbox.bottom - last.bbox.bottom < last.size;
    }
    let digit = |glyph: Option<&Glyph>| glyph.is_some_and(|g| g.char.is_ascii_digit());
    let left = room.width - last.bbox.width();
    if digit(last.glyphs.last()) && digit(next.glyphs.first()) {
        // Two whole numbers, unless there was no room for one more digit.
        let width = next.glyphs.first().map_or(0.0, |g| g.bbox.width());
        return room.wraps && left < width;
    }
    first_unit(next) > left + last.size * 0.1
}

/// The number of columns at the left in which cells span rows: group, level 1,
/// level 2.
fn leading_spans(above: &Sheet, below: &Sheet) -> usize {
    let spans = |col: usize| {
        let cells = above.cells.iter().chain(&below.cells);
        cells.filter(|c| c.col == col).any(|c| c.rowspan > 1)
    };
    (0..above.cols()).take_while(|&col| spans(col)).count()
}

/// Whether a spanning cell goes on over a page end. Its text stands on one side
/// only, or in two parts that make one label.
fn span_goes_on(above: &SheetCell, below: &SheetCell, patterns: &Patterns) -> bool {
    let spans = above.rowspan > 1 || below.rowspan > 1;
    if above.is_blank() || below.is_blank() {
        return spans || above.is_blank();
    }
    let is_label = |text: &str| {
        [1, 2]
            .iter()
            .any(|&level| patterns.levels.exact(level, text).is_some())
    };
    let (upper, lower) = (above.text(), below.text());
    is_label(&format!("{upper}{lower}")) && !is_label(&lower)
}
