//! Dates (日期): full dates of a cover, due dates of a target.

use jiff::civil::Date;

use crate::fold;
use crate::patterns::{Patterns, Sign, Span};
use crate::value::{number, year};

/// A date as far as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateReading {
    /// 年; `None` in 12月底前.
    pub year: Option<i16>,
    /// 月
    pub month: Option<i8>,
    /// 日
    pub day: Option<i8>,
    /// 季度
    pub quarter: Option<i8>,
    /// 底, 末: the end of the year or month is meant.
    pub end: bool,
    /// 前: the date is a limit.
    pub before: bool,
    span: Span,
}

impl DateReading {
    /// The first and the last day that the words allow; `year` stands in where
    /// none is printed.
    ///
    /// ```
    /// use jiaokan::{Patterns, internals::value::date};
    /// let due = date::date("2024年第四季度", Patterns::builtin()).unwrap();
    /// let (first, last) = due.days(2000).unwrap();
    /// assert_eq!((first.to_string(), last.to_string()), ("2024-10-01".into(), "2024-12-31".into()));
    /// ```
    #[must_use]
    pub fn days(&self, year: i16) -> Option<(Date, Date)> {
        if self.span == Span::Third {
            return None;
        }
        let year = self.year.unwrap_or(year);
        let (from, to) = match (self.month, self.quarter) {
            (Some(month), _) => (month, month),
            (None, Some(quarter)) => (quarter * 3 - 2, quarter * 3),
            (None, None) => (1, 12),
        };
        let (from, to) = match (self.span, from == to) {
            (Span::FirstHalf, false) => (1, 6),
            (Span::SecondHalf, false) => (7, 12),
            (Span::End, false) => (to, to),
            (Span::Start, false) => (from, from),
            _ => (from, to),
        };
        let first = Date::new(year, from, self.day.unwrap_or(1)).ok()?;
        let last = match self.day {
            Some(_) => first,
            None => Date::new(year, to, 1).ok()?.last_of_month(),
        };
        Some((first, last))
    }
}

/// The date that the whole of `text` is, as far as it is printed: 2024年12月底前,
/// 12月, 2024年第四季度, 2024-12-31.
///
/// ```
/// use jiaokan::{Patterns, internals::value::date};
/// let due = date::date("2024年12月底前", Patterns::builtin()).unwrap();
/// assert_eq!((due.year, due.month, due.day), (Some(2024), Some(12), None));
/// assert!(due.before && due.end);
/// ```
#[must_use]
pub fn date(text: &str, patterns: &Patterns) -> Option<DateReading> {
    let clean = fold::clean(text);
    let folded: String = clean.chars().map(fold::fold_char).collect();
    read(folded.trim_end_matches(['。', ';']), patterns)
}

/// [`date`] of text that is clean and folded already.
pub(crate) fn read(text: &str, patterns: &Patterns) -> Option<DateReading> {
    let (mut reading, rest) = leading(text, patterns)?;
    if rest.is_empty() {
        return Some(reading);
    }
    let (span, before) = patterns.dates.after(rest)?;
    reading.span = span;
    reading.end = span == Span::End;
    reading.before = before;
    Some(reading)
}

/// The full and valid date that the whole of `text` is.
///
/// ```
/// use jiaokan::{Patterns, internals::value::date};
/// let full_date = |text| date::full_date(text, Patterns::builtin());
/// for text in ["2025年4月18日", "2025-04-18", "2025.4.18", "二〇二五年四月十八日", "2025 年 4 月 18 日"] {
///     assert_eq!(full_date(text).unwrap().to_string(), "2025-04-18");
/// }
/// assert_eq!(full_date("2025年2月30日"), None);
/// assert_eq!(full_date("2025年4月"), None);
/// ```
#[must_use]
pub fn full_date(text: &str, patterns: &Patterns) -> Option<Date> {
    let clean = fold::clean(text);
    let folded: String = clean.chars().map(fold::fold_char).collect();
    let (reading, rest) = leading(&folded, patterns)?;
    let whole = rest.trim_matches(['。', ';', '.', ' ']).is_empty() || is_time_of_day(rest);
    let date = Date::new(reading.year?, reading.month?, reading.day?).ok()?;
    whole.then_some(date)
}

/// The date that folded text starts with, and its length in bytes.
pub(crate) fn starting(text: &str, patterns: &Patterns) -> Option<(DateReading, usize)> {
    let (reading, rest) = leading(text, patterns)?;
    Some((reading, text.len() - rest.len()))
}

/// Whether a labelled day stands at a place of a folded text, when something was printed or handed in
/// (发布日期：2022年4月2日).
pub(crate) fn is_labelled_day(text: &str, from: usize, patterns: &Patterns) -> bool {
    let labelled = text.get(..from).is_some_and(|head| head.trim_end().ends_with(':'));
    let dated = || text.get(from..).and_then(|text| starting(text, patterns));
    labelled && dated().is_some_and(|(date, _)| date.day.is_some())
}

/// The date that folded text starts with, and the rest.
fn leading<'t>(text: &'t str, patterns: &Patterns) -> Option<(DateReading, &'t str)> {
    let dates = &patterns.dates;
    let mut reading = DateReading {
        year: None,
        month: None,
        day: None,
        quarter: None,
        end: false,
        before: false,
        span: Span::Whole,
    };
    let rest = match leading_year(text, patterns) {
        Some((year, rest)) => {
            reading.year = Some(year);
            match rest.strip_prefix(patterns.years.sign()) {
                Some(rest) => rest,
                None => return numeric(reading, rest).or_else(|| compact(text, reading)),
            }
        }
        None => match compact(text, reading) {
            Some(found) => return Some(found),
            None => text,
        },
    };
    if let Some((length, quarter)) = dates.quarter(rest) {
        reading.quarter = Some(quarter);
        return Some((reading, rest.get(length..)?));
    }
    let Some((month, after)) =
        part(rest, 12).and_then(|(n, r)| Some((n, dates.strip_sign(Sign::Month, r)?)))
    else {
        return reading.year.map(|_| (reading, rest));
    };
    reading.month = Some(month);
    let Some((day, after_day)) = part(after, 31) else {
        return Some((reading, after));
    };
    reading.day = Some(day);
    let rest = dates.strip_sign(Sign::Day, after_day).unwrap_or(after_day);
    valid(&reading).then_some((reading, rest))
}

fn valid(reading: &DateReading) -> bool {
    // 29 February is right in some year.
    let year = reading.year.unwrap_or(2024);
    let (Some(month), Some(day)) = (reading.month, reading.day) else {
        return true;
    };
    Date::new(year, month, day).is_ok()
}

/// Four digits of a year that 年 or a separator follows.
fn leading_year<'t>(text: &'t str, patterns: &Patterns) -> Option<(i16, &'t str)> {
    let (end, _) = text.char_indices().nth(4)?;
    let (four, rest) = text.split_at(end);
    let follows = rest.starts_with([patterns.years.sign(), '-', '/', '.']);
    year::year(four).filter(|_| follows).map(|year| (year, rest))
}

/// `-04-18` after a year.
fn numeric(mut reading: DateReading, rest: &str) -> Option<(DateReading, &str)> {
    let separator = rest.chars().next()?;
    let rest = rest.get(1..)?.trim_start();
    let (month, after) = ascii_part(rest, 12)?;
    reading.month = Some(month);
    if let Some(rest) = after.trim_start().strip_prefix(separator) {
        let (day, rest) = ascii_part(rest.trim_start(), 31)?;
        reading.day = Some(day);
        return (valid(&reading) && !starts_with_digit(rest)).then_some((reading, rest));
    }
    // 2024.5 is a number before it is a month.
    let two_digits = rest.len() - after.len() == 2;
    (two_digits && !starts_with_digit(after) && after.is_empty()).then_some((reading, after))
}

/// `20250418`
fn compact(text: &str, mut reading: DateReading) -> Option<(DateReading, &str)> {
    let digits = text.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = text.get(8..)?;
    reading.year = digits.get(..4)?.parse().ok().filter(|&y| year::is_year(y));
    reading.month = digits.get(4..6)?.parse().ok();
    reading.day = digits.get(6..)?.parse().ok();
    let real = reading.year.is_some() && valid(&reading);
    (real && rest.is_empty()).then_some((reading, rest))
}

/// A month or day: digits or a Chinese numeral up to `limit`.
fn part(text: &str, limit: i8) -> Option<(i8, &str)> {
    ascii_part(text, limit).or_else(|| {
        let numeral =
            |c: char| matches!(c, '十' | '廿' | '卅') || number::chinese_digit(c).is_some();
        let length = text.find(|c| !numeral(c)).unwrap_or(text.len());
        let (head, rest) = text.split_at_checked(length)?;
        let number = i8::try_from(number::chinese(head)?).ok()?;
        (1..=limit).contains(&number).then_some((number, rest))
    })
}

fn ascii_part(text: &str, limit: i8) -> Option<(i8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at_checked(length)?;
    let number = head.parse().ok().filter(|n| (1..=limit).contains(n))?;
    (length <= 2).then_some((number, rest))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// ` 10:30:00` or `T00:00:00`, which spreadsheets add.
fn is_time_of_day(text: &str) -> bool {
    let Some(time) = text.strip_prefix([' ', 'T']) else {
        return false;
    };
    time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
}
