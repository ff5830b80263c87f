//! Text that runs over a border of its cell: into the next one where its own is too narrow, or
//! over the whole table, as a stamp does. Part of a number would stand in the next cell, where
//! it is another number.

use super::{Lattice, Span};
use crate::layout::geometry::{Glyph, Rect, Run, UNMAPPED};
use crate::layout::layers::{Overlay, OverlayKind};
use crate::layout::near::run_around;

/// A glyph that sticks out of its cell by no more than this share of its width stands at the
/// border.
const STICKS_OUT: f32 = 0.15;

/// Glyphs of one text stand no further apart, and overlap no more, in em.
const TOUCH: f32 = 0.15;

/// Digits that stand this near to a border and each other, in em, are not parted by it.
const FLUSH: f32 = 0.06;

/// Two texts set in the middle have middles no further apart, in em.
const SAME_MIDDLE: f32 = 0.35;

/// No wider margin is left before a text at the left of its cell, in em.
const MARGIN: f32 = 0.8;

/// What stands over more borders than this is text of the page in another colour.
const MOST_MARKS: usize = 64;

/// A text stands in a cell if so many of its glyphs do.
const MOST: (usize, usize) = (3, 4);

/// A place outside of the net.
pub(super) const OUTSIDE: usize = usize::MAX;

/// A stamp is of a colour in which no more than one of so many glyphs is set.
pub(super) const RARE: usize = 5;

/// What of the colour of a stamp stands this near to it belongs to it, in em.
const NEAR: f32 = 3.0;

impl Lattice {
    /// The cell that holds a point, and whether a border of it lies within the glyph.
    pub(super) fn place(&self, glyph: &Glyph) -> (usize, bool) {
        let Some(cell) = self.cell_at(glyph.bbox.x(), glyph.bbox.y()) else {
            return (OUTSIDE, false);
        };
        let sticks_out = glyph.bbox.width() * STICKS_OUT;
        let crosses = self.cells.get(cell).is_some_and(|span| {
            let border = |col: usize| self.xs.get(col).copied().unwrap_or_default();
            glyph.bbox.left + sticks_out < border(span.cols.0)
                || glyph.bbox.right - sticks_out > border(span.cols.1)
        });
        (cell, crosses && !glyph.char.is_whitespace() && glyph.run == Run::Right)
    }

    /// Puts a text that runs over a border into one cell: the one in which it starts, or of which
    /// it has the middle. Where both may be, its characters are not told.
    pub(super) fn keep_together(&self, glyphs: &mut [Glyph], places: &mut [usize]) {
        let mut done = 0;
        for at in 0..glyphs.len() {
            let Some(&glyph) = glyphs.get(at).filter(|_| at >= done) else { continue };
            let own = places.get(at).copied().unwrap_or(OUTSIDE);
            let crosses = own != OUTSIDE && self.place(&glyph).1;
            if !crosses && !is_parted_text(at, glyphs, places) {
                if own == OUTSIDE {
                    continue;
                }
                if let Some((before, after)) = self.parted_number(at, glyphs, places) {
                    for n in [before, after] {
                        if let Some(glyph) = glyphs.get_mut(n) {
                            glyph.char = UNMAPPED;
                        }
                    }
                }
                continue;
            }
            let (from, to) = text_around(glyphs, at);
            done = to;
            match self.owner_of(glyphs.get(from..to).unwrap_or_default(), glyph.size) {
                Owner::Cell(cell) => {
                    places.get_mut(from..to).unwrap_or_default().fill(cell);
                }
                Owner::NotTold => {
                    for glyph in glyphs.get_mut(from..to).unwrap_or_default() {
                        glyph.char = UNMAPPED;
                    }
                }
                Owner::None => {}
            }
        }
    }

    /// Whether a border stands between two digits of what looks like one number.
    pub(super) fn parts_numbers(&self, glyphs: &[Glyph], places: &[usize]) -> bool {
        (1..glyphs.len()).any(|at| self.parted_number(at, glyphs, places).is_some())
    }

    /// Whether a border stands between two glyphs that the file sets as one text.
    pub(super) fn parts_texts(glyphs: &[Glyph], places: &[usize]) -> bool {
        (1..glyphs.len()).any(|at| is_parted_text(at, glyphs, places))
    }

    /// Two digits that stand at both sides of a border as near as those of one number.
    fn parted_number(
        &self,
        at: usize,
        glyphs: &[Glyph],
        places: &[usize],
    ) -> Option<(usize, usize)> {
        let before = at.checked_sub(1)?;
        let (one, two) = (glyphs.get(before)?, glyphs.get(at)?);
        let (first, second) = (*places.get(before)?, *places.get(at)?);
        let figure = |glyph: &Glyph| glyph.char.is_ascii_digit() || matches!(glyph.char, '.' | ',');
        if first == second || first == OUTSIDE || !figure(one) || !figure(two) {
            return None;
        }
        let flush = (two.bbox.left - one.bbox.right).abs() <= one.size * FLUSH;
        (flush && on_one_line(one, two)).then_some((before, at))
    }

    /// The cell of a text that runs over a border: it starts at the left of that cell, ends at its
    /// right, or has its middle. Where that is so of none, most of it stands in the cell.
    fn owner_of(&self, text: &[Glyph], size: f32) -> Owner {
        let Some(whole) = Rect::around(text.iter().map(|glyph| &glyph.bbox)) else {
            return Owner::None;
        };
        let cell = |x: f32| self.cell_at(x, whole.y());
        let rect = |cell: usize| self.cells.get(cell).map(|span: &Span| self.rect(span));
        let (start, end) = (cell(whole.left + size * TOUCH), cell(whole.right - size * TOUCH));
        let Some(first) = start else {
            let close = |cell: usize| {
                rect(cell).is_some_and(|r| (0.0..=size * MARGIN).contains(&(r.right - whole.right)))
            };
            return end.filter(|&cell| close(cell)).map_or(Owner::None, Owner::Cell);
        };
        if start == end {
            return Owner::Cell(first);
        }
        let close = |margin: f32| (-size * TOUCH..=size * MARGIN).contains(&margin);
        let starts = start.filter(|&c| rect(c).is_some_and(|r| close(whole.left - r.left)));
        let ends = end.filter(|&c| rect(c).is_some_and(|r| close(r.right - whole.right)));
        let middle = cell(whole.x()).filter(|&cell| {
            rect(cell).is_some_and(|rect| {
                let both = whole.left < rect.left && whole.right > rect.right;
                both && (rect.x() - whole.x()).abs() <= size * SAME_MIDDLE
            })
        });
        let mut found: Vec<usize> = [starts, ends, middle].into_iter().flatten().collect();
        found.dedup();
        match found[..] {
            [one] => Owner::Cell(one),
            [] => {
                let most = |cell: usize| {
                    let inside = |glyph: &&Glyph| self.place(glyph).0 == cell;
                    text.iter().filter(inside).count() * MOST.1 >= text.len() * MOST.0
                };
                start
                    .into_iter()
                    .chain(end)
                    .find(|&cell| most(cell))
                    .map_or(Owner::NotTold, Owner::Cell)
            }
            _ => Owner::NotTold,
        }
    }

    /// Takes away a stamp or a watermark that stands over borders of cells in a colour of its
    /// own: nothing under it need touch it.
    pub(in crate::layout) fn take_across(&self, glyphs: &mut Vec<Glyph>) -> Option<Overlay> {
        let whole = self.bbox();
        let inside = |glyph: &&Glyph| whole.contains(glyph.bbox.x(), glyph.bbox.y());
        let first = glyphs.iter().find(inside)?;
        let color = first.color;
        if glyphs.iter().filter(inside).all(|glyph| glyph.color == color) {
            return None;
        }
        let count = |color: [u8; 3]| {
            glyphs.iter().filter(inside).filter(|glyph| glyph.color == color).count()
        };
        let all = glyphs.iter().filter(inside).count();
        let mut known: Vec<([u8; 3], bool)> = Vec::new();
        let mut marks: Vec<([u8; 3], Rect)> = Vec::new();
        let mut at = 0;
        while at < glyphs.len() {
            let glyph = &glyphs[at];
            at += 1;
            if !self.place(glyph).1 {
                continue;
            }
            let rare = known.iter().find(|(color, _)| *color == glyph.color).map(|(_, rare)| *rare);
            let rare = rare.unwrap_or_else(|| {
                let rare = count(glyph.color) * RARE < all;
                known.push((glyph.color, rare));
                rare
            });
            if rare {
                let (from, to) = text_around(glyphs, at - 1);
                let part = glyphs.get(from..to).unwrap_or_default();
                let around = Rect::around(part.iter().map(|g| &g.bbox)).unwrap_or_default();
                marks.push((glyph.color, grown(around, glyph.size * NEAR)));
                at = to.max(at);
            }
        }
        if marks.is_empty() || marks.len() > MOST_MARKS {
            return None;
        }
        let is_mark = |glyph: &Glyph| {
            marks.iter().any(|(color, around)| {
                *color == glyph.color && around.contains(glyph.bbox.x(), glyph.bbox.y())
            })
        };
        let gone = glyphs.iter().filter(|glyph| is_mark(glyph));
        let text = gone.clone().map(|glyph| glyph.char).collect();
        let bbox = Rect::around(gone.map(|glyph| &glyph.bbox)).unwrap_or_default();
        glyphs.retain(|glyph| !is_mark(glyph));
        Some(Overlay { kind: OverlayKind::Across, text, bbox })
    }
}

/// Where a text belongs.
enum Owner {
    Cell(usize),
    /// In one of two cells.
    NotTold,
    /// It starts outside of the table.
    None,
}

fn grown(rect: Rect, by: f32) -> Rect {
    Rect {
        left: rect.left - by,
        top: rect.top - by,
        right: rect.right + by,
        bottom: rect.bottom + by,
    }
}

fn on_one_line(one: &Glyph, other: &Glyph) -> bool {
    let size = one.size.max(other.size);
    (one.bbox.y() - other.bbox.y()).abs() <= size * TOUCH
        && (one.size - other.size).abs() <= size * TOUCH
}

/// Whether a glyph and the one before it are of one text, and stand in two cells.
fn is_parted_text(at: usize, glyphs: &[Glyph], places: &[usize]) -> bool {
    let pair = |all: &[usize]| Some((*all.get(at.checked_sub(1)?)?, *all.get(at)?));
    let (Some((one, two)), Some(after)) = (pair(places), glyphs.get(at)) else { return false };
    let Some(before) = glyphs.get(at - 1).filter(|_| one != two) else { return false };
    // Out of the table nothing but such a text runs, be each of its characters set alone.
    let out = one == OUTSIDE || two == OUTSIDE;
    let told = after.stretch != 0 && (before.stretch == after.stretch || out);
    told && (goes_on(before, after) || goes_on(after, before))
}

/// Whether the second glyph goes on with the first.
fn goes_on(one: &Glyph, two: &Glyph) -> bool {
    let gap = two.bbox.left - one.bbox.right;
    let blank = one.char.is_whitespace() || two.char.is_whitespace();
    // What a file sets apart goes on only where nothing is left between.
    let apart = one.stretch != two.stretch;
    let touch = if apart { FLUSH } else { TOUCH };
    !blank && gap.abs() <= one.size * touch && on_one_line(one, two) && one.color == two.color
}

/// The glyphs painted before and after one that touch each other on one line, from left to right
/// or from right to left.
fn text_around(glyphs: &[Glyph], at: usize) -> (usize, usize) {
    let pair = |n: usize| glyphs.get(n).zip(glyphs.get(n + 1));
    let forth = |n: usize| pair(n).is_some_and(|(one, two)| goes_on(one, two));
    let back = |n: usize| pair(n).is_some_and(|(one, two)| goes_on(two, one));
    let (one, other) = (run_around(at, forth), run_around(at, back));
    if other.1 - other.0 > one.1 - one.0 { other } else { one }
}
