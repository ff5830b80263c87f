//! Typed text to values, by the grammar that reads the cells of reports.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fold;
use crate::location::At;
use crate::model::{Quantity, Status};
use crate::patterns::Patterns;
use crate::value::{date, quantity, unit};
use crate::words::{Words, words};

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grammar {
    /// 一级指标: a label of the vocabulary, or other words.
    Level1,
    /// 二级指标: the same.
    Level2,
    /// The name of an indicator, with its unit in brackets if it prints one.
    Name,
    /// A target or an actual value: `≥310个`, `10-20%`, `控制在预算内`; `/` for none.
    Quantity,
    /// A number alone: `12.5`.
    Number,
    /// An amount with its unit: `920.94万元`.
    Amount,
    /// A day: `2025-04-18`, `2025年4月18日`.
    Date,
    /// A year: `2024`.
    Year,
    /// Any words.
    Text,
}

/// A value as it was typed, understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// Words; of a name without its unit, and the unit.
    Text(String, Option<String>),
    /// A target or an actual value.
    Quantity(Box<Quantity>),
    /// A number.
    Number(Decimal),
    /// An amount, and its unit where one was typed.
    Amount(Decimal, Option<String>),
    /// A day, as ISO 8601.
    Date(String),
    /// A year.
    Year(i16),
}

/// Reads what was typed.
///
/// # Errors
/// What was expected and what was found, in both languages, where the text is no value of
/// this grammar.
///
/// ```
/// use jiaokan::{Patterns, internals::emend::{Grammar, Typed, parse}};
/// let patterns = Patterns::builtin();
/// assert!(matches!(parse("≥310个", Grammar::Quantity, patterns), Ok(Typed::Quantity(_))));
/// assert!(parse("31O个", Grammar::Quantity, patterns).is_err());
/// assert!(parse("≥12", Grammar::Number, patterns).is_err());
/// ```
pub fn parse(typed: &str, grammar: Grammar, patterns: &Patterns) -> Result<Typed, Words> {
    let clean = fold::clean(typed);
    if clean.is_empty() {
        return Err(words!(en: "expected a value, but found nothing", zh: "应填写内容，实为空白"));
    }
    let parsed = match grammar {
        Grammar::Level1 => level(1, clean.clone(), patterns),
        Grammar::Level2 => level(2, clean.clone(), patterns),
        Grammar::Name => name(&clean, patterns),
        Grammar::Quantity => quantity_of(typed, patterns),
        Grammar::Number => {
            quantity::number(typed, At::default(), patterns).map(|found| Typed::Number(found.value))
        }
        Grammar::Amount => amount(typed, patterns),
        Grammar::Date => date::full_date(&clean, patterns).map(|day| Typed::Date(day.to_string())),
        Grammar::Year => patterns.years.named(&clean).map(Typed::Year),
        Grammar::Text => Some(Typed::Text(clean.clone(), None)),
    };
    parsed.ok_or_else(|| refused(grammar, &clean))
}

fn level(level: u8, clean: String, patterns: &Patterns) -> Option<Typed> {
    if let Some(id) = patterns.levels.exact(level, &clean) {
        return Some(Typed::Text(patterns.levels.name(id).to_owned(), None));
    }
    // A label of the other level, or a value, is none of this one.
    let other = patterns.levels.exact(3 - level, &clean).is_some();
    (!other && is_words(&clean, patterns)).then_some(Typed::Text(clean, None))
}

fn name(clean: &str, patterns: &Patterns) -> Option<Typed> {
    let (stem, unit) = unit::in_name(clean, patterns);
    // Many a label is a name as well (预算执行率), but for those that end as labels do.
    let label = [1, 2].into_iter().any(|level| patterns.levels.exact(level, clean).is_some())
        && !patterns.levels.is_bare(clean);
    let readable = !patterns.names.is_unreadable(clean);
    (is_words(&stem, patterns) && readable && !label).then_some(Typed::Text(stem, unit))
}

/// Whether a text is words and no value.
fn is_words(clean: &str, patterns: &Patterns) -> bool {
    let read = quantity::read(clean, At::default(), patterns);
    read.number.is_none() && read.status != Status::Damaged && !read.is_none()
}

fn quantity_of(typed: &str, patterns: &Patterns) -> Option<Typed> {
    let reading = quantity::read_with_tail(typed, At::default(), patterns);
    let whole = reading.tail.is_none() || reading.quantity.unit.is_some();
    let misread = reading
        .tail
        .as_deref()
        .is_some_and(|tail| patterns.confusables.units(tail).next().is_some());
    let sound = reading.quantity.status != Status::Damaged;
    (whole && !misread && sound).then(|| Typed::Quantity(Box::new(reading.quantity)))
}

fn amount(typed: &str, patterns: &Patterns) -> Option<Typed> {
    let read = quantity::read(typed, At::default(), patterns);
    let plain = read.comparator.is_none() && read.upper.is_none() && !read.approximate;
    let number = read.number.filter(|_| plain)?;
    let unit = match read.unit {
        None => None,
        Some(sign) => {
            let unit = patterns.units.find(&sign).filter(|unit| unit.is_money())?;
            Some(unit.sign.into_owned())
        }
    };
    Some(Typed::Amount(number, unit))
}

fn refused(grammar: Grammar, found: &str) -> Words {
    match grammar {
        Grammar::Level1 | Grammar::Level2 => words!(
            en: "expected the label of this level, but found {found}",
            zh: "应为本级指标名称，实为“{found}”"
        ),
        Grammar::Name => words!(
            en: "expected the name of an indicator, but found {found}",
            zh: "应为指标名称，实为“{found}”"
        ),
        Grammar::Quantity => words!(
            en: "expected a value such as ≥310, 95% or words, but found {found}",
            zh: "应为“≥310个”“95%”一类的数值或文字，实为“{found}”"
        ),
        Grammar::Number => words!(
            en: "expected a number alone, such as 12.5, but found {found}",
            zh: "应为单独的数字，如 12.5，实为“{found}”"
        ),
        Grammar::Amount => words!(
            en: "expected an amount of money such as 920.94 with its unit, but found {found}",
            zh: "应为“920.94万元”一类的金额，实为“{found}”"
        ),
        Grammar::Date => words!(
            en: "expected a day such as 2025-04-18, but found {found}",
            zh: "应为日期，如 2025-04-18，实为“{found}”"
        ),
        Grammar::Year => words!(
            en: "expected a year such as 2024, but found {found}",
            zh: "应为年度，如 2024，实为“{found}”"
        ),
        Grammar::Text => {
            words!(en: "expected words, but found {found}", zh: "应为文字，实为“{found}”")
        }
    }
}
