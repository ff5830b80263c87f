//! Traced lines that bow or lean: on a straight page these are parts of rings, of frames set
//! askew, of strokes of a pen. No table is drawn with them.

use super::rules::{Rule, Rules};

/// A rule may lean by this, in characters, and by this share of its length.
const LEAN: f32 = 0.25;
const LEAN_SHARE: f32 = 0.03;

/// Its middle may lie so far off the line between its ends, in characters, and by this share of
/// its length: paper bends a little over long ones.
const BOW: f32 = 0.11;
const BOW_SHARE: f32 = 0.004;

/// Leaves those rules of a straight page that are straight and level.
pub(super) fn straight(mut rules: Rules, ch: f32) -> Rules {
    rules.horizontal.retain(|rule| is_straight(rule, ch));
    rules.vertical.retain(|rule| is_straight(rule, ch));
    rules
}

pub(super) fn is_straight(rule: &Rule, ch: f32) -> bool {
    let (lean, bow) = lean_and_bow(rule);
    let length = rule.length();
    lean <= (ch * LEAN).max(length * LEAN_SHARE) && bow <= ch * BOW + length * BOW_SHARE
}

/// How far the ends of a rule lie apart across it, and its middle off the line between them, by
/// the parabola that fits its points best.
fn lean_and_bow(rule: &Rule) -> (f32, f32) {
    let (from, length) = (rule.from(), rule.length().max(1.0));
    // From -1 to 1 along the rule; the polynomials 1, x and x² - mean of x² are nearly
    // orthogonal over points at equal distances.
    let at: Vec<(f32, f32)> = rule
        .points
        .iter()
        .map(|&(along, across)| ((along - from) / length * 2.0 - 1.0, across))
        .collect();
    let count = at.len().max(1) as f32;
    let mean =
        |value: &dyn Fn(f32, f32) -> f32| at.iter().map(|&(x, y)| value(x, y)).sum::<f32>() / count;
    let (x1, x2) = (mean(&|x, _| x), mean(&|x, _| x * x));
    let (x3, x4) = (mean(&|x, _| x * x * x), mean(&|x, _| x * x * x * x));
    let (y, xy, xxy) = (mean(&|_, y| y), mean(&|x, y| x * y), mean(&|x, y| x * x * y));
    // The normal equations without their constant.
    let (a, b, c) = (x2 - x1 * x1, x3 - x1 * x2, x4 - x2 * x2);
    let (p, q) = (xy - x1 * y, xxy - x2 * y);
    let whole = a * c - b * b;
    if at.len() < 4 || whole.abs() < 1e-4 {
        let slope = if a > 1e-4 { p / a } else { 0.0 };
        return (slope.abs() * 2.0, 0.0);
    }
    let slope = (p * c - q * b) / whole;
    let bend = (q * a - p * b) / whole;
    (slope.abs() * 2.0, bend.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CH: f32 = 16.0;

    fn rule(length: f32, across: impl Fn(f32) -> f32) -> Rule {
        let steps = (length / CH).round().max(3.0) as usize;
        let point = |n: usize| {
            let along = length * n as f32 / steps as f32;
            (100.0 + along, 50.0 + across(along))
        };
        Rule { points: (0..=steps).map(point).collect(), thickness: 2.0 }
    }

    #[test]
    fn a_line_of_a_table_is_straight_though_its_paper_bends_a_little() {
        assert!(is_straight(&rule(40.0, |_| 0.0), CH));
        assert!(is_straight(&rule(600.0, |x| x * 0.002), CH));
        assert!(is_straight(&rule(600.0, |x| 2.0 * (x / 600.0 - 0.5).powi(2)), CH));
        // Text that touches it at one place.
        assert!(is_straight(
            &rule(320.0, |x| if (150.0..165.0).contains(&x) { 3.0 } else { 0.0 }),
            CH
        ));
    }

    #[test]
    fn the_top_of_a_ring_and_the_side_of_a_frame_askew_are_not() {
        for radius in [4.0, 6.0, 7.0] {
            let radius = radius * CH;
            for wide in [2.8, 3.5, 5.0] {
                let half = CH * wide / 2.0;
                let arc = |x: f32| radius - (radius * radius - (x - half).powi(2)).sqrt();
                assert!(!is_straight(&rule(half * 2.0, arc), CH), "{radius} {wide}");
            }
        }
        assert!(!is_straight(&rule(100.0, |x| x * 0.09), CH));
        assert!(!is_straight(&rule(200.0, |x| x * 0.05), CH));
    }
}
