//! Text of a source that is not printed, or is no part of what is read: told once for each
//! reason, with its place.

use crate::location::At;
use crate::model::Note;

/// Why a text was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is not shown: hidden rows, columns, cells, words.
    Hidden,
    /// It is struck through.
    Struck,
    /// It is the raised mark of a note.
    NoteMark,
}

/// What was left out: for each reason how often, and where first.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeftOut {
    hidden: Option<(u32, At)>,
    struck: Option<(u32, At)>,
    marks: Option<(u32, At)>,
}

impl LeftOut {
    pub(crate) fn add(&mut self, reason: Reason, at: At) {
        let slot = match reason {
            Reason::Hidden => &mut self.hidden,
            Reason::Struck => &mut self.struck,
            Reason::NoteMark => &mut self.marks,
        };
        slot.get_or_insert((0, at)).0 += 1;
    }

    /// Adds what was left out further down.
    pub(crate) fn append(&mut self, other: LeftOut) {
        let add = |slot: &mut Option<(u32, At)>, more: Option<(u32, At)>| {
            if let Some((count, at)) = more {
                slot.get_or_insert((0, at)).0 += count;
            }
        };
        add(&mut self.hidden, other.hidden);
        add(&mut self.struck, other.struck);
        add(&mut self.marks, other.marks);
    }

    /// A note for each reason.
    pub(crate) fn notes(self) -> Vec<Note> {
        let told = [
            ("hidden_text", "hidden text was left out", self.hidden),
            ("struck_text", "struck-out text was left out", self.struck),
            ("note_mark", "the raised mark of a note was set apart from the text", self.marks),
        ];
        told.into_iter()
            .filter_map(|(code, what, found)| {
                let (count, at) = found?;
                Some(Note::new(code, format!("{what} in {count} place(s), first here"), at))
            })
            .collect()
    }
}
