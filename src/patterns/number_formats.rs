//! `patterns/number_formats.toml`: what the cells of workbooks show, where the workbook does
//! not say it all.

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::{PatternFile, lint};
use crate::words::{Words, words};

/// Numbered formats, and the words of codes that are written in Chinese.
#[derive(Debug)]
pub(crate) struct NumberFormats {
    numbered: HashMap<u16, String>,
    raw: Raw,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    numbered: Vec<NumberedFormat>,
    word: Vec<Word>,
}

entry! {
    struct NumberedFormat: String {
        code: String,
    }
}

entry! {
    struct Word: CodeWord {
        text: String,
        shown: Vec<String>,
    }
}

/// A word of a format code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CodeWord {
    /// A number as it is, without a format.
    General,
    /// The half of the day.
    MorningOrAfternoon,
}

impl NumberFormats {
    /// The code of a numbered format.
    pub(crate) fn code(&self, number: u16) -> Option<&str> {
        self.numbered.get(&number).map(String::as_str)
    }

    /// The word with which a code starts, and its length in bytes.
    pub(crate) fn word(&self, code: &str) -> Option<(CodeWord, usize)> {
        let mut words = self.raw.word.iter();
        words.find(|word| code.starts_with(&word.text)).map(|word| (word.id, word.text.len()))
    }

    /// What cells show for the half of the day.
    pub(crate) fn half_of_day(&self, afternoon: bool) -> Option<&str> {
        let word = self.raw.word.iter().find(|word| word.id == CodeWord::MorningOrAfternoon)?;
        word.shown.get(usize::from(afternoon)).map(String::as_str)
    }
}

impl PatternFile for NumberFormats {
    const BUILTIN: Builtin = builtin!("number_formats");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let mut numbered = HashMap::default();
        for format in &raw.numbered {
            let number = format.id.parse().map_err(|_| {
                words!(
                    en: "{}: expected the number of a format, from 0 to 65535",
                    zh: "{}：应为 0 至 65535 的格式编号",
                    format.id
                )
            })?;
            numbered.insert(number, format.code.clone());
        }
        Ok(NumberFormats { numbered, raw })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for format in &self.raw.numbered {
            // What is neither a letter nor a mark of the code is shown as it stands.
            let fixed = |c: &char| !c.is_ascii_alphabetic() && *c != '"';
            let words = self.raw.word.iter();
            let code = words.fold(format.code.clone(), |code, word| code.replace(&word.text, ""));
            let fits = |text: &str| code.chars().filter(fixed).all(|c| text.contains(c));
            problems.extend(lint::prove(format, fits));
        }
        for word in &self.raw.word {
            problems.extend(lint::prove(word, |text| text.contains(&word.text)));
        }
        problems
    }
}
