//! Year over year (年度对比): what changed between two reports.
//!
//! `pairing` says which indicator of the old report is which of the new one, `prose`
//! which paragraph is which; `changes` holds a file per kind of change or family of
//! kinds. Whatever rests on a damaged cell is not compared, and listed as such.
//! [`matching`] pairs the reports of two folders.

mod belonging;
mod changes;
mod found;
mod kinds;
#[cfg(feature = "cli")]
pub mod matching;
mod measured;
mod model;
mod pairing;
mod prose;
#[cfg(feature = "cli")]
mod ranking;
mod sides;
mod subject;
mod uncompared;

pub(crate) use pairing::pair;
pub(crate) use prose::compare as compare_prose;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

pub use kinds::{ChangeKind, Kind, find, kinds};
#[cfg(feature = "cli")]
pub use matching::{
    Key, Lineage, LineageEntry, LineageError, LineageKind, Listed, Matching, match_up, over_years,
};
pub use model::{
    Change, Diff, NotComparable, Pair, PairCandidate, PairClass, PairCounts, Place, Printed,
    SCHEMA, Side, SideName, Summary, TextBlock, TextClass, TextPair, Years, schema,
};
#[cfg(feature = "cli")]
pub use ranking::{Standing, rank};
pub use subject::Subject;

use crate::model::{Indicator, Report};
use crate::patterns::Patterns;
use crate::value::judgement;
use found::{Context, Found};

/// The report with its indicators judged: an extraction of before they carried their
/// direction has none.
fn judged<'r>(report: &'r Report, patterns: &Patterns) -> Cow<'r, Report> {
    let says = |row: &Indicator| row.target.number.is_some() || row.target.text.is_some();
    let of_before = |row: &Indicator| row.direction.is_none() && row.base.is_none();
    if !report.indicators.iter().any(says) || !report.indicators.iter().all(of_before) {
        return Cow::Borrowed(report);
    }
    let mut report = report.clone();
    for row in &mut report.indicators {
        let judgement = judgement::again(row, patterns);
        row.direction = judgement.direction;
        row.completion = judgement.completion;
        row.base = judgement.base;
    }
    Cow::Owned(report)
}

/// Which indicator of the old report is which of the new one.
#[must_use]
pub fn pairs(old: &Report, new: &Report, patterns: &Patterns) -> Vec<Pair> {
    pairing::pair(&judged(old, patterns), &judged(new, patterns), patterns)
}

/// The projects of a report on several, by the numbers of their tables; none of a report on one.
pub(crate) fn projects_of(report: &Report) -> HashMap<u32, String> {
    Some(pairing::projects(report)).filter(pairing::several).unwrap_or_default()
}

/// The name that people know an indicator by.
#[must_use]
pub fn name_of(row: &Indicator) -> String {
    pairing::name(row)
}

/// Whether the target of an indicator asks for less than it reached the year before.
#[must_use]
pub fn asks_for_less(before: &Indicator, now: &Indicator, patterns: &Patterns) -> bool {
    asks_for_less_by(before, now, patterns).is_some()
}

/// By how much of what an indicator reached the year before its target asks for less, where it does;
/// the inner value is missing where nothing was reached (0).
pub(crate) fn asks_for_less_by(
    before: &Indicator,
    now: &Indicator,
    patterns: &Patterns,
) -> Option<Option<Decimal>> {
    changes::baseline::below(before, now, patterns)
}

/// Compares the reports of two years.
#[must_use]
pub fn diff(old: &Report, new: &Report, patterns: &Patterns) -> Diff {
    let (old, new) = (&*judged(old, patterns), &*judged(new, patterns));
    let years = sides::years(old, new);
    let of_two_years = matches!(years, Years::Following | Years::Apart | Years::Unknown);
    let pairs = pairing::pair(old, new, patterns);
    let text = prose::compare(old, new, of_two_years, patterns);
    let context = Context { old, new, years, pairs: &pairs, text: &text, patterns };
    let mut found = Found::default();
    if years != Years::SameFile {
        changes::find(&context, &mut found);
        uncompared::find(&context, &mut found);
    }
    let characters = changes::copied::Characters::of(&context);
    let Found { mut changes, not_comparable } = found;
    changes.sort_by_key(|change| (Reverse(change.severity), change.change, change.pair));
    let summary = sides::summary(&changes, &not_comparable, &pairs, characters);
    Diff {
        schema: SCHEMA.into(),
        old: sides::side(old),
        new: sides::side(new),
        subject: belonging::subject(old, new, &pairs, patterns),
        years,
        summary,
        pairs,
        changes,
        not_comparable,
        text,
    }
}
