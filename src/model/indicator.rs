//! One row of an indicator table (绩效指标表).

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use super::text::{Candidate, Number, Repair, Status, Text};
use crate::location::At;

/// A printed comparison, in symbols or words (不低于, 达到, 以上 → `>=`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Comparator {
    /// ≥, 不低于, 不少于, 达到, 以上
    #[serde(rename = ">=")]
    AtLeast,
    /// ≤, 不高于, 不超过, 以内
    #[serde(rename = "<=")]
    AtMost,
    /// >, 超, 大于, 高于
    #[serde(rename = ">")]
    MoreThan,
    /// <, 小于, 低于, 少于
    #[serde(rename = "<")]
    LessThan,
    /// =, 等于
    #[serde(rename = "=")]
    Equal,
}

impl Comparator {
    /// As it is printed.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Comparator::AtLeast => "≥",
            Comparator::AtMost => "≤",
            Comparator::MoreThan => ">",
            Comparator::LessThan => "<",
            Comparator::Equal => "=",
        }
    }
}

/// A target or actual value (预期值, 实现值).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Quantity {
    /// What stood in the source.
    pub raw: String,
    /// How the parts below came from `raw`.
    pub status: Status,
    /// The comparison that is printed; `null` where none is.
    pub comparator: Option<Comparator>,
    /// The number, or the first bound of a range. Exact decimal, printed scale.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub number: Option<Decimal>,
    /// The second bound of a range.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub upper: Option<Decimal>,
    /// The unit that is printed with the number, in its usual sign.
    pub unit: Option<String>,
    /// A qualitative value (控制在预算内), a date, or text that is no single number.
    pub text: Option<String>,
    /// 约, 左右, 余: the number is not exact. Present only when true.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Why a damaged value is not believed: the code of the note that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<Box<str>>,
    /// What a damaged value may be, where several cells may hold it.
    #[serde(default, skip_serializing_if = "ThinVec::is_empty")]
    #[schemars(with = "Vec<Candidate>")]
    pub candidates: ThinVec<Candidate>,
    /// The emendation, where there was one (of the unit, never of digits).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<Repair>>,
    /// Where it stood.
    pub at: At,
}

impl Quantity {
    /// A quantity of which nothing is known yet but its raw text.
    #[must_use]
    pub fn blank(raw: &str, at: At) -> Self {
        Self {
            raw: raw.to_owned(),
            status: Status::AsRead,
            comparator: None,
            number: None,
            upper: None,
            unit: None,
            text: None,
            approximate: false,
            reason_code: None,
            candidates: ThinVec::new(),
            repair: None,
            at,
        }
    }

    /// Whether nothing was printed: an empty cell or a placeholder.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.number.is_none() && self.text.is_none() && self.status != Status::Damaged
    }
}

/// What kind of completion rate stands in [`Completion::rate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum CompletionKind {
    /// Both numbers are exact.
    Exact,
    /// The actual is printed as "more than": the rate is at least this.
    LowerBound,
    /// The actual is printed as "at most": the rate is at most this.
    UpperBound,
    /// No numbers: texts or dates are compared.
    Qualitative,
    /// Nothing to compare, or damaged.
    NotEvaluable,
}

/// How far an indicator was met (完成率).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Completion {
    /// Actual ÷ target as a ratio, rounded half up to four decimals.
    #[schemars(extend("format" = "decimal"))]
    pub rate: Option<String>,
    /// What kind of rate.
    pub kind: CompletionKind,
    /// Whether the target was met; `null` where that cannot be told.
    pub met: Option<bool>,
}

/// Which way the target of an indicator points (指标方向): what its comparison, its
/// name or its level says. A bare number counts as something to reach, unless one of
/// them speaks for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better (越大越好): ≥, 不低于, a number to reach.
    More,
    /// Less is better (越小越好): ≤, 以内, complaints, accidents, costs, time spent.
    Less,
    /// This very number is asked for: =.
    Exact,
    /// Between two bounds (区间).
    Between,
    /// Words or a date (定性).
    Words,
}

/// Target and actual value in one base unit (亿元 → 元).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Base {
    /// The base unit's sign.
    pub unit: String,
    /// The first number of the target.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub target: Option<Decimal>,
    /// The first number of the actual value.
    #[schemars(with = "Option<String>", extend("format" = "decimal"))]
    pub actual: Option<Decimal>,
}

/// An indicator table (绩效指标表) as printed: what its header names, and its row
/// of totals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct IndicatorTable {
    /// Its number in the report, from 1: [`Indicator::table`].
    pub table: u32,
    /// 项目名称: what this table is about, in a report on several projects.
    #[serde(default)]
    pub project: Option<Text>,
    /// 实施单位
    #[serde(default)]
    pub unit: Option<Text>,
    /// 部门名称, 主管部门
    #[serde(default)]
    pub department: Option<Text>,
    /// 评价年度
    #[serde(default)]
    pub fiscal_year: Option<i16>,
    /// The total of the weights as printed (总分).
    #[serde(default)]
    pub weight_total: Option<Number>,
    /// The table's own score (总分).
    #[serde(default)]
    pub score: Option<Number>,
    /// The columns that are understood, in printed order.
    pub columns: Vec<Column>,
    /// Columns whose head is not understood and of which cells stand unread.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_columns: Vec<UnreadColumn>,
    /// 总分, 合计
    pub total: Option<TotalRow>,
    /// Where the header stands.
    pub at: At,
}

impl IndicatorTable {
    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }
}

/// A column of an indicator table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Column {
    /// What it holds: `level1`, `target`, `weight`, `reason`, …
    pub role: Cow<'static, str>,
    /// Its head as printed.
    pub title: String,
}

/// A column whose head no pattern names (表头无法识别的列).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnreadColumn {
    /// Its head as printed.
    pub title: String,
    /// How many of its cells hold something.
    pub cells: u32,
}

/// The row of totals of an indicator table (总分).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct TotalRow {
    /// 分值
    pub weight: Option<Number>,
    /// 得分
    pub score: Option<Number>,
    /// Where it stands.
    pub at: At,
}

/// One indicator (绩效指标): a row of an indicator table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Indicator {
    /// Number of its table in the report, from 1.
    pub table: u32,
    /// Number of its row in that table, from 1, header and total rows not counted.
    pub row: u32,
    /// 一级指标; `null` value where the form has no such level.
    pub level1: Text,
    /// 二级指标
    pub level2: Text,
    /// 三级指标, without a trailing unit in brackets.
    pub name: Text,
    /// 计量单位: from the name, the values or a column of its own.
    pub unit: Option<String>,
    /// 预期值
    pub target: Quantity,
    /// 实现值
    pub actual: Quantity,
    /// 分值
    pub weight: Option<Number>,
    /// 得分
    pub score: Option<Number>,
    /// Which way the target points; `null` where it cannot be told, and then
    /// `completion.met` is `null` as well.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// 完成率
    pub completion: Completion,
    /// Target and actual value in the base unit of what they measure; absent where a
    /// unit is not known for certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
    /// 未能实现预期值的原因, 偏差原因分析及改进措施
    pub reason: Option<Box<Text>>,
    /// Further columns of this form, by role (`criterion`, `target_adjusted`, `core`, …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, Box<Text>>,
    /// Numbers of this row that are printed and not believed, by role (`weight`,
    /// `score`): what stands there, why, and what it may be.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub damaged: BTreeMap<String, Box<Text>>,
    /// Which of `weight` and `score` stand in a cell that covers several rows and
    /// starts in a row above: such a number counts once.
    #[serde(default, skip_serializing_if = "ThinVec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub covered: ThinVec<Cow<'static, str>>,
    /// Where the row stands.
    pub at: At,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A large table has millions of them, and they are most of its memory: what few values have
    /// stands behind a pointer.
    #[test]
    fn an_indicator_takes_little_room() {
        assert!(size_of::<Text>() <= 120);
        assert!(size_of::<Quantity>() <= 184);
        assert!(size_of::<Number>() <= 88);
        assert!(size_of::<Indicator>() <= 1136);
    }
}
