//! 待复核清单: a row per cell that a person has to read, with room for the answer.

use crate::location::At;
use crate::model::{Candidate, Indicator, Quantity, Status, Text};
use crate::terms::ITEMS;
use crate::words::{Language, Words, words};

use super::cell::{Cell, cells, clean, code, count, printed};
use super::column::Kind;
use super::rows::{About, Row};

/// A cell and the report it is of.
#[derive(Debug)]
pub(super) struct Line<'a> {
    about: &'a About<'a>,
    /// Number of the indicator and the indicator, where the cell is one of a table.
    indicator: Option<(usize, &'a Indicator)>,
    /// A code of [`ITEMS`], or the role of a further column.
    item: &'a str,
    raw: &'a str,
    /// The value, where there is one.
    reading: Option<String>,
    status: Status,
    candidates: &'a [Candidate],
    reason_code: Option<&'a str>,
    at: At,
}

type Value = fn(&Line<'_>) -> Option<String>;

pub(super) const CELLS: &[Cell<Value>] = cells! {
    more "report_id", zh: "报告编号", Kind::Text => |l| Some(l.about.id.clone());
    show "source", zh: "来源文件", Kind::Source => |l| Some(l.about.source.to_owned());
    show "department", zh: "部门", Kind::Text => |l| clean(l.about.report.fields.department.as_ref());
    more "project", zh: "项目", Kind::Text => |l| clean(l.about.report.fields.project.as_ref());
    show "fiscal_year", zh: "评价年度", Kind::Integer => |l| l.about.report.fiscal_year.value.map(|y| y.to_string());
    show "indicator_no", zh: "序号", Kind::Integer => |l| count(l.indicator?.0);
    show "indicator_name", zh: "三级指标", Kind::Text => |l| clean(Some(&l.indicator?.1.name));
    show "item", zh: "单元格内容", Kind::Code(ITEMS) => |l| Some(l.item.to_owned());
    show "printed", zh: "原文", Kind::Text => |l| printed(l.raw);
    show "reading", zh: "读作", Kind::Text => |l| l.reading.clone();
    show "status", zh: "状态", Kind::Code(Status::TERMS) => |l| code(l.status);
    show "candidates", zh: "可能的读法", Kind::Text => |l| candidates(l.candidates);
    more "reason_code", zh: "原因代码", Kind::Text => |l| l.reason_code.map(str::to_owned);
    show "reason", zh: "原因（英文）", Kind::Sentence(Language::En) => |l| Some(reason(l).en);
    show "reason_zh", zh: "原因", Kind::Sentence(Language::Zh) => |l| Some(reason(l).zh);
    show "page", zh: "页", Kind::Integer => |l| l.at.page.map(|page| page.to_string());
    show "line", zh: "行", Kind::Integer => |l| l.at.line.map(|line| line.to_string());
    more "cell", zh: "单元格", Kind::Text => |l| l.at.cell.map(|cell| cell.to_string());
    more "box", zh: "页面位置", Kind::Text => |l| l.at.bbox.map(|sides| sides.map(|side| side.to_string()).join(" "));
    show "verdict", zh: "复核结论", Kind::Text => |_| None;
    show "reviewer", zh: "复核人", Kind::Text => |_| None;
};

/// A row per cell, in the order of the report: fields, then indicators.
pub(super) fn rows(about: &About<'_>) -> Vec<Row> {
    let mut lines = Vec::new();
    let report = about.report;
    let fields = &report.fields;
    let named = [
        ("title", Some(&report.title)),
        ("department", fields.department.as_ref()),
        ("project", fields.project.as_ref()),
        ("implementing_unit", fields.implementing_unit.as_ref()),
        ("preparer", fields.preparer.as_ref()),
        ("phone", fields.phone.as_ref()),
        ("grade", report.conclusion.grade.as_ref()),
    ];
    let more = fields.more.iter().map(|(key, text)| (key.as_str(), Some(text)));
    for (item, text) in named.into_iter().chain(more) {
        lines.extend(text.and_then(|text| of_text(about, None, item, text)));
    }
    for (index, indicator) in report.indicators.iter().enumerate() {
        lines.extend(of_indicator(about, (index + 1, indicator)));
    }
    lines.iter().map(|line| CELLS.iter().map(|cell| (cell.value)(line)).collect()).collect()
}

fn of_indicator<'a>(
    about: &'a About<'a>,
    (number, indicator): (usize, &'a Indicator),
) -> Vec<Line<'a>> {
    let place = Some((number, indicator));
    let Indicator { level1, level2, name, target, actual, reason, extra, damaged, .. } = indicator;
    let texts = [("level1", level1), ("level2", level2), ("name", name)].into_iter();
    let sides = [("target", target), ("actual", actual)].into_iter();
    let named = |(role, text): (&'a String, &'a Text)| (role.as_str(), text);
    let after = damaged.iter().map(named).chain(reason.iter().map(|text| ("reason", text)));
    let after = after.chain(extra.iter().map(named));
    let texts = texts.filter_map(|(item, text)| of_text(about, place, item, text));
    let sides = sides.filter_map(|(item, side)| of_quantity(about, place, item, side));
    let after = after.filter_map(|(item, text)| of_text(about, place, item, text));
    texts.chain(sides).chain(after).collect()
}

fn of_text<'a>(
    about: &'a About<'a>,
    indicator: Option<(usize, &'a Indicator)>,
    item: &'a str,
    text: &'a Text,
) -> Option<Line<'a>> {
    (text.status == Status::Damaged).then(|| Line {
        about,
        indicator,
        item,
        raw: &text.raw,
        reading: text.value.clone(),
        status: text.status,
        candidates: &text.candidates,
        reason_code: text.reason_code.as_deref(),
        at: text.at,
    })
}

fn of_quantity<'a>(
    about: &'a About<'a>,
    indicator: Option<(usize, &'a Indicator)>,
    item: &'a str,
    side: &'a Quantity,
) -> Option<Line<'a>> {
    (side.status == Status::Damaged).then(|| Line {
        about,
        indicator,
        item,
        raw: &side.raw,
        reading: side.number.map(|number| number.to_string()).or_else(|| side.text.clone()),
        status: side.status,
        candidates: &side.candidates,
        reason_code: side.reason_code.as_deref(),
        at: side.at,
    })
}

fn candidates(all: &[Candidate]) -> Option<String> {
    let all: Vec<&str> = all.iter().map(|candidate| candidate.value.as_str()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// What the note of the cell says; of a cell without one, that it cannot be read.
fn reason(line: &Line<'_>) -> Words {
    let notes = line.about.report.notes.iter();
    let mut of_code = notes.filter(|note| Some(note.code.as_ref()) == line.reason_code);
    match of_code.find(|note| note.at == line.at) {
        Some(note) => Words { en: note.message.clone(), zh: note.message_zh.clone() },
        None => words!(
            en: "what is printed cannot be read with certainty",
            zh: "印出的内容无法确定读法"
        ),
    }
}
