//! What the value of a field can be.

use std::ops::Range;

use crate::fold;
use crate::location::At;
use crate::model::{Fields, Note, Status, Text};
use crate::patterns::Patterns;
use crate::patterns::fields::Kind;
use crate::report::text;
use crate::value::date;
use crate::words::words;

/// The longest values, in characters, where nothing but a label tells their end.
const LONGEST_TEXT: usize = 200;
const LONGEST_NAME: usize = 60;
const LONGEST_PERSON: usize = 30;
/// The same for a value in the text or on the line after its label.
pub(super) const LONGEST_LOOSE: usize = 40;

/// Whether a text can be the value of a field of this kind at all.
pub(super) fn plausible(kind: Kind, value: &str, patterns: &Patterns) -> bool {
    let length = value.chars().count();
    let digits = value.chars().filter(|c| fold::fold_char(*c).is_ascii_digit()).count();
    match kind {
        Kind::Text => length <= LONGEST_TEXT,
        Kind::Organisation => {
            length <= LONGEST_NAME && !value.contains('。') && !patterns.fields.holds_label(value)
        }
        Kind::Person => length <= LONGEST_PERSON && digits == 0 && !value.contains('。'),
        Kind::Phone => digits >= 5 && length <= LONGEST_LOOSE,
        Kind::Contact => digits >= 5 && length <= LONGEST_NAME,
        Kind::Date => {
            length <= LONGEST_PERSON
                && value.chars().any(|c| c.is_numeric() || matches!(c, '一'..='十' | '〇'))
        }
        Kind::Year => year_in(value, patterns).is_some(),
    }
}

/// So long a code is neither a year nor a number of a series.
const LONG_CODE: usize = 12;

/// A code before a name: `102003-某局`, `[102003]某局`. Gives the place of the
/// code and the length of all that stands before the name.
pub(super) fn leading_code(value: &str, shortest: usize) -> Option<(Range<usize>, usize)> {
    let body = value.strip_prefix(['[', '【', '(', '（']).unwrap_or(value);
    let opened = body.len() < value.len();
    let length = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    let code = &body[..length];
    let rest = body[length..].trim_start();
    let name = match opened {
        true => rest.strip_prefix([']', '】', ')', '）'])?,
        false => rest.strip_prefix(['-', '—', '–', '_', '－', '|', ':', '：'])?,
    };
    let name = name.trim_start_matches(['-', '—', ' ']);
    let is_code = length >= shortest && code.contains(|c: char| c.is_ascii_digit());
    // 2024-2026年: a span of years is no code.
    let is_name = name.chars().next().is_some_and(|c| !c.is_ascii_digit() || length >= LONG_CODE);
    let from = value.len() - body.len();
    (is_code && is_name).then(|| (from..from + length, value.len() - name.len()))
}

/// Where a value ends and another field or a date on its line begins, in bytes.
pub(super) fn end_of_value(kind: Kind, value: &str, patterns: &Patterns) -> usize {
    let end = patterns.fields.end_of_value(value);
    let own = value.get(..end).unwrap_or_default();
    if kind == Kind::Phone {
        // What is no number behind a gap is the next cell of the form.
        let words =
            |at: usize| own.get(at..).unwrap_or_default().trim_start().starts_with(fold::is_cjk);
        let mut gaps = own.char_indices().filter(|&(at, c)| c.is_whitespace() && at > 0);
        return gaps.find(|&(at, _)| words(at)).map_or(end, |(at, _)| at);
    }
    let named = matches!(kind, Kind::Organisation | Kind::Person | Kind::Text);
    let gaps = own.char_indices().filter(|&(at, c)| c.is_whitespace() && at > 0);
    let mut dates = gaps.map(|(at, _)| at).filter(|&at| {
        let rest = own.get(at..).unwrap_or_default();
        let digit = rest.trim_start().starts_with(|c: char| fold::fold_char(c).is_ascii_digit());
        let body = matches!(kind, Kind::Organisation | Kind::Person);
        (digit && (body || date::full_date(rest, patterns).is_some()))
            || starts_a_field(rest, patterns)
    });
    let before = |at: &usize| !own.get(..*at).unwrap_or_default().trim().is_empty();
    dates.find(before).filter(|_| named).unwrap_or(end)
}

/// Whether the first word of a text is the label of another field, and more stands behind it:
/// 填报单位：某局 项目名称 道路养护.
fn starts_a_field(rest: &str, patterns: &Patterns) -> bool {
    const SHORTEST: usize = 4;
    let mut words = rest.split_whitespace();
    let label = words.next().filter(|word| word.chars().count() >= SHORTEST);
    let label = label.filter(|_| words.next().is_some());
    label.is_some_and(|word| patterns.fields.of_cell(word).is_some())
}

/// A telephone number; `None` where letters, or stars for digits, stand among its digits.
pub(super) fn phone(value: &str, raw: &str, at: At) -> Text {
    let number = telephone(value);
    let letter = |pair: &[char]| match *pair {
        [a, b] => {
            (a.is_ascii_digit() && b.is_ascii_alphabetic())
                || (a.is_ascii_alphabetic() && b.is_ascii_digit())
        }
        _ => false,
    };
    let chars: Vec<char> = number.chars().collect();
    // 136****5521: digits are left out.
    let masked = number.contains('*');
    let damaged = !number.contains('@') && (masked || chars.windows(2).any(letter));
    let read = text(&number, raw, at);
    match damaged {
        true => Text { value: None, status: Status::Damaged, ..read },
        false => read,
    }
}

/// A telephone number in ASCII. White space between all of its characters is that
/// of the line; any other parts an area code or a second number.
fn telephone(value: &str) -> String {
    let mut parts = value.split_whitespace();
    let spaced = parts.all(|part| part.chars().count() == 1);
    let printed = value.chars().filter(|c| !spaced || !c.is_whitespace());
    printed.map(fold::fold_char).collect()
}

/// Splits 联系人及电话 into its person and its number.
pub(super) fn contact(value: &Text, fields: &mut Fields) {
    let Some(split) = value.raw.find(|c: char| fold::fold_char(c).is_ascii_digit()) else {
        return;
    };
    let (person, phone) = value.raw.split_at(split);
    let end = person.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '（' | '/' | '、' | ',' | '，')
    });
    let chars = |text: &str| text.chars().count();
    if !end.is_empty() && fields.preparer.is_none() {
        fields.preparer = Some(text(end, end, value.at.part(0, chars(end))));
    }
    if fields.phone.is_none() {
        let phone = phone.trim_end_matches([')', '）']);
        let at = value.at.part(chars(person), chars(person) + chars(phone));
        fields.phone = Some(self::phone(phone, phone, at));
    }
}

/// The one year that a value names: `2023`, `2023年度`, `2023年1月至2023年12月`.
pub(super) fn year_in(value: &str, patterns: &Patterns) -> Option<i16> {
    patterns.years.named(value)
}

/// Notes of the fields that hold the names of several bodies.
pub(super) fn several_bodies(fields: &Fields, patterns: &Patterns) -> Vec<Note> {
    let named = [&fields.department, &fields.implementing_unit].into_iter().flatten();
    let several = named
        .filter(|field| field.value.is_none() && patterns.fields.holds_several_bodies(&field.raw));
    let note = |field: &Text| {
        let raw = &field.raw;
        let message = words!(
            en: "a field names several bodies, and nothing tells which one is meant: {raw}",
            zh: "栏目写有多个单位名称，无法确定其一：{raw}"
        );
        Note::new("several_bodies", message, field.at)
    };
    several.map(note).collect()
}
