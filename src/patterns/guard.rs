//! `patterns/guard.toml`: what tells a cell or a row that cannot be believed.

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::expression::{Expression, ExpressionEntry};
use super::lists::{Lists, WordList, purposes};
use crate::fold;
use crate::words::Words;

/// Words by which the guard tells what cannot be believed.
#[derive(Debug)]
pub(crate) struct Guard {
    lists: Lists<Use>,
    shapes: Vec<Expression<Shape>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    words: Vec<WordList<Use>>,
    shape: Vec<ExpressionEntry<Shape>>,
}

/// What texts of a shape are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    PartOfDate,
}

/// What a list of words is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    PointsUnit,
    Stray,
    FormulaError,
    ValueInWordsWhole,
    ValueInWords,
    ValueInWordsEnd,
    RunningHead,
    NoteStart,
    NoteEnd,
    Subtotal,
    SubtotalEnd,
    TimedLabel,
    TimedName,
}

purposes!(Use);

impl Guard {
    /// Whether points (分值, 得分) may carry this unit.
    pub(crate) fn is_of_points(&self, unit: &str) -> bool {
        self.lists.has(Use::PointsUnit, &fold::clean_key_of(unit))
    }

    /// Whether a text is what a page, a seal or a watermark left.
    pub(crate) fn is_stray(&self, text: &str) -> bool {
        self.lists.has(Use::Stray, &fold::clean_key_of(text))
    }

    /// Whether a cell holds what a spreadsheet shows where a formula has no value (#REF!).
    pub(crate) fn is_formula_error(&self, text: &str) -> bool {
        text.trim_start().starts_with(['#', '＃'])
            && self.lists.has(Use::FormulaError, &fold::clean_key_of(text))
    }

    /// Whether a cell (as [`fold::clean_key`] makes it) compares with what no number says
    /// (不低于上年), or ends as a term does.
    pub(crate) fn is_value_in_words(&self, key: &str) -> bool {
        self.lists.has(Use::ValueInWordsWhole, key)
            || self.lists.has(Use::ValueInWords, key)
            || self.lists.has(Use::ValueInWordsEnd, key)
    }

    /// Whether a cell says that its row adds up a part of the table (小计).
    pub(crate) fn is_subtotal(&self, cell: &str) -> bool {
        // No such label is this long.
        const LONGEST: usize = 60;
        let key = if cell.len() > LONGEST { String::new() } else { fold::clean_key(cell) };
        self.lists.has(Use::Subtotal, &key) || self.lists.has(Use::SubtotalEnd, &key)
    }

    /// Whether a label or a name says that the indicator is a point in time.
    pub(crate) fn is_timed(&self, text: &str) -> bool {
        let key = fold::clean_key_of(text);
        self.lists.has(Use::TimedLabel, &key) || self.lists.has(Use::TimedName, &key)
    }

    /// Whether a text is a date of which a part is missing, or the rest of one.
    pub(crate) fn is_part_of_date(&self, text: &str) -> bool {
        let key = fold::clean_key(text);
        self.shapes.iter().any(|shape| *shape.id() == Shape::PartOfDate && shape.is_match(&key))
    }

    /// Whether a text is a title, as a page prints it over the rows of a table.
    pub(crate) fn is_running_head(&self, text: &str) -> bool {
        self.lists.has(Use::RunningHead, &fold::clean_key_of(text))
    }

    /// Whether a row that is this text and nothing else is a note.
    pub(crate) fn is_note(&self, text: &str) -> bool {
        let key = fold::clean_key(text);
        self.lists.has(Use::NoteStart, &key) || self.lists.has(Use::NoteEnd, &key)
    }
}

impl PatternFile for Guard {
    const BUILTIN: Builtin = builtin!("guard");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        Ok(Guard { lists: Lists::new(raw.words), shapes: Expression::all(raw.shape) })
    }

    fn prove(&self) -> Result<(), Words> {
        Expression::prove(&self.shapes)
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems =
            self.lists.lint(|of, text| self.lists.has(of, &fold::clean_key_of(text)));
        problems.extend(self.shapes.iter().flat_map(|shape| shape.lint(fold::clean_key)));
        problems
    }
}
