//! Amounts of money (支出, 预算执行) outside the indicator table.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text::{Number, Repair, Status, Text};
use crate::location::At;

/// An amount of spending stated in prose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Expenditure {
    /// `total`, `basic`, `project`, `personnel`, `public`, … (`patterns/money.toml`).
    pub item: String,
    /// The amount, exact, in `unit`.
    #[schemars(with = "String", extend("format" = "decimal"))]
    pub amount: Decimal,
    /// 元, 万元, 亿元
    pub unit: String,
    /// Whether budget or final account is meant, where the text says so.
    pub basis: Option<Basis>,
    /// What stood in the source.
    pub raw: String,
    /// How `amount` came from `raw`, where it was not simply read.
    #[serde(default = "super::text::as_read", skip_serializing_if = "Status::is_as_read")]
    pub status: Status,
    /// The emendation, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<Repair>>,
    /// Where it stood.
    pub at: At,
}

/// Basis of an amount (统计口径).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Basis {
    /// 年初预算
    InitialBudget,
    /// 全年预算, 调整后预算
    Budget,
    /// 决算, 执行
    FinalAccount,
}

/// A row of a form's 预算执行情况 block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct BudgetRow {
    /// `total`, `fiscal`, `carried_over`, `other`, …
    pub item: String,
    /// The row's label as printed.
    pub label: String,
    /// Unit of the amounts.
    pub unit: Option<String>,
    /// 年初预算数
    pub initial: Option<Number>,
    /// 全年预算数
    pub budget: Option<Number>,
    /// 全年执行数
    pub executed: Option<Number>,
    /// 执行率, as printed
    pub rate: Option<Number>,
    /// 分值
    pub weight: Option<Number>,
    /// 得分
    pub score: Option<Number>,
    /// 原因, where the block asks for one and it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// Where the row stands.
    pub at: At,
}
