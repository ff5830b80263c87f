//! Rules to borders: rules in one line are one border of a table, whatever part of it each is.

use super::anchor::SAME;
use super::rules::{Rule, Rules};

/// A border of a table, drawn by one rule or several.
#[derive(Debug, Clone)]
pub(super) struct Border {
    /// How far across it lies, in pixels.
    pub(super) place: f32,
    pub(super) rules: Vec<Rule>,
}

/// Borders nearer than this are one: no line of text goes between them. In characters.
const NO_ROW: f32 = 0.6;

/// Borders nearer than this are one if they stand nowhere side by side: one line above and
/// below a spanning cell, which the paper bends. In characters.
const SHIFTED: f32 = 0.75;

/// Rules that run so far past the outermost one across them leave the side open, in characters.
const OPEN: f32 = 1.5;

/// A rule reaches so far beyond its ends, in characters.
const BEYOND: f32 = 0.3;

impl Border {
    /// The share of a stretch along it that is drawn.
    pub(super) fn covered(&self, from: f32, to: f32, ch: f32) -> f32 {
        let mut parts: Vec<(f32, f32)> = self
            .rules
            .iter()
            .map(|rule| (rule.from() - ch * BEYOND, rule.to() + ch * BEYOND))
            .map(|(a, b)| (a.max(from), b.min(to)))
            .filter(|(a, b)| a < b)
            .collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut sum, mut end) = (0.0, from);
        for (a, b) in parts {
            sum += (b - a.max(end)).max(0.0);
            end = end.max(b);
        }
        sum / (to - from).max(1.0)
    }

    fn length(&self) -> f32 {
        self.rules.iter().map(Rule::length).sum()
    }

    fn take_in(&mut self, other: Border) {
        let (own, more) = (self.length(), other.length());
        self.place = (self.place * own + other.place * more) / (own + more).max(1.0);
        self.rules.extend(other.rules);
    }

    /// How long two stand side by side.
    fn beside(&self, other: &Border) -> f32 {
        let pairs = self.rules.iter().flat_map(|a| other.rules.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| (a.to().min(b.to()) - a.from().max(b.from())).max(0.0)).sum()
    }
}

/// The borders of one table, those across it from top to bottom and those down it from left
/// to right.
pub(super) fn borders(rules: &Rules, ch: f32) -> (Vec<Border>, Vec<Border>) {
    let mut across = clustered(&rules.horizontal, ch);
    let mut down = clustered(&rules.vertical, ch);
    let (left, right) = open_sides(&rules.horizontal, &down, ch);
    let (top, bottom) = open_sides(&rules.vertical, &across, ch);
    // Three lines down that go on: fewer may be strokes.
    let many = rules.vertical.len() > 2;
    add(&mut across, top.filter(|_| many), true);
    add(&mut across, bottom.filter(|_| many), false);
    add(&mut down, left, true);
    add(&mut down, right, false);
    (across, down)
}

fn add(borders: &mut Vec<Border>, side: Option<Border>, first: bool) {
    if let Some(side) = side {
        let at = if first { 0 } else { borders.len() };
        borders.insert(at, side);
    }
}

fn clustered(rules: &[Rule], ch: f32) -> Vec<Border> {
    let mut sorted: Vec<&Rule> = rules.iter().collect();
    sorted.sort_by(|a, b| a.place().total_cmp(&b.place()));
    let mut borders: Vec<Border> = Vec::new();
    for rule in sorted {
        let own = Border { place: rule.place(), rules: vec![rule.clone()] };
        match borders.last_mut() {
            Some(last) if own.place - last.place <= ch * SAME => last.take_in(own),
            _ => borders.push(own),
        }
    }
    // The nearest pair first, until no pair is near.
    loop {
        let near = borders
            .windows(2)
            .enumerate()
            .map(|(n, pair)| (n, pair[1].place - pair[0].place, pair[0].beside(&pair[1])))
            .filter(|&(_, gap, beside)| gap < ch * NO_ROW || gap < ch * SHIFTED && beside < ch)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((n, ..)) = near else { return borders };
        let second = borders.remove(n + 1);
        if let Some(first) = borders.get_mut(n) {
            first.take_in(second);
        }
    }
}

/// The sides that are not drawn, but past which rules run: two of them at least.
fn open_sides(rules: &[Rule], crossing: &[Border], ch: f32) -> (Option<Border>, Option<Border>) {
    let (Some(first), Some(last)) = (crossing.first(), crossing.last()) else {
        return (None, None);
    };
    let side = |past: Vec<&Rule>, place: &dyn Fn(&Rule) -> f32| {
        let mut places: Vec<f32> = past.iter().map(|rule| place(rule)).collect();
        if places.len() < 2 {
            return None;
        }
        places.sort_by(f32::total_cmp);
        let place = *places.get(places.len() / 2)?;
        let from = past.iter().map(|rule| rule.place()).fold(f32::MAX, f32::min);
        let to = past.iter().map(|rule| rule.place()).fold(f32::MIN, f32::max);
        (to - from >= ch).then(|| Border {
            place,
            rules: vec![Rule { points: vec![(from, place), (to, place)], thickness: 0.0 }],
        })
    };
    let open = ch * OPEN;
    let before = rules.iter().filter(|rule| rule.from() < first.place - open).collect();
    let after = rules.iter().filter(|rule| rule.to() > last.place + open).collect();
    (side(before, &Rule::from), side(after, &Rule::to))
}
