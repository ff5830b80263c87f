//! `patterns/changes.toml`: what the changes between two years are told by.

use std::ops::Range;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::lists::{Lists, WordList, purposes};
use super::{PatternFile, lint};
use crate::fold;
use crate::words::Words;

/// Sections, words and limits of a comparison of two years.
#[derive(Debug)]
pub(crate) struct Changes {
    sections: Vec<Section>,
    words: Lists<WordOf>,
    limits: Limits,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    section: Vec<Section>,
    word: Vec<WordList<WordOf>>,
    limits: Limits,
}

entry! {
    struct Section: String {
        kind: SectionKind,
        words: Vec<String>,
    }
}

/// What is said in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SectionKind {
    /// 部门职能: alike every year, and rightly so.
    Duties,
    /// 履职效能, 完成情况
    Results,
    /// 存在问题, 改进措施
    Problems,
    /// 上年度整改情况
    Rectification,
    /// 预算编制, 资产管理
    Management,
}

/// What a word in a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordOf {
    /// 上年, 去年
    LastYear,
    /// 今年, 本年
    ThisYear,
    /// 同比增长
    Growth,
    /// 同比下降
    Fall,
    /// 比, 较: before a year, it is compared with and not quoted.
    Compared,
    /// 达到, 为: between the name of an indicator and its number.
    Between,
    /// 累计, 计划: the number is none of one whole year's result.
    OtherFigure,
    /// 追加, 压减, 机构改革
    Amended,
    /// 加强, 预算管理: what every office writes in problems and measures.
    Common,
    /// 调减, 核减任务: why a target is lower than the year before.
    TargetCut,
    /// 更名, 组建: a department has another name now.
    Reorganised,
}

purposes!(WordOf);

/// Numbers that decide; `patterns/changes.toml` explains them.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains them")]
pub(crate) struct Limits {
    pub(crate) lowered: u32,
    pub(crate) copied: u32,
    pub(crate) copied_length: usize,
    pub(crate) rewritten: u32,
    pub(crate) carried: usize,
    pub(crate) carried_digits: usize,
    pub(crate) problem: u32,
    pub(crate) measure: u32,
    pub(crate) silent: u32,
    pub(crate) reason_length: usize,
    #[serde(default = "reason")]
    pub(crate) reason: u32,
    pub(crate) judged: u32,
    pub(crate) met_fell: u32,
    pub(crate) rate_fell: u32,
    pub(crate) drift: u32,
    pub(crate) round: u32,
    pub(crate) round_of: usize,
    pub(crate) template: u32,
    #[serde(default = "below_years")]
    pub(crate) below_years: usize,
    #[serde(default = "below")]
    pub(crate) below: u32,
}

/// Of a user's limits that were written before this one was there.
fn reason() -> u32 {
    80
}

/// The same.
fn below() -> u32 {
    10
}

/// The same.
fn below_years() -> usize {
    3
}

impl Changes {
    /// Numbers that decide.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What is said in a section of this title.
    pub(crate) fn section(&self, title: &str) -> Option<SectionKind> {
        let title = fold::key(title);
        let names = |entry: &&Section| entry.words.iter().any(|word| title.contains(word));
        self.sections.iter().find(names).map(|entry| entry.kind)
    }

    /// The first word of a meaning in folded text: where it stands, in bytes. Of
    /// words that start at one place the longest.
    pub(crate) fn word(&self, of: WordOf, text: &str) -> Option<Range<usize>> {
        self.words.find(of, text)
    }

    /// Whether a statement says nothing that not every office says: of its words nothing is left but
    /// those that stand in all such statements (加强预算管理，提高资金使用效益).
    pub(crate) fn is_common(&self, text: &str) -> bool {
        /// So many characters may be left over, of so many in all.
        const LEFT: (usize, usize) = (1, 16);
        let key = fold::key(text);
        let words: String = key.chars().filter(|c| c.is_alphabetic()).collect();
        let all = words.chars().count();
        let (mut left, mut rest) = (0, words.as_str());
        while let Some(c) = rest.chars().next() {
            let common = self.words.words(WordOf::Common).and_then(|words| words.start(rest));
            rest = match common {
                Some(word) => &rest[word.len()..],
                None => {
                    left += 1;
                    &rest[c.len_utf8()..]
                }
            };
        }
        all > 0 && left * LEFT.1 <= all * LEFT.0
    }

    /// Whether folded text is a word of a meaning.
    pub(crate) fn is(&self, of: WordOf, text: &str) -> bool {
        self.words.words(of).is_some_and(|words| words.has(text))
    }

    /// Whether folded text ends with a word of a meaning.
    pub(crate) fn ends_with(&self, of: WordOf, text: &str) -> bool {
        self.words.words(of).is_some_and(|words| words.end(text).is_some())
    }
}

impl PatternFile for Changes {
    const BUILTIN: Builtin = builtin!("changes");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        Ok(Changes { sections: raw.section, words: Lists::new(raw.word), limits: raw.limits })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = lint::repeated_ids(self.sections.iter().map(|e| &*e.id));
        for entry in &self.sections {
            let is = |title: &str| self.section(title) == Some(entry.kind);
            problems.extend(lint::prove(entry, is));
        }
        problems.extend(self.words.lint(|of, text| self.words.has(of, &fold::key(text))));
        problems
    }
}
