//! 问题: a row per outcome of a check.

use crate::location::At;
use crate::model::{Detail, Finding, Outcome, ReportKind, Severity};
use crate::words::Language;

use super::cell::{Cell, cells, clean, code, count};
use super::column::Kind;
use super::paths::BETWEEN;
use super::rows::{About, Row};

/// An outcome and the report it is about.
#[derive(Debug)]
pub(super) struct Line<'a> {
    about: &'a About<'a>,
    finding: &'a Finding,
}

type Value = fn(&Line<'_>) -> Option<String>;

pub(super) const CELLS: &[Cell<Value>] = cells! {
    more "report_id", zh: "报告编号", Kind::Text => |l| Some(l.about.id.clone());
    show "source", zh: "来源文件", Kind::Source => |l| Some(l.about.source.to_owned());
    more "source_sha256", zh: "来源文件校验值", Kind::Text => |l| Some(l.about.report.source.sha256.clone());
    more "report_type", zh: "文种", Kind::Code(ReportKind::TERMS) => |l| code(l.about.report.kind);
    show "department", zh: "部门", Kind::Text => |l| clean(l.about.report.fields.department.as_ref());
    more "project", zh: "项目", Kind::Text => |l| clean(l.about.report.fields.project.as_ref());
    show "fiscal_year", zh: "评价年度", Kind::Integer => |l| l.about.report.fiscal_year.value.map(|y| y.to_string());
    more "check", zh: "核查项代码", Kind::Text => |l| Some(l.finding.check.clone());
    show "check_title", zh: "核查项（英文）", Kind::Sentence(Language::En) => |l| title(&l.finding.title);
    show "check_title_zh", zh: "核查项", Kind::Sentence(Language::Zh) => |l| title(&l.finding.title_zh);
    show "outcome", zh: "结论", Kind::Code(Outcome::TERMS) => |l| code(l.finding.outcome);
    show "severity", zh: "严重程度", Kind::Code(Severity::TERMS) => |l| code(l.finding.severity);
    show "message", zh: "说明（英文）", Kind::Sentence(Language::En) => |l| Some(l.finding.message.clone());
    show "message_zh", zh: "说明", Kind::Sentence(Language::Zh) => |l| Some(l.finding.message_zh.clone());
    show "expected", zh: "应为", Kind::Text => |l| l.finding.expected.clone();
    show "found", zh: "实为", Kind::Text => |l| l.finding.found.clone();
    show "page", zh: "页", Kind::Integer => |l| place(l).page().map(|page| page.to_string());
    show "line", zh: "行", Kind::Integer => |l| place(l).line().map(|line| line.to_string());
    more "cell", zh: "单元格", Kind::Text => |l| place(l).cell().map(|cell| cell.to_string());
    more "places", zh: "涉及处数", Kind::Integer => |l| count(l.finding.at.len());
    more "rests_on", zh: "所依据的校正或残损值", Kind::Values => |l| rests_on(l.finding);
};

/// A row per outcome, in the order of the report; with [`Detail::Lean`] none for a pass.
pub(super) fn rows(about: &About<'_>, detail: Detail) -> Vec<Row> {
    let all = about.report.findings.iter();
    let wanted = all.filter(|f| detail == Detail::Full || f.outcome != Outcome::Pass);
    let lines = wanted.map(|finding| Line { about, finding });
    lines.map(|line| CELLS.iter().map(|cell| (cell.value)(&line)).collect()).collect()
}

/// Extractions of earlier versions have no titles.
fn title(title: &str) -> Option<String> {
    (!title.is_empty()).then(|| title.to_owned())
}

/// The first place concerned.
fn place(line: &Line<'_>) -> At {
    line.finding.at.first().copied().unwrap_or_default()
}

/// The values that were not simply read, as `path=status`.
fn rests_on(finding: &Finding) -> Option<String> {
    let values = finding.rests_on.iter();
    let all: Vec<String> = values
        .map(|value| format!("{}={}", value.path, code(value.status).unwrap_or_default()))
        .collect();
    (!all.is_empty()).then(|| all.join(BETWEEN))
}
