//! Rules that bend to a field of moves that makes them straight: paper that does not lie flat.

use super::rules::{Rule, Rules};

/// Rules bend if they are off a straight line by more, in characters and in pixels.
const OFF: f32 = 0.15;
const OFF_PIXELS: f32 = 2.5;

/// A rule shows how the paper bends if it runs over this share of what is ruled.
const LONG: f32 = 0.5;

/// Of rules nearer to each other only the longest counts, in characters.
const NEAR: f32 = 1.0;

/// How far each place of the straightened picture is moved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bend {
    /// Curves of horizontal rules, from top to bottom: they move up and down.
    horizontal: Vec<Curve>,
    /// Curves of vertical ones, from left to right.
    vertical: Vec<Curve>,
}

/// A rule as a cubic: how far across it lies off its place.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Curve {
    place: f64,
    from: f64,
    to: f64,
    /// By powers of the place along it, which runs from -1 to 1.
    powers: [f64; 4],
}

impl Bend {
    /// How paper with these rules bends; `None` if it lies flat.
    pub(super) fn of(rules: &Rules, ch: f32) -> Option<Bend> {
        let (horizontal, one) = curves(&rules.horizontal, ch);
        let (vertical, other) = curves(&rules.vertical, ch);
        let bends = one || other;
        bends.then_some(Bend { horizontal, vertical })
    }

    /// How far a place is moved.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (between(&self.vertical, x, y), between(&self.horizontal, y, x))
    }
}

/// The move at a place between two curves: straight from the one to the other.
fn between(curves: &[Curve], across: f64, along: f64) -> f64 {
    let after = curves.partition_point(|curve| curve.place <= across);
    let before = after.checked_sub(1).and_then(|n| curves.get(n));
    match (before, curves.get(after)) {
        (Some(a), Some(b)) => {
            let share = (across - a.place) / (b.place - a.place).max(1e-6);
            a.off(along) * (1.0 - share) + b.off(along) * share
        }
        (Some(curve), None) | (None, Some(curve)) => curve.off(along),
        (None, None) => 0.0,
    }
}

impl Curve {
    /// How far off its place it lies; beyond its ends as at them.
    fn off(&self, along: f64) -> f64 {
        let t = (2.0 * along - self.from - self.to) / (self.to - self.from).max(1.0);
        let t = t.clamp(-1.0, 1.0);
        self.powers.iter().rev().fold(0.0, |sum, power| sum * t + power)
    }

    fn of(rule: &Rule) -> Option<Curve> {
        let (from, to) = (f64::from(rule.from()), f64::from(rule.to()));
        let place = f64::from(rule.place());
        let mut points: Vec<(f64, f64)> = rule
            .points
            .iter()
            .map(|point| {
                let t = (2.0 * f64::from(point.0) - from - to) / (to - from).max(1.0);
                (t, f64::from(point.1) - place)
            })
            .collect();
        // Without what lies far off the first curve.
        let first = cubic(&points)?;
        let value = |powers: &[f64; 4], t: f64| powers.iter().rev().fold(0.0, |sum, p| sum * t + p);
        let spread = points.iter().map(|p| (p.1 - value(&first, p.0)).powi(2)).sum::<f64>()
            / points.len() as f64;
        let limit = spread.sqrt().max(0.5) * 2.5;
        points.retain(|point| (point.1 - value(&first, point.0)).abs() <= limit);
        Some(Curve { place, from, to, powers: cubic(&points)? })
    }
}

/// The curves of long rules, and whether any of them bends.
fn curves(rules: &[Rule], ch: f32) -> (Vec<Curve>, bool) {
    let from = rules.iter().map(Rule::from).fold(f32::MAX, f32::min);
    let to = rules.iter().map(Rule::to).fold(f32::MIN, f32::max);
    let least = ((to - from) * LONG).max(ch * 6.0);
    let mut long: Vec<&Rule> = rules.iter().filter(|rule| rule.length() >= least).collect();
    long.sort_by(|a, b| b.length().total_cmp(&a.length()));
    let mut curves: Vec<Curve> = Vec::new();
    let mut bends = false;
    for curve in long.into_iter().filter_map(Curve::of) {
        if curves.iter().any(|other| (other.place - curve.place).abs() < f64::from(ch * NEAR)) {
            continue;
        }
        let step = |n: i32| curve.from + (curve.to - curve.from) * f64::from(n) / 16.0;
        let off = (0..=16).map(|n| curve.off(step(n)).abs()).fold(0.0, f64::max);
        bends |= off > f64::from((ch * OFF).max(OFF_PIXELS));
        curves.push(curve);
    }
    curves.sort_by(|a, b| a.place.total_cmp(&b.place));
    (curves, bends)
}

/// The cubic through points by least squares; `None` if they are too few.
fn cubic(points: &[(f64, f64)]) -> Option<[f64; 4]> {
    if points.len() < 6 {
        return None;
    }
    let mut rows = [[0.0_f64; 5]; 4];
    for &(t, value) in points {
        let powers = [1.0, t, t * t, t * t * t];
        for (row, own) in rows.iter_mut().zip(powers) {
            for (cell, other) in row.iter_mut().zip(powers.into_iter().chain([value])) {
                *cell += own * other;
            }
        }
    }
    solved(rows)
}

/// Four equations, by elimination.
fn solved(mut rows: [[f64; 5]; 4]) -> Option<[f64; 4]> {
    for n in 0..4 {
        let best = (n..4).max_by(|&a, &b| rows[a][n].abs().total_cmp(&rows[b][n].abs()))?;
        rows.swap(n, best);
        let own = rows[n];
        if own[n].abs() < 1e-9 {
            return None;
        }
        for (m, row) in rows.iter_mut().enumerate() {
            if m != n {
                let share = row[n] / own[n];
                row.iter_mut().zip(own).for_each(|(cell, other)| *cell -= share * other);
            }
        }
    }
    Some([0, 1, 2, 3].map(|n| rows[n][4] / rows[n][n]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(y: f32, bend: f32) -> Rule {
        let point = |n: i32| {
            let t = n as f32 / 15.0 - 1.0;
            (50.0 + 20.0 * n as f32, y + bend * (t * t - 0.35))
        };
        Rule { points: (0..=30).map(point).collect(), thickness: 2.0 }
    }

    #[test]
    fn bent_rules_become_straight() {
        let rules = Rules {
            horizontal: vec![rule(100.0, 12.0), rule(300.0, 4.0), rule(500.0, 0.0)],
            vertical: Vec::new(),
        };
        let bend = Bend::of(&rules, 16.0).unwrap();
        for rule in &rules.horizontal {
            let place = f64::from(rule.place());
            for point in &rule.points {
                let (dx, dy) = bend.at(f64::from(point.0), place);
                assert!(dx.abs() < 1e-9);
                assert!((place + dy - f64::from(point.1)).abs() < 0.2, "{point:?} {dy}");
            }
        }
        // Between two rules the paper bends half as they do.
        let (_, dy) = bend.at(350.0, 200.0);
        assert!((dy - 8.0 * -0.35).abs() < 0.3, "{dy}");
    }

    #[test]
    fn flat_paper_stays_flat() {
        let rules =
            Rules { horizontal: vec![rule(100.0, 1.0), rule(300.0, 0.0)], ..Rules::default() };
        assert_eq!(Bend::of(&rules, 16.0), None);
        assert_eq!(Bend::of(&Rules::default(), 16.0), None);
    }
}
