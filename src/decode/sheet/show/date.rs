//! Dates and times, and what else is left to the library: fractions and powers of ten.

use ssfmt::{FormatOptions, NumberFormat};

use super::code::{Part, Section};
use crate::patterns::NumberFormats;

/// Behind this day, and before the first, cells show `####`.
const LAST_DAY: f64 = 2_958_466.0;

/// Days by which the calendar from 1904 is behind that from 1900.
const FROM_1904: f64 = 1462.0;

/// What a section shows for a date; `None` if it cannot be told.
pub(super) fn date(
    section: &Section,
    value: f64,
    from_1904: bool,
    words: &NumberFormats,
) -> Option<String> {
    let value = if from_1904 { value + FROM_1904 } else { value };
    if !(0.0..LAST_DAY).contains(&value) {
        return None;
    }
    let named = |part: &Part| {
        let Part::Date(letters) = part else { return false };
        letters.len() > 2 && !letters.starts_with('y')
    };
    if section.language && section.parts.iter().any(named) {
        return None;
    }
    let halves = section.parts.contains(&Part::HalvesOfDay);
    let text = shown(section, value)?;
    if !halves {
        return Some(text);
    }
    let (found, afternoon) = match text.contains("PM") {
        true => ("PM", true),
        false => ("AM", false),
    };
    Some(text.replacen(found, words.half_of_day(afternoon)?, 1))
}

/// What the library shows.
pub(super) fn shown(section: &Section, value: f64) -> Option<String> {
    let code = written(section)?;
    let format = NumberFormat::parse(&code).ok()?;
    format.try_format(value, &FormatOptions::default()).ok()
}

/// Most places of one kind in a section that the library is given.
const MOST_PLACES: usize = 7;

/// A section as a code of its own, in the simplest spelling.
fn written(section: &Section) -> Option<String> {
    let mut code = String::new();
    let (mut places, mut in_date) = (0, false);
    for part in &section.parts {
        places = if matches!(part, Part::Digit(_)) { places + 1 } else { 0 };
        if places > MOST_PLACES {
            return None;
        }
        match part {
            Part::Digit(kind) => code.push(*kind),
            Part::Point => code.push('.'),
            Part::Comma => code.push(','),
            Part::Percent => code.push('%'),
            Part::Slash => code.push('/'),
            Part::Exponent(sign) => code.extend(['E', *sign]),
            Part::Literal(text) => {
                code.push('"');
                code.extend(text.chars().filter(|c| *c != '"'));
                code.push('"');
            }
            Part::Date(letters) => {
                in_date = true;
                code.extend(letters.chars().take(5));
            }
            Part::Elapsed(letters) => {
                in_date = true;
                code.extend(["[", letters.as_str(), "]"]);
            }
            Part::Halves(halves) => code.push_str(halves),
            Part::HalvesOfDay => code.push_str("AM/PM"),
            Part::Text | Part::General => return None,
        }
        // Parts of seconds: three places at most.
        if in_date && places > 3 {
            return None;
        }
    }
    Some(code)
}
