//! What the sentences of a report state that can be compared with the rest.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::indicator::Comparator;
use crate::location::At;

/// What the sentences of a report state that can be compared with the rest of it
/// and with another year's report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Narrative {
    /// 存在问题, one by one.
    pub problems: Vec<Statement>,
    /// 改进措施, one by one.
    pub measures: Vec<Statement>,
    /// Quantities in reading order.
    #[serde(default)]
    pub quantities: Vec<Stated>,
    /// 占比
    #[serde(default)]
    pub shares: Vec<Share>,
    /// 增长, 下降
    #[serde(default)]
    pub growth: Vec<Growth>,
    /// 共16个指标，其中12个产出指标
    #[serde(default)]
    pub indicator_counts: Vec<IndicatorCount>,
    /// 3大目标任务, with the list of them.
    #[serde(default)]
    pub lists: Vec<DeclaredList>,
    /// Statements of what is well or not well.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// 年中压减预算
    #[serde(default)]
    pub budget_changes: Vec<Statement>,
    /// 各项绩效目标全部完成
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all_met: Vec<Statement>,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Statement {
    /// Its number as printed (1., 一是), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Clean text, without its number.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// A quantity that a sentence states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Stated {
    /// The words before it in its clause: 考察企业 in 考察企业105家.
    pub before: String,
    /// The words after it in its clause: 企业 in 考察105家企业.
    pub after: String,
    /// The comparison that is printed.
    pub comparator: Option<Comparator>,
    /// Exact decimal, printed scale.
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub number: Decimal,
    /// The second bound of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub upper: Option<Decimal>,
    /// Its unit in the usual sign.
    pub unit: String,
    /// 约, 左右, 余
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// What sets it apart from the year evaluated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Number of its paragraph, and of its sentence in it.
    pub sentence: [u32; 2],
    /// Number of the section it stands in, in reading order; 0 before the first.
    pub section: u32,
    /// The quantities before 其中, of which it is a part, by index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<u32>,
    /// What stood in the source, words of comparison included.
    pub raw: String,
    /// Where the number stands.
    pub at: At,
}

/// What sets a quantity apart from the year evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Scope {
    /// 上年, or a year that is not the one evaluated.
    OtherYear,
    /// 计划, 目标
    Planned,
    /// 累计
    Cumulative,
    /// 上半年, 新增
    Partial,
    /// Another year or a goal is spoken of near it, and it is not told whether that is said of it.
    Unclear,
}

/// A share (占比) that a sentence states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Share {
    /// In per cent.
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub percent: Decimal,
    /// The quantity that it is the share of, by index.
    pub part: Option<u32>,
    /// The whole as the sentence names it: 总支出 in 占总支出的51%.
    pub whole: Option<String>,
    /// What stood in the source.
    pub raw: String,
    /// Where it stands.
    pub at: At,
}

/// A growth rate (增长46.7%) that a sentence states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Growth {
    /// In per cent; below zero where it falls.
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub percent: Decimal,
    /// The quantity that has grown, by index.
    pub of: Option<u32>,
    /// What stood in the source.
    pub raw: String,
    /// Where it stands.
    pub at: At,
}

/// A count of indicators that a sentence states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct IndicatorCount {
    /// How many.
    pub count: u32,
    /// 产出指标, where only those of a level 1 are counted.
    pub level1: Option<String>,
    /// All indicators of the report are meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub total: bool,
    /// The completion rates that they are said to have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateBand>,
    /// Whether they are said to have met their targets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
    /// Number of its paragraph, and of its sentence in it.
    pub sentence: [u32; 2],
    /// What stood in the source.
    pub raw: String,
    /// Where it stands.
    pub at: At,
}

/// Completion rates from a lower to an upper bound, in per cent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct RateBand {
    /// The rate, or the lower bound.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub low: Option<Decimal>,
    /// The same rate, or the upper bound.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub high: Option<Decimal>,
}

/// A number of tasks, projects or matters (3大目标任务, 以下四方面) with the list
/// that stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct DeclaredList {
    /// How many are declared.
    pub count: u32,
    /// What: 目标任务.
    pub what: String,
    /// The least and the most that the list before it can hold: 甲、乙和丙.
    pub before: Option<[u32; 2]>,
    /// The items of the enumeration after it: 一是…二是….
    pub after: Option<u32>,
    /// The number sums up what stands before it, and counts nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sums_up: bool,
    /// What stood in the source.
    pub raw: String,
    /// Where it stands.
    pub at: At,
}

/// A statement that something is well or is not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Claim {
    /// What it speaks of (`patterns/narrative.toml`).
    pub topic: String,
    /// Whether that is said to be well.
    pub good: bool,
    /// Number of the section it stands in.
    pub section: u32,
    /// The clause.
    pub text: String,
    /// Where it stands.
    pub at: At,
}
