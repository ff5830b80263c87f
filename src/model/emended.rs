//! What others than the reader did to a report: persons by their decisions, other documents
//! as witnesses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text::WitnessKind;

/// A document that a report was collated with (校勘所用的本子).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct WitnessDocument {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What it is to the report; `null` if nothing shows that it belongs to it, and then it
    /// was not used.
    pub kind: Option<WitnessKind>,
    /// Values that were restored from it, alone or with others.
    pub restored: u32,
    /// Sound values of the report of which it has another reading.
    pub differing: u32,
}

/// What became of the decisions of persons on a report (人工复核).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Decided {
    /// Values that were found right: `confirmed`.
    pub confirmed: u32,
    /// Values that were given: `corrected`.
    pub corrected: u32,
    /// Values that persons could not tell either.
    pub cannot_tell: u32,
    /// Decisions that were not applied; a note says why of each.
    pub not_applied: u32,
}
