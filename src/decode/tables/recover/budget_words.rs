//! The 预算执行情况 block of a form whose cells are set apart by single spaces, the empty ones gone.

use super::vocabulary::Vocabulary;
use crate::decode::tables::{Field, Found, Lines, Recognised, found, grid, words as words_of};
use crate::document::Origin;
use crate::fold;
use crate::model::Note;
use crate::patterns::{BudgetColumn, Patterns, WordKind};
use crate::words::words;

/// Words at most over which a head or a label is parted.
const MOST_PARTS: usize = 3;

/// Columns at least, where the block has no head of its own.
const LEAST_COLUMNS: usize = 3;

/// Lines at most of a block.
const MOST_LINES: usize = 24;

/// Longest line of a block, in bytes.
const MAX_LINE: u32 = 400;

/// Most columns of a block.
const MOST_COLUMNS: usize = 9;

/// A block, and how many words it takes.
pub(crate) struct Block {
    rows: Vec<Vec<Field>>,
    /// The words up to the end of each row.
    ends: Vec<usize>,
    notes: Vec<Note>,
}

/// The block whose head, or whose first column, is named on line `first`.
pub(crate) fn budget_words(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    if shape.length > MAX_LINE || shape.tabbed() || shape.pipes > 0 {
        return None;
    }
    // Most lines start as no head does, wherever their first word ends.
    if !patterns.budget.may_open(piece.text.trim_start()) {
        return None;
    }
    let opens =
        |text: &str| patterns.budget.is_head(text) || patterns.budget.column(text).is_some();
    if !words_of(piece).next().is_some_and(|word| opens(word.text)) {
        return None;
    }
    let (mut fields, mut behind) = (Vec::new(), Vec::new());
    for index in first..first + MOST_LINES {
        let Some((piece, shape)) = lines.get(index) else { break };
        if shape.length > MAX_LINE || !lines.same_page(first, index) {
            break;
        }
        fields.extend(words_of(piece).map(|word| Field::of(&word)));
        behind.push((fields.len(), index + 1));
    }
    let block = block(&fields, patterns)?;
    // A row that ends within a line is none.
    let line_of = |end: usize| behind.iter().find(|&&(count, _)| count == end).map(|&(_, n)| n);
    let whole = block.ends.iter().take_while(|&&end| line_of(end).is_some()).count();
    let next = line_of(*block.ends.get(whole.checked_sub(1)?)?)?;
    let rows = block.rows.into_iter().take(whole + 1).collect();
    Some(Recognised { notes: block.notes, ..found(grid(rows, Origin::Flattened), next) })
}

/// The block that starts with the first of some words.
pub(crate) fn block(fields: &[Field], patterns: &Patterns) -> Option<Block> {
    let (head, mut taken) = head(fields, patterns);
    let least = if head.text.is_empty() { LEAST_COLUMNS } else { 2 };
    let (mut columns, mut header) = (Vec::new(), vec![head]);
    while let Some((column, field, next)) = parts(fields, taken, 2, |text| {
        patterns.budget.column(text).filter(|column| !columns.contains(column))
    }) {
        columns.push(column);
        header.push(field);
        taken = next;
    }
    let amount = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
    let enough = (least..=MOST_COLUMNS).contains(&columns.len());
    if !enough || !columns.iter().any(|column| amount.contains(column)) {
        return None;
    }
    let mut block = Block { rows: vec![header], ends: Vec::new(), notes: Vec::new() };
    let known = Vocabulary::of(patterns);
    let mut weight = None;
    while let Some((_, label, next)) =
        parts(fields, taken, MOST_PARTS, |text| patterns.budget.item(text).map(str::to_owned))
    {
        let rest = fields.get(next..).unwrap_or_default();
        let count = rest.iter().take_while(|field| is_amount(&field.text, known)).count();
        let values = rest.get(..count.min(columns.len())).unwrap_or_default();
        let values = Values { columns: &columns, values, weight, patterns };
        let (row, note) = values.row(label);
        weight = weight.or(values.weight_in(&row));
        block.notes.extend(note);
        block.rows.push(row);
        taken = next + count;
        block.ends.push(taken);
    }
    (!block.ends.is_empty()).then_some(block)
}

impl Block {
    /// Its grid, how many words it takes, and what was met.
    pub(crate) fn into_grid(self) -> (crate::document::Grid, usize, Vec<Note>) {
        let taken = self.ends.last().copied().unwrap_or_default();
        (grid(self.rows, Origin::Flattened), taken, self.notes)
    }
}

/// The head of the block with its unit, and how many words it takes.
fn head(fields: &[Field], patterns: &Patterns) -> (Field, usize) {
    let is_head = |text: &str| patterns.budget.is_head(text).then_some(());
    let Some(((), mut head, mut taken)) = parts(fields, 0, MOST_PARTS, is_head) else {
        return (Field::default(), 0);
    };
    if let Some(unit) = fields.get(taken).filter(|field| field.text.starts_with(['(', '（'])) {
        head.wrap(unit.clone());
        taken += 1;
    }
    (head, taken)
}

/// What the fewest words from `from` on, put together, are told to be.
fn parts<T>(
    fields: &[Field],
    from: usize,
    most: usize,
    told: impl Fn(&str) -> Option<T>,
) -> Option<(T, Field, usize)> {
    let mut whole = fields.get(from)?.clone();
    for count in 1..=most {
        if let Some(found) = told(&whole.text) {
            return Some((found, whole, from + count));
        }
        whole.wrap(fields.get(from + count)?.clone());
    }
    None
}

/// The values of a row, in the order of its columns, of which some may be gone.
#[derive(Clone, Copy)]
pub(in crate::decode::tables) struct Values<'a> {
    pub(in crate::decode::tables) columns: &'a [BudgetColumn],
    pub(in crate::decode::tables) values: &'a [Field],
    /// The points of the block, where its first row tells them.
    pub(in crate::decode::tables) weight: Option<f64>,
    pub(in crate::decode::tables) patterns: &'a Patterns,
}

impl Values<'_> {
    /// The row with each value in its column, and a note where not all are told.
    pub(in crate::decode::tables) fn row(self, label: Field) -> (Vec<Field>, Option<Note>) {
        let filled: Vec<Field>;
        let mut own = self;
        if self.values.len() != self.columns.len() {
            filled = self.values.iter().filter(|f| !f.text.is_empty()).cloned().collect();
            own.values = &filled;
        }
        let places = own.agreed();
        let lost = own.values.iter().zip(&places).any(|(value, place)| {
            place.is_none() && value.text.chars().any(|c| c.is_ascii_digit())
        });
        let note = if lost { untold(&label, own.values) } else { None };
        let mut row = vec![Field::default(); self.columns.len() + 1];
        for (value, place) in own.values.iter().zip(&places) {
            if let Some(cell) = place.and_then(|place| row.get_mut(place + 1)) {
                *cell = value.clone();
            }
        }
        row[0] = label;
        (row, note)
    }

    /// The points of a row.
    pub(in crate::decode::tables) fn weight_in(&self, row: &[Field]) -> Option<f64> {
        let at = self.columns.iter().position(|&column| column == BudgetColumn::Weight)?;
        number(&row.get(at + 1)?.text)
    }

    /// The column of each value that all ways agree on.
    fn agreed(&self) -> Vec<Option<usize>> {
        let (width, count) = (self.columns.len(), self.values.len());
        if count == width {
            return (0..count).map(Some).collect();
        }
        if count > width || width > MOST_COLUMNS {
            return vec![None; count];
        }
        let mut agreed: Option<Vec<Option<usize>>> = None;
        for chosen in 0..1u32 << width {
            if chosen.count_ones() as usize != count {
                continue;
            }
            let places: Vec<usize> = (0..width).filter(|&at| chosen & 1 << at != 0).collect();
            if !self.fits(&places) {
                continue;
            }
            match &mut agreed {
                None => agreed = Some(places.into_iter().map(Some).collect()),
                Some(agreed) => {
                    for (place, other) in agreed.iter_mut().zip(places) {
                        *place = place.filter(|&own| own == other);
                    }
                }
            }
        }
        agreed.unwrap_or_else(|| vec![None; count])
    }

    fn fits(&self, places: &[usize]) -> bool {
        let text = |wanted: BudgetColumn| {
            let column = self.columns.iter().position(|&column| column == wanted)?;
            let at = places.iter().position(|&place| place == column)?;
            self.values.get(at).map(|field| field.text.as_str())
        };
        let is_share = |text: &str| text.contains(['%', '％']);
        let amounts = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
        let amount = |column| text(column).and_then(number);
        if amounts.into_iter().filter_map(text).any(is_share) {
            return false;
        }
        // 150万: an amount is neither points nor a rate.
        let others = [BudgetColumn::Weight, BudgetColumn::Score, BudgetColumn::Rate];
        if others.into_iter().filter_map(text).any(|text| is_money(text, self.patterns)) {
            return false;
        }
        let points = [BudgetColumn::Weight, BudgetColumn::Score];
        let too_much = |text: &str| is_share(text) || number(text).is_some_and(|n| n > 100.0);
        if points.into_iter().filter_map(text).any(too_much) {
            return false;
        }
        let (weight, score) = (amount(BudgetColumn::Weight), amount(BudgetColumn::Score));
        let other = |weight: f64| self.weight.is_some_and(|own| (own - weight).abs() > 0.0);
        if weight.is_some_and(other)
            || score.zip(weight).is_some_and(|(score, weight)| score > weight)
        {
            return false;
        }
        let rate = text(BudgetColumn::Rate).and_then(number);
        if score.is_some() && weight.is_none() && rate.is_none() {
            return false;
        }
        let Some(rate) = rate else { return true };
        let share = text(BudgetColumn::Rate).is_some_and(is_share);
        let of = amount(BudgetColumn::Budget).or_else(|| amount(BudgetColumn::Initial));
        let Some((executed, of)) = amount(BudgetColumn::Executed).zip(of) else { return false };
        let near = |rate: f64| (executed - rate * of).abs() <= of.abs() * 0.006;
        of.abs() < f64::EPSILON && share || near(rate / 100.0) || !share && near(rate)
    }
}

/// Whether a text is a number with a unit of money.
fn is_money(text: &str, patterns: &Patterns) -> bool {
    let key = fold::key(text);
    let digits = key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let (_, unit) = match patterns.units.at_start(digits) {
        Some(found) if digits.len() < key.len() => found,
        _ => return false,
    };
    matches!(&*unit.dimension, "money" | "number")
}

pub(super) fn number(text: &str) -> Option<f64> {
    let key = fold::key(text);
    let digits: String = key.chars().filter(|&c| c != ',').collect();
    digits.trim_end_matches('%').parse().ok()
}

/// A number with what may stand around it, or a placeholder.
pub(super) fn is_amount(text: &str, known: Vocabulary<'_>) -> bool {
    let number = text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | '%' | '％' | '-' | '*' | ' ')
        });
    number || known.is(text, WordKind::None)
}

/// Tells that a row of amounts lacks a cell.
fn untold(label: &Field, values: &[Field]) -> Option<Note> {
    let texts: Vec<&str> = values.iter().map(|field| &*field.text).collect();
    let (label, texts) = (&label.text, texts.join(" | "));
    let message = words!(
        en: "a row of the budget lacks a cell, and not for all of its amounts the column is told: {label} | {texts}",
        zh: "预算执行情况某行缺一格，无法判断各数各属哪一列，未全部读取：{label} | {texts}"
    );
    Some(Note::new("row_incomplete", message, values.first()?.at))
}
