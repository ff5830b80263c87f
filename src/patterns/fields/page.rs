//! Lines of a web page around a report.

use super::Fields;
use crate::fold;

impl Fields {
    /// Whether a line holds the day on which a page may have been put up and no other field:
    /// 日期：2024-06-11. Gives what stands behind the label, folded.
    pub(crate) fn day_of_page(&self, line: &str) -> Option<String> {
        const LONGEST: usize = 80;
        if line.chars().nth(LONGEST).is_some() {
            return None;
        }
        let key = fold::key(line);
        let days = self.raw.grammar.page_days.iter();
        let mut rests =
            days.filter_map(|label| key.strip_prefix(label.as_str())?.strip_prefix(':'));
        rests.next().map(str::to_owned)
    }

    /// Whether a line is one that pages print around a text: 来源：…, 字号：….
    pub(crate) fn is_sign_of_page(&self, line: &str) -> bool {
        let key = fold::key(line);
        let key = key.trim_start_matches(['[', '(', '|']);
        self.raw.grammar.page_signs.iter().any(|sign| key.starts_with(sign.as_str()))
    }

    /// Whether what stands behind a day goes on as the head of a page: a time of the day, 来源.
    pub(crate) fn goes_on_as_page(&self, rest: &str) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let clock = rest.match_indices(':').any(|(at, _)| {
            digit(rest.get(..at).and_then(|head| head.chars().next_back()))
                && digit(rest.get(at + 1..).and_then(|tail| tail.chars().next()))
        });
        let signs = &self.raw.grammar.page_signs;
        clock || signs.iter().any(|sign| rest.contains(sign.as_str()))
    }
}
