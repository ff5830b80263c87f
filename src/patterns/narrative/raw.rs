//! The entries of `narrative.toml` as they stand in the file.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(super) words: Vec<Words>,
    pub(super) pattern: Vec<Pattern>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) id: WordKind,
    pub(super) part: Part,
    pub(super) words: Vec<String>,
    pub(super) examples: Vec<String>,
    #[serde(default)]
    pub(super) rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub(super) id: PatternKind,
    pub(super) pattern: String,
    pub(super) examples: Vec<String>,
    #[serde(default)]
    pub(super) rejects: Vec<String>,
}

/// Where the words of a list count in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Part {
    Contains,
    Whole,
    Start,
    End,
}

/// What a list of words is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordKind {
    /// Headings of problems: 存在问题.
    Problems,
    /// Headings that are nothing else: 问题.
    ProblemsWhole,
    /// Headings of measures: 改进措施.
    Measures,
    /// Headings that are nothing else: 建议.
    MeasuresWhole,
    /// Headings of something else: 上年度整改情况.
    OtherHeading,
    /// Headings of something more: 主要经验及做法、存在的问题.
    MixedHeading,
    /// What is printed where there is nothing: 无.
    Nothing,
    /// What a sentence holds that complains: 不足.
    Complaint,
}

/// What an expression is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PatternKind {
    /// Where a text turns from a problem to a measure; group `turn`.
    TurnsToMeasures,
}
