//! Rules that are rules: what ends on others, or stands alone in white space. Strokes of
//! characters do neither.

use super::bitmap::Plane;
use super::rules::{Rule, Rules};

/// A rule reaches another that is this near, in characters.
pub(super) const REACH: f32 = 0.8;

/// A longer rule need not end on others, in characters.
const LONG: f32 = 6.0;

/// Ink this near is beside a rule, in characters.
const BESIDE: f32 = 0.45;

/// A long rule may have ink beside this share of it.
const CLEAR: f32 = 0.3;

/// A rule with ink beside it may be a row of strokes in a text: it must reach what it ends on
/// this exactly, in characters and in pixels.
const EXACT: f32 = 0.22;
const EXACT_PIXELS: f32 = 2.5;

/// And it must have no gaps: so much of its middle is ink.
const SOLID: f32 = 0.9;

/// A shorter one that is alone in its line may be a stroke of a character, in characters.
const STROKE: f32 = 1.95;

/// Where nearly all rules that hang together have ink beside them, it is a pattern or noise.
const NOISE: f32 = 0.75;

/// With ink beside it, a somewhat longer one may be a stroke too, and must lie in one line with
/// others more exactly.
const INKED_STROKE: f32 = 2.6;
const IN_LINE: f32 = 0.15;

/// It is a rule if nothing is beside it, and it is as thick as others.
const STROKE_CLEAR: f32 = 0.05;
const STROKE_THICKNESS: f32 = 0.45;

/// Rules lie in one line that are no farther off each other, in characters.
pub(super) const SAME: f32 = 0.28;

/// The rules that are none by these are taken out, until none is left to take. `ink` is that in
/// which they were traced, `text` the ink of texts, rules among it.
pub(super) fn anchored(mut rules: Rules, ink: &Plane, text: &Plane, ch: f32) -> Rules {
    longest(&mut rules.horizontal);
    longest(&mut rules.vertical);
    let clear = |rules: &mut Vec<Rule>, ink: &Plane, text: &Plane| -> Vec<f32> {
        rules.retain(|rule| beside(rule, text, ch) < CLEAR || solid(rule, ink) >= SOLID);
        rules.iter().map(|rule| beside(rule, text, ch)).collect()
    };
    let mut horizontal = clear(&mut rules.horizontal, ink, text);
    let mut vertical = clear(&mut rules.vertical, &ink.transposed(), &text.transposed());
    let usual = usual_thickness(&rules, ch);
    loop {
        let keep = |own: &[Rule], beside: &[f32], others: &[Rule]| -> Vec<bool> {
            let judged = own.iter().zip(beside);
            judged.map(|(rule, &beside)| stands(rule, beside, own, others, usual, ch)).collect()
        };
        let kept_across = keep(&rules.horizontal, &horizontal, &rules.vertical);
        let kept_down = keep(&rules.vertical, &vertical, &rules.horizontal);
        let done = kept_across.iter().chain(&kept_down).all(|&kept| kept);
        retain(&mut rules.horizontal, &mut horizontal, &kept_across);
        retain(&mut rules.vertical, &mut vertical, &kept_down);
        if done {
            break;
        }
    }
    let noisy = |own: &[Rule], beside: &[f32], others: &[Rule], theirs: &[f32]| -> Vec<bool> {
        let judged = own.iter().zip(beside);
        judged
            .map(|(rule, &beside)| {
                let crossing =
                    others.iter().zip(theirs).filter(|(o, _)| crosses(rule, o, ch * REACH));
                let (mut inked, mut length) = (beside * rule.length(), rule.length());
                for (other, share) in crossing {
                    inked += share * other.length();
                    length += other.length();
                }
                inked < length * NOISE
            })
            .collect()
    };
    let kept_across = noisy(&rules.horizontal, &horizontal, &rules.vertical, &vertical);
    let kept_down = noisy(&rules.vertical, &vertical, &rules.horizontal, &horizontal);
    retain(&mut rules.horizontal, &mut horizontal, &kept_across);
    retain(&mut rules.vertical, &mut vertical, &kept_down);
    rules
}

/// More rules are a pattern: the longest are looked at.
fn longest(rules: &mut Vec<Rule>) {
    const MOST: usize = 2000;
    if rules.len() > MOST {
        let mut lengths: Vec<f32> = rules.iter().map(Rule::length).collect();
        let least = *lengths.select_nth_unstable_by(rules.len() - MOST, f32::total_cmp).1;
        rules.retain(|rule| rule.length() >= least);
        rules.truncate(MOST);
    }
}

fn retain(rules: &mut Vec<Rule>, beside: &mut Vec<f32>, kept: &[bool]) {
    let mut own = kept.iter();
    rules.retain(|_| own.next().copied().unwrap_or(false));
    let mut own = kept.iter();
    beside.retain(|_| own.next().copied().unwrap_or(false));
}

fn stands(rule: &Rule, beside: f32, own: &[Rule], others: &[Rule], usual: f32, ch: f32) -> bool {
    let reach = ch * REACH;
    let crossing = || others.iter().filter(|other| crosses(rule, other, reach));
    let near = if beside < CLEAR { reach } else { (ch * EXACT).max(EXACT_PIXELS) };
    let ends_on = |along: f32, out: f32| {
        crossing().any(|other| {
            // How far the end falls short of the other; it may well go past it.
            let short = (other.across(rule.across(along)) - along) * out;
            -reach <= short && short <= near
        })
    };
    let anchors = usize::from(ends_on(rule.from(), -1.0)) + usize::from(ends_on(rule.to(), 1.0));
    // A piece of a line that goes on elsewhere. Two strokes above each other are no line.
    let in_line = |off: f32| {
        own.iter().any(|other| {
            let same = (other.place() - rule.place()).abs() <= ch * off;
            let apart = other.to() <= rule.from() + reach || rule.to() <= other.from() + reach;
            !std::ptr::eq(other, rule) && same && apart && other.length() >= ch * STROKE
        })
    };
    if anchors == 2 {
        let inked = beside >= CLEAR;
        let short = if inked { INKED_STROKE } else { STROKE };
        let alone = rule.length() < ch * short && !in_line(if inked { IN_LINE } else { SAME });
        return !alone || beside < STROKE_CLEAR && rule.thickness >= usual * STROKE_THICKNESS;
    }
    let met = || crossing().filter(|other| crosses(rule, other, near)).count();
    if rule.length() >= ch * LONG && (beside < CLEAR || met() >= 2) {
        return true;
    }
    anchors == 1 && beside < CLEAR && rule.length() >= ch * STROKE && in_line(SAME)
}

/// Whether two rules of different directions meet, or nearly.
pub(super) fn crosses(rule: &Rule, other: &Rule, reach: f32) -> bool {
    let along = other.across(rule.place());
    let place = rule.across(along);
    rule.from() - reach <= along
        && along <= rule.to() + reach
        && other.from() - reach <= place
        && place <= other.to() + reach
}

/// The share of a rule that has ink beside it. Along runs through the columns of the bitmap.
fn beside(rule: &Rule, ink: &Plane, ch: f32) -> f32 {
    let near = (ch * BESIDE).max(2.0) as i64;
    let half = (rule.thickness / 2.0 + 1.5).ceil() as i64;
    let (mut inked, mut count) = (0_usize, 0_usize);
    for x in rule.from().max(0.0) as usize..rule.to().max(0.0) as usize {
        let y = rule.across(x as f32) as i64;
        let dark =
            |from: i64, to: i64| (from.max(0)..to.max(0)).any(|row| ink.at(x, row as usize) == 1);
        inked += usize::from(dark(y - half - near, y - half) || dark(y + half, y + half + near));
        count += 1;
    }
    inked as f32 / count.max(1) as f32
}

/// The share of the middle of a rule that is ink. A thin one may lie a pixel off its points.
fn solid(rule: &Rule, ink: &Plane) -> f32 {
    let off = i64::from(rule.thickness < 2.0);
    let (mut inked, mut count) = (0_usize, 0_usize);
    for x in rule.from().max(0.0) as usize..rule.to().max(0.0) as usize {
        let y = rule.across(x as f32) as i64;
        let dark = |row: i64| row >= 0 && ink.at(x, row as usize) == 1;
        inked += usize::from((y - off..=y + off).any(dark));
        count += 1;
    }
    inked as f32 / count.max(1) as f32
}

/// How thick rules usually are: by their length.
fn usual_thickness(rules: &Rules, ch: f32) -> f32 {
    let mut all: Vec<(f32, f32)> = rules
        .horizontal
        .iter()
        .chain(&rules.vertical)
        .filter(|rule| rule.length() >= ch * LONG)
        .map(|rule| (rule.thickness, rule.length()))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = all.iter().map(|one| one.1).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    for (thickness, length) in all {
        sum += length;
        if sum >= half {
            return thickness;
        }
    }
    1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(place: f32, from: f32, to: f32) -> Rule {
        Rule { points: vec![(from, place), (to, place)], thickness: 2.0 }
    }

    fn places(rules: &[Rule]) -> Vec<f32> {
        rules.iter().map(Rule::place).collect()
    }

    fn net() -> Rules {
        Rules {
            horizontal: vec![rule(20.0, 20.0, 300.0), rule(60.0, 20.0, 300.0)],
            vertical: vec![rule(20.0, 20.0, 60.0), rule(300.0, 20.0, 60.0)],
        }
    }

    #[test]
    fn what_ends_on_rules_is_a_rule_and_a_stroke_of_a_character_is_none() {
        let mut ink = Plane::new(400, 300);
        let mut rules = net();
        rules.vertical.push(rule(150.0, 20.0, 60.0));
        // A stroke within a character, far from any rule.
        rules.horizontal.push(rule(40.0, 200.0, 232.0));
        for x in 200..232 {
            ink.set(x, 46, 1);
        }
        // The feet of a number: long, with ink above.
        rules.horizontal.push(rule(200.0, 50.0, 180.0));
        for x in 50..180 {
            ink.set(x, 195, 1);
        }
        let found = anchored(rules, &ink, &ink, 20.0);
        assert_eq!(places(&found.horizontal), [20.0, 60.0]);
        assert_eq!(places(&found.vertical), [20.0, 300.0, 150.0]);
    }

    #[test]
    fn a_character_between_two_rules_makes_no_column() {
        let mut rules = net();
        rules.horizontal[1] = rule(52.0, 20.0, 300.0);
        rules.vertical.push(rule(150.0, 20.0, 52.0));
        let mut ink = Plane::new(400, 300);
        for y in 30..48 {
            ink.set(156, y, 1);
        }
        assert_eq!(anchored(rules, &ink, &ink, 20.0).vertical.len(), 2);
    }

    #[test]
    fn a_long_rule_in_white_space_stands_alone() {
        let rules = Rules { horizontal: vec![rule(100.0, 20.0, 300.0)], ..Rules::default() };
        assert_eq!(
            anchored(rules, &Plane::new(400, 300), &Plane::new(400, 300), 20.0).horizontal.len(),
            1
        );
    }
}
