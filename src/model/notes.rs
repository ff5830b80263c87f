//! The notes of all stages, in the order of their places, and no more of them than anybody reads.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use super::finding::Note;
use crate::location::At;
use crate::words::words;

/// Notes of one code that are listed. A large file that is no report may give one for each of its
/// cells, hundreds of times its own size.
const MOST: u32 = 10_000;

/// So many are held before those that will not be listed are left out.
const HELD: usize = 1 << 16;

/// How many notes of each code are not listed.
#[derive(Debug, Clone, Default)]
pub struct Unlisted {
    counts: HashMap<Cow<'static, str>, u32>,
    /// How many notes were held when it was looked at last.
    held: usize,
}

impl Unlisted {
    /// Leaves out what will not be listed once there are many more notes than before: asked as
    /// they are made, so that they never take more memory than what they are about.
    pub(crate) fn thin(&mut self, notes: &mut Vec<Note>) {
        if notes.len() > HELD.max(self.held * 2) {
            self.leave_out(notes);
            self.held = notes.len();
        }
    }

    /// Puts notes in order and keeps the first of each code.
    fn leave_out(&mut self, notes: &mut Vec<Note>) {
        notes.sort_by_key(|note| (note.at.page(), note.at.line(), note.at.chars()));
        let mut kept: HashMap<Cow<'static, str>, u32> = HashMap::default();
        notes.retain(|note| {
            let count = match kept.get_mut(&note.code) {
                Some(count) => count,
                None => kept.entry(note.code.clone()).or_default(),
            };
            *count += 1;
            if *count > MOST {
                *self.counts.entry(note.code.clone()).or_default() += 1;
            }
            *count <= MOST
        });
    }

    /// The notes in order; behind them how many of a code are left out, some of them before.
    pub(crate) fn listed(mut self, mut notes: Vec<Note>) -> Vec<Note> {
        self.leave_out(&mut notes);
        let mut left_out: Vec<(Cow<'static, str>, u32)> = self.counts.into_iter().collect();
        left_out.sort_unstable();
        notes.extend(left_out.into_iter().map(|(code, more)| {
            let message = words!(
                en: "{more} more notes {code} are not listed",
                zh: "另有 {more} 条 {code} 未列出"
            );
            Note::new("notes_left_out", message, At::default())
        }));
        notes.shrink_to_fit();
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_code_are_listed_and_the_rest_counted() {
        let note =
            |code, line| Note::new(code, words!(en: "", zh: ""), At::on_line(None, line, 0, 1));
        let few = (0..9).map(|line| note("few", line));
        let many = (0..MOST + 7).rev().map(|line| note("many", line));
        let notes = Unlisted::default().listed(many.chain(few).collect());
        assert_eq!(notes.len() as u32, 9 + MOST + 1);
        let last = notes.last().unwrap();
        assert_eq!(
            (&*last.code, &*last.message),
            ("notes_left_out", "7 more notes many are not listed")
        );
        assert_eq!(notes.iter().filter(|note| note.code == "few").count(), 9);
        let listed = notes.iter().filter_map(|note| note.at.line());
        assert!(listed.max() < Some(MOST));
    }

    #[test]
    fn what_is_left_out_early_changes_nothing() {
        const CODES: [&str; 3] = ["a", "b", "c"];
        let note = |number: u32| {
            let (line, code) = (number * 7919 % 50_021, CODES[number as usize % 4 % 3]);
            let words = words!(en: "{number}", zh: "");
            Note::new(code, words, At::on_line(None, line / 3, 0, 1))
        };
        let all: Vec<Note> = (0..200_000).map(note).collect();
        let (mut notes, mut unlisted, mut most) = (Vec::new(), Unlisted::default(), 0);
        for note in all.clone() {
            notes.push(note);
            unlisted.thin(&mut notes);
            most = most.max(notes.len());
        }
        assert!(most <= HELD + 1, "{most}");
        assert_eq!(unlisted.listed(notes), Unlisted::default().listed(all));
    }
}
