//! Year over year (年度对照): what changed between two reports.
//!
//! `pairing` says which indicator of the old report is which of the new one, `prose`
//! which paragraph is which; `changes` holds a file per kind of change or family of
//! kinds. Whatever rests on a damaged cell is not compared, and listed as such.
//! [`matching`] pairs the reports of two folders.

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
mod uncompared;

use std::cmp::Reverse;

pub use kinds::{ChangeKind, Kind, find, kinds};
#[cfg(feature = "cli")]
pub use matching::{
    Key, Lineage, LineageEntry, LineageError, LineageKind, Listed, Matching, match_up,
};
pub use model::{
    Change, Diff, NotComparable, Pair, PairCandidate, PairClass, PairCounts, Place, Printed,
    SCHEMA, Side, SideName, Summary, TextBlock, TextClass, TextPair, Years, schema,
};
#[cfg(feature = "cli")]
pub use ranking::{Standing, rank};

use crate::model::Report;
use crate::patterns::Patterns;
use found::{Context, Found};

/// Compares the reports of two years.
#[must_use]
pub fn diff(old: &Report, new: &Report, patterns: &Patterns) -> Diff {
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
    let (copied, all) = changes::copied::characters(&context);
    let Found { mut changes, not_comparable } = found;
    changes.sort_by_key(|change| (Reverse(change.severity), change.change, change.pair));
    let summary = sides::summary(&changes, &not_comparable, &pairs, (copied, all));
    Diff {
        schema: SCHEMA.into(),
        old: sides::side(old, patterns),
        new: sides::side(new, patterns),
        years,
        summary,
        pairs,
        changes,
        not_comparable,
        text,
    }
}
