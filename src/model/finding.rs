//! What the audit checks and the reader have to say.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text::Status;
use crate::location::At;
use crate::words::Words;

/// What an audit check says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Finding {
    /// Name of the check.
    pub check: String,
    /// What its check looks for, in a few words: Total score differs.
    #[serde(default)]
    pub title: String,
    /// The same in Chinese: 总分不符.
    #[serde(default)]
    pub title_zh: String,
    /// Pass, finding, or not evaluable.
    pub outcome: Outcome,
    /// How grave.
    pub severity: Severity,
    /// For people, in English.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// What the check expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What it found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Every place concerned.
    pub at: Vec<At>,
    /// What is printed at those places, where it is not a pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Quotation>,
    /// Values that this rests on and that were not simply read: a repaired or
    /// inherited one carries the outcome, a damaged one is why there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<RestsOn>,
}

impl Finding {
    /// An outcome of a check, said in both languages.
    #[must_use]
    pub fn new(check: &str, outcome: Outcome, severity: Severity, words: Words) -> Self {
        Self {
            check: check.to_owned(),
            title: String::new(),
            title_zh: String::new(),
            outcome,
            severity,
            message: words.en,
            message_zh: words.zh,
            expected: None,
            found: None,
            at: Vec::new(),
            evidence: Vec::new(),
            rests_on: Vec::new(),
        }
    }
}

/// What is printed at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quotation {
    /// As it stood in the source.
    pub raw: String,
    /// Where it stands.
    pub at: At,
}

/// A value that carries an outcome and was not simply read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct RestsOn {
    /// Which value: a path into the report, such as `indicators[4].target`.
    pub path: String,
    /// What stood in the source.
    pub raw: String,
    /// How its value came from that.
    pub status: Status,
    /// Where it stands.
    pub at: At,
}

/// Outcome of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Outcome {
    /// The check holds.
    Pass,
    /// Something to look at.
    Finding,
    /// An input is missing or damaged. Never shown as a pass.
    NotEvaluable,
}

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
}

/// What a second reader of the file says of the numbers of the report (对校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Witness {
    /// The library that read again.
    pub reader: Cow<'static, str>,
    /// Numbers of the report.
    pub numbers: u32,
    /// Of them, those of which it read the same digits in the same place.
    pub confirmed: u32,
    /// Those of which it read others.
    pub differing: u32,
    /// Those that it does not read, or of which only a part stands in one place.
    pub unread: u32,
}

/// The code of the note that rows of a table may stand outside of it.
pub(crate) const ROWS_OUTSIDE: &str = "rows_outside";

/// What the reader met: a join, a dropped page number, a damaged cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Note {
    /// Stable name, `snake_case`.
    pub code: Cow<'static, str>,
    /// For people, in English.
    pub message: String,
    /// The same in Chinese.
    #[serde(default)]
    pub message_zh: String,
    /// Where.
    pub at: At,
}

impl Note {
    /// A note at a place.
    pub fn new(code: &'static str, message: Words, at: At) -> Self {
        Self { code: Cow::Borrowed(code), message: message.en, message_zh: message.zh, at }
    }
}
