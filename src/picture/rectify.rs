//! Rules that lean to a projective map that makes them straight: what a camera does to a sheet.

use super::projective::Projective;
use super::rules::{Rule, Rules};

/// Shorter rules do not show how a sheet lies, in characters.
const LONG: f32 = 8.0;

/// A sheet whose corners move less lies well, in characters.
const MOVED: f32 = 0.35;

/// Steeper rules are none of a sheet that lies before a camera.
const STEEPEST: f64 = 0.25;

/// The map from the straight picture to the one in which the rules were traced; `None` if they
/// are straight, or too few.
pub(super) fn straighten(rules: &Rules, ch: f32) -> Option<Projective> {
    let across = Slopes::of(&rules.horizontal, ch);
    let down = Slopes::of(&rules.vertical, ch);
    let (across, down) = match (across, down) {
        (Some(across), Some(down)) => (across, down),
        // A turn leans both alike.
        (Some(across), None) => (across, Slopes { at_0: -across.mean, rise: 0.0, ..across }),
        (None, Some(down)) => (Slopes { at_0: -down.mean, rise: 0.0, ..down }, down),
        (None, None) => return None,
    };
    let [left, top, right, bottom] = ruled(rules, ch)?;
    let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let corner = |x: f64, y: f64| {
        // Where the line across at this height meets the line down at this place.
        let (a, b) = (across.at(y), down.at(x));
        let meet = (x + b * (y - a * middle.0 - middle.1)) / (1.0 - a * b);
        (meet, y + a * (meet - middle.0))
    };
    let square = [(left, top), (right, top), (right, bottom), (left, bottom)];
    let corners = square.map(|(x, y)| corner(x, y));
    let moved = square.iter().zip(corners).map(|(from, to)| (from.0 - to.0).hypot(from.1 - to.1));
    if moved.fold(0.0, f64::max) <= f64::from(ch * MOVED) {
        return None;
    }
    Projective::onto([left, top, right, bottom], corners)
}

/// The box around all long rules; `None` if it is too small to show anything.
fn ruled(rules: &Rules, ch: f32) -> Option<[f64; 4]> {
    let mut ruled = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    let long = |rule: &&Rule| rule.length() >= ch * LONG;
    let mut take = |x: f32, y: f32| {
        let (x, y) = (f64::from(x), f64::from(y));
        ruled = [ruled[0].min(x), ruled[1].min(y), ruled[2].max(x), ruled[3].max(y)];
    };
    for rule in rules.horizontal.iter().filter(long) {
        take(rule.from(), rule.place());
        take(rule.to(), rule.place());
    }
    for rule in rules.vertical.iter().filter(long) {
        take(rule.place(), rule.from());
        take(rule.place(), rule.to());
    }
    let least = f64::from(ch * LONG);
    (ruled[2] - ruled[0] >= least && ruled[3] - ruled[1] >= least / 2.0).then_some(ruled)
}

/// How steep the rules of one direction are, as a function of where they lie across it.
#[derive(Debug, Clone, Copy)]
struct Slopes {
    at_0: f64,
    rise: f64,
    mean: f64,
}

impl Slopes {
    fn at(&self, place: f64) -> f64 {
        (self.at_0 + self.rise * place).clamp(-STEEPEST, STEEPEST)
    }

    /// Fitted so that rules that lean otherwise than most count for nothing.
    fn of(rules: &[Rule], ch: f32) -> Option<Slopes> {
        const ROUNDS: usize = 6;
        let mut all: Vec<(f64, f64, f64)> = rules
            .iter()
            .filter(|rule| rule.length() >= ch * LONG)
            .map(|rule| (f64::from(rule.place()), slope(rule), f64::from(rule.length())))
            .filter(|(_, slope, _)| slope.abs() <= STEEPEST)
            .collect();
        if all.len() < 2 {
            return None;
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut weights: Vec<f64> = all.iter().map(|one| one.2).collect();
        let mut fit = line(&all, &weights)?;
        for _ in 0..ROUNDS {
            let off: Vec<f64> = all.iter().map(|one| (one.1 - fit.at(one.0)).abs()).collect();
            let mut sorted = off.clone();
            sorted.sort_by(f64::total_cmp);
            let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0).max(5e-4);
            for ((weight, one), off) in weights.iter_mut().zip(&all).zip(&off) {
                let share = off / (usual * 4.0);
                *weight = if share < 1.0 { one.2 * (1.0 - share * share).powi(2) } else { 0.0 };
            }
            match line(&all, &weights) {
                Some(next) => fit = next,
                None => break,
            }
        }
        Some(fit)
    }
}

/// The weighted line through slopes at places; level if all lie at one place.
fn line(all: &[(f64, f64, f64)], weights: &[f64]) -> Option<Slopes> {
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let mean = |value: &dyn Fn(&(f64, f64, f64)) -> f64| {
        all.iter().zip(weights).map(|(one, weight)| value(one) * weight).sum::<f64>() / total
    };
    let (place, slope) = (mean(&|one| one.0), mean(&|one| one.1));
    let spread = mean(&|one| (one.0 - place).powi(2));
    let both = mean(&|one| (one.0 - place) * (one.1 - slope));
    let rise = if spread > 100.0 { both / spread } else { 0.0 };
    Some(Slopes { at_0: slope - rise * place, rise, mean: slope })
}

/// How steep a rule is, by least squares over its points.
fn slope(rule: &Rule) -> f64 {
    let count = rule.points.len() as f64;
    let mean = |value: fn(&(f32, f32)) -> f32| {
        rule.points.iter().map(|point| f64::from(value(point))).sum::<f64>() / count
    };
    let (along, across) = (mean(|point| point.0), mean(|point| point.1));
    let (mut both, mut spread) = (0.0, 0.0);
    for point in &rule.points {
        let off = f64::from(point.0) - along;
        both += off * (f64::from(point.1) - across);
        spread += off * off;
    }
    if spread > 0.0 { both / spread } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(from: (f32, f32), to: (f32, f32)) -> Rule {
        let point = |n: i32| {
            let share = n as f32 / 20.0;
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        Rule { points: (0..=20).map(point).collect(), thickness: 2.0 }
    }

    /// The rules of a net on a sheet seen through a map.
    fn seen(map: &Projective) -> Rules {
        let at = |x: f64, y: f64| {
            let (x, y) = map.apply((x, y));
            (x as f32, y as f32)
        };
        let turned = |(x, y): (f32, f32)| (y, x);
        let lines = || (0..6).map(|n| 100.0 + 120.0 * f64::from(n));
        Rules {
            horizontal: lines().map(|y| rule(at(100.0, y), at(700.0, y))).collect(),
            vertical: lines().map(|x| rule(turned(at(x, 100.0)), turned(at(x, 700.0)))).collect(),
        }
    }

    #[test]
    fn a_sheet_before_a_camera_becomes_straight() {
        let corners = [(130.0, 90.0), (690.0, 120.0), (720.0, 700.0), (80.0, 690.0)];
        let map = Projective::onto([100.0, 100.0, 700.0, 700.0], corners).unwrap();
        let mut rules = seen(&map);
        // One that is none of the net.
        rules.horizontal.push(rule((100.0, 400.0), (600.0, 480.0)));
        let found = straighten(&rules, 16.0).unwrap();
        // Each line of the net is level on the straight picture: equal heights go to its ends.
        for y in [0.0_f64, 200.0, 350.0, 500.0] {
            let y = 100.0 + y;
            let (a, b) = (found.apply((150.0, y)), found.apply((650.0, y)));
            let lean = |slope: f64| (slope * 500.0).abs();
            let seen = map.apply((150.0, y));
            let along = (map.apply((650.0, y)).1 - seen.1) / (map.apply((650.0, y)).0 - seen.0);
            let own = (b.1 - a.1) / (b.0 - a.0);
            assert!(lean(along - own) < 4.0, "{y}: {along} {own}");
        }
    }

    #[test]
    fn straight_rules_are_left_alone() {
        assert_eq!(straighten(&seen(&Projective::IDENTITY), 16.0), None);
        assert_eq!(straighten(&Rules::default(), 16.0), None);
    }
}
