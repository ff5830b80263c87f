//! Tables that print weights (分值) or scores (得分), each with the budget block that
//! is scored with it.

use rust_decimal::Decimal;

use super::row::Row;
use super::tolerance::{half_unit, sum};
use crate::form::Form;
use crate::location::At;
use crate::model::{BudgetRow, IndicatorTable, Note, Number, ROWS_OUTSIDE, Report, ReportKind};
use crate::patterns::Profile;
use crate::words::{Words, words};

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
    /// Whether rows may stand outside of it: nothing drawn bounds it.
    pub(crate) open: bool,
}

/// What the weights of a table add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WeightSum {
    /// The total, by the rows alone.
    Total,
    /// The total, with the weight that the budget block prints.
    WithBlock,
    /// The total, with the points of budget execution, which the block does not print.
    WithExecution,
    /// What is missing can be the points of budget execution, which stand nowhere.
    ExecutionMissing,
    /// More than can be added up exactly.
    TooLarge,
    /// Less than the total, and rows may stand outside of the table.
    Open,
    /// The total, if what converters print several times counts once.
    Repeated,
    /// Not the total, and weights of some rows cannot be read, or not with certainty.
    Unread,
    /// Something else.
    Wrong,
}

impl ScoredTable<'_> {
    /// The total that the weights are to make: the printed one, or 100.
    pub(crate) fn weight_total(&self) -> Decimal {
        self.printed_weight().map_or(Decimal::ONE_HUNDRED, |total| total.value)
    }

    /// 总分: the total of weights as printed.
    pub(crate) fn printed_weight(&self) -> Option<&Number> {
        self.printed?.total.as_ref()?.weight.as_ref()
    }

    /// The weight that the budget block prints.
    pub(crate) fn block_weight(&self) -> Option<&Number> {
        self.block?.weight.as_ref()
    }

    /// Rows of which it is not certain that their cells stand in their columns.
    pub(crate) fn torn(&self) -> Vec<&Row<'_>> {
        self.rows.iter().copied().filter(|row| row.is_torn()).collect()
    }

    /// What the weights add up to.
    pub(crate) fn weight_sum(&self) -> WeightSum {
        let total = self.weight_total();
        let whole = |_, value: Decimal| value.scale() < 2;
        let slack = self.weights.slack(total, whole);
        let is_total = |sum: Decimal| sum.saturating_sub(total).abs() <= slack;
        let block = self.block_weight().map_or(Decimal::ZERO, |weight| weight.value);
        let rows = self.weights.sum;
        let Some(with_block) = self.weights.sum_with(block) else {
            return WeightSum::TooLarge;
        };
        let unprinted = self.block_weight().is_none() && !self.execution_weight.is_zero();
        if is_total(rows) {
            WeightSum::Total
        } else if is_total(with_block) {
            WeightSum::WithBlock
        } else if unprinted && is_total(rows.saturating_add(self.execution_weight)) {
            match self.block {
                Some(_) => WeightSum::WithExecution,
                None => WeightSum::ExecutionMissing,
            }
        } else if !self.weights.without.is_empty() && with_block < total || !self.torn().is_empty()
        {
            WeightSum::Unread
        } else if self.open && with_block < total {
            WeightSum::Open
        } else if self.weights.once.is_some_and(|once| {
            let more = [block, self.execution_weight];
            is_total(once) || more.iter().any(|&more| is_total(once.saturating_add(more)))
        }) {
            WeightSum::Repeated
        } else {
            WeightSum::Wrong
        }
    }
}

/// How the weights of several tables stand to one total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Together {
    /// Each table is to make its own.
    Apart,
    /// They make 100 together.
    Total,
    /// They make 100 with the points of budget execution, which stand nowhere.
    ExecutionMissing,
}

/// Whether the tables of points are parts of one: a table that goes on after a break.
pub(crate) fn together(tables: &[ScoredTable<'_>]) -> Together {
    let weighted = || tables.iter().filter(|table| !table.weights.numbers.is_empty());
    let whole = |sum| matches!(sum, WeightSum::Total | WeightSum::WithBlock);
    if weighted().count() < 2 || weighted().all(|table| whole(table.weight_sum())) {
        return Together::Apart;
    }
    let sum = weighted().fold(Decimal::ZERO, |sum, table| {
        let block = table.block_weight().map_or(Decimal::ZERO, |weight| weight.value);
        sum.saturating_add(table.weights.sum).saturating_add(block)
    });
    let no_block = weighted().all(|table| table.block_weight().is_none());
    let execution = weighted().map(|table| table.execution_weight).max().unwrap_or_default();
    if sum == Decimal::ONE_HUNDRED {
        Together::Total
    } else if no_block
        && !execution.is_zero()
        && sum.saturating_add(execution) == Decimal::ONE_HUNDRED
        && weighted().all(|table| table.weight_sum() == WeightSum::Wrong)
    {
        Together::ExecutionMissing
    } else {
        Together::Apart
    }
}

/// Whether a weight of some table must be wrong: they do not add up to their total.
pub(crate) fn weights_are_wrong(tables: &[ScoredTable<'_>]) -> bool {
    let weighted = |table: &&ScoredTable<'_>| !table.weights.numbers.is_empty();
    let wrong = |table: &ScoredTable<'_>| table.weight_sum() == WeightSum::Wrong;
    together(tables) == Together::Apart && tables.iter().filter(weighted).any(wrong)
}

/// The numbers of one column. One that spans several rows counts once.
#[derive(Debug, Default)]
pub(crate) struct Points<'a> {
    pub(crate) numbers: Vec<&'a Number>,
    /// The row in which each number stands, the first of those that it spans.
    pub(crate) rows: Vec<&'a Row<'a>>,
    pub(crate) sum: Decimal,
    /// Whether the sum is too large to be exact.
    pub(crate) too_large: bool,
    /// Rows without a number there.
    pub(crate) without: Vec<&'a Row<'a>>,
    /// The sum without what is printed again, where anything is.
    pub(crate) once: Option<Decimal>,
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
            open: first.table.is_some_and(|table| may_go_on(table, &report.notes)),
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

/// Whether a note says that rows of a table may stand outside of it.
fn may_go_on(table: &IndicatorTable, notes: &[Note]) -> bool {
    notes.iter().any(|note| note.code == ROWS_OUTSIDE && note.at == table.at)
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
    let top = at.bbox().map_or(0, |[_, top, ..]| top as i64);
    (at.page(), at.line(), top)
}

/// Whether a number is that of the row above, in a cell that spans both.
pub(crate) fn spans(above: Option<&Number>, number: &Number) -> bool {
    let placed = number.at != At::default();
    above.is_some_and(|above| placed && above.at == number.at && above.raw == number.raw)
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
            Some(number) if spans(points.numbers.last().copied(), number) => {}
            Some(number) => {
                points.rows.push(row);
                points.numbers.push(number);
            }
            None => points.without.push(row),
        }
    }
    let values: Vec<Decimal> = points.numbers.iter().map(|number| number.value).collect();
    let sum = sum(&values);
    points.too_large = sum.is_none();
    points.sum = sum.unwrap_or(Decimal::MAX);
    points.once = once(&points);
    points
}

/// The sum without rows that say all that another says, and without weight and score that are
/// those of the row above: a page that was read twice, a cell over several rows that a converter
/// prints in each of them. Full points may well be alike.
fn once(points: &Points<'_>) -> Option<Decimal> {
    let both = |row: &Row<'_>| {
        let (weight, score) = (row.indicator.weight.as_ref()?, row.indicator.score.as_ref()?);
        (weight.value != score.value).then_some([weight.value, score.value])
    };
    let mut said = rustc_hash::FxHashSet::default();
    let mut repeated = Decimal::ZERO;
    let mut above: Option<&Row<'_>> = None;
    for (&row, number) in points.rows.iter().zip(&points.numbers) {
        let shared = above.is_some_and(|above| {
            above.levels[0] == row.levels[0] && both(row).is_some() && both(above) == both(row)
        });
        let is = row.indicator;
        let again = is.name.value.is_some()
            && !said.insert((&is.name.raw, &is.target.raw, &is.actual.raw, row.levels));
        if shared || again {
            repeated = repeated.saturating_add(number.value);
        }
        above = Some(row);
    }
    (!repeated.is_zero()).then(|| points.sum.saturating_sub(repeated))
}

/// That numbers are too large to be added up.
pub(crate) fn too_large() -> Words {
    words!(
        en: "the points are too large to be added up exactly",
        zh: "分值过大，无法准确求和"
    )
}

impl<'a> Points<'a> {
    /// The sum with one more number; `None` if it is too large to be exact.
    pub(crate) fn sum_with(&self, more: Decimal) -> Option<Decimal> {
        (!self.too_large).then(|| sum(&[self.sum, more])).flatten()
    }

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
