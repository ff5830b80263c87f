//! How much of each glyph shows.

use rustc_hash::FxHashMap as HashMap;

use super::text::{is_flush, is_under_another};
use crate::layout::geometry::{Glyph, Rect, Run, Window};

/// Of a glyph that is seen, so much of its cell is within the window: the file tells which one it
/// is, and what shows of it does not say otherwise.
const SEEN: f32 = 0.4;

/// A window no wider than this share of the page may be that of one cell.
const CELL: f32 = 0.6;

/// A glyph painted again so near, in em, is the same.
const SAME: f32 = 0.1;

/// So many of those that stand in one place are looked at.
const LOOKED_AT: usize = 64;

/// How much of a glyph the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Whole,
    Not,
    /// It is painted over, and others of its text are not.
    Covered,
}

impl Seen {
    pub(super) fn hides(self) -> bool {
        matches!(self, Seen::Not | Seen::Covered)
    }
}

/// The glyphs that are painted over while others of the same text are not.
pub(super) fn covered(glyphs: &[Glyph]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut first = 0;
    if glyphs.iter().all(|glyph| !glyph.invisible) {
        return found;
    }
    // Some makers set each character as a text of its own.
    let one_text = |one: &Glyph, two: &Glyph| {
        let told = one.stretch != 0 && two.stretch != 0;
        told && (one.stretch == two.stretch || is_flush(one, two) || is_flush(two, one))
    };
    for text in glyphs.chunk_by(one_text) {
        let own = first..first + text.len();
        first = own.end;
        let printed = || text.iter().filter(|glyph| !glyph.char.is_whitespace());
        if printed().any(|glyph| glyph.invisible) && printed().any(|glyph| !glyph.invisible) {
            let shows = |n: usize| !glyphs[n].invisible;
            found.extend(own.filter(|&n| !shows(n) && !is_under_another(glyphs, n, shows)));
        }
    }
    found
}

/// What of a page is shown.
pub(super) struct Shown<'w> {
    pub(super) edge: Rect,
    pub(super) windows: &'w [Window],
    /// All of the text is laid unseen, and read as if it were not.
    pub(super) unseen: bool,
}

impl Shown<'_> {
    pub(super) fn window(&self, n: usize) -> Option<&Window> {
        let after = self.windows.partition_point(|window| window.first <= n);
        self.windows.get(after.checked_sub(1)?).filter(|window| n < window.end)
    }

    /// Whether a window may be that of one cell.
    pub(super) fn is_cell(&self, window: &Window) -> bool {
        window.area.width() < self.edge.width() * CELL
    }

    /// The part of the page that shows a glyph, if any.
    pub(super) fn area(&self, n: usize) -> Option<Rect> {
        match self.window(n) {
            Some(window) => self.edge.shared(&window.area),
            None => Some(self.edge),
        }
    }

    /// The part of a glyph that is shown.
    pub(super) fn part(&self, n: usize, glyph: &Glyph) -> Option<Rect> {
        self.area(n)?.shared(&glyph.bbox)
    }

    pub(super) fn of(&self, n: usize, glyph: &Glyph) -> Seen {
        let ink = ink(glyph);
        let part = self.area(n).and_then(|area| area.shared(&ink));
        let share = part.map_or(0.0, |part| share(&part, &ink));
        // What is not to be seen is told as such, whatever cuts it.
        let shows = match glyph.invisible && !self.unseen {
            true => self.edge.contains(glyph.bbox.x(), glyph.bbox.y()),
            false => share >= SEEN,
        };
        if shows { Seen::Whole } else { Seen::Not }
    }
}

/// Where a mark has its ink in the square that it takes.
fn ink(glyph: &Glyph) -> Rect {
    let square = glyph.run == Run::Right && glyph.bbox.width() >= glyph.size * 0.8;
    let middle = glyph.bbox.x();
    match glyph.char {
        '，' | '。' | '、' | '；' | '：' | '）' | '」' | '』' | '】' | '》' | '〉' | '”' | '’'
            if square =>
        {
            Rect { right: middle, ..glyph.bbox }
        }
        '（' | '「' | '『' | '【' | '《' | '〈' | '“' | '‘' if square => {
            Rect { left: middle, ..glyph.bbox }
        }
        _ => glyph.bbox,
    }
}

/// How much of a box a part of it is, in its narrower direction.
fn share(part: &Rect, whole: &Rect) -> f32 {
    let of = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 1.0 };
    of(part.width(), whole.width()).min(of(part.height(), whole.height()))
}

/// What is painted again where it shows, as in bands one below the other, is not cut: tells which
/// glyphs another stands for.
pub(super) fn painted_again(glyphs: &[Glyph], seen: &[Seen]) -> Vec<bool> {
    let mut again = vec![false; glyphs.len()];
    let step = |glyph: &Glyph| {
        let place = |at: f32| (at / glyph.size.max(1.0)).round() as i32;
        (glyph.char, place(glyph.bbox.x()), place(glyph.bbox.y()))
    };
    let mut places: HashMap<(char, i32, i32), Vec<usize>> = HashMap::default();
    for (n, glyph) in glyphs.iter().enumerate() {
        places.entry(step(glyph)).or_default().push(n);
    }
    for n in 0..glyphs.len() {
        let glyph = &glyphs[n];
        if seen[n] == Seen::Whole || glyph.char.is_whitespace() {
            continue;
        }
        let (char, x, y) = step(glyph);
        let near = (-1..=1_i32).flat_map(|dx| {
            // A glyph may stand as far away as numbers reach.
            (-1..=1_i32).map(move |dy| (char, x.saturating_add(dx), y.saturating_add(dy)))
        });
        let same = |other: &usize| {
            let (a, b) = (&glyphs[*other].bbox, &glyph.bbox);
            let far = (a.x() - b.x()).abs().max((a.y() - b.y()).abs());
            *other != n && far <= glyph.size * SAME
        };
        let others = near.filter_map(|place| places.get(&place)).flatten().copied();
        again[n] = others.take(LOOKED_AT).filter(same).any(|other| seen[other] == Seen::Whole);
    }
    again
}
