//! The input of an extraction, and what kind of document it is.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The input of an extraction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct SourceInfo {
    /// File name, or `-` for standard input; in a batch the path below the folder that
    /// all inputs have in common.
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
    /// The recogniser that made the input, where it is one's output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised_by: Option<Recogniser>,
    /// Width and height of each page in `page_unit`, where the file of a recogniser tells them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page_sizes: Vec<[f32; 2]>,
    /// The unit of boxes and page sizes of what a recogniser gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_unit: Option<PageUnit>,
}

/// What read a report (程序与规则版本): two extractions of one file by the same are equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Program {
    /// Version of this program.
    pub version: Cow<'static, str>,
    /// SHA-256 of its pattern files, the user's own included, hexadecimal.
    pub patterns: Cow<'static, str>,
}

/// A program that recognises the text of pictures (文字识别).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Recogniser {
    /// Its name.
    pub tool: String,
    /// Its version, where the file tells it.
    pub version: Option<String>,
}

/// The unit of places on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum PageUnit {
    /// A 72nd of an inch.
    Pt,
    /// Pixels of the picture.
    Px,
    /// Thousandths of the page's width and height.
    PerMille,
    /// Inches.
    In,
}

/// Kind of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the formats' own")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    /// Word 97-2003.
    Doc,
    Xlsx,
    /// Excel 97-2003.
    Xls,
    Csv,
    Pdf,
    PdfScan,
    /// The fixed layout format of the state (GB/T 33190).
    Ofd,
    /// The output of a recogniser: see `recognised_by`.
    Recognised,
    Image,
}

/// Encoding of a text input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the names are the encodings' own")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct FormId {
    /// The `id` of the file in `patterns/forms/`, or `unknown`.
    pub id: String,
    /// Version of that layout, as its pattern file names it.
    pub version: String,
}

/// What kind of document a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
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

impl ReportKind {
    /// Whether it is on one project or policy and not on a department.
    pub(crate) fn is_of_a_project(self) -> bool {
        match self {
            ReportKind::ProjectSelfReport
            | ReportKind::ProjectSelfTable
            | ReportKind::TargetDeclaration
            | ReportKind::FiscalEvaluation => true,
            ReportKind::DepartmentSelfReport
            | ReportKind::DepartmentSelfTable
            | ReportKind::Unknown => false,
        }
    }

    /// Whether the department itself judges, and not another body.
    pub(crate) fn is_self_evaluation(self) -> bool {
        match self {
            ReportKind::ProjectSelfReport
            | ReportKind::ProjectSelfTable
            | ReportKind::DepartmentSelfReport
            | ReportKind::DepartmentSelfTable => true,
            ReportKind::TargetDeclaration | ReportKind::FiscalEvaluation | ReportKind::Unknown => {
                false
            }
        }
    }
}
