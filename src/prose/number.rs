//! Numbers in sentences: those of cells, with what a sentence puts after them.

use rust_decimal::Decimal;

use crate::value::number::{Scan, digits};

/// What stands at a place of folded prose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Printed {
    /// A number and its length in bytes.
    Number(Decimal, usize),
    /// Digits that cannot be trusted, and their length in bytes.
    Damaged(usize),
    /// No digit.
    None,
}

/// The number at the start of folded text. Digits that go on with a letter may be
/// damaged as well as a name (5G).
pub(crate) fn printed(text: &str) -> Printed {
    match digits(text) {
        Scan::Digits(number, length) => {
            let after = text.as_bytes().get(length);
            match after.is_some_and(u8::is_ascii_alphanumeric) {
                true => Printed::Damaged(token(text)),
                false => Printed::Number(number, length),
            }
        }
        Scan::Damaged => Printed::Damaged(token(text)),
        Scan::Chinese { .. } | Scan::None => Printed::None,
    }
}

/// The number at the start of folded text, where it can be trusted.
pub(crate) fn number(text: &str) -> Option<(Decimal, usize)> {
    match printed(text) {
        Printed::Number(number, length) => Some((number, length)),
        Printed::Damaged(_) | Printed::None => None,
    }
}

/// The length in bytes of a run of digits, letters, the signs inside numbers and
/// the white space between digits.
pub(crate) fn token(text: &str) -> usize {
    let bytes = text.as_bytes();
    let joins = |at: usize| match bytes.get(at) {
        Some(b'.' | b',' | b'+' | b' ') => bytes.get(at + 1).is_some_and(|b| joins_after(*b)),
        Some(b) => b.is_ascii_alphanumeric(),
        None => false,
    };
    let mut end = 0;
    while joins(end) {
        end += 1;
    }
    // 1929. has lost its decimals.
    if end > 0 && bytes.get(end) == Some(&b'.') {
        end += 1;
    }
    end.max(1)
}

fn joins_after(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b' ')
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
        assert_eq!(read("0.5%"), Some(("0.5".into(), 3)));
        let damaged = ["44.3.5万元", "447.3l万元", "12,34万元", "1 929.4万元", "007.5万元", "00人"];
        for text in damaged.iter().chain(&["约12"]) {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(printed("1 929.4万元"), Printed::Damaged(7));
        assert_eq!(printed("1929.万元"), Printed::Damaged(5));
        assert_eq!(printed("12, 300元"), Printed::Damaged(7));
    }
}
