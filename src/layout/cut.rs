//! Text of which the page shows a part: its edge, or the outline in which something is painted,
//! cuts the rest off, or an area is painted over it. What is shown is not the whole text, so
//! U+FFFD stands where it is cut.

use rustc_hash::FxHashMap as HashMap;

use super::geometry::{Glyph, PageGeometry, Rect, Ruling, Run, UNMAPPED, Window};
use super::layers::{Overlay, OverlayKind};

/// Of a glyph that is seen, so much of its cell is within the window: the file tells which one it
/// is, and what shows of it does not say otherwise.
const SEEN: f32 = 0.4;

/// What of a cell does not show stands in no gap between columns if it is wider, in em.
const HANGS: f32 = 0.1;

/// Glyphs of one text stand no further apart, in em.
const TOUCH: f32 = 0.4;

/// Lines of one text stand no further apart, in em.
const LEAD: f32 = 2.2;

/// A window no wider than this share of the page may be that of one cell.
const CELL: f32 = 0.6;

/// Where a text is cut between two glyphs, its mark is so wide, in em.
const MARK: f32 = 0.06;

/// A glyph painted again so near, in em, is the same.
const SAME: f32 = 0.1;

/// What is painted over the rest of a text and begins so near to where that ends, in em, stands
/// in its place.
const REPLACED: f32 = 0.12;

/// How much of a glyph the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Whole,
    Not,
    /// It is painted over, and others of its text are not.
    Covered,
}

impl Seen {
    fn hides(self) -> bool {
        matches!(self, Seen::Not | Seen::Covered)
    }
}

/// Takes away what the page does not show, and marks where it cuts text. Gives what was cut, and
/// what was outside of all that is shown.
pub(super) fn take(page: &mut PageGeometry) -> Vec<Overlay> {
    let edge = Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
    let windows = std::mem::take(&mut page.windows);
    let (glyphs, rulings) = (&mut page.glyphs, &page.rulings);
    let unseen = glyphs.iter().filter(|glyph| glyph.invisible).count() * 2 > glyphs.len();
    let shown = Shown { edge, windows: &windows, unseen };
    let inside = |glyph: &Glyph| edge.holds(&glyph.bbox);
    let covered = covered(glyphs);
    if windows.is_empty() && covered.is_empty() && glyphs.iter().all(inside) {
        return Vec::new();
    }
    let mut seen: Vec<Seen> = (0..glyphs.len()).map(|n| shown.of(n, &glyphs[n])).collect();
    for n in covered {
        seen[n] = Seen::Covered;
    }
    if seen.iter().all(|seen| *seen == Seen::Whole) {
        return Vec::new();
    }
    let again = painted_again(glyphs, &seen);
    let mut marks: HashMap<usize, Rect> = HashMap::default();
    let mut found = Vec::new();
    let mut outside = Outside::default();
    let mut at = 0;
    while at < glyphs.len() {
        if seen[at] == Seen::Whole || again[at] {
            at += 1;
            continue;
        }
        let (from, to) = text_around(glyphs, &shown, at);
        at = to;
        let text = glyphs.get(from..to).unwrap_or_default();
        let own = seen.get(from..to).unwrap_or_default();
        let printed = |wanted: fn(Seen) -> bool| {
            let pairs = text.iter().zip(own);
            pairs.filter(move |(glyph, seen)| !glyph.char.is_whitespace() && wanted(**seen))
        };
        let Some(bbox) = Rect::around(printed(|seen| !seen.hides()).map(|(g, _)| &g.bbox)) else {
            outside.add(printed(|_| true).map(|(glyph, _)| glyph));
            continue;
        };
        if printed(|seen| seen != Seen::Whole).next().is_none() {
            continue;
        }
        let bbox = edge.shared(&bbox).unwrap_or(bbox);
        let whole = printed(|_| true).map(|(glyph, _)| glyph.char).collect();
        if mark(glyphs, rulings, &seen, &shown, (from, to), &mut marks) {
            found.push(Overlay { kind: OverlayKind::Cut, text: whole, bbox });
        }
    }
    found.extend(outside.overlay(edge));
    for (n, glyph) in glyphs.iter_mut().enumerate() {
        // What does not show of a character stands in no gap between columns.
        let part = shown.part(n, glyph).filter(|_| seen[n] == Seen::Whole);
        let hangs = |part: &Rect| glyph.bbox.width() - part.width() > glyph.size * HANGS;
        if let Some(part) = part.filter(hangs) {
            (glyph.bbox.left, glyph.bbox.right) = (part.left, part.right);
        }
        if let Some(place) = marks.get(&n) {
            (glyph.char, glyph.bbox, glyph.invisible) = (UNMAPPED, *place, false);
        }
    }
    let mut n = 0;
    glyphs.retain(|_| {
        let keep = !again[n] && (seen[n] != Seen::Not || marks.contains_key(&n));
        n += 1;
        keep
    });
    found
}

/// The glyphs that are painted over while others of the same text are not.
fn covered(glyphs: &[Glyph]) -> Vec<usize> {
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
            found.extend(own.filter(|&n| glyphs[n].invisible));
        }
    }
    found
}

/// Whether a glyph begins where the other one of its style ends, on its line.
fn is_flush(one: &Glyph, two: &Glyph) -> bool {
    let gap = match one.run {
        Run::Right => two.bbox.left - one.bbox.right,
        Run::Left => one.bbox.left - two.bbox.right,
        Run::Down => two.bbox.top - one.bbox.bottom,
        Run::Up => one.bbox.top - two.bbox.bottom,
        Run::Askew => return false,
    };
    let (_, off) = apart(one, two);
    gap.abs() <= one.size * MARK
        && off <= one.size * MARK
        && one.run == two.run
        && one.color == two.color
        && (one.size - two.size).abs() <= one.size * 0.02
}

/// What of a page is shown.
struct Shown<'w> {
    edge: Rect,
    windows: &'w [Window],
    /// All of the text is laid unseen, and read as if it were not.
    unseen: bool,
}

impl Shown<'_> {
    fn window(&self, n: usize) -> Option<&Window> {
        let after = self.windows.partition_point(|window| window.first <= n);
        self.windows.get(after.checked_sub(1)?).filter(|window| n < window.end)
    }

    /// Whether a window may be that of one cell.
    fn is_cell(&self, window: &Window) -> bool {
        window.area.width() < self.edge.width() * CELL
    }

    /// The part of the page that shows a glyph, if any.
    fn area(&self, n: usize) -> Option<Rect> {
        match self.window(n) {
            Some(window) => self.edge.shared(&window.area),
            None => Some(self.edge),
        }
    }

    /// The part of a glyph that is shown.
    fn part(&self, n: usize, glyph: &Glyph) -> Option<Rect> {
        self.area(n)?.shared(&glyph.bbox)
    }

    fn of(&self, n: usize, glyph: &Glyph) -> Seen {
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
fn painted_again(glyphs: &[Glyph], seen: &[Seen]) -> Vec<bool> {
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
        let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (char, x + dx, y + dy)));
        let same = |other: &usize| {
            let (a, b) = (&glyphs[*other].bbox, &glyph.bbox);
            let far = (a.x() - b.x()).abs().max((a.y() - b.y()).abs());
            *other != n && far <= glyph.size * SAME
        };
        let others = near.filter_map(|place| places.get(&place)).flatten().copied();
        again[n] = others.filter(same).any(|other| seen[other] == Seen::Whole);
    }
    again
}

/// The glyphs painted before and after one that are of its text: beside it on its line, or, within
/// one window, on the next lines.
fn text_around(glyphs: &[Glyph], shown: &Shown<'_>, at: usize) -> (usize, usize) {
    let touches = |n: usize| {
        let pair = glyphs.get(n).zip(glyphs.get(n + 1));
        pair.is_some_and(|(one, two)| {
            let one_window = match (shown.window(n), shown.window(n + 1)) {
                (Some(a), Some(b)) => a.number == b.number && shown.is_cell(a),
                // Of what shows as a whole no window was taken down.
                (Some(window), None) => shown.is_cell(window) && window.area.holds(&two.bbox),
                (None, Some(window)) => shown.is_cell(window) && window.area.holds(&one.bbox),
                (None, None) => false,
            };
            one.color == two.color
                && (one.size - two.size).abs() <= one.size * 0.05
                && one.run == two.run
                && (is_beside(one, two) || one_window && is_below(one, two))
        })
    };
    let (mut from, mut to) = (at, at);
    while from > 0 && touches(from - 1) {
        from -= 1;
    }
    while touches(to) {
        to += 1;
    }
    (from, to + 1)
}

/// How far two boxes are apart along the line of glyphs and across it.
fn apart(one: &Glyph, two: &Glyph) -> (f32, f32) {
    let (a, b) = (&one.bbox, &two.bbox);
    let across = ((b.left.max(a.left)) - a.right.min(b.right), (a.y() - b.y()).abs());
    let along = ((b.top.max(a.top)) - a.bottom.min(b.bottom), (a.x() - b.x()).abs());
    match one.run {
        Run::Down | Run::Up => along,
        Run::Right | Run::Left | Run::Askew => across,
    }
}

fn is_beside(one: &Glyph, two: &Glyph) -> bool {
    let (gap, off) = apart(one, two);
    off <= one.size * 0.3 && gap <= one.size * TOUCH
}

fn is_below(one: &Glyph, two: &Glyph) -> bool {
    let (_, off) = apart(one, two);
    off <= one.size * LEAD
}

/// Marks each place of a text where it is cut: the first of those that do not show, at the edge of
/// one that does. Whether there is any.
fn mark(
    glyphs: &[Glyph],
    rulings: &[Ruling],
    seen: &[Seen],
    shown: &Shown<'_>,
    (from, to): (usize, usize),
    marks: &mut HashMap<usize, Rect>,
) -> bool {
    let before = marks.len();
    let printed: Vec<usize> = (from..to).filter(|&n| !glyphs[n].char.is_whitespace()).collect();
    for pair in printed.windows(2) {
        let (seen_one, hidden) = match (seen[pair[0]], seen[pair[1]]) {
            (Seen::Whole, two) if two.hides() => (pair[0], pair[1]),
            (one, Seen::Whole) if one.hides() => (pair[1], pair[0]),
            _ => continue,
        };
        let (glyph, next) = (&glyphs[seen_one], &glyphs[hidden]);
        if seen[hidden] == Seen::Covered && is_replaced(glyphs, rulings, glyph, hidden) {
            continue;
        }
        let part = shown.part(seen_one, glyph).unwrap_or(glyph.bbox);
        marks.entry(hidden).or_insert_with(|| at_edge(&part, glyph, next));
    }
    marks.len() > before
}

/// Whether another text, painted later, goes on where one that is painted over ends.
fn is_replaced(glyphs: &[Glyph], rulings: &[Ruling], glyph: &Glyph, hidden: usize) -> bool {
    let behind = glyphs[hidden].bbox.x() > glyph.bbox.x();
    // What stands behind a drawn line is the text of another cell.
    let parted = |later: &Glyph| {
        let (from, to) = (glyph.bbox.x().min(later.bbox.x()), glyph.bbox.x().max(later.bbox.x()));
        rulings.iter().any(|ruling| {
            !ruling.horizontal
                && (from..to).contains(&ruling.place)
                && (ruling.from..ruling.to).contains(&glyph.bbox.y())
        })
    };
    glyphs.iter().skip(hidden + 1).any(|later| {
        let gap = match behind {
            true => later.bbox.left - glyph.bbox.right,
            false => glyph.bbox.left - later.bbox.right,
        };
        let level = (later.bbox.y() - glyph.bbox.y()).abs() < glyph.size * 0.5;
        level
            && later.stretch != glyph.stretch
            && !later.invisible
            && !later.char.is_whitespace()
            && gap.abs() <= glyph.size * REPLACED
            && !parted(later)
    })
}

/// A narrow box at the edge of a glyph that looks towards the next one.
fn at_edge(part: &Rect, glyph: &Glyph, next: &Glyph) -> Rect {
    let width = glyph.size * MARK;
    let beside = is_beside(glyph, next);
    match glyph.run {
        Run::Down | Run::Up => {
            let below =
                if beside { next.bbox.y() > glyph.bbox.y() } else { glyph.run == Run::Down };
            if below {
                Rect { top: part.bottom - width, ..*part }
            } else {
                Rect { bottom: part.top + width, ..*part }
            }
        }
        Run::Right | Run::Left | Run::Askew => {
            let behind =
                if beside { next.bbox.x() > glyph.bbox.x() } else { glyph.run != Run::Left };
            if behind {
                Rect { left: part.right - width, ..*part }
            } else {
                Rect { right: part.left + width, ..*part }
            }
        }
    }
}

/// Text of which nothing is shown.
#[derive(Default)]
struct Outside {
    text: String,
    bbox: Option<Rect>,
}

impl Outside {
    fn add<'g>(&mut self, glyphs: impl Iterator<Item = &'g Glyph>) {
        let before = self.text.len();
        for glyph in glyphs.filter(|glyph| !glyph.invisible) {
            if self.text.len() == before && before > 0 {
                self.text.push(' ');
            }
            self.text.push(glyph.char);
            let whole = self.bbox.map_or(glyph.bbox, |bbox| bbox.union(&glyph.bbox));
            self.bbox = Some(whole);
        }
    }

    fn overlay(self, edge: Rect) -> Option<Overlay> {
        let bbox = self.bbox?;
        let bbox = edge.shared(&bbox).unwrap_or(edge);
        Some(Overlay { kind: OverlayKind::Outside, text: self.text, bbox })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn window(page: &mut PageGeometry, first: usize, area: [f32; 4]) {
        let [left, top, right, bottom] = area;
        let area = Rect { left, top, right, bottom };
        let number = page.windows.len();
        let end = page.glyphs.len();
        page.windows.push(Window { first, end, area, number });
    }

    fn text(page: &PageGeometry) -> String {
        page.glyphs.iter().map(|g| g.char).collect()
    }

    fn told(found: &[Overlay]) -> Vec<(OverlayKind, &str)> {
        found.iter().map(|overlay| (overlay.kind, overlay.text.as_str())).collect()
    }

    #[test]
    fn a_text_is_marked_where_the_page_ends() {
        // Half of the third character shows, and in the second text all of it.
        let mut cut = page().text(570.0, 100.0, 10.0, "按期完工");
        let found = take(&mut cut);
        assert_eq!(text(&cut), "按期完\u{FFFD}");
        assert_eq!(told(&found), [(OverlayKind::Cut, "按期完工")]);
        let mut between = page().text(575.0, 100.0, 10.0, "按期完工");
        take(&mut between);
        assert_eq!(text(&between), "按期\u{FFFD}");
        let mark = between.glyphs[2].bbox;
        assert!(mark.left > 594.0 && mark.right <= 595.0, "{mark:?}");
        let mut before = page().text(-20.0, 100.0, 10.0, "按期完工");
        take(&mut before);
        assert_eq!(text(&before), "\u{FFFD}完工");
    }

    #[test]
    fn what_ends_at_the_edge_or_is_outside_is_not_cut() {
        let mut whole = page().text(565.0, 100.0, 10.0, "按期完").text(50.0, 900.0, 10.0, "外");
        let found = take(&mut whole);
        assert_eq!(text(&whole), "按期完");
        assert_eq!(told(&found), [(OverlayKind::Outside, "外")]);
    }

    #[test]
    fn a_window_cuts_the_lines_that_it_does_not_hold() {
        let lines = ["控制在预", "算以内的", "支出进度"];
        let mut cut = page().lines(50.0, 100.0, 10.0, &lines).text(50.0, 200.0, 10.0, "下一格");
        window(&mut cut, 0, [48.0, 88.0, 95.0, 119.0]);
        cut.windows[0].end = 12;
        let found = take(&mut cut);
        assert_eq!(text(&cut), "控制在预算以内的\u{FFFD}下一格");
        assert_eq!(told(&found), [(OverlayKind::Cut, "控制在预算以内的支出进度")]);
    }

    #[test]
    fn a_text_is_marked_where_an_area_covers_the_rest() {
        let stretched = |replaced: &str| {
            let mut page = page().text(50.0, 100.0, 10.0, "完成率为九成");
            page.glyphs.iter_mut().for_each(|glyph| glyph.stretch = 1);
            page.glyphs[4..].iter_mut().for_each(|glyph| glyph.invisible = true);
            let mut page = page.text(90.0, 100.0, 10.0, replaced);
            page.glyphs[6..].iter_mut().for_each(|glyph| glyph.stretch = 2);
            let found = take(&mut page).len();
            page.glyphs.retain(|glyph| !glyph.invisible);
            (text(&page), found)
        };
        assert_eq!(stretched(""), ("完成率为\u{FFFD}".to_owned(), 1));
        // Another text stands in its place.
        assert_eq!(stretched("85%"), ("完成率为85%".to_owned(), 0));
    }

    #[test]
    fn what_is_painted_again_in_another_window_is_whole() {
        let mut bands = page().text(50.0, 100.0, 10.0, "完成率");
        window(&mut bands, 0, [0.0, 0.0, 595.0, 94.0]);
        bands = bands.text(50.0, 100.0, 10.0, "完成率");
        window(&mut bands, 3, [0.0, 94.0, 595.0, 842.0]);
        let found = take(&mut bands);
        assert_eq!(text(&bands), "完成率");
        assert!(found.is_empty(), "{found:?}");
    }
}
