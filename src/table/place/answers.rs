//! What is asked of the cells of a table again and again: each question is answered once.
//!
//! A row is held against its heads when it is placed, when it may go on over a page end, and by
//! every question of the guard, so that each cell is asked some thirty times what it is.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use super::kind::Misfit;
use crate::patterns::{LevelId, Patterns};
use crate::value::quantity;

/// What is told of the texts of a table's cells.
#[derive(Debug, Default)]
pub(super) struct Answers(RefCell<HashMap<Box<str>, Rc<Told>>>);

impl Answers {
    /// What is told of a text so far.
    pub(super) fn of(&self, text: &str) -> Rc<Told> {
        let mut known = self.0.borrow_mut();
        if let Some(told) = known.get(text) {
            return Rc::clone(told);
        }
        Rc::clone(known.entry(text.into()).or_default())
    }

    /// A text as a quantity, if it was read as one.
    pub(super) fn reading(&self, text: &str) -> Option<quantity::Reading> {
        self.0.borrow().get(text)?.reading.get().cloned()
    }
}

/// The answers to what [`Kinds`](super::Kinds) is asked of one text, each made when it is first
/// asked for. None depends on the table.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) label: OnceCell<Label>,
    /// Whether it names a column.
    pub(super) head: OnceCell<bool>,
    /// How badly it names an indicator.
    pub(super) name: OnceCell<Misfit>,
    /// Whether it is a value and nothing else.
    pub(super) value: OnceCell<bool>,
    /// Whether it is a value in words.
    pub(super) words: OnceCell<bool>,
    /// Whether it may be a label of level 1 or of level 2, damaged or not.
    pub(super) level1: OnceCell<bool>,
    pub(super) level2: OnceCell<bool>,
    /// As a quantity; its place says nothing.
    pub(super) reading: OnceCell<quantity::Reading>,
}

/// A text as the label of a level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    ids: [Option<LevelId>; 2],
    /// Whether it says so itself (数量指标); `None` where it is none, or a name as well.
    pub(super) says_so: Option<bool>,
}

impl Label {
    pub(super) fn of(text: &str, patterns: &Patterns) -> Label {
        let levels = &patterns.levels;
        let label = levels.text(text);
        let ids = [1, 2].map(|level| levels.exact_text(level, &label));
        let id = ids.into_iter().flatten().next();
        let says_so = id.filter(|&id| !levels.is_also_a_name(id, &label));
        Label { ids, says_so: says_so.map(|_| !levels.is_bare_text(&label)) }
    }

    /// What it names on a level.
    pub(super) fn id(self, level: u8) -> Option<LevelId> {
        self.ids.get(usize::from(level).checked_sub(1)?).copied().flatten()
    }
}
