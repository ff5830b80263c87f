//! Ink to traced rules: drawn lines as they lie on the sheet, which may lean and bend.

use super::bitmap::Plane;
use super::components::root;

/// A drawn line, along one axis of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    /// Places along the axis, about one a character, and how far across it the middle of the
    /// line lies there. In pixels, along rising; never empty.
    pub(super) points: Vec<(f32, f32)>,
    /// In pixels.
    pub(super) thickness: f32,
}

/// The rules of a picture. Along is x for horizontal ones, y for vertical ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    pub(super) horizontal: Vec<Rule>,
    pub(super) vertical: Vec<Rule>,
}

impl Rule {
    /// Where it starts along its axis.
    pub(super) fn from(&self) -> f32 {
        self.points.first().map_or(0.0, |point| point.0)
    }

    /// Where it ends.
    pub(super) fn to(&self) -> f32 {
        self.points.last().map_or(0.0, |point| point.0)
    }

    pub(super) fn length(&self) -> f32 {
        self.to() - self.from()
    }

    /// How far across it lies, on the whole.
    pub(super) fn place(&self) -> f32 {
        let sum: f32 = self.points.iter().map(|point| point.1).sum();
        sum / self.points.len().max(1) as f32
    }

    /// How far across it lies at a place along its axis; beyond its ends as at them.
    pub(super) fn across(&self, along: f32) -> f32 {
        let after = self.points.partition_point(|point| point.0 <= along);
        let before = after.checked_sub(1).and_then(|n| self.points.get(n));
        match (before, self.points.get(after)) {
            (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (along - a.0) / (b.0 - a.0).max(1e-3),
            (Some(end), None) | (None, Some(end)) => end.1,
            (None, None) => 0.0,
        }
    }

    /// As [`Rule::across`], beyond its ends in the direction that it has there.
    pub(super) fn goes_on(&self, along: f32) -> f32 {
        /// So many points show a direction.
        const SHOWN: usize = 8;
        let (from, to) = (self.from(), self.to());
        if from <= along && along <= to {
            return self.across(along);
        }
        let count = self.points.len().min(SHOWN);
        let (end, inner) = match along < from {
            true => (self.points.first(), self.points.get(count.saturating_sub(1))),
            false => (self.points.last(), self.points.get(self.points.len() - count)),
        };
        match (end, inner) {
            (Some(end), Some(inner)) if (end.0 - inner.0).abs() > 1.0 => {
                end.1 + (end.1 - inner.1) * (along - end.0) / (end.0 - inner.0)
            }
            (Some(end), _) => end.1,
            _ => 0.0,
        }
    }
}

/// The rules in ink. `ch` is the height of a character in pixels.
pub(super) fn rules(ink: &Plane, ch: f32) -> Rules {
    Rules { horizontal: traced(ink, ch), vertical: traced(&ink.transposed(), ch) }
}

/// A stretch of ink in three rows that lie above each other.
#[derive(Debug, Clone, Copy)]
struct Run {
    left: usize,
    right: usize,
    y: usize,
}

impl Run {
    fn length(&self) -> usize {
        self.right - self.left
    }
}

/// The shortest rule, and the widest gap in it, in characters.
const SHORTEST: f32 = 1.5;
const GAP: f32 = 0.1;

/// More stretches are no rules: a pattern, or noise.
const MOST: usize = 400_000;

fn traced(ink: &Plane, ch: f32) -> Vec<Rule> {
    let runs = runs(ink, (ch * SHORTEST) as usize, (ch * GAP).round() as usize);
    if runs.len() > MOST {
        return Vec::new();
    }
    let mut found = Vec::new();
    for group in groups(&runs, ch) {
        pieces(&group, ch, &mut found);
    }
    super::collinear::joined(found, ch)
}

/// The stretches of each row, from the top.
fn runs(ink: &Plane, shortest: usize, gap: usize) -> Vec<Run> {
    let mut found = Vec::new();
    let mut row = vec![0_u8; ink.width];
    for y in 0..ink.height {
        row.copy_from_slice(ink.row(y));
        for other in [y.wrapping_sub(1), y + 1] {
            for (byte, &more) in row.iter_mut().zip(ink.row_or_none(other)) {
                *byte |= more;
            }
        }
        let mut open: Option<(usize, usize)> = None;
        let mut x = 0;
        while let Some(start) = memchr::memchr(1, row.get(x..).unwrap_or_default()) {
            let left = x + start;
            let rest = row.get(left..).unwrap_or_default();
            let right = left + memchr::memchr(0, rest).unwrap_or(rest.len());
            open = match open {
                Some((from, to)) if left - to <= gap => Some((from, right)),
                Some((from, to)) => {
                    if to - from >= shortest {
                        found.push(Run { left: from, right: to, y });
                    }
                    Some((left, right))
                }
                None => Some((left, right)),
            };
            x = right;
        }
        if let Some((from, to)) = open
            && to - from >= shortest
        {
            found.push(Run { left: from, right: to, y });
        }
    }
    found
}

/// Stretches of neighbouring rows that go on in each other. A short one within a long one is
/// a text that touches a rule, whether it stands on it or hangs from it, and is not joined to it.
fn groups(runs: &[Run], ch: f32) -> Vec<Vec<Run>> {
    const SHORT: usize = 4;
    let reach = (ch * 0.3) as usize;
    let within = |short: &Run, long: &Run| {
        short.length() * SHORT < long.length()
            && short.left + reach >= long.left
            && short.right <= long.right + reach
    };
    let mut parents: Vec<usize> = (0..runs.len()).collect();
    let mut first = 0;
    for (own, run) in runs.iter().enumerate() {
        while runs.get(first).is_some_and(|other| other.y + 1 < run.y) {
            first += 1;
        }
        let above = runs.iter().enumerate().skip(first);
        for (n, other) in above.take_while(|(_, other)| other.y < run.y) {
            let touches = other.left <= run.right && run.left <= other.right;
            if touches && !within(run, other) && !within(other, run) {
                let (a, b) = (root(&mut parents, own), root(&mut parents, n));
                if let Some(parent) = parents.get_mut(a.max(b)) {
                    *parent = a.min(b);
                }
            }
        }
    }
    let mut groups: Vec<Vec<Run>> = vec![Vec::new(); runs.len()];
    for (own, run) in runs.iter().enumerate() {
        let root = root(&mut parents, own);
        if let Some(group) = groups.get_mut(root) {
            group.push(*run);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// What a group is at one place along it.
#[derive(Debug, Clone, Copy, Default)]
struct Sample {
    rows: f32,
    sum: f32,
}

/// The rules in a group. One that is fat for a quarter of its length is text, but for longer
/// thin parts of it; where it jumps, it ends.
fn pieces(group: &[Run], ch: f32, found: &mut Vec<Rule>) {
    let fat = (ch * 0.5).max(5.0);
    let step = (ch / 4.0).max(1.0);
    let left = group.iter().map(|run| run.left).min().unwrap_or(0);
    let right = group.iter().map(|run| run.right).max().unwrap_or(0);
    let count = ((right - left) as f32 / step) as usize + 1;
    let mut samples = vec![Sample::default(); count];
    for run in group {
        let from = ((run.left - left) as f32 / step).ceil() as usize;
        let to = ((run.right - left) as f32 / step) as usize;
        for sample in samples.get_mut(from..(to + 1).min(count)).unwrap_or_default() {
            sample.rows += 1.0;
            sample.sum += run.y as f32;
        }
    }
    // The two rows that each stretch has beyond its ink.
    let thickness = |sample: &Sample| sample.rows - 2.0;
    let is_fat = |sample: &Sample| thickness(sample) > fat;
    let fats = samples.iter().filter(|sample| is_fat(sample)).count();
    let text = fats * 4 > count;
    let least = if text { ch * 3.0 } else { ch * SHORTEST * 0.9 };
    let jump = (ch * 0.2).max(2.0);
    let mut piece: Vec<(f32, f32, f32)> = Vec::new();
    let mut end = |piece: &mut Vec<(f32, f32, f32)>| {
        let piece = std::mem::take(piece);
        if let (Some(first), Some(last)) = (piece.first(), piece.last())
            && last.0 - first.0 + step >= least
        {
            // Its ends are those of the ink, not of the samples.
            let from = if first.0 - left as f32 <= step { left as f32 } else { first.0 };
            let to = if right as f32 - last.0 <= step * 1.01 { right as f32 } else { last.0 };
            found.push(rule(&piece, (from, to), ch));
        }
    };
    for (n, sample) in samples.iter().enumerate() {
        let along = left as f32 + n as f32 * step;
        if sample.rows < 1.0 || is_fat(sample) {
            if text || sample.rows < 1.0 {
                end(&mut piece);
            }
            continue;
        }
        let across = sample.sum / sample.rows + 0.5;
        if piece.last().is_some_and(|last| (last.1 - across).abs() > jump) {
            end(&mut piece);
        }
        piece.push((along, across, thickness(sample).max(1.0)));
    }
    end(&mut piece);
}

/// A rule of samples: one point a character, each the middle one of its samples.
fn rule(samples: &[(f32, f32, f32)], (from, to): (f32, f32), ch: f32) -> Rule {
    let middle = |values: &mut Vec<f32>| {
        let place = values.len() / 2;
        *values.select_nth_unstable_by(place, f32::total_cmp).1
    };
    let bins = (((to - from) / ch).round() as usize).max(1);
    let width = (to - from).max(1.0) / bins as f32;
    let mut points: Vec<(f32, f32)> = Vec::with_capacity(bins + 2);
    let mut rest = samples;
    for bin in 0..bins {
        let limit = from + width * (bin + 1) as f32;
        let count = rest.partition_point(|sample| sample.0 < limit);
        let (own, after) = rest.split_at(count);
        rest = after;
        if !own.is_empty() {
            let along = own.iter().map(|sample| sample.0).sum::<f32>() / own.len() as f32;
            points.push((along, middle(&mut own.iter().map(|sample| sample.1).collect())));
        }
    }
    if points.is_empty() {
        let first = samples.first().copied().unwrap_or_default();
        points.push((first.0, first.1));
    }
    let inner = Rule { points, thickness: 0.0 };
    let mut points = vec![(from, inner.goes_on(from))];
    points.extend(inner.points.iter().filter(|point| from < point.0 && point.0 < to));
    points.push((to.max(from + 1.0), inner.goes_on(to)));
    Rule { points, thickness: middle(&mut samples.iter().map(|sample| sample.2).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rule of this thickness from one place to another, on paper of 400 by 120.
    fn draw(plane: &mut Plane, from: (usize, usize), to: (usize, usize), thickness: usize) {
        for x in from.0..to.0 {
            let share = (x - from.0) as f32 / (to.0 - from.0) as f32;
            let y = from.1 as f32 + (to.1 as f32 - from.1 as f32) * share;
            for row in 0..thickness {
                plane.set(x, y as usize + row, 1);
            }
        }
    }

    #[test]
    fn a_leaning_rule_is_one() {
        let mut plane = Plane::new(400, 120);
        draw(&mut plane, (20, 50), (380, 62), 2);
        let found = rules(&plane, 16.0);
        assert_eq!((found.horizontal.len(), found.vertical.len()), (1, 0));
        let rule = &found.horizontal[0];
        assert!((rule.from() - 20.0).abs() < 2.0 && (rule.to() - 380.0).abs() < 2.0);
        assert!((rule.across(200.0) - 57.0).abs() < 1.0, "{}", rule.across(200.0));
        assert!((rule.goes_on(400.0) - 63.7).abs() < 1.0, "{}", rule.goes_on(400.0));
    }

    #[test]
    fn text_that_touches_a_rule_does_not_move_it() {
        let mut plane = Plane::new(400, 120);
        draw(&mut plane, (20, 60), (380, 60), 2);
        // Standing on it and hanging from it.
        for (left, top) in [(100, 48), (240, 62)] {
            for row in 0..12 {
                draw(&mut plane, (left, top + row), (left + 40, top + row), 1);
            }
        }
        let found = rules(&plane, 16.0).horizontal;
        let long: Vec<&Rule> = found.iter().filter(|rule| rule.length() > 300.0).collect();
        assert_eq!(long.len(), 1, "{found:?}");
        assert!(long[0].points.iter().all(|point| (point.1 - 61.0).abs() < 1.1), "{found:?}");
    }

    #[test]
    fn a_line_of_text_is_no_rule() {
        let mut plane = Plane::new(400, 120);
        for x in 40..360 {
            for y in 50..66 {
                // Dense characters.
                plane.set(x, y, u8::from((x + y) % 3 != 0));
            }
        }
        assert!(rules(&plane, 16.0).horizontal.is_empty());
        assert_eq!(rules(&Plane::new(0, 0), 16.0), Rules::default());
    }
}
