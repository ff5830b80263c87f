//! Numerals (数字): ASCII and full-width digits, Chinese numerals, and their
//! financial forms (大写).

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::fold;
use crate::patterns::Patterns;

/// The number that the whole of `text` is, if it is one. Digits may be grouped
/// by threes; a Chinese numeral may have financial digits. The printed scale is
/// kept. Damaged digits (`447.3l`, `1 929.4`) are no number.
///
/// ```
/// use jiaokan::{Patterns, value::numeral};
/// let read = |text| numeral::number(text, Patterns::builtin()).map(|n| n.to_string());
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

/// ASCII digits with optional groups of three and an optional fraction.
fn digits(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let run = |from: usize| {
        let digit = |b: &&u8| b.is_ascii_digit();
        bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(digit)
            .count()
    };
    let digit_at = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = run(0);
    // 007 is a code, and 00 what is left of a number.
    if end > 1 && bytes.first() == Some(&b'0') {
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
    // A comma that nothing follows, or a space before more digits, is where a
    // part of the number was lost.
    if bytes.get(end) == Some(&b',') || (bytes.get(end) == Some(&b' ') && digit_at(end + 1)) {
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

fn chinese_start(c: char) -> bool {
    matches!(c, '廿' | '卅') || chinese_part(c).is_some_and(|part| part != Part::Point)
}

/// One character of a Chinese numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Digit(u8),
    /// 十 百 千
    Power(u64),
    /// 万 亿
    Myriad(u64),
    /// 点
    Point,
}

fn chinese_part(c: char) -> Option<Part> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => Part::Digit(0),
        '一' | '壹' | '弌' => Part::Digit(1),
        '二' | '贰' | '貳' | '两' => Part::Digit(2),
        '三' | '叁' | '參' | '叄' => Part::Digit(3),
        '四' | '肆' => Part::Digit(4),
        '五' | '伍' => Part::Digit(5),
        '六' | '陆' | '陸' => Part::Digit(6),
        '七' | '柒' => Part::Digit(7),
        '八' | '捌' => Part::Digit(8),
        '九' | '玖' => Part::Digit(9),
        '十' | '拾' => Part::Power(10),
        '百' | '佰' => Part::Power(100),
        '千' | '仟' => Part::Power(1000),
        '万' | '萬' => Part::Myriad(10_000),
        '亿' | '億' => Part::Myriad(100_000_000),
        '点' => Part::Point,
        _ => return None,
    })
}

/// The value of a digit from 〇 to 九, in any of its forms.
pub(crate) fn chinese_digit(c: char) -> Option<u8> {
    match chinese_part(c)? {
        Part::Digit(digit) => Some(digit),
        _ => None,
    }
}

fn chinese_run(text: &str) -> Scan {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        match chinese_part(c) {
            // 廿 and 卅 count as 二十 and 三十; none but a digit follows them.
            None if !matches!(c, '廿' | '卅') => break,
            _ => length = at + c.len_utf8(),
        }
    }
    let run = text.get(..length).unwrap_or_default();
    let run = run.trim_end_matches('点');
    let length = run.len();
    let Some(number) = chinese(run) else {
        return Scan::None;
    };
    let last = run.chars().next_back();
    let short = last
        .filter(|&c| matches!(chinese_part(c), Some(Part::Myriad(_))))
        .and_then(|c| {
            let head = run.get(..length - c.len_utf8())?;
            Some((chinese(head)?, head.len()))
        });
    Scan::Chinese {
        number,
        length,
        short,
    }
}

/// The value of a Chinese numeral in any of its forms, if `text` is a well-formed
/// one: 三百二十, 一百零五, 二〇二四, 三点五, 壹佰贰拾万.
///
/// ```
/// use jiaokan::value::numeral::chinese;
/// assert_eq!(chinese("一万零三十").map(|n| n.to_string()).as_deref(), Some("10030"));
/// assert_eq!(chinese("三点一四").map(|n| n.to_string()).as_deref(), Some("3.14"));
/// assert_eq!(chinese("百三"), None);
/// ```
#[must_use]
pub fn chinese(text: &str) -> Option<Decimal> {
    if let Some((whole, fraction)) = text.split_once('点') {
        let whole = chinese_integer(whole)?;
        let mut printed = format!("{whole}.");
        for c in fraction.chars() {
            printed.push(char::from(b'0' + chinese_digit(c)?));
        }
        return Decimal::from_str(&printed).ok().filter(|n| n.scale() > 0);
    }
    chinese_integer(text).map(Decimal::from)
}

fn chinese_integer(text: &str) -> Option<u64> {
    let mut parts = Vec::with_capacity(8);
    for c in text.chars() {
        match c {
            '廿' => parts.extend([Part::Digit(2), Part::Power(10)]),
            '卅' => parts.extend([Part::Digit(3), Part::Power(10)]),
            _ => parts.push(chinese_part(c)?),
        }
    }
    // A circle alone is a mark on a form, not a zero.
    if parts.is_empty() || matches!(text, "〇" | "○" | "◯") {
        return None;
    }
    let digits_only = parts.iter().all(|part| matches!(part, Part::Digit(_)));
    if digits_only && parts.len() > 1 {
        return by_position(&parts);
    }
    by_powers(&parts)
}

/// 二〇二四: digits side by side. Two or three of them without a zero are more
/// often a name (一二三产业) than a number.
fn by_position(parts: &[Part]) -> Option<u64> {
    let zero = parts.contains(&Part::Digit(0));
    if parts.len() > 18 || (parts.len() < 4 && !zero) || parts.first() == Some(&Part::Digit(0)) {
        return None;
    }
    parts.iter().try_fold(0u64, |sum, part| match part {
        Part::Digit(digit) => sum.checked_mul(10)?.checked_add(u64::from(*digit)),
        _ => None,
    })
}

/// 三百二十: digits with powers of ten, falling within each of 亿 and 万.
fn by_powers(parts: &[Part]) -> Option<u64> {
    let (mut total, mut section) = (0u64, 0u64);
    let mut digit: Option<u64> = None;
    let (mut last_power, mut last_myriad) = (u64::MAX, u64::MAX);
    let mut zero = false;
    for (index, part) in parts.iter().enumerate() {
        match *part {
            Part::Digit(0) => {
                // 零 fills a gap; it neither ends a numeral nor stands twice.
                let lone = parts.len() == 1;
                let last = index + 1 == parts.len();
                if digit.is_some() || zero || (!lone && (index == 0 || last)) {
                    return None;
                }
                zero = true;
            }
            Part::Digit(value) => {
                if digit.replace(u64::from(value)).is_some() {
                    return None;
                }
            }
            Part::Power(power) => {
                if power >= last_power {
                    return None;
                }
                // 十五 has no digit before 十; 百 and 千 need one.
                let bare = power == 10;
                let factor = digit.take().or(bare.then_some(1))?;
                section = section.checked_add(factor.checked_mul(power)?)?;
                last_power = power;
                zero = false;
            }
            Part::Myriad(myriad) => {
                let below = section.checked_add(digit.take().unwrap_or(0))?;
                if myriad == last_myriad {
                    return None;
                }
                if myriad > last_myriad {
                    // 三万亿: the myriads before belong to this one.
                    let all = total.checked_add(below)?;
                    total = all.checked_mul(myriad).filter(|_| all > 0)?;
                } else {
                    let high = below.checked_mul(myriad).filter(|_| below > 0)?;
                    total = total.checked_add(high)?;
                }
                (section, last_power, last_myriad, zero) = (0, u64::MAX, myriad, false);
            }
            Part::Point => return None,
        }
    }
    let ones = match digit {
        None => 0,
        // 一百二 for 一百二十 is spoken, and 一百二个 would be odd: refused, unless
        // a 零 or a ten stands before the digit.
        Some(_) if last_power > 10 && last_power != u64::MAX && !zero => return None,
        Some(_) if last_power == u64::MAX && last_myriad != u64::MAX && !zero => return None,
        Some(value) => value,
    };
    total.checked_add(section)?.checked_add(ones)
}
