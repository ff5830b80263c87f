//! Which indicator of the old report is which of the new one (指标对应).
//!
//! Rows of one name first (`exact`), then the best sum of likenesses (`weighed`).
//! Two candidates that are equally near leave a row open, and a damaged name is
//! never more than a guess. Where more rows than any report has are without one of their name, all of
//! them are left open: weighing them takes time by their square. The result is the same in both directions and in any
//! order of the rows.

mod assignment;
mod exact;
mod features;
mod scores;
mod similarity;
mod tables;
mod weighed;

use rust_decimal::Decimal;

use super::model::{Pair, PairCandidate, PairClass};
use crate::model::{Indicator, Report};
use crate::patterns::Patterns;
use features::Features;
use similarity::Similarity;
use tables::Bound;

pub(super) use features::{is_put_together, masked, name};
pub(super) use similarity::is_subsequence;
pub(super) use tables::{projects, several};

/// Pairs the indicators of two reports.
pub(crate) fn pair(old: &Report, new: &Report, patterns: &Patterns) -> Vec<Pair> {
    let bound = Bound::of(old, new, patterns);
    let olds = all(&old.indicators, |table| bound.of_old(table), patterns);
    let news = all(&new.indicators, |table| bound.of_new(table), patterns);
    let mut found = Found { of_old: vec![None; olds.len()], of_new: vec![None; news.len()] };
    for (old, new) in exact::pairs(&olds, &news) {
        let similarity = Similarity::of(&olds[old], &news[new], patterns);
        let printed_alike = olds[old].is_printed_as(&news[new]);
        let class = match similarity.damaged && !printed_alike {
            true => PairClass::Uncertain,
            false => PairClass::Same,
        };
        found.join(old, new, class, similarity.all);
    }
    let olds = free(olds, &found.of_old);
    let news = free(news, &found.of_new);
    weighed::pair(&olds, &news, patterns, &mut found);
    let mut pairs = found.into_pairs(&old.indicators, &new.indicators);
    tables::name_projects(&mut pairs, old, new);
    pairs
}

fn all<'r>(
    rows: &'r [Indicator],
    bound: impl Fn(u32) -> u32,
    patterns: &Patterns,
) -> Vec<Features<'r>> {
    let rows = rows.iter().enumerate();
    rows.map(|(place, row)| Features::of(place, row, bound(row.table), patterns)).collect()
}

fn free<'r>(rows: Vec<Features<'r>>, taken: &[Option<Partner>]) -> Vec<Features<'r>> {
    let is_free = |row: &Features<'_>| taken[row.place].is_none();
    rows.into_iter().filter(is_free).collect()
}

/// What became of a row.
#[derive(Debug, Clone)]
struct Partner {
    class: PairClass,
    /// Its place in the other report.
    other: Option<usize>,
    similarity: Option<u32>,
    candidates: Vec<PairCandidate>,
}

impl Partner {
    /// A row without one.
    fn alone(class: PairClass, candidates: Vec<PairCandidate>) -> Partner {
        Partner { class, other: None, similarity: None, candidates }
    }
}

/// What became of the rows of both reports, by their places.
struct Found {
    of_old: Vec<Option<Partner>>,
    of_new: Vec<Option<Partner>>,
}

impl Found {
    fn join(&mut self, old: usize, new: usize, class: PairClass, similarity: u32) {
        let partner = |other| Partner {
            class,
            other: Some(other),
            similarity: Some(similarity),
            candidates: Vec::new(),
        };
        self.of_old[old] = Some(partner(new));
        self.of_new[new] = Some(partner(old));
    }

    /// Every row once, in the order of the new report; those that only the old one
    /// has after the row that they stood behind.
    fn into_pairs(self, olds: &[Indicator], news: &[Indicator]) -> Vec<Pair> {
        let mut pairs = Vec::with_capacity(olds.len().max(news.len()));
        let alone = |place: usize| self.of_old[place].as_ref().is_none_or(|p| p.other.is_none());
        let push_alone_from = |start: usize, pairs: &mut Vec<Pair>| {
            for place in (start..olds.len()).take_while(|&place| alone(place)) {
                let partner = self.of_old[place].as_ref();
                pairs.push(entry(Some(&olds[place]), None, partner));
            }
        };
        push_alone_from(0, &mut pairs);
        for (place, row) in news.iter().enumerate() {
            let partner = self.of_new[place].as_ref();
            match partner.and_then(|partner| partner.other) {
                Some(other) => {
                    pairs.push(entry(Some(&olds[other]), Some(row), partner));
                    push_alone_from(other + 1, &mut pairs);
                }
                None => pairs.push(entry(None, Some(row), partner)),
            }
        }
        pairs
    }
}

fn entry(old: Option<&Indicator>, new: Option<&Indicator>, partner: Option<&Partner>) -> Pair {
    let by_side = if new.is_none() { PairClass::Dropped } else { PairClass::Added };
    Pair {
        old: old.cloned(),
        new: new.cloned(),
        class: partner.map_or(by_side, |partner| partner.class),
        similarity: partner.and_then(|p| p.similarity).map(decimal),
        candidates: partner.map(|p| p.candidates.clone()).unwrap_or_default(),
        project: None,
    }
}

/// Ten thousandths as a decimal of four places.
fn decimal(ten_thousandths: u32) -> Decimal {
    Decimal::new(i64::from(ten_thousandths), 4)
}
