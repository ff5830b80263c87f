//! Findings of many reports as one table: a row per finding, and of what is open a row per
//! cell that cannot be read.

use std::borrow::Cow;
use std::io;

use super::baseline::key;
use super::many::{Grouping, Many};
use super::waiting::{Waiting, is_listed, waiting};
use super::{Checked, Look, label, places, words};
use crate::location::At;
use crate::model::{Finding, Outcome, ReportKind, Severity};
use crate::render::cell::{Cell, cells, code};
use crate::render::column::{Column, Kind, Table};
use crate::render::errors;
use crate::render::list::{List, xlsx as workbook};
use crate::render::place::shown_place;
use crate::render::rows::{ErrorRow, Row};
use crate::visible;
use crate::words::{Language, Words, words};

/// A row: an outcome, or a cell that several outcomes wait for.
struct Line<'a> {
    checked: &'a Checked,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Finding(&'a Finding),
    Cell(&'a Waiting<'a>),
}

type Value = fn(&Line<'_>) -> Option<String>;

const CELLS: &[Cell<Value>] = cells! {
    show "source", zh: "来源文件", Kind::Text => |l| Some(visible::line(&l.checked.head.name).into_owned());
    show "department", zh: "部门", Kind::Text => |l| l.checked.head.department.clone();
    show "project", zh: "项目", Kind::Text => |l| l.checked.head.project.clone();
    show "fiscal_year", zh: "评价年度", Kind::Integer => |l| l.checked.head.fiscal_year.map(|y| y.to_string());
    more "report_type", zh: "文种", Kind::Code(ReportKind::TERMS) => |l| code(l.checked.head.kind);
    show "severity", zh: "严重程度", Kind::Code(Severity::TERMS) => |l| severity(l);
    show "outcome", zh: "结论", Kind::Code(Outcome::TERMS) => |l| outcome(l);
    show "title", zh: "核查项（英文）", Kind::Sentence(Language::En) => |l| Some(said(l, Language::En));
    show "title_zh", zh: "核查项", Kind::Sentence(Language::Zh) => |l| Some(said(l, Language::Zh));
    show "message", zh: "说明（英文）", Kind::Sentence(Language::En) => |l| Some(message(l).en);
    show "message_zh", zh: "说明", Kind::Sentence(Language::Zh) => |l| Some(message(l).zh);
    show "expected", zh: "应为", Kind::Text => |l| finding(l)?.expected.clone();
    show "found", zh: "实为", Kind::Text => |l| finding(l)?.found.clone();
    show "page", zh: "页", Kind::Integer => |l| at(l).page().map(|page| page.to_string());
    show "line", zh: "行", Kind::Integer => |l| at(l).line().map(|line| line.to_string());
    show "quotes", zh: "原文（英文出处）", Kind::Sentence(Language::En) => |l| Some(quotes(l, Language::En));
    show "quotes_zh", zh: "出处及原文", Kind::Sentence(Language::Zh) => |l| Some(quotes(l, Language::Zh));
    more "check", zh: "核查项代码", Kind::Text => |l| Some(checks(l));
    more "source_sha256", zh: "来源文件校验值", Kind::Text => |l| Some(l.checked.head.sha256.clone());
    more "key", zh: "编号", Kind::Text => |l| finding(l).map(|finding| key(&l.checked.head, finding));
};

/// The Chinese heading of a column.
pub(super) fn heading(name: &str) -> Option<&'static str> {
    CELLS.iter().find(|cell| cell.column.name == name).map(|cell| cell.column.zh)
}

fn columns() -> Vec<Column> {
    CELLS.iter().map(|cell| cell.column).collect()
}

pub(super) fn csv(many: &Many, grouping: Grouping, look: &Look) -> Vec<u8> {
    list(many, grouping, look).csv(look.language)
}

/// The findings, the counts by check, and the files that could not be read.
pub(super) fn xlsx(many: &Many, grouping: Grouping, look: &Look) -> io::Result<Vec<u8>> {
    workbook(&[list(many, grouping, look), overview(many, look), failed(many)], look.language)
}

fn list(many: &Many, grouping: Grouping, look: &Look) -> List<'static> {
    let rows = match grouping {
        Grouping::Report => many.ranked().into_iter().flat_map(|c| of_report(c, look)).collect(),
        Grouping::Check => of_checks(many, look),
    };
    let title = words!(en: "Findings", zh: "核查问题");
    List { name: "findings", title, columns: columns(), rows: Cow::Owned(rows) }
}

fn row(checked: &Checked, what: What<'_>) -> Row {
    CELLS.iter().map(|cell| (cell.value)(&Line { checked, what })).collect()
}

/// What was found, the gravest first, what waits for a cell, what is open, what passed.
fn of_report(checked: &Checked, look: &Look) -> Vec<Row> {
    let mut rows = Vec::new();
    for severity in Severity::ALL {
        let of = checked.of(severity).filter(|finding| !is_listed(finding));
        rows.extend(of.map(|finding| row(checked, What::Finding(finding))));
    }
    let (cells, open) = waiting(checked);
    rows.extend(cells.iter().map(|cell| row(checked, What::Cell(cell))));
    rows.extend(open.into_iter().map(|finding| row(checked, What::Finding(finding))));
    if look.all {
        rows.extend(checked.with(Outcome::Pass).map(|f| row(checked, What::Finding(f))));
    }
    rows
}

fn of_checks(many: &Many, look: &Look) -> Vec<Row> {
    let mut rows = Vec::new();
    for check in many.by_check() {
        let found = check.findings.iter();
        let found = found.filter(|(_, f)| f.outcome == Outcome::Finding && !is_listed(f));
        rows.extend(found.map(|(checked, finding)| row(checked, What::Finding(finding))));
    }
    for checked in &many.reports {
        let (cells, open) = waiting(checked);
        rows.extend(cells.iter().map(|cell| row(checked, What::Cell(cell))));
        rows.extend(open.into_iter().map(|finding| row(checked, What::Finding(finding))));
        if look.all {
            rows.extend(checked.with(Outcome::Pass).map(|f| row(checked, What::Finding(f))));
        }
    }
    rows
}

fn finding<'a>(line: &Line<'a>) -> Option<&'a Finding> {
    match line.what {
        What::Finding(finding) => Some(finding),
        What::Cell(_) => None,
    }
}

fn severity(line: &Line<'_>) -> Option<String> {
    let finding = finding(line).filter(|finding| finding.outcome == Outcome::Finding)?;
    code(finding.severity)
}

fn outcome(line: &Line<'_>) -> Option<String> {
    code(finding(line).map_or(Outcome::NotEvaluable, |finding| finding.outcome))
}

/// What a check looks for, or that a cell cannot be read.
fn said(line: &Line<'_>, language: Language) -> String {
    match (line.what, language) {
        (What::Finding(finding), Language::En) => finding.title.clone(),
        (What::Finding(finding), Language::Zh) => finding.title_zh.clone(),
        (What::Cell(_), language) => words::cell_unreadable().in_language(language).to_owned(),
    }
}

fn message(line: &Line<'_>) -> Words {
    match line.what {
        What::Finding(f) => Words { en: f.message.clone(), zh: f.message_zh.clone() },
        What::Cell(waiting) => {
            let cell = waiting.cell;
            let which = words::rests_on(&cell.path, &crate::fold::clean(&cell.raw), cell.status);
            let list = |titles: fn(&Finding) -> &str, between: &str| {
                let mut names: Vec<&str> = Vec::new();
                for finding in &waiting.checks {
                    if !names.contains(&titles(finding)) {
                        names.push(titles(finding));
                    }
                }
                (names.len(), names.join(between))
            };
            let (count, en) = list(|finding| &finding.title, ", ");
            if count == 0 {
                return which;
            }
            let zh = list(|finding| &finding.title_zh, "、").1;
            let (en, zh) = (words::waiting(count, &en).en, words::waiting(count, &zh).zh);
            Words { en: format!("{}; {en}", which.en), zh: format!("{}；{zh}", which.zh) }
        }
    }
}

fn at(line: &Line<'_>) -> At {
    match line.what {
        What::Finding(finding) => finding.at.first().copied().unwrap_or_default(),
        What::Cell(waiting) => waiting.cell.at,
    }
}

fn quotes(line: &Line<'_>, language: Language) -> String {
    let place = |at: &At| shown_place(at).in_language(language).to_owned();
    match line.what {
        What::Cell(waiting) => {
            format!("{}  {}", place(&waiting.cell.at), crate::fold::clean(&waiting.cell.raw))
        }
        What::Finding(finding) => {
            let lines = places(finding).into_iter().map(|found| {
                let quote = found.quote.unwrap_or_default();
                format!("{}  {quote}", place(&found.at)).trim_end().to_owned()
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

fn checks(line: &Line<'_>) -> String {
    match line.what {
        What::Finding(finding) => label(&finding.check),
        What::Cell(waiting) => {
            let names: Vec<&str> = waiting.checks.iter().map(|f| f.check.as_str()).collect();
            names.join(" ")
        }
    }
}

/// The columns of the counts by check.
const BY_CHECK: [Column; 5] = [
    Column { name: "severity", zh: "严重程度", kind: Kind::Text, detail: false },
    Column { name: "check", zh: "核查项", kind: Kind::Text, detail: false },
    Column { name: "findings", zh: "问题", kind: Kind::Integer, detail: false },
    Column { name: "files", zh: "文件", kind: Kind::Integer, detail: false },
    Column { name: "not_evaluable", zh: "无法核查", kind: Kind::Integer, detail: false },
];

/// How often each check found something.
fn overview(many: &Many, look: &Look) -> List<'static> {
    let table = many.overview.table(look).into_iter().skip(1);
    let rows: Vec<Row> = table.map(|(_, cells)| cells.into_iter().map(Some).collect()).collect();
    let title = words!(en: "By check", zh: "按核查项汇总");
    List { name: "by_check", title, columns: BY_CHECK.to_vec(), rows: Cow::Owned(rows) }
}

/// The files that could not be read.
fn failed(many: &Many) -> List<'static> {
    let rows = many.failed.iter().map(|failed| {
        errors::row(&ErrorRow::new(&failed.source, &failed.code, failed.message.clone()))
    });
    let title = words!(en: "Not readable", zh: "无法读取");
    let columns = Table::Errors.columns();
    List { name: "errors", title, columns, rows: Cow::Owned(rows.collect()) }
}
