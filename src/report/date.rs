//! Dates as reports print them.

use jiff::civil::Date;

/// The date that a text is and nothing else: `2025年4月18日`, `2025-04-18`,
/// `二〇二五年四月十八日`. A month without a day is no date.
pub(crate) fn full_date(text: &str) -> Option<Date> {
    let key = crate::fold::key(text);
    let mut parts = key.split(['年', '月', '日', '号', '-', '/', '.']);
    let year = numeral(parts.next()?).filter(|year| (1990..2100).contains(year))?;
    let month = numeral(parts.next()?)?;
    let day = numeral(parts.next()?)?;
    if parts.any(|rest| !rest.is_empty()) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A year written out: `2024`, `二〇二四`.
pub(crate) fn year(text: &str) -> Option<i16> {
    let four = text.chars().count() == 4;
    numeral(text).filter(|year| four && (1990..2100).contains(year))
}

/// Digits, Chinese digits one by one, or a Chinese number up to 99.
fn numeral(text: &str) -> Option<i16> {
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    let (mut total, mut digit) = (0i16, None);
    for c in text.chars() {
        if c == '十' {
            total += digit.take().unwrap_or(1) * 10;
        } else {
            let value = digit_of(c)?;
            digit = Some(digit.map_or(value, |before: i16| before * 10 + value));
        }
    }
    Some(total + digit.unwrap_or(0))
}

fn digit_of(c: char) -> Option<i16> {
    const DIGITS: &str = "零一二三四五六七八九";
    let c = if matches!(c, '〇' | '○' | 'O' | 'o') {
        '零'
    } else {
        c
    };
    let value = c
        .to_digit(10)
        .map(|d| d as usize)
        .or_else(|| DIGITS.chars().position(|d| d == c))?;
    i16::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_digits_and_in_chinese() {
        for text in [
            "2024年3月15日",
            "2024 年 03 月 15 日",
            "2024-03-15",
            "2024.3.15",
            "二〇二四年三月十五日",
            "2024年3月15号",
        ] {
            assert_eq!(
                full_date(text).map(|d| d.to_string()).as_deref(),
                Some("2024-03-15"),
                "{text}"
            );
        }
        for text in [
            "2024年3月",
            "2024年13月1日",
            "2024年2月30日",
            "3月15日",
            "年月日",
            "2024年3月15日前",
        ] {
            assert_eq!(full_date(text), None, "{text}");
        }
    }
}
