//! `title_without_year.md` says what this finds and why.

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
