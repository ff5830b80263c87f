//! Pieces of rules to rules: those that lie in one line are one.

use super::rules::Rule;

/// Pieces with no wider gap are one rule, in characters.
const GAP: f32 = 1.2;

/// Pieces lie in one line that are no farther off it, in characters and in pixels.
const OFF: f32 = 0.22;
const OFF_PIXELS: f32 = 2.0;

/// More pieces are a pattern: the longest are looked at.
const MOST: usize = 6000;

/// The rules that pieces are parts of.
pub(super) fn joined(mut pieces: Vec<Rule>, ch: f32) -> Vec<Rule> {
    if pieces.len() > MOST {
        pieces.sort_by(|a, b| b.length().total_cmp(&a.length()));
        pieces.truncate(MOST);
    }
    // The longer of two that begin at one place first: it takes the other in.
    pieces.sort_by(|a, b| {
        a.from().total_cmp(&b.from()).then_with(|| b.length().total_cmp(&a.length()))
    });
    let off = (ch * OFF).max(OFF_PIXELS);
    let mut open: Vec<Rule> = Vec::new();
    let mut done: Vec<Rule> = Vec::new();
    for piece in pieces {
        let (mut ended, going): (Vec<Rule>, Vec<Rule>) =
            open.into_iter().partition(|rule| rule.to() + ch * GAP < piece.from());
        done.append(&mut ended);
        open = going;
        let meets = open
            .iter()
            .enumerate()
            .map(|(n, rule)| (n, distance(rule, &piece)))
            .filter(|&(_, distance)| distance <= off)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match meets.and_then(|(n, _)| open.get_mut(n)) {
            Some(rule) => take_in(rule, piece),
            None => open.push(piece),
        }
    }
    done.append(&mut open);
    done.sort_by(|a, b| {
        a.place().total_cmp(&b.place()).then_with(|| a.from().total_cmp(&b.from()))
    });
    done
}

/// How far a piece that begins later lies off a rule.
fn distance(rule: &Rule, piece: &Rule) -> f32 {
    let (from, to) = (piece.from(), rule.to());
    if from > to {
        let middle = f32::midpoint(from, to);
        return (rule.goes_on(middle) - piece.goes_on(middle)).abs();
    }
    // Side by side for a while.
    let end = to.min(piece.to());
    let places = [from, f32::midpoint(from, end), end];
    places.iter().map(|&along| (rule.across(along) - piece.across(along)).abs()).fold(0.0, f32::max)
}

fn take_in(rule: &mut Rule, piece: Rule) {
    let (own, more) = (rule.length(), piece.length());
    let end = rule.to();
    if piece.to() <= end {
        return;
    }
    rule.thickness = (rule.thickness * own + piece.thickness * more) / (own + more).max(1.0);
    rule.points.extend(piece.points.into_iter().filter(|point| point.0 > end));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(points: &[(f32, f32)]) -> Rule {
        Rule { points: points.to_vec(), thickness: 2.0 }
    }

    #[test]
    fn pieces_in_one_line_are_one_rule() {
        let found = joined(
            vec![
                piece(&[(120.0, 52.0), (200.0, 54.0)]),
                piece(&[(10.0, 50.0), (100.0, 51.5)]),
                // A speck of the rule's edge.
                piece(&[(30.0, 52.0), (60.0, 52.0)]),
                // The next rule.
                piece(&[(110.0, 70.0), (200.0, 70.0)]),
                // Too far away.
                piece(&[(260.0, 55.0), (300.0, 55.0)]),
            ],
            20.0,
        );
        let ends: Vec<(f32, f32)> = found.iter().map(|rule| (rule.from(), rule.to())).collect();
        assert_eq!(ends, [(10.0, 200.0), (260.0, 300.0), (110.0, 200.0)]);
    }
}
