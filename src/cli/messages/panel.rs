//! What `jiaokan panel` says.

use std::path::Path;

use crate::cli::language::Language;
use crate::panel::Panel;
use crate::visible;
use crate::words::{Words, counted, words};

/// An output file whose ending says nothing.
pub(crate) fn unknown_ending(path: &Path) -> Words {
    let path = visible::path(path);
    words!(
        en: "expected -o with the ending .txt, .json, .csv, .parquet, .xlsx or .html, or a folder, but found {path}; give one of them, or --format",
        zh: "-o 的扩展名应为 .txt、.json、.csv、.parquet、.xlsx 或 .html，或为目录，实为 {path}；请改用其中之一，或以 --format 指明格式"
    )
}

/// A report that stands in no panel.
pub(crate) fn left_out(file: &str, why: &str, language: Language) -> String {
    let (file, why) = (visible::line(file), visible::line(why));
    let said = words!(en: "left out: {file}: {why}", zh: "未列入：{file}：{why}");
    said.in_language(language).to_owned()
}

/// What was written where.
pub(crate) fn written(panels: &[Panel], path: &Path, language: Language) -> String {
    let count = panels.len();
    let rows: usize = panels.iter().map(|panel| panel.rows.len()).sum();
    let findings: usize = panels.iter().map(|panel| panel.findings.len()).sum();
    let path = visible::path(path);
    let of = match count {
        1 => "1 department or project".to_owned(),
        _ => format!("{count} departments and projects"),
    };
    let (rows_en, findings_en) = (counted(rows, "indicator"), counted(findings, "finding"));
    let said = words!(
        en: "{of}, {rows_en}, {findings_en} over the years; see {path}",
        zh: "{count} 个部门或项目，{rows} 个指标，跨年问题 {findings} 条；结果在 {path}"
    );
    said.in_language(language).to_owned()
}
