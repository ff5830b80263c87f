//! Frames of seals that stand straight over a table: four lines that end on each other and that
//! lines of the table run through. The lines of a table end on others, or are its outline, which
//! nothing runs through.

use super::rules::{Rule, Rules};
use crate::layout::geometry::Rect;

/// The sides of a seal, in characters.
const SHORTEST: f32 = 2.5;
const LONGEST: f32 = 20.0;

/// Its sides meet this exactly, in characters.
const CORNER: f32 = 0.45;

/// A line runs through a side if it goes on so far on both sides of it, in characters.
const THROUGH: f32 = 0.9;

/// So many lines that run through its sides show that a frame lies over a table.
const LINES: usize = 2;

/// Takes the frames of seals out of rules. Where they are.
pub(super) fn take_out(rules: &mut Rules, ch: f32) -> Vec<Rect> {
    let found = frames(rules, ch);
    let within = |rule: &Rule, horizontal: bool| {
        let (from, to, place) = (rule.from(), rule.to(), rule.place());
        found.iter().any(|frame| {
            let (start, end, low, high) = match horizontal {
                true => (frame.left, frame.right, frame.top, frame.bottom),
                false => (frame.top, frame.bottom, frame.left, frame.right),
            };
            let near = ch * CORNER;
            // The sides, and the lines of a frame within the frame.
            let side = (place - low).abs().min((place - high).abs()) <= ch;
            start - near <= from && to <= end + near && side && to - from >= (end - start) * 0.7
        })
    };
    rules.horizontal.retain(|rule| !within(rule, true));
    rules.vertical.retain(|rule| !within(rule, false));
    found
}

fn frames(rules: &Rules, ch: f32) -> Vec<Rect> {
    let near = |a: f32, b: f32| (a - b).abs() <= ch * CORNER;
    let fits = |rule: &&Rule| (ch * SHORTEST..ch * LONGEST).contains(&rule.length());
    let mut found = Vec::new();
    let sides: Vec<&Rule> = rules.horizontal.iter().filter(fits).collect();
    for (n, top) in sides.iter().enumerate() {
        for bottom in sides.iter().skip(n + 1) {
            let high = bottom.place() - top.place();
            let level = near(top.from(), bottom.from()) && near(top.to(), bottom.to());
            let as_high = (ch * SHORTEST..ch * LONGEST).contains(&high);
            if !level || !as_high {
                continue;
            }
            let upright = |place: f32| {
                rules.vertical.iter().any(|rule| {
                    near(rule.place(), place)
                        && near(rule.from(), top.place())
                        && near(rule.to(), bottom.place())
                })
            };
            if upright(top.from()) && upright(top.to()) {
                let frame = Rect {
                    left: top.from(),
                    top: top.place(),
                    right: top.to(),
                    bottom: bottom.place(),
                };
                if run_through(&frame, rules, ch) >= LINES {
                    found.push(frame);
                }
            }
        }
    }
    found
}

/// How many lines run through the sides of a frame.
fn run_through(frame: &Rect, rules: &Rules, ch: f32) -> usize {
    let far = ch * THROUGH;
    let inside = |place: f32, from: f32, to: f32| from + far < place && place < to - far;
    let through = |rule: &Rule, side: f32| rule.from() < side - far && side + far < rule.to();
    let count = |rules: &[Rule], low: f32, high: f32, sides: [f32; 2]| {
        let own = rules.iter().filter(|rule| inside(rule.place(), low, high));
        own.filter(|rule| sides.iter().any(|&side| through(rule, side))).count()
    };
    count(&rules.horizontal, frame.top - far, frame.bottom + far, [frame.left, frame.right])
        + count(&rules.vertical, frame.left - far, frame.right + far, [frame.top, frame.bottom])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(place: f32, from: f32, to: f32) -> Rule {
        Rule { points: vec![(from, place), (to, place)], thickness: 2.0 }
    }

    fn net() -> Rules {
        let ys = [100.0, 140.0, 180.0, 220.0];
        Rules {
            horizontal: ys.map(|y| rule(y, 50.0, 430.0)).to_vec(),
            vertical: [50.0, 150.0, 300.0, 430.0].map(|x| rule(x, 100.0, 220.0)).to_vec(),
        }
    }

    #[test]
    fn a_frame_over_a_table_goes_and_the_table_stays() {
        let mut rules = net();
        rules.horizontal.extend([rule(120.0, 200.0, 380.0), rule(196.0, 202.0, 381.0)]);
        rules.vertical.extend([rule(201.0, 120.0, 197.0), rule(380.0, 119.0, 196.0)]);
        let found = take_out(&mut rules, 20.0);
        assert_eq!(found.len(), 1);
        assert_eq!(rules, net());
    }

    #[test]
    fn tables_and_tables_within_cells_are_no_frames() {
        let mut rules = net();
        assert!(take_out(&mut rules, 20.0).is_empty());
        // Within one cell, and no line runs through it.
        rules.horizontal = [100.0, 220.0].map(|y| rule(y, 50.0, 430.0)).to_vec();
        rules.vertical = [50.0, 430.0].map(|x| rule(x, 100.0, 220.0)).to_vec();
        rules.horizontal.extend([rule(120.0, 200.0, 380.0), rule(196.0, 200.0, 380.0)]);
        rules.vertical.extend([200.0, 290.0, 380.0].map(|x| rule(x, 120.0, 196.0)));
        let before = rules.clone();
        assert!(take_out(&mut rules, 20.0).is_empty());
        assert_eq!(rules, before);
    }
}
