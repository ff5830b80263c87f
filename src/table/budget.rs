//! The 预算执行情况 block of a form: rows of amounts apart from the indicators.

use super::cell::{number, printed};
use super::matrix::{Field, Holds, Row};
use crate::fold;
use crate::location::At;
use crate::model::{BudgetRow, Number, Text};
use crate::patterns::narrative::WordKind;
use crate::patterns::{BudgetColumn, Patterns};
use crate::value::{quantity, unit};

/// The columns of a budget block and its unit.
#[derive(Debug)]
pub(super) struct Block {
    columns: Vec<(BudgetColumn, usize)>,
    unit: Option<String>,
}

/// The header of a budget block, if a row is one: two of its columns or more,
/// one of them an amount.
pub(super) fn header(row: &Row<'_>, unit_line: Option<&str>, patterns: &Patterns) -> Option<Block> {
    let mut columns: Vec<(BudgetColumn, usize)> = Vec::new();
    for (col, field) in row.own() {
        if let Some(column) = patterns.budget.column(field.text())
            && !columns.iter().any(|&(c, _)| c == column)
        {
            columns.push((column, col));
        }
    }
    let amounts = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    let has_amount = columns.iter().any(|(c, _)| amounts.contains(c));
    if columns.len() < 2 || !has_amount {
        return None;
    }
    let cells = row.fields.iter().flatten();
    let unit = cells.filter_map(|field| unit_in(field.text(), patterns)).next();
    Some(Block { columns, unit: unit.or_else(|| unit_line.map(str::to_owned)) })
}

/// The header of a budget block between the rows of indicators: two amounts or more, and nothing
/// that is counted.
pub(super) fn header_within(
    row: &Row<'_>,
    unit_line: Option<&str>,
    patterns: &Patterns,
) -> Option<Block> {
    const LEAST: usize = 2;
    if row.own().any(|(_, field)| field.text().contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let block = header(row, unit_line, patterns)?;
    let amounts = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    let amounts = block.columns.iter().filter(|(column, _)| amounts.contains(column));
    (amounts.count() >= LEAST).then_some(block)
}

/// Whether rows list single expenses (三公经费) and not the money of the whole.
pub(super) fn is_of_expenses(rows: &[Row<'_>], patterns: &Patterns) -> bool {
    const NEAR: usize = 6;
    let labels = rows.iter().take(NEAR).filter_map(|row| row.own().next());
    let mut labels = labels.map(|(_, field)| fold::key(field.text()));
    labels.any(|label| patterns.money.is_single_expense(&label))
}

/// The money unit that a cell such as 项目资金（万元） names in brackets.
fn unit_in(cell: &str, patterns: &Patterns) -> Option<String> {
    let folded = fold::key(cell);
    let inside = folded.split(['(', ')']).skip(1).step_by(2);
    let mut units = inside.filter_map(|text| unit::find(text, patterns));
    units.find(unit::Unit::is_money).map(|unit| unit.sign.into_owned())
}

/// The money unit in brackets with which a cell starts, and what stands behind it: the end of a head that
/// goes on in the line of the first label (项目资金 / （万元）年度资金总额).
fn label_behind_unit<'t>(cell: &'t str, patterns: &Patterns) -> (Option<String>, &'t str) {
    let bracket = cell.trim_start().strip_prefix(['(', '（']);
    let Some((inside, label)) = bracket.and_then(|rest| rest.split_once([')', '）'])) else {
        return (None, cell);
    };
    let key = fold::key(inside);
    let unit = unit::find(&key, patterns).filter(unit::Unit::is_money);
    match unit.filter(|_| patterns.budget.item(label).is_some()) {
        Some(unit) => (Some(unit.sign.into_owned()), label),
        None => (None, cell),
    }
}

impl Block {
    /// Takes the unit that the first label of a block starts with, if its head names none.
    pub(super) fn take_unit(&mut self, row: &Row<'_>, patterns: &Patterns) {
        if self.unit.is_none() {
            let mut cells = row.own().map(|(_, field)| label_behind_unit(field.text(), patterns).0);
            self.unit = cells.next().flatten();
        }
    }
}

/// A row of the block, if the row is one: a label that names a source of money,
/// or no label at all and an amount.
pub(super) fn row(row: &Row<'_>, block: &Block, patterns: &Patterns) -> Option<BudgetRow> {
    let first_amount = block.columns.iter().map(|&(_, col)| col).min()?;
    let labels: Vec<&Field<'_>> =
        row.own().filter(|&(col, _)| col < first_amount).map(|(_, field)| field).collect();
    let named =
        labels.iter().rev().find_map(|f| Some((*f, patterns.budget.item(f.text())?.to_owned())));
    let (label, item) = match named {
        Some((field, item)) => (fold::clean(label_behind_unit(field.text(), patterns).1), item),
        None if labels.iter().all(|f| patterns.budget.is_head(f.text())) => {
            (String::new(), "total".to_owned())
        }
        None => return None,
    };
    // An amount before the first column of amounts: the cells of the row moved to the left.
    let moved = labels.iter().any(|field| number(field, patterns).is_some());
    // Points are no percentage: so did those of a row that lacks a cell.
    let points = [BudgetColumn::Weight, BudgetColumn::Score];
    let of_points = block.columns.iter().filter(|(column, _)| points.contains(column));
    let share = |field: &Field<'_>| field.text().trim_end().ends_with(['%', '％']);
    let moved = moved || of_points.filter_map(|&(_, col)| row.filled(col)).any(share);
    let value = |column| {
        let &(_, col) = block.columns.iter().find(|&&(c, _)| c == column && !moved)?;
        let field = row.filled(col).filter(|f| f.holds != Holds::FromAbove)?;
        number(&without_star(field), patterns)
    };
    let out = BudgetRow {
        item,
        label,
        unit: block.unit.clone(),
        at: row.at,
        reason: reason(row, block, patterns),
        ..amounts(value)
    };
    let empty = [&out.initial, &out.budget, &out.executed].into_iter().all(Option::is_none);
    (!out.label.is_empty() || !empty).then_some(out)
}

/// The label of a row that is laid like one of the block and names no source of money that is
/// known: a short label, and amounts in the columns of amounts and nothing else.
pub(super) fn unknown_label(row: &Row<'_>, block: &Block, patterns: &Patterns) -> Option<String> {
    const LONGEST: usize = 20;
    let amounts = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    let amounts = block.columns.iter().filter(|(column, _)| amounts.contains(column));
    let first_amount = block.columns.iter().map(|&(_, col)| col).min()?;
    let mut printed = 0;
    for field in amounts.filter_map(|&(_, col)| row.filled(col)) {
        if !quantity::is_placeholder(field.text(), patterns) {
            number(&without_star(field), patterns)?;
            printed += 1;
        }
    }
    let label = row.own().filter(|&(col, _)| col < first_amount).last()?.1;
    let label = fold::clean(label.text());
    let is_label = label.chars().count() <= LONGEST && label.contains(fold::is_cjk);
    (printed > 0 && is_label).then_some(label)
}

fn reason(row: &Row<'_>, block: &Block, patterns: &Patterns) -> Option<Text> {
    let &(_, col) = block.columns.iter().find(|(column, _)| *column == BudgetColumn::Reason)?;
    printed(row.filled(col)?, patterns).filter(|reason| !is_hint(&reason.raw, patterns))
}

/// Whether a cell holds what the form says of how to fill it in: 未达到90%的需说明原因（100字以内）；….
fn is_hint(text: &str, patterns: &Patterns) -> bool {
    let key = fold::key(text);
    let mut closed = key.match_indices(')').filter_map(|(at, _)| key.get(..=at));
    closed.any(|head| patterns.narrative.is(WordKind::FormHint, head))
}

/// Labels and amounts in turn in one row (年初预算数 | 100 | 全年执行数 | 90).
pub(super) fn pairs(row: &Row<'_>, patterns: &Patterns) -> Option<BudgetRow> {
    let cells: Vec<&Field<'_>> = row.own().map(|(_, field)| field).collect();
    let pairs: Vec<_> = cells
        .windows(2)
        .filter_map(|pair| {
            let column = patterns.budget.column(pair[0].text())?;
            Some((column, number(&without_star(pair[1]), patterns)?))
        })
        .collect();
    let value = |column| pairs.iter().find(|(c, _)| *c == column).map(|(_, n)| n.clone());
    let sums = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    if pairs.len() < 2 || sums.into_iter().filter_map(value).count() < 2 {
        return None;
    }
    Some(BudgetRow {
        item: "total".to_owned(),
        unit: cells.iter().find_map(|field| unit_in(field.text(), patterns)),
        at: row.at,
        ..amounts(value)
    })
}

/// A row that holds the amounts of its columns and nothing else yet.
fn amounts(value: impl Fn(BudgetColumn) -> Option<Number>) -> BudgetRow {
    BudgetRow {
        item: String::new(),
        label: String::new(),
        unit: None,
        initial: value(BudgetColumn::Initial),
        budget: value(BudgetColumn::Budget),
        executed: value(BudgetColumn::Executed),
        rate: value(BudgetColumn::Rate),
        weight: value(BudgetColumn::Weight),
        score: value(BudgetColumn::Score),
        reason: None,
        at: At::default(),
    }
}

/// Some systems print a star before an amount that they computed.
fn without_star<'a>(field: &Field<'a>) -> Field<'a> {
    let text = field.text().trim().trim_start_matches('*').to_owned();
    let mut own = field.clone();
    own.set_text(text);
    own
}
