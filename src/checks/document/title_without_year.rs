//! ## What it finds
//! A title, with the line under it, that does not say which year is evaluated.
//!
//! ## Why it matters
//! Files of several years are told apart by their titles; without a year the reader
//! must infer it, and a report may be filed under the wrong one.
//!
//! ## Known limits
//! A form that has a field for the year needs none in its title.
//!
//! ## Basis
//! The titles of the model reports name the year: ××××年度部门整体支出绩效自评报告.
//!
//! ---
//! ## 查什么
//! 标题及其下一行未写明评价年度。
//!
//! ## 为什么重要
//! 各年度的报告靠标题区分；标题没有年度，只能推断，容易归错年份。
//!
//! ## 局限
//! 表内设有年度栏的，标题不必再写。
//!
//! ## 依据
//! 报告范本的标题为“××××年度部门整体支出绩效自评报告”。

use super::check;
use crate::checks::{Context, Judgement};
use crate::model::FiscalYearHow;
use crate::words::words;

check!(
    "title_without_year",
    [],
    Info,
    en: "Title without a year",
    zh: "标题未写年度"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let report = context.report;
    if !context.is_report() {
        return Vec::new();
    }
    let title = &report.title;
    let how = report.fiscal_year.how;
    let judgement = match (report.fiscal_year.value, how) {
        (Some(year), Some(FiscalYearHow::Title | FiscalYearHow::Field)) => Judgement::pass(words!(
            en: "the year {year} stands in the title or in its own field",
            zh: "标题或专门栏目写明 {year} 年度"
        ))
        .at([report.fiscal_year.at]),
        _ if title.value.is_none() => Judgement::not_evaluable(words!(
            en: "no title was found",
            zh: "未找到标题"
        )),
        (Some(year), _) => Judgement::finding(words!(
            en: "the title names no year; {year} was inferred",
            zh: "标题未写年度；{year} 年度系推断"
        ))
        .at([title.at, report.fiscal_year.at]),
        (None, _) => Judgement::finding(words!(
            en: "the title names no year, and none could be inferred",
            zh: "标题未写年度，也无法推断"
        ))
        .at([title.at]),
    };
    vec![judgement]
}
