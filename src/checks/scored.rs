//! Tables that print weights (分值) or scores (得分), each with the budget block that
//! is scored with it.

use rust_decimal::Decimal;

use super::row::Row;
use super::tolerance::{half_unit, sum};
use crate::form::Form;
use crate::location::At;
use crate::model::{BudgetRow, IndicatorTable, Number, Report, ReportKind};
use crate::patterns::Profile;

/// A table with points.
#[derive(Debug)]
pub(crate) struct ScoredTable<'a> {
    /// Its rows without those that add up others.
    pub(crate) rows: Vec<&'a Row<'a>>,
    pub(crate) weights: Points<'a>,
    pub(crate) scores: Points<'a>,
    /// The row of a budget block that is scored with it.
    pub(crate) block: Option<&'a BudgetRow>,
    /// The points of budget execution by the profile, where no weight is printed.
    pub(crate) execution_weight: Decimal,
    pub(crate) printed: Option<&'a IndicatorTable>,
}

/// The numbers of one column.
#[derive(Debug, Default)]
pub(crate) struct Points<'a> {
    pub(crate) numbers: Vec<&'a Number>,
    pub(crate) sum: Decimal,
    /// Rows without a number there.
    pub(crate) without: Vec<&'a Row<'a>>,
}

/// The tables with points of a report.
pub(crate) fn tables<'a>(
    report: &'a Report,
    rows: &'a [Row<'a>],
    profile: &Profile,
    form: &Form,
) -> Vec<ScoredTable<'a>> {
    let mut blocks = report
        .budget
        .iter()
        .filter(|block| block.weight.is_some() || block.score.is_some())
        .peekable();
    let mut out = Vec::new();
    for rows in rows.chunk_by(|a, b| a.indicator.table == b.indicator.table) {
        let kept: Vec<&Row<'_>> = rows.iter().filter(|row| !row.subtotal).collect();
        let weights = points(&kept, "weight", |row| row.indicator.weight.as_ref());
        let scores = points(&kept, "score", |row| row.indicator.score.as_ref());
        let Some(first) = kept.first() else { continue };
        // The block of a table stands before it, after the table before.
        let mut block = None;
        while let Some(found) = blocks.next_if(|b| place(b.at) <= place(first.indicator.at)) {
            block = block.or(Some(found));
        }
        if weights.numbers.is_empty() && scores.numbers.is_empty() {
            continue;
        }
        out.push(ScoredTable {
            printed: first.table,
            rows: kept,
            weights,
            scores,
            block,
            execution_weight: execution_weight(form, profile),
        });
    }
    if let (Some(last), Some(block)) = (out.last_mut(), blocks.next()) {
        // A block behind the tables.
        last.block = last.block.or(Some(block));
    }
    out
}

/// The third party's table has no budget block: its points are its rows'.
fn execution_weight(form: &Form, profile: &Profile) -> Decimal {
    match form.kind {
        ReportKind::FiscalEvaluation => Decimal::ZERO,
        _ => profile.execution_weight,
    }
}

/// Where something stands, for comparison.
fn place(at: At) -> (Option<u32>, Option<u32>, i64) {
    let top = at.bbox.map_or(0, |[_, top, ..]| top as i64);
    (at.page, at.line, top)
}

fn points<'a>(
    rows: &[&'a Row<'a>],
    role: &str,
    number: impl Fn(&'a Row<'a>) -> Option<&'a Number>,
) -> Points<'a> {
    let mut points = Points::default();
    for &row in rows {
        // A cell over several rows counts once.
        if row.indicator.covered.iter().any(|covered| covered == role) {
            continue;
        }
        match number(row) {
            Some(number) => {
                points.sum = points.sum.checked_add(number.value).unwrap_or(Decimal::MAX);
                points.numbers.push(number);
            }
            None => points.without.push(row),
        }
    }
    points
}

impl<'a> Points<'a> {
    /// The sum as people write it: `15 + 10 = 25`, of many terms the sum alone. `more`
    /// is added at the end.
    pub(crate) fn written(&self, more: Option<Decimal>) -> String {
        const MOST: usize = 24;
        let terms = self.numbers.iter().map(|number| number.value).chain(more);
        let terms: Vec<Decimal> = terms.collect();
        let sum = sum(&terms).unwrap_or(Decimal::MAX);
        if terms.len() < 2 || terms.len() > MOST {
            return sum.to_string();
        }
        let terms: Vec<String> = terms.iter().map(Decimal::to_string).collect();
        format!("{} = {sum}", terms.join(" + "))
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = At> {
        self.numbers.iter().map(|number| number.at)
    }

    /// How far the sum may be from a printed total: whole numbers are exact, as are
    /// those that `exact` knows to be; each other one is rounded.
    pub(crate) fn slack(&self, total: Decimal, exact: impl Fn(usize, Decimal) -> bool) -> Decimal {
        let numbers = self.numbers.iter().enumerate();
        let rounded = numbers.filter(|&(index, number)| {
            let value = number.value.normalize();
            value.scale() > 0 && !exact(index, value)
        });
        let slack: Decimal = rounded.map(|(_, number)| half_unit(number.value)).sum();
        let precise = self.numbers.iter().map(|number| number.value.scale()).max();
        let coarse_total = precise.is_some_and(|scale| total.scale() < scale);
        if coarse_total { slack.max(half_unit(total)) } else { slack }
    }
}
