//! What `jiaokan diff` says.

use std::path::Path;

use crate::diff::{Listed, SideName};
use crate::render::diff::{Index, LoneWhy, Unread};
use crate::words::Words;

use crate::cli::language::Language;
use crate::visible;

/// An output file whose ending says nothing.
pub(crate) fn unknown_ending(path: &Path) -> Words {
    let path = visible::path(path);
    Words {
        en: format!(
            "expected -o with the ending .html, .xlsx, .docx, .csv, .parquet, .json or .txt, but found {path}; give one of them, or --format"
        ),
        zh: format!(
            "-o 的扩展名应为 .html、.xlsx、.docx、.csv、.parquet、.json 或 .txt，实为 {path}；请改用其中之一，或以 --format 指明格式"
        ),
    }
}

/// Many reports and no folder for their pages.
pub(crate) fn folder_wanted() -> Words {
    Words {
        en: "expected -o DIR, as many reports become a file for each pair, but found none; add it"
            .to_owned(),
        zh: "多份报告会为每一对各写一个文件，须用 -o 指定输出目录；请补上".to_owned(),
    }
}

/// One report and nothing to compare it with.
pub(crate) fn folder_or_two() -> Words {
    Words {
        en: "expected two reports, or a folder of several years, but found one report; give the other year's too".to_owned(),
        zh: "应给出两份报告，或一个含多个年度的目录，实际只有一份报告；请补上另一年度的报告".to_owned(),
    }
}

/// Several formats of one comparison.
pub(crate) fn one_format() -> Words {
    Words {
        en: "expected one --format for two reports, but found several; run it once for each"
            .to_owned(),
        zh: "两份报告对照一次只能写一种格式，请分别运行".to_owned(),
    }
}

/// A workbook on a terminal.
pub(crate) fn no_screen() -> Words {
    Words {
        en: "expected a file for a workbook, but found a terminal; add -o FILE.xlsx".to_owned(),
        zh: "工作簿不能显示在终端上；请加 -o 文件.xlsx".to_owned(),
    }
}

/// Lines without a report among them.
pub(crate) fn nothing() -> Words {
    Words {
        en: "expected a report on each side, but found none on one; check the files".to_owned(),
        zh: "两边各应有一份报告，但有一边没有；请核对文件".to_owned(),
    }
}

/// Two reports that do not look like two years of one thing.
pub(crate) fn strangers(old: &Listed, new: &Listed) -> Words {
    let name = |report: &Listed| {
        let parts = report.department.iter().chain(&report.project);
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        visible::line(&parts.join(" · ")).into_owned()
    };
    let (old, new) = (name(old), name(new));
    Words {
        en: format!(
            "note: the two reports do not seem to belong together ({old}; {new}); they are compared all the same"
        ),
        zh: format!("注意：两份报告似乎不属于同一部门或项目（{old}；{new}），仍按要求比较"),
    }
}

/// A file that could not be read.
pub(crate) fn unread(file: &Unread, language: Language) -> String {
    let (code, source) = (&file.code, visible::line(&file.source));
    match language {
        Language::Zh => format!("{code}：{}（{}）", file.message.zh, side(file.side, language)),
        Language::En => {
            format!("{code}: {} ({} {source})", file.message.en, side(file.side, language))
        }
    }
}

/// Two reports that could not be compared.
pub(crate) fn not_compared(pair: &Unread, language: Language) -> String {
    match language {
        Language::Zh => format!("{}：{}", pair.code, pair.message.zh),
        Language::En => format!("{}: {}", pair.code, pair.message.en),
    }
}

/// What was not compared, a line each.
pub(crate) fn left_out(index: &Index, language: Language) -> Vec<String> {
    let lone = index.lone.iter().map(|report| {
        let (LoneWhy::NoPartner(why) | LoneWhy::Conflict(why)) = &report.why;
        let (side, source) = (side(report.side, language), visible::line(&report.source));
        let why = visible::line(why.in_language(language));
        match language {
            Language::Zh => format!("未比较：{side} {source}：{why}"),
            Language::En => format!("not compared: {side} {source}: {why}"),
        }
    });
    let unread = index.unread.iter().map(|file| unread(file, language));
    lone.chain(unread).collect()
}

/// How many were compared.
pub(crate) fn compared(index: &Index, output: Option<&Path>, language: Language) -> String {
    let (pairs, lone, unread) = (index.entries.len(), index.lone.len(), index.unread.len());
    let said = match language {
        Language::Zh => {
            format!("已比较 {pairs} 对，{lone} 份没有可比的另一年报告，{unread} 份无法读取")
        }
        Language::En => {
            format!(
                "{pairs} pairs compared, {lone} reports left without a partner, {unread} files not readable"
            )
        }
    };
    match (output, language) {
        (None, _) => said,
        (Some(path), Language::Zh) => format!("{said}；结果在 {}", visible::path(path)),
        (Some(path), Language::En) => format!("{said}; see {}", visible::path(path)),
    }
}

fn side(side: SideName, language: Language) -> &'static str {
    match (side, language) {
        (SideName::Old, Language::Zh) => "上年",
        (SideName::New, Language::Zh) => "本年",
        (SideName::Old, Language::En) => "old",
        (SideName::New, Language::En) => "new",
    }
}
