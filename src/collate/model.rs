//! The public shape of a collation: what `jiaokan collate --format json` prints.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Known;
use crate::emend::Place;
use crate::location::At;
use crate::model::{BlockKind, Report, ReportKind, SourceInfo, Status, WitnessDocument};
use crate::terms::terms;
use crate::words::Words;

/// Name and version of the shape of [`Apparatus`].
pub const SCHEMA: &str = "jiaokan.collation/1";

/// What a collation gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Collation {
    /// Where the documents differ, and what was made of it.
    pub apparatus: Apparatus,
    /// The base with what could be restored.
    pub report: Report,
}

/// The apparatus (校勘记): where a report and its witnesses differ or the report cannot be
/// read, what each of them reads, what was chosen, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "jiaokan.collation/1")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Apparatus {
    /// Always `jiaokan.collation/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The report that is collated (底本).
    pub base: Document,
    /// Its witnesses (校本), in the order given.
    pub witnesses: Vec<Judged>,
    /// Counts for an overview.
    pub summary: Summary,
    /// Values, in the order of the base.
    pub entries: Vec<Entry>,
    /// Paragraphs of which a copy has other words, in the order of the base.
    pub text: Vec<TextEntry>,
}

/// A document of a collation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Document {
    /// The file.
    pub source: SourceInfo,
    /// 部门名称
    pub department: Option<String>,
    /// 项目名称
    pub project: Option<String>,
    /// What kind of document.
    pub kind: ReportKind,
    /// 评价年度
    pub fiscal_year: Option<i16>,
    /// Number of indicators.
    pub indicators: u32,
}

/// A witness with what was found of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Judged {
    /// The document.
    #[serde(flatten)]
    pub document: Document,
    /// What it is to the base, and what came of it.
    pub witness: WitnessDocument,
    /// Why it is taken for that, in English.
    pub why: String,
    /// The same in Chinese.
    pub why_zh: String,
    /// Rows of the base of which it has one that is the same for certain.
    pub rows: u32,
    /// Sound numbers that both read alike.
    pub numbers_agree: u32,
    /// Sound numbers that the two read differently.
    pub numbers_differ: u32,
    /// Sound words that both read alike.
    pub words_agree: u32,
    /// Sound words that the two read differently, but for characters that the base lost.
    pub words_differ: u32,
    /// Values of its own that cannot be read or had to be repaired, and cells and rows of the
    /// base that it lacks.
    pub damaged: u32,
    /// Whether it may restore numbers alone.
    pub sound_in_numbers: bool,
    /// Whether it may restore words alone.
    pub sound_in_words: bool,
}

/// Counts of an apparatus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Summary {
    /// Values that were restored.
    pub restored: u32,
    /// Values that stay unread, with readings to choose from.
    pub offered: u32,
    /// Values that stay unread, of which no witness has a reading.
    pub left: u32,
    /// Sound values of which a witness has another reading.
    pub differing: u32,
    /// Paragraphs of which a copy has other words.
    pub text: u32,
}

/// One place of the apparatus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Entry {
    /// Which value of the base.
    pub place: Place,
    /// The name of the row, for people: what can be read of it now.
    pub indicator: Option<String>,
    /// What is printed in the base.
    pub printed: String,
    /// How that was read; `null` where it cannot be.
    pub read: Option<String>,
    /// How the base's own reading came from what is printed.
    pub status: Status,
    /// Where it stands.
    pub at: At,
    /// What each witness reads that has this place, in the order of the witnesses.
    pub readings: Vec<Reading>,
    /// What was made of it.
    pub outcome: Outcome,
    /// The value that now stands there; `null` where there is none.
    pub chosen: Option<String>,
    /// Why, in English.
    pub why: String,
    /// The same in Chinese.
    pub why_zh: String,
}

/// What a witness reads at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Reading {
    /// Which witness, by its number in the list, from 0.
    pub witness: u32,
    /// What is printed there.
    pub printed: String,
    /// How that was read; `null` where it cannot be.
    pub read: Option<String>,
    /// How the reading came from what is printed.
    pub status: Status,
    /// Where it stands in that document.
    pub at: At,
}

/// What was made of a place.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Outcome {
    /// The base cannot be read, and a witness tells its value: it was restored.
    Restored,
    /// The base cannot be read, and what a witness reads is only offered.
    Offered,
    /// The base cannot be read, and no witness reads it either.
    Left,
    /// The base can be read, and a witness reads it otherwise: the base is kept.
    Kept,
    /// The same, and witnesses agree against the base: their reading is offered.
    Doubted,
}

terms! { Outcome {
    Restored "restored" "restored", zh: "据校本补正", "→";
    Offered "offered" "offered, not taken", zh: "列出待定", "?";
    Left "left" "left unread", zh: "无从补正", "□";
    Doubted "doubted" "kept, the witnesses agree otherwise", zh: "仍从底本（各本同异）", "!";
    Kept "kept" "kept", zh: "仍从底本", "≠";
} }

/// A paragraph of which copies have other words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct TextEntry {
    /// Titles of the sections that it stands in, from the outermost.
    pub section: Vec<String>,
    /// What kind of piece.
    pub kind: BlockKind,
    /// The words of the base.
    pub text: String,
    /// Where it starts.
    pub at: At,
    /// The words of each copy that has others.
    pub readings: Vec<TextReading>,
}

/// The words of a copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct TextReading {
    /// Which witness, by its number in the list, from 0.
    pub witness: u32,
    /// Its words.
    pub text: String,
    /// Where they start in that document.
    pub at: At,
}

impl Apparatus {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.text.is_empty()
    }
}

/// The JSON Schema of [`Apparatus`].
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Apparatus)
}

pub(super) fn apparatus(
    base: &Report,
    documents: Vec<WitnessDocument>,
    known: &[Known<'_>],
    entries: Vec<Entry>,
    text: Vec<TextEntry>,
) -> Apparatus {
    let count = |outcomes: &[Outcome]| {
        entries.iter().filter(|entry| outcomes.contains(&entry.outcome)).count() as u32
    };
    Apparatus {
        schema: SCHEMA.into(),
        base: document(base),
        witnesses: known.iter().zip(documents).map(|(known, told)| judged(known, told)).collect(),
        summary: Summary {
            restored: count(&[Outcome::Restored]),
            offered: count(&[Outcome::Offered]),
            left: count(&[Outcome::Left]),
            differing: count(&[Outcome::Kept, Outcome::Doubted]),
            text: text.len() as u32,
        },
        entries,
        text,
    }
}

fn judged(known: &Known<'_>, witness: WitnessDocument) -> Judged {
    let Words { en: why, zh: why_zh } = known.found.why.clone();
    let trust = known.trust;
    Judged {
        document: document(known.report),
        witness,
        why,
        why_zh,
        rows: known.rows.count(),
        numbers_agree: trust.numbers.agree,
        numbers_differ: trust.numbers.differ,
        words_agree: trust.words.agree,
        words_differ: trust.words.differ,
        damaged: trust.damaged,
        sound_in_numbers: trust.sound_in_numbers(),
        sound_in_words: trust.sound_in_words(),
    }
}

fn document(report: &Report) -> Document {
    let text = |text: &Option<crate::model::Text>| text.as_ref().and_then(|t| t.value.clone());
    Document {
        source: report.source.clone(),
        department: text(&report.fields.department),
        project: text(&report.fields.project),
        kind: report.kind,
        fiscal_year: report.fiscal_year.value,
        indicators: report.indicators.len() as u32,
    }
}
