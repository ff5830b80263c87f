//! The words around findings, in both languages.

use crate::model::Status;
use crate::render::paths::shown_bound;
use crate::terms::Term;
use crate::words::{Words, words};

/// How many of each kind there are.
pub(super) fn counts(counts: &super::Counts) -> Words {
    let super::Counts { by_severity: [info, low, medium, high], open, passed, accepted, below } =
        counts;
    let mut said = words!(
        en: "{high} high, {medium} medium, {low} low, {info} info; {open} not evaluable; {passed} passed",
        zh: "高 {high}，中 {medium}，低 {low}，提示 {info}；无法核查 {open}；通过 {passed}"
    );
    if *below > 0 {
        let more = words!(
            en: "; {below} below the severity asked for",
            zh: "；低于所选严重程度 {below}"
        );
        said.en.push_str(&more.en);
        said.zh.push_str(&more.zh);
    }
    if *accepted > 0 {
        let more = words!(en: "; {accepted} accepted before", zh: "；此前已认可 {accepted}");
        said.en.push_str(&more.en);
        said.zh.push_str(&more.zh);
    }
    said
}

/// How many findings are not shown because they were accepted before.
pub(super) fn accepted(count: u64) -> Words {
    words!(
        en: "{count} outcomes that were accepted before are not shown",
        zh: "此前已认可、未列出的问题 {count} 条"
    )
}

/// How many are below what was asked for.
pub(super) fn below(count: u64) -> Words {
    words!(
        en: "{count} findings below the severity asked for are not shown",
        zh: "低于所选严重程度、未列出的问题 {count} 条"
    )
}

/// The head over cells that cannot be read.
pub(super) fn unreadable(count: usize) -> Words {
    words!(
        en: "? cells that cannot be read ({count}); look them up in the original",
        zh: "? 残损的内容（{count}），请查对原件"
    )
}

/// The checks that wait for such a cell.
pub(super) fn waiting(count: usize, list: &str) -> Words {
    words!(
        en: "{count} check(s) wait for this: {list}",
        zh: "因此无法进行的核查 {count} 项：{list}"
    )
}

pub(super) fn expected(expected: &str, found: &str) -> Words {
    let (expected, found) = (shown_bound(expected), shown_bound(found));
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

/// What a cell that cannot be read is called where a check would be named.
pub(super) fn cell_unreadable() -> Words {
    words!(en: "Cell unreadable", zh: "内容残损")
}

/// How many outcomes of a check are open.
pub(super) fn open_of(count: usize) -> Words {
    words!(en: "{count} not evaluable", zh: "无法核查 {count} 条")
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
        words!(en: "severity", zh: "严重程度"),
        words!(en: "check", zh: "核查项"),
        words!(en: "findings", zh: "问题"),
        words!(en: "files", zh: "文件"),
        words!(en: "not evaluable", zh: "无法核查"),
    ]
}

pub(super) fn fiscal_year(year: i16) -> Words {
    words!(en: "{year}", zh: "{year} 年度")
}

/// The title of the page of findings.
pub(super) fn page_title() -> Words {
    words!(en: "Findings of the checks", zh: "绩效自评核查结果")
}

/// The words of the filter: itself, text, its hint, all again, shown.
pub(super) fn filter() -> [Words; 5] {
    [
        words!(en: "Filter", zh: "筛选"),
        words!(en: "Text", zh: "文字"),
        words!(en: "department, indicator, file…", zh: "部门、指标、文件……"),
        words!(en: "Show all", zh: "显示全部"),
        words!(en: "shown", zh: "条符合筛选"),
    ]
}

/// The other words of the page, in the order of its fields.
pub(super) fn page() -> [Words; 6] {
    [
        words!(en: "By check", zh: "按核查项汇总"),
        words!(en: "Nothing was found.", zh: "未发现问题。"),
        words!(en: "Code", zh: "代码"),
        words!(en: "Why", zh: "原因"),
        words!(en: "Not readable", zh: "无法读取"),
        words!(en: "Made by", zh: "生成工具"),
    ]
}
