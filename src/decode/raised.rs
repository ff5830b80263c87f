//! Raised and lowered characters (上标、下标): a part of a unit, a power, or the mark of
//! a note, which is no part of the number before it.

/// What raised characters are beside the text before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Raised {
    /// A part of a unit or a power: written with raised characters, which no reader
    /// takes for digits of the number.
    Sign(String),
    /// The mark of a note: no part of the text.
    Note,
    /// Text like any other.
    Text,
    /// Text that must not run on from the digit before it.
    Apart,
}

/// What `raised` is, standing above the line behind `before`.
pub(crate) fn raised(before: &str, raised: &str) -> Raised {
    let before = before.trim_end();
    let mark = raised.trim();
    let short = mark.chars().count() <= LONGEST_EXPONENT;
    let numeric = mark.trim_start_matches(['-', '+', '−', '–']);
    if short && !numeric.is_empty() && numeric.bytes().all(|b| b.is_ascii_digit()) {
        let of_unit = matches!(mark, "2" | "3" | "-1" | "-2" | "-3") && ends_with_length(before);
        let of_ten = before.strip_suffix("10").is_some_and(|head| !ends_with_digit(head));
        if of_unit || of_ten {
            return Raised::Sign(mark.chars().map(raised_char).collect());
        }
    }
    if is_note_mark(mark) {
        return Raised::Note;
    }
    joined(before, mark)
}

/// What `lowered` is, standing below the line behind `before`: PM2.5, CO2, or a mark.
pub(crate) fn lowered(before: &str, lowered: &str) -> Raised {
    let (before, mark) = (before.trim_end(), lowered.trim());
    if ends_with_digit(before) && is_note_mark(mark) {
        return Raised::Note;
    }
    joined(before, mark)
}

fn joined(before: &str, mark: &str) -> Raised {
    let runs_on = ends_with_digit(before) && mark.starts_with(|c: char| c.is_ascii_digit());
    if runs_on { Raised::Apart } else { Raised::Text }
}

/// Longest exponent, with its sign.
const LONGEST_EXPONENT: usize = 3;

/// Longest mark of a note, such as `[12]` or `1,2,3`.
const LONGEST_MARK: usize = 6;

/// Digits, circled digits, stars and the like, or one letter, with brackets around; or a
/// number behind one ideograph, as in 注1.
pub(crate) fn is_note_mark(text: &str) -> bool {
    let count = text.chars().count();
    if count == 0 || count > LONGEST_MARK {
        return false;
    }
    let sign = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}')
            || matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}'..='\u{2079}')
            || matches!(
                c,
                '*' | '＊' | '※' | '#' | '†' | '‡' | '^' | ',' | '，' | '、' | ' ' | '-' | '~'
            )
            || matches!(
                c,
                '[' | ']' | '(' | ')' | '（' | '）' | '〔' | '〕' | '【' | '】' | '［' | '］'
            )
    };
    let letter = |c: char| c.is_ascii_lowercase();
    let unsigned = text.chars().filter(|&c| !sign(c)).count();
    let behind_ideograph = || {
        let mut chars = text.chars();
        chars.next().is_some_and(crate::fold::is_cjk)
            && !chars.as_str().is_empty()
            && chars.all(sign)
    };
    unsigned == 0 || (unsigned == 1 && text.chars().any(letter)) || behind_ideograph()
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Whether a text ends with a unit of length, which a raised digit makes one of area or
/// volume, or the reciprocal of one.
fn ends_with_length(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.get(head.len()..).unwrap_or_default();
    let lengths = ["m", "km", "hm", "dm", "cm", "mm", "M", "KM", "Km", "CM", "MM"];
    lengths.contains(&unit) || text.ends_with(['\u{339C}', '\u{339D}', '\u{339E}'])
}

fn raised_char(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(0x2070 + (c as u32 - '0' as u32)).unwrap_or(c),
        '-' | '−' | '–' => '⁻',
        '+' => '⁺',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(text: &str) -> Raised {
        Raised::Sign(text.to_owned())
    }

    #[test]
    fn units_and_powers_are_told_from_marks_of_notes() {
        assert_eq!(raised("万m", "2"), sign("²"));
        assert_eq!(raised("15,820km", "3"), sign("³"));
        assert_eq!(raised("≥3×10", "5"), sign("⁵"));
        assert_eq!(raised("10", "-3"), sign("⁻³"));
        assert_eq!(raised("131.5", "1"), Raised::Note);
        assert_eq!(raised("210", "4"), Raised::Note);
        assert_eq!(raised("≥860", "②"), Raised::Note);
        assert_eq!(raised("21260", "[3]"), Raised::Note);
        assert_eq!(raised("防治面积", "注1"), Raised::Note);
        assert_eq!(raised("96.4%", "*"), Raised::Note);
        assert_eq!(raised("96.4%", "a"), Raised::Note);
        assert_eq!(raised("95%", "以上"), Raised::Text);
        assert_eq!(raised("5", "20人"), Raised::Apart);
    }

    #[test]
    fn lowered_digits_belong_to_formulas() {
        assert_eq!(lowered("PM", "2.5"), Raised::Text);
        assert_eq!(lowered("CO", "2"), Raised::Text);
        assert_eq!(lowered("131.5", "1"), Raised::Note);
    }
}
