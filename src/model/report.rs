//! One report and its parts outside the indicator table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::emended::{Decided, WitnessDocument};
use super::finding::{Finding, Note, Witness};
use super::indicator::{Indicator, IndicatorTable};
use super::narrative::Narrative;
use super::source::{FormId, Program, ReportKind, SourceInfo};
use super::spending::{BudgetRow, Expenditure};
use super::text::{Number, Repair, Status, Text};
use crate::location::At;

/// Name and version of the shape of [`Report`].
pub const SCHEMA: &str = "jiaokan.report/1";

/// How much of a report its JSON holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Detail {
    /// All of it（全部）
    #[default]
    Full,
    /// Without checks that passed, nulls and `narrative`（不含通过的核查项、空值和正文陈述）
    Lean,
}

impl Detail {
    fn is_full(&self) -> bool {
        *self == Detail::Full
    }
}

/// One extracted report (绩效自评报告).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "jiaokan.report/1")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Report {
    /// Always `jiaokan.report/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: Cow<'static, str>,
    /// `lean` where checks that passed, nulls and `narrative` are left out.
    #[serde(default, skip_serializing_if = "Detail::is_full")]
    pub detail: Detail,
    /// The program and the patterns by which it was read; absent in extractions of versions
    /// that did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Program>,
    /// The input.
    pub source: SourceInfo,
    /// Which report layout was recognised.
    pub form: FormId,
    /// The report's title.
    pub title: Text,
    /// What kind of document this is.
    pub kind: ReportKind,
    /// The year evaluated (评价年度).
    pub fiscal_year: FiscalYear,
    /// Cover fields (封面) or the head of a form.
    pub fields: Fields,
    /// What stands before the first heading, or in a document without headings:
    /// lines of the cover, the tables of a form (封面、表头).
    pub preface: Vec<Block>,
    /// The tree of sections.
    pub sections: Vec<Section>,
    /// All indicators in printed order, all tables of the report.
    pub indicators: Vec<Indicator>,
    /// The tables in which they stand.
    #[serde(default)]
    pub tables: Vec<IndicatorTable>,
    /// Amounts of spending that the prose states (支出情况).
    pub expenditure: Vec<Expenditure>,
    /// A form's 预算执行情况 block, row by row.
    pub budget: Vec<BudgetRow>,
    /// What the sentences state that an auditor compares with the rest.
    #[serde(default)]
    pub narrative: Narrative,
    /// 自评结论
    pub conclusion: Conclusion,
    /// What the audit checks found.
    pub findings: Vec<Finding>,
    /// What a second reader says, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
    /// The other documents that it was collated with (校勘所用各本), in the order given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<WitnessDocument>,
    /// What became of the decisions of persons on it (人工复核), where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// What the reader met and dealt with.
    pub notes: Vec<Note>,
}

impl Report {
    /// Whether a note of a code stands in it.
    #[must_use]
    pub fn has_note(&self, code: &str) -> bool {
        self.notes.iter().any(|note| note.code == code)
    }
}

/// The year evaluated and how it was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct FiscalYear {
    /// The year.
    pub value: Option<i16>,
    /// What it was found from.
    pub how: Option<FiscalYearHow>,
    /// Where that stands.
    pub at: At,
}

/// What a fiscal year was found from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum FiscalYearHow {
    /// The title, or a line under it such as （2024年度）.
    Title,
    /// A field of the form, such as 评价年度.
    Field,
    /// `2024年度` and the like in the text.
    Text,
    /// A person who looked at the source.
    Human,
    /// The year before the report's date.
    Date,
}

/// Cover fields, or the head of a form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Fields {
    /// 部门名称, or a self table's 主管部门
    pub department: Option<Text>,
    /// 填报人
    pub preparer: Option<Text>,
    /// 联系电话
    pub phone: Option<Text>,
    /// 填报日期
    pub date: Option<DateField>,
    /// 项目名称
    pub project: Option<Text>,
    /// 实施单位
    pub implementing_unit: Option<Text>,
    /// Further fields of the form, by the `id` of their pattern.
    #[serde(flatten, deserialize_with = "super::read::texts")]
    pub more: BTreeMap<String, Text>,
}

/// A date field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct DateField {
    /// ISO 8601; `null` if what is printed is no date.
    pub value: Option<String>,
    /// What stood in the source.
    pub raw: String,
    /// How `value` came from `raw`, where it was not simply read.
    #[serde(default = "super::text::as_read", skip_serializing_if = "Status::is_as_read")]
    pub status: Status,
    /// The emendation, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<Repair>>,
    /// Where it stood.
    pub at: At,
}

impl DateField {
    /// A date as it was read.
    #[must_use]
    pub fn read(value: Option<String>, raw: impl Into<String>, at: At) -> Self {
        Self { value, raw: raw.into(), status: Status::AsRead, repair: None, at }
    }
}

/// A section with its blocks and sub-sections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Section {
    /// `一`, `(一)`, `1.`; `null` for a label such as 存在问题.
    pub number: Option<String>,
    /// Depth, from 1.
    pub level: u8,
    /// The title without number and final punctuation.
    pub title: String,
    /// Where the heading stands.
    pub at: At,
    /// What stands under this heading before any sub-section.
    pub blocks: Vec<Block>,
    /// Sub-sections.
    pub sections: Vec<Section>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Block {
    /// What kind of piece.
    pub kind: BlockKind,
    /// Clean text; of a table, cells separated by tabs and rows by line feeds.
    pub text: String,
    /// Where it starts.
    pub at: At,
}

/// What kind of piece a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A table.
    Table,
}

/// The report's own verdict (自评结论).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Conclusion {
    /// 自评得分
    pub score: Option<Number>,
    /// 自评等级
    pub grade: Option<Text>,
}
