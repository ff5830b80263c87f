//! Departments by how grave the changes of their reports are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::model::{Side, Summary};

/// The changes of a department's reports together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The department as the new reports print it; `None` where they name none.
    pub department: Option<String>,
    /// The places of its comparisons in what was given, the gravest first.
    pub comparisons: Vec<usize>,
    /// Their counts, summed.
    pub summary: Summary,
}

/// Departments in the order in which an auditor should look at them: by their grave
/// changes, then the medium and the low ones, then by what could not be compared.
#[must_use]
pub fn rank<'a>(comparisons: impl IntoIterator<Item = (&'a Side, &'a Summary)>) -> Vec<Standing> {
    let mut by_name: BTreeMap<Option<&str>, Vec<(usize, &Summary)>> = BTreeMap::new();
    for (place, (new, summary)) in comparisons.into_iter().enumerate() {
        let own = by_name.entry(new.department.as_deref()).or_default();
        own.push((place, summary));
    }
    let mut standings: Vec<Standing> = by_name
        .into_iter()
        .map(|(department, mut own)| {
            own.sort_by_key(|&(place, summary)| (weight(summary), place));
            let mut sum = Summary::default();
            own.iter().for_each(|(_, summary)| sum.add(summary));
            Standing {
                department: department.map(str::to_owned),
                comparisons: own.into_iter().map(|(place, _)| place).collect(),
                summary: sum,
            }
        })
        .collect();
    // Equally grave ones stay in the order of their names.
    standings.sort_by_key(|standing| weight(&standing.summary));
    standings
}

type Weight = (Reverse<u32>, Reverse<u32>, Reverse<u32>, Reverse<u32>);

fn weight(summary: &Summary) -> Weight {
    (
        Reverse(summary.high),
        Reverse(summary.medium),
        Reverse(summary.low),
        Reverse(summary.not_comparable),
    )
}

impl Summary {
    /// Adds the counts of another comparison.
    pub fn add(&mut self, other: &Summary) {
        let pairs = (&mut self.pairs, &other.pairs);
        for (sum, more) in [
            (&mut self.high, other.high),
            (&mut self.medium, other.medium),
            (&mut self.low, other.low),
            (&mut self.info, other.info),
            (&mut self.not_comparable, other.not_comparable),
            (&mut self.characters, other.characters),
            (&mut self.copied_characters, other.copied_characters),
            (&mut self.template_characters, other.template_characters),
            (&mut pairs.0.same, pairs.1.same),
            (&mut pairs.0.renamed, pairs.1.renamed),
            (&mut pairs.0.uncertain, pairs.1.uncertain),
            (&mut pairs.0.ambiguous, pairs.1.ambiguous),
            (&mut pairs.0.dropped, pairs.1.dropped),
            (&mut pairs.0.added, pairs.1.added),
        ] {
            *sum = sum.saturating_add(more);
        }
    }
}
