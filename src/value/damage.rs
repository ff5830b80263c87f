//! Digits that cannot be trusted.

use crate::patterns::Patterns;
use crate::value::marks::Marks;
use crate::value::tail;

/// Whether a date has letters for digits: 2O25年, l0月4日.
pub(crate) fn is_damaged_date(text: &str, patterns: &Patterns) -> bool {
    let like = |c: char| patterns.quantities.limits().lookalikes.has(c);
    let dated = |c: char| c == patterns.years.sign() || patterns.dates.is_sign(c);
    if !text.contains(dated) {
        return false;
    }
    let mut before: Option<char> = None;
    let mut signs = text.chars().filter(|c| !c.is_whitespace()).peekable();
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied();
        let beside = [before, after];
        let digits = beside.iter().flatten().any(char::is_ascii_digit);
        let within = beside.iter().all(|c| c.is_none_or(|c| c.is_ascii_digit() || dated(c)));
        if like(sign) && digits && within {
            return true;
        }
        before = Some(sign);
    }
    false
}

/// Whether digits of a text that is read as words run on into signs that no office writes beside
/// them: letters of other alphabets (9б), mark-up (94.2*), a number with a power of ten as
/// spreadsheets show it (4.2E+04), of which digits are gone, a raised digit behind a number that is
/// no power of ten (131²处).
pub(crate) fn is_interrupted(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let foreign = |c: char| ('\u{400}'..='\u{52F}').contains(&c) && c.is_alphabetic();
    signs.iter().enumerate().any(|(at, &sign)| {
        let (before, after) = (digit(at.checked_sub(1)), digit(Some(at + 1)));
        match sign {
            '*' | '^' => before != after,
            '`' => before || after,
            '¹' | '²' | '³' | '⁴'..='⁹' => {
                let from = |back: usize| at.checked_sub(back).and_then(|at| signs.get(at).copied());
                let ten = from(2) == Some('1') && from(1) == Some('0');
                before && (!ten || digit(at.checked_sub(3)))
            }
            'e' | 'E' => {
                let signed = matches!(signs.get(at + 1), Some('+' | '-'));
                before && signed && digit(Some(at + 2))
            }
            _ => foreign(sign) && (before || after),
        }
    })
}

/// Whether what stands where a number should is digits with other signs
/// among them.
pub(crate) fn is_damaged(rest: &str, patterns: &Patterns) -> bool {
    let limits = patterns.quantities.limits();
    let digit = |c: char| c.is_ascii_digit();
    let stray = |c: char| limits.lost.has(c) || limits.stops.has(c);
    let unstrayed = rest.trim_start_matches(stray);
    if unstrayed.len() < rest.len() && unstrayed.starts_with(digit) {
        return true;
    }
    let like = |c: char| limits.lookalikes.has(c);
    let signs = |c: char| matches!(c, '.' | ',' | ' ' | '\'' | '"' | '。' | '·');
    let end = rest.find(|c| !digit(c) && !like(c) && !signs(c)).unwrap_or(rest.len());
    let (token, after) = rest.split_at(end);
    if after.starts_with(|c| limits.lost.has(c)) && token.contains(digit) {
        return true;
    }
    // What follows the last digit or letter belongs to what comes after.
    let token = token.trim_end_matches(signs);
    let letters = token.chars().filter(|&c| like(c)).count();
    let digits = token.chars().filter(|&c| digit(c)).count();
    let few_letters = letters <= digits && letters <= 2;
    let mostly_digits = digits > 0 && (few_letters || token.starts_with(digit));
    let odd = |c: char| like(c) || signs(c) && !matches!(c, '.' | ',');
    if !mostly_digits || !token.contains(odd) {
        return false;
    }
    let mut marks = Marks::default();
    let unit = |text: &str| text.is_empty() || patterns.units.has(text);
    unit(after)
        || tail::strip_marks(patterns, after, &mut marks).is_some_and(|(rest, _)| unit(rest))
}
