//! `report_date_invalid.md` says what this finds and why.

use jiff::civil::Date;

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{FiscalYearHow, ReportKind};
use crate::value::date;
use crate::words::words;

check!(
    "report_date_invalid",
    ["DATE-01"],
    Medium,
    en: "Report date invalid",
    zh: "填报日期有误"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let report = context.report;
    let Some(field) = report.fields.date.as_ref() else {
        return Vec::new();
    };
    if report.kind == ReportKind::TargetDeclaration || !context.is_report() {
        return Vec::new();
    }
    let printed = fold::sentence_key(&field.raw);
    let Some(day) = written(context) else {
        return vec![no_day(&printed, &field.raw, context).at([field.at])];
    };
    let year = report.fiscal_year.value;
    let inferred = report.fiscal_year.how == Some(FiscalYearHow::Date);
    let judgement = match year {
        None => Judgement::not_evaluable(words!(
            en: "{day} is a day, but the year evaluated is not known",
            zh: "{day} 为真实日期，但评价年度不明"
        )),
        Some(_) if inferred => Judgement::pass(words!(
            en: "{day} is a day of the calendar",
            zh: "{day} 为真实日期"
        )),
        Some(year) if day.year() <= year => Judgement::finding(words!(
            en: "dated {day}, before the year {year} was over",
            zh: "填报日期 {day} 早于 {year} 年度结束"
        ))
        .values(format!("> {year}-12-31"), day),
        Some(year) => Judgement::pass(words!(
            en: "{day} is a day of the calendar and lies after {year}",
            zh: "{day} 为真实日期，在 {year} 年度之后"
        )),
    };
    vec![judgement.at([field.at])]
}

/// The day of the report; of a month alone, as covers have it, its last day.
pub(super) fn written(context: &Context<'_>) -> Option<Date> {
    let field = context.report.fields.date.as_ref()?;
    let value = field.value.as_deref();
    if let Some(day) = value.and_then(|value| date::full_date(value, context.patterns)) {
        return Some(day);
    }
    let reading = date::date(&field.raw, context.patterns)?;
    reading.month?;
    let (_, last) = reading.days(reading.year?)?;
    Some(last)
}

/// What is said of a date that is none.
fn no_day(printed: &str, raw: &str, context: &Context<'_>) -> Judgement {
    match date::date(printed, context.patterns) {
        _ if is_torn(raw) => Judgement::not_evaluable(words!(
            en: "the date cannot be read: {printed}",
            zh: "填报日期残损：{printed}"
        )),
        Some(_) => Judgement::finding(words!(
            en: "the date is incomplete: {printed}",
            zh: "填报日期不完整：{printed}"
        )),
        None if is_damaged(printed) => Judgement::not_evaluable(words!(
            en: "the date cannot be read: {printed}",
            zh: "填报日期残损：{printed}"
        )),
        None => Judgement::finding(words!(
            en: "no day of the calendar: {printed}",
            zh: "不是真实日期：{printed}"
        )),
    }
}

/// Whether white space stands between digits of one number: one may be missing there.
fn is_torn(raw: &str) -> bool {
    let mut parts = raw.split_whitespace().peekable();
    while let (Some(left), Some(right)) = (parts.next(), parts.peek()) {
        let digit = |c: char| c.is_ascii_digit();
        if left.ends_with(digit) && right.starts_with(digit) {
            return true;
        }
    }
    false
}

/// Whether letters stand among the digits: a recogniser's, not the department's.
fn is_damaged(printed: &str) -> bool {
    printed.contains(|c: char| {
        c.is_ascii_alphabetic() || matches!(c, ' ' | '?' | '*' | '□' | '\u{FFFD}')
    })
}
