//! Values with their raw text, status, evidence and place.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use crate::location::At;
use crate::words::Words;

/// How a clean value came from its raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Status {
    /// Printed so.
    AsRead,
    /// Only spurious white space, line wraps or mark-up removed.
    Spacing,
    /// Restored: one certain reading, evidence given.
    Repaired,
    /// A spanning cell (合并单元格) carried down.
    Inherited,
    /// Not readable: the value is `null`.
    Damaged,
    /// A person looked at it and found the reading right (复核无误).
    Confirmed,
    /// A person read it and gave the value (人工更正).
    Corrected,
}

impl Status {
    /// Whether the value is simply what is printed: then nothing is said of it.
    #[must_use]
    pub fn is_as_read(&self) -> bool {
        *self == Status::AsRead
    }

    /// Whether a person decided on the value.
    #[must_use]
    pub fn is_decided(self) -> bool {
        matches!(self, Status::Confirmed | Status::Corrected)
    }
}

/// The kind of evidence for a restored reading, after the four methods of 校勘.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum EvidenceKind {
    /// The vocabulary of this column or form (他校).
    Lexicon,
    /// Another cell of the same row or column (本校).
    Sibling,
    /// A sentence of the same report (本校).
    Narrative,
    /// A count that the report itself states (本校).
    Declared,
    /// Arithmetic: may confirm a reading and never makes one (理校).
    Arithmetic,
    /// Another copy: a second reader, another year, another file (对校).
    Witness,
    /// A person who looked at the source (人工复核).
    Human,
}

/// What another document is to a report that it bears witness to (对校所用的本子).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum WitnessKind {
    /// Another copy of the same report: the office's page, another scan, another
    /// recogniser's text (同一报告的另一份文本).
    Copy,
    /// The declaration of targets of the same year (绩效目标申报表).
    Declaration,
    /// The same department's or project's report of the year before or after.
    OtherYear,
    /// The same file, its numbers read again in their places by another library (复读).
    SecondReader,
}

/// The document in which a piece of evidence stands, where it is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct WitnessSource {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What it is to the report.
    pub kind: WitnessKind,
}

/// One piece of evidence for a reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Evidence {
    /// What kind of evidence this is.
    pub kind: EvidenceKind,
    /// What it says, for people, in English.
    pub note: String,
    /// The same in Chinese.
    #[serde(default)]
    pub note_zh: String,
    /// Where it stands: in `source`, where that is named.
    pub at: At,
    /// The other document that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<WitnessSource>,
    /// The person who says it, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// When the person said it, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

impl Evidence {
    /// Evidence that stands at a place.
    #[must_use]
    pub fn new(kind: EvidenceKind, note: Words, at: At) -> Self {
        let (source, who, when) = (None, None, None);
        Self { kind, note: note.en, note_zh: note.zh, at, source, who, when }
    }
}

/// An emendation: what stood there, what was restored, on what evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Repair {
    /// The damaged part as printed.
    pub from: String,
    /// The reading restored.
    pub to: String,
    /// Why this reading and no other.
    pub evidence: Vec<Evidence>,
}

/// A reading that is offered but not asserted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Candidate {
    /// The reading.
    pub value: String,
    /// From "0" to "1", two decimals.
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub confidence: Decimal,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
}

/// A text value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Text {
    /// The clean value; `null` if the raw text cannot be read with certainty.
    pub value: Option<String>,
    /// What stood in the source.
    pub raw: String,
    /// How `value` came from `raw`.
    pub status: Status,
    /// Why a damaged text is not believed: the code of the note that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<Box<str>>,
    /// Possible readings of a damaged text, best first.
    #[serde(default, skip_serializing_if = "ThinVec::is_empty")]
    #[schemars(with = "Vec<Candidate>")]
    pub candidates: ThinVec<Candidate>,
    /// The emendation, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<Repair>>,
    /// Where it stood.
    pub at: At,
}

impl Text {
    /// A text read as it stands: its clean value, and [`Status::Spacing`] if
    /// cleaning changed anything. Text that cleans to nothing has no value.
    #[must_use]
    pub fn read(raw: &str, at: At) -> Self {
        let value = crate::fold::clean(raw);
        let status = if value == raw.trim() { Status::AsRead } else { Status::Spacing };
        let value = (!value.is_empty()).then_some(value);
        let (reason_code, repair) = (None, None);
        Self {
            value,
            raw: raw.to_owned(),
            status,
            reason_code,
            candidates: ThinVec::new(),
            repair,
            at,
        }
    }

    /// A text that cannot be read.
    #[must_use]
    pub fn damaged(raw: &str, at: At, candidates: impl IntoIterator<Item = Candidate>) -> Self {
        let candidates = candidates.into_iter().collect();
        let (value, reason_code, repair, status) = (None, None, None, Status::Damaged);
        Self { value, raw: raw.to_owned(), status, reason_code, candidates, repair, at }
    }
}

/// A printed number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Number {
    /// Exact decimal; keeps the printed scale (443.50 stays "443.50").
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub value: Decimal,
    /// What stood in the source.
    pub raw: String,
    /// How `value` came from `raw`, where it was not simply read.
    #[serde(default = "as_read", skip_serializing_if = "Status::is_as_read")]
    pub status: Status,
    /// The emendation, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<Repair>>,
    /// Where it stood.
    pub at: At,
}

impl Number {
    /// A number read as it stands.
    #[must_use]
    pub fn read(value: Decimal, raw: impl Into<String>, at: At) -> Self {
        Self { value, raw: raw.into(), status: Status::AsRead, repair: None, at }
    }
}

/// The status of what says nothing of it.
pub(super) fn as_read() -> Status {
    Status::AsRead
}
