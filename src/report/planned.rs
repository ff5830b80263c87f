//! The money of a form of goals (项目资金): labels with one amount each, in cells or on lines.

use super::text_rows::{Cells, form, lines};
use crate::fold;
use crate::location::At;
use crate::model::{BudgetRow, Note, Number};
use crate::outline::Outline;
use crate::patterns::{BudgetSpan, Patterns};
use crate::table::FormRow;
use crate::value::{number, unit};
use crate::words::words;

/// Rows at most from the label of the total on.
const MOST_ROWS: usize = 16;

/// The amounts of a form of goals, all of them budgets; with a note, none where it is open which of
/// them belong to the year.
pub(super) fn planned(
    outline: &Outline,
    rows: &[FormRow],
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Vec<BudgetRow> {
    let mut found: Option<Vec<BudgetRow>> = None;
    for cells in [form(rows), lines(outline)] {
        for block in blocks(&cells, patterns) {
            let at = block.at;
            let same = |one: &[BudgetRow], other: &[BudgetRow]| {
                let sum = |rows: &[BudgetRow]| {
                    rows.first()
                        .and_then(|row| Some((row.item.clone(), row.budget.as_ref()?.value)))
                };
                sum(one) == sum(other)
            };
            match (block.rows(patterns).filter(|_| !block.open), &found) {
                (Some(own), _) if own.is_empty() => {}
                (Some(own), None) => found = Some(own),
                (Some(own), Some(first)) if same(&own, first) => {}
                _ => {
                    let message = words!(
                        en: "the amounts of the form stand for more than one year, source or project, and are not told apart",
                        zh: "资金栏的金额分属不同期间、来源或项目，未予区分"
                    );
                    notes.push(Note::new("budget_open", message, at));
                    return Vec::new();
                }
            }
        }
    }
    found.unwrap_or_default()
}

/// What a word of a block says.
enum Word<'t> {
    /// A label, with what it is the label of.
    Label(&'t str),
    Amount(&'t str),
    /// The unit of all amounts.
    Unit(String),
    /// A word before a label.
    Nothing,
    Other,
}

/// A label with its place, and the amounts that stand beside it.
type Labelled = (String, At, Vec<(String, At)>);

/// A block: its labels with their amounts.
struct Block {
    at: At,
    unit: Option<String>,
    labels: Vec<Labelled>,
    /// Several amounts stand beside one label, or amounts of two spans of time.
    open: bool,
}

/// All blocks that the label of a total opens.
fn blocks(rows: &[Cells], patterns: &Patterns) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        match block(rows, at, patterns) {
            Some((block, next)) => {
                out.push(block);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

/// The block that opens in a row, and the row behind it.
fn block(rows: &[Cells], first: usize, patterns: &Patterns) -> Option<(Block, usize)> {
    let opens = |word: &str| total_in(word, patterns);
    let words = rows.get(first)?.iter().flat_map(|(text, _)| text.split_whitespace());
    let span = words.filter_map(opens).next()?;
    let mut block =
        Block { at: rows[first].first()?.1, unit: None, labels: Vec::new(), open: false };
    block.open = span == BudgetSpan::Period;
    // The unit stands in the cell before, if it is that of a head.
    let above = first.checked_sub(1).and_then(|row| rows.get(row)?.last());
    if let Some((text, _)) = above.filter(|(text, _)| patterns.budget.is_head(text)) {
        block.unit = unit_in(text, patterns);
    }
    let mut next = first;
    for row in rows.iter().skip(first).take(MOST_ROWS) {
        if !block.take(row, patterns) {
            break;
        }
        next += 1;
    }
    Some((block, next))
}

impl Block {
    /// Takes what a row says; whether the block may go on.
    fn take(&mut self, row: &Cells, patterns: &Patterns) -> bool {
        let mut labelled = 0;
        for (text, at) in row {
            // A label goes on in the next row only, not behind another cell.
            for word in text.split_whitespace() {
                let (head, tail) = parted(word, patterns);
                for part in [head, tail].into_iter().filter(|part| !part.is_empty()) {
                    match told(part, patterns) {
                        Word::Label(label) => {
                            self.open |= total_in(label, patterns) == Some(BudgetSpan::Period);
                            let twice = self.labels.iter().any(|(one, ..)| one == label);
                            self.open |= twice && patterns.budget.item(label) == Some("total");
                            self.labels.push((label.to_owned(), *at, Vec::new()));
                            labelled += 1;
                        }
                        Word::Amount(amount) => match self.labels.last_mut() {
                            Some((.., amounts)) => amounts.push((amount.to_owned(), *at)),
                            None => return false,
                        },
                        Word::Unit(unit) => self.unit = self.unit.take().or(Some(unit)),
                        Word::Nothing => {}
                        // What stands behind a label in its row is a remark, or another block.
                        Word::Other if labelled > 0 => return true,
                        Word::Other if self.labels.is_empty() => {}
                        Word::Other => return false,
                    }
                }
            }
        }
        // A sum beside its parts in one row: 中期 and 年度 stand side by side.
        self.open |= labelled > 1 && row.len() > 2;
        true
    }

    /// The rows with an amount; `None` where amounts stand side by side.
    fn rows(&self, patterns: &Patterns) -> Option<Vec<BudgetRow>> {
        if self.labels.iter().any(|(.., amounts)| amounts.len() > 1) {
            return None;
        }
        let mut out = Vec::new();
        for (label, at, amounts) in &self.labels {
            let Some((raw, place)) = amounts.first() else { continue };
            let (value, own) = amount(raw, patterns)?;
            out.push(BudgetRow {
                item: patterns.budget.item(label)?.to_owned(),
                label: fold::clean(label.trim_end_matches([':', '：'])),
                unit: own.or_else(|| self.unit.clone()),
                initial: None,
                budget: Some(Number::read(value, raw.clone(), *place)),
                executed: None,
                rate: None,
                weight: None,
                score: None,
                reason: None,
                at: *at,
            });
        }
        Some(out)
    }
}

/// What a label of a total is for, if a word is one, or starts with one.
fn total_in(word: &str, patterns: &Patterns) -> Option<BudgetSpan> {
    patterns.budget.total_for(parted(word, patterns).0)
}

/// A word as a label and the amount that follows it at once: 年度资金总额:50万.
fn parted<'t>(word: &'t str, patterns: &Patterns) -> (&'t str, &'t str) {
    let digit = |c: char| fold::fold_char(c).is_ascii_digit();
    let mut starts = word.char_indices().filter(|&(at, c)| at > 0 && digit(c));
    let found = starts.find_map(|(at, _)| {
        let (label, rest) = word.split_at(at);
        let named =
            patterns.budget.item(label).is_some() || patterns.budget.total_for(label).is_some();
        (named && amount(rest, patterns).is_some()).then_some((label, rest))
    });
    found.unwrap_or((word, ""))
}

fn told<'t>(word: &'t str, patterns: &Patterns) -> Word<'t> {
    let budget = &patterns.budget;
    if amount(word, patterns).is_some() {
        return Word::Amount(word);
    }
    if budget.item(word).is_some() || budget.total_for(word).is_some() {
        return Word::Label(word);
    }
    if let Some(unit) = unit_in(word, patterns) {
        return Word::Unit(unit);
    }
    let nothing = budget.is_prefix(word) || budget.is_head(word);
    if nothing { Word::Nothing } else { Word::Other }
}

/// An amount, and the unit that stands behind it.
fn amount(text: &str, patterns: &Patterns) -> Option<(rust_decimal::Decimal, Option<String>)> {
    let key = fold::key(text);
    let end = key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let digits = key.get(..key.len() - end.len())?;
    let value = number::number(digits, patterns)?;
    if end.is_empty() {
        return Some((value, None));
    }
    let money = unit::find(end, patterns).filter(unit::Unit::is_money);
    let money = money.map(|unit| unit.sign.into_owned());
    let unit = money.or_else(|| patterns.budget.short_unit(end).map(str::to_owned))?;
    Some((value, Some(unit)))
}

/// The money unit in brackets of a word: 金额（万元）.
fn unit_in(word: &str, patterns: &Patterns) -> Option<String> {
    let key = fold::key(word);
    let (_, rest) = key.split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    let unit = unit::find(inside, patterns).filter(unit::Unit::is_money)?;
    Some(unit.sign.into_owned())
}
