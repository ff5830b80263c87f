//! What is odd in a report, and what to do next.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::looked::{Diagnosis, Message};
use crate::model::{Format, Report};
use crate::survey::Unknown;
use crate::words::{Words, counted, words};

/// A command to run, and why.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Next {
    pub(super) command: String,
    #[serde(flatten)]
    pub(super) why: Message,
}

/// What is odd in a report that can be read.
pub(super) fn doubts(report: &Report) -> Vec<(&'static str, Words)> {
    let mut found = Vec::new();
    if report.has_note("not_a_report") {
        found.push((
            "not_a_report",
            words!(
                en: "little in them is that of a report; leave them out with --exclude",
                zh: "不像绩效自评文件；可用 --exclude 排除"
            ),
        ));
        return found;
    }
    let pairs = [
        (
            report.fields.department.is_none(),
            "no_department",
            words!(
                en: "they name no department: they cannot be paired over years",
                zh: "未写明部门，无法跨年配对"
            ),
        ),
        (
            report.fiscal_year.value.is_none(),
            "no_year",
            words!(
                en: "their year is not known: they cannot be paired over years",
                zh: "年度不明，无法跨年配对"
            ),
        ),
        (
            report.has_note("no_indicators"),
            "no_indicators",
            words!(
                en: "they have the heads of an indicator table, and no row was read; `jiaokan trace FILE` shows why",
                zh: "有绩效指标表的表头，但未读出任何指标；`jiaokan trace 文件` 可查原因"
            ),
        ),
        (
            report.has_note("bad_bytes") || report.has_note("mojibake"),
            "encoding",
            words!(
                en: "some of their bytes are no text in any encoding; what was lost stays lost",
                zh: "部分字节不符合任何编码，丢失的内容无法还原"
            ),
        ),
        (
            matches!(report.source.format, Format::Doc),
            "legacy_word",
            words!(
                en: "Word 97-2003: automatic numbers are not read; saved as DOCX they are",
                zh: "Word 97-2003 文档的自动编号读不出；另存为 DOCX 即可"
            ),
        ),
        (
            report.has_note("low_confidence"),
            "low_confidence",
            words!(
                en: "a recogniser was not sure of some of their text: look it up in the original",
                zh: "文字识别工具对部分文字没有把握，请查对原件"
            ),
        ),
    ];
    found.extend(pairs.into_iter().filter(|(is, ..)| *is).map(|(_, code, words)| (code, words)));
    found
}

/// What to do, in order: teach what frees the most, then read, then check and compare.
pub(super) fn next(diagnosis: &Diagnosis, paths: &[PathBuf], own: Option<&Path>) -> Vec<Next> {
    /// More words than this are not suggested at once.
    const MOST: usize = 3;
    const FOLDER: &str = "my-patterns";
    let inputs: Vec<String> = paths.iter().map(|path| quoted(&path.to_string_lossy())).collect();
    let inputs = inputs.join(" ");
    let folder = own.map_or_else(|| FOLDER.to_owned(), |own| quoted(&own.to_string_lossy()));
    let mut next = Vec::new();
    let mut teach = |kind: &str, option: &str, unknown: &Unknown| {
        let Unknown { word, values, files, like } = unknown;
        let like = match (option, like) {
            ("", _) => String::new(),
            (option, Some(like)) => format!(" {option} {like}"),
            (_, None) => return,
        };
        let word = quoted(word);
        let (values_en, files_en) = (counted(*values, "value"), counted(*files, "file"));
        next.push(Next {
            command: format!("jiaokan patterns add {kind} {word}{like} --patterns {folder}"),
            why: words!(
                en: "frees up to {values_en} in {files_en}, if that is what it means",
                zh: "含义如属实，可使 {files} 个文件中至多 {values} 个值得以识别"
            )
            .into(),
        });
    };
    let one_word = |unknown: &&Unknown| !unknown.word.contains('/');
    diagnosis
        .unknown_heads
        .iter()
        .filter(one_word)
        .take(MOST)
        .for_each(|u| teach("column", "--as", u));
    diagnosis.unknown_units.iter().filter(one_word).take(MOST).for_each(|u| teach("unit", "", u));
    diagnosis
        .unknown_levels
        .iter()
        .filter(one_word)
        .take(MOST)
        .for_each(|u| teach("level", "--as", u));
    let with = match own.is_some() || !next.is_empty() {
        true => format!(" --patterns {folder}"),
        false => String::new(),
    };
    next.push(Next {
        command: format!("jiaokan extract {inputs} -o out{with}"),
        why: words!(en: "reads everything into tables", zh: "提取全部报告并生成表格").into(),
    });
    next.push(Next {
        command: format!("jiaokan check {inputs} -o checked{with}"),
        why: words!(
            en: "what an auditor would look at, as workbook and page",
            zh: "生成核查结果的工作簿和网页"
        )
        .into(),
    });
    if diagnosis.known_years().len() > 1 {
        for (command, why) in [
            ("diff", words!(en: "compares each year with the one before", zh: "逐年对照")),
            ("panel", words!(en: "indicators over all years", zh: "指标历年对照")),
        ] {
            next.push(Next {
                command: format!("jiaokan {command} {inputs} -o {command}{with}"),
                why: why.into(),
            });
        }
    }
    next
}

/// A word as a shell takes it for one. It may come from a document, and somebody may copy the
/// command: what a shell would run within double quotes stands in single ones.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '%');
    let is_option = text.starts_with('-');
    if !text.is_empty() && !is_option && text.chars().all(plain) {
        return text.to_owned();
    }
    match text.contains(['"', '$', '`', '\\', '!']) {
        true => format!("'{}'", text.replace('\'', "'\\''")),
        false => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_in_a_copied_command_is_run() {
        assert_eq!(quoted("2023/甲局.md"), "2023/甲局.md");
        assert_eq!(quoted("my folder"), "\"my folder\"");
        assert_eq!(quoted("$(id)"), "'$(id)'");
        assert_eq!(quoted("a`id`'b"), "'a`id`'\\''b'");
        assert_eq!(quoted("\"; id"), "'\"; id'");
    }
}
