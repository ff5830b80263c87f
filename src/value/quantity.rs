//! Quantities (指标值): the cells of 预期值 and 实现值.

use rust_decimal::Decimal;

use crate::fold;
use crate::location::At;
use crate::model::{Number, Quantity, Status};
use crate::patterns::fold_signs;
use crate::patterns::{Direction, Patterns};
use crate::value::damage;
use crate::value::date;
use crate::value::grammar::{self, Measured, Parsed};
use crate::value::markup::cell_text;

/// A quantity, and the word after its number that is no known unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The quantity. Where [`Reading::tail`] can be no unit as it stands (`↑`,
    /// `化元`), its unit is `None`.
    pub quantity: Quantity,
    /// What stands after the number and is no known unit, as printed: a damaged
    /// sign, or a word that was taken over as the unit.
    pub tail: Option<String>,
}

impl Reading {
    /// Whether the cell holds a number, with its unit or without, and nothing else.
    pub(crate) fn is_number(&self) -> bool {
        self.quantity.number.is_some() && self.tail.is_none()
    }
}

/// Whether a text is a number, with its unit or without, and nothing else.
pub(crate) fn is_number(text: &str, patterns: &Patterns) -> bool {
    read_with_tail(text, At::default(), patterns).is_number()
}

/// Reads the cell of a target or an actual value. A number is read only where
/// the whole cell is one quantity; all else is text, a placeholder is nothing,
/// and digits that cannot be trusted are [`Status::Damaged`].
///
/// ```
/// use jiaokan::{Patterns, internals::{location::At, value::quantity}};
/// let read = |cell| quantity::read(cell, At::default(), Patterns::builtin());
/// let target = read("不低于 1,200.50 万元");
/// assert_eq!(target.number.unwrap().to_string(), "1200.50");
/// assert_eq!(target.unit.as_deref(), Some("万元"));
/// assert_eq!(read("控制在预算内").text.as_deref(), Some("控制在预算内"));
/// assert!(read("——").is_none());
/// assert_eq!(read("447.3l").number, None);
/// ```
#[must_use]
pub fn read(raw: &str, at: At, patterns: &Patterns) -> Quantity {
    read_with_tail(raw, at, patterns).quantity
}

/// [`read`], with what could not be read as a unit.
///
/// ```
/// use jiaokan::{Patterns, internals::{location::At, value::quantity}};
/// let reading = quantity::read_with_tail("≥5 ↑", At::default(), Patterns::builtin());
/// assert_eq!(reading.quantity.number.unwrap().to_string(), "5");
/// assert_eq!((reading.quantity.unit, reading.tail.as_deref()), (None, Some("↑")));
/// ```
#[must_use]
pub fn read_with_tail(raw: &str, at: At, patterns: &Patterns) -> Reading {
    let clean = cell_text(raw, patterns);
    let mut quantity = Quantity::blank(raw, at);
    if clean != raw.trim() {
        quantity.status = Status::Spacing;
    }
    let folded = fold_signs(&clean);
    let mut tail = None;
    if patterns.quantities.is_placeholder(&folded) {
        return Reading { quantity, tail };
    }
    match read_folded(&folded, patterns) {
        Parsed::Measured(measured) if measured.number < Decimal::ZERO && is_bullet(raw) => {
            quantity.status = Status::Damaged;
        }
        Parsed::Measured(measured) => {
            // Folding keeps the number of characters, so offsets count those.
            let count = |to: usize| folded.get(..to).map_or(0, |head| head.chars().count());
            tail = measured.tail.map(|(from, to)| {
                let (from, to) = (count(from), count(to));
                clean.chars().skip(from).take(to - from).collect()
            });
            if ends_in_stop(&folded) {
                quantity.status = Status::Spacing;
            }
            fill(&mut quantity, measured);
        }
        Parsed::Damaged => quantity.status = Status::Damaged,
        // What no file tells of a text, or two that lie over each other, is no word of it.
        Parsed::Words if folded.contains('\u{FFFD}') => quantity.status = Status::Damaged,
        Parsed::Words if damage::is_damaged_date(&folded, patterns) => {
            quantity.status = Status::Damaged;
        }
        Parsed::Words if damage::is_interrupted(&folded) => quantity.status = Status::Damaged,
        Parsed::Words if is_noise(&folded, patterns) || is_grouped(&folded, patterns) => {
            quantity.status = Status::Damaged;
        }
        Parsed::Words => {
            let text = short_without_stop(&clean, patterns);
            if text.len() < clean.len() {
                quantity.status = Status::Spacing;
            }
            quantity.text = Some(text.to_owned());
        }
    }
    Reading { quantity, tail }
}

/// Whether a cell says that nothing is there: it is empty, a dash, 无.
///
/// ```
/// use jiaokan::{Patterns, internals::value::quantity};
/// assert!(quantity::is_placeholder(" / ", Patterns::builtin()));
/// assert!(!quantity::is_placeholder("0", Patterns::builtin()));
/// ```
#[must_use]
pub fn is_placeholder(raw: &str, patterns: &Patterns) -> bool {
    // A sentence is none, and need not be folded to see that.
    const LONGEST: usize = 60;
    let trimmed = raw.trim();
    let short = trimmed.len() <= LONGEST;
    short && patterns.quantities.is_placeholder(&fold_signs(&cell_text(trimmed, patterns)))
}

/// A value whose comparison or unit stands in columns of their own (指标性质,
/// 计量单位). The comparison is taken over where the value prints none. The unit
/// column only decides what a bare number is (`2024.12` beside 万元 is no month);
/// the unit itself belongs to the indicator.
///
/// ```
/// use jiaokan::{Patterns, internals::{location::At, value::quantity}, model::Comparator};
/// let patterns = Patterns::builtin();
/// let value = quantity::read("95", At::default(), patterns);
/// let value = quantity::combine(Some("≥"), value, Some("%"), patterns);
/// assert_eq!(value.comparator, Some(Comparator::AtLeast));
/// ```
#[must_use]
pub fn combine(
    comparator_cell: Option<&str>,
    value: Quantity,
    unit_cell: Option<&str>,
    patterns: &Patterns,
) -> Quantity {
    let mut value = value;
    let unit = unit_cell.and_then(|cell| patterns.units.find(&fold::clean(cell)));
    if let (None, Some(text), Some(unit)) = (value.number, &value.text, unit)
        && unit.dimension != "time"
    {
        let folded = fold_signs(text);
        if let Parsed::Measured(measured) = grammar::parse(&folded, patterns)
            && measured.unit.is_none()
            && measured.upper.is_none()
        {
            value.text = None;
            fill(&mut value, measured);
        }
    }
    let property =
        comparator_cell.and_then(|cell| patterns.quantities.property(&cell_text(cell, patterns)));
    if let (Some(Direction::Compared(comparator)), Some(_), None, None) =
        (property, value.number, value.comparator, value.upper)
    {
        value.comparator = Some(comparator);
    }
    value
}

/// Whether a cell of the column 指标性质 says what it may say, or nothing.
pub(crate) fn is_property(comparator_cell: &str, patterns: &Patterns) -> bool {
    let cell = cell_text(comparator_cell, patterns);
    patterns.quantities.is_property(&cell) || is_placeholder(&cell, patterns)
}

/// Whether a cell of the column 指标性质 says that the value is qualitative (定性).
#[must_use]
pub fn is_qualitative(comparator_cell: &str, patterns: &Patterns) -> bool {
    let cell = cell_text(comparator_cell, patterns);
    patterns.quantities.property(&cell) == Some(Direction::Qualitative)
}

/// The number of a cell that holds nothing else but, at most, a unit and a final
/// stop: 分值, 得分, amounts. `None` where a comparison or a range is printed, or
/// digits are damaged.
///
/// ```
/// use jiaokan::{Patterns, internals::{location::At, value::quantity}};
/// let number = |cell| quantity::number(cell, At::default(), Patterns::builtin());
/// assert_eq!(number("10.00 分").unwrap().value.to_string(), "10.00");
/// assert!(number("≥10").is_none());
/// ```
#[must_use]
pub fn number(raw: &str, at: At, patterns: &Patterns) -> Option<Number> {
    let quantity = read(raw, at, patterns);
    let plain = quantity.comparator.is_none() && quantity.upper.is_none() && !quantity.approximate;
    let value = quantity.number.filter(|_| plain)?;
    let raw = quantity.raw;
    Some(Number::read(value, raw, at))
}

fn read_folded(folded: &str, patterns: &Patterns) -> Parsed {
    let stopless = folded.trim_end_matches(['。', ';']);
    if patterns.dates.is_period(stopless)
        || date::read(stopless, patterns).is_some()
        || is_span_of_dates(stopless, patterns)
    {
        return Parsed::Words;
    }
    grammar::parse(folded, patterns)
}

/// Whether a folded text is from one month or day to another: 2023.07-2024.01.
pub(crate) fn is_span_of_dates(text: &str, patterns: &Patterns) -> bool {
    const LONGEST: usize = 40;
    if text.len() > LONGEST || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_date = |text: &str| {
        let day = date::read(text, patterns);
        day.is_some_and(|day| day.year.is_some() && day.month.is_some()) || is_month(text)
    };
    text.char_indices().skip(1).any(|(at, _)| {
        let rest = &text[at..];
        let sign = patterns.quantities.separator(rest);
        sign.is_some_and(|length| is_date(&text[..at]) && is_date(&rest[length..]))
    })
}

/// Whether a folded text is a year and a month as numbers are printed: 2023.7.
fn is_month(text: &str) -> bool {
    let parts = text.split_once('.').and_then(|(year, month)| {
        let digits = year.len() == 4 && (1..=2).contains(&month.len());
        let [year, month] = [year, month].map(|part| part.parse::<u16>().ok());
        year.zip(month).filter(|_| digits)
    });
    parts.is_some_and(|(year, month)| (1990..2050).contains(&year) && (1..=12).contains(&month))
}

fn fill(quantity: &mut Quantity, measured: Measured) {
    quantity.comparator = measured.comparator;
    quantity.approximate = measured.approximate;
    quantity.number = Some(measured.number);
    quantity.upper = measured.upper;
    quantity.unit = measured.unit;
}

/// A dash with a space after it may be the mark of a list as well as a minus.
fn is_bullet(raw: &str) -> bool {
    let mut chars = raw.trim_start().chars();
    chars.next();
    chars.next().is_some_and(char::is_whitespace)
}

/// Whether a stop is dropped from a value that was read.
fn ends_in_stop(folded: &str) -> bool {
    folded.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '‰' | ')' | ']' | '㎡'))
}

/// Three digits behind a mark of enumeration and a unit: a number whose groups are parted by the
/// wrong mark, or two numbers (12、270人).
fn is_grouped(folded: &str, patterns: &Patterns) -> bool {
    const GROUP: usize = 3;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(start) = folded.find(|c: char| c.is_ascii_digit()) else { return false };
    let mut rest = folded.get(start..).unwrap_or_default();
    let first = digits(rest);
    rest = rest.get(first..).unwrap_or_default();
    let mut groups = 0;
    while let Some(behind) = rest.strip_prefix('、').filter(|behind| digits(behind) == GROUP) {
        groups += 1;
        rest = behind.get(GROUP..).unwrap_or_default();
    }
    let fraction = rest.strip_prefix('.').map_or(0, |rest| 1 + digits(rest));
    let unit = rest.get(fraction..).unwrap_or_default().trim_end_matches(['。', ';']);
    groups > 0 && first <= GROUP && (unit.is_empty() || patterns.units.has(unit))
}

/// Signs only, and none of them a value (√): nothing that can be read.
fn is_noise(folded: &str, patterns: &Patterns) -> bool {
    !folded.contains(char::is_alphanumeric) && patterns.quantities.verdict(folded).is_none()
}

/// A short value without a full stop at its end; a sentence keeps it.
fn short_without_stop<'t>(clean: &'t str, patterns: &Patterns) -> &'t str {
    let stop = |c: char| matches!(c, '。' | '；' | ';');
    let short = clean.trim_end_matches(stop);
    let inner = short.contains(|c: char| stop(c) || matches!(c, '，' | ',' | '、'));
    let few = short.chars().count() <= patterns.quantities.limits().short_text;
    if few && !inner && !short.is_empty() { short } else { clean }
}
