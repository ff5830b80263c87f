//! Which row of a witness is which of the base. A row that is not certain has no partner: a
//! value out of the wrong row would be a wrong value.
//!
//! Rows of one name are paired as for a comparison of years. Between two such pairs that
//! follow each other on both sides stand the same rows, if as many are left there on both:
//! these are paired in their order where what is left of their names and all numbers that both
//! print agree. A row elsewhere is paired only if the whole of what is left of its name stands
//! in one name of the witness, and in no other.

use std::collections::BTreeMap;

use super::left::{self, Fit};
use super::same::{Relation, relation};
use crate::diff::{self, PairClass};
use crate::emend::Grammar;
use crate::fold;
use crate::model::{Indicator, Number, Quantity, Report, Status, Text, WitnessKind};
use crate::patterns::Patterns;

/// The row of the witness that each row of the base is, by their places in the lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairing {
    of_base: Vec<Option<usize>>,
}

impl Pairing {
    pub(super) fn none(base: &Report) -> Self {
        Self { of_base: vec![None; base.indicators.len()] }
    }

    pub(super) fn of(&self, row: usize) -> Option<usize> {
        self.of_base.get(row).copied().flatten()
    }

    pub(super) fn count(&self) -> u32 {
        self.of_base.iter().flatten().count() as u32
    }
}

/// More rows than this between two pairs are not paired by their order.
const LONGEST_GAP: usize = 8;

pub(super) fn pair(
    base: &Report,
    witness: &Report,
    kind: WitnessKind,
    patterns: &Patterns,
) -> Pairing {
    if kind == WitnessKind::SecondReader {
        return Pairing { of_base: (0..base.indicators.len()).map(Some).collect() };
    }
    let mut found = Search {
        base: &base.indicators,
        witness: &witness.indicators,
        kind,
        of_base: vec![None; base.indicators.len()],
        taken: vec![false; witness.indicators.len()],
    };
    found.by_name(base, witness, patterns);
    found.between();
    found.alone();
    // What the last step paired may close a gap.
    found.between();
    Pairing { of_base: found.of_base }
}

struct Search<'r> {
    base: &'r [Indicator],
    witness: &'r [Indicator],
    kind: WitnessKind,
    of_base: Vec<Option<usize>>,
    taken: Vec<bool>,
}

/// What speaks for two rows being one.
#[derive(Debug, Clone, Copy)]
struct Evidence {
    fit: Fit,
    /// Characters of the damaged name that are left.
    left: usize,
    /// Numbers that both print alike.
    alike: usize,
}

impl Search<'_> {
    fn join(&mut self, base: usize, witness: usize) {
        if let (Some(mine), Some(theirs)) =
            (self.of_base.get_mut(base), self.taken.get_mut(witness))
            && mine.is_none()
            && !*theirs
        {
            *mine = Some(witness);
            *theirs = true;
        }
    }

    /// Rows whose names are the same for certain.
    fn by_name(&mut self, base: &Report, witness: &Report, patterns: &Patterns) {
        let places = |rows: &[Indicator]| -> BTreeMap<(u32, u32), usize> {
            let rows = rows.iter().enumerate();
            rows.map(|(place, row)| ((row.table, row.row), place)).collect()
        };
        let (mine, theirs) = (places(self.base), places(self.witness));
        for pair in diff::pair(base, witness, patterns) {
            let (Some(old), Some(new)) = (&pair.old, &pair.new) else { continue };
            if pair.class != PairClass::Same || !self.may_be_one(old, new) {
                continue;
            }
            let places = (mine.get(&(old.table, old.row)), theirs.get(&(new.table, new.row)));
            if let (Some(&base), Some(&witness)) = places {
                self.join(base, witness);
            }
        }
    }

    /// Whether rows that were paired by likeness are one: their names are the same, or one is
    /// the other with characters lost, and the numbers of a copy do not all differ.
    fn may_be_one(&self, old: &Indicator, new: &Indicator) -> bool {
        let names = match (&old.name.value, &new.name.value) {
            (Some(a), Some(b)) => {
                let lost = |a, b| {
                    matches!(relation(a, b, Grammar::Name), Relation::Same | Relation::BaseLost)
                };
                lost(a, b) || lost(b, a)
            }
            (None, None) => fold::clean_key(&old.name.raw) == fold::clean_key(&new.name.raw),
            _ => false,
        };
        let Numbers { alike, differ } = self.numbers(old, new);
        names && (differ == 0 || alike > 0 || self.kind != WitnessKind::Copy)
    }

    /// Rows between two pairs that follow each other.
    fn between(&mut self) {
        let mut anchors: Vec<(usize, usize)> = Vec::new();
        for (base, witness) in self.of_base.iter().enumerate() {
            if let Some(witness) = witness {
                anchors.push((base + 1, witness + 1));
            }
        }
        anchors.insert(0, (0, 0));
        anchors.push((self.base.len() + 1, self.witness.len() + 1));
        let mut found = Vec::new();
        for ends in anchors.windows(2) {
            let &[(base_from, from), (base_to, to)] = ends else { continue };
            let gap = base_to - base_from - 1;
            if to <= from || to - from - 1 != gap || gap == 0 || gap > LONGEST_GAP {
                continue;
            }
            let pairs: Vec<(usize, usize)> =
                (0..gap).map(|step| (base_from + step, from + step)).collect();
            let free = pairs.iter().all(|&(_, witness)| self.taken.get(witness) == Some(&false));
            let evidence: Vec<Option<Evidence>> =
                pairs.iter().map(|&(base, witness)| self.evidence(base, witness)).collect();
            let fits = |one: &Option<Evidence>| one.is_some_and(|one| self.is_enough(one));
            if free && evidence.iter().all(fits) {
                found.extend(pairs);
            }
        }
        for (base, witness) in found {
            self.join(base, witness);
        }
    }

    /// Whether what speaks for a row is enough, where its neighbours stand beside it too.
    fn is_enough(&self, Evidence { fit, left, alike }: Evidence) -> bool {
        let copy = self.kind == WitnessKind::Copy;
        match fit {
            Fit::Not => false,
            Fit::Whole | Fit::Exact => {
                left >= 2 && (alike >= 1 || self.kind == WitnessKind::OtherYear)
            }
            Fit::Partly if copy => alike >= 2,
            Fit::Partly => self.kind == WitnessKind::Declaration && alike >= 1,
            Fit::Nothing => copy && alike >= 2,
        }
    }

    /// Rows wherever they stand, of which the whole rest of the name is in one other alone.
    fn alone(&mut self) {
        let free = |taken: &dyn Fn(usize) -> bool, count: usize| -> Vec<usize> {
            (0..count).filter(|&place| !taken(place)).collect()
        };
        let mine = free(&|place| self.of_base[place].is_some(), self.base.len());
        let theirs = free(&|place| self.taken[place], self.witness.len());
        let mut fitting: Vec<(usize, usize)> = Vec::new();
        for &base in &mine {
            for &witness in &theirs {
                let enough = self.evidence(base, witness).is_some_and(|one| {
                    let number = one.alike >= 1 || self.kind == WitnessKind::OtherYear;
                    one.fit >= Fit::Whole && one.left >= 4 && number
                });
                if enough {
                    fitting.push((base, witness));
                }
            }
        }
        let one = |test: &dyn Fn(&(usize, usize)) -> bool| {
            fitting.iter().filter(|p| test(p)).count() == 1
        };
        let only: Vec<(usize, usize)> = fitting
            .iter()
            .copied()
            .filter(|&(base, witness)| one(&|p| p.0 == base) && one(&|p| p.1 == witness))
            .collect();
        for (base, witness) in only {
            self.join(base, witness);
        }
    }

    /// What speaks for two rows being one; `None` if something speaks against it.
    fn evidence(&self, base: usize, witness: usize) -> Option<Evidence> {
        let (old, new) = (self.base.get(base)?, self.witness.get(witness)?);
        let known = |a: &Text, b: &Text| match (&a.value, &b.value) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if !known(&old.level1, &new.level1) || !known(&old.level2, &new.level2) {
            return None;
        }
        if matches!((&old.unit, &new.unit), (Some(a), Some(b)) if a != b) {
            return None;
        }
        let Numbers { alike, differ } = self.numbers(old, new);
        if differ > 0 {
            return None;
        }
        let (fit, left) = names(old, new);
        (fit != Fit::Not).then_some(Evidence { fit, left, alike })
    }

    /// The numbers that both print, as far as this kind of witness has them in common.
    fn numbers(&self, old: &Indicator, new: &Indicator) -> Numbers {
        let mut numbers = Numbers::default();
        let copy = self.kind == WitnessKind::Copy;
        if self.kind == WitnessKind::OtherYear {
            return numbers;
        }
        numbers.quantities(&old.target, &new.target);
        numbers.weights(&old.weight, &new.weight);
        if copy {
            numbers.quantities(&old.actual, &new.actual);
            numbers.weights(&old.score, &new.score);
        }
        numbers
    }
}

#[derive(Debug, Default)]
struct Numbers {
    alike: usize,
    differ: usize,
}

impl Numbers {
    fn count(&mut self, same: bool) {
        self.alike += usize::from(same);
        self.differ += usize::from(!same);
    }

    fn quantities(&mut self, old: &Quantity, new: &Quantity) {
        let unread = |side: &Quantity| side.status == Status::Damaged || side.is_none();
        if unread(old) || unread(new) {
            return;
        }
        let words = |side: &Quantity| side.text.as_deref().map(fold::clean_key);
        let same = (old.number.map(|n| n.normalize()), old.upper.map(|n| n.normalize()))
            == (new.number.map(|n| n.normalize()), new.upper.map(|n| n.normalize()))
            && words(old) == words(new);
        self.count(same);
    }

    fn weights(&mut self, old: &Option<Number>, new: &Option<Number>) {
        if let (Some(old), Some(new)) = (old, new) {
            self.count(old.value.normalize() == new.value.normalize());
        }
    }
}

/// How the names of two rows fit: what is left of a damaged one in the other.
fn names(old: &Indicator, new: &Indicator) -> (Fit, usize) {
    match (&old.name.value, &new.name.value) {
        (Some(a), Some(b)) => {
            let fit = match (relation(a, b, Grammar::Name), relation(b, a, Grammar::Name)) {
                (Relation::Same | Relation::BaseLost, _) | (_, Relation::BaseLost) => Fit::Whole,
                (Relation::Near, _) => Fit::Partly,
                _ => Fit::Not,
            };
            (fit, left::count(a).min(left::count(b)))
        }
        (None, Some(read)) => (
            left::fit(&old.name.raw, &new.name.raw, read, Grammar::Name),
            left::count(&old.name.raw),
        ),
        (Some(read), None) => (
            left::fit(&new.name.raw, &old.name.raw, read, Grammar::Name),
            left::count(&new.name.raw),
        ),
        (None, None) => {
            let (a, b) = (&old.name.raw, &new.name.raw);
            let fit = left::fit(a, b, b, Grammar::Name).max(left::fit(b, a, a, Grammar::Name));
            (fit, left::count(a).min(left::count(b)))
        }
    }
}
