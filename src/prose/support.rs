//! What the report's own sentences say that bears on a damaged cell (本校).

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;
use std::cell::{Cell, OnceCell};
use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::Prose;
use crate::fold::{self, clause};
use crate::location::{At, Passage};
use crate::model::{Candidate, Evidence, EvidenceKind, IndicatorCount, Quantity};
use crate::patterns::{LevelId, Patterns};
use crate::words::words;

/// Look-ups of the prose, made when first asked for.
#[derive(Default)]
pub(super) struct Support<'o> {
    /// Where each number stands: paragraph and byte offset.
    numbers: OnceCell<HashMap<&'o str, Vec<(usize, usize)>>>,
    /// How often the prose was searched for a pair of characters.
    searches: Cell<usize>,
    /// All pairs of characters that stand side by side.
    pairs: OnceCell<HashSet<&'o str>>,
}

/// After so many searches for a pair an index is worth its making.
const MOST_SEARCHES: usize = 256;

/// So many places of one number are looked at; a number that stands more often
/// says little of any one indicator.
const MOST_PLACES: usize = 64;

impl<'o> Prose<'o> {
    fn passages(&self) -> impl Iterator<Item = &'o Passage> {
        self.paragraphs.iter().take(self.outline).map(|paragraph| paragraph.source)
    }

    /// How many indicators of a level the text states (其中12个产出指标). A count of
    /// those of a certain rate, or of those that were missed, is none.
    pub(crate) fn declared(&self, id: LevelId, patterns: &Patterns) -> Option<(usize, At)> {
        let name = patterns.levels.name(id);
        let whole = |count: &&IndicatorCount| {
            let level = count.level1.as_deref() == Some(name);
            level && count.rate.is_none() && count.met != Some(false)
        };
        let count = self.counts(patterns).iter().find(whole)?;
        Some((count.count as usize, count.at))
    }

    /// Whether two characters stand side by side anywhere in the prose: then they
    /// are no scrap of a broken cell.
    pub(crate) fn holds(&self, pair: &str) -> bool {
        let searches = self.support.searches.get();
        if searches < MOST_SEARCHES {
            self.support.searches.set(searches + 1);
            let pair = memchr::memmem::Finder::new(pair);
            return self.passages().any(|passage| pair.find(passage.text.as_bytes()).is_some());
        }
        let pairs = self.support.pairs.get_or_init(|| {
            let texts = self.passages().map(|passage| passage.text.as_str());
            texts.flat_map(pairs).collect()
        });
        pairs.contains(pair)
    }

    fn numbers(&self) -> &HashMap<&'o str, Vec<(usize, usize)>> {
        self.support.numbers.get_or_init(|| {
            let mut numbers: HashMap<&'o str, Vec<(usize, usize)>> = HashMap::default();
            for (index, passage) in self.passages().enumerate() {
                let digit = |c: char| c.is_ascii_digit() || c == '.';
                let mut at = 0;
                while let Some(start) = clause::next(&passage.text[at..], |c| c.is_ascii_digit()) {
                    let from = at + start;
                    let rest = &passage.text[from..];
                    let length = rest.find(|c| !digit(c)).unwrap_or(rest.len());
                    let number = rest[..length].trim_end_matches('.');
                    numbers.entry(number).or_default().push((index, from));
                    at = from + length;
                }
            }
            numbers
        })
    }

    /// Readings of a damaged name that sentences with the same quantity
    /// support: same number, same unit, and half the readable characters.
    pub(crate) fn candidates(&self, readable: &str, actual: &Quantity) -> Vec<Candidate> {
        let (Some(number), Some(unit)) = (actual.number, actual.unit.as_deref()) else {
            return Vec::new();
        };
        let number = number.to_string();
        let places = self.numbers().get(number.as_str()).map_or(&[][..], Vec::as_slice);
        let found = places.iter().take(MOST_PLACES).filter_map(|&(passage, from)| {
            stated(self.paragraphs.get(passage)?.source, from, &number, unit)
        });
        let mut candidates: Vec<Candidate> = found
            .filter_map(|(clause, sentence, at)| {
                let share = overlap(readable, &sentence);
                let note = words!(
                    en: "the text states {number}{unit} in: {sentence}",
                    zh: "正文写有 {number}{unit}：{sentence}"
                );
                let evidence = vec![Evidence::new(EvidenceKind::Narrative, note, at)];
                (share >= Decimal::new(5, 1) && !clause.is_empty()).then_some(Candidate {
                    value: clause,
                    confidence: share,
                    evidence,
                })
            })
            .collect();
        candidates.sort_by_key(|c| Reverse(c.confidence));
        candidates.truncate(3);
        candidates
    }
}

/// Each character of a text with the one after it.
fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    let starts = text.char_indices().map(|(at, _)| at);
    starts.zip(ends).filter_map(|(from, to)| text.get(from..to))
}

/// A quantity that a passage states at a place: the clause before it, the
/// sentence before it, and where it stands.
fn stated(
    passage: &Passage,
    from: usize,
    number: &str,
    unit: &str,
) -> Option<(String, String, At)> {
    let text = passage.text.as_str();
    let (before, after) = (text.get(..from)?, text.get(from + number.len()..)?);
    let counted = after.trim_start();
    if !counted.starts_with(unit) {
        return None;
    }
    // The text is printed and not folded.
    let clause = since(before, |c| clause::ends_clause(c) || c == '(');
    let sentence = since(before, clause::ends_statement);
    let to = from + number.len() + (after.len() - counted.len()) + unit.len();
    Some((clause, sentence, passage.at(from, to)))
}

/// The clean end of a printed text, back to the last of some marks.
fn since(text: &str, border: impl Fn(char) -> bool) -> String {
    let mut chars = text.char_indices().rev();
    let last = chars.find(|&(_, c)| border(fold::fold_char(c)));
    let from = last.map_or(0, |(at, c)| at + c.len_utf8());
    fold::clean(text.get(from..).unwrap_or_default())
}

/// Which share of the distinct characters of `readable` stand in `sentence`.
fn overlap(readable: &str, sentence: &str) -> Decimal {
    let mut distinct: Vec<char> = readable.chars().filter(|c| c.is_alphanumeric()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.is_empty() {
        return Decimal::ZERO;
    }
    let shared = distinct.iter().filter(|&&c| sentence.contains(c)).count();
    (Decimal::from(shared) / Decimal::from(distinct.len())).round_dp(2)
}
