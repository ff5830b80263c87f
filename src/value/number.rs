//! Numbers (数字): ASCII and full-width digits, Chinese numerals, and their
//! financial forms (大写). The one scanner of cells and of prose: it sees leading
//! zeros and the white space between digits, where a digit was lost.

mod chinese;

use rust_decimal::Decimal;

use crate::fold;
use crate::patterns::Patterns;

pub use chinese::chinese;
pub(crate) use chinese::chinese_digit;
use chinese::{chinese_run, chinese_start};

/// The number that the whole of `text` is, if it is one. Digits may be grouped
/// by threes; a Chinese numeral may have financial digits. The printed scale is
/// kept. Damaged digits (`447.3l`, `1 929.4`) are no number.
///
/// ```
/// use jiaokan::{Patterns, internals::value::number};
/// let read = |text| number::number(text, Patterns::builtin()).map(|n| n.to_string());
/// assert_eq!(read("1,200.50").as_deref(), Some("1200.50"));
/// assert_eq!(read("三百二十").as_deref(), Some("320"));
/// assert_eq!(read("壹佰贰拾万").as_deref(), Some("1200000"));
/// assert_eq!(read("447.3l"), None);
/// ```
#[must_use]
pub fn number(text: &str, patterns: &Patterns) -> Option<Decimal> {
    let folded: String = fold::clean(text).chars().map(fold::fold_char).collect();
    let (number, length) = match scan(&folded, patterns) {
        Scan::Digits(number, length) => (number, length),
        Scan::Chinese { number, length, .. } => (number, length),
        Scan::Damaged | Scan::None => return None,
    };
    (length == folded.len()).then_some(number)
}

/// What stands at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scan {
    /// ASCII digits: the number and its length in bytes.
    Digits(Decimal, usize),
    /// A Chinese numeral.
    Chinese {
        /// Its value.
        number: Decimal,
        /// Its length in bytes.
        length: usize,
        /// The numeral without a last 万 or 亿, which a unit may claim (万元).
        short: Option<(Decimal, usize)>,
    },
    /// Digits in an order that no number has.
    Damaged,
    /// No numeral.
    None,
}

/// Reads the numeral at the start of folded text.
pub(crate) fn scan(text: &str, patterns: &Patterns) -> Scan {
    match text.chars().next() {
        Some(c) if c.is_ascii_digit() => digits(text),
        Some(c) if chinese_start(c) && !patterns.numerals.is_idiom(text) => chinese_run(text),
        _ => Scan::None,
    }
}

/// Digits longer than this are a code.
const MOST_DIGITS: usize = 15;

/// Reads the digits at the start of folded text, with optional groups of three and
/// an optional fraction. A comma that no digit follows is none of the number.
pub(crate) fn digits(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let run = |from: usize| {
        let digit = |b: &&u8| b.is_ascii_digit();
        bytes.get(from..).unwrap_or_default().iter().take_while(digit).count()
    };
    let digit_at = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = run(0);
    if end == 0 {
        return Scan::None;
    }
    // 007 is a code, and 00 what is left of a number.
    if end > MOST_DIGITS || (end > 1 && bytes.first() == Some(&b'0')) {
        return Scan::Damaged;
    }
    let first = end;
    while bytes.get(end) == Some(&b',') && digit_at(end + 1) {
        if first > 3 || run(end + 1) != 3 {
            return Scan::Damaged;
        }
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') {
        let fraction = run(end + 1);
        if fraction == 0 {
            return Scan::Damaged;
        }
        end += 1 + fraction;
        if matches!(bytes.get(end), Some(b'.' | b',')) && digit_at(end + 1) {
            return Scan::Damaged;
        }
    }
    // White space before more digits is where a part of the number was lost.
    let gap = usize::from(bytes.get(end) == Some(&b','));
    if bytes.get(end + gap) == Some(&b' ') && digit_at(end + gap + 1) {
        return Scan::Damaged;
    }
    let Some(printed) = text.get(..end) else {
        return Scan::Damaged;
    };
    let parsed = if printed.contains(',') {
        Decimal::from_str_exact(&printed.replace(',', ""))
    } else {
        Decimal::from_str_exact(printed)
    };
    parsed.map_or(Scan::Damaged, |number| Scan::Digits(number, end))
}
