//! `target_below_actual_for_years.md` says what this finds and why.

use rust_decimal::Decimal;

use super::model::{PanelFinding, PanelPlace};
use super::rows::Strung;
use super::{BELOW, PanelCheck, checks};
use crate::diff;
use crate::fold;
use crate::model::{Direction, Indicator, Quantity, Report, Severity};
use crate::patterns::Patterns;
use crate::words::words;

/// One of the quantities of an indicator.
type Of = fn(&Indicator) -> &Quantity;

pub(super) fn find(reports: &[Report], rows: &[Strung], patterns: &Patterns) -> Vec<PanelFinding> {
    let least = patterns.changes.limits().below_years.max(1);
    let mut findings = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut run: Vec<usize> = Vec::new();
        for year in 0..=reports.len() {
            let cell = row.shown.cells.get(year).and_then(Option::as_ref);
            if cell.is_some_and(|cell| cell.below) && follows(reports, year) {
                run.push(year);
                continue;
            }
            if run.len() >= least {
                findings.push(finding(reports, at, row, &run, patterns));
            }
            run.clear();
        }
    }
    findings
}

/// Whether a report is of the year after the one before it.
fn follows(reports: &[Report], year: usize) -> bool {
    let of = |at: usize| reports.get(at)?.fiscal_year.value;
    match year.checked_sub(1).map(|before| (of(before), of(year))) {
        Some((Some(before), Some(now))) => before + 1 == now,
        _ => false,
    }
}

/// Whether in one of the years the target asked for much less than had been reached.
fn is_wide(row: &Strung, run: &[usize], patterns: &Patterns) -> bool {
    let limit = Decimal::new(i64::from(patterns.changes.limits().below), 2);
    let of = |year: usize| row.indicators.get(year)?.as_ref();
    let by = |year: usize| diff::asks_for_less_by(of(year.checked_sub(1)?)?, of(year)?, patterns);
    run.iter().filter_map(|&year| by(year)).any(|by| by.is_none_or(|by| by.abs() > limit))
}

fn finding(
    reports: &[Report],
    at: usize,
    row: &Strung,
    run: &[usize],
    patterns: &Patterns,
) -> PanelFinding {
    let indicator = |year: usize| row.indicators.get(year).and_then(Option::as_ref);
    let raw = |year: usize, of: fn(&Indicator) -> &Quantity| {
        indicator(year).map(|row| fold::clean(&of(row).raw)).unwrap_or_default()
    };
    let of_year = |year: usize| {
        let value = reports.get(year).and_then(|report| report.fiscal_year.value);
        value.map(|value| value.to_string()).unwrap_or_default()
    };
    let mut places = Vec::new();
    let (mut said, mut said_zh) = (Vec::new(), Vec::new());
    for &year in run {
        let before = year.saturating_sub(1);
        let parts: [(usize, &'static str, Of); 2] =
            [(before, "actual", |row| &row.actual), (year, "target", |row| &row.target)];
        for (year, what, of) in parts {
            if let Some(row) = indicator(year) {
                let quantity = of(row);
                let raw = fold::clean(&quantity.raw);
                places.push(PanelPlace { year, what: what.into(), raw, at: quantity.at });
            }
        }
        let (target, reached) = (raw(year, |row| &row.target), raw(before, |row| &row.actual));
        let (now, then) = (of_year(year), of_year(before));
        let part = words!(
            en: "{now}: {target} after {reached}",
            zh: "{now} 年预期值 {target}，{then} 年实现值 {reached}"
        );
        said.push(part.en);
        said_zh.push(part.zh);
    }
    let (count, name) = (run.len(), &row.shown.name);
    let (list, list_zh) = (said.join("; "), said_zh.join("；"));
    let words = match row.shown.direction {
        Some(Direction::Less) => words!(
            en: "{name}: for {count} years running the limit is above what it was kept to the year before ({list})",
            zh: "{name}：上限连续 {count} 年高于上年实现值（{list_zh}）"
        ),
        _ => words!(
            en: "{name}: for {count} years running the target asks for less than was reached the year before ({list})",
            zh: "{name}：预期值连续 {count} 年低于上年实现值（{list_zh}）"
        ),
    };
    let usual = checks().iter().map(PanelCheck::usual).next().unwrap_or(Severity::Medium);
    PanelFinding {
        check: BELOW.into(),
        severity: if is_wide(row, run, patterns) { usual } else { Severity::Low },
        row: at,
        message: words.en,
        message_zh: words.zh,
        places,
    }
}
