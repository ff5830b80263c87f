//! Rows without one of the same name: weighed against each other.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::features::{self, Features};
use super::scores::{Scores, Splits};
use super::{Found, Partner, assignment, decimal};
use crate::diff::model::{PairCandidate, PairClass};
use crate::patterns::{Likeness, Patterns};

/// So many rows that a row could also be are named.
const MOST_CANDIDATES: usize = 3;

/// So many pairs are weighed: a thousand rows without a name in common on each side. Reports have
/// a hundred; of more, all are left open.
const MOST_WEIGHED: usize = 1 << 20;

/// Pairs the rows that are left, and says of those that stay alone why.
pub(super) fn pair(
    olds: &[Features<'_>],
    news: &[Features<'_>],
    patterns: &Patterns,
    found: &mut Found,
) {
    if olds.len().saturating_mul(news.len()) > MOST_WEIGHED {
        for row in olds {
            found.of_old[row.place] = Some(Partner::alone(PairClass::Ambiguous, Vec::new()));
        }
        for row in news {
            found.of_new[row.place] = Some(Partner::alone(PairClass::Ambiguous, Vec::new()));
        }
        return;
    }
    let scores = Scores::of(olds, news, patterns);
    let mut of_old: Vec<Option<usize>> = vec![None; olds.len()];
    let mut of_new: Vec<Option<usize>> = vec![None; news.len()];
    for (old, new) in assignment::best(olds, news, &scores) {
        of_old[old] = Some(new);
        of_new[new] = Some(old);
    }
    let splits = Splits {
        of_old: &|whole, parts| olds[whole].is_whole_of(parts.map(|part| &news[part])),
        of_new: &|whole, parts| news[whole].is_whole_of(parts.map(|part| &olds[part])),
    };
    let open = Open::of(&scores, &of_old, &of_new, &splits);
    for (old, row) in olds.iter().enumerate() {
        let Some(new) = of_old[old].filter(|_| !open.old[old]) else {
            continue;
        };
        let score = scores.at(old, new);
        let class = match score.likeness(patterns) {
            _ if score.damaged => PairClass::Uncertain,
            Likeness::Same => PairClass::Same,
            Likeness::Renamed | Likeness::Other => PairClass::Renamed,
        };
        found.join(row.place, news[new].place, class, score.all);
    }
    let free_olds = (0..olds.len()).filter(|&old| open.old[old] || of_old[old].is_none());
    let free_news = (0..news.len()).filter(|&new| open.new[new] || of_new[new].is_none());
    let (free_olds, free_news): (Vec<_>, Vec<_>) = (free_olds.collect(), free_news.collect());
    for &old in &free_olds {
        let others = free_news
            .iter()
            .map(|&new| (&news[new], scores.at(old, new).all, open.tied.contains(&(old, new))));
        let alone = alone(&olds[old], open.old[old], others, PairClass::Dropped, patterns);
        found.of_old[olds[old].place] = Some(alone);
    }
    for &new in &free_news {
        let others = free_olds
            .iter()
            .map(|&old| (&olds[old], scores.at(old, new).all, open.tied.contains(&(old, new))));
        let alone = alone(&news[new], open.new[new], others, PairClass::Added, patterns);
        found.of_new[news[new].place] = Some(alone);
    }
}

/// Rows that more than one partner fits.
struct Open {
    old: Vec<bool>,
    new: Vec<bool>,
    /// The pairs that leave each other open.
    tied: HashSet<(usize, usize)>,
}

impl Open {
    fn of(
        scores: &Scores,
        of_old: &[Option<usize>],
        of_new: &[Option<usize>],
        splits: &Splits<'_>,
    ) -> Self {
        let mut open = Open {
            old: vec![false; of_old.len()],
            new: vec![false; of_new.len()],
            tied: HashSet::new(),
        };
        for (old, new) in of_old.iter().enumerate() {
            let Some(new) = *new else { continue };
            let rivals = scores.rivals((old, new), of_old, of_new, splits);
            if rivals.is_empty() {
                continue;
            }
            for (old, new) in rivals.into_iter().chain([(old, new)]) {
                open.old[old] = true;
                open.new[new] = true;
                open.tied.insert((old, new));
            }
        }
        // A row whose partner is open is open too.
        for (old, new) in of_old.iter().enumerate() {
            if let Some(new) = *new
                && (open.old[old] || open.new[new])
            {
                open.old[old] = true;
                open.new[new] = true;
            }
        }
        open
    }
}

/// A row that stays alone, with the rows that it could be after all.
fn alone<'f, 'r: 'f>(
    row: &Features<'_>,
    open: bool,
    others: impl Iterator<Item = (&'f Features<'r>, u32, bool)>,
    by_side: PairClass,
    patterns: &Patterns,
) -> Partner {
    let limits = &patterns.pairing.limits;
    let mut veiled = row.damaged;
    let mut candidates: Vec<(&Features<'_>, u32)> = Vec::new();
    for (other, score, tied) in others {
        let alike = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        // It may be this one, whose name cannot be read.
        let may_be = other.damaged
            && row.bound == other.bound
            && alike(row.level2, other.level2)
            && alike(row.dimension.as_deref(), other.dimension.as_deref());
        veiled |= may_be;
        if tied || may_be || score + limits.tie >= limits.renamed {
            candidates.push((other, score));
        }
    }
    if candidates.len() > MOST_CANDIDATES {
        candidates.select_nth_unstable_by(MOST_CANDIDATES, |a, b| rank(a).cmp(&rank(b)));
        candidates.truncate(MOST_CANDIDATES);
    }
    candidates.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let class = match () {
        () if open => PairClass::Ambiguous,
        () if veiled => PairClass::Uncertain,
        () => by_side,
    };
    Partner::alone(
        class,
        candidates.into_iter().map(|(row, score)| candidate(row, score)).collect(),
    )
}

/// The nearest first, and those that are as near by what they print.
fn rank<'f>(&(row, score): &(&'f Features<'_>, u32)) -> (Reverse<u32>, &'f str, usize) {
    (Reverse(score), &row.content, row.place)
}

fn candidate(features: &Features<'_>, score: u32) -> PairCandidate {
    PairCandidate {
        table: features.row.table,
        row: features.row.row,
        name: features::name(features.row),
        similarity: decimal(score),
        at: features.row.at,
    }
}
