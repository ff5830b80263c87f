//! The same field told by the heads of several forms.

use std::collections::BTreeMap;

use super::Rank;
use crate::fold;

/// For each field and kind of place the first value told there, and whether another one was.
#[derive(Debug, Default)]
pub(super) struct Forms {
    first: BTreeMap<(usize, Rank), (String, bool)>,
}

impl Forms {
    pub(super) fn add(&mut self, index: usize, rank: Rank, value: &str) {
        let key = fold::clean_key(value);
        let (first, differs) = self.first.entry((index, rank)).or_insert((key.clone(), false));
        // A name may be cut short, or told with its code.
        *differs |= !first.contains(&key) && !key.contains(first.as_str());
    }

    /// Whether places of one kind tell different values of a field.
    pub(super) fn differ(&self, index: usize, rank: Rank) -> bool {
        self.first.get(&(index, rank)).is_some_and(|(_, differs)| *differs)
    }
}
