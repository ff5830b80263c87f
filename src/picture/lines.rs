//! The ink of a cell to its lines of text.

use super::bitmap::{Area, Plane};
use super::components::{Component, components};

/// What stands in a cell: lines from top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CellLines {
    pub(super) lines: Vec<Area>,
    /// Whether they are characters one above the other: one text, set downwards.
    pub(super) stacked: bool,
}

/// What is left of a rule lies this near to the edge of a cell, and runs at least so far. In
/// characters.
const EDGE: f32 = 0.45;
const REST: f32 = 1.25;
const CLOSE: f32 = 0.12;
const SHORT_REST: f32 = 0.5;

/// A line is no higher than this, in characters.
const HIGHEST: f32 = 1.7;

/// Parts of one line are together no higher than this, in characters.
const ONE_LINE: f32 = 1.25;

/// Specks are smaller than this, and farther from anything larger. In characters.
const SPECK: f32 = 0.26;
const FAR: f32 = 0.6;

/// More specks are a ground.
const MOST_SPECKS: usize = 1500;

/// A gap that parts two texts of a line, in characters.
const APART: f32 = 4.0;

/// The lines of text in an area of ink.
pub(super) fn lines(ink: &Plane, cell: &Area, ch: f32) -> CellLines {
    let mut own = cut_out(ink, cell);
    take_out_rests(&mut own, ch);
    take_out_specks(&mut own, ch);
    let whole = Area { left: 0, top: 0, right: own.width, bottom: own.height };
    let mut bands = bands(&own, &whole, ch);
    bands = together(bands, ch);
    let parts: Vec<Area> = bands.iter().flat_map(|band| cut_high(&own, band, ch)).collect();
    let mut lines: Vec<Area> = parts.iter().filter_map(|band| own.inked(band)).collect();
    drop_low(&own, &mut lines, ch);
    lines.retain(|line| !is_dust(&own, line, ch) && !is_beside_border(&own, line, ch));
    let stacked = is_stacked(&lines, ch);
    let place = |area: Area| Area {
        left: area.left + cell.left,
        top: area.top + cell.top,
        right: area.right + cell.left,
        bottom: area.bottom + cell.top,
    };
    let lines = match stacked {
        true => lines,
        false => lines.iter().flat_map(|line| apart(&own, line, ch)).collect(),
    };
    CellLines { lines: lines.into_iter().map(place).collect(), stacked }
}

fn cut_out(ink: &Plane, area: &Area) -> Plane {
    let mut own = Plane::new(area.width(), area.height());
    let rows = own.bytes.chunks_exact_mut(area.width().max(1));
    for (row, y) in rows.zip(area.top..) {
        let from = ink.part(y, area.left, area.right);
        if let Some(row) = row.get_mut(..from.len()) {
            row.copy_from_slice(from);
        }
    }
    own
}

/// Long stretches of ink along the edges are what is left of rules.
fn take_out_rests(own: &mut Plane, ch: f32) {
    let edge = (ch * EDGE) as usize;
    let least = (ch * REST) as usize;
    let near = |place: usize, length: usize| place < edge || place + edge >= length;
    let (width, height) = (own.width, own.height);
    for y in (0..height).filter(|&y| near(y, height)) {
        for (from, to) in stretches(own.row(y), least) {
            (from..to).for_each(|x| own.set(x, y, 0));
        }
    }
    // Directly at a border shorter ones are.
    let close = ((ch * CLOSE) as usize).max(2);
    for x in (0..width).filter(|&x| near(x, width)) {
        let column: Vec<u8> = (0..height).map(|y| own.at(x, y)).collect();
        let at_border = x < close || x + close >= width;
        let least = if at_border { (ch * SHORT_REST) as usize } else { least };
        for (from, to) in stretches(&column, least) {
            (from..to).for_each(|y| own.set(x, y, 0));
        }
    }
}

/// Stretches of ink at least so long.
fn stretches(row: &[u8], least: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut x = 0;
    while let Some(start) = memchr::memchr(1, row.get(x..).unwrap_or_default()) {
        let left = x + start;
        let rest = row.get(left..).unwrap_or_default();
        let right = left + memchr::memchr(0, rest).unwrap_or(rest.len());
        if right - left >= least.max(1) {
            found.push((left, right));
        }
        x = right;
    }
    found
}

/// Dots belong to a text: a dot with no text near it is dust.
fn take_out_specks(own: &mut Plane, ch: f32) {
    let all = components(own);
    let limit = ch * SPECK;
    let is_small =
        |c: &Component| (c.area.width() as f32) < limit && (c.area.height() as f32) < limit;
    let (small, large): (Vec<Component>, Vec<Component>) = all.into_iter().partition(is_small);
    if small.len() > MOST_SPECKS {
        return;
    }
    let far = (ch * FAR) as usize;
    for speck in small {
        let near = |other: &Component| {
            let gap =
                |a: (usize, usize), b: (usize, usize)| a.0.max(b.0).saturating_sub(a.1.min(b.1));
            gap((speck.area.left, speck.area.right), (other.area.left, other.area.right)) <= far
                && gap((speck.area.top, speck.area.bottom), (other.area.top, other.area.bottom))
                    <= far
        };
        if !large.iter().any(near) {
            for y in speck.area.top..speck.area.bottom {
                (speck.area.left..speck.area.right).for_each(|x| own.set(x, y, 0));
            }
        }
    }
}

/// Rows of ink that follow each other.
fn bands(own: &Plane, area: &Area, ch: f32) -> Vec<Area> {
    // A row with a pixel or two between lines parts them still.
    let faint = (ch * 0.06) as u32;
    let rows = own.rows(area);
    let mut found: Vec<Area> = Vec::new();
    let mut open: Option<usize> = None;
    for (n, count) in rows.iter().copied().chain([0]).enumerate() {
        match open {
            None if count > faint.min(1) => open = Some(n),
            Some(from) if count <= faint => {
                found.push(Area { top: area.top + from, bottom: area.top + n, ..*area });
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Puts the parts of characters together that lie above each other, the nearest first.
fn together(mut bands: Vec<Area>, ch: f32) -> Vec<Area> {
    /// A narrower gap parts no lines, and a lower band is no line, in characters.
    const GAP: f32 = 0.16;
    const LOW: f32 = 0.42;
    loop {
        let near = bands
            .windows(2)
            .enumerate()
            .filter_map(|(n, pair)| {
                let [a, b] = pair else { return None };
                let (gap, whole) = ((b.top - a.bottom) as f32, (b.bottom - a.top) as f32);
                let low = a.height().min(b.height()) as f32;
                let one = whole <= ch * ONE_LINE && (gap <= ch * GAP || low <= ch * LOW);
                one.then_some((n, b.top - a.bottom))
            })
            .min_by_key(|&(_, gap)| gap);
        let Some((n, _)) = near else { return bands };
        let second = bands.remove(n + 1);
        if let Some(first) = bands.get_mut(n) {
            first.bottom = second.bottom;
        }
    }
}

/// A band too high for a line is cut where it has least ink.
fn cut_high(own: &Plane, band: &Area, ch: f32) -> Vec<Area> {
    let high = band.height() as f32;
    if high <= ch * HIGHEST {
        return vec![*band];
    }
    let rows = own.rows(band);
    // Larger type has larger characters.
    let part = cut_out(own, band);
    let (mut large, mut all) = (0, 0);
    for component in components(&part) {
        let tall = component.area.height() as f32;
        if tall > ch * 1.35 && (component.area.width() as f32) < tall * 2.5 {
            large += component.count;
        }
        all += component.count;
    }
    if large * 2 > all {
        return vec![*band];
    }
    let margin = (ch * 0.6) as usize;
    let inner = margin..rows.len().saturating_sub(margin);
    let weakest = inner.min_by_key(|&n| {
        // The nearer to the middle of two lines, the better among equals.
        let off = (n as f32 - rows.len() as f32 / 2.0).abs() as u32;
        (rows.get(n).copied().unwrap_or(u32::MAX), off)
    });
    let mean = rows.iter().sum::<u32>() / rows.len().max(1) as u32;
    match weakest {
        Some(n) if rows.get(n).is_some_and(|&count| count * 2 <= mean) => {
            let (upper, lower) =
                (Area { bottom: band.top + n, ..*band }, Area { top: band.top + n, ..*band });
            let mut parts = cut_high(own, &upper, ch);
            parts.extend(cut_high(own, &lower, ch));
            parts
        }
        _ => vec![*band],
    }
}

/// Lines much lower than the highest are dust or rests of others, unless they are strokes: wide
/// and full of ink.
fn drop_low(own: &Plane, lines: &mut Vec<Area>, ch: f32) {
    const LOW: f32 = 0.45;
    const FULL: f32 = 0.5;
    const SPARSE: f32 = 0.3;
    // The rest of a border, where it bends.
    const AT_EDGE: f32 = 0.25;
    let highest = lines.iter().map(Area::height).max().unwrap_or(0) as f32;
    let alone = lines.len() == 1;
    let least = (highest * LOW).max(ch * LOW);
    let edge = ch * AT_EDGE;
    lines.retain(|line| {
        let (wide, high) = (line.width() as f32, line.height() as f32);
        let at_edge = (line.top as f32) < edge || line.bottom as f32 + edge > own.height as f32;
        if high < edge && at_edge {
            return false;
        }
        let count: u32 = own.rows(line).iter().sum();
        let full = count as f32 >= wide * high * if alone { SPARSE } else { FULL };
        high >= least || wide >= ch * 0.3 && full
    });
}

/// Whether nothing in a line is as large as a part of a character.
fn is_dust(own: &Plane, line: &Area, ch: f32) -> bool {
    const PART: f32 = 0.34;
    let large = |c: &Component| c.area.width().max(c.area.height()) as f32 >= ch * PART;
    !components(&cut_out(own, line)).iter().any(large)
}

/// Whether a line is no wider than what a ragged border leaves, and stands at the side of its
/// cell.
fn is_beside_border(own: &Plane, line: &Area, ch: f32) -> bool {
    const THIN: f32 = 0.16;
    const NEAR: f32 = 0.35;
    let near = ch * NEAR;
    let at_side = (line.left as f32) < near || line.right as f32 + near > own.width as f32;
    at_side && line.width() as f32 <= (ch * THIN).max(2.0)
}

/// Whether lines are single characters above each other, and not numbers.
fn is_stacked(lines: &[Area], ch: f32) -> bool {
    const WIDE: f32 = 1.6;
    const FULL: f32 = 0.7;
    // Rows of short texts are farther apart.
    const CLOSE: f32 = 0.9;
    let width = |line: &Area| line.width() as f32;
    let full = lines.iter().filter(|line| width(line) >= ch * FULL).count();
    let close = |pair: &[Area]| (pair[1].top - pair[0].bottom) as f32 <= ch * CLOSE;
    lines.len() > 1
        && full * 2 > lines.len()
        && lines.iter().all(|line| width(line) < ch * WIDE)
        && lines.windows(2).all(close)
}

/// The texts of a line that wide gaps part.
fn apart(own: &Plane, line: &Area, ch: f32) -> Vec<Area> {
    let columns = own.columns(line);
    let gap = (ch * APART) as usize;
    let mut parts: Vec<Area> = Vec::new();
    for (n, _) in columns.iter().enumerate().filter(|(_, count)| **count > 0) {
        let x = line.left + n;
        match parts.last_mut() {
            Some(last) if x - last.right < gap => last.right = x + 1,
            _ => parts.push(Area { left: x, right: x + 1, ..*line }),
        }
    }
    parts.iter().filter_map(|part| own.inked(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CH: f32 = 20.0;

    fn cell() -> (Plane, Area) {
        (Plane::new(300, 120), Area { left: 10, top: 10, right: 290, bottom: 110 })
    }

    fn fill(ink: &mut Plane, left: usize, top: usize, width: usize, height: usize) {
        for y in top..top + height {
            (left..left + width).for_each(|x| ink.set(x, y, 1));
        }
    }

    /// A character: a frame of strokes.
    fn character(ink: &mut Plane, left: usize, top: usize) {
        for (x, y, w, h) in [(0, 0, 18, 2), (0, 17, 18, 2), (0, 0, 2, 19), (16, 0, 2, 19)] {
            fill(ink, left + x, top + y, w, h);
        }
    }

    fn tops(found: &CellLines) -> Vec<(usize, usize)> {
        found.lines.iter().map(|line| (line.top, line.bottom)).collect()
    }

    #[test]
    fn lines_are_parted_and_the_strokes_of_one_are_not() {
        let (mut ink, area) = cell();
        for x in [40, 62, 84] {
            character(&mut ink, x, 30);
        }
        // 三: three strokes above each other.
        for (y, w) in [(62, 14), (70, 12), (78, 18)] {
            fill(&mut ink, 62, y, w, 2);
        }
        let found = lines(&ink, &area, CH);
        assert_eq!(tops(&found), [(30, 49), (62, 80)]);
        assert_eq!((found.lines[0].left, found.lines[0].right), (40, 102));
        assert!(!found.stacked);
    }

    #[test]
    fn rests_of_rules_and_dust_are_no_text() {
        let (mut ink, area) = cell();
        character(&mut ink, 40, 30);
        fill(&mut ink, 12, 11, 200, 1);
        fill(&mut ink, 11, 12, 1, 90);
        fill(&mut ink, 200, 90, 3, 3);
        assert_eq!(tops(&lines(&ink, &area, CH)), [(30, 49)]);
        let (ink, area) = cell();
        assert_eq!(lines(&ink, &area, CH), CellLines::default());
    }

    #[test]
    fn touching_lines_are_cut_where_they_touch() {
        let (mut ink, area) = cell();
        for x in [40, 62, 84, 106, 128] {
            character(&mut ink, x, 30);
            character(&mut ink, x, 51);
        }
        // A stroke that reaches into the next line.
        fill(&mut ink, 50, 49, 2, 3);
        assert_eq!(lines(&ink, &area, CH).lines.len(), 2);
    }

    #[test]
    fn characters_one_above_the_other_are_one_text_and_numbers_are_not() {
        let (mut ink, area) = cell();
        for y in [12, 36, 60] {
            character(&mut ink, 40, y);
        }
        assert!(lines(&ink, &area, CH).stacked);
        let (mut ink, area) = cell();
        for y in [12, 36, 60] {
            fill(&mut ink, 40, y, 8, 15);
        }
        let found = lines(&ink, &area, CH);
        assert_eq!((found.lines.len(), found.stacked), (3, false));
    }

    #[test]
    fn texts_far_apart_are_read_one_by_one() {
        let (mut ink, area) = cell();
        character(&mut ink, 40, 30);
        character(&mut ink, 200, 30);
        assert_eq!(lines(&ink, &area, CH).lines.len(), 2);
    }
}
