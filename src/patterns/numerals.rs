//! `patterns/numerals.toml`: words of Chinese numerals (中文数字).

use rust_decimal::Decimal;
use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::words::Words;

/// Lexicon that make shares, words that are numbers, and idioms that only look
/// like numerals.
#[derive(Debug)]
pub(crate) struct Numerals {
    raw: Raw,
    fractions: Lexicon<usize>,
    wholes: Lexicon<usize>,
    idioms: Lexicon<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    fraction: Vec<Fraction>,
    whole: Vec<Whole>,
    idiom: Vec<Idiom>,
}

entry! {
    struct Fraction: String {
        word: String,
        unit: String,
    }
}

entry! {
    struct Whole: String {
        word: String,
        number: Decimal,
        unit: String,
    }
}

entry! {
    struct Idiom: String {
        words: Vec<String>,
    }
}

impl Numerals {
    /// A word such as 百分之 at the start: its length in bytes and its unit.
    pub(crate) fn fraction(&self, text: &str) -> Option<(usize, &str)> {
        let (length, &index) = self.fractions.at_start(text)?;
        Some((length, &self.raw.fraction.get(index)?.unit))
    }

    /// A word that is a number by itself, at the start: its length in bytes,
    /// the number and its unit.
    pub(crate) fn whole(&self, text: &str) -> Option<(usize, Decimal, &str)> {
        let (length, &index) = self.wholes.at_start(text)?;
        let whole = self.raw.whole.get(index)?;
        Some((length, whole.number, &whole.unit))
    }

    /// Whether the text starts with an idiom that is no numeral.
    pub(crate) fn is_idiom(&self, text: &str) -> bool {
        self.idioms.at_start(text).is_some()
    }
}

impl PatternFile for Numerals {
    const BUILTIN: Builtin = builtin!("numerals");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let fractions = raw.fraction.iter().enumerate();
        let wholes = raw.whole.iter().enumerate();
        let idioms = raw.idiom.iter().enumerate();
        Ok(Numerals {
            fractions: Lexicon::meaning(fractions.map(|(i, f)| (f.word.clone(), i))),
            wholes: Lexicon::meaning(wholes.map(|(i, w)| (w.word.clone(), i))),
            idioms: Lexicon::meaning(
                idioms.flat_map(|(i, idiom)| idiom.words.iter().map(move |w| (w.clone(), i))),
            ),
            raw,
        })
    }

    fn lint(&self) -> Vec<Words> {
        let raw = &self.raw;
        let mut problems = lint::repeated_ids(raw.fraction.iter().map(|f| &*f.id));
        problems.extend(lint::repeated_ids(raw.whole.iter().map(|w| &*w.id)));
        problems.extend(lint::repeated_ids(raw.idiom.iter().map(|i| &*i.id)));
        let starts = |words: &Lexicon<usize>, text: &str, index| {
            words.at_start(text).is_some_and(|(_, &i)| i == index)
        };
        for (index, f) in raw.fraction.iter().enumerate() {
            let is = |text: &str| starts(&self.fractions, text, index);
            problems.extend(lint::prove(f, is));
        }
        for (index, w) in raw.whole.iter().enumerate() {
            let is = |text: &str| starts(&self.wholes, text, index);
            problems.extend(lint::prove(w, is));
        }
        for (index, i) in raw.idiom.iter().enumerate() {
            let is = |text: &str| starts(&self.idioms, text, index);
            problems.extend(lint::prove(i, is));
        }
        problems
    }
}
