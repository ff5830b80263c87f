//! All changes of one comparison or of many as one table: a row per change, for
//! spreadsheets and programs.

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};

use super::{Options, is_listed};
use crate::diff::{Change, Diff, Side, Subject};
use crate::location::At;
use crate::model::{ReportKind, Severity};
use crate::render::cell::{Cell, cells, code};
use crate::render::column::{Column, Kind};
use crate::render::list::List;
use crate::render::rows::Row;
use crate::visible;
use crate::words::{Language, words};

/// The rows of one change.
pub type ChangeRow = Row;

/// A change and the comparison that it is of.
struct Line<'a> {
    number: usize,
    diff: &'a Diff,
    change: &'a Change,
    /// The number of its entry: all changes of one indicator have one.
    entry: usize,
}

type Value = fn(&Line<'_>) -> Option<String>;

const CELLS: &[Cell<Value>] = cells! {
    show "pair_no", zh: "对照序号", Kind::Integer => |l| Some(l.number.to_string());
    show "department", zh: "部门", Kind::Text => |l| of(l, |side| side.department.clone());
    show "project", zh: "项目", Kind::Text => |l| project(l).or_else(|| of(l, |side| side.project.clone()));
    more "report_type", zh: "文种", Kind::Code(ReportKind::TERMS) => |l| code(l.diff.new.kind);
    show "subject", zh: "对比对象", Kind::Code(Subject::TERMS) => |l| code(l.diff.subject);
    show "year_old", zh: "上年", Kind::Integer => |l| year(&l.diff.old);
    show "year_new", zh: "本年", Kind::Integer => |l| year(&l.diff.new);
    show "entry_no", zh: "条目序号", Kind::Integer => |l| Some(l.entry.to_string());
    show "severity", zh: "严重程度", Kind::Code(Severity::TERMS) => |l| code(l.change.severity);
    more "kind", zh: "变动代码", Kind::Text => |l| Some(l.change.change.kind().name.to_owned());
    show "kind_zh", zh: "变动类型", Kind::Sentence(Language::Zh) => |l| Some(l.change.change.kind().label().zh);
    show "level1", zh: "一级指标", Kind::Text => |l| level(l, |row| row.level1.value.clone());
    show "level2", zh: "二级指标", Kind::Text => |l| level(l, |row| row.level2.value.clone());
    show "indicator", zh: "指标", Kind::Text => |l| l.change.indicator.clone();
    show "old", zh: "上年原文", Kind::Text => |l| l.change.old.clone();
    show "new", zh: "本年原文", Kind::Text => |l| l.change.new.clone();
    show "relative", zh: "变动幅度", Kind::Ratio => |l| l.change.relative.map(|r| r.to_string());
    show "message", zh: "说明（英文）", Kind::Sentence(Language::En) => |l| Some(l.change.message.clone());
    show "message_zh", zh: "说明", Kind::Sentence(Language::Zh) => |l| Some(l.change.message_zh.clone());
    show "file_old", zh: "上年文件", Kind::Text => |l| Some(visible::line(&l.diff.old.source.name).into_owned());
    show "page_old", zh: "上年页", Kind::Integer => |l| at(l.change.at_old, |at| at.page());
    show "line_old", zh: "上年行", Kind::Integer => |l| at(l.change.at_old, |at| at.line());
    show "file_new", zh: "本年文件", Kind::Text => |l| Some(visible::line(&l.diff.new.source.name).into_owned());
    show "page_new", zh: "本年页", Kind::Integer => |l| at(l.change.at_new, |at| at.page());
    show "line_new", zh: "本年行", Kind::Integer => |l| at(l.change.at_new, |at| at.line());
    more "sha256_old", zh: "上年文件校验值", Kind::Text => |l| Some(l.diff.old.source.sha256.clone());
    more "sha256_new", zh: "本年文件校验值", Kind::Text => |l| Some(l.diff.new.source.sha256.clone());
};

/// The columns of the table of changes.
#[must_use]
fn columns() -> Vec<Column> {
    CELLS.iter().map(|cell| cell.column).collect()
}

/// The changes of comparisons, gathered for one table.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ChangeRows {
    rows: Vec<ChangeRow>,
}

impl ChangeRows {
    /// The rows of one comparison, which is the `number`th.
    #[must_use]
    pub fn of(diff: &Diff, number: usize, options: Options) -> Self {
        let mut entries: Vec<Option<u32>> = Vec::new();
        let listed = diff.changes.iter().filter(|c| is_listed(c, options.min_severity));
        let rows = listed.map(|change| {
            let known = change.pair.and_then(|pair| entries.iter().position(|e| *e == Some(pair)));
            let entry = known.unwrap_or_else(|| {
                entries.push(change.pair);
                entries.len() - 1
            });
            let line = Line { number, diff, change, entry: entry + 1 };
            CELLS.iter().map(|cell| (cell.value)(&line)).collect()
        });
        Self { rows: rows.collect() }
    }

    /// Adds those of another comparison.
    pub fn add(&mut self, mut other: Self) {
        self.rows.append(&mut other.rows);
    }

    fn list(&self) -> List<'_> {
        let title = words!(en: "Changes", zh: "变动清单");
        List { name: "changes", title, columns: columns(), rows: Cow::Borrowed(&self.rows) }
    }

    /// As CSV.
    #[must_use]
    pub fn csv(&self, language: Language) -> Vec<u8> {
        self.list().csv(language)
    }

    /// As a workbook.
    ///
    /// # Errors
    /// If there are more rows than a sheet can hold.
    pub fn xlsx(&self, language: Language) -> io::Result<Vec<u8>> {
        crate::render::list::xlsx(&[self.list()], language)
    }

    /// As Parquet.
    ///
    /// # Errors
    /// None in practice: every cell is as its column says.
    #[cfg(feature = "parquet")]
    pub fn parquet(&self) -> io::Result<Vec<u8>> {
        self.list().parquet()
    }
}

/// A value of the new report's head, or else of the old one's.
fn of(line: &Line<'_>, value: fn(&Side) -> Option<String>) -> Option<String> {
    value(&line.diff.new).or_else(|| value(&line.diff.old))
}

/// The project of the row, in a report on several.
fn project(line: &Line<'_>) -> Option<String> {
    line.diff.pairs.get(line.change.pair? as usize)?.project.clone()
}

fn year(side: &Side) -> Option<String> {
    side.fiscal_year.map(|year| year.to_string())
}

fn level(line: &Line<'_>, value: fn(&crate::model::Indicator) -> Option<String>) -> Option<String> {
    let pair = line.diff.pairs.get(line.change.pair? as usize)?;
    value(pair.new.as_ref().or(pair.old.as_ref())?)
}

fn at(at: Option<At>, part: fn(At) -> Option<u32>) -> Option<String> {
    at.and_then(part).map(|number| number.to_string())
}
