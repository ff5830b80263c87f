//! Ink that belongs to neither lines nor type: seals that no colour tells from the print,
//! signatures, strokes of a pen. It is too large for a character, and runs over lines of the
//! table, as text never does. What stands where it lies is read in doubt, and what was taken for a
//! line and is part of it is none.

use super::bitmap::{Area, Plane};
use super::components::components;
use super::ink;
use super::rules::{Rule, Rules};
use crate::layout::geometry::Rect;

/// A rule at least so long is one of the table, in characters.
const CERTAIN: f32 = 5.0;

/// Beside a line its grey edge goes so far, in pixels.
const EDGE: f32 = 1.5;

/// Levels below the mean around it that make a pixel foreign ink: seals are often fainter than
/// print.
const FAINT: u8 = 25;

/// Ink that runs over a line is no wider along it, in characters.
const STROKE: f32 = 1.4;

/// Type is no larger in both directions, in characters, where it runs over a line, and anywhere.
const OVER_LINE: (f32, f32) = (1.6, 2.3);
const ANYWHERE: f32 = 3.2;

/// What is larger in both directions is no seal, but what is left of a net of lines.
const NET: f32 = 17.0;

/// What is smaller is part of a seal without a frame, which reaches so many times as far as it.
const PART: f32 = 5.0;
const REACH: f32 = 3.0;

/// Pieces of foreign ink no farther apart than this are one, in characters.
const APART: f32 = 1.0;

/// Or if they stand beside each other over this share of their length, no farther apart than this
/// share of it: two sides of a ring.
const BESIDE: f32 = 0.7;
const SIDES: f32 = 0.8;

/// A field reaches so far beyond its ink, in characters.
const MARGIN: f32 = 0.4;

/// A rule is part of foreign ink if so much of it is.
const OWN: f32 = 0.7;

/// More large fields of ink are a picture or noise: all of it is one field then.
const MOST: usize = 40;

/// A field of foreign ink.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    rect: Rect,
    /// Its corners are empty: it reaches no farther than the oval in its box.
    round: bool,
    /// Its ink, from `at` on.
    ink: Plane,
    at: (usize, usize),
}

impl Field {
    /// A field that is all of a box.
    pub(super) fn of(rect: Rect) -> Field {
        Field { rect, round: false, ink: Plane::default(), at: (0, 0) }
    }

    pub(super) fn rect(&self) -> Rect {
        self.rect
    }

    /// Whether it reaches into a box.
    pub(super) fn touches(&self, rect: &Rect, ch: f32) -> bool {
        let margin = ch * MARGIN;
        let (half_wide, half_high) =
            (self.rect.width() / 2.0 + margin, self.rect.height() / 2.0 + margin);
        let off = |low: f32, high: f32, middle: f32| (low - middle).max(middle - high).max(0.0);
        let x = off(rect.left, rect.right, self.rect.x()) / half_wide.max(1.0);
        let y = off(rect.top, rect.bottom, self.rect.y()) / half_high.max(1.0);
        if self.round { x * x + y * y <= 1.0 } else { x <= 1.0 && y <= 1.0 }
    }

    /// Whether a rule is part of its ink. Along is x for horizontal ones.
    fn has(&self, rule: &Rule, horizontal: bool) -> bool {
        let (mut own, mut count) = (0_usize, 0_usize);
        for along in rule.from().max(0.0) as usize..rule.to().max(0.0) as usize {
            let across = rule.across(along as f32) as i64;
            let hit = (across - 1..=across + 1).any(|across| {
                let (x, y) =
                    if horizontal { (along as i64, across) } else { (across, along as i64) };
                let (x, y) = (x - self.at.0 as i64, y - self.at.1 as i64);
                x >= 0 && y >= 0 && self.ink.at(x as usize, y as usize) == 1
            });
            own += usize::from(hit);
            count += 1;
        }
        own as f32 >= count.max(1) as f32 * OWN
    }
}

/// The foreign ink of a straight page, of which these are the grey levels. `rules` are those that
/// are believed.
pub(super) fn fields(levels: &Plane, rules: &Rules, ch: f32) -> Vec<Field> {
    let lines = || {
        let certain = |rule: &&Rule| rule.length() >= ch * CERTAIN;
        let across = rules.horizontal.iter().filter(certain).map(|rule| (rule, true));
        across.chain(rules.vertical.iter().filter(certain).map(|rule| (rule, false)))
    };
    // Without the lines of the table: beside a heavy one the mean is so dark that nothing else is
    // ink.
    let mut levels = levels.clone();
    lines().for_each(|(rule, horizontal)| paint_over(&mut levels, &Line { rule, horizontal }));
    let mut rest = ink::below_mean(&levels, FAINT);
    // Where ink runs over a line.
    let mut over = Plane::new(rest.width, rest.height);
    for (rule, horizontal) in lines() {
        bridge(&mut rest, &mut over, &Line { rule, horizontal }, ch);
    }
    let large = |area: &Area| {
        let (wide, high) = (area.width() as f32, area.height() as f32);
        let seal = wide.min(high) <= ch * NET;
        seal && wide.min(high) >= ch * OVER_LINE.0 && wide.max(high) >= ch * OVER_LINE.1
    };
    let pieces = components(&rest).into_iter().map(|component| component.area).filter(large);
    let pieces: Vec<Piece> = pieces.filter_map(|area| piece(&rest, &over, &area, ch)).collect();
    if pieces.len() > MOST {
        let boxes: Vec<Rect> = pieces.iter().map(|piece| piece.area.rect()).collect();
        let whole = Rect::around(boxes.iter());
        return whole.map(Field::of).into_iter().collect();
    }
    together(pieces, ch).into_iter().map(|piece| field(piece, ch)).collect()
}

/// Ink that hangs together.
struct Piece {
    area: Area,
    ink: Plane,
}

/// Leaves those rules that are no part of foreign ink.
pub(super) fn leave_out(rules: &mut Rules, fields: &[Field], ch: f32) {
    let certain = |rule: &Rule| rule.length() >= ch * CERTAIN;
    rules.horizontal.retain(|rule| certain(rule) || !fields.iter().any(|f| f.has(rule, true)));
    rules.vertical.retain(|rule| certain(rule) || !fields.iter().any(|f| f.has(rule, false)));
}

/// A line as it lies on the picture.
struct Line<'r> {
    rule: &'r Rule,
    horizontal: bool,
}

impl Line<'_> {
    fn half(&self) -> f32 {
        self.rule.thickness / 2.0 + EDGE
    }

    fn along(&self) -> std::ops::Range<usize> {
        self.rule.from().max(0.0) as usize..self.rule.to().max(0.0) as usize
    }

    /// Its first and last pixel across it.
    fn band(&self, along: usize) -> (i64, i64) {
        let middle = self.rule.across(along as f32 + 0.5);
        ((middle - self.half() - 0.5).ceil() as i64, (middle + self.half() - 0.5).floor() as i64)
    }

    fn at(&self, along: usize, across: i64) -> Option<(usize, usize)> {
        let across = usize::try_from(across).ok()?;
        Some(if self.horizontal { (along, across) } else { (across, along) })
    }
}

/// Gives the pixels of a line the lightest level beside it.
fn paint_over(levels: &mut Plane, line: &Line<'_>) {
    for along in line.along() {
        let (first, last) = line.band(along);
        let beside = [first - 2, first - 1, last + 1, last + 2];
        let beside = beside.iter().filter_map(|&across| line.at(along, across));
        let Some(paper) = beside.map(|(x, y)| levels.at(x, y)).max() else { continue };
        for (x, y) in (first..=last).filter_map(|across| line.at(along, across)) {
            levels.set(x, y, paper);
        }
    }
}

/// Takes a line out of ink, but for where strokes run over it.
fn bridge(ink: &mut Plane, over: &mut Plane, line: &Line<'_>, ch: f32) {
    let widest = (ch * STROKE) as usize;
    // A stroke that runs over a line aslant leaves it beside where it met it.
    let aslant = (line.half() * 3.0) as usize;
    let along = line.along();
    let inked = |side: &dyn Fn((i64, i64)) -> i64| -> Vec<bool> {
        let dark = |along: usize| {
            let place = line.at(along, side(line.band(along)));
            place.is_some_and(|(x, y)| ink.at(x, y) == 1)
        };
        near(&along.clone().map(dark).collect::<Vec<bool>>(), aslant)
    };
    let (before, after) = (inked(&|(first, _)| first - 1), inked(&|(_, last)| last + 1));
    let crossed: Vec<bool> = before.iter().zip(&after).map(|(&a, &b)| a && b).collect();
    let mut start = 0;
    while start < crossed.len() {
        let own = crossed.get(start).copied().unwrap_or(false);
        let end = (start..crossed.len()).find(|&n| crossed.get(n) != Some(&own));
        let end = end.unwrap_or(crossed.len());
        let stroke = u8::from(own && end - start <= widest);
        for place in along.start + start..along.start + end {
            let (first, last) = line.band(place);
            for (x, y) in (first..=last).filter_map(|across| line.at(place, across)) {
                ink.set(x, y, stroke);
                over.set(x, y, stroke);
            }
        }
        start = end;
    }
}

/// Each place that has one that is marked so near.
fn near(marked: &[bool], by: usize) -> Vec<bool> {
    let mut all = vec![false; marked.len()];
    for (n, _) in marked.iter().enumerate().filter(|(_, marked)| **marked) {
        let end = (n + by + 1).min(all.len());
        all.get_mut(n.saturating_sub(by)..end).unwrap_or_default().fill(true);
    }
    all
}

/// The component that fills an area; `None` if it is type.
fn piece(ink: &Plane, over: &Plane, area: &Area, ch: f32) -> Option<Piece> {
    let own = flooded(ink, area)?;
    let (wide, high) = (area.width() as f32, area.height() as f32);
    let runs_over = || {
        (0..own.height).any(|y| {
            (0..own.width).any(|x| own.at(x, y) == 1 && over.at(x + area.left, y + area.top) == 1)
        })
    };
    let foreign = wide.min(high) >= ch * ANYWHERE || runs_over();
    foreign.then_some(Piece { area: *area, ink: own })
}

/// Pieces near each other are one: a line of the table that touches a ring parts it.
fn together(mut pieces: Vec<Piece>, ch: f32) -> Vec<Piece> {
    // How far two stretches lie apart; below zero if they overlap.
    let gap = |a: (usize, usize), b: (usize, usize)| a.0.max(b.0) as f32 - a.1.min(b.1) as f32;
    let near = |a: &Area, b: &Area| {
        let across = gap((a.left, a.right), (b.left, b.right));
        let down = gap((a.top, a.bottom), (b.top, b.bottom));
        let wide = a.width().min(b.width()) as f32;
        let high = a.height().min(b.height()) as f32;
        across.max(down) <= ch * APART
            || -down >= high * BESIDE && across <= high * SIDES
            || -across >= wide * BESIDE && down <= wide * SIDES
    };
    let mut done: Vec<Piece> = Vec::new();
    while let Some(mut piece) = pieces.pop() {
        // What was apart from all others may be near to what they are together.
        while let Some(n) = done.iter().position(|other| near(&other.area, &piece.area)) {
            piece = joined(&piece, &done.swap_remove(n));
        }
        done.push(piece);
    }
    done
}

fn joined(a: &Piece, b: &Piece) -> Piece {
    let area = Area {
        left: a.area.left.min(b.area.left),
        top: a.area.top.min(b.area.top),
        right: a.area.right.max(b.area.right),
        bottom: a.area.bottom.max(b.area.bottom),
    };
    let mut ink = Plane::new(area.width(), area.height());
    for piece in [a, b] {
        let (left, top) = (piece.area.left - area.left, piece.area.top - area.top);
        for y in 0..piece.ink.height {
            for x in memchr::memchr_iter(1, piece.ink.row(y)) {
                ink.set(left + x, top + y, 1);
            }
        }
    }
    Piece { area, ink }
}

fn field(piece: Piece, ch: f32) -> Field {
    let Piece { area, ink } = piece;
    let mut rect = area.rect();
    let more = rect.width().max(rect.height());
    let whole = more >= ch * PART;
    let round = !whole || corners_are_empty(&ink);
    if !whole {
        let (x, y, half) = (rect.x(), rect.y(), more * REACH / 2.0);
        rect = Rect { left: x - half, top: y - half, right: x + half, bottom: y + half };
    }
    Field { rect, round, ink, at: (area.left, area.top) }
}

/// The pixels that hang together and touch all sides of an area.
fn flooded(ink: &Plane, area: &Area) -> Option<Plane> {
    let (wide, high) = (area.width(), area.height());
    let inked = |x: usize, y: usize| ink.at(x + area.left, y + area.top) == 1;
    let mut seen = Plane::new(wide, high);
    for start in 0..wide {
        if !inked(start, 0) || seen.at(start, 0) == 1 {
            continue;
        }
        let mut own = Plane::new(wide, high);
        let mut open = vec![(start, 0_usize)];
        seen.set(start, 0, 1);
        let (mut left, mut right, mut bottom) = (start, start, 0);
        while let Some((x, y)) = open.pop() {
            own.set(x, y, 1);
            (left, right, bottom) = (left.min(x), right.max(x), bottom.max(y));
            for near_y in y.saturating_sub(1)..(y + 2).min(high) {
                for near_x in x.saturating_sub(1)..(x + 2).min(wide) {
                    if seen.at(near_x, near_y) == 0 && inked(near_x, near_y) {
                        seen.set(near_x, near_y, 1);
                        open.push((near_x, near_y));
                    }
                }
            }
        }
        if left == 0 && right + 1 == wide && bottom + 1 == high {
            return Some(own);
        }
    }
    None
}

/// Whether the corners of a box have no ink, as those around a ring.
fn corners_are_empty(ink: &Plane) -> bool {
    /// The corner of a square that a circle in it leaves free, as a share of its side.
    const SHARE: f32 = 0.12;
    let (wide, high) = (ink.width, ink.height);
    let (x, y) = ((wide as f32 * SHARE) as usize, (high as f32 * SHARE) as usize);
    let corner = |left: usize, top: usize| {
        let area = Area { left, top, right: left + x, bottom: top + y };
        ink.rows(&area).iter().sum::<u32>() == 0
    };
    corner(0, 0) && corner(wide - x, 0) && corner(0, high - y) && corner(wide - x, high - y)
}

#[cfg(test)]
mod tests;
