//! Names of several bodies in one value.

use super::Fields;
use crate::fold;

/// The shortest name of a body, in characters.
const SHORTEST: usize = 4;

impl Fields {
    /// The label of the body of one level with which a line starts.
    pub(crate) fn level_at_start(&self, line: &str) -> Option<&str> {
        const LONGEST: usize = 60;
        let head: String = line.trim_start().chars().take(LONGEST).collect();
        let key = fold::key(&head);
        let labels = self.raw.grammar.of_levels.iter().map(String::as_str);
        labels.into_iter().find(|label| key.starts_with(label))
    }

    /// Whether what stands before a value ends with such a label.
    pub(crate) fn ends_with_level(&self, head: &str) -> bool {
        let key = fold::key(head);
        let key = key.trim_end_matches(':');
        self.raw.grammar.of_levels.iter().any(|label| key.ends_with(label.as_str()))
    }

    /// Whether a value holds the names of several bodies with a gap between them (某省财政厅 某市财政局), and
    /// not one name with a gap in it (某县水务局 河道管理所).
    pub(crate) fn holds_several_bodies(&self, value: &str) -> bool {
        let value = value.trim();
        let gaps = value.char_indices().filter(|(_, c)| c.is_whitespace());
        let mut gaps = gaps.map(|(at, _)| value.split_at(at)).peekable();
        if gaps.peek().is_none()
            || value.split_whitespace().all(|part| part.chars().nth(1).is_none())
        {
            return false;
        }
        gaps.any(|(one, other)| self.are_two(&fold::key(one), &fold::key(other)))
    }

    fn are_two(&self, one: &str, other: &str) -> bool {
        let whole =
            |key: &str| key.chars().count() >= SHORTEST && self.organisations.end(key).is_some();
        if !whole(one) || !whole(other) {
            return false;
        }
        let grammar = &self.raw.grammar;
        let mut placed = other.to_owned();
        for word in &grammar.not_parted {
            placed = placed.replace(word.as_str(), "");
        }
        let of_a_place = || {
            grammar.parted.iter().any(|sign| {
                placed
                    .find(sign.as_str())
                    .is_some_and(|at| at > 0 && at + sign.len() < placed.len())
            })
        };
        // 财政局 农业农村局: neither is a part of the other.
        let last = |key: &str| key.chars().next_back();
        of_a_place() || last(one) == last(other)
    }
}
