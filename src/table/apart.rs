//! Rows under a header that are no indicators: group rows, subtotals and totals, notes,
//! running heads and page marks, the row of the budget's execution.

use super::body::BodyRow;
use super::cell;
use super::header::{Layout, counts_columns};
use super::matrix::{Field, Holds, Row};
use super::reader::Reader;
use crate::document::{Grid, Origin};
use crate::fold;
use crate::model::{BudgetRow, TotalRow};
use crate::patterns::furniture::Shape;
use crate::patterns::{Patterns, Role};
use crate::words::words;

impl<'o> Reader<'o, '_> {
    /// Takes a row that is no indicator, if it is one: whether it belonged under the
    /// header.
    pub(super) fn apart(&mut self, row: &Row<'o>, grid: &Grid) -> Option<bool> {
        let patterns = self.patterns;
        if counts_columns(row, self.lexicon) {
            self.row_apart(row);
            return Some(false);
        }
        let [open] = &mut self.open[..] else {
            return spans_whole_width(row, grid).then_some(false);
        };
        if let Some(group) = group(row, &open.layout, patterns) {
            open.rows.push(group);
            return Some(true);
        }
        if let Some(group) = group_of_points(row, &open.layout, patterns) {
            open.rows.push(group);
            return Some(true);
        }
        if is_subtotal(row, &open.layout, patterns) {
            let message = words!(
                en: "a row that adds up a part of the table: kept apart",
                zh: "小计行，不作为指标",
            );
            self.note("subtotal_row", message, row.at);
            return Some(false);
        }
        if let Some(execution) = execution(row, &open.layout, patterns) {
            self.out.budget.push(execution);
            return Some(true);
        }
        if is_furniture(row, patterns) || is_note(row, patterns) {
            self.row_apart(row);
            return Some(false);
        }
        let between = spans_whole_width(row, grid) || spans_the_name(row, &open.layout);
        between.then_some(false)
    }

    fn row_apart(&mut self, row: &Row<'o>) {
        let message = words!(
            en: "a note, a running head, a page mark or the numbers of the columns between rows: kept apart",
            zh: "行间的注释、页眉、页码或栏次，不作为指标",
        );
        self.note("row_apart", message, row.at);
    }

    /// Whether a row whose first word usually ends a table has a name and a
    /// value in the right columns after all.
    pub(super) fn names_an_indicator(&self, row: &Row<'o>, grid: &Grid) -> bool {
        self.open.iter().any(|open| {
            let placed = open.place(row, grid, self.patterns);
            let leveled = [Role::Level1, Role::Level2].iter().zip(1..).any(|(&role, level)| {
                self.patterns.levels.exact(level, placed.text(role)).is_some()
            });
            // A mark that notes start with as well (★) stands before the name of a row with values.
            let values = [Role::Target, Role::Actual, Role::Weight, Role::Score];
            let marked = || {
                !placed.text(Role::Name).starts_with(char::is_alphanumeric)
                    && values.iter().any(|&role| placed.filled(role).is_some())
            };
            placed.filled(Role::Name).is_some() && (leveled || marked())
        })
    }

    /// Whether a row is a box to sign in (主管部门审核意见 | （盖章）): a label, and nothing but places
    /// for seal, name and date.
    pub(super) fn is_sign_off(&self, row: &Row<'o>) -> bool {
        let tables = &self.patterns.tables;
        let mut cells = row.own().map(|(_, field)| field.text());
        cells.next().is_some_and(|first| tables.is_sign_off(first))
            && cells.all(|cell| tables.is_sign_off(cell) || tables.is_seal(cell))
    }
}

/// The level that a row with nothing but a label names: 一、产出指标（50分）.
fn group<'a>(row: &Row<'a>, layout: &Layout, patterns: &Patterns) -> Option<BodyRow<'a>> {
    let (_, field) = row.only()?;
    let is = |level: u8| patterns.levels.exact(level, field.text()).is_some();
    // Of a label that both levels have, the number form tells which is meant.
    let counted =
        field.text().trim_start().starts_with(|c: char| c.is_ascii_digit() || "(（".contains(c));
    // Under a label of level 1 that covers the row it is one of level 2.
    let above = layout.column(Role::Level1).and_then(|col| row.filled(col));
    let covered = above.is_some_and(|field| field.holds == Holds::FromAbove);
    let role = match (is(1), is(2)) {
        (true, true) if counted || covered => Role::Level2,
        (true, _) => Role::Level1,
        (false, true) => Role::Level2,
        (false, false) => return None,
    };
    // What a page end left of a name may be such a word (受援人 | 满意度).
    let named = layout.column(Role::Name).and_then(|col| row.filled(col));
    let beside = layout.column(Role::Level2) != layout.column(Role::Name);
    let left = named.is_some_and(|named| named.at() == field.at() && named.holds == Holds::Own);
    if left && beside && patterns.levels.is_bare(field.text()) && !spans_the_name(row, layout) {
        return None;
    }
    // A label in its own column is carried down like any other.
    let stands = layout.column(role).and_then(|col| row.filled(col));
    let own = stands.is_some_and(|stands| stands.at() == field.at());
    if own && !(covered && spans_the_name(row, layout)) {
        return None;
    }
    let mut group = BodyRow::new(row.at, 0, 1);
    group.push(role, field.clone());
    Some(group)
}

/// The level that a row with a label and points alone names: 产出指标 | 50 | 48.4 above its indicators.
pub(super) fn group_of_points<'a>(
    row: &Row<'a>,
    layout: &Layout,
    patterns: &Patterns,
) -> Option<BodyRow<'a>> {
    let (col, field) = row.own().next()?;
    let (role, level) = [(Role::Level1, 1), (Role::Level2, 2)]
        .into_iter()
        .find(|&(role, _)| layout.column(role) == Some(col))?;
    let points = [Role::Weight, Role::Score].map(|role| layout.column(role));
    let numbers = || row.own().skip(1);
    let is_points = |(col, field): (usize, &Field<'_>)| {
        points.contains(&Some(col)) && cell::number(field, patterns).is_some()
    };
    let label = patterns.levels.exact(level, field.text())?;
    let named =
        layout.column(Role::Name).is_some_and(|name| name != col && row.filled(name).is_none());
    if patterns.levels.is_execution(label)
        || !named
        || numbers().next().is_none()
        || !numbers().all(is_points)
    {
        return None;
    }
    let mut group = BodyRow::new(row.at, 0, 1);
    group.push(role, field.clone());
    Some(group)
}

/// Whether a row adds up a part of the table (小计).
fn is_subtotal(row: &Row<'_>, layout: &Layout, patterns: &Patterns) -> bool {
    let first = row.own().next().map(|(_, field)| field);
    let name = layout.column(Role::Name).and_then(|col| row.filled(col));
    let level2 = layout.column(Role::Level2).and_then(|col| row.filled(col));
    // Set over several columns, the word may be parted by their borders.
    let words = row.own().map(|(_, field)| field.text().trim());
    let single = |text: &&str| text.chars().count() == 1 && text.chars().all(fold::is_cjk);
    let parted: String = words.take_while(single).collect();
    [first, name, level2].into_iter().flatten().any(|f| patterns.guard.is_subtotal(f.text()))
        || !parted.is_empty() && patterns.guard.is_subtotal(&parted)
}

/// Whether a row is what a page or a print left between the rows: its number, its
/// running head, a stamp, a watermark.
fn is_furniture(row: &Row<'_>, patterns: &Patterns) -> bool {
    let own: Vec<&Field<'_>> = row.own().map(|(_, field)| field).collect();
    const MOST: usize = 3;
    if own.is_empty() || own.len() > MOST {
        return false;
    }
    let text: String = own.iter().map(|field| field.text()).collect();
    let key = fold::clean_key(&text);
    let shape = Shape::of(&key);
    let certain = patterns.furniture.page_number(&shape).is_some_and(|page| page.certain);
    let alone = own.len() == 1;
    certain
        || alone && patterns.furniture.is_stamp(&key, &shape)
        || alone && patterns.guard.is_stray(&text)
        || alone && patterns.guard.is_running_head(&text)
}

/// Whether a row is a sentence and nothing else, as notes between rows are, or names a unit alone
/// (单位：万元).
fn is_note(row: &Row<'_>, patterns: &Patterns) -> bool {
    let Some((col, field)) = row.only() else { return false };
    // Further right a note is the rest of a broken row.
    col == 0 && patterns.guard.is_note(field.text()) || names_unit(field.text(), patterns)
}

/// Whether a text is the word for units and one behind it: 单位：万亩.
fn names_unit(text: &str, patterns: &Patterns) -> bool {
    let parts = text.split_once([':', '：']);
    parts.is_some_and(|(label, unit)| {
        let is_unit = patterns.units.has(&fold::clean(unit));
        is_unit && patterns.columns.role(label) == Some(Role::Unit)
    })
}

/// The row of the budget's execution in an indicator table: a rate with points, and no
/// name of its own.
fn execution(row: &Row<'_>, layout: &Layout, patterns: &Patterns) -> Option<BudgetRow> {
    // The label of the whole table may start in this row.
    let group = layout.column(Role::Group);
    let labelled = |col: usize| layout.column(Role::Level1) == Some(col);
    let is_execution = |field: &Field<'_>| {
        let label = patterns.levels.exact(1, field.text());
        label.is_some_and(|label| patterns.levels.is_execution(label))
    };
    let mut own = row.own().filter(|(col, _)| Some(*col) != group);
    let first = own.next()?;
    // That label may stand in a column of which no head was read.
    let (col, first) = match is_execution(first.1) {
        true => first,
        false => own.find(|(col, field)| labelled(*col) && is_execution(field))?,
    };
    let name = layout.column(Role::Name)?;
    let under = |column: usize| row.fields.get(column).and_then(Option::as_ref);
    let own_name = under(name).is_some_and(|field| {
        name != col
            && !field.is_blank()
            && field.holds == Holds::Own
            && field.text() != first.text()
    });
    let leveled = layout.column(Role::Level2).and_then(under).is_some_and(|field| {
        field.holds == Holds::Own && !field.is_blank() && field.text() != first.text()
    });
    if own_name || leveled || layout.column(Role::Level1).is_none() {
        return None;
    }
    let number = |role: Role| {
        let field = row.filled(layout.column(role)?)?;
        cell::number(field, patterns)
    };
    let (rate, weight, score) = (number(Role::Actual), number(Role::Weight), number(Role::Score));
    // A score alone may be that of an indicator of this name, but not beside a label that lies over
    // the column of the names.
    let over_names = under(name).is_some_and(|field| {
        name != col && field.holds == Holds::FromLeft && field.at() == first.at()
    });
    if rate.is_none() && weight.is_none() && !over_names {
        return None;
    }
    Some(BudgetRow {
        item: TOTAL.to_owned(),
        label: fold::clean(first.text()),
        unit: None,
        initial: None,
        budget: None,
        executed: None,
        rate,
        weight,
        score,
        reason: None,
        at: row.at,
    })
}

/// The whole of the budget.
const TOTAL: &str = "total";

/// Weight and score of a row of totals.
pub(super) fn totals(row: &Row<'_>, layout: &Layout, patterns: &Patterns) -> TotalRow {
    let number = |field: &Field<'_>| cell::number(field, patterns);
    let printed = |role| layout.column(role).and_then(|col| row.filled(col));
    let (weight, score) = (printed(Role::Weight), printed(Role::Score));
    let has_both = layout.column(Role::Weight).is_some() && layout.column(Role::Score).is_some();
    // Moved to the left or the right, the numbers of the row stand under other heads.
    let numbers = row.own().skip(1).filter_map(|(_, field)| number(field));
    let (weight, score) = match numbers.collect::<Vec<_>>().as_slice() {
        [points, scored] if has_both && weight.is_none() && scored.value <= points.value => {
            (Some(points.clone()), Some(scored.clone()))
        }
        [scored] if !has_both && score.is_none() => (weight.and_then(number), Some(scored.clone())),
        _ => (weight.and_then(number), score.and_then(number)),
    };
    // No office gives twice the points there are: such numbers are parts of others.
    let excessive = weight
        .as_ref()
        .zip(score.as_ref())
        .is_some_and(|(weight, score)| weight.value.saturating_add(weight.value) < score.value);
    let (weight, score) = if excessive { (None, None) } else { (weight, score) };
    TotalRow { weight, score, at: row.at }
}

/// Whether one cell takes a whole row of a grid that tells its spans, or its text is repeated in
/// the whole row of one that does not: a caption or a remark, not an indicator.
fn spans_whole_width(row: &Row<'_>, grid: &Grid) -> bool {
    if row.only().is_none() {
        return false;
    }
    if row.own().nth(1).is_some() {
        return true;
    }
    let covered = row.fields.iter().flatten().filter(|f| f.holds == Holds::FromLeft).count();
    grid.origin == Origin::Spans && covered + 2 >= grid.cols as usize && grid.cols > 2
}

/// Whether the only cell of a row lies over the name of an indicator and another column: text
/// between rows, which names none.
fn spans_the_name(row: &Row<'_>, layout: &Layout) -> bool {
    let field = |col: usize| row.fields.get(col).and_then(Option::as_ref);
    let name = layout.column(Role::Name);
    let Some((col, name)) = name.and_then(|col| Some((col, field(col)?))) else { return false };
    let over = |&(_, other): &(Role, usize)| {
        let beside = other != col && field(other).is_some_and(|other| other.at() == name.at());
        let behind = field(other.max(col));
        beside && behind.is_some_and(|field| field.holds == Holds::FromLeft)
    };
    let mut own = row.own();
    let one = own.next().is_some() && own.next().is_none();
    one && !name.is_blank() && layout.columns().iter().any(over)
}
