//! What sums show of parts: which of several amounts they make up, and that those in brackets behind an amount are
//! its parts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::facts::Figures;
use super::quantities::Found;

/// The longest list of parts in brackets, in bytes.
const LONGEST_BRACKET: usize = 1000;

/// What has the same wholes, and what it comes to.
type Sums<'p> = BTreeMap<(&'p [u32], &'p str), Decimal>;

impl Figures<'_> {
    /// What the parts of each of the lists of wholes come to, by unit.
    pub(super) fn sums<'p>(&'p self, wholes: &'p [Vec<u32>]) -> Sums<'p> {
        let mut sums = Sums::new();
        for (part, wholes) in self.found.iter().zip(wholes) {
            if !part.percent && !wholes.is_empty() {
                let sum = sums.entry((wholes, &part.unit)).or_default();
                *sum = sum.saturating_add(part.number);
            }
        }
        sums
    }

    /// Of several amounts before 其中 leaves the one that its parts come to: 预算18万元，支出12.6万元，其中接待3.1万元，
    /// 车辆9.5万元.
    pub(super) fn narrow(&self, wholes: &mut [Vec<u32>]) {
        let mut told: Vec<(Vec<u32>, u32)> = Vec::new();
        for ((of, unit), sum) in &self.sums(wholes) {
            let is_sum = |index: &&u32| {
                self.whole(**index)
                    .is_some_and(|whole| whole.number == *sum && whole.unit == **unit)
            };
            let mut equal = of.iter().filter(is_sum);
            // Two amounts that are the same stay both.
            if let (Some(&whole), None) = (equal.next(), equal.next()) {
                told.push((of.to_vec(), whole));
            }
        }
        for (of, whole) in told {
            let same = wholes.iter_mut().filter(|wholes| **wholes == of);
            same.for_each(|wholes| *wholes = vec![whole]);
        }
    }

    /// Takes amounts that stand in brackets straight behind another, and come to it, for its parts: 基本支出
    /// 80万元(人员经费70万元、公用经费10万元).
    pub(super) fn in_brackets(&self, wholes: &mut [Vec<u32>]) {
        for (index, whole) in self.found.iter().enumerate() {
            let rest = self.text.get(whole.to..).unwrap_or_default();
            if whole.percent || !rest.starts_with('(') {
                continue;
            }
            let rest = rest.get(..rest.floor_char_boundary(LONGEST_BRACKET)).unwrap_or(rest);
            let Some(close) = rest.find(')') else { continue };
            let close = whole.to + close;
            let inside = self.found.get(index + 1..).unwrap_or_default().iter();
            let inside = inside.take_while(|part| part.from < close);
            let is_part = |part: &&Found| part.unit == whole.unit && !self.is_change(part);
            let sum = |sum: Decimal, part: &Found| sum.saturating_add(part.number);
            let parts = || inside.clone().filter(is_part);
            if parts().count() < 2 || parts().fold(Decimal::ZERO, sum) != whole.number {
                continue;
            }
            let own = index + 1..index + 1 + inside.clone().count();
            for (part, wholes) in inside.zip(wholes.get_mut(own).into_iter().flatten()) {
                if wholes.is_empty() && is_part(&part) {
                    *wholes = vec![self.index(index)];
                }
            }
        }
    }
}
