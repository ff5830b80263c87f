//! The 预算执行情况 block of a form of which each cell stands on a line of its own.

use super::one_cell_per_line::{Gaps, cell_at};
use super::vocabulary::Vocabulary;
use crate::decode::tables::{Field, Found, Lines, found, grid};
use crate::document::Origin;
use crate::patterns::{BudgetColumn, Patterns, WordKind};

/// Longest line, in bytes, that may be a cell of the block.
const MAX_CELL: u32 = 90;

/// Columns at least, where the block has no head of its own.
const LEAST_COLUMNS: usize = 3;

/// Lines at most over which a label is wrapped.
const MAX_LABEL: usize = 3;

/// The block whose head, or whose first column, is named on line `first`.
pub(crate) fn budget_lines(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    if shape.length > MAX_CELL || shape.tabbed() || shape.pipes > 0 {
        return None;
    }
    let budget = &patterns.budget;
    let is_head = budget.is_head(piece.text);
    if !is_head && budget.column(piece.text).is_none() {
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
    let (columns, header, start) = header(lines, index, gaps, patterns);
    let amount = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    let least = if is_head { 2 } else { LEAST_COLUMNS };
    if columns.len() < least || !columns.iter().any(|column| amount.contains(column)) {
        return None;
    }
    let mut rows = vec![std::iter::once(head).chain(header).collect()];
    let mut end = start;
    while let Some((row, next)) = row(lines, end, columns.len(), gaps, patterns) {
        rows.push(row);
        end = next;
    }
    (rows.len() > 1).then(|| found(grid(rows, Origin::Flattened), end))
}

/// The columns that are named one after the other, their cells, and the line behind them.
fn header(
    lines: Lines,
    first: usize,
    gaps: Gaps,
    patterns: &Patterns,
) -> (Vec<BudgetColumn>, Vec<Field>, usize) {
    let (mut columns, mut fields, mut index) = (Vec::new(), Vec::new(), first);
    while let Some((mut field, mut next)) = cell_at(lines, index, gaps) {
        let mut column = patterns.budget.column(&field.text);
        if column.is_none()
            && let Some((part, behind)) = cell_at(lines, next, gaps)
        {
            field.wrap(part);
            column = patterns.budget.column(&field.text);
            next = behind;
        }
        let Some(column) = column.filter(|column| !columns.contains(column)) else { break };
        columns.push(column);
        fields.push(field);
        index = next;
    }
    (columns, fields, index)
}

/// A row: its label, and a value for each column. Where a value is missing, which one is not told,
/// and none is given.
fn row(
    lines: Lines,
    first: usize,
    width: usize,
    gaps: Gaps,
    patterns: &Patterns,
) -> Option<(Vec<Field>, usize)> {
    let (label, mut index) = label(lines, first, gaps, patterns)?;
    let known = Vocabulary::of(patterns);
    let mut values = Vec::new();
    while let Some((field, next)) = cell_at(lines, index, gaps) {
        if !is_amount(&field.text, known) {
            break;
        }
        values.push(field);
        index = next;
    }
    if values.len() != width {
        values.clear();
    }
    Some((std::iter::once(label).chain(values).collect(), index))
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

/// A number with what may stand around it, or a placeholder.
fn is_amount(text: &str, known: Vocabulary<'_>) -> bool {
    let number = text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | '%' | '％' | '-' | '*' | ' ')
        });
    number || known.is(text, WordKind::None)
}
