//! Lines of text outside the tables, as a detector finds them.

use super::bitmap::{Area, Plane};
use super::components::components;
use super::pixels::Pixels;
use super::reader::Reader;
use crate::layout::geometry::Rect;

/// The longer side of a page as the detector sees it, in pixels.
const LONGEST: f32 = 1280.0;

/// Characters are not made smaller than this for the detector, in pixels.
const LEAST: f32 = 13.0;

/// A component this high may be part of a text, in characters.
const TEXT: std::ops::Range<f32> = 0.35..6.0;

/// White paper around what is looked at, in characters.
const AROUND: f32 = 1.5;

/// The lines of text of a page that stand in none of its tables, from the top.
pub(super) fn lines(
    pixels: &Pixels,
    ink: &Plane,
    tables: &[Rect],
    ch: f32,
    reader: &dyn Reader,
) -> Vec<Area> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let longer = width.max(height) as f32;
    let scale = (LONGEST / longer).max(LEAST / ch).min(1.0);
    let mut found: Vec<Area> = Vec::new();
    for band in bands(ink, tables, width, height) {
        let Some(inked) = texts(ink, &band, tables, ch) else { continue };
        let part = cut_out(pixels, &inked, tables);
        let longest = (inked.width().max(inked.height()) as f32 * scale).ceil();
        for quad in reader.detect(&part, longest.max(32.0) as u32) {
            let rect = Rect::around(&quad.corners.map(|(x, y)| Rect {
                left: x,
                top: y,
                right: x,
                bottom: y,
            }));
            let Some(rect) = rect else { continue };
            let local = Area::of(&rect, inked.width(), inked.height());
            let area = Area {
                left: local.left + inked.left,
                top: local.top + inked.top,
                right: local.right + inked.left,
                bottom: local.bottom + inked.top,
            };
            let middle = area.rect();
            let inside = tables.iter().any(|table| table.contains(middle.x(), middle.y()));
            if area.width() > 2 && area.height() > 2 && !inside {
                found.push(area);
            }
        }
    }
    found.sort_by_key(|area| (area.top, area.left, area.bottom, area.right));
    found.dedup();
    found
}

/// The bands of a page between its tables, and those with tables beside which text stands.
fn bands(ink: &Plane, tables: &[Rect], width: usize, height: usize) -> Vec<Area> {
    let mut rows: Vec<(usize, usize)> = tables
        .iter()
        .map(|table| Area::of(table, width, height))
        .map(|area| (area.top, area.bottom))
        .collect();
    rows.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (top, bottom) in rows {
        match joined.last_mut() {
            Some(last) if top <= last.1 => last.1 = last.1.max(bottom),
            _ => joined.push((top, bottom)),
        }
    }
    let mut bands = Vec::new();
    let mut from = 0;
    for (top, bottom) in joined.into_iter().chain([(height, height)]) {
        if top > from {
            bands.push(Area { left: 0, top: from, right: width, bottom: top });
        }
        let beside = |table: &&Rect| (table.top as usize) < bottom && table.bottom as usize > top;
        let left = tables.iter().filter(beside).map(|t| t.left).fold(f32::MAX, f32::min);
        let right = tables.iter().filter(beside).map(|t| t.right).fold(0.0, f32::max);
        let many = tables.iter().filter(beside).count() > 1;
        if bottom > top {
            let whole = Area { left: 0, top, right: width, bottom };
            if many {
                bands.push(whole);
            } else {
                let left = (left.max(0.0) as usize).min(width);
                let right = (right.max(0.0) as usize + 1).min(width);
                bands.push(Area { right: left, ..whole });
                bands.push(Area { left: right, ..whole });
            }
        }
        from = from.max(bottom);
    }
    bands.retain(|band| band.width() > 2 && band.height() > 2 && ink.inked(band).is_some());
    bands
}

/// The part of a band that may hold text, with paper around it.
fn texts(ink: &Plane, band: &Area, tables: &[Rect], ch: f32) -> Option<Area> {
    let mut own = Plane::new(band.width(), band.height());
    for y in 0..band.height() {
        for (x, &byte) in ink.part(band.top + y, band.left, band.right).iter().enumerate() {
            let place = ((band.left + x) as f32, (band.top + y) as f32);
            if byte == 1 && !tables.iter().any(|table| table.contains(place.0, place.1)) {
                own.set(x, y, 1);
            }
        }
    }
    let inked = components(&own)
        .into_iter()
        .filter(|c| TEXT.contains(&(c.area.width().max(c.area.height()) as f32 / ch)))
        .map(|c| c.area.rect())
        .reduce(|whole, next| whole.union(&next))?;
    let around = ch * AROUND;
    let wider = Rect {
        left: inked.left - around,
        top: inked.top - around,
        right: inked.right + around,
        bottom: inked.bottom + around,
    };
    let local = Area::of(&wider, band.width(), band.height());
    Some(Area {
        left: local.left + band.left,
        top: local.top + band.top,
        right: local.right + band.left,
        bottom: local.bottom + band.top,
    })
}

/// Part of a picture, its tables left white.
fn cut_out(pixels: &Pixels, area: &Area, tables: &[Rect]) -> Pixels {
    let mut part = Pixels::white(area.width() as u32, area.height() as u32);
    let row_length = pixels.width as usize * 3;
    let rows = part.rgb.chunks_exact_mut(area.width().max(1) * 3);
    for (row, y) in rows.zip(area.top..) {
        let from = y * row_length + area.left * 3;
        if let Some(own) = pixels.rgb.get(from..from + row.len()) {
            row.copy_from_slice(own);
        }
        let crossed = tables.iter().filter(|t| t.top <= y as f32 && (y as f32) < t.bottom);
        for table in crossed {
            let left = (table.left as usize).max(area.left) - area.left;
            let right =
                (table.right.max(0.0) as usize + 1).clamp(area.left, area.right) - area.left;
            if let Some(own) = row.get_mut(left * 3..right * 3) {
                own.fill(u8::MAX);
            }
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::pixels::{Quad, Strip};
    use crate::picture::reader::ReadLine;

    /// Finds one line: all that it is shown.
    struct All;

    impl Reader for All {
        fn detect(&self, picture: &Pixels, _: u32) -> Vec<Quad> {
            let (wide, high) = (picture.width as f32, picture.height as f32);
            let corners = [(0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)];
            vec![Quad { corners, sure: 1.0 }]
        }

        fn read(&self, strips: &[Strip]) -> Vec<ReadLine> {
            vec![ReadLine::default(); strips.len()]
        }
    }

    #[test]
    fn only_bands_with_text_outside_tables_are_looked_at() {
        let pixels = Pixels::white(200, 300);
        let mut ink = Plane::new(200, 300);
        let mut text = |left: usize, top: usize| {
            for y in top..top + 10 {
                (left..left + 10).for_each(|x| ink.set(x, y, 1));
            }
        };
        text(50, 20);
        text(50, 150);
        text(180, 160);
        let tables = [Rect { left: 20.0, top: 100.0, right: 150.0, bottom: 200.0 }];
        let found = lines(&pixels, &ink, &tables, 10.0, &All);
        let boxes: Vec<(usize, usize)> = found.iter().map(|a| (a.left, a.top)).collect();
        assert_eq!(boxes, [(35, 5), (165, 145)]);
    }
}
