//! Panels as tables: indicators by year for people, a row per indicator and year for
//! programs.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::LeftOut;
use super::words::Labels;
use crate::model::{Direction, ReportKind, Severity};
use crate::panel::{Panel, PanelCell, PanelRow};
use crate::render::cell::{Cell as Column, cells, code, flag};
use crate::render::column::Kind;
use crate::render::diff::xlsx::sheet::{Cell, Look, Table};
use crate::render::list::List;
use crate::render::rows::Row;
use crate::render::xlsx::{failed, properties};
use crate::visible;
use crate::words::{Language, words};

/// One indicator in one year.
struct Line<'a> {
    number: usize,
    panel: &'a Panel,
    row: &'a PanelRow,
    year: usize,
    cell: &'a PanelCell,
}

type Value = fn(&Line<'_>) -> Option<String>;

const CELLS: &[Column<Value>] = cells! {
    show "panel_no", zh: "历年对照序号", Kind::Integer => |l| Some(l.number.to_string());
    show "department", zh: "部门", Kind::Text => |l| l.panel.department.clone();
    show "project", zh: "项目", Kind::Text => |l| l.row.project.as_ref().or(l.panel.project.as_ref()).cloned();
    more "report_type", zh: "文种", Kind::Code(ReportKind::TERMS) => |l| code(l.panel.kind);
    show "level1", zh: "一级指标", Kind::Text => |l| l.row.level1.clone();
    show "level2", zh: "二级指标", Kind::Text => |l| l.row.level2.clone();
    show "indicator", zh: "指标", Kind::Text => |l| Some(l.row.name.clone());
    more "former_names", zh: "曾用名", Kind::Text => |l| former(l.row);
    show "unit", zh: "计量单位", Kind::Text => |l| l.row.unit.clone();
    more "direction", zh: "方向", Kind::Code(Direction::TERMS) => |l| code(l.row.direction?);
    show "fiscal_year", zh: "评价年度", Kind::Integer => |l| year(l);
    show "target_raw", zh: "预期值原文", Kind::Text => |l| Some(l.cell.target.clone());
    show "adjusted_raw", zh: "调整后预期值原文", Kind::Text => |l| l.cell.adjusted.clone();
    show "actual_raw", zh: "实现值原文", Kind::Text => |l| Some(l.cell.actual.clone());
    show "base_unit", zh: "基本单位", Kind::Text => |l| l.row.base_unit.clone();
    show "target_base", zh: "预期值（基本单位）", Kind::Decimal => |l| l.cell.target_base.map(|n| n.to_string());
    show "actual_base", zh: "实现值（基本单位）", Kind::Decimal => |l| l.cell.actual_base.map(|n| n.to_string());
    show "completion_rate", zh: "完成率", Kind::Ratio => |l| l.cell.rate.clone();
    show "met", zh: "是否完成", Kind::Flag => |l| l.cell.met.and_then(flag);
    show "below_last_actual", zh: "预期值低于上年实现值", Kind::Flag => |l| flag(l.cell.below);
    more "doubtful", zh: "匹配存疑", Kind::Flag => |l| flag(l.row.doubtful);
    show "source", zh: "来源文件", Kind::Text => |l| l.panel.years.get(l.year).map(|y| visible::line(&y.source).into_owned());
    show "page", zh: "页", Kind::Integer => |l| l.cell.at.page().map(|page| page.to_string());
    show "line", zh: "行", Kind::Integer => |l| l.cell.at.line().map(|line| line.to_string());
};

fn former(row: &PanelRow) -> Option<String> {
    (!row.former_names.is_empty()).then(|| row.former_names.join("; "))
}

fn year(line: &Line<'_>) -> Option<String> {
    Some(line.panel.years.get(line.year)?.fiscal_year?.to_string())
}

fn long(panels: &[Panel]) -> List<'static> {
    let mut rows: Vec<Row> = Vec::new();
    for (number, panel) in (1..).zip(panels) {
        for row in &panel.rows {
            for (year, cell) in row.cells.iter().enumerate() {
                let Some(cell) = cell else { continue };
                let line = Line { number, panel, row, year, cell };
                rows.push(CELLS.iter().map(|cell| (cell.value)(&line)).collect());
            }
        }
    }
    let columns = CELLS.iter().map(|cell| cell.column).collect();
    let title = words!(en: "Indicator and year", zh: "逐年明细");
    List { name: "panel", title, columns, rows: Cow::Owned(rows) }
}

pub(super) fn csv(panels: &[Panel], language: Language) -> Vec<u8> {
    long(panels).csv(language)
}

#[cfg(feature = "parquet")]
pub(super) fn parquet(panels: &[Panel]) -> io::Result<Vec<u8>> {
    long(panels).parquet()
}

pub(super) fn xlsx(
    panels: &[Panel],
    left_out: &[LeftOut],
    language: Language,
) -> io::Result<Vec<u8>> {
    let look = Look::new(language);
    let t = Labels::new(language);
    let written = || {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties()?);
        workbook.push_worksheet(wide(panels, t, &look)?);
        workbook.push_worksheet(findings(panels, t, &look)?);
        workbook.push_worksheet(long(panels).sheet(&look)?);
        workbook.push_worksheet(reports(panels, t, &look)?);
        workbook.push_worksheet(without(left_out, t, &look)?);
        workbook.save_to_buffer()
    };
    written().map_err(failed)
}

/// Indicators by year: for each year target, adjusted target, actual value, met.
fn wide(panels: &[Panel], t: Labels, look: &Look) -> Result<Worksheet, XlsxError> {
    let years: BTreeSet<Option<i16>> =
        panels.iter().flat_map(|p| p.years.iter().map(|year| year.fiscal_year)).collect();
    let head = [
        (t.department, 22),
        (t.project, 20),
        (t.level1, 12),
        (t.level2, 14),
        (t.indicator, 26),
        (t.unit, 8),
    ];
    let mut columns: Vec<(String, u16)> =
        head.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect();
    for year in &years {
        let year = year.map_or_else(|| "?".to_owned(), |year| year.to_string());
        for (heading, width) in [(t.target, 14), (t.adjusted, 12), (t.actual, 14), (t.met, 8)] {
            columns.push((format!("{year} {heading}"), width));
        }
    }
    let mut table = Table::new(t.wide, columns, look)?;
    for panel in panels {
        for row in &panel.rows {
            let text = |text: &Option<String>| Cell::Said(text.clone().unwrap_or_default());
            let mut cells = vec![
                text(&panel.department),
                text(if row.project.is_some() { &row.project } else { &panel.project }),
                text(&row.level1),
                text(&row.level2),
                Cell::Text(&row.name),
                text(&row.unit),
            ];
            for year in &years {
                let of_year = panel.years.iter().zip(&row.cells);
                let cell = of_year.filter(|(own, _)| own.fiscal_year == *year);
                let cell = cell.filter_map(|(_, cell)| cell.as_ref()).next();
                match cell {
                    Some(cell) => {
                        cells.push(Cell::Text(&cell.target));
                        cells.push(text(&cell.adjusted));
                        cells.push(Cell::Text(&cell.actual));
                        cells.push(match cell.met {
                            Some(true) => Cell::Severity("true", t.yes.to_owned()),
                            Some(false) => Cell::Severity("false", t.no.to_owned()),
                            None => Cell::Text(""),
                        });
                    }
                    None => cells.extend([const { Cell::Text("") }; 4]),
                }
            }
            table.row(&cells)?;
        }
    }
    table.finish(5)
}

fn findings(panels: &[Panel], t: Labels, look: &Look) -> Result<Worksheet, XlsxError> {
    let columns =
        [(t.severity, 12), (t.department, 26), (t.project, 22), (t.indicator, 28), (t.says, 70)];
    let columns = columns.map(|(heading, width)| (heading.to_owned(), width));
    let mut table = Table::new(t.findings, columns.into(), look)?;
    for panel in panels {
        for finding in &panel.findings {
            let severity: Severity = finding.severity;
            let name = panel.rows.get(finding.row).map(|row| row.name.clone());
            let message = match look.language {
                Language::En => &finding.message,
                Language::Zh => &finding.message_zh,
            };
            table.row(&[
                Cell::Severity(severity.term().code, severity.term().signed(look.language)),
                Cell::Said(panel.department.clone().unwrap_or_default()),
                Cell::Said(panel.project.clone().unwrap_or_default()),
                Cell::Said(name.unwrap_or_default()),
                Cell::Text(message),
            ])?;
        }
    }
    table.finish(2)
}

fn reports(panels: &[Panel], t: Labels, look: &Look) -> Result<Worksheet, XlsxError> {
    let columns = [
        (t.department, 26),
        (t.project, 22),
        (t.year, 9),
        (t.score, 10),
        (t.grade, 10),
        (t.file, 46),
        (t.sha256, 40),
    ];
    let columns = columns.map(|(heading, width)| (heading.to_owned(), width));
    let mut table = Table::new(t.reports, columns.into(), look)?;
    for panel in panels {
        for year in &panel.years {
            table.row(&[
                Cell::Said(panel.department.clone().unwrap_or_default()),
                Cell::Said(panel.project.clone().unwrap_or_default()),
                Cell::Said(year.fiscal_year.map(|year| year.to_string()).unwrap_or_default()),
                Cell::Said(year.score.map(|score| score.to_string()).unwrap_or_default()),
                Cell::Said(year.grade.clone().unwrap_or_default()),
                Cell::Text(&year.source),
                Cell::Text(&year.sha256),
            ])?;
        }
    }
    table.finish(2)
}

fn without(left_out: &[LeftOut], t: Labels, look: &Look) -> Result<Worksheet, XlsxError> {
    let columns = [(t.file, 46), (t.why, 80)];
    let columns = columns.map(|(heading, width)| (heading.to_owned(), width));
    let mut table = Table::new(t.left_out, columns.into(), look)?;
    for (file, why) in left_out {
        table.row(&[Cell::Text(file), Cell::Text(why)])?;
    }
    table.finish(1)
}
