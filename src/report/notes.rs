//! The notes of all stages, in the order of their places, and no more of them than anybody reads.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use crate::location::At;
use crate::model::Note;
use crate::words::words;

/// Notes of one code that are listed. A large file that is no report may give one for each of its
/// cells, hundreds of times its own size.
const MOST: u32 = 10_000;

/// The notes in order; behind them how many of a code are left out.
pub(super) fn listed(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by_key(|note| (note.at.page, note.at.line, note.at.chars));
    let mut counts: HashMap<Cow<'static, str>, u32> = HashMap::default();
    notes.retain(|note| match counts.get_mut(&note.code) {
        Some(count) => {
            *count += 1;
            *count <= MOST
        }
        None => {
            counts.insert(note.code.clone(), 1);
            true
        }
    });
    let mut left_out: Vec<(Cow<'static, str>, u32)> =
        counts.into_iter().filter(|(_, count)| *count > MOST).collect();
    left_out.sort_unstable();
    notes.extend(left_out.into_iter().map(|(code, count)| {
        let more = count - MOST;
        let message = words!(
            en: "{more} more notes {code} are not listed",
            zh: "另有 {more} 条 {code} 未列出"
        );
        Note::new("notes_left_out", message, At::default())
    }));
    notes.shrink_to_fit();
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_code_are_listed_and_the_rest_counted() {
        let note = |code, line| Note::new(code, words!(en: "", zh: ""), At::line(None, line, 0, 1));
        let few = (0..9).map(|line| note("few", line));
        let many = (0..MOST + 7).rev().map(|line| note("many", line));
        let notes = listed(many.chain(few).collect());
        assert_eq!(notes.len() as u32, 9 + MOST + 1);
        let last = notes.last().unwrap();
        assert_eq!(
            (&*last.code, &*last.message),
            ("notes_left_out", "7 more notes many are not listed")
        );
        assert_eq!(notes.iter().filter(|note| note.code == "few").count(), 9);
        let listed = notes.iter().filter_map(|note| note.at.line);
        assert!(listed.max() < Some(MOST));
    }
}
