//! Rows of one name, taken out before anything is weighed.

use rustc_hash::FxHashMap as HashMap;

use super::features::Features;

/// Pairs of rows (places in `old` and `new`) that are certain by what they print.
pub(super) fn pairs(old: &[Features<'_>], new: &[Features<'_>]) -> Vec<(usize, usize)> {
    let mut free = Free {
        old: vec![true; old.len()],
        new: vec![true; new.len()],
        pairs: Vec::new(),
    };
    // Rows that print the same throughout cannot be told apart, and need not be.
    free.take(old, new, true, |row| Some(row.content.clone()));
    let unit = |row: &Features<'_>| row.row.unit.clone().unwrap_or_default();
    let level = |text: &crate::model::Text| text.value.clone().unwrap_or_default();
    // Rows that share a name are told apart by their levels and units, or not at all.
    free.take(old, new, false, |row| {
        let levels = [level(&row.row.level1), level(&row.row.level2), unit(row)];
        named(row).map(|name| format!("{name}\t{}", levels.join("\t")))
    });
    free.take(old, new, false, |row| {
        named(row).map(|name| format!("{name}\t{}", level(&row.row.level2)))
    });
    free.take(old, new, false, named);
    free.pairs
}

/// The name, if it can be read.
fn named(row: &Features<'_>) -> Option<String> {
    (!row.damaged && !row.key.is_empty()).then(|| row.key.clone())
}

struct Free {
    old: Vec<bool>,
    new: Vec<bool>,
    pairs: Vec<(usize, usize)>,
}

impl Free {
    /// Pairs the free rows of one key: if there is one on each side, or in their
    /// order if `all` of a key are alike.
    fn take(
        &mut self,
        old: &[Features<'_>],
        new: &[Features<'_>],
        all: bool,
        key: impl Fn(&Features<'_>) -> Option<String>,
    ) {
        let by_key = |rows: &[Features<'_>], free: &[bool]| {
            let mut places: HashMap<String, Vec<usize>> = HashMap::default();
            for (place, row) in rows.iter().enumerate() {
                if free.get(place) == Some(&true)
                    && let Some(key) = key(row)
                {
                    places.entry(key).or_default().push(place);
                }
            }
            places
        };
        let (olds, news) = (by_key(old, &self.old), by_key(new, &self.new));
        for (place, row) in old.iter().enumerate() {
            let Some(key) = key(row).filter(|_| self.old.get(place) == Some(&true)) else {
                continue;
            };
            let (Some(mine), Some(theirs)) = (olds.get(&key), news.get(&key)) else {
                continue;
            };
            if !all && (mine.len() != 1 || theirs.len() != 1) {
                continue;
            }
            let rank = mine.iter().position(|&other| other == place);
            if let Some(&other) = rank.and_then(|rank| theirs.get(rank)) {
                self.old[place] = false;
                self.new[other] = false;
                self.pairs.push((place, other));
            }
        }
    }
}
