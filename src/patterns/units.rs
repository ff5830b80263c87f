//! `patterns/units.toml`: units of measurement (计量单位).

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::letters::Characters;
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::fold;
use crate::words::{Words, words};

/// A unit (计量单位) in its usual sign, as the patterns name it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit<'p> {
    /// The usual sign: `%` for 百分比, 平方米 for ㎡. A rate such as 元/人·月 is
    /// kept as printed.
    pub sign: Cow<'p, str>,
    /// What is measured: `count`, `money`, `ratio`, … A number word alone (万) is
    /// of dimension `number`.
    pub dimension: Cow<'p, str>,
    /// What may be compared and converted. 人次 and 人 are of one dimension and
    /// of two measures.
    pub measure: Cow<'p, str>,
    /// How many base units of its measure one of this unit is.
    pub factor: Decimal,
}

impl Unit<'_> {
    /// Whether this is a share of a whole (%, ‰).
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.dimension == "ratio"
    }

    /// Whether this is a unit of time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        self.dimension == "time"
    }

    /// Whether this is a unit of money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.dimension == "money"
    }
}

/// The dimension of a number word that stands alone for its unit (7万).
pub(crate) const NUMBER: &str = "number";

/// Known units, number words before them, and the labels that announce them.
#[derive(Debug)]
pub(crate) struct Units {
    raw: Raw,
    by_key: Lexicon<Known>,
    scales: Lexicon<usize>,
    labels: Lexicon,
}

#[derive(Debug, Clone, PartialEq)]
struct Known {
    entry: usize,
    sign: String,
}

/// A unit that is no rate: a number word, a known unit, or both.
struct Single<'u> {
    scale: Option<&'u Scale>,
    known: Option<&'u Known>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    unit: Vec<Entry>,
    scale: Vec<Scale>,
    label: Vec<Label>,
    joiner: Vec<Joiner>,
}

entry! {
    struct Entry: String {
        dimension: String,
        measure: Option<String>,
        factor: Decimal,
        #[serde(default)]
        scalable: bool,
        signs: Vec<String>,
        #[serde(default)]
        places: Vec<String>,
        #[serde(default)]
        aliases: BTreeMap<String, String>,
    }
}

entry! {
    struct Scale: String {
        word: String,
        factor: Decimal,
    }
}

entry! {
    struct Joiner: String {
        characters: Characters,
    }
}

entry! {
    struct Label: String {
        words: Vec<String>,
    }
}

impl Raw {
    /// The spellings of all units, as they stand.
    fn spellings(&self) -> impl Iterator<Item = (&str, Known)> {
        self.unit.iter().enumerate().flat_map(|(index, entry)| {
            let own = entry.signs.iter().map(|sign| (sign, sign));
            let known = move |sign: &String| Known { entry: index, sign: sign.clone() };
            own.chain(&entry.aliases).map(move |(spelling, sign)| (&**spelling, known(sign)))
        })
    }
}

impl Entry {
    fn measure(&self) -> &str {
        self.measure.as_ref().unwrap_or(&self.dimension)
    }
}

/// A unit word is short; longer text is not looked at.
const LONGEST: usize = 60;

impl Units {
    /// The unit that the whole of `text` names.
    pub(crate) fn find(&self, text: &str) -> Option<Unit<'_>> {
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let key = fold::key_of(text);
        match self.single(&key) {
            Some(single) => self.unit(single),
            None => self.rate(&key),
        }
    }

    /// Whether the whole of `text` names a unit.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The longest known unit that folded text starts with, and its length in bytes.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, Unit<'_>)> {
        const MOST_CHARACTERS: usize = 6;
        let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(at, _)| at);
        let text = &text[..end];
        let scale = self.scale_at_start(text).filter(|&length| length > 0);
        let scaled = scale.map(|scale| {
            let rest = &text[scale..];
            let mut known = self.by_key.starts(rest).filter(|(_, known)| self.is_scalable(known));
            scale + known.next().map_or(0, |(length, _)| length)
        });
        let known = self.by_key.at_start(text).map(|(length, _)| length);
        let end = known.max(scaled)?;
        Some((end, self.unit(self.single(&text[..end])?)?))
    }

    /// The folded spellings of all units: of each whether it takes a number word before it, and
    /// whether it is one of money; then the number words, and the signs that join units.
    #[cfg(feature = "cli")]
    #[allow(clippy::type_complexity, reason = "three lists, taken apart at once")]
    pub(crate) fn spelled(&self) -> (Vec<(&str, bool, bool)>, Vec<&str>, String) {
        let spelled = self.by_key.words().filter_map(|(spelling, known)| {
            let entry = self.raw.unit.get(known.entry)?;
            Some((spelling, entry.scalable, entry.dimension == "money"))
        });
        let mut units: Vec<(&str, bool, bool)> = spelled.collect();
        units.sort_unstable();
        units.dedup();
        let scales = self.raw.scale.iter().map(|scale| &*scale.word).collect();
        let joiners = self.raw.joiner.iter().map(|joiner| &*joiner.characters).collect();
        (units, scales, joiners)
    }

    /// The sign of the unit that a unit's factor counts: 元 for 万元, 平方米 for 公顷.
    pub(crate) fn base_sign(&self, unit: &Unit<'_>) -> Option<String> {
        if unit.factor == Decimal::ONE {
            return Some(unit.sign.to_string());
        }
        let is_base = |sign: &String| {
            let found = self.find(sign);
            found.is_some_and(|base| base.measure == unit.measure && base.factor == Decimal::ONE)
        };
        let scale = self.scale_at_start(&unit.sign).unwrap_or_default();
        let unscaled = unit.sign.get(scale..).map(str::to_owned);
        unscaled.filter(|sign| is_base(sign)).or_else(|| {
            let own =
                |entry: &&Entry| entry.factor == Decimal::ONE && entry.measure() == unit.measure;
            self.raw.unit.iter().filter(own).find_map(|entry| entry.signs.first()).cloned()
        })
    }

    /// The number word (万) that `text` starts with, as its length in bytes.
    pub(crate) fn scale_at_start(&self, text: &str) -> Option<usize> {
        self.scales.at_start(text).map(|(length, _)| length)
    }

    /// `text` without a label such as `单位:` at its start.
    pub(crate) fn without_label<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (length, ()) = self.labels.at_start(text)?;
        text.get(length..)?.strip_prefix(':')
    }

    /// The byte offset of the last label in folded text.
    pub(crate) fn last_label(&self, text: &str) -> Option<usize> {
        text.char_indices().rev().filter(|&(_, c)| c == ':').find_map(|(colon, _)| {
            let (length, ()) = self.labels.at_end(text.get(..colon)?)?;
            Some(colon - length)
        })
    }

    /// A known unit, with or without a number word before it.
    fn single(&self, key: &str) -> Option<Single<'_>> {
        if let Some(known) = self.by_key.get(key) {
            return Some(Single { scale: None, known: Some(known) });
        }
        let (length, &scale) = self.scales.at_start(key)?;
        let scale = Some(self.raw.scale.get(scale)?);
        let rest = key.get(length..)?;
        if rest.is_empty() {
            return Some(Single { scale, known: None });
        }
        let known = self.by_key.get(rest)?;
        self.is_scalable(known).then_some(Single { scale, known: Some(known) })
    }

    /// Whether a number word may stand before a unit.
    fn is_scalable(&self, known: &Known) -> bool {
        self.raw.unit.get(known.entry).is_some_and(|entry| entry.scalable)
    }

    fn unit<'u>(&'u self, Single { scale, known }: Single<'u>) -> Option<Unit<'u>> {
        let (word, factor) =
            scale.map_or(("", Decimal::ONE), |scale| (scale.word.as_str(), scale.factor));
        let Some(known) = known else {
            return Some(Unit {
                sign: word.into(),
                dimension: NUMBER.into(),
                measure: NUMBER.into(),
                factor,
            });
        };
        let entry = self.raw.unit.get(known.entry)?;
        Some(Unit {
            sign: match word {
                "" => Cow::Borrowed(&known.sign),
                word => Cow::Owned([word, &known.sign].concat()),
            },
            dimension: entry.dimension.as_str().into(),
            measure: entry.measure().into(),
            factor: entry.factor.checked_mul(factor)?,
        })
    }

    /// Known units joined to a rate. Only the first part is ever converted:
    /// the others become part of the measure, so that 元/年 and 元/月 do not
    /// meet.
    fn rate(&self, key: &str) -> Option<Unit<'_>> {
        // It starts with a unit or with a number word, as few texts do.
        if self.by_key.at_start(key).is_none() && self.scales.at_start(key).is_none() {
            return None;
        }
        let mut parts = key.split(self.joins());
        let first = parts.next()?;
        // Nearly all texts are no rate, and are told so before anything is made.
        if first.len() == key.len() {
            return None;
        }
        let mut unit = self.unit(self.single(first)?)?;
        for part in parts {
            let other = self.unit(self.single(part)?)?;
            if other.dimension == NUMBER {
                return None;
            }
            unit.dimension.to_mut().extend(["/", &*other.dimension]);
            unit.measure.to_mut().extend(["/", &*other.sign]);
        }
        if unit.dimension.starts_with(NUMBER) {
            return None;
        }
        unit.sign = Cow::Owned(key.to_owned());
        Some(unit)
    }

    /// What stands between the units of a rate.
    fn joins(&self) -> impl Fn(char) -> bool {
        let joiners = &self.raw.joiner;
        |c| joiners.iter().any(|joiner| joiner.characters.has(c))
    }

    /// Whether a unit is the word for a place as well (乡镇): in the brackets of a name it may
    /// tell where something is done and not what is counted.
    pub(crate) fn is_place(&self, sign: &str) -> bool {
        self.raw.unit.iter().any(|entry| entry.places.iter().any(|place| place == sign))
    }

    /// The entry of a unit, or of the first unit of a rate.
    fn entry_of(&self, text: &str) -> Option<usize> {
        let key = fold::key(text);
        let single = match self.single(&key) {
            Some(single) => single,
            None => {
                self.rate(&key)?;
                self.single(key.split(self.joins()).next()?)?
            }
        };
        single.known.map(|known| known.entry)
    }
}

impl PatternFile for Units {
    const BUILTIN: Builtin = builtin!("units");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let spellings = raw.spellings().map(|(spelling, known)| (fold::key(spelling), known));
        let by_key = Lexicon::meaning(spellings);
        let scales = raw.scale.iter().enumerate();
        let scales = Lexicon::meaning(scales.map(|(i, scale)| (scale.word.clone(), i)));
        let labels = raw.label.iter().flat_map(|label| &label.words);
        Ok(Units { by_key, scales, labels: Lexicon::new(labels), raw })
    }

    fn prove(&self) -> Result<(), Words> {
        let raw = &self.raw;
        if let Some(entry) = raw.unit.iter().find(|entry| entry.factor <= Decimal::ZERO) {
            return Err(words!(
                en: "expected a factor above 0 in {}, but found {}",
                zh: "{} 的 factor 应大于 0，实为 {}",
                entry.id,
                entry.factor
            ));
        }
        let mut by_key: HashMap<String, Known> = HashMap::default();
        let id = |known: &Known| raw.unit.get(known.entry).map_or("", |entry| &*entry.id);
        for (spelling, known) in raw.spellings() {
            let own = id(&known);
            // Spellings that fold to one, such as % and ％, may stand together.
            if let Some(other) = by_key.insert(fold::key(spelling), known.clone())
                && other != known
            {
                let first = id(&other);
                return Err(words!(
                    en: "expected {spelling} once, but found it in {first} and in {own}",
                    zh: "“{spelling}”只应有一处，却在 {first} 和 {own} 中都有"
                ));
            }
        }
        Ok(())
    }

    fn lint(&self) -> Vec<Words> {
        let raw = &self.raw;
        let mut problems = lint::repeated_ids(raw.unit.iter().map(|e| &*e.id));
        problems.extend(lint::repeated_ids(raw.scale.iter().map(|e| &*e.id)));
        problems.extend(lint::repeated_ids(raw.label.iter().map(|e| &*e.id)));
        problems.extend(lint::repeated_ids(raw.joiner.iter().map(|e| &*e.id)));
        for (index, entry) in raw.unit.iter().enumerate() {
            let is = |text: &str| self.entry_of(text) == Some(index);
            problems.extend(lint::prove(entry, is));
        }
        for (index, scale) in raw.scale.iter().enumerate() {
            let is = |text: &str| self.scales.at_start(text).is_some_and(|(_, &i)| i == index);
            problems.extend(lint::prove(scale, is));
        }
        for label in &raw.label {
            let is = |text: &str| self.labels.at_start(text).is_some();
            problems.extend(lint::prove(label, is));
        }
        for joiner in &raw.joiner {
            let is = |text: &str| self.rate(text).is_some();
            problems.extend(lint::prove(joiner, is));
        }
        problems
    }
}
