//! The public shape of a comparison: what `jiaokan diff --format json` prints.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kinds::ChangeKind;
use super::subject::Subject;
use crate::location::At;
use crate::model::{BlockKind, Indicator, Program, ReportKind, Severity, SourceInfo, Status};
use crate::terms::terms;

/// Name and version of the shape of [`Diff`].
pub const SCHEMA: &str = "jiaokan.diff/1";

/// What changed between two reports (年度对比).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "jiaokan.diff/1")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Diff {
    /// Always `jiaokan.diff/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The earlier report.
    pub old: Side,
    /// The later report.
    pub new: Side,
    /// Whether the two are of one department and on one project, by what they print.
    #[serde(default)]
    pub subject: Subject,
    /// How the years of the two stand to each other. What only a following year can
    /// show (copied text, figures carried over) is looked for only there.
    pub years: Years,
    /// Counts for an overview.
    pub summary: Summary,
    /// Every indicator of both reports, once: in the order of the new report, those
    /// that only the old one has after the row that they stood behind.
    pub pairs: Vec<Pair>,
    /// What changed, the gravest first.
    pub changes: Vec<Change>,
    /// What cannot be compared because of damage, or because one side prints nothing.
    pub not_comparable: Vec<NotComparable>,
    /// The prose of both, block beside block, in the order of the new report.
    pub text: Vec<TextPair>,
}

/// One of the two reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Side {
    /// The file that the report was extracted from.
    pub source: SourceInfo,
    /// What read it, where its extraction tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Program>,
    /// 部门名称
    pub department: Option<String>,
    /// 项目名称
    pub project: Option<String>,
    /// What kind of document.
    pub kind: ReportKind,
    /// 评价年度
    pub fiscal_year: Option<i16>,
    /// The report's title.
    pub title: Option<String>,
    /// 自评得分
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub score: Option<Decimal>,
    /// 自评等级
    pub grade: Option<String>,
    /// Number of indicators.
    pub indicators: u32,
    /// Of them, those of which can be told whether they were met.
    pub judged: u32,
    /// Of those, the ones that were met.
    pub met: u32,
}

/// How the fiscal years of two reports stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Years {
    /// Both are the same file.
    SameFile,
    /// Two files of one year: a declaration and its self-evaluation, or two versions.
    SameYear,
    /// The new one is of the year after the old one's.
    Following,
    /// The new one is of a later year, but not the next.
    Apart,
    /// The old one is of a later year than the new one: most likely the wrong way round.
    Reversed,
    /// The year of one of them is not known; they are taken to follow each other.
    Unknown,
}

/// Counts of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Summary {
    /// Changes of severity high.
    pub high: u32,
    /// Changes of severity medium.
    pub medium: u32,
    /// Changes of severity low.
    pub low: u32,
    /// Changes that merely came with the year.
    pub info: u32,
    /// Entries of `not_comparable`.
    pub not_comparable: u32,
    /// Pairs of each class.
    pub pairs: PairCounts,
    /// Characters of the new report's prose.
    pub characters: u32,
    /// Of them, those in blocks that the old report has to the digit, years apart.
    pub copied_characters: u32,
    /// Of them, those in blocks of the old report's words with new figures.
    #[serde(default)]
    pub template_characters: u32,
}

/// How many pairs are of each class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the names are those of the classes")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct PairCounts {
    pub same: u32,
    pub renamed: u32,
    pub uncertain: u32,
    pub ambiguous: u32,
    pub dropped: u32,
    pub added: u32,
}

/// An indicator of the old report beside that of the new one that it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Pair {
    /// The row of the old report.
    pub old: Option<Indicator>,
    /// The row of the new report.
    pub new: Option<Indicator>,
    /// How sure it is that the two are one.
    pub class: PairClass,
    /// From "0.0000" to "1.0000"; `null` where a side is missing.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub similarity: Option<Decimal>,
    /// Of an ambiguous row, or one that was paired with little between: the rows of
    /// the other report that it could also be, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<PairCandidate>,
    /// The project (项目名称) whose table it stands in, of a report on several projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
}

/// A row of the other report that a row could be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct PairCandidate {
    /// Number of its table in its report, from 1.
    pub table: u32,
    /// Number of its row in that table, from 1.
    pub row: u32,
    /// Its name as printed.
    pub name: String,
    /// From "0.0000" to "1.0000".
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub similarity: Decimal,
    /// Where it stands.
    pub at: At,
}

/// How sure it is that two rows are one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum PairClass {
    /// The same indicator.
    Same,
    /// Most likely the same under another name: to be looked at.
    Renamed,
    /// A damaged name stands in the way: a guess, or no guess at all.
    Uncertain,
    /// Two rows of the other report fit equally well; none was taken.
    Ambiguous,
    /// Only the old report has it.
    Dropped,
    /// Only the new report has it.
    Added,
}

terms! { PairClass {
    Same "same" "same", zh: "同一指标", "=";
    Renamed "renamed" "renamed?", zh: "疑似改名", "≈";
    Uncertain "uncertain" "uncertain", zh: "残损存疑", "?";
    Ambiguous "ambiguous" "ambiguous", zh: "多种可能", "?";
    Dropped "dropped" "dropped", zh: "取消", "−";
    Added "added" "added", zh: "新增", "+";
} }

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Change {
    /// What kind of change.
    pub change: ChangeKind,
    /// How grave.
    pub severity: Severity,
    /// Name of the indicator concerned, as the new report prints it (the old one
    /// where it was dropped).
    pub indicator: Option<String>,
    /// Which of [`Diff::pairs`] it concerns, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<u32>,
    /// What the old report prints.
    pub old: Option<String>,
    /// What the new report prints.
    pub new: Option<String>,
    /// By how much a number moved: (new − old) ÷ old in one unit, four decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub relative: Option<Decimal>,
    /// For people, in English.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// Where that stands in the old report.
    pub at_old: Option<At>,
    /// Where that stands in the new report.
    pub at_new: Option<At>,
    /// Further places that the change rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Place>,
}

/// A place in one of the two reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Place {
    /// Which report.
    pub side: SideName,
    /// What stands there.
    pub raw: String,
    /// Where.
    pub at: At,
}

/// The old or the new report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum SideName {
    Old,
    New,
}

/// Something that could not be compared. Never shown as unchanged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct NotComparable {
    /// What could not be compared: `name`, `target`, `actual`, `score`, …
    pub what: Cow<'static, str>,
    /// Name of the indicator concerned, as printed.
    pub indicator: Option<String>,
    /// Which of [`Diff::pairs`] it concerns, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<u32>,
    /// What the old report prints, and how it was read.
    pub old: Option<Printed>,
    /// What the new report prints, and how it was read.
    pub new: Option<Printed>,
    /// Why, in English.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
}

/// A printed value of one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Printed {
    /// What stands there.
    pub raw: String,
    /// How it was read.
    pub status: Status,
    /// Where.
    pub at: At,
}

/// A block of prose of the old report beside one of the new report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct TextPair {
    /// How the two stand to each other.
    pub class: TextClass,
    /// The block of the old report.
    pub old: Option<TextBlock>,
    /// The block of the new report.
    pub new: Option<TextBlock>,
    /// How alike they are once years and numbers are masked, "0.0000" to "1.0000".
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub similarity: Option<Decimal>,
}

/// How two blocks of prose stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum TextClass {
    /// The same words and the same figures, years apart, and long enough to be no chance.
    Copied,
    /// The same words with new figures: a template that was filled in.
    Template,
    /// The same words, but too short to say anything.
    Same,
    /// In one place of the outline or mostly alike, but rewritten.
    Changed,
    /// Only the old report has it.
    Removed,
    /// Only the new report has it.
    Added,
}

terms! { TextClass {
    Copied "copied" "copied", zh: "照抄", "=";
    Template "template" "template, new figures", zh: "套用", "≈";
    Same "same" "same, short", zh: "相同短句", "=";
    Changed "changed" "rewritten", zh: "改写", "≠";
    Removed "removed" "removed", zh: "删去", "−";
    Added "added" "added", zh: "新写", "+";
} }

/// A block of prose in its section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct TextBlock {
    /// Titles of the sections that it stands in, from the outermost.
    pub section: Vec<String>,
    /// What kind of piece.
    pub kind: BlockKind,
    /// Clean text.
    pub text: String,
    /// Where it starts.
    pub at: At,
}

impl Diff {
    /// Whether nothing changed and nothing was left uncompared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.not_comparable.is_empty()
    }
}

/// The JSON Schema of [`Diff`].
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Diff)
}
