//! What counts something and goes on with words: 2户搬迁, 1座待移交.

use super::kind::Kinds;
use crate::fold;

impl Kinds<'_> {
    /// Whether a text goes on behind a number and its unit with words that say what became of it, as
    /// short reasons do.
    pub(super) fn tells_of(self, text: &str) -> bool {
        const LEAST: usize = 2;
        let number = |c: char| c.is_ascii_digit() || c == '.';
        let text = text.trim();
        let rest = text.trim_start_matches(number);
        let Some((unit, _)) = self.patterns.units.at_start(rest) else { return false };
        let Some(words) = rest.get(unit..).filter(|_| rest.len() < text.len()) else {
            return false;
        };
        words.chars().count() >= LEAST
            && words.chars().all(fold::is_cjk)
            && !self.patterns.units.has(words)
            && !self.is_value_in_words(words)
            && !self.is_dated(text)
    }
}
