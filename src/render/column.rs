//! The columns of the tables: names, headings, kinds of values.

use crate::terms::{self, Term};
use crate::words::Language;

use super::{errors, findings, indicators, paths, reports, review};

/// One of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// 指标: a row per indicator of a report.
    Indicators,
    /// 报告: a row per report.
    Reports,
    /// 问题: a row per outcome of a check.
    Findings,
    /// 待复核清单: a row per cell that a person has to read.
    Review,
    /// 错误: a row per file that could not be read.
    Errors,
}

impl Table {
    /// All tables, in the order in which they are shown.
    pub const ALL: [Table; 5] =
        [Table::Indicators, Table::Reports, Table::Findings, Table::Review, Table::Errors];

    /// What its file is called, without extension.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Table::Indicators => "indicators",
            Table::Reports => "reports",
            Table::Findings => "findings",
            Table::Review => "review",
            Table::Errors => "errors",
        }
    }

    /// The place of a column among [`Table::columns`].
    pub(super) fn place(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.name == name)
    }

    /// Its columns. A [`super::Row`] has a cell for each of them.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        match self {
            Table::Indicators => indicators::CELLS.iter().map(|cell| cell.column).collect(),
            Table::Reports => reports::CELLS.iter().map(|cell| cell.column).collect(),
            Table::Findings => findings::CELLS.iter().map(|cell| cell.column).collect(),
            Table::Review => review::CELLS.iter().map(|cell| cell.column).collect(),
            Table::Errors => errors::CELLS.iter().map(|cell| cell.column).collect(),
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every format and for ever.
    pub name: &'static str,
    /// Its heading in Chinese.
    pub zh: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Whether people look at it only now and then: a workbook folds it away.
    pub detail: bool,
}

impl Column {
    /// Its heading.
    #[must_use]
    pub fn heading(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.name,
        }
    }

    /// Whether it is shown to people who read this language: a sentence stands in
    /// each language in a column of its own.
    #[must_use]
    pub fn is_shown(&self, language: Language) -> bool {
        !matches!(self.kind, Kind::Sentence(other) if other != language)
    }
}

/// What stands in a column, and how a [`super::Row`] spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, also where it looks like a number: telephone numbers, codes, what was
    /// printed.
    Text,
    /// The path of the source file, `/` between its parts.
    Source,
    /// A place on a page in the output folder, as `view/a.md.html#cell-t1-r5-target`.
    Link,
    /// A sentence of the program, in this language.
    Sentence(Language),
    /// A whole number.
    Integer,
    /// An exact decimal with its printed scale.
    Decimal,
    /// A ratio (0.8882) that people read as a percentage.
    Ratio,
    /// A date, ISO 8601.
    Date,
    /// `true` or `false`.
    Flag,
    /// One of these words, by its code.
    Code(&'static [Term]),
    /// Some of these words, by their codes with `;` between.
    Codes(&'static [Term]),
    /// What was restored, as `item: from → to` with `; ` between; an item is a code.
    Repairs,
    /// Values of the report by their paths, as `path=status` with `; ` between.
    Values,
}

/// What stands between the codes of one cell.
pub(super) const SEPARATOR: char = ';';

impl Kind {
    /// A cell of this kind as people of one language read it.
    #[must_use]
    pub fn spell(self, cell: &str, language: Language) -> String {
        let said = |terms: &[Term], code: &str| {
            terms::find(terms, code).map_or(code, |term| term.zh).to_owned()
        };
        match (self, language) {
            (Kind::Code(words), Language::Zh) => said(words, cell),
            (Kind::Codes(words), Language::Zh) => {
                let all: Vec<String> = cell.split(SEPARATOR).map(|c| said(words, c)).collect();
                all.join("；")
            }
            (Kind::Flag, Language::Zh) => said(FLAG, cell),
            (Kind::Repairs, Language::Zh) => paths::repairs_in_chinese(cell),
            (Kind::Values, Language::Zh) => paths::values_in_chinese(cell),
            _ => cell.to_owned(),
        }
    }
}

const FLAG: &[Term] = super::cell::word_list! {
    "true", zh: "是";
    "false", zh: "否";
};
