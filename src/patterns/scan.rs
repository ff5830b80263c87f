//! Numbers, brackets and clauses at one place of a folded text.

use std::str::FromStr;

use rust_decimal::Decimal;

/// Takes one group in brackets off the start of a folded text, if it is no
/// longer than `longest` characters. Gives its inside and its length in bytes.
pub(crate) fn bracketed(text: &str, longest: usize) -> Option<(&str, usize)> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let (end, _) = text.char_indices().take(longest + 2).find(|&(_, c)| c == close)?;
    Some((&text[1..end], end + 1))
}

/// The number at the start of a folded text and its length in bytes: digits,
/// commas between groups of three, one decimal point. A number that goes on in
/// another way (`1.2.3`, `12,34`) is none: it may be damaged.
pub(crate) fn number(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if end == 0 || end > 15 {
        return None;
    }
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let goes_on = match bytes.get(end) {
        Some(b'.') => true,
        Some(b',') => digits(end + 1) > 0,
        Some(b) => b.is_ascii_alphanumeric(),
        None => false,
    };
    if goes_on {
        return None;
    }
    let plain: String = text[..end].chars().filter(|&c| c != ',').collect();
    Some((Decimal::from_str(&plain).ok()?, end))
}

/// The part of a folded text that ends at `end` and reaches back to the last
/// of `borders`, or as far as `longest` characters.
pub(crate) fn back_to<'t>(text: &'t str, end: usize, borders: &[char], longest: usize) -> &'t str {
    let head = text.get(..end).unwrap_or_default();
    let mut start = end;
    for (at, c) in head.char_indices().rev().take(longest) {
        if borders.contains(&c) {
            break;
        }
        start = at;
    }
    &head[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_scale_and_damaged_ones_are_none() {
        let read = |text| number(text).map(|(value, length)| (value.to_string(), length));
        assert_eq!(read("443.50万元"), Some(("443.50".into(), 6)));
        assert_eq!(read("1,929.4亿元"), Some(("1929.4".into(), 7)));
        assert_eq!(read("12,其中"), Some(("12".into(), 2)));
        for damaged in ["44.3.5万元", "447.3l万元", "12,34万元", "约12"] {
            assert_eq!(read(damaged), None, "{damaged}");
        }
    }
}
