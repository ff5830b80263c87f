//! Texts that lie over each other, told apart before any is read: what is not to be
//! seen, watermarks, seals. Colour, size, slant and the order of painting tell which
//! one is the text of the page. Where they do not, the characters stand as U+FFFD.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::geometry::{Glyph, Rect, Run, UNMAPPED};
use super::near::Near;
use super::note_marks;

/// What was left out of a page or could not be told apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overlay {
    pub(super) kind: OverlayKind,
    /// Its characters, in the order of painting.
    pub(super) text: String,
    pub(super) bbox: Rect,
}

/// What is no text of the page, or hides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OverlayKind {
    /// It is not to be seen.
    Hidden,
    /// A watermark or a seal lies across the text.
    Across,
    /// Two texts lie in one place and cannot be told apart.
    Clash,
    /// Raised marks point to notes.
    NoteMarks,
}

/// Glyphs painted one after the other in one style.
struct Stroke {
    first: usize,
    end: usize,
    color: [u8; 3],
    size: f32,
    slanted: bool,
    /// How many of its glyphs run askew, and how many it has; blanks do not count.
    askew: usize,
    count: usize,
    /// It says the same, in the same style, as one before: watermarks are printed many
    /// times, and are not therefore the greater part of a page.
    repeats: bool,
    bbox: Rect,
}

/// Leaves the text of the page. `recognised` tells that a recogniser laid it, unseen,
/// under a picture: its places are not exact, and say nothing of layers.
pub(super) fn separate(glyphs: &mut Vec<Glyph>, recognised: bool) -> Vec<Overlay> {
    let mut found = Vec::new();
    if !recognised {
        found.extend(drop_hidden(glyphs));
    }
    let near = Near::of(glyphs);
    let (mut dropped, overlaps, doubles) = overlaps(glyphs, &near);
    let has_across = glyphs.iter().any(|g| g.watermark || g.run == Run::Askew);
    if !recognised && (has_across || !overlaps.is_empty()) {
        let strokes = strokes(glyphs);
        let (across, clashes) = decide(glyphs, &strokes, &overlaps);
        found.extend(drop_across(glyphs, &strokes, &across, &mut dropped));
        found.extend(clashes.iter().map(|clash| mark_clash(glyphs, &strokes, clash, &mut dropped)));
    }
    // A shadow shows a character twice; so does a watermark by chance, and goes alone.
    for (before, own) in doubles {
        if !dropped[before] {
            dropped[own] = true;
        }
    }
    if dropped.contains(&true) {
        let mut dropped = dropped.into_iter();
        glyphs.retain(|_| !dropped.next().unwrap_or_default());
    }
    if !recognised {
        found.extend(overlay(OverlayKind::NoteMarks, note_marks::take(glyphs).iter()));
    }
    found
}

/// Drops what is not to be seen, unless it is the greater part.
fn drop_hidden(glyphs: &mut Vec<Glyph>) -> Option<Overlay> {
    let hidden = glyphs.iter().filter(|g| g.invisible && !g.char.is_whitespace()).count();
    let all = glyphs.iter().filter(|g| !g.char.is_whitespace()).count();
    if hidden == 0 || hidden * 2 > all {
        return None;
    }
    let overlay = overlay(OverlayKind::Hidden, glyphs.iter().filter(|g| g.invisible));
    glyphs.retain(|glyph| !glyph.invisible);
    overlay
}

fn overlay<'g>(
    kind: OverlayKind,
    glyphs: impl Iterator<Item = &'g Glyph> + Clone,
) -> Option<Overlay> {
    let bbox = Rect::around(glyphs.clone().map(|glyph| &glyph.bbox))?;
    Some(Overlay { kind, text: glyphs.map(|glyph| glyph.char).collect(), bbox })
}

/// A glyph painted again this near, in em, is the same: bold by double printing,
/// fill and outline, a shadow.
const REPAINTED: f32 = 0.2;

/// Glyphs overlap if boxes of this share of theirs, around their middles, do.
const CORE: f32 = 0.6;

/// Indexes of two glyphs.
type Pair = (usize, usize);

/// Which glyphs paint the same character over itself, which pairs of others overlap,
/// and which show the same character twice in two styles.
fn overlaps(glyphs: &[Glyph], near: &Near) -> (Vec<bool>, Vec<Pair>, Vec<Pair>) {
    let mut repainted = vec![false; glyphs.len()];
    let (mut pairs, mut doubles) = (Vec::new(), Vec::new());
    for (own, glyph) in glyphs.iter().enumerate() {
        if glyph.char.is_whitespace() {
            continue;
        }
        let (x, y) = (glyph.bbox.x(), glyph.bbox.y());
        let (width, height) = (glyph.bbox.width(), glyph.bbox.height());
        // Narrow letters repeat within a fifth of an em.
        let same = (glyph.size * REPAINTED).min(width.max(glyph.size * 0.1) * 0.6);
        for other in near.around(x, y, width.max(height) * CORE) {
            let Some(before) = glyphs.get(other).filter(|_| other != own) else {
                continue;
            };
            if before.char == glyph.char {
                let (dx, dy) =
                    (before.bbox.left - glyph.bbox.left, before.bbox.bottom - glyph.bbox.bottom);
                if dx.abs() < same && dy.abs() < same {
                    if other < own && !repainted[other] {
                        if same_style(before, glyph) {
                            repainted[own] = true;
                            break;
                        }
                        doubles.push((other, own));
                    }
                    continue;
                }
            }
            // Each pair is met from its larger glyph, which reaches further.
            let larger = (before.size, other) < (glyph.size, own);
            let (dx, dy) = ((before.bbox.x() - x).abs(), (before.bbox.y() - y).abs());
            // Marks take half of their cell, and others may stand in the rest of it.
            let text = glyph.char.is_alphanumeric() && before.char.is_alphanumeric();
            let core = if text { CORE } else { CORE / 2.0 };
            if larger
                && dx < (width + before.bbox.width()) / 2.0 * core
                && dy < (height + before.bbox.height()) / 2.0 * CORE
                && !before.char.is_whitespace()
                && !is_drawn_over(before.char)
                && !is_drawn_over(glyph.char)
            {
                pairs.push((other, own));
            }
        }
    }
    pairs.retain(|&(a, b)| !repainted[a] && !repainted[b]);
    (repainted, pairs, doubles)
}

fn same_style(a: &Glyph, b: &Glyph) -> bool {
    a.run == b.run && a.slanted == b.slanted && same_color(a.color, b.color)
}

/// Marks that text is set on or in: lines to fill in, boxes to tick, rings.
fn is_drawn_over(char: char) -> bool {
    matches!(char, '_' | '-' | '/' | '\\' | '|' | '.' | '·' | '…' | '•' | '^' | '~' | '<' | '>' | '='
        | '\u{2010}'..='\u{2017}' | '\u{2190}'..='\u{21FF}' | '\u{2212}' | '\u{2500}'..='\u{27BF}'
        | '\u{3007}' | '\u{FE4D}'..='\u{FE4F}' | '\u{FF0F}' | '\u{FF3C}' | '\u{FF3F}' | '\u{FFE3}')
}

/// Colours may differ this much in a part and be one.
const SAME_COLOR: u8 = 40;

/// Sizes of one style differ by no more than this factor.
const SAME_SIZE: f32 = 1.15;

fn same_color(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOR)
}

fn same_size(a: f32, b: f32) -> bool {
    a.max(b) <= a.min(b) * SAME_SIZE
}

/// The glyphs in strokes: of one style, each near the one before.
fn strokes(glyphs: &[Glyph]) -> Vec<Stroke> {
    const FAR: f32 = 3.0;
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for (n, glyph) in glyphs.iter().enumerate() {
        let apart = |last: &Glyph| {
            let (dx, dy) = (glyph.bbox.x() - last.bbox.x(), glyph.bbox.y() - last.bbox.y());
            // Text that goes back on its own line begins anew.
            let back = last.run == Run::Right
                && glyph.run == Run::Right
                && dx < -glyph.size * 0.2
                && dy.abs() < glyph.size * 0.5;
            back || dx.abs().max(dy.abs()) > glyph.size * FAR
        };
        let goes_on = last.is_some_and(|last| {
            last.color == glyph.color
                && last.slanted == glyph.slanted
                && (last.size - glyph.size).abs() <= glyph.size * 0.02
                && !apart(last)
        });
        let counts = usize::from(!glyph.char.is_whitespace());
        let askew = usize::from(glyph.run == Run::Askew || glyph.watermark) * counts;
        match strokes.last_mut().filter(|_| goes_on) {
            Some(stroke) => {
                stroke.end = n + 1;
                stroke.askew += askew;
                stroke.count += counts;
                stroke.bbox = stroke.bbox.union(&glyph.bbox);
            }
            None => strokes.push(Stroke {
                first: n,
                end: n + 1,
                color: glyph.color,
                size: glyph.size,
                slanted: glyph.slanted,
                askew,
                count: counts,
                repeats: false,
                bbox: glyph.bbox,
            }),
        }
        last = Some(glyph);
    }
    let mut known: HashSet<([u8; 3], String)> = HashSet::default();
    for stroke in &mut strokes {
        stroke.repeats = !known.insert((stroke.color, text(glyphs, stroke)));
    }
    strokes
}

/// The characters of a stroke without blanks.
fn text(glyphs: &[Glyph], stroke: &Stroke) -> String {
    let glyphs = glyphs.get(stroke.first..stroke.end).unwrap_or_default();
    glyphs.iter().map(|glyph| glyph.char).filter(|char| !char.is_whitespace()).collect()
}

/// Whether the text of the page runs straight: what runs askew is none of it. A page
/// that was laid down a little turned runs askew as a whole.
fn is_straight(strokes: &[Stroke]) -> bool {
    /// A watermark may say as much as a short page.
    const MANY: usize = 4;
    let own = || strokes.iter().filter(|stroke| !stroke.repeats);
    let askew: usize = own().map(|stroke| stroke.askew).sum();
    let straight = own().map(|stroke| stroke.count).sum::<usize>() - askew;
    straight * MANY > askew
}

/// Two strokes of which neither is known to be the text of the page.
struct Clash {
    strokes: (usize, usize),
    /// The glyphs that overlap.
    glyphs: Vec<usize>,
}

/// Which strokes lie across the text of the page, and which two clash.
fn decide(
    glyphs: &[Glyph],
    strokes: &[Stroke],
    overlaps: &[(usize, usize)],
) -> (Vec<bool>, Vec<Clash>) {
    let straight = is_straight(strokes);
    // The letters of a seal stand in a ring, some of them upright.
    let in_ring = |stroke: &Stroke| stroke.askew > 0 && stroke.askew * 3 >= stroke.count;
    let mut across: Vec<bool> = strokes.iter().map(|stroke| straight && in_ring(stroke)).collect();
    let styles = Styles::of(strokes);
    let owner = |glyph: usize| strokes.partition_point(|stroke| stroke.end <= glyph);
    let mut met: HashMap<(usize, usize), Vec<usize>> = HashMap::default();
    for &(a, b) in overlaps {
        let (one, other) = (owner(a), owner(b));
        if one != other {
            let pair = (one.min(other), one.max(other));
            met.entry(pair).or_default().extend([a, b]);
        }
    }
    let mut pairs: Vec<_> = met.into_iter().collect();
    pairs.sort_by_key(|(pair, _)| *pair);
    let mut open = Vec::new();
    for ((one, other), parts) in pairs {
        let (Some(a), Some(b)) = (strokes.get(one), strokes.get(other)) else {
            continue;
        };
        match styles.across(a, b, on_one_line(glyphs, &parts)) {
            Some(true) => across[one] = true,
            Some(false) => across[other] = true,
            None => open.push(Clash { strokes: (one, other), glyphs: parts }),
        }
    }
    gather(glyphs, strokes, &styles, &mut across);
    open.retain(|clash| !across[clash.strokes.0] && !across[clash.strokes.1]);
    (across, open)
}

/// Whether glyphs that overlap stand on one line and are of one size: a text typed
/// over another, not across it.
fn on_one_line(glyphs: &[Glyph], parts: &[usize]) -> bool {
    let pair = |pair: &[usize]| {
        let a = glyphs.get(*pair.first()?)?;
        let b = glyphs.get(*pair.get(1)?)?;
        let near = (a.bbox.bottom - b.bbox.bottom).abs() < a.size.max(b.size) * 0.12;
        Some(near && same_size(a.size, b.size))
    };
    parts.chunks(2).all(|parts| pair(parts).unwrap_or_default())
}

/// What of the colour of a seal or watermark lies within it belongs to it, and what
/// says the same in the same style: watermarks are printed many times.
fn gather(glyphs: &[Glyph], strokes: &[Stroke], styles: &Styles, across: &mut [bool]) {
    let other_color = |stroke: &Stroke| !same_color(stroke.color, styles.color);
    let marks: Vec<(&Stroke, String)> = strokes
        .iter()
        .zip(across.iter())
        .filter(|(stroke, across)| **across && other_color(stroke))
        .map(|(stroke, _)| (stroke, text(glyphs, stroke)))
        .collect();
    if marks.is_empty() {
        return;
    }
    let candidates = strokes.iter().zip(across).filter(|(stroke, _)| other_color(stroke));
    for (stroke, across) in candidates {
        let own = text(glyphs, stroke);
        *across |= marks.iter().any(|(mark, text)| {
            same_color(mark.color, stroke.color)
                && (mark.bbox.contains(stroke.bbox.x(), stroke.bbox.y())
                    || same_size(mark.size, stroke.size) && *text == own)
        });
    }
}

/// The styles of a page: how much of its text is set in each.
struct Styles {
    /// The colour of most of it.
    color: [u8; 3],
    colors: Vec<([u8; 3], usize)>,
    sizes: Vec<(f32, usize)>,
    slanted: usize,
    upright: usize,
}

impl Styles {
    fn of(strokes: &[Stroke]) -> Styles {
        let mut styles =
            Styles { color: [0; 3], colors: Vec::new(), sizes: Vec::new(), slanted: 0, upright: 0 };
        let own = |stroke: &&Stroke| !stroke.repeats && stroke.askew * 3 < stroke.count.max(1);
        for stroke in strokes.iter().filter(own) {
            let count = stroke.count;
            let Styles { colors, sizes, .. } = &mut styles;
            match colors.iter_mut().find(|(color, _)| same_color(*color, stroke.color)) {
                Some((_, all)) => *all += count,
                None => colors.push((stroke.color, count)),
            }
            match sizes.iter_mut().find(|(size, _)| same_size(*size, stroke.size)) {
                Some((_, all)) => *all += count,
                None => sizes.push((stroke.size, count)),
            }
            *if stroke.slanted { &mut styles.slanted } else { &mut styles.upright } += count;
        }
        let most = styles.colors.iter().max_by_key(|(_, count)| *count);
        styles.color = most.map_or([0; 3], |(color, _)| *color);
        styles
    }

    /// Whether the first of two strokes lies across the text of the page, or the
    /// second does; `None` if the style of neither tells.
    fn across(&self, a: &Stroke, b: &Stroke, one_line: bool) -> Option<bool> {
        /// One style is the page's if this many times more is set in it.
        const MANY: usize = 4;
        if one_line {
            return None;
        }
        if a.slanted != b.slanted {
            let rare = self.slanted * MANY <= self.upright;
            return rare.then_some(a.slanted);
        }
        if !same_color(a.color, b.color) {
            let count = |stroke: &Stroke| {
                let own = self.colors.iter().find(|(color, _)| same_color(*color, stroke.color));
                own.map_or(0, |(_, count)| *count)
            };
            let (a, b) = (count(a), count(b));
            return (a != b).then_some(a < b);
        }
        let count = |stroke: &Stroke| {
            let own = self.sizes.iter().find(|(size, _)| same_size(*size, stroke.size));
            own.map_or(0, |(_, count)| *count)
        };
        if same_size(a.size, b.size) {
            return None;
        }
        let (a, b) = (count(a), count(b));
        (a * MANY <= b || b * MANY <= a).then_some(a < b)
    }
}

/// Drops the strokes that lie across, and single glyphs that run askew where most of
/// their stroke does not.
fn drop_across(
    glyphs: &[Glyph],
    strokes: &[Stroke],
    across: &[bool],
    dropped: &mut [bool],
) -> Option<Overlay> {
    let single = is_straight(strokes);
    let mut gone = Vec::new();
    for (stroke, across) in strokes.iter().zip(across) {
        let glyphs = glyphs.iter().zip(dropped.iter_mut());
        for (glyph, dropped) in glyphs.take(stroke.end).skip(stroke.first) {
            if *across || single && (glyph.run == Run::Askew || glyph.watermark) {
                if !*dropped {
                    gone.push(*glyph);
                }
                *dropped = true;
            }
        }
    }
    overlay(OverlayKind::Across, gone.iter())
}

/// Two texts that cannot be told apart: U+FFFD for each character of the one that
/// was painted first, none for the other.
fn mark_clash(
    glyphs: &mut [Glyph],
    strokes: &[Stroke],
    clash: &Clash,
    dropped: &mut [bool],
) -> Overlay {
    /// What stands this near to the place, in em, is of the same word.
    const WORD: f32 = 1.5;
    let parts = clash.glyphs.iter().filter_map(|&n| glyphs.get(n));
    let size = parts.clone().map(|glyph| glyph.size).fold(0.0, f32::max);
    let core = Rect::around(parts.map(|glyph| &glyph.bbox)).unwrap_or_default();
    let place = Rect {
        left: core.left - size * WORD,
        right: core.right + size * WORD,
        top: core.top - size * 0.1,
        bottom: core.bottom + size * 0.1,
    };
    let mut text = String::new();
    for (second, stroke) in [(false, clash.strokes.0), (true, clash.strokes.1)] {
        let Some(stroke) = strokes.get(stroke) else { continue };
        if second {
            text.push_str(" / ");
        }
        let glyphs = glyphs.iter_mut().zip(dropped.iter_mut());
        for (glyph, dropped) in glyphs.take(stroke.end).skip(stroke.first) {
            let inside = place.contains(glyph.bbox.x(), glyph.bbox.y());
            if !inside || glyph.char.is_whitespace() {
                continue;
            }
            text.push(glyph.char);
            if second {
                *dropped = true;
            } else {
                glyph.char = UNMAPPED;
            }
        }
    }
    Overlay { kind: OverlayKind::Clash, text, bbox: core }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::PageGeometry;
    use crate::layout::sample::page;

    fn rows() -> PageGeometry {
        page().lines(
            50.0,
            100.0,
            10.0,
            &["新建泵站3座", "清淤12公里", "管护率98%", "投诉0件", "满意度96%"],
        )
    }

    fn styled(mut page: PageGeometry, from: usize, style: impl Fn(&mut Glyph)) -> PageGeometry {
        page.glyphs.iter_mut().skip(from).for_each(style);
        page
    }

    fn read(mut page: PageGeometry) -> (String, Vec<OverlayKind>) {
        let found = separate(&mut page.glyphs, false);
        let text = page.glyphs.iter().map(|glyph| glyph.char).collect();
        (text, found.iter().map(|overlay| overlay.kind).collect())
    }

    #[test]
    fn what_runs_askew_or_is_of_another_colour_or_size_lies_across() {
        let (plain, none) = read(rows());
        assert!(none.is_empty());
        let count = rows().glyphs.len();
        let askew =
            styled(rows().text(60.0, 130.0, 30.0, "内部资料"), count, |g| g.run = Run::Askew);
        assert_eq!(read(askew), (plain.clone(), vec![OverlayKind::Across]));
        let pale =
            styled(rows().text(62.0, 121.0, 11.0, "内部资料"), count, |g| g.color = [200; 3]);
        assert_eq!(read(pale), (plain.clone(), vec![OverlayKind::Across]));
        let large = rows().text(52.0, 128.0, 40.0, "样");
        assert_eq!(read(large), (plain, vec![OverlayKind::Across]));
    }

    #[test]
    fn a_watermark_that_is_printed_many_times_is_not_the_text_of_the_page() {
        let count = rows().glyphs.len();
        let tiled = |run: Run| {
            let page = (0..40).fold(rows(), |page, n| {
                page.text(45.0 + 60.0 * (n % 8) as f32, 98.0 + 13.0 * (n / 8) as f32, 10.0, "王某")
            });
            styled(page, count, |g| (g.color, g.run) = ([190; 3], run))
        };
        let plain = read(rows()).0;
        for run in [Run::Right, Run::Askew] {
            assert_eq!(read(tiled(run)), (plain.clone(), vec![OverlayKind::Across]));
        }
    }

    #[test]
    fn a_digit_of_a_watermark_takes_none_of_the_text() {
        // The watermark is painted first, and its 3 lies on that of the text.
        let under = page().text(78.5, 99.8, 12.0, "内3部资料");
        let count = under.glyphs.len();
        let mut under = under;
        under.glyphs.iter_mut().for_each(|g| (g.color, g.run) = ([200; 3], Run::Askew));
        let mut both = rows();
        both.glyphs = under.glyphs.iter().chain(&rows().glyphs).copied().collect();
        assert_eq!(count, 5);
        assert_eq!(read(both), (read(rows()).0, vec![OverlayKind::Across]));
    }

    #[test]
    fn two_texts_of_one_style_cannot_be_told_apart() {
        let both = rows().text(200.0, 100.0, 10.0, "842").text(202.0, 100.0, 10.0, "731");
        let (text, found) = read(both);
        assert_eq!(found, [OverlayKind::Clash]);
        assert!(text.ends_with("\u{FFFD}\u{FFFD}\u{FFFD}"), "{text}");
    }

    #[test]
    fn what_is_hidden_is_left_out_unless_it_is_all_there_is() {
        let count = rows().glyphs.len();
        let some = styled(rows().text(200.0, 100.0, 10.0, "731"), count, |g| g.invisible = true);
        assert_eq!(read(some).1, [OverlayKind::Hidden]);
        let all = styled(rows(), 0, |g| g.invisible = true);
        assert_eq!(read(all), (read(rows()).0, vec![]));
    }

    #[test]
    fn letters_on_a_line_to_fill_in_are_read() {
        let filled = rows().text(200.0, 100.0, 10.0, "____").text(201.0, 100.0, 10.0, "青屿");
        assert!(read(filled).1.is_empty());
    }
}
