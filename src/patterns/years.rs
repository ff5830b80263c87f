//! `patterns/years.toml`: years in titles and sentences.

use memchr::memmem::Finder;
use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::words::{Words, words};

/// Lexicon around years.
#[derive(Debug)]
pub(crate) struct Years {
    pub(crate) raw: Raw,
    pub(crate) subject: Lexicon,
    pub(crate) around: Lexicon,
    /// What stands before a year that is only compared with: 比.
    pub(crate) compared: Lexicon,
    /// What stands before a day that is still to come: 将于.
    pub(crate) to_come: Lexicon,
    /// 年
    pub(crate) year: char,
    /// Finds it: years are looked for in all that is read.
    pub(crate) signs: Finder<'static>,
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
    #[serde(default)]
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
    #[serde(default)]
    pub(crate) examples: Vec<String>,
    #[serde(default)]
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
    const BUILTIN: Builtin = builtin!("years");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let words = |id: &str| {
            let entries = raw.year.iter().filter(|entry| entry.id == id);
            Lexicon::new(entries.flat_map(|entry| &entry.words))
        };
        let sign = |id: Sign| {
            let entry = raw.sign.iter().find(|entry| entry.id == id);
            let missing =
                || words!(en: "expected a sign for {id:?}, but found none", zh: "{id:?} 缺少 sign");
            entry.map(|entry| entry.character).ok_or_else(missing)
        };
        let year = sign(Sign::Year)?;
        Ok(Years {
            subject: words("subject"),
            around: words("around"),
            compared: words("compared"),
            to_come: words("to_come"),
            year,
            signs: Finder::new(year.encode_utf8(&mut [0; 4])).into_owned(),
            fiscal: sign(Sign::Fiscal)?,
            to: sign(Sign::To)?,
            raw,
        })
    }

    /// Proven where years are read: see `crate::lint`.
    fn lint(&self) -> Vec<Words> {
        Vec::new()
    }
}
