//! The likeness of each row of one report to each of the other.

use super::features::Features;
use super::similarity::Similarity;
use crate::patterns::Patterns;

/// A row for each of the old report, a column for each of the new one.
#[derive(Debug)]
pub(super) struct Scores {
    cells: Vec<Similarity>,
    news: usize,
    renamed: u32,
    name: u32,
    tie: u32,
}

/// Whether a row of one report is two of the other, by their places.
pub(super) struct Splits<'s> {
    /// A row of the old report, and two of the new one.
    pub(super) of_old: &'s dyn Fn(usize, [usize; 2]) -> bool,
    /// A row of the new report, and two of the old one.
    pub(super) of_new: &'s dyn Fn(usize, [usize; 2]) -> bool,
}

impl Scores {
    pub(super) fn of(old: &[Features<'_>], new: &[Features<'_>], patterns: &Patterns) -> Self {
        let cell = |old, new| Similarity::of(old, new, patterns);
        let cells = old.iter().flat_map(|old| new.iter().map(move |new| cell(old, new)));
        let limits = &patterns.pairing.limits;
        Scores {
            cells: cells.collect(),
            news: new.len(),
            renamed: limits.renamed,
            name: limits.name,
            tie: limits.tie,
        }
    }

    /// Rows of the old and of the new report.
    pub(super) fn size(&self) -> (usize, usize) {
        let olds = self.cells.len().checked_div(self.news).unwrap_or(0);
        (olds, self.news)
    }

    pub(super) fn at(&self, old: usize, new: usize) -> Similarity {
        self.cells[old * self.news + new]
    }

    /// What a pair counts: how far it is above the limit, nothing below it.
    pub(super) fn worth(&self, old: usize, new: usize) -> i64 {
        let cell = self.at(old, new);
        if cell.name < self.name || cell.all < self.renamed {
            return 0;
        }
        i64::from(cell.all - self.renamed) + 1
    }

    /// The other rows that a pair of rows leaves open, as pairs: within a tie of it, or a row without
    /// a partner of which `splits` says that it makes up the one row together with the other; and not
    /// better off with a partner of their own.
    pub(super) fn rivals(
        &self,
        (old, new): (usize, usize),
        partner_of_old: &[Option<usize>],
        partner_of_new: &[Option<usize>],
        splits: &Splits<'_>,
    ) -> Vec<(usize, usize)> {
        let taken = self.at(old, new);
        let (olds, news) = self.size();
        let near = |cell: Similarity| cell.name >= self.name && cell.all + self.tie >= taken.all;
        let settled = |cell: Similarity, own: Option<Similarity>| {
            own.is_some_and(|own| own.all > cell.all + self.tie)
        };
        let columns = (0..news).filter(|&other| other != new).filter(|&other| {
            let cell = self.at(old, other);
            let own = partner_of_new[other].map(|partner| self.at(partner, other));
            let part = own.is_none() && cell.name > 0 && (splits.of_old)(old, [new, other]);
            part || (near(cell) && !settled(cell, own))
        });
        let rows = (0..olds).filter(|&other| other != old).filter(|&other| {
            let cell = self.at(other, new);
            let own = partner_of_old[other].map(|partner| self.at(other, partner));
            let part = own.is_none() && cell.name > 0 && (splits.of_new)(new, [old, other]);
            part || (near(cell) && !settled(cell, own))
        });
        let columns = columns.map(|other| (old, other));
        columns.chain(rows.map(|other| (other, new))).collect()
    }
}
