//! The words around findings, in both languages.

use crate::location::At;
use crate::model::{Severity, Status};
use crate::words::{Words, words};

/// How grave a finding is: its sign and its word. The sign tells severities apart where
/// there is no colour.
pub(super) fn severity(severity: Severity) -> (&'static str, Words) {
    match severity {
        Severity::High => ("✖", words!(en: "high", zh: "高")),
        Severity::Medium => ("▲", words!(en: "medium", zh: "中")),
        Severity::Low => ("●", words!(en: "low", zh: "低")),
        Severity::Info => ("·", words!(en: "info", zh: "提示")),
    }
}

/// Where a place is, as people say it.
pub(super) fn place(at: &At) -> Words {
    let page = at.page;
    match (page, at.line) {
        (Some(page), None) => words!(en: "page {page}", zh: "第 {page} 页"),
        (Some(page), Some(line)) => {
            words!(en: "page {page}, line {line}", zh: "第 {page} 页第 {line} 行")
        }
        (None, Some(line)) => words!(en: "line {line}", zh: "第 {line} 行"),
        (None, None) => Words::default(),
    }
}

/// How a value came from what is printed.
fn status(status: Status) -> Words {
    match status {
        Status::AsRead | Status::Spacing => words!(en: "as printed", zh: "原样"),
        Status::Repaired => words!(en: "restored", zh: "校改"),
        Status::Inherited => words!(en: "carried down from a spanning cell", zh: "合并单元格下延"),
        Status::Damaged => words!(en: "cannot be read", zh: "无法辨认"),
    }
}

/// How many of each kind there are.
pub(super) fn counts(counts: &super::Counts) -> Words {
    let super::Counts { by_severity: [info, low, medium, high], open, passed } = counts;
    words!(
        en: "{high} high, {medium} medium, {low} low, {info} info; {open} not evaluable; {passed} passed",
        zh: "高 {high}，中 {medium}，低 {low}，提示 {info}；无法核查 {open}；通过 {passed}"
    )
}

pub(super) fn expected(expected: &str, found: &str) -> Words {
    words!(en: "expected {expected}, found {found}", zh: "应为 {expected}，实为 {found}")
}

/// A value that an outcome rests on: which one, what is printed, how it was read.
pub(super) fn rests_on(path: &str, raw: &str, how: Status) -> Words {
    let Words { en: which, zh: which_zh } = value(path);
    let Words { en: how, zh: how_zh } = status(how);
    words!(en: "{which} \"{raw}\" ({how})", zh: "{which_zh}“{raw}”（{how_zh}）")
}

/// The value at a path, as people say it: `indicators[4].target` is that of the fifth
/// indicator.
fn value(path: &str) -> Words {
    let (head, field) = path.rsplit_once('.').unwrap_or((path, path));
    let Words { en: field, zh: field_zh } = field_name(field);
    let index = head.strip_prefix("indicators[").and_then(|rest| rest.strip_suffix(']'));
    match index.and_then(|index| index.parse::<u32>().ok()) {
        Some(index) => {
            let number = u64::from(index) + 1;
            words!(en: "indicator {number}, {field}:", zh: "第 {number} 个指标的{field_zh}")
        }
        None => words!(en: "{field}:", zh: "{field_zh}"),
    }
}

fn field_name(field: &str) -> Words {
    match field {
        "level1" => words!(en: "level 1", zh: "一级指标"),
        "level2" => words!(en: "level 2", zh: "二级指标"),
        "name" => words!(en: "name", zh: "名称"),
        "target" => words!(en: "target", zh: "指标值"),
        "actual" => words!(en: "actual", zh: "实现值"),
        "reason" => words!(en: "reason", zh: "原因"),
        "weight" => words!(en: "weight", zh: "分值"),
        "score" => words!(en: "score", zh: "得分"),
        "department" => words!(en: "department", zh: "部门名称"),
        "preparer" => words!(en: "preparer", zh: "填报人"),
        "phone" => words!(en: "telephone", zh: "联系电话"),
        "date" => words!(en: "date", zh: "填报日期"),
        other => words!(en: "{other}", zh: "{other}"),
    }
}

pub(super) fn more_places(count: usize) -> Words {
    words!(en: "and {count} more places", zh: "另有 {count} 处")
}

pub(super) fn not_evaluable() -> Words {
    words!(en: "not evaluable", zh: "无法核查")
}

pub(super) fn passed() -> Words {
    words!(en: "passed", zh: "通过")
}

pub(super) fn nothing_found() -> Words {
    words!(en: "nothing found", zh: "未发现问题")
}

/// The title of the overview over several reports.
pub(super) fn overview(files: u64, failed: u64) -> Words {
    words!(
        en: "Overview: {files} files, {failed} could not be read",
        zh: "汇总：{files} 个文件，{failed} 个无法读取"
    )
}

/// Heads of the columns of the overview.
pub(super) fn columns() -> [Words; 5] {
    [
        words!(en: "severity", zh: "程度"),
        words!(en: "check", zh: "检查项"),
        words!(en: "findings", zh: "问题"),
        words!(en: "files", zh: "文件"),
        words!(en: "not evaluable", zh: "无法核查"),
    ]
}

pub(super) fn fiscal_year(year: i16) -> Words {
    words!(en: "{year}", zh: "{year} 年度")
}
