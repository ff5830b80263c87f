//! What the families of changes look at, and how they say what they found.

use rust_decimal::Decimal;

use super::kinds::ChangeKind;
use super::model::{
    Change, NotComparable, Pair, PairClass, Place, Printed, SideName, TextPair, Years,
};
use super::pairing;
use crate::location::At;
use crate::model::{Indicator, Quantity, Report, ReportKind, Severity, Text};
use crate::patterns::Patterns;
use crate::words::Words;

/// The two reports, and what stands beside what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) old: &'a Report,
    pub(super) new: &'a Report,
    pub(super) years: Years,
    pub(super) pairs: &'a [Pair],
    pub(super) text: &'a [TextPair],
    pub(super) patterns: &'a Patterns,
}

/// An indicator of both years, to be compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Both<'a> {
    /// Its place in the pairs.
    pub(super) place: u32,
    pub(super) pair: &'a Pair,
    pub(super) old: &'a Indicator,
    pub(super) new: &'a Indicator,
}

impl<'a> Context<'a> {
    /// Whether the two are of two years: only then can anything be carried over.
    pub(super) fn of_two_years(&self) -> bool {
        matches!(self.years, Years::Following | Years::Apart | Years::Unknown)
    }

    /// Whether the old one declares the targets of the new one's year (申报表).
    pub(super) fn of_declaration(&self) -> bool {
        self.old.kind == ReportKind::TargetDeclaration
            && self.new.kind != ReportKind::TargetDeclaration
            && matches!(self.years, Years::SameYear | Years::Unknown)
    }

    /// The indicators of both years that are surely or most likely one.
    pub(super) fn both(&self) -> impl Iterator<Item = Both<'a>> {
        self.paired(|class| matches!(class, PairClass::Same | PairClass::Renamed))
    }

    /// The pairs of some classes that have both sides.
    pub(super) fn paired(&self, wanted: fn(PairClass) -> bool) -> impl Iterator<Item = Both<'a>> {
        let pairs = (0u32..).zip(self.pairs);
        pairs.filter_map(move |(place, pair)| {
            let (old, new) = (pair.old.as_ref()?, pair.new.as_ref()?);
            wanted(pair.class).then_some(Both { place, pair, old, new })
        })
    }
}

impl Both<'_> {
    /// The name that people know it by.
    pub(super) fn name(&self) -> String {
        pairing::name(self.new)
    }
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) changes: Vec<Change>,
    pub(super) not_comparable: Vec<NotComparable>,
}

impl Found {
    pub(super) fn push(&mut self, change: Change) {
        self.changes.push(change);
    }
}

impl Change {
    /// A change of a kind, of its usual severity.
    pub(super) fn new(kind: ChangeKind, words: Words) -> Self {
        Change {
            change: kind,
            severity: kind.kind().severity,
            indicator: None,
            pair: None,
            old: None,
            new: None,
            relative: None,
            message: words.en,
            message_zh: words.zh,
            at_old: None,
            at_new: None,
            further: Vec::new(),
        }
    }

    /// With more words behind what it says.
    pub(super) fn and(mut self, more: Words) -> Self {
        self.message.push_str(&more.en);
        self.message_zh.push_str(&more.zh);
        self
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Of an indicator of both years.
    pub(super) fn of(mut self, both: &Both<'_>) -> Self {
        self.indicator = Some(both.name());
        self.pair = Some(both.place);
        self.at_old = Some(both.old.at);
        self.at_new = Some(both.new.at);
        self
    }

    pub(super) fn old(mut self, raw: impl Into<String>, at: At) -> Self {
        self.old = Some(raw.into());
        self.at_old = Some(at);
        self
    }

    pub(super) fn new_side(mut self, raw: impl Into<String>, at: At) -> Self {
        self.new = Some(raw.into());
        self.at_new = Some(at);
        self
    }

    /// The two printed values.
    pub(super) fn values(self, old: &Quantity, new: &Quantity) -> Self {
        self.old(&old.raw, old.at).new_side(&new.raw, new.at)
    }

    /// The two printed texts.
    pub(super) fn texts(self, old: &Text, new: &Text) -> Self {
        self.old(&old.raw, old.at).new_side(&new.raw, new.at)
    }

    pub(super) fn relative(mut self, relative: Option<Decimal>) -> Self {
        self.relative = relative;
        self
    }

    /// A further place.
    pub(super) fn rests_on(mut self, side: SideName, raw: impl Into<String>, at: At) -> Self {
        let raw = raw.into();
        self.further.push(Place { side, raw, at });
        self
    }
}

impl NotComparable {
    pub(super) fn new(what: &'static str, words: Words) -> Self {
        NotComparable {
            what: what.into(),
            indicator: None,
            pair: None,
            old: None,
            new: None,
            message: words.en,
            message_zh: words.zh,
        }
    }

    /// Of an indicator of both years.
    pub(super) fn of(mut self, both: &Both<'_>) -> Self {
        self.indicator = Some(both.name());
        self.pair = Some(both.place);
        self
    }

    pub(super) fn printed(mut self, old: Option<Printed>, new: Option<Printed>) -> Self {
        self.old = old;
        self.new = new;
        self
    }
}

impl From<&Quantity> for Printed {
    fn from(quantity: &Quantity) -> Self {
        Printed { raw: quantity.raw.clone(), status: quantity.status, at: quantity.at }
    }
}

impl From<&Text> for Printed {
    fn from(text: &Text) -> Self {
        Printed { raw: text.raw.clone(), status: text.status, at: text.at }
    }
}
