//! What a cell shows: its value in its number format. 1 in the format `0%` is printed `100%`, and
//! what is printed counts.

mod code;
mod date;
mod general;
mod number;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap as HashMap;

use code::{Code, Section, Shows};

use crate::patterns::NumberFormats;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// This text.
    Text(String),
    /// This text, which is another number than the stored one, given second.
    Rounded(String, String),
    /// Nothing, though it holds a value: the format hides it.
    Nothing,
    /// It cannot be told.
    Unknown,
}

/// Shows cells of one workbook.
#[derive(Debug)]
pub(super) struct Formats<'p> {
    words: &'p NumberFormats,
    /// Days are counted from 1904.
    from_1904: bool,
    /// The codes seen so far.
    codes: HashMap<String, Option<Code>>,
}

impl<'p> Formats<'p> {
    pub(super) fn new(words: &'p NumberFormats, from_1904: bool) -> Formats<'p> {
        Formats { words, from_1904, codes: HashMap::default() }
    }

    /// What a number shows in a format.
    pub(super) fn number(&mut self, value: f64, code: &str) -> Shown {
        let (words, from_1904) = (self.words, self.from_1904);
        let Some(code) = self.code(code) else { return Shown::Unknown };
        let Some((section, unsigned)) = code.for_number(value) else { return Shown::Unknown };
        in_section(section, value, unsigned, from_1904, words).unwrap_or(Shown::Unknown)
    }

    /// What a text shows in a format.
    pub(super) fn text(&mut self, text: &str, code: &str) -> Shown {
        let whole = || Shown::Text(text.to_owned());
        // Texts stand in cells of every format, known or not.
        let Some(section) = self.code(code).and_then(Code::for_text) else { return whole() };
        let mut out = String::new();
        for part in &section.parts {
            match part {
                code::Part::Text => out.push_str(text),
                other => out.push_str(number::fixed(other)),
            }
        }
        match out.trim().is_empty() {
            true => Shown::Nothing,
            false => Shown::Text(out),
        }
    }

    fn code(&mut self, text: &str) -> Option<&Code> {
        if !self.codes.contains_key(text) {
            self.codes.insert(text.to_owned(), Code::parse(text, self.words));
        }
        self.codes.get(text)?.as_ref()
    }
}

/// What a section shows for a number; `None` if it cannot be told.
fn in_section(
    section: &Section,
    value: f64,
    unsigned: bool,
    from_1904: bool,
    words: &NumberFormats,
) -> Option<Shown> {
    if section.foreign {
        return None;
    }
    let exact = number::decimal(value)?;
    let minus = value < 0.0 && !unsigned;
    let (text, shown) = match section.shows() {
        Shows::Words => {
            let text: String = section.parts.iter().map(number::fixed).collect();
            return Some(plain(text));
        }
        Shows::Date => return date::date(section, value, from_1904, words).map(plain),
        Shows::Scientific => {
            let size = if unsigned { value.abs() } else { value };
            return date::shown(section, size).map(plain);
        }
        Shows::Number => number::number(section, exact.abs())?,
        Shows::General | Shows::Text => {
            let (digits, shown) = general::general(exact.abs());
            let parts = section.parts.iter().map(|part| match part {
                code::Part::General | code::Part::Text => &digits,
                other => number::fixed(other),
            });
            (parts.collect(), shown)
        }
    };
    let text = if minus { format!("-{text}") } else { text };
    let text = text.trim().to_owned();
    Some(match shown == exact.abs() {
        true => plain(text),
        false => Shown::Rounded(text, stored(exact)),
    })
}

fn plain(text: String) -> Shown {
    match text.trim() {
        "" => Shown::Nothing,
        text => Shown::Text(text.to_owned()),
    }
}

/// A stored number, for people.
fn stored(exact: Decimal) -> String {
    exact.normalize().to_string()
}

/// A stored number, for people.
pub(super) fn stored_number(value: f64) -> String {
    number::decimal(value).map_or_else(|| format!("{value:e}"), stored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patterns::Patterns;

    fn shows(value: f64, code: &str) -> String {
        let mut formats = Formats::new(&Patterns::builtin().number_formats, false);
        match formats.number(value, code) {
            Shown::Text(text) | Shown::Rounded(text, _) => text,
            Shown::Nothing => String::new(),
            Shown::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn numbers_in_fixed_places_are_rounded_half_away_from_zero() {
        for (value, code, text) in [
            (1.0, "0%", "100%"),
            (0.9567, "0.00%", "95.67%"),
            (1.005, "0.00", "1.01"),
            (-1.005, "0.00", "-1.01"),
            (12.25, "0.0", "12.3"),
            (12345678.9, "#,##0", "12,345,679"),
            (1234567.891, "¥#,##0.00", "¥1,234,567.89"),
            (1234.5, "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ", "¥1,234.50"),
            (-0.035, "0.0%_);\\(0.0%\\)", "(3.5%)"),
            (0.925, "\\≥0.0%", "≥92.5%"),
            (-3.2, "0.0;\"减\"0.0", "减3.2"),
            (120.0, "0\"座\"", "120座"),
            (12345.0, "0!.0,\"万\"", "1.2万"),
            (12345678.0, "#,##0.00,,", "12.35"),
            (0.0, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"),
            (5.5, "00.0?", "05.5"),
            (120.0, "[>=100]\"多于\"0;[<0]0;0.0", "多于120"),
            (0.25, ".00", ".25"),
            (13512345678.0, "000-0000-0000", "135-1234-5678"),
        ] {
            assert_eq!(shows(value, code), text, "{value} {code}");
        }
    }

    #[test]
    fn numbers_without_a_format_are_shown_in_eleven_characters() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (82_800.920_000_000_01, "82800.92"),
            (10_891.615_675, "10891.61568"),
            (0.799_319_727_891_156_5, "0.799319728"),
            (1e-7, "1E-07"),
            (0.000_123_45, "0.00012345"),
            (99_999_999_999.0, "99999999999"),
            (123_456_789_012.0, "1.23457E+11"),
            (-1.5, "-1.5"),
            (0.0, "0"),
        ] {
            assert_eq!(shows(value, "General"), text);
        }
        assert_eq!(shows(120.0, "General\"座\""), "120座");
        assert_eq!(shows(120.5, "G/通用格式\"元\""), "120.5元");
        assert_eq!(shows(3.0, "@"), "3");
    }

    #[test]
    fn dates_are_shown_as_their_format_says() {
        for (value, code, text) in [
            (45657.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年12月31日"),
            (45657.0, "[$-804]yyyy\\年m\\月d\\日;@", "2024年12月31日"),
            (45657.0, "yyyy/m/d", "2024/12/31"),
            (45657.5, "yyyy\\-mm\\-dd hh:mm", "2024-12-31 12:00"),
            (45657.625, "上午/下午h\"时\"mm\"分\"", "下午3时00分"),
            (45657.375, "上午/下午h\"时\"mm\"分\"", "上午9时00分"),
            (1.5, "[h]:mm", "36:00"),
            (45657.0, "[DBNum1][$-804]yyyy\"年\"m\"月\"", "unknown"),
            (45657.0, "[$-804]dddd", "unknown"),
            (45657.0, "aaaa", "unknown"),
            (-1.0, "yyyy/m/d", "unknown"),
        ] {
            assert_eq!(shows(value, code), text, "{code}");
        }
    }

    #[test]
    fn what_a_format_hides_shows_nothing() {
        assert_eq!(shows(0.0, "0;-0;;@"), "");
        assert_eq!(shows(5.0, ";;;"), "");
        let mut formats = Formats::new(&Patterns::builtin().number_formats, false);
        assert_eq!(formats.text("甲", ";;;"), Shown::Nothing);
        assert_eq!(formats.text("甲", "0;0;0;@\"乙\""), Shown::Text("甲乙".to_owned()));
        assert_eq!(formats.text("甲", "0%"), Shown::Text("甲".to_owned()));
    }

    #[test]
    fn a_number_shown_rounded_tells_the_stored_one() {
        let mut formats = Formats::new(&Patterns::builtin().number_formats, false);
        let rounded = Shown::Rounded("12%".to_owned(), "0.1234".to_owned());
        assert_eq!(formats.number(0.1234, "0%"), rounded);
        assert_eq!(formats.number(0.95 + 1e-17, "0%"), Shown::Text("95%".to_owned()));
    }

    #[test]
    fn no_code_makes_it_panic() {
        for code in [
            "",
            ";",
            "\"",
            "\\",
            "_",
            "*",
            "[",
            "[<]",
            "0E+",
            "#/",
            "0.0.0",
            "?/?/?",
            "s.0000000000000",
        ] {
            for value in [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY, 1e-300, 0.5] {
                shows(value, code);
            }
        }
    }
}
