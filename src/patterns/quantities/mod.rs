//! `patterns/quantities.toml`: words around a number, and values that are words.

mod entries;
mod lint;
#[cfg(feature = "cli")]
mod spelled;

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::fold;

use crate::words::{Words, words};
pub(crate) use entries::{Direction, Limits, Mark, Verdict};
use entries::{Grade, Placeholder, Raw};

/// Lexicon around a number, and values that are words.
#[derive(Debug)]
pub(crate) struct Quantities {
    raw: Raw,
    before: Lexicon<usize>,
    between: Lexicon<usize>,
    after: Lexicon<usize>,
    separators: Lexicon<usize>,
    placeholders: HashMap<String, usize>,
    no_unit: Lexicon<()>,
    no_noun: Lexicon<usize>,
    verdicts: HashMap<String, usize>,
    properties: HashMap<String, usize>,
    markup: Lexicon<usize>,
}

impl Quantities {
    /// Numbers that decide.
    pub(crate) fn limits(&self) -> &Limits {
        &self.raw.limits
    }

    /// The word before a number that folded text starts with.
    pub(crate) fn before(&self, text: &str) -> Option<(usize, &Mark)> {
        self.mark(self.before.at_start(text))
    }

    /// The word between number and unit that folded text starts with.
    pub(crate) fn between(&self, text: &str) -> Option<(usize, &Mark)> {
        self.mark(self.between.at_start(text))
    }

    /// The word after a value that folded text ends with.
    pub(crate) fn after(&self, text: &str) -> Option<(usize, &Mark)> {
        self.mark(self.after.at_end(text))
    }

    /// The word before a number that folded text ends with.
    pub(crate) fn before_end(&self, text: &str) -> Option<(usize, &Mark)> {
        self.mark(self.before.at_end(text))
    }

    /// The word after a value that folded text starts with.
    pub(crate) fn after_start(&self, text: &str) -> Option<(usize, &Mark)> {
        self.mark(self.after.at_start(text))
    }

    fn mark(&self, found: Option<(usize, &usize)>) -> Option<(usize, &Mark)> {
        let (length, &index) = found?;
        Some((length, self.raw.mark.get(index)?))
    }

    /// The length of the sign between two bounds that folded text starts with.
    pub(crate) fn separator(&self, text: &str) -> Option<usize> {
        self.separators.at_start(text).map(|(length, _)| length)
    }

    /// Whether folded text says that nothing is there.
    pub(crate) fn is_placeholder(&self, text: &str) -> bool {
        text.is_empty() || self.placeholder(text).is_some()
    }

    fn placeholder(&self, text: &str) -> Option<usize> {
        self.placeholders.get(text).copied().or_else(|| {
            let run = |p: &Placeholder| text.chars().all(|c| p.marks.has(c));
            self.raw.placeholder.iter().position(run)
        })
    }

    /// Whether a word after a number can be an unknown unit.
    pub(crate) fn may_be_unit(&self, text: &str) -> bool {
        text.char_indices()
            .filter_map(|(at, _)| text.get(at..))
            .all(|rest| self.no_unit.at_start(rest).is_none())
    }

    /// Whether a word counts notes (注1).
    pub(crate) fn is_note(&self, word: &str) -> bool {
        self.raw.limits.note.iter().any(|note| note == word)
    }

    /// Whether what stands after a number can be a unit of count with a noun.
    pub(crate) fn may_have_noun(&self, text: &str) -> bool {
        self.no_noun.at_start(text).is_none() && self.may_be_unit(text)
    }

    /// What a value says of completion.
    pub(crate) fn verdict(&self, text: &str) -> Option<Verdict> {
        let &index = self.verdicts.get(text)?;
        Some(self.raw.verdict.get(index)?.verdict)
    }

    /// Whether a word is a step of some scale: 良好, 健全.
    pub(crate) fn is_step(&self, word: &str) -> bool {
        self.raw.grade.iter().flat_map(|grade| &grade.steps).flatten().any(|step| step == word)
    }

    /// The step of `a` and of `b`, best first from 0, on the first scale that
    /// has both.
    pub(crate) fn steps(&self, a: &str, b: &str) -> Option<(usize, usize)> {
        let step = |grade: &Grade, word: &str| {
            let same = |step: &Vec<String>| step.iter().any(|w| w == word);
            grade.steps.iter().position(same)
        };
        self.raw.grade.iter().find_map(|grade| Some((step(grade, a)?, step(grade, b)?)))
    }

    /// The mark-up that `text` starts with: its length, and the sign it prints.
    /// Braces are mark-up only inside a formula.
    pub(crate) fn markup(&self, text: &str, formula: bool) -> Option<(usize, &str)> {
        let (length, &index) = self.markup.at_start(text)?;
        let entry = self.raw.markup.get(index)?;
        (formula || !entry.formula).then_some((length, &*entry.to))
    }

    /// What a cell of the column 指标性质 says: a word of its own, or one that stands before values.
    pub(crate) fn property(&self, cell: &str) -> Option<Direction> {
        let key = fold::key_of(cell);
        let Some(&index) = self.properties.get(&*key) else {
            let (length, mark) = self.before(&key)?;
            let whole = length == key.len();
            return whole.then_some(Direction::Compared(mark.comparator?));
        };
        let property = self.raw.property.get(index)?;
        match property.comparator {
            Some(comparator) => Some(Direction::Compared(comparator)),
            None => property.qualitative.then_some(Direction::Qualitative),
        }
    }

    /// Whether the column 指标性质 may say so, be it that it tells no comparison (定量).
    pub(crate) fn is_property(&self, cell: &str) -> bool {
        self.properties.contains_key(&*fold::key_of(cell)) || self.property(cell).is_some()
    }
}

/// Lexicon of all entries, each with its entry's index.
fn indexed<'a, T>(entries: &'a [T], words: impl Fn(&'a T) -> &'a [String]) -> Vec<(String, usize)> {
    let all = entries.iter().enumerate();
    let all = all.flat_map(|(index, entry)| words(entry).iter().map(move |word| (word, index)));
    all.map(|(word, index)| (fold_word(word), index)).collect()
}

/// Folds as the reader of quantities does: a long dash is `~`, so that a hyphen
/// before digits is known to be a minus sign.
pub(crate) fn fold_word(word: &str) -> String {
    if fold::is_plain_text(word) {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    folded.extend(word.chars().filter(|c| !c.is_whitespace()).map(fold_sign));
    folded
}

/// [`fold_word`] of a text whose white space stays.
pub(crate) fn fold_signs(text: &str) -> Cow<'_, str> {
    match fold::is_plain_text(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(fold_sign).collect()),
    }
}

/// One character of [`fold_word`].
fn fold_sign(c: char) -> char {
    match c {
        '—' | '–' | '―' | '─' => '~',
        _ => fold::fold_char(c),
    }
}

impl PatternFile for Quantities {
    const BUILTIN: Builtin = builtin!("quantities");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let no_unit = indexed(&raw.no_unit, |e| &e.words);
        Ok(Quantities {
            before: Lexicon::meaning(indexed(&raw.mark, |m| &m.before)),
            between: Lexicon::meaning(indexed(&raw.mark, |m| &m.between)),
            after: Lexicon::meaning(indexed(&raw.mark, |m| &m.after)),
            separators: Lexicon::meaning(indexed(&raw.separator, |e| &e.words)),
            placeholders: indexed(&raw.placeholder, |e| &e.words).into_iter().collect(),
            no_unit: Lexicon::meaning(no_unit.into_iter().map(|(word, _)| (word, ()))),
            no_noun: Lexicon::meaning(indexed(&raw.no_noun, |e| &e.words)),
            verdicts: indexed(&raw.verdict, |e| &e.words).into_iter().collect(),
            properties: indexed(&raw.property, |e| &e.words).into_iter().collect(),
            markup: Lexicon::meaning(
                raw.markup.iter().enumerate().map(|(i, m)| (m.from.clone(), i)),
            ),
            raw,
        })
    }

    fn prove(&self) -> Result<(), Words> {
        let before = indexed(&self.raw.mark, |m| &m.before);
        for (index, (word, own)) in before.iter().enumerate() {
            // 〉= and >= fold to one word; one entry may hold both.
            let again = |(same, other): &&(String, usize)| same == word && other != own;
            if let Some((_, other)) = before.iter().skip(index + 1).find(again) {
                let id = self.raw.mark.get(*other).map_or("", |mark| mark.id.as_str());
                return Err(words!(
                    en: "expected {word} before a number in one mark, but found it again in {id}",
                    zh: "数字前的“{word}”只应属于一个 mark，{id} 中又有"
                ));
            }
        }
        Ok(())
    }

    fn lint(&self) -> Vec<Words> {
        lint::problems(self)
    }
}
