//! The words around findings, in both languages.

use crate::model::Status;
use crate::terms::Term;
use crate::words::{Words, words};

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
    let Words { en: which, zh: which_zh } = crate::render::paths::value(path);
    let Term { en: how, zh: how_zh, .. } = how.term();
    words!(en: "{which}: \"{raw}\" ({how})", zh: "{which_zh}“{raw}”（{how_zh}）")
}

pub(super) fn more_places(count: usize) -> Words {
    words!(en: "and {count} more places", zh: "另有 {count} 处")
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
        words!(en: "check", zh: "核查项"),
        words!(en: "findings", zh: "问题"),
        words!(en: "files", zh: "文件"),
        words!(en: "not evaluable", zh: "无法核查"),
    ]
}

pub(super) fn fiscal_year(year: i16) -> Words {
    words!(en: "{year}", zh: "{year} 年度")
}
