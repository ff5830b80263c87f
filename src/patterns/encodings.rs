//! `patterns/encodings.toml`: by what the encoding of a text is told, and by
//! what a wrong one is betrayed.

use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::words::Words;

/// What may be done about mojibake (乱码).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Misreading {
    /// UTF-8 bytes read as GBK.
    Utf8AsGbk,
    /// UTF-8 bytes read as Latin-1 or Windows-1252.
    Utf8AsLatin1,
    /// The original bytes are gone.
    Lost,
}

/// Characters and traces by which encodings are told apart.
#[derive(Debug)]
pub(crate) struct Encodings {
    raw: Raw,
    common: HashSet<char>,
    /// With the index of the entry of each.
    marks: Lexicon<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    common: Vec<Common>,
    mojibake: Vec<Mojibake>,
}

entry! {
    struct Common: String {
        characters: String,
    }
}

entry! {
    struct Mojibake: String {
        reading: Misreading,
        marks: Vec<String>,
        at_least: usize,
        #[serde(default = "one")]
        fewest: usize,
    }
}

fn one() -> usize {
    1
}

/// How many characters that are not ASCII are looked at. Enough for a share;
/// the whole of a long text is not worth the time.
const SAMPLE: usize = 4000;

impl Encodings {
    /// How many of the first characters of a text are frequent in reports.
    pub(crate) fn common(&self, text: &str) -> usize {
        let sample = text.chars().filter(|c| !c.is_ascii()).take(SAMPLE);
        sample.filter(|c| self.common.contains(c)).count()
    }

    /// The first wrong reading of which a text shows enough traces, and the
    /// byte offset of the first trace.
    pub(crate) fn misreading(&self, text: &str) -> Option<(Misreading, &str, usize)> {
        // Nearly all texts show no trace at all.
        let mut marks = self.marks.all(text).peekable();
        marks.peek()?;
        // Of those that are not ASCII every first byte is as high, and no other.
        let foreign = text.bytes().filter(|&byte| byte >= 0xC0).count();
        let (foreign, end) = if foreign > SAMPLE {
            let mut sample = text.char_indices().filter(|(_, c)| !c.is_ascii());
            (SAMPLE + 1, sample.nth(SAMPLE).map_or(text.len(), |(at, _)| at))
        } else {
            (foreign, text.len())
        };
        if foreign == 0 {
            return None;
        }
        let mut seen = vec![(0usize, 0usize); self.raw.mojibake.len()];
        for found in marks.take_while(|found| found.to <= end) {
            if let Some((count, first)) = seen.get_mut(*found.meaning) {
                if *count == 0 {
                    *first = found.from;
                }
                *count += 1;
            }
        }
        let entries = self.raw.mojibake.iter().zip(seen);
        entries
            .filter(|(entry, (count, _))| {
                *count >= entry.fewest.max(1) && count * 1000 >= entry.at_least * foreign
            })
            .map(|(entry, (_, first))| (entry.reading, &*entry.id, first))
            .next()
    }
}

impl PatternFile for Encodings {
    const BUILTIN: Builtin = builtin!("encodings");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let common = raw.common.iter().flat_map(|c| c.characters.chars());
        let common = common.collect();
        let entries = raw.mojibake.iter().enumerate();
        let marks = entries.flat_map(|(i, entry)| entry.marks.iter().map(move |m| (m.clone(), i)));
        Ok(Encodings { marks: Lexicon::meaning(marks), raw, common })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for entry in &self.raw.common {
            let mostly = |text: &str| {
                let own = text.chars().filter(|&c| entry.characters.contains(c));
                own.count() * 2 >= text.chars().count()
            };
            problems.extend(lint::prove(entry, mostly));
        }
        for entry in &self.raw.mojibake {
            let says = |text: &str| self.misreading(text).is_some_and(|(_, id, _)| id == entry.id);
            problems.extend(lint::prove(entry, says));
        }
        problems
    }
}
