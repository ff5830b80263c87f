//! One report and its parts outside the indicator table.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::indicator::Indicator;
use super::text::{Number, Text};
use crate::location::At;

/// Name and version of the shape of [`Report`].
pub const SCHEMA: &str = "jiaokan.report/1";

/// One extracted report (绩效自评报告).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "jiaokan.report/1")]
pub struct Report {
    /// Always `jiaokan.report/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
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
    /// The tree of sections.
    pub sections: Vec<Section>,
    /// All indicators in printed order, all tables of the report.
    pub indicators: Vec<Indicator>,
    /// Amounts of spending that the prose states (支出情况).
    pub expenditure: Vec<Expenditure>,
    /// A form's 预算执行情况 block, row by row.
    pub budget: Vec<BudgetRow>,
    /// 自评结论
    pub conclusion: Conclusion,
    /// What the audit checks found.
    pub findings: Vec<Finding>,
    /// What the reader met and dealt with.
    pub notes: Vec<Note>,
}

/// The input of an extraction.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceInfo {
    /// File name, or `-` for standard input.
    pub name: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Number of bytes.
    pub bytes: u64,
    /// Kind of input, found from the content.
    pub format: Format,
    /// Encoding of a text input; `null` for others.
    pub encoding: Option<Encoding>,
    /// Number of pages, where the source marks them.
    pub pages: Option<u32>,
}

/// Kind of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the formats' own")]
pub enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Xlsx,
    Pdf,
    PdfScan,
    Image,
}

/// Encoding of a text input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the names are the encodings' own")]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB18030, and with it its subsets GBK and GB2312.
    #[serde(rename = "gb18030")]
    Gb18030,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    #[serde(rename = "big5")]
    Big5,
}

/// The layout (of one authority) that a report follows.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormId {
    /// The `id` of the file in `patterns/forms/`, or `unknown`.
    pub id: String,
    /// Version of that layout, as its pattern file names it.
    pub version: String,
}

/// What kind of document a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// 部门整体支出绩效自评报告
    DepartmentSelfReport,
    /// 项目支出绩效自评报告
    ProjectSelfReport,
    /// 项目支出绩效自评表
    ProjectSelfTable,
    /// 部门整体支出绩效自评表
    DepartmentSelfTable,
    /// 绩效目标申报表
    TargetDeclaration,
    /// 财政重点绩效评价报告
    FiscalEvaluation,
    /// Not recognised.
    Unknown,
}

/// The year evaluated and how it was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FiscalYear {
    /// The year.
    pub value: Option<i16>,
    /// What it was found from.
    pub how: Option<FiscalYearHow>,
    /// Where that stands.
    pub at: At,
}

/// What a fiscal year was found from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FiscalYearHow {
    /// The title, or a line under it such as （2024年度）.
    Title,
    /// A field of the form, such as 评价年度.
    Field,
    /// `2024年度` and the like in the text.
    Text,
    /// The year before the report's date.
    Date,
}

/// Cover fields, or the head of a form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
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
    #[serde(flatten)]
    pub more: BTreeMap<String, Text>,
}

/// A date field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DateField {
    /// ISO 8601; `null` if what is printed is no date.
    pub value: Option<String>,
    /// What stood in the source.
    pub raw: String,
    /// Where it stood.
    pub at: At,
}

/// A section with its blocks and sub-sections.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Block {
    /// What kind of piece.
    pub kind: BlockKind,
    /// Clean text; of a table, cells separated by tabs and rows by line feeds.
    pub text: String,
    /// Where it starts.
    pub at: At,
}

/// What kind of piece a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A table.
    Table,
}

/// An amount of spending stated in prose.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Expenditure {
    /// `total`, `basic`, `project`, `personnel`, `public`, … (`patterns/money.toml`).
    pub item: String,
    /// The amount, exact, in `unit`.
    #[schemars(with = "String")]
    pub amount: Decimal,
    /// 元, 万元, 亿元
    pub unit: String,
    /// Whether budget or final account is meant, where the text says so.
    pub basis: Option<Basis>,
    /// What stood in the source.
    pub raw: String,
    /// Where it stood.
    pub at: At,
}

/// Basis of an amount (统计口径).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 年初预算
    InitialBudget,
    /// 全年预算, 调整后预算
    Budget,
    /// 决算, 执行
    FinalAccount,
}

/// A row of a form's 预算执行情况 block.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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
    /// Where the row stands.
    pub at: At,
}

/// The report's own verdict (自评结论).
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Conclusion {
    /// 自评得分
    pub score: Option<Number>,
    /// 自评等级
    pub grade: Option<Text>,
}

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
