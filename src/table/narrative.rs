//! What the report's own sentences say that bears on a damaged cell (本校).

use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::fold;
use crate::location::{At, Passage};
use crate::model::{Candidate, Evidence, EvidenceKind, Quantity};
use crate::outline::{Block, Outline};
use crate::patterns::{LevelId, Patterns};
use crate::value::numeral;

/// The paragraphs and list items of a report.
pub(super) struct Narrative<'o> {
    passages: Vec<&'o Passage>,
    /// Counts of indicators that the text states: what is counted, how many.
    /// Sound reports never ask for them.
    counts: OnceCell<Vec<(String, usize, At)>>,
}

impl<'o> Narrative<'o> {
    /// The prose of an outline.
    pub(super) fn of(outline: &'o Outline) -> Self {
        let passages = outline
            .blocks()
            .into_iter()
            .filter_map(|block| match block {
                Block::Paragraph(passage) | Block::Item(passage) => Some(passage),
                Block::Table(_) => None,
            });
        Self {
            passages: passages.collect(),
            counts: OnceCell::new(),
        }
    }

    /// How many indicators of a level the text states (其中12个产出指标).
    pub(super) fn declared(&self, id: LevelId, patterns: &Patterns) -> Option<(usize, At)> {
        let counts = self.counts.get_or_init(|| {
            let passages = self.passages.iter();
            passages
                .flat_map(|passage| declared_counts(passage, patterns))
                .collect()
        });
        let names = |what: &str| patterns.levels.exact(1, what) == Some(id);
        counts
            .iter()
            .find(|(what, ..)| names(what))
            .map(|&(_, count, at)| (count, at))
    }

    /// Readings of a damaged name that sentences with the same quantity
    /// support: same number, same unit, and half the readable characters.
    pub(super) fn candidates(&self, readable: &str, actual: &Quantity) -> Vec<Candidate> {
        let (Some(number), Some(unit)) = (actual.number, actual.unit.as_deref()) else {
            return Vec::new();
        };
        let number = number.to_string();
        let found = self.passages.iter().flat_map(|p| stated(p, &number, unit));
        let mut candidates: Vec<Candidate> = found
            .filter_map(|(clause, sentence, at)| {
                let share = overlap(readable, &sentence);
                let note = format!("the text states {number}{unit} in: {sentence}");
                let evidence = vec![Evidence {
                    kind: EvidenceKind::Narrative,
                    note,
                    at,
                }];
                (share >= Decimal::new(5, 1) && !clause.is_empty()).then_some(Candidate {
                    value: clause,
                    confidence: share,
                    evidence,
                })
            })
            .collect();
        candidates.sort_by(|a, b| b.confidence.cmp(&a.confidence));
        candidates.truncate(3);
        candidates
    }
}

fn declared_counts(passage: &Passage, patterns: &Patterns) -> Vec<(String, usize, At)> {
    let found = patterns
        .tables
        .declared(&passage.text)
        .filter_map(|(count, what)| {
            let number = numeral::read(&passage.text[count.clone()], patterns)?;
            let at = passage.at(count.start, what.end);
            Some((
                passage.text[what].to_owned(),
                usize::try_from(number.mantissa()).ok()?,
                at,
            ))
        });
    found.collect()
}

/// Characters at which a clause ends, and those at which a sentence does.
const CLAUSE_ENDS: [char; 9] = ['，', ',', '。', '；', ';', '：', ':', '(', '（'];
const SENTENCE_ENDS: [char; 4] = ['。', '；', ';', '\n'];

/// Where a passage states a quantity: the clause before it, the sentence
/// before it, and the place.
fn stated(passage: &Passage, number: &str, unit: &str) -> Vec<(String, String, At)> {
    let text = passage.text.as_str();
    let found = text.match_indices(number).filter_map(|(from, _)| {
        let (before, after) = (&text[..from], &text[from + number.len()..]);
        let digit = |c: char| c.is_ascii_digit() || c == '.';
        let whole = !before.ends_with(digit) && !after.starts_with(digit);
        let unit_from = after.len() - after.trim_start().len();
        let counted = after.trim_start().starts_with(unit);
        if !whole || !counted {
            return None;
        }
        let since = |ends: &[char]| before.rfind(ends).map_or(0, |at| at + char_len(before, at));
        let clause = fold::clean(&before[since(&CLAUSE_ENDS)..]);
        let sentence = fold::clean(&before[since(&SENTENCE_ENDS)..]);
        let to = from + number.len() + unit_from + unit.len();
        Some((clause, sentence, passage.at(from, to)))
    });
    found.collect()
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
