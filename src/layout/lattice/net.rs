//! Lines that touch each other, and what they cover.

use crate::layout::geometry::Ruling;
use crate::layout::rulings::SAME_PLACE;

/// Lines that end this near to another touch it, in points.
const TOUCH: f32 = 4.0;

/// Lines that stick out further than this have an outer border that is not
/// drawn, in points.
const STICKS_OUT: f32 = 8.0;

/// Lines that touch each other, directly or through others.
pub(super) fn nets(horizontal: &[Ruling], vertical: &[Ruling]) -> Vec<(Vec<Ruling>, Vec<Ruling>)> {
    let mut sets = Sets::new(horizontal.len() + vertical.len());
    for (i, h) in horizontal.iter().enumerate() {
        for (j, v) in vertical.iter().enumerate() {
            let touch = h.from - TOUCH <= v.place
                && v.place <= h.to + TOUCH
                && v.from - TOUCH <= h.place
                && h.place <= v.to + TOUCH;
            if touch {
                sets.join(i, horizontal.len() + j);
            }
        }
    }
    let mut nets: Vec<(usize, Vec<Ruling>, Vec<Ruling>)> = Vec::new();
    for (index, ruling) in horizontal.iter().chain(vertical).enumerate() {
        let root = sets.root(index);
        let place = nets.iter().position(|(known, ..)| *known == root);
        let place = place.unwrap_or_else(|| {
            nets.push((root, Vec::new(), Vec::new()));
            nets.len() - 1
        });
        if let Some((_, h, v)) = nets.get_mut(place) {
            if ruling.horizontal { h } else { v }.push(*ruling);
        }
    }
    adopt(nets.into_iter().map(|(_, h, v)| (h, v)).collect())
}

/// Gives the outer border of a cell that spans all rows of a page to its net: it
/// touches nothing where no border is drawn at the page end.
fn adopt(nets: Vec<(Vec<Ruling>, Vec<Ruling>)>) -> Vec<(Vec<Ruling>, Vec<Ruling>)> {
    let (mut nets, lone): (Vec<_>, Vec<_>) =
        nets.into_iter().partition(|(h, v)| !(h.is_empty() && v.len() == 1));
    for line in lone.into_iter().flat_map(|(_, v)| v) {
        let as_long = |lines: &[Ruling]| {
            let from = lines.iter().map(|l| l.from).reduce(f32::min);
            let to = lines.iter().map(|l| l.to).reduce(f32::max);
            from.zip(to).is_some_and(|(from, to)| {
                (from - line.from).abs() <= STICKS_OUT && (to - line.to).abs() <= STICKS_OUT
            })
        };
        if let Some((_, lines)) = nets.iter_mut().find(|(_, lines)| as_long(lines)) {
            lines.push(line);
        }
    }
    nets
}

/// Adds the outer borders that are not drawn: where most lines that cross these
/// stick out beyond the outermost.
pub(super) fn close(lines: &mut Vec<Ruling>, across: &[Ruling]) {
    let outermost = |side: fn(f32, f32) -> f32, of: &[f32]| of.iter().copied().reduce(side);
    let places: Vec<f32> = lines.iter().map(|l| l.place).collect();
    let (Some(first), Some(last)) = (outermost(f32::min, &places), outermost(f32::max, &places))
    else {
        return;
    };
    let from: Vec<f32> =
        across.iter().map(|l| l.from).filter(|&f| f < first - STICKS_OUT).collect();
    let to: Vec<f32> = across.iter().map(|l| l.to).filter(|&t| t > last + STICKS_OUT).collect();
    let low = across.iter().map(|l| l.place).reduce(f32::min);
    let high = across.iter().map(|l| l.place).reduce(f32::max);
    let (Some(low), Some(high), Some(horizontal)) =
        (low, high, lines.first().map(|l| l.horizontal))
    else {
        return;
    };
    let border = |place| Ruling { horizontal, place, from: low, to: high };
    let enough = |ends: &[f32]| ends.len() >= 2 && ends.len() * 2 >= across.len();
    if enough(&from) {
        lines.extend(outermost(f32::min, &from).map(border));
    }
    if enough(&to) {
        lines.extend(outermost(f32::max, &to).map(border));
    }
}

/// The distinct places of lines, in order.
pub(super) fn places(lines: &[Ruling]) -> Vec<f32> {
    let mut all: Vec<f32> = lines.iter().map(|l| l.place).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|b, a| *b - *a <= SAME_PLACE);
    all
}

/// For each border (`places`) and each stretch between `marks`, the share of it
/// that a line covers.
pub(super) fn covered(lines: &[Ruling], places: &[f32], marks: &[f32]) -> Vec<f32> {
    let stretches = marks.len() - 1;
    let mut shares = vec![0.0f32; places.len() * stretches];
    for line in lines {
        let after = places.partition_point(|&place| place <= line.place);
        let Some(border) = after.checked_sub(1) else {
            continue;
        };
        let first = marks.partition_point(|&mark| mark <= line.from).saturating_sub(1);
        for stretch in first..stretches {
            let (start, end) = (marks[stretch], marks[stretch + 1]);
            if start >= line.to {
                break;
            }
            let part = line.to.min(end) - line.from.max(start);
            shares[border * stretches + stretch] += part.max(0.0) / (end - start).max(0.1);
        }
    }
    shares
}

/// Sets of numbers that are joined one by one.
pub(super) struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    pub(super) fn new(count: usize) -> Sets {
        Sets { parent: (0..count).collect() }
    }

    pub(super) fn root(&mut self, mut of: usize) -> usize {
        while self.parent[of] != of {
            self.parent[of] = self.parent[self.parent[of]];
            of = self.parent[of];
        }
        of
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
