//! Text that a spreadsheet would take for something else when it opens a CSV file.

use std::borrow::Cow;

/// Put before such a text. Spreadsheets know it as the sign of text.
const GUARD: char = '\'';

/// The text, with an apostrophe before it if a spreadsheet would run it as a
/// formula, or show other characters than these: a date for 3-5, rounded digits
/// for a long code.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if is_formula(text) || loses_digits(text) || is_like_date(text) {
        Cow::Owned(format!("{GUARD}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Formulas start with these signs, and with their wide forms where Chinese is
/// typed; a tab or a line end before them is dropped.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A spreadsheet keeps fifteen digits and no zero in front.
fn loses_digits(text: &str) -> bool {
    const KEPT: usize = 15;
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let zero_in_front = text.len() > 1 && text.starts_with('0');
    is_number && (zero_in_front || text.len() > KEPT)
}

/// 3-5, 2024/4/18, 1:30, and 5e3, which is a number to it.
fn is_like_date(text: &str) -> bool {
    const LONGEST_PART: usize = 4;
    let mut parts = text.split(['-', '/', ':', 'e', 'E']);
    let is_part = |part: &str| {
        (1..=LONGEST_PART).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let count = text.split(['-', '/', ':', 'e', 'E']).count();
    (2..=3).contains(&count) && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn formulas_are_guarded_and_plain_text_is_not() {
        for given in ["=1+1", "+86", "-2", "@a", "\t=1", "\r=1", "＝1", "-"] {
            assert_eq!(text(given), format!("'{given}"), "{given:?}");
        }
        for given in
            ["", "≥5", "——", "a=b", "'x", "100%", "1,200", "6620158", "0750-3507943", "14.20", "0"]
        {
            assert_eq!(text(given), given);
        }
    }

    #[test]
    fn text_that_would_be_shown_as_another_is_guarded() {
        for given in ["3-5", "2024/4/18", "1:30", "5E3", "007", "510000230000000077"] {
            assert_eq!(text(given), format!("'{given}"), "{given:?}");
        }
        for given in ["3-", "1-2-3-4", "1+6+3", "100-150人", "13900000000", "20000-30000"] {
            assert_eq!(text(given), given);
        }
    }
}
