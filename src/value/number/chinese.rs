//! Chinese numerals (中文数字) and their financial forms (大写).

use std::str::FromStr;

use rust_decimal::Decimal;

use super::Scan;

/// The value of a Chinese numeral in any of its forms, if `text` is a well-formed
/// one: 三百二十, 一百零五, 二〇二四, 三点五, 壹佰贰拾万.
///
/// ```
/// use jiaokan::internals::value::number::chinese;
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

/// The value of a digit from 〇 to 九, in any of its forms.
pub(crate) fn chinese_digit(c: char) -> Option<u8> {
    match chinese_part(c)? {
        Part::Digit(digit) => Some(digit),
        _ => None,
    }
}

/// The Chinese numeral at the start of a text.
pub(super) fn chinese_run(text: &str) -> Scan {
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
    let short = last.filter(|&c| matches!(chinese_part(c), Some(Part::Myriad(_)))).and_then(|c| {
        let head = run.get(..length - c.len_utf8())?;
        Some((chinese(head)?, head.len()))
    });
    Scan::Chinese { number, length, short }
}

/// Whether a Chinese numeral can start with the character.
pub(super) fn chinese_start(c: char) -> bool {
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
