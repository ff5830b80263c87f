//! What the report's own sentences say that bears on a damaged cell (本校).

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;
use std::cell::{Cell, OnceCell};
use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::fold;
use crate::location::{At, Passage};
use crate::model::{Candidate, Evidence, EvidenceKind, Quantity};
use crate::outline::{Block, Outline};
use crate::patterns::{LevelId, Patterns};
use crate::value::numeral;
use crate::words::words;

/// The paragraphs and list items of a report.
pub(super) struct Narrative<'o> {
    passages: Vec<&'o Passage>,
    /// Counts of indicators that the text states: what is counted, how many.
    /// Sound reports never ask for them.
    counts: OnceCell<Vec<(LevelId, usize, At)>>,
    /// Where each number stands: passage and byte offset.
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

impl<'o> Narrative<'o> {
    /// The prose of an outline.
    pub(super) fn of(outline: &'o Outline) -> Self {
        let passages = outline.blocks().into_iter().filter_map(|block| match block {
            Block::Paragraph(passage) | Block::Item(passage) => Some(passage),
            Block::Table(_) => None,
        });
        Self {
            passages: passages.collect(),
            counts: OnceCell::new(),
            numbers: OnceCell::new(),
            searches: Cell::new(0),
            pairs: OnceCell::new(),
        }
    }

    /// How many indicators of a level the text states (其中12个产出指标).
    pub(super) fn declared(&self, id: LevelId, patterns: &Patterns) -> Option<(usize, At)> {
        let counts = self.counts.get_or_init(|| {
            let passages = self.passages.iter();
            passages.flat_map(|passage| declared_counts(passage, patterns)).collect()
        });
        counts.iter().find(|&&(level, ..)| level == id).map(|&(_, count, at)| (count, at))
    }

    /// Whether two characters stand side by side anywhere in the prose: then they
    /// are no scrap of a broken cell.
    pub(super) fn holds(&self, pair: &str) -> bool {
        let searches = self.searches.get();
        if searches < MOST_SEARCHES {
            self.searches.set(searches + 1);
            let mut passages = self.passages.iter();
            return passages.any(|passage| passage.text.contains(pair));
        }
        let pairs = self.pairs.get_or_init(|| {
            let texts = self.passages.iter().map(|passage| passage.text.as_str());
            texts.flat_map(pairs).collect()
        });
        pairs.contains(pair)
    }

    fn numbers(&self) -> &HashMap<&'o str, Vec<(usize, usize)>> {
        self.numbers.get_or_init(|| {
            let mut numbers: HashMap<&'o str, Vec<(usize, usize)>> = HashMap::default();
            for (index, passage) in self.passages.iter().enumerate() {
                let digit = |c: char| c.is_ascii_digit() || c == '.';
                let mut at = 0;
                while let Some(start) = passage.text[at..].find(|c: char| c.is_ascii_digit()) {
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
    pub(super) fn candidates(&self, readable: &str, actual: &Quantity) -> Vec<Candidate> {
        let (Some(number), Some(unit)) = (actual.number, actual.unit.as_deref()) else {
            return Vec::new();
        };
        let number = number.to_string();
        let places = self.numbers().get(number.as_str()).map_or(&[][..], Vec::as_slice);
        let found = places.iter().take(MOST_PLACES).filter_map(|&(passage, from)| {
            stated(self.passages.get(passage)?, from, &number, unit)
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

fn declared_counts(passage: &Passage, patterns: &Patterns) -> Vec<(LevelId, usize, At)> {
    let found = patterns.tables.declared(&passage.text).filter_map(|(count, what)| {
        let number = numeral::number(&passage.text[count.clone()], patterns)?;
        let at = passage.at(count.start, what.end);
        let level = patterns.levels.exact(1, &passage.text[what])?;
        Some((level, usize::try_from(number.mantissa()).ok()?, at))
    });
    found.collect()
}

/// Characters at which a clause ends, and those at which a sentence does.
const CLAUSE_ENDS: [char; 9] = ['，', ',', '。', '；', ';', '：', ':', '(', '（'];
const SENTENCE_ENDS: [char; 4] = ['。', '；', ';', '\n'];

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
    let since = |ends: &[char]| before.rfind(ends).map_or(0, |at| at + char_len(before, at));
    let clause = fold::clean(&before[since(&CLAUSE_ENDS)..]);
    let sentence = fold::clean(&before[since(&SENTENCE_ENDS)..]);
    let to = from + number.len() + (after.len() - counted.len()) + unit.len();
    Some((clause, sentence, passage.at(from, to)))
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
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
