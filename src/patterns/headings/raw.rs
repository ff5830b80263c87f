//! The entries of `headings.toml` as they stand in the file.

use serde::Deserialize;

use super::mark::Numerals;
use crate::patterns::entry::entry;
use crate::patterns::lists::{WordList, purposes};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(super) form: Vec<Form>,
    pub(super) enumeration: Vec<Enumeration>,
    pub(super) title: Vec<Title>,
    pub(super) title_part: Vec<TitlePart>,
    pub(super) label: Vec<LabelNames>,
    pub(super) head: Vec<Head>,
    pub(super) words: Vec<WordList<Words>>,
}

entry! {
    /// A way to number headings and items.
    pub(super) struct Form: String {
        pub(super) rank: u8,
        #[serde(default)]
        pub(super) fixed: bool,
        #[serde(default)]
        pub(super) list: bool,
        pub(super) numerals: Vec<Numerals>,
        #[serde(default)]
        pub(super) spellings: Vec<String>,
        #[serde(default)]
        pub(super) signs: Vec<String>,
        pub(super) number: Option<String>,
    }
}

entry! {
    /// Marks inside running text.
    pub(super) struct Enumeration: String {
        #[serde(default)]
        pub(super) numerals: Vec<Numerals>,
        #[serde(default)]
        pub(super) spellings: Vec<String>,
        #[serde(default)]
        pub(super) signs: Vec<String>,
        #[serde(default)]
        pub(super) words: Vec<Vec<String>>,
    }
}

entry! {
    /// How titles of documents end.
    pub(super) struct Title: String {
        pub(super) strength: u8,
        pub(super) ends: Vec<String>,
    }
}

entry! {
    /// How a line ends that may be the first part of a title.
    pub(super) struct TitlePart: String {
        pub(super) ends: Vec<String>,
        #[serde(default)]
        pub(super) contains: Vec<String>,
    }
}

entry! {
    /// Headings without a number.
    pub(super) struct LabelNames: String {
        #[serde(default)]
        pub(super) top: bool,
        pub(super) names: Vec<String>,
    }
}

entry! {
    /// Titles that may be split off a line.
    pub(super) struct Head: String {
        #[serde(default)]
        pub(super) names: Vec<String>,
        #[serde(default)]
        pub(super) ends: Vec<String>,
    }
}

/// What a word list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Words {
    /// Ends of lines that lead in a list or table and are no label: 如下.
    LeadIn,
    /// Parts of the names of cover fields: 填报, 日期.
    Field,
    /// Units: a dotted number before one is a value.
    Measure,
    /// Words that begin like a unit and are none: 项目.
    WholeMeasure,
    /// 年, after the digits of a year.
    Year,
    /// What follows a number that refers to a heading: 至, 条.
    Reference,
    /// How a measure begins: 加强, 完善.
    Verb,
    /// How a line begins that only names another document: 详见.
    Pointer,
    /// What stands before a number that refers to a heading: 见, 第.
    Refers,
    /// What an annex is called, on the line of its title: 附件.
    Annex,
    /// What stands before a title on its line: 标题.
    TitleLabel,
}

purposes!(Words);
