//! 说明: the last sheet. What each column, status, flag and check means.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::{Entry, Page};
use super::paper;
use super::sheet::sheet_name;
use super::style::Styles;
use crate::checks;
use crate::explained::Explained;
use crate::model::Status;
use crate::render::column::{Kind, Table};
use crate::render::meaning;
use crate::terms::Term;
use crate::words::{Language, Phrase, Words, words};

/// What the sheet is called.
pub(super) fn name() -> Words {
    words!(en: "Guide", zh: "说明")
}

const WIDTHS: [usize; 4] = [18, 24, 30, 86];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(name().in_language(language))?;
    let mut page = Page::new(sheet, styles, language);
    page.widths(&WIDTHS)?;
    page.title(&words!(en: "What stands in this workbook", zh: "本工作簿说明"))?;
    page.remark(&words!(
        en: "What cannot be read with certainty is left empty and listed for review; nothing is guessed. Columns behind the + above the sheet are details.",
        zh: "读不准的一律留空并列入待复核清单，不作推测。表格上方“＋”可展开折叠的列。"
    ))?;
    columns(&mut page)?;
    statuses(&mut page)?;
    words_of_columns(&mut page)?;
    all_checks(&mut page)?;
    paper::set(sheet, WIDTHS.iter().sum());
    Ok(())
}

fn text(words: &Words, language: Language) -> Entry<'static> {
    Entry::Text(words.in_language(language).to_owned())
}

fn columns(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let language = page.language;
    page.part(&words!(en: "Columns", zh: "各列含义"))?;
    page.heads(&[
        words!(en: "sheet", zh: "工作表"),
        words!(en: "column", zh: "列"),
        words!(en: "name in CSV and Parquet", zh: "列的代码"),
        words!(en: "holds", zh: "含义"),
    ])?;
    for table in Table::ALL {
        let shown = table.columns().into_iter().filter(|column| column.is_shown(language));
        for column in shown {
            let entries = [
                text(&sheet_name(table), language),
                Entry::Text(column.heading(language).to_owned()),
                Entry::Text(column.name.to_owned()),
                Entry::Text(plain(meaning(table, column.name).in_language(language))),
            ];
            page.entries(&entries, &WIDTHS)?;
        }
    }
    Ok(())
}

/// Text of the documents without its mark-up.
fn plain(text: &str) -> String {
    let mut plain = text.replace('`', "");
    while let Some((before, rest)) = plain.split_once('[') {
        let Some((label, rest)) = rest.split_once("](") else { break };
        let after = rest.split_once(')').map_or("", |(_, after)| after);
        plain = format!("{before}{label}{after}");
    }
    plain
}

fn statuses(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let language = page.language;
    page.part(&words!(en: "How a value was read", zh: "状态：值是怎样读出的"))?;
    page.heads(&[
        words!(en: "status", zh: "状态"),
        words!(en: "code", zh: "代码"),
        Words::default(),
        words!(en: "means", zh: "含义"),
    ])?;
    for term in Status::TERMS {
        let entries = [
            Entry::Text(term.name(language).to_owned()),
            Entry::Text(term.code.to_owned()),
            Entry::Empty,
            Entry::Text(status(term.code).in_language(language).to_owned()),
        ];
        page.entries(&entries, &WIDTHS)?;
    }
    Ok(())
}

fn status(code: &str) -> Phrase {
    macro_rules! phrase {
        (en: $en:literal, zh: $zh:literal) => {
            Phrase { en: $en, zh: $zh }
        };
    }
    match code {
        "as_read" => phrase!(en: "as printed", zh: "与原文一致"),
        "spacing" => phrase!(
            en: "only white space, line wraps or mark-up removed",
            zh: "只去除了空白、换行或标记"
        ),
        "repaired" => phrase!(
            en: "restored: only one reading is possible, and the evidence stands in the JSON",
            zh: "只有一种可能的读法，已据以校正；依据见该报告的提取结果"
        ),
        "inherited" => {
            phrase!(en: "carried down from a merged cell", zh: "合并单元格的内容沿用到本行")
        }
        "damaged" => phrase!(
            en: "cannot be read with certainty: left empty, to be reviewed",
            zh: "无法确定读法：留空，列入待复核清单"
        ),
        _ => phrase!(en: "decided by a person", zh: "由人工确定"),
    }
}

/// The fixed words of columns: kinds, outcomes, flags.
fn words_of_columns(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let language = page.language;
    page.part(&words!(en: "Words and flags", zh: "用词和标记"))?;
    page.heads(&[
        words!(en: "sheet", zh: "工作表"),
        words!(en: "column", zh: "列"),
        words!(en: "code", zh: "代码"),
        words!(en: "word", zh: "用词"),
    ])?;
    let mut seen = BTreeSet::new();
    for table in Table::ALL {
        for column in table.columns() {
            let (Kind::Code(terms) | Kind::Codes(terms)) = column.kind else {
                continue;
            };
            let codes: Vec<&str> = terms.iter().map(|term| term.code).collect();
            // The same list stands in several tables.
            if terms.len() == Status::TERMS.len() && codes == status_codes() || !seen.insert(codes)
            {
                continue;
            }
            for Term { code, en, zh, .. } in terms {
                let word = if language == Language::Zh { zh } else { en };
                let entries = [
                    text(&sheet_name(table), language),
                    Entry::Text(column.heading(language).to_owned()),
                    Entry::Text((*code).to_owned()),
                    Entry::Text(word.replace('_', " ")),
                ];
                page.entries(&entries, &WIDTHS)?;
            }
        }
    }
    Ok(())
}

fn status_codes() -> Vec<&'static str> {
    Status::TERMS.iter().map(|term| term.code).collect()
}

fn all_checks(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let language = page.language;
    page.part(&words!(en: "Checks", zh: "核查项"))?;
    page.heads(&[
        words!(en: "severity", zh: "严重程度"),
        words!(en: "check", zh: "核查项"),
        words!(en: "code", zh: "代码"),
        words!(en: "finds", zh: "查什么"),
    ])?;
    for check in checks::all() {
        let title = check.title();
        let entries = [
            Entry::Text(check.severity.term().name(language).to_owned()),
            text(&title, language),
            Entry::Text(check.name.to_owned()),
            text(&check.summary(), language),
        ];
        page.entries(&entries, &WIDTHS)?;
    }
    Ok(())
}
