//! The grammar of a value cell: marks, number, unit, marks.

use rust_decimal::Decimal;

use crate::model::Comparator;
use crate::patterns::{NUMBER, Patterns, Unit};
use crate::value::damage::is_damaged;
use crate::value::marks::Marks;
use crate::value::number::{self, Scan};
use crate::value::tail;

/// What a folded cell is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parsed {
    /// A number with what stands around it.
    Measured(Measured),
    /// Words, or words with numbers among them.
    Words,
    /// Digits that cannot be trusted.
    Damaged,
}

/// A number with what stands around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Measured {
    pub(crate) comparator: Option<Comparator>,
    pub(crate) approximate: bool,
    pub(crate) number: Decimal,
    pub(crate) upper: Option<Decimal>,
    pub(crate) unit: Option<String>,
    /// Start and end, in bytes of the folded cell, of a word after the number
    /// that is no known unit.
    pub(crate) tail: Option<(usize, usize)>,
}

/// Reads a folded cell that is no placeholder and no date.
pub(crate) fn parse(cell: &str, patterns: &Patterns) -> Parsed {
    let limits = patterns.quantities.limits();
    let text = cell.trim_end_matches(|c| limits.stops.has(c));
    let stop = cell.get(text.len()..).and_then(|stops| stops.chars().next());
    let cut = stop.is_some_and(|c| !matches!(c, '。' | ';'));
    if cut && text.ends_with(|c: char| c.is_ascii_digit()) {
        // 151. may have lost its decimals.
        return if is_numeric_start(text, patterns) { Parsed::Damaged } else { Parsed::Words };
    }
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    // The quotation mark is one byte.
    let offset = usize::from(inside.is_some());
    let text = inside.unwrap_or(text);
    let mut marks = Marks::default();
    let mut rest = text;
    while let Some((length, mark)) = patterns.quantities.before(rest) {
        if !marks.add(mark) {
            return Parsed::Words;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    let reader = Reader { text, offset, patterns };
    reader.number(rest, marks)
}

/// Whether the first character after any marks is a digit.
fn is_numeric_start(text: &str, patterns: &Patterns) -> bool {
    let mut rest = text;
    while let Some((length, _)) = patterns.quantities.before(rest) {
        rest = rest.get(length..).unwrap_or_default();
    }
    rest.starts_with(|c: char| c.is_ascii_digit())
}

struct Reader<'a> {
    /// The cell without stops at its end; all slices are parts of it.
    text: &'a str,
    /// Where it starts in the cell.
    offset: usize,
    patterns: &'a Patterns,
}

impl Reader<'_> {
    fn number(&self, rest: &str, marks: Marks) -> Parsed {
        let numerals = &self.patterns.numerals;
        if let Some((length, number, unit)) = numerals.whole(rest) {
            return self.share(rest.get(length..), number, unit, marks);
        }
        if let Some((length, unit)) = numerals.fraction(rest) {
            let rest = rest.get(length..).unwrap_or_default();
            return match number::scan(rest, self.patterns) {
                Scan::Digits(number, length) | Scan::Chinese { number, length, .. } => {
                    self.share(rest.get(length..), number, unit, marks)
                }
                Scan::Damaged => Parsed::Damaged,
                Scan::None => Parsed::Words,
            };
        }
        if is_damaged(rest, self.patterns) {
            return Parsed::Damaged;
        }
        let (negative, digits) = match rest.strip_prefix(['-', '+']) {
            Some(digits) if digits.starts_with(|c: char| c.is_ascii_digit()) => {
                (rest.starts_with('-'), digits)
            }
            _ => (false, rest),
        };
        match number::scan(digits, self.patterns) {
            Scan::Digits(number, length) => {
                // Zero has no sign.
                let number = if negative && !number.is_zero() { -number } else { number };
                let after = digits.get(length..).unwrap_or_default();
                // A comma that no digit follows is where a part of the number was lost.
                if after.starts_with(',') {
                    return Parsed::Damaged;
                }
                self.after_number(number, after, marks, false)
            }
            Scan::Chinese { number, length, short } => {
                if let Some((number, length)) = short {
                    let after = digits.get(length..).unwrap_or_default();
                    // 壹佰贰拾万元 is 120 in 万元, as 120万元 is.
                    if let Some(parsed) = self.scaled_unit(number, after, &marks) {
                        return parsed;
                    }
                }
                let after = digits.get(length..).unwrap_or_default();
                if digits == "一" {
                    // A dash is often read so.
                    return Parsed::Damaged;
                }
                self.after_number(number, after, marks, true)
            }
            Scan::Damaged => Parsed::Damaged,
            Scan::None => Parsed::Words,
        }
    }

    /// 百分之九十五以上: a number whose unit stood before it.
    fn share(&self, rest: Option<&str>, number: Decimal, unit: &str, marks: Marks) -> Parsed {
        match self.after_number(number, rest.unwrap_or_default(), marks, true) {
            Parsed::Measured(measured) if measured.unit.is_none() => {
                let unit = Some(unit.to_owned());
                Parsed::Measured(Measured { unit, ..measured })
            }
            _ => Parsed::Words,
        }
    }

    /// The number with a unit that 万 or 亿 stands before; `None` if there is no
    /// such unit.
    fn scaled_unit(&self, number: Decimal, after: &str, marks: &Marks) -> Option<Parsed> {
        let (rest, _) = tail::strip_marks(self.patterns, after, &mut Marks::default())?;
        let unit = self.patterns.units.find(rest)?;
        if unit.dimension == NUMBER {
            return None;
        }
        Some(self.after_number(number, after, marks.clone(), true))
    }

    fn after_number(&self, number: Decimal, rest: &str, mut marks: Marks, chinese: bool) -> Parsed {
        let (upper, unit_between, rest) = match self.upper(rest) {
            Some((upper, unit, rest)) => (Some(upper), unit, rest),
            None => (None, None, rest),
        };
        let start = self.offset + self.text.len() - rest.len();
        let Some((rest, in_brackets)) = tail::strip_marks(self.patterns, rest, &mut marks) else {
            return Parsed::Words;
        };
        let Some(mut tail) = tail::tail(self.patterns, rest, start, &mut marks, chinese) else {
            return Parsed::Words;
        };
        match (in_brackets, &tail.unit) {
            (Some(unit), None) if tail.printed.is_none() && tail.unread.is_none() => {
                tail.unit = Some(unit);
            }
            // 100万（元）
            (Some(unit), Some(own)) if own.dimension == NUMBER => {
                tail.unit = self.patterns.units.find(&(own.sign.clone() + &*unit.sign));
                if tail.unit.is_none() {
                    return Parsed::Words;
                }
            }
            // 100人（次）: one or the other.
            (Some(unit), Some(own)) if unit.sign != own.sign => return Parsed::Words,
            _ => {}
        }
        match (unit_between, &tail.unit) {
            (Some(unit), None) => tail.unit = Some(unit),
            (Some(unit), Some(own)) if unit.sign != own.sign => return Parsed::Words,
            _ => {}
        }
        let time = |unit: &Unit<'_>| unit.dimension == "time";
        if marks.time && !tail.unit.as_ref().is_some_and(time) {
            return Parsed::Words;
        }
        if let Some(upper) = upper
            && (marks.no_range || upper < number || tail.unread.is_some() || years(number, upper))
        {
            return Parsed::Words;
        }
        let sign = tail.unit.map(|unit| match &marks.unit {
            Some(own) if unit.dimension == NUMBER => (unit.sign + own.as_str()).into_owned(),
            _ => unit.sign.into_owned(),
        });
        Parsed::Measured(Measured {
            comparator: marks.comparator.filter(|_| upper.is_none()),
            approximate: marks.approximate,
            number,
            upper,
            unit: sign.or(tail.printed).or(marks.unit),
            tail: tail.unread,
        })
    }

    /// The second bound of a range that `rest` goes on with, the unit between
    /// the two, and what follows.
    fn upper<'t>(&self, rest: &'t str) -> Option<(Decimal, Option<Unit<'_>>, &'t str)> {
        // No unit is longer than this, so the search ends early in prose.
        const LONGEST_UNIT: usize = 10;
        for (at, _) in rest.char_indices().take(LONGEST_UNIT) {
            let Some(length) = self.patterns.quantities.separator(rest.get(at..)?) else {
                continue;
            };
            let between = rest.get(..at)?;
            let unit = self.patterns.units.find(between);
            if unit.is_none() && !between.is_empty() {
                return None;
            }
            let after = rest.get(at + length..)?;
            return match number::scan(after, self.patterns) {
                Scan::Digits(number, length) | Scan::Chinese { number, length, .. } => {
                    Some((number, unit, after.get(length..)?))
                }
                Scan::Damaged | Scan::None => None,
            };
        }
        None
    }
}

/// 2023-2024: years, not a range of values.
fn years(a: Decimal, b: Decimal) -> bool {
    let year = |n: Decimal| n.scale() == 0 && n >= Decimal::from(1900) && n <= Decimal::from(2100);
    year(a) && year(b)
}
