//! `patterns/years.toml`: years in titles and sentences.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::PatternFile;
use super::words::Words;
use crate::fold;

/// Words around years.
#[derive(Debug)]
pub(crate) struct Years {
    pub(crate) raw: Raw,
    pub(crate) subject: AhoCorasick,
    pub(crate) around: Words,
    /// 年
    pub(crate) year: char,
    /// 度
    pub(crate) fiscal: char,
    /// What joins the ends of a span, besides dashes: 至
    pub(crate) to: char,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(crate) year: Vec<Entry>,
    pub(crate) sign: Vec<SignEntry>,
    pub(crate) sentence: Weights,
}

/// A character that a year is written with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignEntry {
    pub(crate) id: Sign,
    pub(crate) character: char,
    pub(crate) examples: Vec<String>,
    #[serde(default)]
    pub(crate) rejects: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sign {
    /// 年
    Year,
    /// 度, after 年: the budget year is meant.
    Fiscal,
    /// 至, between two years.
    To,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) words: Vec<String>,
    pub(crate) examples: Vec<String>,
    pub(crate) rejects: Vec<String>,
}

/// What a mention of a year counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) fiscal_on_subject: u32,
    pub(crate) fiscal: u32,
    pub(crate) plain_on_subject: u32,
}

impl Years {
    /// The character after the digits of a year: 年.
    pub(crate) fn sign(&self) -> char {
        self.year
    }
}

impl PatternFile for Years {
    const FILE: &'static str = "years.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/years.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let words = |id: &str| -> Vec<String> {
            let entries = raw.year.iter().filter(|entry| entry.id == id);
            entries.flat_map(|entry| &entry.words).map(|word| fold::key(word)).collect()
        };
        let sign = |id: Sign| {
            let entry = raw.sign.iter().find(|entry| entry.id == id);
            let missing = || format!("expected a sign for {id:?}, but found none");
            entry.map(|entry| entry.character).ok_or_else(missing)
        };
        let subject = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words("subject"))
            .map_err(|e| e.to_string())?;
        Ok(Years {
            subject,
            around: Words::new(words("around")),
            year: sign(Sign::Year)?,
            fiscal: sign(Sign::Fiscal)?,
            to: sign(Sign::To)?,
            raw,
        })
    }

    /// Proven where years are read: see `crate::lint`.
    fn lint(&self) -> Vec<String> {
        Vec::new()
    }
}
