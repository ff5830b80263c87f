//! Text of a source that is not printed, or is no part of what is read: told once for each
//! reason, with its place.

use crate::location::At;
use crate::model::Note;
use crate::words::words;

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

    /// The same, all in one place.
    pub(crate) fn at(self, at: At) -> Self {
        let put = |slot: Option<(u32, At)>| slot.map(|(count, _)| (count, at));
        Self { hidden: put(self.hidden), struck: put(self.struck), marks: put(self.marks) }
    }

    /// A note for each reason.
    pub(crate) fn notes(self) -> Vec<Note> {
        let hidden = self.hidden.map(|(count, at)| {
            let message = words!(
                en: "hidden text was left out in {count} place(s), first here",
                zh: "略去 {count} 处隐藏文字，首处在此"
            );
            Note::new("hidden_text", message, at)
        });
        let struck = self.struck.map(|(count, at)| {
            let message = words!(
                en: "struck-out text was left out in {count} place(s), first here",
                zh: "略去 {count} 处带删除线的文字，首处在此"
            );
            Note::new("struck_text", message, at)
        });
        let marks = self.marks.map(|(count, at)| {
            let message = words!(
                en: "the raised mark of a note was set apart from the text in {count} place(s), first here",
                zh: "有 {count} 处上标注释号未计入文字，首处在此"
            );
            Note::new("note_mark", message, at)
        });
        hidden.into_iter().chain(struck).chain(marks).collect()
    }
}
