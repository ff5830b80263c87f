//! 待复核清单: a row per value that a person has to decide on, with room for the answer.

use std::collections::HashMap;

use crate::model::{Candidate, Indicator, Report, Status};
use crate::review::{self, Item, Why};
use crate::terms::ITEMS;
use crate::words::{Language, Words, words};

use super::cell::{Cell, cells, clean, code, count, printed};
use super::column::{Kind, SEPARATOR};
use super::rows::{About, Row};

/// A value and the report it is of.
pub(super) struct Line<'a> {
    about: &'a About<'a>,
    /// Number of the indicator and the indicator, where the value is one of a table.
    indicator: Option<(usize, &'a Indicator)>,
    /// The last part of its field: a code of [`ITEMS`], or the role of a further column.
    field: &'a str,
    item: &'a Item<'a>,
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
    show "item", zh: "单元格内容", Kind::Code(ITEMS) => |l| Some(l.field.to_owned());
    show "printed", zh: "原文", Kind::Text => |l| printed(l.item.value.printed);
    show "reading", zh: "读作", Kind::Text => |l| l.item.value.read.as_ref().map(|read| read.to_string());
    show "status", zh: "状态", Kind::Code(Status::TERMS) => |l| code(l.item.value.status);
    show "why", zh: "复核原因", Kind::Codes(Why::TERMS) => |l| why(l.item);
    show "candidates", zh: "可能的读法", Kind::Text => |l| candidates(l);
    more "reason_code", zh: "原因代码", Kind::Text => |l| l.item.value.reason_code.map(str::to_owned);
    more "reason", zh: "原因说明（英文）", Kind::Sentence(Language::En) => |l| said(l).map(|words| words.en);
    more "reason_zh", zh: "原因说明", Kind::Sentence(Language::Zh) => |l| said(l).map(|words| words.zh);
    show "page", zh: "页", Kind::Integer => |l| l.item.value.at.page().map(|page| page.to_string());
    show "line", zh: "行", Kind::Integer => |l| l.item.value.at.line().map(|line| line.to_string());
    more "cell", zh: "单元格", Kind::Text => |l| l.item.value.at.cell().map(|cell| cell.to_string());
    more "box", zh: "页面位置", Kind::Text => |l| l.item.value.at.bbox().map(|sides| sides.map(|side| side.to_string()).join(" "));
    show "view", zh: "复核网页", Kind::Link => |l| Some(format!("#{}", l.item.anchor));
    show "verdict", zh: "复核结论", Kind::Text => |_| None;
    show "reviewer", zh: "复核人", Kind::Text => |_| None;
};

/// A row per value, those first on which most hangs.
pub(super) fn rows(about: &About<'_>) -> Vec<Row> {
    let report = about.report;
    let indicators = report.indicators.iter().enumerate();
    let by_place: HashMap<(u32, u32), usize> =
        indicators.map(|(index, row)| ((row.table, row.row), index)).collect();
    let line = |item: &Item<'_>| {
        let place = &item.value.place;
        let index = place.table.zip(place.ordinal).and_then(|place| by_place.get(&place));
        let found = index.and_then(|index| Some((index + 1, report.indicators.get(*index)?)));
        let field = place.field.rsplit('.').next().unwrap_or_default();
        let line = Line { about, indicator: found, field, item };
        CELLS.iter().map(|cell| (cell.value)(&line)).collect()
    };
    review::to_decide(report).iter().map(line).collect()
}

fn why(item: &Item<'_>) -> Option<String> {
    let codes: Vec<&str> = item.why.iter().map(|why| why.term().code).collect();
    (!codes.is_empty()).then(|| codes.join(&SEPARATOR.to_string()))
}

/// What is offered for a damaged cell of an indicator.
fn candidates(line: &Line<'_>) -> Option<String> {
    let (_, row) = line.indicator?;
    let all: &[Candidate] = match line.item.value.place.field.as_str() {
        "level1" => &row.level1.candidates,
        "level2" => &row.level2.candidates,
        "name" => &row.name.candidates,
        "target" => &row.target.candidates,
        "actual" => &row.actual.candidates,
        field => match row.damaged.get(field).or_else(|| row.extra.get(line.field)) {
            Some(text) => &text.candidates,
            None => &[],
        },
    };
    let all: Vec<&str> = all.iter().map(|candidate| candidate.value.as_str()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// What the note of the cell says; of a damaged one without, that it cannot be read.
fn said(line: &Line<'_>) -> Option<Words> {
    let Report { notes, .. } = line.about.report;
    let value = &line.item.value;
    let same = |code: &str| Some(code) == value.reason_code;
    let note = notes.iter().find(|note| same(&note.code) && note.at == value.at);
    match note {
        Some(note) => Some(Words { en: note.message.clone(), zh: note.message_zh.clone() }),
        None if value.status == Status::Damaged => Some(words!(
            en: "what is printed cannot be read with certainty",
            zh: "印出的内容无法确定读法"
        )),
        None => None,
    }
}
