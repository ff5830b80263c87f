//! Texts that are no label of their own: several labels, parts of labels one in another, or a label
//! beside other words.

use super::{Levels, Lexicon};
use crate::fold;

impl Levels {
    /// Whether a text is two labels or more, of either level, and nothing else; each ends in the
    /// word that most level names end in.
    pub(crate) fn is_several(&self, cell: &str) -> bool {
        let text = self.affixes.text(cell);
        let ends = self.label_ends(&text);
        let Some(&last) = ends.last().filter(|_| ends.len() > 1) else { return false };
        let mut from = 0;
        let all = ends.iter().all(|&end| {
            let is_label = text.get(from..end).is_some_and(|part| self.is_label_text(part));
            from = end;
            is_label
        });
        all && last == text.len()
    }

    /// Whether a text holds the characters of a level's name in another order: those of a label
    /// that was read across its lines.
    pub(crate) fn is_scrambled(&self, level: u8, cell: &str) -> bool {
        const SHORTEST: usize = 4;
        let sorted = |text: &str| {
            let mut words: Vec<char> = text.chars().filter(|&c| fold::is_cjk(c)).collect();
            words.sort_unstable();
            words
        };
        let text = sorted(cell);
        if text.len() < SHORTEST || self.exact(level, cell).is_some() {
            return false;
        }
        // The points of the label and what they are called may stand anywhere in it.
        let more = usize::from(cell.contains(|c: char| c.is_ascii_digit()));
        self.of_level(level).flat_map(|id| self.spellings(id)).any(|spelling| {
            // Nearly all are told by their lengths.
            let length = spelling.chars().filter(|&c| fold::is_cjk(c)).count();
            let fits = (SHORTEST..=text.len()).contains(&length) && text.len() <= length + more;
            let mut rest = text.iter();
            fits && sorted(spelling).iter().all(|c| rest.any(|other| other == c))
        })
    }

    /// Whether words of several labels stand in a text one in another: labels of several rows or
    /// columns, read as one. What one character joins (社会和生态效益) is meant so.
    pub(crate) fn is_mixed(&self, cell: &str) -> bool {
        const LEAST: usize = 2;
        const SEVERAL: usize = 3;
        let text = self.affixes.text(cell);
        if self.is_label_text(&text) {
            return false;
        }
        let (mut count, mut last) = (0, 0);
        for found in self.bare_names().all(&text) {
            let gap = text.get(last..found.from).unwrap_or_default();
            if count > 0 && gap.chars().count() == 1 {
                return false;
            }
            (count, last) = (count + 1, found.to);
        }
        count >= SEVERAL || count >= LEAST && !self.label_ends(&text).is_empty()
    }

    /// The names of both levels without the word that most end in, of two characters or more.
    fn bare_names(&self) -> &Lexicon {
        const LEAST: usize = 2;
        self.bare.get_or_init(|| {
            let all = [1, 2].into_iter().flat_map(|level| self.of_level(level));
            let names = all.flat_map(|id| self.spellings(id)).map(|name| self.affixes.stem(name));
            let names = names.filter(|name| name.chars().nth(LEAST - 1).is_some());
            Lexicon::meaning(names.map(|name| (name.to_owned(), ())))
        })
    }

    /// Whether a label of level 2 stands in a text beside other words, as in a name to which it
    /// was glued.
    pub(crate) fn is_glued(&self, cell: &str) -> bool {
        /// A word of the name is at least so long, in characters.
        const LEAST: usize = 2;
        let text = self.affixes.text(cell);
        let ends = self.label_ends(&text);
        if ends.is_empty() || self.is_label_text(&text) {
            return false;
        }
        let long = |part: &str| part.is_empty() || part.chars().nth(LEAST - 1).is_some();
        // 满意度 ends names as well, and is of level 1.
        let is_label = |part: &str| {
            self.exact_text(1, part).is_none()
                && self.exact_text(2, part).is_some_and(|id| self.name(id) == part)
        };
        ends.iter().any(|&end| {
            let (head, tail) = text.split_at(end);
            let starts = head.char_indices().map(|(at, _)| head.split_at(at));
            long(tail) && starts.into_iter().any(|(before, part)| long(before) && is_label(part))
        })
    }

    fn is_label_text(&self, text: &str) -> bool {
        [1, 2].into_iter().any(|level| self.exact_text(level, text).is_some())
    }

    /// Where in a text the word ends that most level names end in.
    fn label_ends(&self, text: &str) -> Vec<usize> {
        let words = self.affixes.suffix.iter().flat_map(|entry| &entry.words);
        let words = words.filter(|word| word.chars().nth(1).is_some());
        let mut ends: Vec<usize> = words
            .flat_map(|word| text.match_indices(word.as_str()).map(|(at, word)| at + word.len()))
            .collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}
