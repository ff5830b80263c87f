//! What the audit checks and the reader have to say.

use schemars::JsonSchema;
use serde::Serialize;

use crate::location::At;

/// What an audit check says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Name of the check.
    pub check: String,
    /// Pass, finding, or not evaluable.
    pub outcome: Outcome,
    /// How grave.
    pub severity: Severity,
    /// For people.
    pub message: String,
    /// What the check expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What it found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Every place concerned.
    pub at: Vec<At>,
}

/// Outcome of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The check holds.
    Pass,
    /// Something to look at.
    Finding,
    /// An input is missing or damaged. Never shown as a pass.
    NotEvaluable,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
}

/// What a second reader of the file says of the numbers of the report (对校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Witness {
    /// The library that read again.
    pub reader: &'static str,
    /// Numbers of the report.
    pub numbers: u32,
    /// Of them, those of which it read the same digits in the same place.
    pub confirmed: u32,
    /// Those of which it read others.
    pub differing: u32,
    /// Those that it does not read, or of which only a part stands in one place.
    pub unread: u32,
}

/// What the reader met: a join, a dropped page number, a damaged cell.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Note {
    /// Stable name, `snake_case`.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// Where.
    pub at: At,
}

impl Note {
    /// A note at a place.
    pub fn new(code: &'static str, message: impl Into<String>, at: At) -> Self {
        Self {
            code,
            message: message.into(),
            at,
        }
    }
}
