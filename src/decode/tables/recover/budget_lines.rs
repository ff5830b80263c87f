//! The 预算执行情况 block of a form of which each cell stands on a line of its own.

use super::budget_words::{Values, is_amount, number};
use super::one_cell_per_line::{Gaps, cell_at, without_pipe};
use super::vocabulary::Vocabulary;
use crate::decode::tables::{Field, Found, Lines, Recognised, found, grid};
use crate::document::Origin;
use crate::model::Note;
use crate::patterns::{BudgetColumn, Patterns};

/// Longest line, in bytes, that may be a cell of the block.
const MAX_CELL: u32 = 90;

/// Columns at least, where the block has no head of its own.
const LEAST_COLUMNS: usize = 3;

/// Lines at most over which a label is wrapped.
const MAX_LABEL: usize = 3;

/// The block whose head, or whose first column, is named on line `first`.
pub(crate) fn budget_lines(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    if shape.length > MAX_CELL || shape.tabbed() || shape.pipes > 1 {
        return None;
    }
    let budget = &patterns.budget;
    let text = without_pipe(piece).text;
    let is_head = budget.is_head(text);
    if !is_head && budget.column(text).is_none() {
        return None;
    }
    // Where each cell is closed by a pipe, blank ones are printed.
    let closed = shape.pipes > 0;
    // A list of projects has such columns too.
    if closed && !is_head {
        return None;
    }
    let gaps = Gaps::of(lines, first);
    let (mut head, mut index) = (Field::default(), first);
    if is_head {
        (head, index) = cell_at(lines, index, gaps)?;
        // The unit stands in brackets on a line of its own.
        if let Some((unit, next)) = cell_at(lines, index, gaps)
            && unit.text.starts_with(['(', '（'])
        {
            head.wrap(unit);
            index = next;
        }
    }
    let (columns, header, over, start) = header(lines, index, gaps, patterns);
    head.wrap(over);
    let amount = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    let least = if is_head { 2 } else { LEAST_COLUMNS };
    if columns.len() < least || !columns.iter().any(|column| amount.contains(column)) {
        return None;
    }
    let mut rows = vec![std::iter::once(head).chain(header).collect()];
    let (mut end, mut weight, mut notes) = (start, None, Vec::new());
    while let Some((row, note, next)) =
        row(lines, end, (&columns, weight), (gaps, closed), patterns)
    {
        let at = columns.iter().position(|&column| column == BudgetColumn::Weight);
        weight = weight.or(at.and_then(|at| number(&row.get(at + 1)?.text)));
        notes.extend(note);
        rows.push(row);
        end = next;
    }
    let grid = (rows.len() > 1).then(|| grid(rows, Origin::Flattened))?;
    Some(Recognised { notes, ..found(grid, end) })
}

/// The columns that are named one after the other, their cells, what stands over the labels of the
/// rows, and the line behind them.
fn header(
    lines: Lines,
    first: usize,
    gaps: Gaps,
    patterns: &Patterns,
) -> (Vec<BudgetColumn>, Vec<Field>, Field, usize) {
    let (mut columns, mut fields, mut index) = (Vec::new(), Vec::new(), first);
    let mut over = Field::default();
    while let Some((mut field, mut next)) = cell_at(lines, index, gaps) {
        let mut column = patterns.budget.column(&field.text);
        if column.is_none()
            && let Some((part, behind)) = cell_at(lines, next, gaps)
        {
            field.wrap(part);
            column = patterns.budget.column(&field.text);
            next = behind;
        }
        let Some(column) = column else { break };
        // What names a column that another names again stands over the labels.
        if columns.first() == Some(&column) && columns.len() > 1 && over.text.is_empty() {
            columns.remove(0);
            over = fields.remove(0);
        }
        if columns.contains(&column) {
            break;
        }
        columns.push(column);
        fields.push(field);
        index = next;
    }
    (columns, fields, over, index)
}

/// A row: its label, and its values under the columns. Where some are missing, those are given of which
/// the column is told.
fn row(
    lines: Lines,
    first: usize,
    (columns, weight): (&[BudgetColumn], Option<f64>),
    (gaps, closed): (Gaps, bool),
    patterns: &Patterns,
) -> Option<(Vec<Field>, Option<Note>, usize)> {
    let (label, mut index) = label(lines, first, gaps, patterns)?;
    let known = Vocabulary::of(patterns);
    let mut values = Vec::new();
    while let Some((field, next)) = cell_at(lines, index, gaps) {
        let blank = closed && field.text.is_empty();
        let reason = closed
            && values.len() + 1 == columns.len()
            && columns.last() == Some(&BudgetColumn::Reason)
            && patterns.budget.item(&field.text).is_none()
            && patterns.columns.role(&field.text).is_none();
        if closed && values.len() == columns.len()
            || !(blank || reason || is_amount(&field.text, known))
        {
            break;
        }
        values.push(field);
        index = next;
    }
    let (row, note) = Values { columns, values: &values, weight, patterns }.row(label);
    Some((row, note, index))
}

/// The label of a row, which may be wrapped.
fn label(lines: Lines, first: usize, gaps: Gaps, patterns: &Patterns) -> Option<(Field, usize)> {
    let (mut label, mut index) = cell_at(lines, first, gaps)?;
    for _ in 0..MAX_LABEL {
        if patterns.budget.item(&label.text).is_some() {
            return Some((label, index));
        }
        let (part, next) = cell_at(lines, index, gaps)?;
        label.wrap(part);
        index = next;
    }
    None
}
