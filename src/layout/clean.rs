//! The text of a page alone, and upright: without what is outside the page, painted
//! twice, hidden or laid across it; pages whose text is turned.

use super::cut;
use super::geometry::{Glyph, PageGeometry, Rect, Ruling, Run, UNMAPPED};
use super::layers::{self, Overlay, OverlayKind};
use super::spacing;
use super::{drawn_signs, struck};

/// How a page's content is turned against the page as it is displayed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Turn {
    #[default]
    None,
    /// The lines run from top to bottom.
    Down,
    /// Upside down.
    Left,
    /// The lines run from bottom to top.
    Up,
}

/// The page with its text upright and alone.
#[derive(Debug)]
pub(super) struct Clean {
    pub(super) page: PageGeometry,
    pub(super) turn: Turn,
    pub(super) overlays: Vec<Overlay>,
}

/// The page with its text upright and alone. `recognised`: see [`layers::separate`].
pub(super) fn clean(mut page: PageGeometry, recognised: bool) -> Clean {
    let (width, height) = (page.width, page.height);
    let cut = if recognised { drop_outside(&mut page) } else { cut::take(&mut page) };
    let tiles = if recognised { None } else { layers::take_tiles(&mut page) };
    let seals = if recognised { None } else { layers::take_seals(&mut page) };
    let turn = turn(&page.glyphs);
    let upright = |found: Overlay| Overlay { bbox: turn.apply(found.bbox, width, height), ..found };
    if turn != Turn::None {
        page = turn.upright(page);
    }
    let mut overlays: Vec<Overlay> =
        cut.into_iter().chain(tiles).chain(seals).map(upright).collect();
    if !recognised {
        overlays.extend(struck::take(&mut page));
        drawn_signs::take(&mut page);
    }
    // What a recogniser laid under a picture is told apart by its boxes.
    if !recognised || page.boxed.is_some() {
        overlays.extend(layers::separate(&mut page.glyphs, recognised));
    }
    // What was cut and then taken away as a watermark cuts nothing that is read.
    overlays.retain(|overlay| {
        let marked = || {
            page.glyphs.iter().any(|glyph| {
                glyph.char == UNMAPPED && overlay.bbox.contains(glyph.bbox.x(), glyph.bbox.y())
            })
        };
        overlay.kind != OverlayKind::Cut || marked()
    });
    spacing::close(&mut page.glyphs, &page.rulings);
    Clean { page, turn, overlays }
}

/// Drops what a recogniser puts outside of the page: its places are not exact, and cut nothing.
fn drop_outside(page: &mut PageGeometry) -> Vec<Overlay> {
    let (width, height) = (page.width, page.height);
    page.windows.clear();
    page.glyphs.retain(|glyph| {
        let (x, y) = (glyph.bbox.x(), glyph.bbox.y());
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
    });
    Vec::new()
}

/// Which way most of the text runs.
fn turn(glyphs: &[Glyph]) -> Turn {
    let mut counts = [0usize; 4];
    for glyph in glyphs.iter().filter(|g| !g.char.is_whitespace()) {
        let index = match glyph.run {
            Run::Right => 0,
            Run::Down => 1,
            Run::Left => 2,
            Run::Up => 3,
            Run::Askew => continue,
        };
        counts[index] += 1;
    }
    let total: usize = counts.iter().sum();
    let turns = [Turn::None, Turn::Down, Turn::Left, Turn::Up];
    let most = turns.into_iter().zip(counts).max_by_key(|&(_, count)| count);
    match most {
        // A page with some turned cells is no turned page.
        Some((turn, count)) if count * 5 >= total * 4 => turn,
        _ => Turn::None,
    }
}

impl Turn {
    fn upright(self, page: PageGeometry) -> PageGeometry {
        let (width, height) = match self {
            Turn::Down | Turn::Up => (page.height, page.width),
            Turn::None | Turn::Left => (page.width, page.height),
        };
        let rect = |rect: Rect| self.apply(rect, page.width, page.height);
        let run = |run: Run| self.upright_run(run);
        let ruling = |ruling: Ruling| {
            let Ruling { horizontal, place, from, to } = ruling;
            let placed = if horizontal {
                rect(Rect { left: from, top: place, right: to, bottom: place })
            } else {
                rect(Rect { left: place, top: from, right: place, bottom: to })
            };
            let horizontal = placed.width() >= placed.height();
            if horizontal {
                Ruling { horizontal, place: placed.top, from: placed.left, to: placed.right }
            } else {
                Ruling { horizontal, place: placed.left, from: placed.top, to: placed.bottom }
            }
        };
        let glyph = |glyph: Glyph| Glyph { bbox: rect(glyph.bbox), run: run(glyph.run), ..glyph };
        PageGeometry {
            width,
            height,
            glyphs: page.glyphs.iter().copied().map(glyph).collect(),
            windows: Vec::new(),
            rulings: page.rulings.iter().copied().map(ruling).collect(),
            fills: page.fills.iter().copied().map(rect).collect(),
            images: page.images.iter().copied().map(rect).collect(),
            rings: page.rings.iter().copied().map(rect).collect(),
            unread_fonts: page.unread_fonts,
            boxed: page.boxed,
            back: page.back,
        }
    }

    /// A box of the displayed page, of this width and height, on the upright one.
    fn apply(self, rect: Rect, width: f32, height: f32) -> Rect {
        let Rect { left, top, right, bottom } = rect;
        match self {
            Turn::None => rect,
            // A line that runs down becomes one that runs right.
            Turn::Down => {
                Rect { left: top, right: bottom, top: width - right, bottom: width - left }
            }
            Turn::Up => {
                Rect { left: height - bottom, right: height - top, top: left, bottom: right }
            }
            Turn::Left => Rect {
                left: width - right,
                right: width - left,
                top: height - bottom,
                bottom: height - top,
            },
        }
    }

    /// A box of the upright page, of this width and height, as it is displayed.
    pub(super) fn displayed(self, rect: Rect, width: f32, height: f32) -> Rect {
        match self {
            Turn::Down => Turn::Up.apply(rect, width, height),
            Turn::Up => Turn::Down.apply(rect, width, height),
            Turn::None | Turn::Left => self.apply(rect, width, height),
        }
    }

    fn upright_run(self, run: Run) -> Run {
        const ROUND: [Run; 4] = [Run::Right, Run::Down, Run::Left, Run::Up];
        let quarters = match self {
            Turn::None => 0,
            Turn::Down => 1,
            Turn::Left => 2,
            Turn::Up => 3,
        };
        let place = ROUND.iter().position(|&r| r == run);
        place.map_or(run, |place| ROUND[(place + 4 - quarters) % 4])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn text(page: &PageGeometry) -> String {
        page.glyphs.iter().map(|g| g.char).collect()
    }

    #[test]
    fn what_is_painted_twice_is_one() {
        let bold = page().text(50.0, 100.0, 10.0, "一级指标").text(50.4, 100.2, 10.0, "一级指标");
        assert_eq!(text(&clean(bold, false).page), "一级指标");
        // Characters that stand twice beside each other are two.
        let twice = page().text(50.0, 100.0, 10.0, "1100元元");
        assert_eq!(text(&clean(twice, false).page), "1100元元");
    }

    #[test]
    fn what_is_painted_outside_the_page_is_dropped() {
        let page = page().text(50.0, 100.0, 10.0, "内").text(50.0, 900.0, 10.0, "外");
        assert_eq!(text(&clean(page, false).page), "内");
    }

    #[test]
    fn a_turned_page_is_read_upright_and_its_boxes_are_those_displayed() {
        for (turn, run) in [(Turn::Down, Run::Down), (Turn::Left, Run::Left), (Turn::Up, Run::Up)] {
            let upright = page().text(50.0, 100.0, 10.0, "绩效");
            let (width, height) = (upright.width, upright.height);
            let shown: Vec<Rect> =
                upright.glyphs.iter().map(|g| turn.displayed(g.bbox, width, height)).collect();
            let mut displayed = page();
            if turn != Turn::Left {
                (displayed.width, displayed.height) = (height, width);
            }
            displayed.glyphs = upright
                .glyphs
                .iter()
                .zip(&shown)
                .map(|(g, bbox)| Glyph { bbox: *bbox, run, ..*g })
                .collect();
            let Clean { page: cleaned, turn: found, .. } = clean(displayed, false);
            assert_eq!(found, turn);
            for ((glyph, original), shown) in cleaned.glyphs.iter().zip(&upright.glyphs).zip(shown)
            {
                assert!((glyph.bbox.left - original.bbox.left).abs() < 0.01, "{turn:?}");
                assert!((glyph.bbox.top - original.bbox.top).abs() < 0.01, "{turn:?}");
                assert_eq!(glyph.run, Run::Right);
                let back = found.displayed(glyph.bbox, cleaned.width, cleaned.height);
                assert!((back.left - shown.left).abs() < 0.01, "{turn:?}");
            }
        }
    }
}
