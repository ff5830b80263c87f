//! Frames of seals that stand straight over a table, or what was traced of them. Their sides end on
//! each other or on nothing, and lines of the table run through them. The lines of a table end on
//! others that go on there, or are its outline, which nothing runs through and on which the others end.

use super::anchor::{REACH, SAME};
use super::rules::{Rule, Rules};
use crate::layout::geometry::Rect;

/// The sides of a seal, in characters.
const SHORTEST: f32 = 1.5;
const LONGEST: f32 = 20.0;

/// Pieces in one line with a wider gap are no side of one seal, in characters.
const GAP: f32 = 8.0;

/// A line of a table ends no farther off the one that it ends on, in characters.
const NEAR: f32 = 0.4;

/// What ends on a frame and is shorter is a stroke of the seal, in characters.
const STROKE: f32 = 2.5;

/// A line runs through another if it goes on so far on both sides of it, in characters.
const THROUGH: f32 = 0.9;

/// Lines that end alike, in characters: in so many rows or columns of a table, they are its own.
const ALIKE: f32 = 1.0;
const ROWS: usize = 3;

/// Rows and columns lie at least so far apart, in characters.
const ROW: f32 = 1.5;

/// More lines are a pattern.
const MOST: usize = 1200;

/// Takes the frames of seals out of rules. Where they are.
pub(super) fn take_out(rules: &mut Rules, ch: f32) -> Vec<Rect> {
    let mut found: Vec<Rect> = Vec::new();
    if rules.horizontal.len() + rules.vertical.len() > MOST {
        return found;
    }
    // What ended on a frame ends on nothing when it is gone.
    loop {
        let net = Net::of(rules, ch);
        let sides = net.sides();
        if sides.is_empty() {
            return together(found, ch);
        }
        let areas = sides.iter().map(|&n| net.lines[n].rect()).collect();
        let areas = joined_sides(areas, ch);
        let gone = |n: usize| sides.contains(&n) || net.is_within(n, &areas);
        let mut pieces: Vec<(bool, usize)> = Vec::new();
        for (_, line) in net.lines.iter().enumerate().filter(|(n, _)| gone(*n)) {
            pieces.extend(line.pieces.iter().map(|&piece| (line.horizontal, piece)));
        }
        found.extend(areas);
        for (horizontal, own) in [(true, &mut rules.horizontal), (false, &mut rules.vertical)] {
            let mut number = 0..;
            own.retain(|_| number.next().is_none_or(|n| !pieces.contains(&(horizontal, n))));
        }
    }
}

/// Rules in one line, as one.
struct Line {
    horizontal: bool,
    place: f32,
    from: f32,
    to: f32,
    /// The numbers of its rules among those of its direction.
    pieces: Vec<usize>,
}

impl Line {
    fn length(&self) -> f32 {
        self.to - self.from
    }

    fn rect(&self) -> Rect {
        let (a, b) = (self.from, self.to);
        match self.horizontal {
            true => Rect { left: a, top: self.place, right: b, bottom: self.place },
            false => Rect { left: self.place, top: a, right: self.place, bottom: b },
        }
    }
}

/// What a line ends on.
enum End {
    /// A line that goes on there, or a long one.
    Held,
    /// The ends of short ones, by their numbers.
    Corner(Vec<usize>),
    Free,
}

struct Net {
    lines: Vec<Line>,
    ch: f32,
}

impl Net {
    fn of(rules: &Rules, ch: f32) -> Net {
        let mut lines = in_line(&rules.horizontal, true, ch);
        lines.extend(in_line(&rules.vertical, false, ch));
        Net { lines, ch }
    }

    /// The lines that are sides of frames.
    fn sides(&self) -> Vec<usize> {
        let short: Vec<bool> = (0..self.lines.len()).map(|n| self.may_be_side(n)).collect();
        let ends: Vec<[End; 2]> = (0..self.lines.len())
            .map(|n| [self.end(n, true, &short), self.end(n, false, &short)])
            .collect();
        let mut chain: Vec<usize> = (0..self.lines.len()).collect();
        let mut meet = |n: usize, other: usize| {
            let (a, b) = (chain[n].min(chain[other]), chain[n].max(chain[other]));
            chain.iter_mut().filter(|own| **own == b).for_each(|own| *own = a);
        };
        for n in (0..self.lines.len()).filter(|&n| short[n]) {
            for end in &ends[n] {
                match end {
                    End::Corner(others) => others.iter().for_each(|&other| meet(n, other)),
                    End::Free => {
                        let twins = (0..n).filter(|&other| short[other] && self.alike(n, other));
                        twins.for_each(|other| meet(n, other));
                    }
                    End::Held => {}
                }
            }
        }
        let mut sides = Vec::new();
        for first in (0..self.lines.len()).filter(|&n| short[n] && chain[n] == n) {
            let own: Vec<usize> = (first..chain.len()).filter(|&n| chain[n] == first).collect();
            if self.is_frame(&own, &ends) {
                sides.extend(own);
            }
        }
        sides
    }

    /// Whether lines that end on each other are a frame over the table, not a part of it.
    fn is_frame(&self, own: &[usize], ends: &[[End; 2]]) -> bool {
        let all = || own.iter().flat_map(|&n| &ends[n]);
        let corners = all().filter(|end| matches!(end, End::Corner(_))).count() / 2;
        let free = all().filter(|end| matches!(end, End::Free)).count();
        // A line of a table that is traced in part ends on another somewhere.
        // Two that end on each other alone are none of a table where several lines run through them.
        let (loose, least) = match corners {
            0 => (free >= 2, 1),
            1 => (true, if free > 0 { 1 } else { 2 }),
            _ => (true, 1),
        };
        if !loose {
            return false;
        }
        let others = || (0..self.lines.len()).filter(|n| !own.contains(n));
        let through =
            others().filter(|&other| own.iter().any(|&n| self.runs_through(other, n))).count();
        let ends_here = |&other: &usize| {
            [true, false].iter().filter(|&&first| self.ends_on_any(other, first, own)).count()
        };
        let long = |&n: &usize| self.lines[n].length() >= self.ch * STROKE;
        let held: usize = others().filter(long).map(|other| ends_here(&other)).sum();
        through >= least && held < 2 && held * 2 <= through
    }

    /// Whether an end of a line lies on one of some lines, and on no other that goes on there.
    fn ends_on_any(&self, n: usize, first: bool, own: &[usize]) -> bool {
        let on = |other: usize| self.is_at(n, first, other) && self.goes_on(other, n);
        own.iter().any(|&other| on(other))
            && !(0..self.lines.len()).any(|other| !own.contains(&other) && on(other))
    }

    fn may_be_side(&self, n: usize) -> bool {
        let line = &self.lines[n];
        let sized = (self.ch * SHORTEST..=self.ch * LONGEST).contains(&line.length());
        sized && !self.is_repeated(line)
    }

    /// Whether two lines stand beside each other and end alike, as two sides of a frame.
    fn alike(&self, n: usize, other: usize) -> bool {
        let (line, other) = (&self.lines[n], &self.lines[other]);
        let near = |a: f32, b: f32| (a - b).abs() <= self.ch * NEAR;
        line.horizontal == other.horizontal
            && near(line.from, other.from)
            && near(line.to, other.to)
            && (line.place - other.place).abs() <= self.ch * LONGEST
    }

    /// Whether lines of other rows or columns begin and end where it does.
    fn is_repeated(&self, line: &Line) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= self.ch * ALIKE;
        let alike = |other: &&Line| {
            other.horizontal == line.horizontal
                && near(other.from, line.from)
                && near(other.to, line.to)
        };
        let mut places: Vec<f32> =
            self.lines.iter().filter(alike).map(|other| other.place).collect();
        places.sort_by(f32::total_cmp);
        let mut last = f32::MIN;
        let rows = places.iter().filter(|&&place| {
            let next = place - last >= self.ch * ROW;
            last = if next { place } else { last };
            next
        });
        rows.count() >= ROWS
    }

    fn end(&self, n: usize, first: bool, short: &[bool]) -> End {
        let mut corner = Vec::new();
        for other in (0..self.lines.len()).filter(|&other| self.is_at(n, first, other)) {
            if self.goes_on(other, n) || !short[other] {
                return End::Held;
            }
            corner.push(other);
        }
        if corner.is_empty() { End::Free } else { End::Corner(corner) }
    }

    /// Whether an end of a line lies on another.
    fn is_at(&self, n: usize, first: bool, other: usize) -> bool {
        let (line, other) = (&self.lines[n], &self.lines[other]);
        let end = if first { line.from } else { line.to };
        let reach = self.ch * REACH;
        line.horizontal != other.horizontal
            && (end - other.place).abs() <= self.ch * NEAR
            && (other.from - reach..=other.to + reach).contains(&line.place)
    }

    /// Whether a line goes on to both sides of another.
    fn goes_on(&self, n: usize, over: usize) -> bool {
        let (line, place, far) = (&self.lines[n], self.lines[over].place, self.ch * THROUGH);
        line.from <= place - far && place + far <= line.to
    }

    fn runs_through(&self, n: usize, other: usize) -> bool {
        let (line, other_line, far) = (&self.lines[n], &self.lines[other], self.ch * NEAR);
        line.horizontal != other_line.horizontal
            && self.goes_on(n, other)
            && other_line.from + far <= line.place
            && line.place <= other_line.to - far
    }

    /// Whether a line lies within one of some areas: the inner lines of frames do.
    fn is_within(&self, n: usize, areas: &[Rect]) -> bool {
        let (rect, near) = (self.lines[n].rect(), self.ch * NEAR);
        areas.iter().any(|area| {
            area.left - near <= rect.left
                && rect.right <= area.right + near
                && area.top - near <= rect.top
                && rect.bottom <= area.bottom + near
        })
    }
}

fn in_line(rules: &[Rule], horizontal: bool, ch: f32) -> Vec<Line> {
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by(|&a, &b| rules[a].from().total_cmp(&rules[b].from()));
    let mut lines: Vec<Line> = Vec::new();
    for n in order {
        let rule = &rules[n];
        let (place, from, to) = (rule.place(), rule.from(), rule.to());
        let goes_on = |line: &&mut Line| {
            (line.place - place).abs() <= ch * SAME
                && line.to <= from + ch * REACH
                && from <= line.to + ch * GAP
        };
        match lines.iter_mut().find(goes_on) {
            Some(line) => {
                line.to = line.to.max(to);
                line.pieces.push(n);
            }
            None => lines.push(Line { horizontal, place, from, to, pieces: vec![n] }),
        }
    }
    lines
}

/// The areas of sides: those that meet are one frame, and so are two that stand beside each other
/// and end alike.
fn joined_sides(areas: Vec<Rect>, ch: f32) -> Vec<Rect> {
    let near = |a: f32, b: f32| (a - b).abs() <= ch * ALIKE * 1.5;
    let gap = |a: (f32, f32), b: (f32, f32)| a.0.max(b.0) - a.1.min(b.1);
    join(areas, |a, b| {
        let across = gap((a.left, a.right), (b.left, b.right));
        let down = gap((a.top, a.bottom), (b.top, b.bottom));
        let beside = |off: f32| off <= ch * LONGEST;
        across.max(down) <= ch * REACH
            || near(a.top, b.top) && near(a.bottom, b.bottom) && beside(across)
            || near(a.left, b.left) && near(a.right, b.right) && beside(down)
    })
}

/// Areas that meet are one.
fn together(areas: Vec<Rect>, ch: f32) -> Vec<Rect> {
    join(areas, |a, b| {
        let reach = ch * REACH;
        a.left <= b.right + reach
            && b.left <= a.right + reach
            && a.top <= b.bottom + reach
            && b.top <= a.bottom + reach
    })
}

fn join(mut areas: Vec<Rect>, are_one: impl Fn(&Rect, &Rect) -> bool) -> Vec<Rect> {
    let mut done: Vec<Rect> = Vec::new();
    while let Some(mut area) = areas.pop() {
        // What was apart from all others may be one with what they are together.
        while let Some(n) = done.iter().position(|other| are_one(&area, other)) {
            area = area.union(&done.swap_remove(n));
        }
        done.push(area);
    }
    done
}

#[cfg(test)]
mod tests;
