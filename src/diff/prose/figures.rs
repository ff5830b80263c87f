//! The figures of a paragraph: what must have changed where its text was only filled in
//! anew.
//!
//! Years, names of documents (《…》, 〔2020〕10号) and the numbers before the items of a list
//! say nothing of a year's work, and are passed over.

use crate::diff::pairing;
use crate::patterns::Patterns;

/// The figures of a text in order, as they are printed.
pub(in crate::diff) fn figures(text: &str, patterns: &Patterns) -> Vec<String> {
    let key = pairing::masked(text, patterns);
    let mut found = Vec::new();
    let mut chars = key.char_indices().peekable();
    let (mut quoted, mut before) = (0_u32, None);
    while let Some((at, c)) = chars.next() {
        match c {
            '《' | '〔' => quoted += 1,
            '》' | '〕' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        if !c.is_ascii_digit() {
            before = Some(c);
            continue;
        }
        let mut end = at + 1;
        while let Some(&(next, c)) = chars.peek() {
            let after = key.get(next + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let inside = matches!(c, '.' | ',') && after.is_some_and(|c| c.is_ascii_digit());
            if !c.is_ascii_digit() && !inside {
                break;
            }
            end = next + 1;
            chars.next();
        }
        let figure = key.get(at..end).unwrap_or_default();
        let after = key.get(end..).unwrap_or_default();
        if quoted == 0 && !is_of_document(before) && !is_ordinal(before, after) {
            found.push(figure.replace(',', ""));
        }
        before = Some('0');
    }
    found
}

/// Whether a number belongs to the name of a document: 财预〔2020〕10号.
fn is_of_document(before: Option<char>) -> bool {
    matches!(before, Some('〔' | '〕' | '[' | ']'))
}

/// Whether a number counts the items of a list: it stands where a sentence begins, and a
/// mark follows.
fn is_ordinal(before: Option<char>, after: &str) -> bool {
    let begins = before.is_none_or(|c| matches!(c, '。' | ';' | ':' | '('));
    begins && after.starts_with(['.', '、', ')'])
}

/// Digits without zeros at either end: how little of chance there is in a figure.
pub(in crate::diff) fn significant(figure: &str) -> usize {
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
    let digits: String = whole.chars().chain(fraction.chars()).collect();
    let digits = digits.trim_start_matches('0');
    match fraction.is_empty() {
        true => digits.trim_end_matches('0').len(),
        false => digits.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_what_a_year_fills_in() {
        let of = |text: &str| figures(text, Patterns::builtin());
        assert_eq!(of("2023年，建成高标准农田3,260亩，机插秧2.4万亩。"), ["3260", "2.4"]);
        assert_eq!(of("按照《关于做好2020年第3批工作的通知》（财预〔2020〕10号）执行。"), [""; 0]);
        assert_eq!(of("1.加强管理。2.走访企业105家"), ["105"]);
        assert_eq!(of("完成率98.6%"), ["98.6"]);
    }

    #[test]
    fn zeros_at_the_end_of_a_whole_number_are_easily_met() {
        for (figure, digits) in [("3200", 2), ("98.60", 4), ("5", 1), ("0.5", 1), ("1031", 4)] {
            assert_eq!(significant(figure), digits, "{figure}");
        }
    }
}
