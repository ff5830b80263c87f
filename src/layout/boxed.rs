//! Lines of text in boxes, as recognisers tell them that find no tables: each box becomes
//! evenly set glyphs, so that tables are found in them as on any other page without rulings.

use super::geometry::{Glyph, PageGeometry, Rect, Run};
use crate::fold;

/// A page as a recogniser tells it.
#[derive(Debug, Clone, Default)]
pub(crate) struct BoxedPage<'t> {
    /// Width and height in the unit of the boxes; `None` if they are not told.
    pub(crate) size: Option<(f32, f32)>,
    /// Whether that unit is the point. Else the page is scaled to the size of usual type
    /// while it is laid out, and its places come out in its own unit.
    pub(crate) in_points: bool,
    /// In any order.
    pub(crate) lines: Vec<BoxedLine<'t>>,
}

/// A line, or a word, in its box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BoxedLine<'t> {
    pub(crate) text: &'t str,
    /// Left, top, right, bottom from the top left of the page.
    pub(crate) bbox: [f32; 4],
    /// From 0 to 1, where it is told.
    pub(crate) confidence: Option<f32>,
}

/// Height of a usual line of type, in points.
const USUAL_LINE: f32 = 12.0;

/// A box this many times higher than wide holds its characters below each other.
const UPRIGHT: f32 = 1.5;

/// A box is no higher than so many em of the type in it, whatever its width.
const HIGHEST: f32 = 1.7;

/// The page as glyphs. Boxes without text or without an inside are left out.
pub(crate) fn geometry(page: &BoxedPage<'_>) -> PageGeometry {
    let boxes = || page.lines.iter().filter_map(|line| Some((line, placed(line)?)));
    let (mut right, mut bottom) = (0.0_f32, 0.0_f32);
    let mut heights: Vec<f32> = Vec::new();
    for (line, rect) in boxes() {
        (right, bottom) = (right.max(rect.right), bottom.max(rect.bottom));
        heights.push(if is_upright(line, &rect) { rect.width() } else { rect.height() });
    }
    let middle = heights.len() / 2;
    let usual = match heights.len() {
        0 => USUAL_LINE,
        _ => *heights.select_nth_unstable_by(middle, f32::total_cmp).1,
    };
    // How many units of the page a point is.
    let unit = if page.in_points { 1.0 } else { usual / USUAL_LINE };
    let told = page.size.filter(|&(w, h)| w > 0.0 && h > 0.0 && w.is_finite() && h.is_finite());
    let (width, height) = told.unwrap_or((right, bottom));
    let em = em(boxes());
    let mut glyphs = Vec::new();
    for (line, rect) in boxes() {
        let scaled = Rect {
            left: rect.left / unit,
            top: rect.top / unit,
            right: rect.right / unit,
            bottom: rect.bottom / unit,
        };
        let upright = is_upright(line, &rect);
        set(line, &scaled, upright, (usual / unit, em), &mut glyphs);
    }
    PageGeometry {
        width: width / unit,
        height: height / unit,
        glyphs,
        boxed: Some(unit),
        ..PageGeometry::default()
    }
}

/// The box of a line that holds something.
fn placed(line: &BoxedLine<'_>) -> Option<Rect> {
    let [left, top, right, bottom] = line.bbox;
    let sound = line.bbox.iter().all(|side| side.is_finite()) && right > left && bottom > top;
    (sound && !line.text.trim().is_empty()).then_some(Rect { left, top, right, bottom })
}

/// Whether the characters of a line stand below each other.
fn is_upright(line: &BoxedLine<'_>, rect: &Rect) -> bool {
    rect.height() > rect.width() * UPRIGHT && line.text.trim().chars().nth(1).is_some()
}

/// The box of a line in larger type is at least so many times as high as most are.
const LARGER: f32 = 1.35;

/// Recognisers draw their boxes wider than the print, by so much on each side, in heights of the
/// line. What stands in two cells of a narrow table would touch.
const MARGIN: f32 = 0.08;

/// A text this long tells how wide its characters are; the margins of the box of a shorter one
/// count for too much.
const LONG: f32 = 3.0;

/// The em of the page's lines as a share of the height of their boxes.
fn em<'l>(boxes: impl Iterator<Item = (&'l BoxedLine<'l>, Rect)>) -> Option<f32> {
    let share = |(line, rect): (&BoxedLine<'_>, Rect)| {
        let upright = is_upright(line, &rect);
        let (length, across) = sides(&rect, upright);
        let ems = ems(line.text.trim(), upright);
        (ems >= LONG).then(|| length / ems / across)
    };
    let mut shares: Vec<f32> = boxes.filter_map(share).collect();
    let middle = shares.len() / 2;
    (!shares.is_empty()).then(|| *shares.select_nth_unstable_by(middle, f32::total_cmp).1)
}

/// Along the line and across it.
fn sides(rect: &Rect, upright: bool) -> (f32, f32) {
    match upright {
        true => (rect.height(), rect.width()),
        false => (rect.width(), rect.height()),
    }
}

/// The width of a character: one em for those that are as wide as high, half an em for others.
fn share(char: char, upright: bool) -> f32 {
    if upright || is_full(char) { 1.0 } else { 0.5 }
}

fn ems(text: &str, upright: bool) -> f32 {
    text.chars().map(|char| share(char, upright)).sum()
}

/// Sets the characters of a line evenly into its box. `usual` is the height of most lines, `em`
/// the share of it that an em of theirs has.
fn set(
    line: &BoxedLine<'_>,
    rect: &Rect,
    upright: bool,
    (usual, em): (f32, Option<f32>),
    glyphs: &mut Vec<Glyph>,
) {
    let text = line.text.trim();
    let ems = ems(text, upright);
    let (length, across) = sides(rect, upright);
    let margin = (across * MARGIN).min(length / 4.0);
    let step = (length - margin * 2.0) / ems;
    // The box of a dash is flat, that of a letter-spaced line wide: the one is no small type,
    // the other no large one.
    let high = if across < usual * LARGER { usual } else { across };
    let told = match em.filter(|em| ems < LONG || *em > 1.0) {
        Some(em) => (length / ems).min(high * em),
        None => (length / ems).min(across.max(usual)),
    };
    let size = told.max(across / HIGHEST);
    let mut done = 0.0;
    for char in text.chars() {
        let from = margin + done * step;
        done += share(char, upright);
        let to = margin + done * step;
        let bbox = if upright {
            let (left, right) = around(rect.x(), size);
            Rect { left, right, top: rect.top + from, bottom: rect.top + to }
        } else {
            let (top, bottom) = around(rect.y(), size);
            Rect { left: rect.left + from, right: rect.left + to, top, bottom }
        };
        glyphs.push(Glyph {
            char: fold::radical_to_ideograph(char),
            bbox,
            size,
            run: Run::Right,
            vertical: upright,
            invisible: false,
            color: [0; 3],
            slanted: false,
            watermark: false,
            stretch: 0,
            confidence: line
                .confidence
                .filter(|c| c.is_finite())
                .map_or(1.0, |c| c.clamp(0.0, 1.0)),
        });
    }
}

fn around(middle: f32, size: f32) -> (f32, f32) {
    (middle - size / 2.0, middle + size / 2.0)
}

/// Whether a character is as wide as high: ideographs and what is set among them.
fn is_full(char: char) -> bool {
    fold::is_cjk(char)
        || matches!(char, '\u{2014}' | '\u{2026}' | '\u{2030}' | '\u{2103}' | '\u{2160}'..='\u{217F}'
            | '\u{2190}'..='\u{21FF}' | '\u{2200}'..='\u{22FF}' | '\u{2460}'..='\u{27BF}'
            | '\u{3000}'..='\u{30FF}' | '\u{3200}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Item;
    use crate::layout::Reader;
    use crate::patterns::Patterns;

    /// A table of four columns in pixels, as a recogniser of lines tells it.
    const TABLE: [[&str; 4]; 4] = [
        ["三级指标", "预期值", "实际完成值", "得分"],
        ["河道清淤长度", "≥12公里", "13.5公里", "10"],
        ["护岸加固面积", "≥800平方米", "790平方米", "8.5"],
        ["受益群众满意度", "≥90%", "94.2%", "10"],
    ];

    fn page() -> BoxedPage<'static> {
        let mut lines = vec![BoxedLine {
            text: "二、绩效指标完成情况",
            bbox: [300.0, 300.0, 780.0, 352.0],
            confidence: Some(0.99),
        }];
        for (row, texts) in TABLE.iter().enumerate() {
            for (col, text) in texts.iter().enumerate() {
                let (left, top) = (300.0 + 460.0 * col as f32, 420.0 + 110.0 * row as f32);
                let ems: f32 = text.chars().map(|c| if is_full(c) { 1.0 } else { 0.5 }).sum();
                let jitter = (row + col) as f32 % 3.0;
                let bbox = [left, top + jitter, left + ems * 46.0, top + 52.0 - jitter];
                let low = (row, col) == (2, 3);
                lines.push(BoxedLine { text, bbox, confidence: low.then_some(0.41) });
            }
        }
        BoxedPage { size: Some((2480.0, 3508.0)), in_points: false, lines }
    }

    #[test]
    fn boxed_lines_in_columns_are_a_table_with_places_in_the_unit_of_the_page() {
        let boxed = page();
        let mut reader = Reader::new(1, Patterns::builtin());
        reader.page(0, Some(geometry(&boxed)));
        let (pages, notes) = reader.finish();
        assert!(notes.is_empty(), "{notes:?}");
        let items = &pages.first().unwrap().items;
        let [Item::Line(line), Item::Grid(grid)] = items.as_slice() else {
            panic!("expected a line and a grid, found {items:?}");
        };
        assert_eq!((line.text.as_str(), line.confidence), ("二、绩效指标完成情况", Some(0.99)));
        assert_eq!((grid.rows, grid.cols), (4, 4));
        for cell in &grid.cells {
            let (row, col) = (cell.row as usize, cell.col as usize);
            assert_eq!(cell.text, TABLE[row][col]);
            let told = boxed.lines[1 + row * 4 + col].bbox;
            let found = cell.at.bbox().unwrap();
            for (told, found) in told.iter().zip(found) {
                assert!((told - found).abs() < 8.0, "{}: {told} {found}", cell.text);
            }
            let low = (row, col) == (2, 3);
            assert_eq!(cell.confidence, low.then_some(0.41));
        }
    }

    fn assert_near(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        let near = found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 0.01);
        assert!(near, "{found:?} {expected:?}");
    }

    #[test]
    fn a_page_in_points_keeps_its_size_and_one_without_a_size_ends_with_its_boxes() {
        let line =
            BoxedLine { text: "支出12万元", bbox: [10.0, 20.0, 50.0, 31.0], confidence: None };
        let lines = vec![line, BoxedLine { text: " ", ..line }];
        let page = BoxedPage { size: Some((595.0, 842.0)), in_points: true, lines };
        let points = geometry(&page);
        assert_eq!((points.width, points.height, points.boxed), (595.0, 842.0, Some(1.0)));
        let lefts: Vec<f32> = points.glyphs.iter().map(|glyph| glyph.bbox.left).collect();
        // Less the margins of the box.
        assert_near(&lefts, &[10.88, 18.53, 26.18, 30.0, 33.82, 41.47]);
        let unknown = geometry(&BoxedPage { size: None, ..page });
        assert_eq!((unknown.width, unknown.height), (50.0, 31.0));
    }

    #[test]
    fn a_high_box_holds_its_characters_below_each_other() {
        let line =
            BoxedLine { text: "产出指标", bbox: [10.0, 20.0, 22.0, 68.0], confidence: None };
        let page = BoxedPage { size: None, in_points: true, lines: vec![line] };
        let glyphs = geometry(&page).glyphs;
        let tops: Vec<f32> = glyphs.iter().map(|glyph| glyph.bbox.top).collect();
        assert_near(&tops, &[20.96, 32.48, 44.0, 55.52]);
        assert!(glyphs.iter().all(|glyph| glyph.vertical));
    }
}
