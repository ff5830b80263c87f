//! `patterns/tables.toml`: rows of a table that are no indicators.

use std::ops::Range;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::expression::{Expression, ExpressionEntry};
use super::lexicon::{Lexicon, Part};
use super::{PatternFile, lint};
use crate::fold;
use crate::words::Words;

/// What a row that is no indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RowKind {
    /// 总分: the row that adds up.
    Total,
    /// No indicator follows until a new header.
    End,
    /// 续表: the table goes on.
    Continued,
}

/// Words that tell rows apart.
#[derive(Debug)]
pub(crate) struct Tables {
    rows: Vec<RowWords>,
    whole: Lexicon<RowKind>,
    start: Lexicon<RowKind>,
    /// Length in bytes of the longest of these words.
    longest: usize,
    templates: Vec<Expression>,
    unit_lines: Vec<Expression>,
    weights: Vec<Expression>,
    bare_weights: Vec<Expression>,
    codes: Vec<Expression>,
    blanks: Vec<Expression>,
    sign_offs: Vec<Expression>,
    seals: Vec<Expression>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    row: Vec<RowWords>,
    template: Vec<ExpressionEntry<String>>,
    unit_line: Vec<ExpressionEntry<String>>,
    weight: Vec<ExpressionEntry<String>>,
    bare_weight: Vec<ExpressionEntry<String>>,
    code: Vec<ExpressionEntry<String>>,
    blank: Vec<ExpressionEntry<String>>,
    sign_off: Vec<ExpressionEntry<String>>,
    seal: Vec<ExpressionEntry<String>>,
}

entry! {
    struct RowWords: String {
        kind: RowKind,
        part: Part,
        words: Vec<String>,
    }
}

/// Longest line, in bytes, that says that a numbered table goes on.
const LONGEST_CONTINUED: usize = 30;

impl Tables {
    /// What the first filled cell of a row says the row is.
    pub(crate) fn row_kind(&self, cell: &str) -> Option<RowKind> {
        // Most cells and lines start as none of the words does.
        if !self.whole.may_start(cell) && !self.start.may_start(cell) {
            return None;
        }
        // Of a long paragraph only the start can be one of the words; a little
        // more is taken for the colon after it.
        let most = self.longest + 16;
        let mut key = String::with_capacity(cell.len().min(most + 4));
        key.extend(fold::clean_key_chars(cell).take_while({
            let mut length = 0;
            move |c| {
                length += c.len_utf8();
                length <= most
            }
        }));
        let whole = key.trim_end_matches([':', '*']);
        let by_start = || self.start.at_start(&key).map(|(_, &kind)| kind);
        let found = self.whole.get(whole).copied().or_else(by_start);
        found.or_else(|| self.continued(whole)).or_else(|| {
            let key = super::columns::header_key_within(cell, self.longest)?;
            self.whole.get(&key).copied()
        })
    }

    /// 续表1, 附表2（续）: words that say that a table goes on, whatever its number.
    fn continued(&self, key: &str) -> Option<RowKind> {
        let numbered = key.len() <= LONGEST_CONTINUED && key.contains(|c: char| c.is_ascii_digit());
        let bare = numbered.then(|| key.replace(|c: char| c.is_ascii_digit(), ""))?;
        self.whole.get(&bare).copied().filter(|&kind| kind == RowKind::Continued)
    }

    /// Whether a name is what a blank form prints.
    pub(crate) fn is_template(&self, name: &str) -> bool {
        let key = fold::clean_key(name);
        self.templates.iter().any(|pattern| pattern.is_match(&key))
    }

    /// Whether a cell is the label of a box to sign in: 主管部门审核意见, 单位负责人（签字）.
    pub(crate) fn is_sign_off(&self, cell: &str) -> bool {
        const LONGEST: usize = 120;
        cell.len() <= LONGEST && {
            let key = fold::clean_key(cell);
            self.sign_offs.iter().any(|pattern| pattern.is_match(&key))
        }
    }

    /// Whether a cell holds nothing but a place for a seal, a name or a date.
    pub(crate) fn is_seal(&self, cell: &str) -> bool {
        const LONGEST: usize = 120;
        cell.len() <= LONGEST && {
            let key = fold::clean_key(cell);
            self.seals.iter().any(|pattern| pattern.is_match(&key))
        }
    }

    /// The weight printed in brackets at the end of a label: its digits, and
    /// where the bracket starts.
    /// `bare`: the head of the column says that brackets hold weights, so that a number
    /// alone is one.
    pub(crate) fn weight_in_label(&self, label: &str, bare: bool) -> Option<(Range<usize>, usize)> {
        // Most labels end in no bracket.
        if !label.ends_with([')', '）']) {
            return None;
        }
        let bare = self.bare_weights.iter().filter(|_| bare);
        self.weights.iter().chain(bare).find_map(|pattern| {
            let found = pattern.captures(label)?;
            Some((found.name("weight")?.range(), found.whole()?.start()))
        })
    }

    /// The length of a code (A11) before a name, with what parts it from the name.
    pub(crate) fn code(&self, name: &str) -> Option<usize> {
        self.codes.iter().find_map(|pattern| Some(pattern.captures(name)?.whole()?.end()))
    }

    /// Whether a word is what converters write into a cell in which nothing stands.
    pub(crate) fn is_blank_word(&self, word: &str) -> bool {
        self.blanks.iter().any(|pattern| pattern.is_match(word))
    }

    /// The unit that a line such as 单位：万元 names.
    pub(crate) fn unit_line<'t>(&self, line: &'t str) -> Option<&'t str> {
        let unit = |pattern: &Expression| Some(pattern.captures(line)?.name("unit")?.as_str());
        self.unit_lines.iter().find_map(unit)
    }
}

impl PatternFile for Tables {
    const BUILTIN: Builtin = builtin!("tables");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let (mut whole, mut start) = (Vec::new(), Vec::new());
        for row in &raw.row {
            for word in &row.words {
                match row.part {
                    Part::Start => start.push((fold::key(word), row.kind)),
                    _ => whole.push((fold::key(word), row.kind)),
                }
            }
        }
        // Of a word that stands twice the last counts.
        whole.reverse();
        let (whole, start) = (Lexicon::meaning(whole), Lexicon::meaning(start));
        Ok(Tables {
            rows: raw.row,
            longest: whole.longest().max(start.longest()),
            whole,
            start,
            templates: Expression::all(raw.template),
            unit_lines: Expression::all(raw.unit_line),
            weights: Expression::all(raw.weight),
            bare_weights: Expression::all(raw.bare_weight),
            codes: Expression::all(raw.code),
            blanks: Expression::all(raw.blank),
            sign_offs: Expression::all(raw.sign_off),
            seals: Expression::all(raw.seal),
        })
    }

    fn prove(&self) -> Result<(), Words> {
        let all = [
            &self.templates,
            &self.unit_lines,
            &self.weights,
            &self.bare_weights,
            &self.codes,
            &self.blanks,
            &self.sign_offs,
            &self.seals,
        ];
        all.into_iter().try_for_each(|expressions| Expression::prove(expressions))
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for row in &self.rows {
            let is = |cell: &str| self.row_kind(cell) == Some(row.kind);
            problems.extend(lint::prove(row, is));
        }
        let keyed = self.templates.iter().chain(&self.sign_offs).chain(&self.seals);
        problems.extend(keyed.flat_map(|pattern| pattern.lint(fold::key)));
        let others = self.unit_lines.iter().chain(&self.weights).chain(&self.bare_weights);
        let others = others.chain(&self.codes).chain(&self.blanks);
        problems.extend(others.flat_map(|pattern| pattern.lint(str::to_owned)));
        problems
    }
}
