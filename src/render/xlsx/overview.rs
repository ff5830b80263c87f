//! 总览: the first sheet. What came of the files, where to begin, what was spent.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::gathered::Gathered;
use super::page::{Entry, Page};
use super::paper;
use super::sheet::sheet_name;
use super::style::Styles;
use crate::model::Severity;
use crate::render::column::{Kind, Table};
use crate::terms::{self, item};
use crate::words::{Language, Words, words};

/// What the sheet is called.
pub(super) fn name() -> Words {
    words!(en: "Overview", zh: "总览")
}

const WIDTHS: [usize; 7] = [44, 16, 16, 16, 16, 16, 16];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    all: &Gathered,
    styles: &Styles,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(name().in_language(language))?;
    let mut page = Page::new(sheet, styles, language);
    page.widths(&WIDTHS)?;
    page.title(&words!(en: "What was extracted", zh: "绩效自评资料提取结果"))?;
    files(&mut page, all)?;
    next(&mut page, all)?;
    needs_a_person(&mut page, all)?;
    findings(&mut page, all)?;
    spending(&mut page, all)?;
    paper::set(sheet, WIDTHS.iter().sum());
    Ok(())
}

fn counted(label: Words, count: u64, page: &Page<'_>) -> [Entry<'static>; 2] {
    [Entry::Text(label.in_language(page.language).to_owned()), Entry::Count(count)]
}

fn files(page: &mut Page<'_>, all: &Gathered) -> Result<(), XlsxError> {
    let failed: u64 = all.failed.values().sum();
    page.part(&words!(en: "Files", zh: "文件"))?;
    page.heads(&[words!(en: "outcome", zh: "结果"), words!(en: "files", zh: "份数")])?;
    let mut rows = vec![
        (words!(en: "files in all", zh: "共处理"), all.reports + failed, true),
        (words!(en: "read", zh: "已读取"), all.reports, true),
        (
            words!(en: "  of them no self-evaluation", zh: "　其中不像绩效自评文件"),
            all.not_reports,
            false,
        ),
        (
            words!(en: "  of them with heads of indicators, but no row read", zh: "　其中有指标表头而未读出指标"),
            all.without_indicators,
            false,
        ),
        (
            words!(en: "  of them with the content of another file", zh: "　其中与另一文件内容相同"),
            all.copies,
            false,
        ),
        (words!(en: "could not be read", zh: "未能读取"), failed, true),
    ];
    let codes = all.failed.iter();
    rows.extend(codes.map(|(code, count)| (words!(en: "  {code}", zh: "　{code}"), *count, true)));
    for (label, count, always) in rows {
        if always || count > 0 {
            let entries = counted(label, count, page);
            page.entries(&entries, &WIDTHS)?;
        }
    }
    page.part(&words!(en: "Indicators", zh: "指标"))?;
    page.heads(&[words!(en: "outcome", zh: "完成情况"), words!(en: "indicators", zh: "指标数")])?;
    for (label, count) in [
        (words!(en: "indicators in all", zh: "共读出"), all.indicators),
        (words!(en: "met", zh: "已完成"), all.met),
        (words!(en: "not met", zh: "未完成"), all.unmet),
        (words!(en: "  of them without a reason", zh: "　其中未填原因"), all.unmet_without_reason),
        (words!(en: "cannot be told", zh: "无法判断"), all.not_evaluable),
    ] {
        let entries = counted(label, count, page);
        page.entries(&entries, &WIDTHS)?;
    }
    Ok(())
}

fn next(page: &mut Page<'_>, all: &Gathered) -> Result<(), XlsxError> {
    let failed: u64 = all.failed.values().sum();
    let cells: u64 = all.review.values().sum();
    let grave: u64 =
        all.findings.values().map(|counts| counts.by_severity.iter().take(2).sum::<u64>()).sum();
    let language = page.language;
    let of = |table| sheet_name(table).in_language(language).to_owned();
    page.part(&words!(en: "What to do next", zh: "下一步"))?;
    if failed > 0 {
        let words = words!(
            en: "{failed} files could not be read: the sheet of errors says of each what to do",
            zh: "{failed} 个文件未能读取：原因和处理办法见错误表"
        );
        page.link(&words, &of(Table::Errors))?;
    }
    if cells > 0 {
        let words = words!(
            en: "{cells} cells need a person: read them against the source and enter the verdict",
            zh: "{cells} 个单元格需人工复核：请对照原件，将结论填入待复核清单"
        );
        page.link(&words, &of(Table::Review))?;
    }
    if grave > 0 {
        let words = words!(
            en: "{grave} findings of high or medium severity: filter by severity and begin there",
            zh: "严重程度为高、中的问题 {grave} 个：按严重程度筛选，由此入手"
        );
        page.link(&words, &of(Table::Findings))?;
    }
    if all.unmet_without_reason > 0 {
        let count = all.unmet_without_reason;
        let words = words!(
            en: "{count} targets were missed without a reason: filter met = FALSE and an empty reason",
            zh: "{count} 个指标未完成且未填原因：将“是否完成”筛选为“否”、“未完成原因”筛选为空白"
        );
        page.link(&words, &of(Table::Indicators))?;
    }
    if all.years.len() > 1 {
        page.remark(&words!(
            en: "Several years are there: `jiaokan diff OLD NEW` compares them indicator by indicator",
            zh: "含有多个年度：用 jiaokan diff 上年目录 本年目录 逐项对比"
        ))?;
    }
    let guide = super::guide::name();
    page.link(
        &words!(
            en: "What each column, status, flag and check means stands on the last sheet",
            zh: "各列、状态、标记和核查项的含义见最后一张表"
        ),
        guide.in_language(language),
    )
}

fn needs_a_person(page: &mut Page<'_>, all: &Gathered) -> Result<(), XlsxError> {
    page.part(&words!(en: "What needs a person", zh: "需人工处理"))?;
    if all.review.is_empty() && all.flags.is_empty() && all.unknown_owner == 0 {
        return page.remark(&words!(en: "nothing", zh: "无"));
    }
    page.heads(&[words!(en: "what", zh: "事项"), words!(en: "count", zh: "数量")])?;
    for (code, count) in &all.review {
        let (en, zh) = (item(code, Language::En), item(code, Language::Zh));
        let label = words!(en: "cells to review: {en}", zh: "待复核单元格：{zh}");
        let entries = counted(label, *count, page);
        page.entries(&entries, &WIDTHS)?;
    }
    for (code, count) in &all.flags {
        let known = flag(code);
        let zh = known.unwrap_or(code);
        let label = words!(en: "reports: {code}", zh: "报告：{zh}");
        let entries = counted(label, *count, page);
        page.entries(&entries, &WIDTHS)?;
    }
    if all.unknown_owner > 0 {
        let label = words!(
            en: "reports with spending, but without department or year",
            zh: "报告：有支出金额而部门或年度不明，未列入下方支出表"
        );
        let entries = counted(label, all.unknown_owner, page);
        page.entries(&entries, &WIDTHS)?;
    }
    Ok(())
}

/// The Chinese of a flag of reports.
fn flag(code: &str) -> Option<&'static str> {
    let columns = Table::Reports.columns();
    let flags = columns.iter().find(|column| column.name == "flags")?;
    match flags.kind {
        Kind::Codes(terms) => Some(terms::find(terms, code)?.zh),
        _ => None,
    }
}

fn findings(page: &mut Page<'_>, all: &Gathered) -> Result<(), XlsxError> {
    page.part(&words!(en: "Findings by check", zh: "核查结果（按核查项）"))?;
    if all.findings.is_empty() {
        return page.remark(&words!(en: "none", zh: "无"));
    }
    let mut heads = vec![words!(en: "check", zh: "核查项")];
    let severities = [Severity::High, Severity::Medium, Severity::Low, Severity::Info];
    heads.extend(severities.map(|severity| {
        let term = severity.term();
        Words { en: term.en.to_owned(), zh: term.zh.to_owned() }
    }));
    heads.push(words!(en: "not evaluable", zh: "无法核查"));
    page.heads(&heads)?;
    let mut rows: Vec<_> = all.findings.values().collect();
    rows.sort_by(|a, b| b.by_severity.cmp(&a.by_severity).then(b.open.cmp(&a.open)));
    for counts in rows {
        let [en, zh] = &counts.title;
        let title = if page.language == Language::Zh { zh } else { en };
        let mut entries = vec![Entry::Text(title.clone())];
        entries.extend(counts.by_severity.iter().map(|count| Entry::CountOrEmpty(*count)));
        entries.push(Entry::CountOrEmpty(counts.open));
        page.entries(&entries, &WIDTHS)?;
    }
    Ok(())
}

fn spending(page: &mut Page<'_>, all: &Gathered) -> Result<(), XlsxError> {
    /// The latest years that are shown.
    const YEARS: usize = 6;
    page.part(
        &words!(en: "Spending in 元 by department and year", zh: "支出（元）：按部门和年度"),
    )?;
    if all.spending.is_empty() {
        return page.remark(&words!(en: "no report states any", zh: "未读出支出金额"));
    }
    page.remark(&words!(
        en: "Projects count only where the department has no report of its own for the year: such sums are in italics. Copies do not count.",
        zh: "斜体：该年没有部门整体报告，为各项目支出之和；内容相同的文件只计一次"
    ))?;
    let years: Vec<i32> = all.years.iter().rev().take(YEARS).copied().collect();
    let years: Vec<i32> = years.into_iter().rev().collect();
    let mut heads = vec![words!(en: "department", zh: "部门")];
    heads.extend(years.iter().map(|year| words!(en: "{year}", zh: "{year} 年")));
    page.heads(&heads)?;
    for (department, sums) in &all.spending {
        let mut entries = vec![Entry::Text(department.clone())];
        for year in &years {
            let Some(sum) = sums.get(year) else {
                entries.push(Entry::Empty);
                continue;
            };
            let format = match sum.projects {
                0 => &page.styles.money,
                _ => &page.styles.of_projects,
            };
            entries.push(Entry::Money(sum.yuan.to_f64(), format));
        }
        page.entries(&entries, &WIDTHS)?;
    }
    Ok(())
}
