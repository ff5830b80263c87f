//! Words of the commands about checks.

use std::path::Path;

use crate::explained::Explained;
use crate::render::check::Many;
use crate::words::{Words, counted};

use crate::cli::language::Language;
use crate::visible;

/// A check that there is none of.
pub(crate) fn unknown(name: &str, nearest: &[String], language: Language) -> String {
    let list = nearest.join(", ");
    match (language, nearest.is_empty()) {
        (Language::Zh, true) => {
            format!("E_USAGE：没有名为 {name} 的核查项；`jiaokan explain` 列出全部")
        }
        (Language::Zh, false) => format!(
            "E_USAGE：没有名为 {name} 的核查项；相近的有：{list}；`jiaokan explain` 列出全部"
        ),
        (Language::En, true) => format!(
            "E_USAGE: expected the name or id of a check, but found {name}; `jiaokan explain` lists all"
        ),
        (Language::En, false) => format!(
            "E_USAGE: expected the name or id of a check, but found {name}; did you mean {list}? `jiaokan explain` lists all"
        ),
    }
}

/// A profile that there is none of.
pub(crate) fn unknown_profile(name: &str, nearest: &[String], language: Language) -> String {
    let list = nearest.join(", ");
    match language {
        Language::Zh => format!("E_USAGE：没有名为 {name} 的评价标准；现有：{list}"),
        Language::En => format!("E_USAGE: expected a profile such as {list}, but found {name}"),
    }
}

/// The first line of an explanation: name, ids, severity.
pub(crate) fn head(thing: &dyn Explained, language: Language) -> String {
    let (name, ids) = (thing.name(), thing.ids().join(", "));
    let severity = thing.severity().term().name(language);
    let severity = match language {
        Language::Zh => format!("严重程度：{severity}"),
        Language::En => format!("severity: {severity}"),
    };
    match ids.is_empty() {
        true => format!("{name}  {severity}"),
        false => format!("{name}  {ids}  {severity}"),
    }
}

/// What stands under the list of all.
pub(crate) fn after_list([checks, changes, outcomes]: [usize; 3], language: Language) -> String {
    match language {
        Language::Zh => format!(
            "核查项 {checks} 个，年度变化 {changes} 种，对校结果 {outcomes} 种；`jiaokan explain 名称` 给出详细说明"
        ),
        Language::En => format!(
            "{checks} checks, {changes} kinds of change and {outcomes} outcomes of a collation; `jiaokan explain NAME` says more of one"
        ),
    }
}

/// An output file whose ending says nothing.
pub(crate) fn unknown_ending(path: &Path) -> Words {
    let path = visible::path(path);
    Words {
        en: format!(
            "expected -o with the ending .txt, .md, .json, .csv, .xlsx, .html or .docx, or a folder, but found {path}; give one of them, or --format"
        ),
        zh: format!(
            "-o 的扩展名应为 .txt、.md、.json、.csv、.xlsx、.html 或 .docx，或为目录，实为 {path}；请改用其中之一，或以 --format 指明格式"
        ),
    }
}

/// Several formats and one file.
pub(crate) fn folder_wanted(path: &Path) -> Words {
    let path = visible::path(path);
    Words {
        en: format!(
            "expected a folder for several formats, but found the file {path}; give -o DIR"
        ),
        zh: format!("多种格式须写入目录，而 {path} 是文件名；请用 -o 指定目录"),
    }
}

/// Several formats and nowhere to put them.
pub(crate) fn output_wanted() -> Words {
    Words {
        en: "expected -o DIR for several formats, but found none; add it".to_owned(),
        zh: "多种格式须用 -o 指定输出目录；请补上".to_owned(),
    }
}

/// What was written where.
pub(crate) fn written(many: &Many, path: &Path, language: Language) -> String {
    let (reports, failed) = (many.reports().len(), many.failed().len());
    let findings: u64 =
        many.reports().iter().map(|report| report.counts().by_severity.iter().sum::<u64>()).sum();
    let accepted: u64 = many.reports().iter().map(|report| report.counts().accepted).sum();
    let path = visible::path(path);
    match language {
        Language::Zh => format!(
            "已核查 {reports} 份报告，问题 {findings} 条（此前已认可 {accepted} 条），{failed} 个文件无法读取；结果在 {path}"
        ),
        Language::En => format!(
            "{} checked: {} ({accepted} accepted before), {} not readable; see {path}",
            counted(reports, "report"),
            counted(findings, "finding"),
            counted(failed, "file")
        ),
    }
}
