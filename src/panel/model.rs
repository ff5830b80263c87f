//! The shape of a panel: what `jiaokan panel --format json` prints.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::location::At;
use crate::model::{Direction, Report, ReportKind, Severity, Status};

/// Name and version of the shape of [`Panel`].
pub const SCHEMA: &str = "jiaokan.panel/1";

/// The indicators of one department or project over the years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Always `jiaokan.panel/1`.
    pub schema: Cow<'static, str>,
    /// 部门名称, as the last report prints it.
    pub department: Option<String>,
    /// 项目名称, likewise.
    pub project: Option<String>,
    /// What kind of document the last report is.
    pub kind: ReportKind,
    /// The reports, the earliest first.
    pub years: Vec<PanelYear>,
    /// The indicators, in the order of the last report; those that end before it after the
    /// row that they stood behind.
    pub rows: Vec<PanelRow>,
    /// What only several years show.
    pub findings: Vec<PanelFinding>,
}

/// One report of a panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelYear {
    /// 评价年度
    pub fiscal_year: Option<i16>,
    /// The file that the report was extracted from.
    pub source: String,
    /// SHA-256 of that file.
    pub sha256: String,
    /// 自评得分
    pub score: Option<Decimal>,
    /// 自评等级
    pub grade: Option<String>,
}

/// An indicator over the years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelRow {
    /// 一级指标, as the last report that has it says.
    pub level1: Option<String>,
    /// 二级指标, likewise.
    pub level2: Option<String>,
    /// 项目名称, where that report is on several projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// 三级指标, likewise.
    pub name: String,
    /// Names that it had before, the latest first.
    pub former_names: Vec<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// Whether two of its years were paired with doubt.
    pub doubtful: bool,
    /// The unit in which all its numbers are given in `base`; `null` where they cannot be
    /// brought to one.
    pub base_unit: Option<String>,
    /// A cell for each of [`Panel::years`]; `null` where the report has no such row.
    pub cells: Vec<Option<PanelCell>>,
}

/// An indicator in one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelCell {
    /// 预期值, as printed.
    pub target: String,
    /// How it was read.
    pub target_status: Status,
    /// 调整后指标值, where the form has one.
    pub adjusted: Option<String>,
    /// 实现值, as printed.
    pub actual: String,
    /// How it was read.
    pub actual_status: Status,
    /// Whether the target was met; `null` where that cannot be told.
    pub met: Option<bool>,
    /// Actual ÷ target.
    pub rate: Option<String>,
    /// The target in the row's `base_unit`.
    pub target_base: Option<Decimal>,
    /// The actual value in the row's `base_unit`.
    pub actual_base: Option<Decimal>,
    /// Whether the target asks for less than was reached the year before.
    pub below: bool,
    /// Where it stands.
    pub at: At,
}

/// What several years show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelFinding {
    /// Name of the check.
    pub check: Cow<'static, str>,
    /// How grave.
    pub severity: Severity,
    /// Which of [`Panel::rows`] it concerns, from 0.
    pub row: usize,
    /// For people, in English.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// What it rests on, year after year.
    pub places: Vec<PanelPlace>,
}

/// A printed value of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelPlace {
    /// Which of [`Panel::years`], from 0.
    pub year: usize,
    /// `target` or `actual`.
    pub what: Cow<'static, str>,
    /// As printed.
    pub raw: String,
    /// Where.
    pub at: At,
}

impl PanelYear {
    pub(super) fn of(report: &Report) -> Self {
        let conclusion = &report.conclusion;
        Self {
            fiscal_year: report.fiscal_year.value,
            source: report.source.name.clone(),
            sha256: report.source.sha256.clone(),
            score: conclusion.score.as_ref().map(|score| score.value),
            grade: conclusion.grade.as_ref().and_then(|grade| grade.value.clone()),
        }
    }
}
