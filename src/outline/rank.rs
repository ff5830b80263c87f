//! Depth of headings, learned from how a document nests its number forms.

use crate::patterns::{Headings, Numbered};

/// What numbers a heading, or that nothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// The title of an annexed document, 附件.
    Part,
    /// A label such as 存在问题.
    Label,
    /// A number form, and the parts of a dotted number.
    Form(u8, u8),
}

/// The headings that the current place lies under.
#[derive(Debug)]
pub(super) struct Ranks<'p> {
    headings: &'p Headings,
    open: Vec<Open>,
    /// Pairs of families of which the first was seen above the second.
    above: Vec<(Family, Family)>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    family: Family,
    value: u32,
    rank: u8,
}

/// How a number fits in its sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    /// It is the next one.
    Next,
    /// Numbers are missing; the last one that stands before it, or 0.
    Gap(u32),
    /// It stood before.
    Repeat,
}

impl<'p> Ranks<'p> {
    pub(super) fn new(headings: &'p Headings) -> Self {
        Ranks { headings, open: Vec::new(), above: Vec::new() }
    }

    /// Places a numbered heading: its level, and how it fits in.
    pub(super) fn numbered(&mut self, number: &Numbered) -> (u8, Sequence) {
        let family = Family::Form(number.form, number.depth);
        let rank = self.headings.forms.rank(number);
        if let Some(place) = self.open.iter().rposition(|o| o.family == family) {
            let last = self.open.get(place).map_or(0, |o| o.value);
            self.open.truncate(place);
            let sequence = match number.value {
                value if value == last + 1 => Sequence::Next,
                value if value > last => Sequence::Gap(last),
                // The numbering starts anew without a heading above it.
                1 if last > 1 => Sequence::Next,
                _ => Sequence::Repeat,
            };
            return (self.push(family, number.value, rank), sequence);
        }
        while let Some(top) = self.open.last() {
            let seen_above = self.above.contains(&(top.family, family));
            let seen_below = self.above.contains(&(family, top.family));
            // A form met for the first time opens a list under what stands
            // above it, unless it starts amidst or is never found so deep.
            let fixed = self.headings.forms.is_fixed(number);
            let usual = top.family != Family::Part
                && top.rank > rank
                && (number.value != 1 || fixed || top.family == Family::Label);
            if seen_below || (!seen_above && usual) {
                self.open.pop();
            } else {
                break;
            }
        }
        let sequence = if number.value == 1 { Sequence::Next } else { Sequence::Gap(0) };
        (self.push(family, number.value, rank), sequence)
    }

    /// Places a label.
    pub(super) fn label(&mut self) -> u8 {
        if let Some(place) = self.open.iter().rposition(|o| o.family == Family::Label) {
            self.open.truncate(place);
        }
        let rank = self.open.last().map_or(0, |o| o.rank.saturating_add(1));
        self.push(Family::Label, 0, rank)
    }

    /// Places the title of an annexed document.
    pub(super) fn part(&mut self) -> u8 {
        self.open.clear();
        self.push(Family::Part, 0, 0);
        // Its headings are numbered as those of a document of their own.
        self.open.clear();
        1
    }

    fn push(&mut self, family: Family, value: u32, rank: u8) -> u8 {
        for above in &self.open {
            let pair = (above.family, family);
            if !self.above.contains(&pair) {
                self.above.push(pair);
            }
        }
        self.open.push(Open { family, value, rank });
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }
}
